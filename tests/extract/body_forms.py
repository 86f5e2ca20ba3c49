# ruff: noqa: E501 - pages are written as servers send them
"""Forms that articles take: the whole body of each page, typed before the reader was run."""

from __future__ import annotations

from tests.extract.body_pages import LINKS, SHARE, A, B, BodyPage, C, D, p, page, tables, trs

_NEXT = '<div class="prev-next"><p>上一篇：<a href="1.html">青少年科技创新大赛开赛</a></p><p>下一篇：<a href="3.html">科技馆闭馆通知</a></p></div>'
_RELATED = '<div class="xgxx"><h4>相关链接</h4><ul><li><a href="/x/8.html">全民科学素质行动规划纲要发布</a></li><li><a href="/x/9.html">科普示范县名单公布</a></li></ul></div>'
_DISCLAIMER = "<p>免责声明：本网站部分内容转载自其他媒体，不代表本网观点，如涉及版权请联系我们删除。</p>"
_CODE = '<div class="ewm"><img src="/q/12.png"><p>扫一扫在手机打开当前页</p></div>'
_CLOSE = '<div class="gn">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</div>'
TAIL = SHARE + _CODE + _DISCLAIMER + _NEXT + _RELATED + _CLOSE

SOLICIT = """<div class="zj"><div class="zj-bt">{title}</div><table class="zj-xx"><tr><td>状态：<b>征集中</b></td><td>起止时间：2021-04-01 至 2021-04-30</td></tr><tr><td>征集部门：青岭市科学技术协会</td><td>已有意见：6条</td></tr></table>
<div class="zj-sj">发布时间：2021-04-01 09:30:00　来源：本网</div><div class="zj-nr">{body}</div>{below}</div>"""
LAYOUT = """<table width="980" align="center"><tr><td><table width="100%"><tr><td align="center"><h3>{title}</h3></td></tr>
<tr><td align="center"><table><tr><td>学会部</td><td width="20"></td><td>2014/06/10</td><td width="20"></td><td>浏览：205</td></tr></table></td></tr>
<tr><td><table width="94%"><tr><td><div>{body}</div></td></tr></table></td></tr>{below}</table></td></tr></table>"""
DRUPAL = """<main><div class="region"><article class="node"><h1>{title}</h1><div class="{name}">{meta}</div><div class="field field--name-body">{body}</div></article></div></main>"""

_TABLE = '<table border="1"><tbody><tr><td>姓名</td><td>单位</td></tr><tr><td>李四维</td><td>市第一中学</td></tr><tr><td>王五岳</td><td>市农科所</td></tr></tbody></table>'

