# ruff: noqa: E501 - pages are written as servers send them
"""Articles between boxes: the whole body of each page, typed before the reader was run.

A row: name, page, the body's paragraphs (None: none), how many images and attachments are the article's own.
"""

from __future__ import annotations

from typing import NamedTuple


class BodyPage(NamedTuple):
    """A page and all of its body."""

    name: str
    html: str
    body: tuple[str, ...] | None
    images: int = 0
    attachments: int = 0


A = "4月12日，全市科普工作联席会议在市科技馆召开。会议听取了去年工作情况汇报，研究部署了今年的重点任务。"
B = "会议指出，各成员单位要把科普工作摆上重要位置，加强协作，共享资源，推动科普设施向基层延伸。"
C = "会议要求，要办好科普活动周和科普日，组织科技工作者进社区、进校园、进企业，让群众就近享受科普服务。"
D = "市教育局、市农业农村局、市卫生健康委等32个成员单位负责同志参加会议。"


def p(*texts: str) -> str:
    """Paragraphs as editors leave them."""
    return "".join(f"<p>　　{text}</p>\n" for text in texts)


def page(title: str, inside: str, *, head: str = "", tag: str = "") -> str:
    """A page of which `inside` is everything below the site's navigation."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}{tag}</title>{head}</head><body>
<div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/gk/">信息公开</a></li></ul></div>
{inside}
<div class="foot">主办：青岭市科学技术协会　网站标识码：5300000012　滇ICP备05001234号</div></body></html>"""


LINKS = "".join(
    f'<li><a href="/xw/{n}.html">{text}</a><span>2021-03-0{n}</span></li>'
    for n, text in enumerate(
        ("市科协召开党组会议", "科普大篷车走进南屏县", "我市两人获全国表彰", "科技馆暑期开放公告"), 1
    )
)
SHARE = '<div class="bdsharebuttonbox"><a href="#">分享到</a><a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a></div>'

TRS = """<div class="main"><div class="weizhi">当前位置：<a href="/">首页</a> > <a href="/xw/">新闻中心</a></div>
<div class="article"><h1>{title}</h1><div class="info"><span>发布时间：2021-04-13 09:20</span> <span>来源：学会部</span> <span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="toutiao-video"></div><div class="content-box">{above}<div class="view TRS_UEDITOR">{body}</div>{below}</div></div>
<div class="right"><div class="tit">热点新闻</div><ul>{links}</ul></div></div>"""

TABLES = """<table width="1000" align="center"><tr><td width="240" valign="top"><table><tr><td>栏目导航</td></tr><tr><td><a href="/a/">工作动态</a></td></tr><tr><td><a href="/b/">政策法规</a></td></tr><tr><td><a href="/c/">下载中心</a></td></tr></table></td>
<td width="760" valign="top"><table width="100%"><tr><td>您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/a/">工作动态</a> &gt;&gt; 正文</td></tr>
<tr><td align="center"><b><font size="4">{title}</font></b></td></tr><tr><td align="center">作者：佚名　文章来源：本站原创　点击数：<script src="hits.asp?id=3"></script>　更新时间：2009-4-13 9:20:11</td></tr>
<tr><td id="fontzoom">{body}</td></tr>{below}<tr><td align="right">文章录入：admin　　责任编辑：admin</td></tr>
<tr><td>上一篇文章：<a href="1.asp">关于举办青少年科技创新大赛的通知</a></td></tr><tr><td>下一篇文章：没有了</td></tr>
<tr><td align="right">【<a href="#">发表评论</a>】【<a href="#">加入收藏</a>】【<a href="#">告诉好友</a>】【<a href="#">打印此文</a>】【<a href="#">关闭窗口</a>】</td></tr>
<tr><td>相关文章</td></tr><tr><td>没有相关文章</td></tr></table></td></tr></table>"""


def trs(title: str, body: str, *, above: str = "", below: str = "") -> str:
    """A TRS page with a column of hot news on the right."""
    return page(title, TRS.format(title=title, body=body, above=above, below=below, links=LINKS), tag="_青岭市科协")


