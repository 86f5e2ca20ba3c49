"""淮安市科学技术局 in the demo: `nsetpage` lists; articles print no day, their names hold epoch milliseconds."""

from __future__ import annotations

import hashlib
from datetime import timedelta
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
    newest,
    pages_of,
    picture_file,
    posts_of,
    redirect_moved,
    table_markup,
    template,
    text_answer,
)

HOST, SCHEME = "kjj.huaian.gov.cn", "https"
_CHANNELS = {
    "djgz": ("/col/11899_458884/", "index", "党建工作"),
    "gzdt": ("/col/11899_458890/", "index", "工作动态"),
    "zcjd": ("/zcjd/", "list", "政策解读"),
}
_PER_PAGE = 8


def build() -> DemoSite:
    """The whole site."""
    posts = posts_of("kjj_huaian")
    modified = posts[0].modified
    pages = {
        "/": _page("淮安市科学技术局", _home(posts), modified),
        "/robots.txt": text_answer("User-agent: *\nDisallow: /cmsweb/admin/\n"),
        "/images/style.css": file_answer("styles/kjj_huaian.css", modified),
        "/images/page.js": file_answer("styles/kjj_huaian.js", modified),
    }
    for key in _CHANNELS:
        pages |= _lists(posts, key)
    for post in posts:
        if post.layout != "link":
            pages |= _article(post)
    missing = _page("404", '<div class="wrap box"><h2>404 - 找不到文件或目录。</h2></div>', None, status=404)
    return DemoSite(host=HOST, scheme=SCHEME, pages=pages, missing=missing)


def _page(title: str, main: str, modified: str | None, *, status: int = 200) -> Answer:
    text = template("kjj_huaian_frame").substitute(title=title, main=main)
    return Answer(body=text.encode(), status=status, modified=modified)


def _list_url(key: str, number: int = 1) -> str:
    folder, stem, _ = _CHANNELS[key]
    return f"{folder}{stem}{'' if number == 1 else f'_{number}'}.html"


def _url(post: Post, *, later: int = 0) -> str:
    """…/art/w/<the month's first second, in hundreds>/<epoch milliseconds><random>.html"""
    # `shifted`: written the evening before it was published.
    written = post.published - timedelta(hours=15 if "shifted" in post.traits else 0)
    month = written.replace(day=1, hour=0, minute=0, second=0)
    name = hashlib.md5(post.title.encode(), usedforsecurity=False).hexdigest()[:8]
    millis = int(written.timestamp()) * 1000 + 24 * post.number + later
    folder = _CHANNELS[post.channels[0]][0]
    return f"{folder}art/w/{int(month.timestamp()) // 100}/{millis}{post.trait('id') or name.title()}.html"


def _links(post: Post) -> list[str]:
    if post.layout == "link":
        return [post.trait("href")]
    if "moved" in post.traits:
        return [f"/art/{post.published.year}/{post.published.month}/art_{post.number}.html"]
    return [_url(post), _url(post, later=1)] if "twin" in post.traits else [_url(post)]


def _lists(posts: tuple[Post, ...], key: str) -> dict[str, Answer]:
    _, stem, channel = _CHANNELS[key]
    own = listed(posts, key)
    cut = pages_of(own, _PER_PAGE)
    found = {}
    for number, page in enumerate(cut, 1):
        main = template("kjj_huaian_list").substitute(
            channel=channel,
            rows="\n".join(_row(post, link) for post in page for link in _links(post)),
            number=number,
            total=len(own),
            size=_PER_PAGE,
            stem=stem,
        )
        found[_list_url(key, number)] = _page(f"{channel}_淮安市科学技术局", main, newest(own))
    return found


def _row(post: Post, link: str) -> str:
    shown = post.title if len(post.title) <= 30 else post.title[:28] + "..."
    mark = '<span class="zd">[置顶]</span>' if "pinned" in post.traits else ""
    anchor = f'<a href="{escape(link)}" title="{escape(post.title)}" target="_blank">{escape(shown)}</a>'
    return f'<li><span class="lb-time">{post.day}</span>{mark}{anchor}</li>'


def _home(posts: tuple[Post, ...]) -> str:
    columns = []
    for key, (_, _, channel) in _CHANNELS.items():
        rows = "\n".join(_row(post, _links(post)[0]) for post in listed(posts, key)[:6])
        more = f'<a href="{_list_url(key)}">更多</a>'
        columns.append(f'<div class="lb-lb"><h3>{more}{channel}</h3><ul>{rows}</ul></div>')
    return f'<div class="wrap box cols">{"".join(columns)}</div>'


def _article(post: Post) -> dict[str, Answer]:
    found = files_of(post, _where)
    if "gone" in post.traits:
        return found
    if "soft" in post.traits:
        # 200, and yet no page: such servers have one text for everything that is gone.
        gone = '<p align="center">对不起，页面不存在或已被删除！<a href="/">返回首页</a></p>'
        return found | {_url(post): _page("页面不存在", f'<div class="wrap box">{gone}</div>', None)}
    answer = _page(f"{escape(post.title)}_淮安市科学技术局", _main(post), post.modified)
    found[_url(post)] = answer
    if "twin" in post.traits:
        found[_url(post, later=1)] = answer
    return found | redirect_moved(post, _links(post)[0], f"{SCHEME}://{HOST}{_url(post)}")


def _main(post: Post) -> str:
    subtitle = ""
    if "subtitle" in post.traits:
        subtitle = f'<div class="wz-ft">{escape(post.trait("subtitle"))}</div>\n'
    return template("kjj_huaian_old" if post.layout == "old" else "kjj_huaian_article").substitute(
        heading=escape(post.title),
        subtitle=subtitle,
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
    )


def _where(post: Post, nth: int, block: Block) -> str:
    folder = f"/uploadfile/{post.published:%Y%m}"
    if isinstance(block, Picture):
        return f"{folder}/{post.number:03d}{block.name[-1]}{picture_file(block.drawing)[-4:]}"
    kind = block.kind if isinstance(block, Attached) else ""
    return f"{folder}/{post.number:03d}{nth}.{kind}"


def _markup(post: Post, nth: int, block: Block) -> str:
    indent = "　　" if post.layout == "old" else ""
    if isinstance(block, Picture):
        image = f'<p align="center"><img src="{_where(post, nth, block)}"></p>'
        return image + (f'\n<p align="center">{escape(block.caption)}</p>' if block.caption else "")
    if isinstance(block, Table):
        return table_markup(block)
    if isinstance(block, Attached):
        return f'<p><a href="{_where(post, nth, block)}">{escape(block.name)}</a></p>'
    return f"<p>{indent}{escape(block)}</p>"