PAGES: list[BodyPage] = [
    BodyPage(
        "a box of files and a form below the text",
        page(
            "关于征求科普条例意见的公告",
            SOLICIT.format(
                title="关于征求科普条例意见的公告",
                body=p(A, B) + '<p style="text-align:right">青岭市科学技术协会</p>',
                below='<ul class="wenjian"><li><a href="/f/1.docx">条例（征求意见稿）.docx</a></li><li><a href="/f/2.pdf">起草说明.pdf</a></li></ul><div class="liuyan"><h3>我要留言</h3><form><textarea></textarea><input type="submit" value="提交"></form></div>',
            ),
        ),
        (A, B, "青岭市科学技术协会"),
        attachments=2,
    ),
    BodyPage(
        "a row of files below the row of the text, icons",
        page(
            "关于招聘科普辅导员的公告",
            LAYOUT.format(
                title="关于招聘科普辅导员的公告",
                body=p(A, "一、招聘岗位") + _TABLE + p("二、报名办法", B),
                below='<tr><td><table><tr><td>附件：</td><td><img src="/images/word.gif"><a href="/file/bm.doc">报名表</a></td></tr></table></td></tr>',
            ),
        ),
        (A, "一、招聘岗位", "姓名\t单位", "李四维\t市第一中学", "王五岳\t市农科所", "二、报名办法", B),
        attachments=1,
    ),
    BodyPage(
        "files in the text's own last paragraphs stay, their icons do not",
        trs(
            "关于申报基地的通知",
            p(A, B)
            + '<p>附件：1.<img src="/images/icon/pdf.gif"><a href="/a/1.pdf">申报书.pdf</a></p><p>2.<img src="/system/xls.png"><a href="/a/2.xls">汇总表.xls</a></p>',
        ),
        (A, B, "附件：1.申报书.pdf", "2.汇总表.xls"),
        attachments=2,
    ),
    BodyPage(
        "who submitted it and when, above the text",
        page(
            "青年论坛举行",
            DRUPAL.format(
                title="青年论坛举行",
                name="node__meta",
                meta="由 <span>李四维</span> 提交于 <span>周三, 05/06/2020 - 11:20</span>",
                body=p(A, B),
            ),
        ),
        (A, B),
    ),
    BodyPage(
        "the same without a name of its own",
        page(
            "青年论坛举行",
            DRUPAL.format(
                title="青年论坛举行", name="x1", meta="由 <a href='/u/1'>管理员</a> 发布于 2020-05-06", body=p(A, B)
            ),
        ),
        (A, B),
    ),
    BodyPage(
        "a first paragraph that begins with 由 is text",
        page(
            "青年论坛举行",
            DRUPAL.format(
                title="青年论坛举行",
                name="x1",
                meta="2020-05-06",
                body=p("由市科协主办的青年论坛于5月6日在市科技馆举行，来自各县区的代表参加。", B),
            ),
        ),
        ("由市科协主办的青年论坛于5月6日在市科技馆举行，来自各县区的代表参加。", B),
    ),
    BodyPage(
        "a picture in a box of its own above the text's",
        page(
            "油茶花开",
            '<div class="bt"><h1>油茶花开</h1></div><div class="ly">时间：2013-04-02 08:20 来源：青岭科协</div><div class="tuji"><div class="tu"><a href="#"><img src="/pic/1.jpg"></a></div><div class="shuoming">'
            + A
            + "</div></div>"
            + _NEXT,
        ),
        (A,),
        images=1,
    ),
    BodyPage(
        "a gallery of boxes, each with its caption",
        trs(
            "科普日掠影",
            "".join(
                f'<div class="pic"><img src="/p/{n}.jpg"></div><p style="text-align:center">{text}</p>'
                for n, text in enumerate(("孩子们观看机器人表演", "志愿者讲解天文望远镜", "观众排队参观"), 1)
            )
            + p(A),
        ),
        (A,),
        images=3,
    ),
    BodyPage(
        "text in one div parted by breaks",
        trs("会议召开", f"　　{A}<br><br>　　{B}<br/>　　{C}<br>", below=TAIL),
        (A, B, C),
    ),
    BodyPage(
        "text in nested tables with tools below",
        tables(
            "会议召开",
            f"<table><tr><td><table width=100%><tr><td>{p(A, B)}</td></tr></table></td></tr></table>",
            f"<tr><td>{_CODE}</td></tr>",
        ),
        (A, B),
    ),
    BodyPage(
        "Word's own markup",
        trs(
            "关于印发方案的通知",
            '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><p class="MsoNormal" style="text-indent:32pt"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>'
            + "".join(
                f'<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋_GB2312">{text[:20]}</span><span lang="EN-US">{text[20:24]}</span><span>{text[24:]}<o:p></o:p></span></p>'
                for text in (A, B, C)
            ),
        ),
        (A, B, C),
    ),
    BodyPage(
        "an advertisement between paragraphs",
        trs(
            "会议召开",
            p(A)
            + '<div class="ad"><a href="http://ad.example.com/"><img src="/ad/1.gif"></a><p>广告</p></div>'
            + p(B, C),
            below=TAIL,
        ),
        (A, B, C),
    ),
    BodyPage(
        "an editor's note above the text stays",
        trs("对话院士", p("编者按：科普是创新发展的一翼。本期邀请三位专家谈谈科普工作的新变化。", A, B), below=TAIL),
        ("编者按：科普是创新发展的一翼。本期邀请三位专家谈谈科普工作的新变化。", A, B),
    ),
    BodyPage(
        "an interview",
        trs(
            "专访馆长",
            p(
                "记者：新馆何时开放？",
                "馆长：计划今年国庆节前试运行，首批开放三个展厅。",
                "记者：观众怎样预约？",
                "馆长：可以通过电话或者微信公众号预约，免费参观。",
            ),
            below=TAIL,
        ),
        (
            "记者：新馆何时开放？",
            "馆长：计划今年国庆节前试运行，首批开放三个展厅。",
            "记者：观众怎样预约？",
            "馆长：可以通过电话或者微信公众号预约，免费参观。",
        ),
    ),
    BodyPage(
        "a poem",
        trs("科普颂", p("春风吹过青岭", "科普的车轮滚滚向前", "孩子的眼睛亮了", "像星星点亮了夜晚", "啊，知识的灯火", "照亮每一个山村的明天")),
        ("春风吹过青岭", "科普的车轮滚滚向前", "孩子的眼睛亮了", "像星星点亮了夜晚", "啊，知识的灯火", "照亮每一个山村的明天"),
    ),
    BodyPage(
        "a list of names",
        trs(
            "先进个人名单",
            p("（共6名，排名不分先后）", "市教育局", "李四维　王五岳　赵六合", "市农业农村局", "孙七星　周八方　吴九州"),
        ),
        ("（共6名，排名不分先后）", "市教育局", "李四维 王五岳 赵六合", "市农业农村局", "孙七星 周八方 吴九州"),
    ),
    BodyPage(
        "a table alone",
        trs("获奖名单", _TABLE, below=SHARE + _NEXT),
        ("姓名\t单位", "李四维\t市第一中学", "王五岳\t市农科所"),
    ),
    BodyPage(
        "one short paragraph",
        trs("闭馆通知", p("因设备检修，市科技馆4月20日闭馆一天，敬请谅解。"), below=TAIL),
        ("因设备检修，市科技馆4月20日闭馆一天，敬请谅解。",),
    ),
    BodyPage(
        "pictures with captions alone",
        trs(
            "科普周图集",
            "".join(
                f'<p style="text-align:center"><img src="/p/{n}.jpg"></p><p style="text-align:center">{text}</p>'
                for n, text in enumerate(("科普大篷车开进校园", "专家为村民讲解"), 1)
            ),
        ),
        None,
        images=2,
    ),
    BodyPage(
        "a video and its text",
        trs(
            "视频：走进科技馆",
            '<p style="text-align:center"><video controls src="/v/1.mp4" poster="/v/1.jpg"></video></p>' + p(A),
            below=TAIL,
        ),
        (A,),
    ),
    BodyPage(
        "a decree",
        trs(
            "青岭市科学技术普及条例",
            p(
                "（2021年3月28日青岭市第五届人民代表大会常务委员会第三次会议通过）",
                "第一章　总则",
                "第一条　为了加强科普工作，提高公民科学素质，制定本条例。",
                "第二条　本市行政区域内的科普活动适用本条例。",
                "第三条　违反本条例规定，擅自转载他人科普作品的，依法承担责任。",
                "第四条　本条例自2021年6月1日起施行。",
            ),
            below=TAIL,
        ),
        (
            "（2021年3月28日青岭市第五届人民代表大会常务委员会第三次会议通过）",
            "第一章 总则",
            "第一条 为了加强科普工作，提高公民科学素质，制定本条例。",
            "第二条 本市行政区域内的科普活动适用本条例。",
            "第三条 违反本条例规定，擅自转载他人科普作品的，依法承担责任。",
            "第四条 本条例自2021年6月1日起施行。",
        ),
    ),
    BodyPage(
        "a speech",
        trs("在大会上的讲话", p("尊敬的各位来宾，同志们：", A, B, "谢谢大家！"), below=TAIL),
        ("尊敬的各位来宾，同志们：", A, B, "谢谢大家！"),
    ),
    BodyPage(
        "a letter",
        trs(
            "致全市科技工作者的慰问信",
            p("全市广大科技工作者：", A, C, "此致", "敬礼！")
            + '<p align="right">青岭市科学技术协会</p><p align="right">2021年5月30日</p>',
            below=TAIL,
        ),
        ("全市广大科技工作者：", A, C, "此致", "敬礼！", "青岭市科学技术协会", "2021年5月30日"),
    ),
    BodyPage(
        "footnotes",
        trs(
            "科普的历史",
            p(A + "[1]", B + "[2]")
            + "<hr>"
            + p("[1]参见《青岭科普志》，青岭出版社2010年版，第12页。", "[2]同上，第30页。"),
            below=TAIL,
        ),
        (A + "[1]", B + "[2]", "[1]参见《青岭科普志》，青岭出版社2010年版，第12页。", "[2]同上，第30页。"),
    ),
    BodyPage(
        "contacts at the end",
        trs("关于培训的通知", p(A, "联 系 人：李四维", "联系电话：0877-2012345", "电子邮箱：ql@example.cn", "地址：青岭市科普路3号"), below=TAIL),
        (A, "联 系 人：李四维", "联系电话：0877-2012345", "电子邮箱：ql@example.cn", "地址：青岭市科普路3号"),
    ),
    BodyPage(
        "bracketed headings",
        trs("活动预告", p("【活动时间】", "4月20日上午9时", "【活动地点】", "市科技馆一楼报告厅", "【报名方式】", "电话预约，每场限80人。"), below=TAIL),
        ("【活动时间】", "4月20日上午9时", "【活动地点】", "市科技馆一楼报告厅", "【报名方式】", "电话预约，每场限80人。"),
    ),
    BodyPage(
        "headings between paragraphs",
        trs("综述", p(A) + "<h3>关键词：融合</h3>" + p(B) + "<h3>向基层延伸</h3>" + p(C, D), below=TAIL),
        (A, "关键词：融合", B, "向基层延伸", C, D),
    ),
    BodyPage(
        "questions and answers numbered",
        trs(
            "科普问答",
            p("1.什么是科学素质？", "答：公民具备科学素质，是指崇尚科学精神，掌握必要的科学知识。", "2.怎样提高？", "答：多读书，多参加科普活动。")
        ),
        ("1.什么是科学素质？", "答：公民具备科学素质，是指崇尚科学精神，掌握必要的科学知识。", "2.怎样提高？", "答：多读书，多参加科普活动。"),
    ),
]  # fmt: skip

