"""广元机关党建 in the demo: a small CMS of 2019, tables, GBK, and no validators: every fetch has new counters."""

from __future__ import annotations

from html import escape

from crawler.demo.answer import Answer, DemoSite
from crawler.demo.posts import (
    Attached,
    Block,
    Picture,
    Post,
    Table,
    file_answer,
    files_of,
    listed,
    neighbours,
    pages_of,
    picture_file,
    posts_of,
    redirect_moved,
    table_markup,
    template,
)

HOST, SCHEME = "www.gyjgdjw.gov.cn", "http"
_CHANNELS = {"djkx": ("12", "党建快讯"), "tzgg": ("15", "通知公告"), "llxx": ("18", "理论学习")}
_PER_PAGE = 12
_FIRST_ID = 1571


def build() -> DemoSite:
    """The whole site."""
    posts = posts_of("gyjgdjw")
    pages = {"/": _page("广元机关党建", _home(posts)), "/css/style.css": file_answer("styles/gyjgdjw.css", None)}
    for key in _CHANNELS:
        pages |= _lists(posts, key)
    for post in posts:
        if post.layout != "link":
            pages |= _article(posts, post)
    # robots.txt is not among them: this server has none.
    missing = _page("找不到页面", "<center><h2>404</h2>您访问的页面不存在或已被删除！</center>", status=404)
    return DemoSite(host=HOST, scheme=SCHEME, pages=pages, missing=missing, first_visit=13135499)


def _page(title: str, main: str, *, status: int = 200) -> Answer:
    text = template("gyjgdjw_frame").substitute(title=title, main=main)
    # Declared gb2312, written GBK; what GBK lacks (・, ©) stands as a reference, as such editors leave it.
    return Answer(body=text.encode("gbk", "xmlcharrefreplace"), status=status, content_type="text/html")


def _cid(post: Post) -> str:
    return _CHANNELS[post.channels[0]][0]


def _id(post: Post) -> str:
    return post.trait("id") or str(_FIRST_ID - post.number)


