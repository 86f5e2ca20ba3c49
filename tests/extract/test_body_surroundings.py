# ruff: noqa: E501 - pages are written as servers send them
"""Every kind of body in the page of every family, between boxes of every kind: whole and alone, however short it is."""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from crawler import read_article
from tests.extract.body_pages import LINKS, SHARE, A, B, C, D, p
from tests.extract.page_shells import SHELLS

_TITLE = "全市科普工作联席会议召开"
BODIES: dict[str, tuple[str, list[str]]] = {
    "plain": (p(A, B, C), [A, B, C]),
    "br": (f"　　{A}<br><br>　　{B}<br>　　{C}<br>", [A, B, C]),
    "divs": (
        "".join(f"<div>{x}</div>" for x in ("各有关单位：", A, B, "特此通知。", "青岭市科协", "2021年4月13日")),
        ["各有关单位：", A, B, "特此通知。", "青岭市科协", "2021年4月13日"],
    ),
    "one": (
        p("因管道检修，4月15日8时至18时科技馆片区停水，请提前做好储水准备。"),
        ["因管道检修，4月15日8时至18时科技馆片区停水，请提前做好储水准备。"],
    ),
    "table": (
        p(A) + "<table border=1><tr><td>单位</td><td>时间</td></tr><tr><td>南屏县</td><td>4月</td></tr></table>" + p(B),
        [A, "单位\t时间", "南屏县\t4月", B],
    ),
    "onlytable": (
        '<table border="1"><tr><td>停水时间</td><td>4月15日8时至18时</td></tr><tr><td>停水区域</td><td>科技馆片区、学府路沿线</td></tr></table>',
        ["停水时间\t4月15日8时至18时", "停水区域\t科技馆片区、学府路沿线"],
    ),
    "poem": (
        p("春风过岭来", "科普进山寨", "老少围成圈", "笑脸都绽开"),
        ["春风过岭来", "科普进山寨", "老少围成圈", "笑脸都绽开"],
    ),
    "notice": (
        p(
            "各位会员：",
            "时间：4月15日上午9:00",
            "地点：市科技馆",
            "请准时参加。",
            "联系人：李四维",
            "电话：0877-1234567",
        ),
        [
            "各位会员：",
            "时间：4月15日上午9:00",
            "地点：市科技馆",
            "请准时参加。",
            "联系人：李四维",
            "电话：0877-1234567",
        ],
    ),
    "law": (
        p(
            "第一条　为了加强管理，制定本条例。",
            "第八条　未经行政机关许可，不得从事经营活动。",
            "第九条　本条例自发布之日起施行。",
        ),
        [
            "第一条 为了加强管理，制定本条例。",
            "第八条 未经行政机关许可，不得从事经营活动。",
            "第九条 本条例自发布之日起施行。",
        ],
    ),
    "img": ('<p align="center"><img src="./a.jpg"></p><p align="center">会议现场</p>' + p(A, B), [A, B]),
    "sections": (
        f"<section><section><p>{A}</p></section><section><p>{B}</p></section></section><section><p>{C}</p></section>",
        [A, B, C],
    ),
    "qa": (
        "".join(
            f"<p><strong>问：{q}</strong></p><p>{a}</p>"
            for q, a in (("今年科普工作有哪些安排？", A), ("群众怎样参与？", B))
        ),
        ["问：今年科普工作有哪些安排？", A, "问：群众怎样参与？", B],
    ),
    "list": (
        p("下列同志获得称号：") + "<ul><li>郑小青</li><li>王海涛</li></ul>" + p(A),
        ["下列同志获得称号：", "郑小青", "王海涛", A],
    ),
    "editor": (p(A, B) + "<p>（责任编辑：赵一鸣）</p>", [A, B]),
    "long": (p(*[A, B, C, D] * 6), [A, B, C, D] * 6),
    "fonts": (
        "".join(
            f'<p style="text-indent:2em"><span style="font-family:仿宋">{x[:20]}</span><span>{x[20:]}</span></p>'
            for x in (A, B, C)
        ),
        [A, B, C],
    ),
    "file": (p(A, B) + '<p>附件：<a href="./1.doc">申报书.doc</a></p>', [A, B, "附件：申报书.doc"]),
    "paper": (
        p(A, B) + '<p><a href="https://doi.org/10.1/x">论文链接</a></p>',
        [A, B, "论文链接"],
    ),
    "address": (
        p(A, B) + '<p>论文链接：<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a></p>',
        [A, B, "论文链接：https://doi.org/10.1/x"],
    ),
}
BELOW = {
    "share": SHARE,
    "qr": '<div class="ewm"><img src="/q.png"><p>扫一扫在手机打开当前页</p></div>',
    "qr2": '<div><img src="/q.png">手机扫一扫打开当前页</div>',
    "tools": '<div><a href="#">【打印】</a><a href="#">【关闭】</a></div>',
    "prevnext": '<p>上一篇：<a href="1.html">关于放假的通知</a></p><p>下一篇：没有了</p>',
    "related": f'<div class="xgwz"><h3>相关文章</h3><ul>{LINKS}</ul></div>',
    "related2": f"<div><div>相关阅读</div><ul>{LINKS}</ul></div>",
    "hot": f'<div class="box2"><h4>热点新闻</h4><ul>{LINKS}</ul></div>',
    "mood": '<div class="mood"><p>看完这篇文章有何感觉？</p><ul><li>支持</li><li>感动</li></ul></div>',
    "copy": "<div>版权声明：凡本网注明“来源：青岭科协”的作品，未经授权不得转载。</div>",
    "editor": '<div class="editor">责任编辑：宋一岩</div>',
    "tags": '<div class="tags">标签：<a href="/t">科普</a> <a href="/t2">会议</a></div>',
    "card": '<div class="author-card"><a href="/u">青岭科普</a><span>212篇文章</span></div>',
    "survey": '<div class="feedback"><p>您对本页面的内容是否满意？</p><label>满意</label><label>不满意</label></div>',
    "comment": '<div class="pl"><h3>网友评论</h3><div>请登录后发表意见，共有0条评论。</div></div>',
    "app": '<div class="download-app">下载青岭通客户端，看更多精彩</div>',
    "none": "",
    "jd": '<div class="jd"><p>相关解读</p><ul><li><a href="/j">一图读懂</a></li></ul></div>',
    "correct": "<div><span>【我要纠错】</span></div>",
    "date": '<div class="date2">[ 2021-04-13 ]</div>',
    "counter": "<div>本文已被浏览 <span>21</span> 次</div>",
}
ABOVE = {
    "none": "",
    "audio": '<div class="yy"><span>语音播报：</span><span>00:00</span></div>',
    "follow": '<div class="gz">+关注</div>',
    "share": SHARE,
    "fs": '<div class="fontsize"><a>大</a><a>中</a><a>小</a></div>',
    "lead": '<div class="zhaiyao">摘要：本文介绍了全市科普工作的情况，共三个部分。</div>',
}


def _pages(family: str, kind: str) -> list[tuple[str, str]]:
    """The body with each box above it once, and three of those below: names and page."""
    begin = (list(SHELLS).index(family) * 7 + list(BODIES).index(kind) * 5) % len(BELOW)
    boxes = islice(cycle(BELOW), begin, None)
    found = []
    for above in ABOVE:
        below = [next(boxes) for _ in range(3)]
        found.append((f"{above} above; {', '.join(below)} below", _page(family, kind, above, below)))
    return found


def _page(family: str, kind: str, above: str, below: list[str]) -> str:
    return SHELLS[family].format(
        tag=f"{_TITLE}_青岭市科协",
        title=_TITLE,
        header="发布时间：2021-04-13　来源：学会部" + ABOVE[above],
        body=BODIES[kind][0],
        footer="".join(BELOW[name] for name in below),
        metas="",
        index="5300/1",
        number="青科〔2021〕1号",
        date="2021-04-13",
    )


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("family", SHELLS)
def test_body_is_whole_and_alone_between_boxes(family: str, kind: str) -> None:
    for around, page in _pages(family, kind):
        body = read_article(page.encode(), "http://www.a.gov.cn/xw/1.html").body or ""
        assert body.split("\n") == BODIES[kind][1], around