# The text in a box of its own, right in the column, in a layout table's row.
_TITLE = "关于举办科普讲解大赛的通知"
_SIDE = f'<div class="rt"><h3>通知公告</h3><ul>{LINKS}</ul></div>'
SHELLS = {
    "box": f'<div id="main"><div class="lf"><h1>{_TITLE}</h1><p class="sj">2021-04-13 09:20 来源：学会部 浏览：22</p>{{above}}<div class="wz">{{body}}</div>{{below}}</div>{_SIDE}</div>',
    "column": f'<div class="row"><div class="col-md-9"><h2>{_TITLE}</h2><div>发布日期：2021年04月13日　信息来源：学会部</div><hr>{{above}}{{body}}{{below}}</div>{_SIDE}</div>',
}
ROWS = f"<table width=960 align=center><tr><td><table><tr><td align=center>{_TITLE}</td></tr><tr><td align=center>发布时间：2021-4-13&nbsp; 点击：33</td></tr>{{above}}<tr><td>{{body}}</td></tr>{{below}}</table></td></tr></table>"

# Name, what stands below the paragraphs A and B, files of the article. None of it is text.
BELOW: list[tuple[str, str, int]] = [
    ("a named box of files", '<div class="xl-fj">相关附件：<a href="/u/1.pdf">决算公开.pdf</a></div>', 1),
    ("a list of files with counts", '<ul><li><a href="/u/1.pdf">决算公开.pdf</a>（下载次数：88）</li><li><a href="/u/2.pdf">预算公开.pdf</a>（下载次数：3）</li></ul>', 2),
    ("a table of files", '<table class="tab"><tr><th>序号</th><th>附件名称</th><th>操作</th></tr><tr><td>1</td><td>决算公开.pdf</td><td><a href="/u/1.pdf">下载</a></td></tr></table>', 1),
    ("a form for comments", '<div class="pl"><h3>我来说两句</h3><form><input name=a><textarea></textarea></form><p>所有评论仅代表网友意见，本站保持中立。</p></div>', 0),
    ("a vote", '<div class="pj"><p>您觉得这篇文章内容：</p><label><input type=radio>很有用</label><label><input type=radio>一般</label></div>', 0),
    ("a code", '<div align=center><img src="/ewmcode/1.png" width=120><br>扫一扫，关注我们</div>', 0),
    ("an editor and a pager", '<div class="zb">责任编辑：李四维</div><div class="fy"><a href="#">1</a> <a href="t20210413_8812_1.html">2</a></div>', 0),
    ("interpretations", '<div class="jd"><div>相关解读：</div><ul><li><a href="/j/1.html">《条例》解读</a></li><li><a href="/j/2.html">图解条例</a></li></ul></div>', 0),
    ("words counted and terms", "<div>本文共1200字，阅读需要3分钟</div><div>转载请注明出处：青岭市科协</div>", 0),
]  # fmt: skip
PAGES += [
    BodyPage(f"{name} in a {shell}", page(_TITLE, html.format(above="", body=p(A, B), below=below)), (A, B), 0, files)
    for name, below, files in BELOW
    for shell, html in SHELLS.items()
]
PAGES += [
    BodyPage(name, page(_TITLE, ROWS.format(above=above, body=p(A, B), below=below)), (A, B), images, files)
    for name, above, below, images, files in (
        ("a row of files", "", '<tr><td>附件下载：<a href="/1.doc">报名表.doc</a> <a href="/2.doc">日程.doc</a></td></tr>', 0, 2),
        ("rows of files", "", "".join(f'<tr><td><img src="/images/attach.png">附件{n}：<a href="/{n}.doc">表格</a></td></tr>' for n in (1, 2)), 0, 2),
        ("a row with a photo", '<tr><td align=center><img src="/u/2021/0413/1.jpg" width=500></td></tr>', "", 1, 0),
        ("a row with an advertisement", '<tr><td><a href="/zt/9.html"><img src="/u/2021/0413/1.jpg"></a></td></tr>', "", 0, 0),
    )
]  # fmt: skip
PAGES += [
    BodyPage(
        "a telephone behind 联系我们 is the notice's",
        trs(_TITLE, p(A, B, "联系我们：0877-2012345，李老师", "报名截止时间：4月20日")),
        (A, B, "联系我们：0877-2012345，李老师", "报名截止时间：4月20日"),
    ),
    BodyPage(
        "a code to apply with stands in the text",
        trs(_TITLE, p(A, B, "扫描下方二维码报名：") + '<p><img src="/upload/2021/bm.png"></p>' + p(C)),
        (A, B, "扫描下方二维码报名：", C),
        images=1,
    ),
    BodyPage(
        "a form to fill in that is printed in the text stays",
        trs(_TITLE, p(A, B) + '<table border=1><tr><td>姓名</td><td></td><td>性别</td><td></td></tr><tr><td>申报理由</td><td colspan=3></td></tr></table>'),
        (A, B, "姓名\t性别", "申报理由"),
    ),
]  # fmt: skip