def _views(post: Post) -> str:
    return str(_FIRST_ID // 3 - post.number * 7)


def _url(post: Post) -> str:
    return f"/Show.aspx?cid={_cid(post)}&id={_id(post)}"


def _twin(post: Post) -> str:
    return f"/Show.aspx?cid={_cid(post)}&id={int(_id(post)) + 5000}"


def _links(post: Post) -> list[str]:
    """What a list links to: some posts under another spelling, an old address, or twice."""
    if post.layout == "link":
        return [post.trait("href")]
    if "moved" in post.traits:
        return [f"/news/{post.published:%Y%m}/{_id(post)}.html"]
    if post.trait("href") == "twisted":
        return [f"/Show.aspx?id={_id(post)}&cid={_cid(post)}"]
    return [_url(post), _twin(post)] if "twin" in post.traits else [_url(post)]


def _lists(posts: tuple[Post, ...], key: str) -> dict[str, Answer]:
    cid, channel = _CHANNELS[key]
    own = listed(posts, key)
    cut = pages_of(own, _PER_PAGE)
    found = {}
    for number, page in enumerate(cut, 1):
        main = template("gyjgdjw_list").substitute(
            side=_side(posts),
            cid=cid,
            channel=channel,
            rows="\n".join(_row(post, link) for post in page for link in _links(post)),
            pager=_pager(cid, number, len(cut), len(own)),
        )
        answer = _page(f"{channel} - 广元机关党建", main)
        found[f"/List.aspx?cid={cid}&page={number}"] = answer
        if number == 1:
            found[f"/List.aspx?cid={cid}"] = answer
    return found


def _row(post: Post, link: str) -> str:
    shown = post.title if len(post.title) <= 34 else post.title[:33] + "…"
    pinned = '<font color="red">[置顶]</font>' if "pinned" in post.traits else ""
    anchor = f'<a href="{escape(link)}" title="{escape(post.title)}" target="_blank">{escape(shown)}</a>'
    # The year is not printed.
    return f'<tr><td>·{pinned}{anchor}</td><td class="rq">[{post.published:%m-%d}]</td></tr>'


def _pager(cid: str, number: int, pages: int, posts: int) -> str:
    def link(to: int, name: str) -> str:
        if to == number or not 1 <= to <= pages:
            return name
        return f'<a href="/List.aspx?cid={cid}&amp;page={to}">{name}</a>'

    steps = (link(1, "首页"), link(number - 1, "上一页"), link(number + 1, "下一页"), link(pages, "尾页"))
    return f"共 {posts} 条记录　页次：{number}/{pages} 页　" + " ".join(steps)


def _side(posts: tuple[Post, ...]) -> str:
    hot = [post for post in posts if post.layout == "new" and not post.traits.keys() & {"gone", "moved"}][4:14]
    rows = "".join(f'<li><a href="{escape(_url(post))}">{escape(post.title[:15])}</a></li>' for post in hot)
    return f"<h3>热点新闻</h3><ul>{rows}</ul>"


def _home(posts: tuple[Post, ...]) -> str:
    cells = []
    for key, (cid, channel) in _CHANNELS.items():
        rows = "".join(_row(post, _links(post)[0]) for post in listed(posts, key)[:6])
        cells.append(
            f'<td><h2><a class="more" href="/List.aspx?cid={cid}">更多&gt;&gt;</a>{channel}</h2>'
            f'<table class="liebiao">{rows}</table></td>'
        )
    return f'<table width="1000" align="center" class="home"><tr>{"".join(cells)}</tr></table>'


def _article(posts: tuple[Post, ...], post: Post) -> dict[str, Answer]:
    found = files_of(post, _where, validators=False)
    if "gone" in post.traits:
        return found
    answer = _page(f"{escape(post.title)} - 广元机关党建", _main(posts, post))
    found[_url(post)] = answer
    if "twin" in post.traits:
        found[_twin(post)] = answer
    return found | redirect_moved(post, _links(post)[0], f"{SCHEME}://{HOST}{_url(post)}")


def _main(posts: tuple[Post, ...], post: Post) -> str:
    cid, channel = _CHANNELS[post.channels[0]]
    before, after = neighbours(posts, post)
    subtitle = f'<h2 class="ft">{escape(post.trait("subtitle"))}</h2>' if "subtitle" in post.traits else ""
    editor = post.trait("editor")
    closing = f'<div class="zb">文章录入：{editor}　责任编辑：{editor}</div>' if editor else ""
    return template("gyjgdjw_old" if post.layout == "old" else "gyjgdjw_article").substitute(
        side=_side(posts),
        cid=cid,
        channel=channel,
        heading=escape(post.title),
        subtitle=subtitle,
        day=post.day,
        author=post.trait("author"),
        source=post.trait("source", "本网"),
        views=post.trait("views", _views(post)),
        id=_id(post),
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
        closing=closing,
        before=_neighbour("上一篇", before, post),
        after=_neighbour("下一篇", after, post),
    )


def _neighbour(word: str, other: Post | None, post: Post) -> str:
    # The sample prints the bare words; so do posts of its layout, as links. The old layout prints titles.
    if post.layout == "new":
        return f'<a href="{escape(_url(other))}">{word}</a>' if other else word
    return f'{word}：<a href="{escape(_url(other))}">{escape(other.title)}</a>' if other else f"{word}：没有了"


def _where(post: Post, nth: int, block: Block) -> str:
    if isinstance(block, Picture):
        return f"/upload/image/{post.published:%Y%m}/{block.name}{picture_file(block.drawing)[-4:]}"
    kind = block.kind if isinstance(block, Attached) else ""
    return f"/upload/file/{post.published:%Y%m}/{post.number:03d}{nth}.{kind}"


def _markup(post: Post, nth: int, block: Block) -> str:
    indent = "&nbsp;&nbsp;&nbsp;&nbsp;"
    if isinstance(block, Picture):
        image = f'<p align="center"><img src="{_where(post, nth, block)}" border="0" /></p>'
        return image + (f'\n<p align="center">{escape(block.caption)}</p>' if block.caption else "")
    if isinstance(block, Table):
        return table_markup(block, 'border="1" cellspacing="0"')
    if isinstance(block, Attached):
        return f'<p>{indent}<a href="{_where(post, nth, block)}">{escape(block.name)}</a></p>'
    if post.layout == "old":
        return f"{indent}{escape(block)}<br /><br />"
    return f'<p style="text-indent:2em">{escape(block)}</p>'