def tables(title: str, body: str, below: str = "") -> str:
    """A page of nested tables, as ASP systems draw it."""
    return page(title, TABLES.format(title=title, body=body, below=below))


PAGES: list[BodyPage] = [
    BodyPage(
        "share bar, QR code and tags below",
        trs(
            "全市科普工作联席会议召开",
            p(A, B, C),
            below=SHARE
            + '<div class="tag-list">标签：<a href="/t/1">科普</a></div><div class="ewm"><img src="/ewm/1.png"><p>扫一扫在手机打开当前页</p></div>',
        ),
        (A, B, C),
    ),
    BodyPage(
        "card of the author, counts, related news in the wrapper",
        trs(
            "全市科普工作联席会议召开",
            p(A, B),
            below=f'<div class="author-card"><img src="/h/1.jpg"><a href="/u/3">青岭科普</a><span>总篇数</span><span>212</span><div>把科学讲给大家听，欢迎来稿，欢迎转发，欢迎批评。</div></div><div class="more-box"><h3>延伸阅读</h3><ul>{LINKS}</ul></div>',
        ),
        (A, B),
    ),
    BodyPage(
        "a signature in a box of its own stays",
        trs(
            "关于表彰先进集体的决定",
            p(A, B),
            below='<div class="luo"><div>青岭市科学技术协会</div><div>2021年4月13日</div></div>',
        ),
        (A, B, "青岭市科学技术协会", "2021年4月13日"),
    ),
    BodyPage(
        "files in a named box below stay files",
        trs(
            "关于申报项目的通知",
            p(A, B) + '<p style="text-align:right">青岭市科协</p><p style="text-align:right">2021年4月13日</p>',
            below='<div class="fujian">附件：<a href="./P020210413.docx">申报书.docx</a></div>' + SHARE,
        ),
        (A, B, "青岭市科协", "2021年4月13日"),
        attachments=1,
    ),
    BodyPage(
        "contacts and numbered annexes stay",
        trs(
            "关于举办培训班的通知",
            p(
                "各县（区）科协：",
                A,
                "一、培训时间",
                "4月20日至22日。",
                "二、培训地点",
                "市科技馆报告厅。",
                "联系人：李四维",
                "电话：0877-1234567",
                "邮箱：kepu@example.cn",
                "附件：1. 日程安排",
                "2. 报名回执",
            ),
        ),
        (
            "各县（区）科协：",
            A,
            "一、培训时间",
            "4月20日至22日。",
            "二、培训地点",
            "市科技馆报告厅。",
            "联系人：李四维",
            "电话：0877-1234567",
            "邮箱：kepu@example.cn",
            "附件：1. 日程安排",
            "2. 报名回执",
        ),
    ),
    BodyPage(
        "links that the text introduces stay",
        trs(
            "网上科普资源目录",
            p(A, "各地可登录以下网站查询：")
            + '<p><a href="http://a.example.cn/">科普中国</a></p><p><a href="http://b.example.cn/">数字科技馆</a></p><p><a href="http://c.example.cn/">科学大院</a></p>'
            + p(C),
        ),
        (A, "各地可登录以下网站查询：", "科普中国", "数字科技馆", "科学大院", C),
    ),
    BodyPage(
        "links in the middle go",
        trs(
            "全市科普工作联席会议召开",
            p(A, B)
            + '<p>相关新闻：</p><p><a href="/xw/1.html">市科协召开党组会议</a></p><p><a href="/xw/2.html">科普大篷车走进南屏县</a></p>'
            + p(C, D),
        ),
        (A, B, C, D),
    ),
    BodyPage(
        "a box of links between paragraphs goes, its picture too",
        trs(
            "全市科普工作联席会议召开",
            p(A, B)
            + f'<div class="insert"><img src="/xw/1.jpg"><ul>{LINKS}</ul></div>'
            + p(C, D)
            + '<p align="center"><img src="./W020210413.jpg"></p>',
        ),
        (A, B, C, D),
        images=1,
    ),
    BodyPage(
        "a poem's short lines stay",
        trs(
            "山城科普谣",
            "<p>春风过岭来</p><p>科普进山寨</p><p>老少围成圈</p><p>笑脸都绽开</p><p>种子播下去</p><p>秋后金成海</p>",
        ),
        ("春风过岭来", "科普进山寨", "老少围成圈", "笑脸都绽开", "种子播下去", "秋后金成海"),
    ),
    BodyPage(
        "paragraphs as boxes without names",
        page(
            "关于放假的通知",
            '<div class="wrap"><h2>关于放假的通知</h2><div class="date">2021-04-13</div><div id="nr"><div>各有关单位：</div><div>根据上级安排，现将清明节放假时间通知如下，请妥善安排好值班工作。</div><div>特此通知。</div><div>青岭市科协办公室</div><div>2021年4月1日</div></div></div>',
        ),
        (
            "各有关单位：",
            "根据上级安排，现将清明节放假时间通知如下，请妥善安排好值班工作。",
            "特此通知。",
            "青岭市科协办公室",
            "2021年4月1日",
        ),
    ),
    BodyPage(
        "one paragraph, boxes all around",
        trs(
            "停水通知",
            p("因管道检修，4月15日8时至18时科技馆片区停水，请提前做好储水准备。"),
            below=SHARE + f'<div class="hot-box"><h4>推荐阅读</h4><ul>{LINKS}</ul></div>',
        ),
        ("因管道检修，4月15日8时至18时科技馆片区停水，请提前做好储水准备。",),
    ),
    BodyPage(
        "the editors' names, then boxes",
        trs(
            "全市科普工作联席会议召开",
            p(A, B, C)
            + "<p>（责任编辑：赵一鸣）</p><blockquote><p>南屏县科技馆昨日开馆，首日接待观众两千人次。</p></blockquote>",
        ),
        (A, B, C),
    ),
    BodyPage(
        "the editors' names, then one more paragraph",
        trs("全市科普工作联席会议召开", p(A, B) + "<p>责编：赵一鸣</p>" + p("（综合整理自市科协网站、青岭日报）")),
        (A, B, "（综合整理自市科协网站、青岭日报）"),
    ),
    BodyPage(
        "a lead that the text repeats",
        trs("全市科普工作联席会议召开", p(A, B, C), above=f'<div class="daodu"><span>{A}</span></div>'),
        (A, B, C),
    ),
    BodyPage(
        "a summary box that opens the text",
        trs(
            "全市科普工作联席会议召开",
            f'<div class="zhaiyao"><p>本文介绍全市科普工作情况。</p><p>要点共三条。</p></div>{p(A, B, C, D)}',
        ),
        (A, B, C, D),
    ),
    BodyPage(
        "a first paragraph of a class of its own stays",
        trs("全市科普工作联席会议召开", f'<p class="lead">{A}</p>{p(B, C, D)}'),
        (A, B, C, D),
    ),
    BodyPage(
        "a first paragraph in a box of its own stays",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><h1>全市科普工作联席会议召开</h1><div>2021-04-13</div><div class="first-part"><p>{A}</p></div><div class="rest">{p(B, C, D)}</div></div>',
        ),
        (A, B, C, D),
    ),
    BodyPage(
        "lead picture with its caption above the text",
        trs(
            "全市科普工作联席会议召开",
            p(A, B),
            above='<div class="pic"><img src="/u/1.jpg"><p>会议现场。周文 摄</p></div><div class="tools"><img src="/images/zan.gif"><span>点赞</span></div>',
        ),
        (A, B),
        images=1,
    ),
    BodyPage(
        "consent and player lines above",
        trs(
            "全市科普工作联席会议召开",
            p(A, B),
            above='<div class="yuyin"><div>请同意隐私政策，才能启用语音播报功能。</div><span>00:00</span><span>03:12</span><em>加载中...</em></div><div class="gz">+关注</div>',
        ),
        (A, B),
    ),
    BodyPage(
        "a table keeps its words",
        trs(
            "申报情况统计表",
            p(A)
            + '<table border="1"><tr><td>单位</td><td>时间</td><td>规模</td><td>备注</td></tr><tr><td>南屏县科协</td><td>4月</td><td>大</td><td>无</td></tr><tr><td>河谷县科协</td><td>5月</td><td>小</td><td>√</td></tr></table>',
        ),
        (A, "单位\t时间\t规模\t备注", "南屏县科协\t4月\t大\t无", "河谷县科协\t5月\t小\t√"),
    ),
    BodyPage(
        "names as a list",
        trs(
            "获奖名单",
            p("经评审，下列同志获得优秀科普工作者称号：")
            + "<ul><li>郑小青</li><li>王海涛</li><li>李慕白</li><li>周文渊</li></ul>",
        ),
        ("经评审，下列同志获得优秀科普工作者称号：", "郑小青", "王海涛", "李慕白", "周文渊"),
    ),
    BodyPage(
        "questions and answers",
        trs(
            "市科协负责人答记者问",
            p(
                "问：今年科普工作有哪些安排？",
                "答：今年将围绕五个方面开展工作。",
                "问：群众怎样参与？",
                "答：关注公众号，或到当地科协登记。",
            ),
        ),
        (
            "问：今年科普工作有哪些安排？",
            "答：今年将围绕五个方面开展工作。",
            "问：群众怎样参与？",
            "答：关注公众号，或到当地科协登记。",
        ),
    ),
    BodyPage(
        "rules for contributors stay",
        trs(
            "征稿启事", p(A, B, "来稿请寄至kepu@example.cn，并注明作者姓名、联系方式。", "欢迎广大科普爱好者踊跃投稿！")
        ),
        (A, B, "来稿请寄至kepu@example.cn，并注明作者姓名、联系方式。", "欢迎广大科普爱好者踊跃投稿！"),
    ),
    BodyPage(
        "a call to load an app is a notice's own",
        trs("关于启用新系统的公告", p(A, "请在应用商店下载“青岭通”APP，注册登录后办理。")),
        (A, "请在应用商店下载“青岭通”APP，注册登录后办理。"),
    ),
    BodyPage(
        "pictures and captions only",
        trs(
            "科普日剪影",
            '<p align="center"><img src="./1.jpg"></p><p align="center">孩子们动手做实验</p><p align="center"><img src="./2.jpg"></p><p align="center">老人听健康讲座</p>',
        ),
        None,
        images=2,
    ),
    BodyPage(
        "one file only",
        trs("2020年度部门决算", '<p><a href="./P020210413.pdf">2020年度部门决算.pdf</a></p>', below=SHARE),
        None,
        attachments=1,
    ),
    BodyPage("nested tables with everything below", tables("县科协召开全委会", p(A, B, C)), (A, B, C)),
    BodyPage(
        "nested tables, a table of its own in the text",
        tables(
            "关于成立领导小组的通知",
            p(A)
            + '<table border=1><tr><td>组长</td><td>陆明远</td><td>县科协主席</td></tr><tr><td>副组长</td><td>苏小棠</td><td>县科协副主席</td></tr></table><p align="right">杏花县科协</p><p align="right">二〇〇九年四月十三日</p>',
        ),
        (A, "组长\t陆明远\t县科协主席", "副组长\t苏小棠\t县科协副主席", "杏花县科协", "二〇〇九年四月十三日"),
    ),
    BodyPage(
        "the text on the right of a menu",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><div class="left"><ul>{LINKS}</ul></div><div class="right"><h3>全市科普工作联席会议召开</h3><div class="sj">2021-04-13</div><div class="right-con">{p(A, B)}</div><div class="dayin"><a href="#">打印</a> <a href="#">关闭</a></div></div></div>',
        ),
        (A, B),
    ),
    BodyPage(
        "all of it in a wrapper named after a tool",
        page(
            "全市科普工作联席会议召开",
            f'<div class="print" id="print"><h1>全市科普工作联席会议召开</h1><div>2021-04-13 来源：学会部</div><div class="player-wrap"><div>{p(A, B, C)}</div></div></div>',
        ),
        (A, B, C),
    ),
    BodyPage(
        "words for search engines",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><h1>全市科普工作联席会议召开</h1><div>2021-04-13</div><div class="wz">{p(A, B)}</div></div><div style="display:none">{"开奖直播 彩票走势 " * 4000}</div>',
        ),
        (A, B),
    ),
    BodyPage(
        "a video's player and its list",
        trs(
            "科普短片上线",
            p(A, B),
            below='<div class="right-video"><h3>相关推荐</h3><div class="item"><div class="mod_player">进入全屏，广告剩余15秒，会员可关闭广告，为您推荐，请稍候。即将播放，取消，音量50%，缓冲质量良好，播放模式标清。</div></div><div class="item"><a href="/v/2">短片二</a></div></div>',
        ),
        (A, B),
    ),
    BodyPage(
        "a link home ends the last paragraph",
        trs("全市科普工作联席会议召开", p(A) + f'<p>{B}<a href="/">返回青岭网首页&gt;&gt;</a></p>'),
        (A, B),
    ),
    BodyPage(
        "a link inside the last paragraph stays",
        trs(
            "全市科普工作联席会议召开",
            p(A) + '<p>详情请登录网站，点击首页右侧专栏，<a href="/zl/">查看更多科普资源目录</a></p>',
        ),
        (A, "详情请登录网站，点击首页右侧专栏，查看更多科普资源目录"),
    ),
    BodyPage(
        "a speech",
        trs("在科普周启动仪式上的讲话", p("各位领导、各位来宾：", "大家好！", A, B, "谢谢大家！")),
        ("各位领导、各位来宾：", "大家好！", A, B, "谢谢大家！"),
    ),
    BodyPage(
        "a text in two boxes",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><h1>全市科普工作联席会议召开</h1><div>2021-04-13</div><div class="part one">{p(A, B)}</div><div class="part two">{p(C, D)}</div>{SHARE}</div>',
        ),
        (A, B, C, D),
    ),
    BodyPage(
        "the last paragraph outside, behind markup closed too soon",
        trs("全市科普工作联席会议召开", p(A, B, C), below=f"<p>　　{D}</p><p>青岭市科协</p>"),
        (A, B, C, D, "青岭市科协"),
    ),
    BodyPage(
        "lines parted by breaks, tools among them",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><h1>全市科普工作联席会议召开</h1><div>2021-04-13</div><div class="wz"><span>　　{A}<br>　　{B}</span><br>　　打印本页　关闭窗口　返回顶部<br>　　{C}<br>编辑：赵一鸣　校对：钱二<br></div></div>',
        ),
        (A, B, C),
    ),
    BodyPage(
        "downloads of a box are not the article's",
        trs(
            "全市科普工作联席会议召开",
            p(A, B),
            below='<div class="related-down"><h3>推荐下载</h3><ul><li><a href="/d/1.pdf">科普手册.pdf</a></li><li><a href="/d/2.zip">素材包.zip</a></li></ul></div>',
        ),
        (A, B),
    ),
    BodyPage(
        "files and interpretation below the day, a code for phones, menus",
        page(
            "关于加强科普场馆安全工作的实施意见",
            f'<div class="con"><h1>关于加强科普场馆安全工作的实施意见</h1><div>2018-08-10</div><div class="wz">{p(A, B, "青岭市人民政府办公室", "2018年8月6日", "（此件公开发布）")}<p><a href="./P0201808.pdf">实施意见（青府办〔2018〕238号）.pdf</a></p></div><div class="jd"><p>相关解读</p><ul><li><a href="/j/1.html">一图读懂实施意见</a></li></ul></div><div>扫一扫在手机打开当前页</div><div>分享到：</div><div class="wzdh"><p>网站导航：</p><a href="/">中国政府网</a><a href="/">辖市（区）网站</a></div></div>',
        ),
        (A, B, "青岭市人民政府办公室", "2018年8月6日", "（此件公开发布）", "实施意见（青府办〔2018〕238号）.pdf"),
        attachments=1,
    ),
    BodyPage(
        "titles of other documents below, in the text's own box",
        page(
            "关于印发创新券办法的通知",
            f'<div class="con"><h1>关于印发创新券办法的通知</h1><div>2018-08-10</div><div class="wz">{p(A, B)}<style>.xgxx a{{color:blue}}</style><p>【相关信息】</p><p><a href="/1.html">关于印发《科技创新券管理办法》的通知</a></p><p><a href="/2.html">【部门解读】《科技创新券管理办法》政策解读</a></p><p>【打印】【关闭】</p></div></div>',
        ),
        (A, B),
    ),
    BodyPage(
        "sentences that begin as end marks do",
        trs(
            "科普座谈会发言",
            p(
                A,
                "上个世纪八十年代，他来到青岭，一干就是四十年。",
                "分享会上，他讲述了建馆的经历。",
                "更多信息请登录市科协网站查询，也可以拨打电话。",
                "举报电话：0877-1234567",
            ),
        ),
        (
            A,
            "上个世纪八十年代，他来到青岭，一干就是四十年。",
            "分享会上，他讲述了建馆的经历。",
            "更多信息请登录市科协网站查询，也可以拨打电话。",
            "举报电话：0877-1234567",
        ),
    ),
    BodyPage(
        "own files under a heading of their own",
        trs(
            "关于更新名录的公告",
            p(A, B, "相关附件：")
            + '<p><a href="./1.docx">附件1-名录更新.docx</a></p><p><a href="./2.docx">附件2-移出清单.docx</a></p>',
            below="<p>扫一扫在手机打开当前页</p><p>【打印本页】</p>",
        ),
        (A, B, "相关附件：", "附件1-名录更新.docx", "附件2-移出清单.docx"),
        attachments=2,
    ),
    BodyPage(
        "a share bar between title and text",
        page(
            "国家科普令第5号",
            f'<div class="con"><h1>国家科普令第5号</h1><div>2018-08-10</div><div class="wz"><p>【字号：大 中 小 】</p><p>分享到：</p>{p("按照有关通知的要求，我局决定废止下列2件规章：", "一、《科普场馆管理规定》", "二、《科普人员持证上岗暂行规定》")}</div></div>',
        ),
        (
            "按照有关通知的要求，我局决定废止下列2件规章：",
            "一、《科普场馆管理规定》",
            "二、《科普人员持证上岗暂行规定》",
        ),
    ),
    BodyPage(
        "a talk that ends with sharing",
        trs("我的科普之路", p(A, B, "我们也有一个目标。", "我的分享到这里，谢谢大家！")),
        (A, B, "我们也有一个目标。", "我的分享到这里，谢谢大家！"),
    ),
    BodyPage(
        "a notice of labels and short lines",
        trs(
            "活动通知",
            p(
                "各位会员：",
                "时间：4月15日上午9:00",
                "地点：市科技馆",
                "内容：参观“逐梦航天”展览，听取专家讲座，交流体会。",
                "请准时参加。",
            ),
        ),
        (
            "各位会员：",
            "时间：4月15日上午9:00",
            "地点：市科技馆",
            "内容：参观“逐梦航天”展览，听取专家讲座，交流体会。",
            "请准时参加。",
        ),
    ),
    BodyPage(
        "a notice that begins with its time",
        trs(
            "活动通知",
            p("时间：2021年4月15日", "地点：市科技馆", "内容：参观展览", "报名时间：4月1日至4月10日", "费用：免费"),
        ),
        ("时间：2021年4月15日", "地点：市科技馆", "内容：参观展览", "报名时间：4月1日至4月10日", "费用：免费"),
    ),
    BodyPage(
        "a law that speaks of permission and copyright",
        trs(
            "科普管理条例",
            p(
                "第一条　为了加强管理，制定本条例。",
                "第八条　未经行政机关许可，不得从事经营活动。",
                "第九条　侵犯著作权的，依法追究法律责任。",
                "（三）版权登记管理，负责查处侵权盗版案件。",
                "负责版权管理工作，依法处理侵权纠纷。",
                "未经许可，任何单位和个人不得擅自占用科技馆。",
            ),
        ),
        (
            "第一条 为了加强管理，制定本条例。",
            "第八条 未经行政机关许可，不得从事经营活动。",
            "第九条 侵犯著作权的，依法追究法律责任。",
            "（三）版权登记管理，负责查处侵权盗版案件。",
            "负责版权管理工作，依法处理侵权纠纷。",
            "未经许可，任何单位和个人不得擅自占用科技馆。",
        ),
    ),
    BodyPage(
        "what a site says of itself",
        trs(
            "全市科普工作联席会议召开",
            p(
                A,
                B,
                "声明：转载本网文章请注明出处，违者必究。",
                "凡本网注明“来源：青岭科协”的作品，未经授权不得转载。",
                "本文图片来自网络，如有侵权请联系删除。",
                "1.凡本站及其子站注明“原创”的作品，转载时必须注明来源。",
            ),
        ),
        (A, B),
    ),
    BodyPage(
        "headings that are words of tools",
        trs("参观指南", p("时间", "每周二至周日9:00—17:00，周一闭馆。", "地址", "学府路1号，乘5路车可到。")),
        ("时间", "每周二至周日9:00—17:00，周一闭馆。", "地址", "学府路1号，乘5路车可到。"),
    ),
    BodyPage(
        "answers behind names that are labels too",
        trs(
            "在线访谈实录",
            p("主持人：各位网友，大家好！", "网友：请问科技馆几点开门？", "记者：谢谢。", "作者：我写这本书用了十年。"),
        ),
        ("主持人：各位网友，大家好！", "网友：请问科技馆几点开门？", "记者：谢谢。", "作者：我写这本书用了十年。"),
    ),
    BodyPage(
        "a book's fields",
        trs(
            "出版信息",
            p(
                "书名：科普三字经",
                "作者：张三丰",
                "出版社：青岭出版社",
                "定价：30元",
                "内容简介：本书介绍科学知识，深入浅出，老少皆宜。",
            ),
        ),
        (
            "书名：科普三字经",
            "作者：张三丰",
            "出版社：青岭出版社",
            "定价：30元",
            "内容简介：本书介绍科学知识，深入浅出，老少皆宜。",
        ),
    ),
    BodyPage(
        "an address that is a link ends the text",
        trs("报名通知", p(A) + '<p><a href="http://bm.example.cn/">http://bm.example.cn/</a></p>'),
        (A, "http://bm.example.cn/"),
    ),
    BodyPage(
        "columns headed by labels",
        trs(
            "作品情况统计",
            "<table><tr><td>编号</td><td>作者</td><td>点击</td></tr><tr><td>1</td><td>张三</td><td>阅读</td></tr></table>"
            + p(A),
        ),
        ("编号\t作者\t点击", "1\t张三\t阅读", A),
    ),
    BodyPage(
        "codes to scan that a notice asks to scan",
        trs(
            "问卷通知",
            p(A, "扫描下方二维码填写问卷。", "扫一扫二维码进群报名", "联系人：李四维")
            + "<p>扫描二维码关注公众号</p><p>— END —</p><p>欢迎点赞、转发、在看</p>",
        ),
        (A, "扫描下方二维码填写问卷。", "扫一扫二维码进群报名", "联系人：李四维"),
    ),
    BodyPage(
        "a column of downloads beside the article",
        page(
            "全市科普工作联席会议召开",
            f'<div class="con"><div class="l"><h1>全市科普工作联席会议召开</h1><div>2021-04-13</div><div class="wz">{p(A, B)}<p>附件：<a href="/a/9.doc">会议材料.doc</a></p></div></div><div class="r"><h3>资料下载</h3><ul><li><a href="/d/1.pdf">科普手册.pdf</a></li><li><a href="/d/2.zip">素材包.zip</a></li></ul></div></div>',
        ),
        (A, B, "附件：会议材料.doc"),
        attachments=1,
    ),
]
