# ruff: noqa: E501 - pages are written as servers send them
"""Sixty pages in the shells of page_shells.py, with what they print typed by hand before the reader was run.

A row: family, name, what fills the shell, the gold. Gold keys are the record's; besides: `body` (its paragraphs),
`must` and `must_not` (pieces of the body), `images` and `attachments` (counts), `captions`, `more`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.extract.page_shells import SHELLS


class Page(NamedTuple):
    """One page: its family and name, its text, its URL and charset, what must be read."""

    family: str
    name: str
    html: str
    url: str
    charset: str
    gold: dict[str, Any]


A = "市科协党组书记、主席出席会议并讲话，要求各级科协组织认真贯彻落实会议精神，扎实做好服务科技工作者各项工作。"
B = "会议强调，要坚持面向基层，广泛开展群众性、社会性、经常性科普活动，不断提高公民科学素质。"
C = "会上，三个基层科协作了交流发言，与会代表围绕重点任务进行了分组讨论。"


def _p(*paragraphs: str) -> str:
    return "".join(f"<p>　　{text}</p>" for text in paragraphs)


def _page(
    family: str,
    name: str,
    gold: dict[str, Any],
    *,
    title: str,
    header: str = "",
    body: str = "",
    footer: str = "",
    metas: str = "",
    tag: str | None = None,
    url: str = "",
    charset: str = "utf-8",
    **more: str,
) -> Page:
    filling = {"index": "", "number": "", "date": "", **more}
    html = SHELLS[family].format(
        tag=tag or f"{title}_某某网站", title=title, header=header, body=body, footer=footer, metas=metas, **filling
    )
    return Page(family, name, html, url or f"http://www.{family}.gov.cn/xw/8812.html", charset, gold)


PAGES: list[Page] = [
    _page(
        "trs", "plain header", title="省科协召开全委会议", body=_p(A, B, C),
        header="<span>发布时间：2022-04-17 10:05</span><span>来源：学会部</span><span>浏览次数：<em></em></span>",
        url="http://www.qlkx.org.cn/xwdt/kxyw/202204/t20220417_974894.html",
        gold={"title": "省科协召开全委会议", "publish_time": "2022-04-17T10:05:00+08:00", "source": "学会部", "body": [A, B, C], "breadcrumb": ["新闻动态", "科协要闻"]},
    ),
    _page(
        "trs", "meta more precise than label", title="学习贯彻会议精神", body=_p(A, B), header="时间：2021-05-06　来源：本网",
        metas='<meta name="ArticleTitle" content="学习贯彻会议精神"><meta name="PubDate" content="2021-05-06 17:22:31"><meta name="ContentSource" content="">',
        gold={"title": "学习贯彻会议精神", "publish_time": "2021-05-06T17:22:31+08:00", "publish_precision": "second", "source": "本网", "body": [A, B]},
    ),
    _page(
        "trs", "meta and label disagree", title="宁山县科普示范工作", body=_p(A, B), header="日期：2021-09-11",
        metas='<meta name="PubDate" content="2021-09-15 09:00">',
        gold={"publish_time": "2021-09-15T09:00:00+08:00", "warning": "publish_time: meta and label differ by 4 days", "body": [A, B]},
    ),
    _page(
        "trs", "two-line title", title="“四轮驱动”添动力 “多点发力”谱新篇<br>青岭省科协全面推进学会改革", body=_p(A, B), header="2023-02-03　来源：学会部",
        tag="“四轮驱动”添动力 “多点发力”谱新篇 青岭省科协全面推进学会改革-青岭省科学技术协会",
        gold={"title": "“四轮驱动”添动力 “多点发力”谱新篇", "subtitle": "青岭省科协全面推进学会改革", "source": "学会部", "publish_time": "2023-02-03", "body": [A, B]},
    ),
    _page(
        "trs", "wrapped title", title="青岭省科协关于开展2023年度<br>“最美科技工作者”学习宣传活动的通知", body=_p(A, B), header="2023-04-03",
        tag="青岭省科协关于开展2023年度“最美科技工作者”学习宣传活动的通知-青岭省科学技术协会",
        gold={"title": "青岭省科协关于开展2023年度“最美科技工作者”学习宣传活动的通知", "subtitle": None, "publish_time": "2023-04-03"},
    ),
    _page(
        "trs", "images and captions", title="科普大篷车进山区", header="2020-11-20 来源：科普部",
        body=_p(A) + '<p align="center"><img src="./W020201120376543210123.jpg"></p><p align="center">孩子们参观科普大篷车</p>' + _p(B) + '<p style="text-align:center"><img src="./W020201120376543210456.jpg"><br>专家现场讲解</p>' + _p(C),
        url="http://www.qlkx.org.cn/xwdt/kxyw/202011/t20201120_8.html",
        gold={"body": [A, B, C], "images": 2, "captions": ["孩子们参观科普大篷车", "专家现场讲解"]},
    ),
    _page(
        "trs", "attachments", title="关于申报科普项目的通知", header="发布时间：2024-01-02", body=_p(A, "附件：") + '<p><a href="./P020240102345678901234.docx">1.申报书.docx</a></p><p><a href="./P020240102345678905678.xlsx">2.汇总表.xlsx</a></p>',
        gold={"attachments": 2, "attachment_names": ["1.申报书.docx", "2.汇总表.xlsx"], "publish_time": "2024-01-02", "must": [A]},
    ),
    _page(
        "trs", "reviewers at the end", title="县科协到村走访慰问", header="2025-01-20", body=_p(A, B) + "<p>　　（撰稿：梅长苏 审核：霓凰平）</p>", footer="<p>责任编辑：蒙挚平　终审：萧景琰</p>",
        gold={"author": ["梅长苏"], "editor": ["蒙挚平"], "reviewer": ["霓凰平", "萧景琰"], "body": [A, B]},
    ),
    _page(
        "trs", "url date only", title="全国科普日活动综述", header="", body=_p(A, B, C), url="http://www.qlkx.org.cn/xwdt/201909/t20190918_1234.html",
        gold={"publish_time": "2019-09-18", "method": "url", "body": [A, B, C]},
    ),
    _page(
        "trs", "table rows", title="获奖名单公示", header="2021-12-01", body=_p(A) + "<table border=1><tr><td><p>序号</p></td><td><p>姓名</p></td><td><p>单位</p></td></tr><tr><td>1</td><td>郭小靖</td><td>桃花岛学会</td></tr></table>" + _p(C),
        gold={"body": [A, "序号 姓名 单位", "1 郭小靖 桃花岛学会", C], "author": []},
    ),
    _page(
        "hanweb", "header in a cell", title="市科技局调研高新企业", body=_p(A, B), header="发布日期：2016-11-22 　 信息来源： 高新处 　 浏览次数：<script src='/visitcount/articlehits.jsp?colid=1'></script> 　 字号：[ 大 中 小 ]",
        url="http://kjj.nanping.gov.cn/art/2016/11/22/art_1621004_30332664.html",
        gold={"title": "市科技局调研高新企业", "publish_time": "2016-11-22", "source": "高新处", "views": None, "body": [A, B], "breadcrumb": ["通知公告"]},
    ),
    _page(
        "hanweb", "single quoted metas", title="科技特派员座谈会召开", body=_p(B, C), header="来源：<span></span>",
        metas="<meta name='contentSource' content='农村处'><meta name='pubdate' content='2018/07/09 08:30'><meta name='Maketime' content='2026-01-01 00:00:00'><meta name='author' content='zhangsan'>",
        gold={"publish_time": "2018-07-09T08:30:00+08:00", "source": "农村处", "author": [], "body": [B, C]},
    ),
    _page(
        "hanweb", "br paragraphs", title="我市新增三家院士工作站", header="2015年06月08日", body=f"　　{A}<br><br>　　{B}<br>　　{C}",
        gold={"publish_time": "2015-06-08", "body": [A, B, C]},
    ),
    _page(
        "hanweb", "dash subtitle", title="甘做科技兴农“播种人”", header="来源：南屏日报　2017-03-21 09:00", body="<p align=center>——记市劳动模范田禾</p>" + _p(A, B),
        gold={"title": "甘做科技兴农“播种人”", "subtitle": "记市劳动模范田禾", "source": "南屏日报", "body": [A, B]},
    ),
    _page(
        "hanweb", "one paragraph", title="停电通知", header="发布日期：2019-08-01", body="<p>因线路检修，定于8月2日8时至18时停电，请相互转告。</p>",
        gold={"title": "停电通知", "publish_time": "2019-08-01", "body": ["因线路检修，定于8月2日8时至18时停电，请相互转告。"]},
    ),
    _page(
        "hanweb", "prev and next dates", title="招聘公告", header="", body=_p(A, B), footer="<p>上一篇：<a href='/1.html'>中标公示</a> [2011-01-01]</p><p>下一篇：<a href='/2.html'>放假通知</a> [2011-02-02]</p>",
        gold={"publish_time": None, "body": [A, B], "source": None},
    ),
    _page(
        "hanweb", "pdf only", title="2023年度部门决算", header="发布日期：2024-08-30", body="<p><a href='/attach/0/2024083011.pdf'>2023年度部门决算.pdf</a></p>",
        gold={"publish_time": "2024-08-30", "attachments": 1, "attachment_names": ["2023年度部门决算.pdf"]},
    ),
    _page(
        "hanweb", "tools inside body", title="安全生产检查", header="发布日期：2020-05-01 来源：办公室", body=_p(A, B) + "<p>【打印本页】 【关闭窗口】</p><p>分享到：微信 微博</p>",
        gold={"body": [A, B], "source": "办公室"},
    ),
    _page(
        "jpaas", "labels in spans", title="全省科技工作会议召开", body=_p(A, B), header="<span>发布时间：2024-03-05 16:40</span><span>来源：江屏日报</span><span>浏览次数：<i id='hits'></i></span><span>字体：[ 大 中 小 ]</span>",
        url="https://kjt.jp.gov.cn/col/col1229123351/art/2024/art_0a1b2c3d4e5f60718293a4b5c6d7e8f9.html",
        gold={"title": "全省科技工作会议召开", "publish_time": "2024-03-05T16:40:00+08:00", "source": "江屏日报", "body": [A, B], "breadcrumb": ["工作动态"]},
    ),
    _page(
        "jpaas", "empty source then author", title="厅领导赴企业调研", body=_p(A, C), header="<span>来源：</span><span>作者：慕容复平</span><span>时间：2023-07-07</span>",
        gold={"source": None, "author": ["慕容复平"], "publish_time": "2023-07-07"},
    ),
    _page(
        "jpaas", "script written", title="创新券政策解读", body=_p(A, C), header="<script>var fbsj='2022-02-22 22:22';var xxly='政策法规处';document.write('<span>时间：'+fbsj+'</span><span>来源：'+xxly+'</span>');</script>",
        gold={"publish_time": "2022-02-22T22:22:00+08:00", "source": "政策法规处", "method": "script"},
    ),
    _page(
        "jpaas", "disclaimer below", title="秋季学会活动月启动", body=_p(A, B), header="2021-10-08", footer="<p>免责声明：本网转载此文，旨在传播更多信息，版权归原作者所有，如有侵权请联系删除。</p><p>责任编辑：单于飞</p>",
        gold={"editor": ["单于飞"], "body": [A, B]},
    ),
    _page(
        "jpaas", "centred caption with photographer", title="青少年科创大赛落幕", header="2019-03-24", body=_p(A) + "<p style='text-align: center;'><img src='/picture/0/1903241.jpg'></p><p style='text-align: center;'>颁奖现场。 记者 龙五 摄</p>" + _p(B),
        gold={"body": [A, B], "images": 1, "captions": ["颁奖现场。 记者 龙五 摄"], "author": []},
    ),
    _page(
        "vsb", "glued header", title="我校举办学术报告会", body=_p(A, B), header="作者:科研处    时间：2026-06-23    点击数：<script>_showDynClicks(\"wbnews\", 1412614994, 5946)</script>",
        url="http://news.jpu.edu.cn/info/1116/5946.htm", gold={"author": ["科研处"], "publish_time": "2026-06-23", "views": None, "body": [A, B], "breadcrumb": ["新闻中心"]},
    ),
    _page(
        "vsb", "counter after scripts ran", title="机关党委换届", body=_p(A, B), header="| 发布时间: 2018-05-17 | 浏览次数: <script>_showDynClicks(\"wbnews\", 1412614994, 1081)</script><span id=\"dynclicks_wbnews_1081_978\">2168</span>",
        gold={"publish_time": "2018-05-17", "views": 2168},
    ),
    _page(
        "vsb", "attachments with counters", title="关于评选优秀论文的通知", body=_p(A), header="2020-10-10",
        footer='<ul style="list-style-type:none;"><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1615111502&wbfileid=12241422">申报表.xls</a>】已下载<span id="nattach12241422"></span>次</li></ul>',
        gold={"attachments": 1, "attachment_names": ["申报表.xls"], "body": [A]},
    ),
    _page(
        "vsb", "signed by the end", title="学院开展实验室安全检查", body=_p(A, B) + "<p style='text-align:right'>（文/图：化学学院 石破天）</p>", header="日期：2022-03-30　点击：", gold={"author": ["石破天"], "publish_time": "2022-03-30", "must": [A, B]},
    ),
    _page(
        "vsb", "supplied, written, edited", title="离退休干部座谈", body=_p(A, B), header="<span>供稿单位：离退处</span><span>撰稿：风清平</span><span>网络编辑：<em>任盈</em></span>",
        gold={"author": ["风清平"], "editor": ["任盈"], "credits": [["供稿单位", "离退处"], ["撰稿", "风清平"], ["网络编辑", "任盈"]]},
    ),
    _page(
        "vsb", "orisrc images", title="运动会开幕", body=_p(A) + '<p><img class="img_vsb_content" orisrc="/__local/0/5D/B7/A1.png" vurl="/_vsl/A1" src="/__local/0/5D/B7/A1.png" vwidth="600"></p>' + _p(B), header="2017-04-20",
        gold={"images": 1, "body": [A, B]},
    ),
    _page(
        "vsb", "source department in header", title="图书馆举办读书沙龙", body=_p(C, B), header="来源: 图书馆   日期:2021年01月23日 10:16  点击:  属于:新闻中心", gold={"source": "图书馆", "publish_time": "2021-01-23T10:16:00+08:00", "author": []},
    ),
    _page(
        "webplus", "publisher is an account", title="国家奖学金评审结果公示", body=_p(A, B), url="http://xg.yhxy.edu.cn/2022/1031/c166a31700/page.htm",
        header='<p class="arti_metas"><span class="arti_publisher">发布者：颜曰越</span><span class="arti_update">发布时间：2022-10-31</span><span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId=180&type=3&articleId=290690">10</span></span></p>',
        gold={"title": "国家奖学金评审结果公示", "publish_time": "2022-10-31", "views": 10, "author": [], "credits": [["发布者", "颜曰越"]], "body": [A, B]},
    ),
    _page(
        "webplus", "empty publisher", title="校历", body=_p(A), header='<p class="arti_metas"><span>发布者：</span><span>发布时间：2010-04-08</span><span>浏览次数：1270</span></p>',
        gold={"publish_time": "2010-04-08", "views": 1270, "credits": []},
    ),
    _page(
        "webplus", "pdf player", title="2021级培养方案", body='<div class="wp_pdf_player" pdfsrc="/_upload/article/files/aa/bb/1.pdf" sudyfile-attr="{\'title\':\'培养方案.pdf\'}" style="width:600px"></div>', header='<p class="arti_metas"><span>发布时间：2021-09-01</span></p>',
        gold={"body": None, "attachments": 1, "publish_time": "2021-09-01"},
    ),
    _page(
        "webplus", "counter pixel is no image", title="讲座预告", body=_p(A, B) + '<img src="/_visitcount?siteId=3&type=3&articleId=9" style="width:1px" width="1" height="1">', header='<p class="arti_metas"><span>发布时间：2019-05-05</span></p>', gold={"images": 0, "body": [A, B]},
    ),
    _page(
        "webplus", "source and author", title="教学竞赛获佳绩", body=_p(A, C), header='<p class="arti_metas"><span>来源：教务处</span><span>作者：阳顶天</span><span>发布时间：2020-12-12</span><span>浏览次数：88</span></p>',
        gold={"source": "教务处", "author": ["阳顶天"], "publish_time": "2020-12-12", "views": 88},
    ),
    _page(
        "ucap", "gov.cn header", title="国务院部署稳就业工作", body=_p(A, B), header='2021-08-01 06:59 <span class="font">来源： 新华社</span>', footer='<div class="editor"><span>【我要纠错】</span>责任编辑：宋小岩</div>',
        gold={"title": "国务院部署稳就业工作", "publish_time": "2021-08-01T06:59:00+08:00", "source": "新华社", "editor": ["宋小岩"], "body": [A, B], "breadcrumb": ["新闻", "要闻"]},
    ),
    _page(
        "ucap", "hidden parts and page breaks", title="政府工作报告", header="2016-03-05 来源：政府网", body=f'<div id="pagediv1">{_p(A)}#PAGE_BREAK#</div><div id="pagediv2" style="display:none">{_p(B)}<pagebreak></pagebreak></div><div id="pagediv3" style="display:none">{_p(C)}</div>',
        gold={"body": [A, B, C], "source": "政府网"},
    ),
    _page(
        "ucap", "midnight is no time", title="全国人大决定", header="2007-08-20 00:00 来源：人大网", body=_p(A, B), gold={"publish_time": "2007-08-20", "publish_precision": "day", "source": "人大网"},
    ),
    _page(
        "ucap", "dateline", title="科技活动周开幕", header="2020-08-23 12:00 来源： 新华社", body=_p("新华社北京8月23日电（记者胡小喆、张小泉）" + A, B), footer="<div class='editor'>责任编辑：王小洋</div>", gold={"author": ["胡小喆", "张小泉"], "editor": ["王小洋"]},
    ),
    _page(
        "ucap", "words about login in the text", title="关于网站系统升级维护的公告", header="2022-01-05 来源：办公厅", body=_p("因系统升级维护，本网站将于1月8日暂停服务，届时用户无法登录，页面可能显示“页面不存在”。"), gold={"title": "关于网站系统升级维护的公告", "publish_time": "2022-01-05"},
    ),
    _page(
        "gkmlpt", "document block", title="岭海市科学技术局关于印发管理办法的通知", header="发布日期：2022-06-08　浏览次数：-", index="007482532/2022-00118", number="岭科规〔2022〕3号", date="2022-06-08", body=_p(A, B) + "<p align=right>岭海市科学技术局</p><p align=right>2022年6月1日</p>",
        url="http://www.linghai.gov.cn/gkmlpt/content/5/5912/post_5912345.html",
        gold={"title": "岭海市科学技术局关于印发管理办法的通知", "index_number": "007482532/2022-00118", "document_number": "岭科规〔2022〕3号", "issuer": "岭海市科学技术局", "publish_time": "2022-06-08", "views": None, "body": [A, B, "岭海市科学技术局", "2022年6月1日"]},
    ),
    _page(
        "gkmlpt", "no document number", title="2021年工作总结", header="来源：本站", index="007482532/2021-00009", number="", date="2021-12-31", body=_p(A, B), gold={"document_number": None, "index_number": "007482532/2021-00009", "publish_time": "2021-12-31", "source": "本站"},
    ),
    _page(
        "gkmlpt", "meta pubdate", title="转发省科技厅通知", header="", index="1", number="岭科〔2020〕77号", date="2020-09-09", body=_p(A), metas='<meta name="PubDate" content="2020-09-09 15:16:17"><meta name="ContentSource" content="岭海市科学技术局">', gold={"publish_time": "2020-09-09T15:16:17+08:00", "document_number": "岭科〔2020〕77号", "source": "岭海市科学技术局"},
    ),
    _page(
        "jeecms", "source and time", title="上河区召开推进会", body=_p(A, B), header="来源:中原市上河区政府网站　 时间:2019-05-20 16:00:00", url="http://www.zysj.gov.cn/sjdt/1912302.jhtml", gold={"source": "中原市上河区政府网站", "publish_time": "2019-05-20T16:00:00+08:00", "body": [A, B], "breadcrumb": ["市局动态"]},
    ),
    _page(
        "jeecms", "views by script", title="文明城市创建", body=_p(A, B), header="发布日期：2018-02-03　作者：　访问次数：<span id='views'></span>", gold={"publish_time": "2018-02-03", "author": [], "views": None},
    ),
    _page(
        "jeecms", "body on several pages", title="长篇通讯", body=_p(A, B) + "<div class='page'><a href='1912303.jhtml'>1</a> <a href='1912303_2.jhtml'>2</a> <a href='1912303_3.jhtml'>3</a> <a href='1912303_2.jhtml'>下一页</a></div>", header="2017-07-01", url="http://www.zysj.gov.cn/sjdt/1912303.jhtml",
        gold={"more": ["http://www.zysj.gov.cn/sjdt/1912303_2.jhtml", "http://www.zysj.gov.cn/sjdt/1912303_3.jhtml"], "body": [A, B]},
    ),
    _page(
        "jeecms", "chrome date with weekday", title="防汛工作部署", body=_p(A, B), header="<span>今天是：2023年03月29日 星期三</span> <span>发布日期：2020-01-27</span>", gold={"publish_time": "2020-01-27"},
    ),
    _page(
        "asp", "gbk with a foot of labels", title="我县科普宣传周活动圆满结束", charset="gbk", body=f"　　{A}<br>　　{B}", header="作者：佚名　文章来源：本站原创　点击数：<script src='GetHits.asp?ID=136'></script>　更新时间：2009-5-21　文章录入：admin",
        footer="文章录入：admin　　责任编辑：admin <br>上一篇文章： <a href='ShowArticle.asp?ArticleID=135'>农技培训</a><br>下一篇文章： 没有了<br>【发表评论】【加入收藏】",
        url="http://www.xhkx.gov.cn/ShowArticle.asp?ArticleID=136", gold={"title": "我县科普宣传周活动圆满结束", "source": "本站原创", "publish_time": "2009-05-21", "author": [], "editor": [], "views": None, "body": [A, B]},
    ),
    _page(
        "asp", "traditional mirror in Big5", title="科學節活動報導", charset="big5", body="<p>本會於日前舉辦科學節活動，與會學生參觀實驗室，對科學產生興趣，活動圓滿結束。</p><p>主辦單位表示，明年將擴大舉辦，歡迎各界踴躍參加。</p>", header="發佈時間：2008-10-11 來源：科學教育館 點擊：55", tag="科學節活動報導",
        gold={"title": "科學節活動報導", "publish_time": "2008-10-11", "source": "科學教育館", "views": 55, "language": "zh-Hant"},
    ),
    _page(
        "asp", "news in a font tag", title="县科协召开年终总结会", charset="gbk", body=f"<font size=3>　　{A}</font><br><br><font size=3>　　{C}</font>", header="发布者：管理员 发布时间：2010/1/8 16:09:50 阅读：<font color=red>201</font>次 【字体：大 中 小】", gold={"publish_time": "2010-01-08T16:09:50+08:00", "views": 201, "author": [], "body": [A, C]},
    ),
    _page(
        "asp", "signed with place", title="支农惠农政策宣讲", charset="gbk", body=f"　　{A}<br>　　{B}（柳河乡 顾全章）", header="时间：2008年12月3日　浏览：17次", gold={"author": ["顾全章"], "publish_time": "2008-12-03", "views": 17},
    ),
    _page(
        "epoint", "sources row", title="市政府常务会议召开", body=_p(A, B), header="<p>发布日期： 2022-09-09 17:10<span>信息来源： 市政府办公室</span><span>浏览次数：<span id='hits'></span></span></p>", gold={"publish_time": "2022-09-09T17:10:00+08:00", "source": "市政府办公室", "body": [A, B], "breadcrumb": ["政务动态"]},
    ),
    _page(
        "epoint", "attachment by onclick", title="招标文件下载", body=_p(A) + "<p><a href='javascript:void(0)' onclick=\"down3('/files/9f3a.PDF')\">招标文件.PDF</a></p>", header="2020-02-20", gold={"attachments": 1, "attachment_names": ["招标文件.PDF"]},
    ),
    _page(
        "epoint", "body in an iframe", title="县人大常委会会议", body="<iframe id='contentHtmlIframe' src='/upload/html/2020/9981.html'></iframe>", header="2020-06-06", url="http://www.ewb.gov.cn/zwdt/20200606/9981.html", gold={"more": ["http://www.ewb.gov.cn/upload/html/2020/9981.html"], "title": "县人大常委会会议"},
    ),
    _page(
        "dede", "account as editor", title="中医药文化节", body=_p(A, B), header="<small>时间:</small>2017-01-24 11:07<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>320次", footer="<p>(责任编辑:zjmm)</p>", gold={"publish_time": "2017-01-24T11:07:00+08:00", "source": None, "author": [], "editor": [], "views": 320},
    ),
    _page(
        "dede", "real people", title="养生知识讲座", body=_p(A, B), header="时间：2016-11-11 来源：健康报 作者：白展堂平", footer="<p>(责任编辑：佟湘平)</p>", gold={"source": "健康报", "editor": ["佟湘平"], "author": ["白展堂平"]},
    ),
    _page(
        "dede", "hot box is no body", title="义诊进社区", body=_p(A), header="2015-05-05", gold={"body": [A], "must_not": ["换届大会", "植树节"]},
    ),
    _page(
        "huaian", "epoch in file name", title="以党建引领科技创新", body="<p style='text-align:center'>---市科技局打造特色品牌</p>" + _p(A, B), url="http://kjj.huaihu.gov.cn/zcjd/content/1605149651006VPmeeson.html", gold={"title": "以党建引领科技创新", "subtitle": "市科技局打造特色品牌", "publish_time": "2020-11-12T10:54:11+08:00", "method": "url", "source": None, "body": [A, B], "breadcrumb": ["政策解读"]},
    ),
    _page(
        "huaian", "image names leak", title="科技下乡", body=_p(A) + "<p><img src='/u/20230305013108_c8d4de.jpg'></p><p>20230305013108_c8d4de.jpg</p>" + _p(B), header="2023-03-05", gold={"body": [A, B], "images": 1},
    ),
    _page(
        "huaian", "document dates at the end", title="关于成立领导小组的通知", body=_p(A, B) + "<p align='right'>2019年3月4日</p>", header="", gold={"publish_time": None, "body": [A, B, "2019年3月4日"]},
    ),
    _page(
        "huaian", "editor and reviewer below prev next", title="双创周启动", body=_p(A, C), header="来源：高新处　日期：2018-10-09", footer="<p>上一篇：<a href='/a.html'>专利周</a></p><p>下一篇：<a href='/b.html'>科技日</a></p><p>编辑：孟星平 审核：卢俊平</p>", gold={"editor": ["孟星平"], "reviewer": ["卢俊平"], "source": "高新处", "body": [A, C]},
    ),
    _page(
        "trs", "number below the title", title="青岭省人民政府办公厅关于加强科普工作的意见", header="发布时间：2018-03-01", body="<p align=center>青政办发〔2018〕7号</p>" + _p(A, B),
        gold={"document_number": "青政办发〔2018〕7号", "subtitle": None, "body": ["青政办发〔2018〕7号", A, B], "publish_time": "2018-03-01"},
    ),
    _page(
        "jpaas", "two headings in a title block", title="</p><div class='t'><h2>山河品牌丝路行启动</h2><h3>成功举办双向经贸推介会</h3></div><p>", tag="山河品牌丝路行启动_站", header="2019-09-20 08:00 来源：山河日报", body=_p(A, B),
        gold={"title": "山河品牌丝路行启动", "subtitle": "成功举办双向经贸推介会", "source": "山河日报", "publish_time": "2019-09-20T08:00:00+08:00"},
    ),
    _page(
        "vsb", "day and month apart in one line", title="科普剧走进社区", body=_p(A, B), header="<b>07</b><span>2022-11</span> <span>来源单位：</span><span>河谷市科协</span>",
        gold={"publish_time": "2022-11-07", "source": "河谷市科协", "body": [A, B]},
    ),
    _page(
        "vsb", "month and day before the year", title="科普剧走进校园", body=_p(A, B), header="<span>11-07 2022</span> <span>文：乔峰岭　图：段誉山</span>",
        gold={"publish_time": "2022-11-07", "author": ["乔峰岭"], "body": [A, B]},
    ),
    _page(
        "jeecms", "date block of two lines above the title", title="</h1><div class=d>18</div><div class=m>2021.06</div><h1>科普剧走进军营", tag="科普剧走进军营-上河区", body=_p(A, B), header="",
        gold={"title": "科普剧走进军营", "publish_time": "2021-06-18", "body": [A, B]},
    ),
    _page(
        "hanweb", "a speech is dated below its title, its page at the foot", title="在科协年会上的致辞", body="<p align=center>（2019年10月12日）</p>" + _p(A, B), header="", footer="<p>发布时间：2019-10-15　发布人：办公室</p>",
        gold={"publish_time": "2019-10-15"},
    ),
    _page(
        "hanweb", "a speech with no other date", title="在科协年会上的讲话", body="<p align=center>（2019年10月12日）</p>" + _p(A, B), header="", url="http://www.hanweb.gov.cn/xw/a.html",
        gold={"publish_time": "2019-10-12"},
    ),
    _page(
        "asp", "site, date and desk in one line", title="春灌工作有序推进", body="<p>河谷县政府网 www.hegu.gov.cn　　发表日期：2017年4月6日 15:20　　【编辑录入：<a href='/u/3'>乔峰岭</a>】</p>" + _p(A, B), header="",
        gold={"publish_time": "2017-04-06T15:20:00+08:00", "editor": [], "body": [A, B], "credits": [["编辑录入", "乔峰岭"]]},
    ),
    _page(
        "webplus", "a script cuts the date it prints", title="学术年会召开", body=_p(A, B), header="<span>发布时间：</span><script>var pt='2020-08-19 10:22:45';document.write(pt.substr(0,16))</script>",
        gold={"publish_time": "2020-08-19T10:22:00+08:00", "body": [A, B]},
    ),
    _page(
        "webplus", "a script cuts a string", title="学术年会闭幕", body=_p(A, B), header="<span>发布时间：</span><script>document.write(('2020-08-21 09:00:30').substring(0,10));</script>",
        gold={"publish_time": "2020-08-21", "body": [A, B]},
    ),
    _page(
        "ucap", "reprinted from", title="科技下乡暖民心", body=_p(A, B), header="<span>2023-02-14 08:30</span><span>转自：河谷科技报</span>",
        gold={"source": "河谷科技报", "body": [A, B]},
    ),
    _page(
        "ucap", "publisher and reporters between bars", title="背街小巷换新颜", body=_p(A, B), header="<span>2021年9月2日 08时05分</span><span>|</span><span>河谷区融媒体中心</span><span>|</span><span>记者 郭靖川 通讯员 黄 蓉</span>",
        gold={"source": "河谷区融媒体中心", "author": ["郭靖川", "黄蓉"], "publish_time": "2021-09-02T08:05:00+08:00", "body": [A, B]},
    ),
    _page(
        "ucap", "dots for colons", title="科普剧大赛落幕", body=_p(A, B), header="<span>来源 · 河谷市融媒体中心</span><span>记者 · 陆小凤</span><span>09月03日 11:20</span>", footer="<div>编辑 · 花满楼</div>",
        gold={"source": "河谷市融媒体中心", "author": ["陆小凤"], "editor": ["花满楼"], "body": [A, B]},
    ),
    _page(
        "asp", "text by one, pictures by another", title="特派员送技到田头", body=_p(A, B), header="日期：2022-03-18　作者：梁思禽/文 叶开山/图",
        gold={"author": ["梁思禽"], "body": [A, B]},
    ),
    _page(
        "dede", "an agency's dateline names no role", title="石窟有了监测网", body=_p("中新网河谷6月3日电 (冷清秋 上官飞燕)" + A, B), header="2022年06月03日 21:40　来源：中国新闻网", footer="<div>【编辑:花满楼】</div>",
        gold={"author": ["冷清秋", "上官飞燕"], "editor": ["花满楼"], "source": "中国新闻网"},
    ),
    _page(
        "dede", "a dateline and a place in brackets", title="石窟监测网上线", body=_p("中新网河谷6月3日电 (河谷 云湖)" + A, B), header="2022年06月03日　来源：中国新闻网",
        gold={"author": []},
    ),
    _page(
        "gkmlpt", "another article's by-line in the box below", title="水库开展安全检查", date="2021-11-05", body=_p(A, B), footer="<div class=box><div class=h>相关文档</div><p>作者：陈真言　来源：河谷日报　2021-11-01</p><p><a href='/x.html'>治水工程通水</a></p></div>",
        gold={"author": [], "publish_time": "2021-11-05", "body": [A, B]},
    ),
    _page(
        "jeecms", "a title that ends with a colon on its first line", title="</h1><h3>河谷市税务局：<br>“四个一”做实主题教育</h3><h1>", tag="上河区机关党建", body=_p(A, B), header="2023-05-18",
        gold={"title": "河谷市税务局：“四个一”做实主题教育", "publish_time": "2023-05-18"},
    ),
    _page(
        "vsb", "a counter before its script has run", title="运动会开幕", body=_p(A, B), header="日期：2022-10-02　点击：<em id='hits'>0</em>",
        gold={"views": None, "publish_time": "2022-10-02"},
    ),
    _page(
        "vsb", "views in English", title="运动会闭幕", body=_p(A, B), header="<span>2022-10-04</span> <span>2,408 views</span>",
        gold={"views": 2408, "publish_time": "2022-10-04"},
    ),
    _page(
        "vsb", "an eye for views", title="运动会筹备", body=_p(A, B), header="<span>2022-09-04</span> <span>👁 <i>517</i></span>",
        gold={"views": 517, "publish_time": "2022-09-04"},
    ),
    _page(
        "trs", "the author's card is no text", title="他写了一百本科普书", body=_p(A, B) + "<div class='post-author'><img src='/u/tx.jpg'><b>关于作者</b><p>乔峰岭，河谷市科普作家协会理事，主持编写科普丛书十二册，多次获奖，现居河谷。</p></div>", header="2022-09-04",
        gold={"body": [A, B], "author": []},
    ),
    _page(
        "asp", "a header line with quotation marks", title="冬季怎样护肺", body=_p(A, B), header="<label>发布：</label>2022-11-08 &nbsp;<label>浏览：</label>75 &nbsp;<label>来源：</label>转载自“河谷健康”微信公众号",
        gold={"publish_time": "2022-11-08", "views": 75, "source": "转载自“河谷健康”微信公众号", "body": [A, B]},
    ),
    _page(
        "asp", "a day in Chinese among labels", title="档案室的守灯人", body=_p(A, B), header="<b>日期：</b>2015年06月30日 <b>信息来源：</b>河谷档案馆 <b>作者：</b>乔 峰、段誉山 <b>阅读次数：</b>431",
        gold={"publish_time": "2015-06-30", "source": "河谷档案馆", "author": ["乔峰", "段誉山"], "views": 431, "body": [A, B]},
    ),
    _page(
        "vsb", "the day's weekday below the title", title="夜市开张", body=_p(A, B), header="<ul><li>2019年4月2日8时15分（星期二）</li></ul>",
        gold={"publish_time": "2019-04-02T08:15:00+08:00", "body": [A, B]},
    ),
    _page(
        "jeecms", "a dated list above the title", title="</h1><ul><li>全县防汛演练 2018-09-15</li><li>村镇环境整治 2017-03-02</li><li>春耕备种 2016-02-11</li></ul><h1>夜市又开张", tag="夜市又开张_上河区", body=_p(A, B), header="",
        gold={"title": "夜市又开张", "publish_time": None, "body": [A, B]},
    ),
    _page(
        "hanweb", "a column's heading is no title", title="母乳喂养宣传周启动", tag="河谷市妇幼保健院", body="<h3>科室导航<a href='/ks/'>更多&gt;&gt;</a></h3>" + _p(A, B), header="2020-08-05",
        gold={"title": "母乳喂养宣传周启动", "publish_time": "2020-08-05"},
    ),
    _page(
        "trs", "a title broken in mid-phrase", title="河谷市通报四起群众身边<br>不正之风典型问题", tag="河谷市通报四起群众身边不正之风典型问题-清廉河谷", body=_p(A, B), header="2021-03-09",
        gold={"title": "河谷市通报四起群众身边不正之风典型问题", "subtitle": None, "publish_time": "2021-03-09"},
    ),
    _page(
        "webplus", "labels in corner brackets", title="“益”起向前", body="<table><tr><td>【作者】</td><td>团市委学少部</td><td>【时间】</td><td>2016-03-05</td><td>【阅读】</td><td>268</td></tr></table>" + _p(A, B), header="",
        gold={"publish_time": "2016-03-05", "author": ["团市委学少部"], "views": 268, "body": [A, B]},
    ),
    _page(
        "vsb", "a moment and a desk above one short line", title="关于职称评审结果的公示", body="<p class='muted'><i class='fa-clock'></i> 2022-12-06 15:30:02&nbsp; 人事科</p><p>详见附件。</p><p>附件：<a href='/f/1.xlsx'>通过人员名单.xlsx</a></p>", header="",
        gold={"publish_time": "2022-12-06T15:30:02+08:00", "attachments": 1, "must_not": ["人事科"]},
    ),
    _page(
        "ucap", "two writers below the title without a label", title="论河谷的水", body=_p(A, B), header="<p id='zuozhe'>乔峰岭　段 誉</p>", url="http://www.ucap.gov.cn/xw/202203/t20220301_77.html",
        gold={"author": ["乔峰岭", "段誉"], "publish_time": "2022-03-01", "body": [A, B]},
    ),
    _page(
        "ucap", "the site's link, a moment, a reporter", title="古镇夜游", body=_p(A, B), header="<div class='src'><a href='/'>河谷热线</a>　2023-04-03 20:11:05　<span>记者 简宁川</span></div>",
        gold={"source": "河谷热线", "author": ["简宁川"], "publish_time": "2023-04-03T20:11:05+08:00"},
    ),
    _page(
        "trs", "a newspaper's own comment", title="夜市灯火", body=_p(A, B) + "<!--enpproperty <articleid>77</articleid><date>2021-06-18 00:00:00</date><author>乔峰岭</author><title>夜市灯火</title><sourcename>河谷日报</sourcename>/enpproperty-->", header="2021年06月18日　星期五",
        gold={"title": "夜市灯火", "publish_time": "2021-06-18", "source": "河谷日报", "author": [], "body": [A, B]},
    ),
]  # fmt: skip