# Name, markup, the paragraphs it has, pictures.
TEXTS: list[tuple[str, str, tuple[str, ...], int]] = [
    ("when and where", p("时间：2021年4月20日上午9:00", "地点：市科技馆三楼报告厅", "主讲人：李四维 教授", A), ("时间：2021年4月20日上午9:00", "地点：市科技馆三楼报告厅", "主讲人：李四维 教授", A), 0),
    ("a book", p("书名：《科普之路》", "作者：王五岳", "出版社：青岭出版社", A), ("书名：《科普之路》", "作者：王五岳", "出版社：青岭出版社", A), 0),
    ("captions side by side", p(A) + '<table><tr><td><img src="/u/1.jpg"></td><td><img src="/u/2.jpg"></td></tr><tr><td>开幕式</td><td>颁奖</td></tr></table>' + p(B), (A, B), 2),
    ("a code to follow", p(A, B) + '<p align=center><img src="/u/2021/ewm.jpg"></p><p align=center>长按识别二维码关注青岭科普</p>', (A, B), 0),
    ("a swiper", '<div class="swiper"><div class="slide"><img src="/u/1.jpg"><p>观众体验虚拟现实设备</p></div><div class="slide"><img src="/u/2.jpg"><p>志愿者讲解展品</p></div></div>' + p(A), (A,), 2),
    ("related reports between", p(A) + '<div class="xgbd"><h4>相关报道</h4><ul><li><a href="/1.html">科普大篷车走进山区学校</a></li><li><a href="/2.html">科普日主场活动举行</a></li></ul></div>' + p(B, C), (A, B, C), 0),
    ("a notice of short lines", p("全市科技工作者：", "4月20日停水一天。", "特此通知。", "市科协办公室", "2021年4月13日"), ("全市科技工作者：", "4月20日停水一天。", "特此通知。", "市科协办公室", "2021年4月13日"), 0),
    ("digest", p("【要闻】", A, "【基层】", B), ("【要闻】", A, "【基层】", B), 0),
]  # fmt: skip
PAGES += [
    BodyPage(f"{name}, {shell}", page(_TITLE, html.format(above="", body=text, below="")), body, images)
    for name, text, body, images in TEXTS
    for shell, html in (*SHELLS.items(), ("row", ROWS))
]
PAGES += [
    BodyPage(
        "short credits in a layout cell are no column's head",
        page(_TITLE, ROWS.format(above="", body=p(A, B) + '<p align=right>编辑：赵六合</p><p align=right>审核：孙七星</p>', below="")),
        (A, B),
    ),
]  # fmt: skip
PAGES += [
    BodyPage(
        "verses below a title that weighs more, in rows",
        page(_TITLE, ROWS.format(above="", body=p("春风吹过青岭", "科普的车轮滚滚向前", "孩子的眼睛亮了"), below=""), tag="-青岭科协"),
        ("春风吹过青岭", "科普的车轮滚滚向前", "孩子的眼睛亮了"),
    ),
]  # fmt: skip
PAGES += [
    BodyPage(
        "a link is all the text, a list with a printed heading beside it",
        page(
            _TITLE,
            SHELLS["box"].format(
                above="", body='<p>全文见：<a href="/zt/2021.html">科普讲解大赛专题</a></p>', below=""
            ),
        ),
        ("全文见：科普讲解大赛专题",),
    ),
    BodyPage(
        "a counted file of vsb inside the text, words that others look for below it",
        trs(
            "关于考试安排的通知",
            p(A, B)
            + '<p>附件【<a href="/system/_content/download.jsp?id=3">日程表.xlsx</a>】已下载<span><script>count(3)</script></span>次</p>',
            below='<p><strong>相关热词搜索：</strong><a href="/t/1">小水电</a> <a href="/t/2">绿色改造</a></p>',
        ),
        (A, B),
        attachments=1,
    ),
]
