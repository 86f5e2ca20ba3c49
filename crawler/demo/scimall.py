"""科技工作者之家 in the demo: an aggregator; cards in its lists, publisher and day without labels, a long tail."""

from __future__ import annotations

import hashlib
from html import escape

from crawler.demo.answer import Answer, DemoSite, spelt_once
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
    readable,
    redirect_moved,
    table_markup,
    template,
    text_answer,
)

HOST, SCHEME = "www.scimall.org.cn", "https"
_CHANNELS = {"kxdt": ("3", "科协动态"), "xhdt": ("5", "学会动态")}
_PER_PAGE = 10
_OWN = "科技工作者之家"
_ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /user/\n"


def build() -> DemoSite:
    """The whole site."""
    posts = posts_of("scimall")
    modified = posts[0].modified
    pages = {
        "/": _page("科技工作者之家", _home(posts), modified),
        "/robots.txt": text_answer(_ROBOTS),
        "/static/css/app.css": file_answer("styles/scimall.css", modified),
    }
    for key in _CHANNELS:
        pages |= _lists(posts, key)
    for post in posts:
        if post.layout != "link":
            pages |= _article(posts, post)
    missing = _page("404", '<div class="container main"><h2>页面走丢了</h2></div>', None, status=404)
    return DemoSite(host=HOST, scheme=SCHEME, pages=pages, missing=missing)


def _page(title: str, main: str, modified: str | None, *, status: int = 200) -> Answer:
    text = template("scimall_frame").substitute(title=title, main=main)
    return Answer(body=text.encode(), status=status, modified=modified)


def _list_url(key: str, number: int = 1) -> str:
    return f"/article/list?cid={_CHANNELS[key][0]}" + (f"&page={number}" if number > 1 else "")


def _id(post: Post) -> str:
    name = hashlib.md5(f"{post.number}{post.title}".encode(), usedforsecurity=False).hexdigest()
    return post.trait("id") or name[:16]


def _url(post: Post) -> str:
    return f"/article/detail?id={_id(post)}"


def _twin(post: Post) -> str:
    return f"/article/detail?id={_id(post)[::-1]}"


def _links(post: Post) -> list[str]:
    if post.layout == "link":
        return [post.trait("href")]
    if "moved" in post.traits:
        return [f"/news/{_id(post)}.html"]
    if "from" in post.traits:
        return [f"{_url(post)}&from=timeline&isappinstalled=0"]
    return [_url(post), _twin(post)] if "twin" in post.traits else [_url(post)]


def _lists(posts: tuple[Post, ...], key: str) -> dict[str, Answer]:
    own = listed(posts, key)
    cut = pages_of(own, _PER_PAGE)
    found = {}
    for number, page in enumerate(cut, 1):
        main = template("scimall_list").substitute(
            channel=_CHANNELS[key][1],
            rows="\n".join(_card(post, link) for post in page for link in _links(post)),
            pager=_pager(key, number, len(cut)),
        )
        found[spelt_once(_list_url(key, number))] = _page(f"{_CHANNELS[key][1]}_科技工作者之家", main, newest(own))
    return found


def _card(post: Post, link: str) -> str:
    """The link wraps the whole card: picture, title, first words, day."""
    pictures = [(nth, block) for nth, block in enumerate(post.blocks) if isinstance(block, Picture)]
    image = f'<img src="{_where(post, *pictures[0])}" alt="">' if pictures else ""
    words = next((block for block in post.blocks if isinstance(block, str)), "").strip()[:46]
    summary = f"<p>{escape(words)}…</p>" if words else ""
    mark = '<span class="pin">置顶</span>' if "pinned" in post.traits else ""
    return (
        f'<div class="news-item"><a href="{escape(link)}">{image}<h3>{mark}{escape(post.title)}</h3>{summary}'
        f'<span class="date">{post.day}</span></a></div>'
    )


def _pager(key: str, number: int, pages: int) -> str:
    def item(to: int, name: str) -> str:
        if to == number or not 1 <= to <= pages:
            return f'<li class="{"active" if name == str(number) else "disabled"}">{name}</li>'
        return f'<li><a href="{escape(_list_url(key, to))}">{name}</a></li>'

    numbers = "".join(item(to, str(to)) for to in range(1, pages + 1))
    return item(number - 1, "«") + numbers + item(number + 1, "»")


def _home(posts: tuple[Post, ...]) -> str:
    columns = []
    for key, (_, channel) in _CHANNELS.items():
        cards = "\n".join(_card(post, _links(post)[0]) for post in listed(posts, key)[:5])
        columns.append(f'<h2 class="channel">{channel}</h2><div class="news-list">{cards}</div>')
    return f'<div class="container main">{"".join(columns)}</div>'


def _article(posts: tuple[Post, ...], post: Post) -> dict[str, Answer]:
    found = files_of(post, _where)
    if "gone" in post.traits:
        return found
    answer = _page(f"{escape(post.title)}_科技工作者之家", _main(posts, post), post.modified)
    found[_url(post)] = answer
    if "twin" in post.traits:
        found[_twin(post)] = answer
    return found | redirect_moved(post, _links(post)[0], f"{SCHEME}://{HOST}{_url(post)}")


def _main(posts: tuple[Post, ...], post: Post) -> str:
    others = [each for each in readable(posts, post.channels[0]) if each is not post]
    recommended = [others[(post.number * 5 + nth * 3) % len(others)] for nth in range(5)]
    return template("scimall_article").substitute(
        heading=escape(post.title),
        publisher=post.trait("publisher", _OWN),
        day=post.day,
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
        tail="\n".join(_tail(post)),
        tag=post.trait("tag", "科技"),
        recommended="".join(f'<li><a href="{_url(each)}">{escape(each.title)}</a></li>' for each in recommended),
    )


def _tail(post: Post) -> list[str]:
    lines = []
    if "author" in post.traits:
        lines += [f"<p>作者:{post.trait('author')}</p>", f"<p>编辑:{post.trait('editor')}</p>"]
    lines.append(f"<p>来源:{escape(post.trait('source', _OWN))}</p>")
    if "origin" in post.traits:
        origin = escape(post.trait("origin"))
        lines.append(f'<p>原文链接:<a href="{origin}" target="_blank">{origin}</a></p>')
    return lines


def _file_name(post: Post, picture: Picture) -> str:
    # The importer names pictures by its own clock, a day after the post.
    name = (
        picture.name
        if len(picture.name) > 8
        else f"{post.published:%Y%m%d}0131{picture.drawing:02d}_{_id(post)[:5]}{picture.name[-1]}"
    )
    return name + picture_file(picture.drawing)[-4:]


def _where(post: Post, nth: int, block: Block) -> str:
    if isinstance(block, Picture):
        return f"/upload/news/{post.published:%Y/%m}/{_file_name(post, block)}"
    kind = block.kind if isinstance(block, Attached) else ""
    return f"/upload/file/{_id(post)}/{nth}.{kind}"


def _markup(post: Post, nth: int, block: Block) -> str:
    if isinstance(block, Picture):
        image = f'<p><img src="{_where(post, nth, block)}"></p>'
        if block.caption:
            return f'{image}\n<p style="text-align: center;">{escape(block.caption)}</p>'
        # The importer leaves the file's name behind as text.
        return f'{image}\n<p class="pic-name">{_file_name(post, block)}</p>'
    if isinstance(block, Table):
        return table_markup(block)
    if isinstance(block, Attached):
        return f'<p>附件:<a href="{_where(post, nth, block)}">{escape(block.name)}</a></p>'
    return f"<p>{'' if block.startswith('  ') else '  '}{escape(block)}</p>"
