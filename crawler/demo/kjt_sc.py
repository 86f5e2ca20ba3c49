"""四川省科学技术厅 in the demo: `newschild.shtml` lists and standard meta tags now, JEECMS `.jhtml` until 2019."""

from __future__ import annotations

import hashlib
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
    newest,
    pages_of,
    picture_file,
    posts_of,
    redirect_moved,
    table_markup,
    template,
    text_answer,
)

HOST, SCHEME = "kjt.sc.gov.cn", "https"
_CHANNELS = {"gzdt": "工作动态", "gstz": "公示通知", "djgz": "党建工作"}
_PER_PAGE = 8
# A fraction: the header is obeyed like any other, and the demo still ends within a minute.
_ROBOTS = "User-agent: *\nCrawl-delay: 0.05\n"


def build() -> DemoSite:
    """The whole site."""
    posts = posts_of("kjt_sc")
    modified = posts[0].modified
    pages = {
        "/": _page("四川省科学技术厅", _home(posts), modified),
        "/robots.txt": text_answer(_ROBOTS),
        "/kjt/xhtml/css/kjt.css": file_answer("styles/kjt_sc.css", modified),
    }
    for key in _CHANNELS:
        pages |= _lists(posts, key)
    for post in posts:
        if post.layout != "link":
            pages |= _article(posts, post)
    missing = _page("404", '<div class="kjt-w kjt-main"><h2>404 Not Found</h2></div>', None, status=404)
    return DemoSite(host=HOST, scheme=SCHEME, pages=pages, missing=missing)


def _page(title: str, main: str, modified: str | None, *, meta: str = "", status: int = 200) -> Answer:
    text = template("kjt_sc_frame").substitute(title=title, meta=meta, main=main)
    return Answer(body=text.encode(), status=status, modified=modified)


def _second(post: Post) -> str:
    return f"{post.minute}:{7 * post.number % 60:02d}"


def _list_url(key: str, number: int = 1) -> str:
    if key == "djgz":
        return f"/djgz/{'index' if number == 1 else f'index_{number}'}.jhtml"
    return f"/kjt/{key}/{'newschild' if number == 1 else f'newschild_{number}'}.shtml"


def _name(post: Post) -> str:
    return hashlib.md5(f"{post.number}{post.title}".encode(), usedforsecurity=False).hexdigest()


def _folder(post: Post) -> str:
    # Month and day are not padded on this site.
    return f"/kjt/{post.channels[0]}/{post.published.year}/{post.published.month}/{post.published.day}"


def _url(post: Post) -> str:
    if post.layout == "old":
        return f"/djgz/{post.trait('id') or 4800 - 6 * post.number}.jhtml"
    return f"{_folder(post)}/{_name(post)}.shtml"


def _twin(post: Post) -> str:
    return _url(post).replace("/djgz/", "/jgdw/")


def _links(post: Post) -> list[str]:
    if post.layout == "link":
        return [post.trait("href")]
    if "moved" in post.traits:
        return [f"/scst/c100495/{_name(post)}.shtml"]
    if "session" in post.traits:
        return [f"{_url(post)};jsessionid={_name(post)[:20].upper()}"]
    return [_url(post), _twin(post)] if "twin" in post.traits else [_url(post)]


def _lists(posts: tuple[Post, ...], key: str) -> dict[str, Answer]:
    own = listed(posts, key)
    cut = pages_of(own, _PER_PAGE)
    found = {}
    for number, page in enumerate(cut, 1):
        row = _old_row if key == "djgz" else _row
        main = template("kjt_sc_old_list" if key == "djgz" else "kjt_sc_list").substitute(
            channel=_CHANNELS[key],
            rows="\n".join(row(post, link) for post in page for link in _links(post)),
            pager=_pager(key, number, len(cut), len(own)),
        )
        found[_list_url(key, number)] = _page(f"{_CHANNELS[key]}-四川省科学技术厅", main, newest(own))
    return found


def _row(post: Post, link: str) -> str:
    mark = "<em>置顶</em>" if "pinned" in post.traits else ""
    return f'<li>{mark}<a href="{escape(link)}" target="_blank">{escape(post.title)}</a><span>{post.day}</span></li>'


def _old_row(post: Post, link: str) -> str:
    mark = "[置顶]" if "pinned" in post.traits else ""
    return f'<h2>{mark}<a href="{escape(link)}">{escape(post.title)}</a><span>({post.day})</span></h2>'


def _pager(key: str, number: int, pages: int, posts: int) -> str:
    def link(to: int, name: str) -> str:
        target = _list_url(key, to).rpartition("/")[2]
        return f'<a href="{target}">{name}</a>' if 1 <= to <= pages and to != number else name

    steps = " ".join((link(1, "首页"), link(number - 1, "上一页"), link(number + 1, "下一页"), link(pages, "尾页")))
    return f"共{posts}条记录 {number}/{pages}页 {steps}" if key == "djgz" else f"{steps} 第{number}页/共{pages}页"


def _home(posts: tuple[Post, ...]) -> str:
    columns = []
    for key, channel in _CHANNELS.items():
        rows = "\n".join(_row(post, _links(post)[0]) for post in listed(posts, key)[:6])
        more = f'<a href="{_list_url(key)}">更多+</a>'
        columns.append(f'<div><h3>{more}{channel}</h3><ul class="news-list">{rows}</ul></div>')
    return f'<div class="kjt-w kjt-main cols">{"".join(columns)}</div>'


def _article(posts: tuple[Post, ...], post: Post) -> dict[str, Answer]:
    found = files_of(post, _where)
    if "gone" in post.traits:
        return found
    main = _old_main(post) if post.layout == "old" else _main(posts, post)
    answer = _page(f"{escape(post.title)}-四川省科学技术厅", main, post.modified, meta=_meta(post))
    found[_url(post)] = answer
    if "twin" in post.traits:
        found[_twin(post)] = answer
    return found | redirect_moved(post, _links(post)[0], f"{SCHEME}://{HOST}{_url(post)}")


def _meta(post: Post) -> str:
    if post.layout == "old":
        return ""
    fields = {
        "ColumnName": _CHANNELS[post.channels[0]],
        "ArticleTitle": post.title,
        "PubDate": _second(post),
        "ContentSource": post.trait("source"),
        "Author": post.trait("author"),
    }
    return "".join(f'<meta name="{name}" content="{escape(value)}"/>\n' for name, value in fields.items())


def _main(posts: tuple[Post, ...], post: Post) -> str:
    newer, older = neighbours(posts, post)
    subtitle = f'<h3 class="ftit">{escape(post.trait("subtitle"))}</h3>' if "subtitle" in post.traits else ""
    author = f"<li>作者：{post.trait('author')}</li>" if "author" in post.traits else ""
    closing = f'<p class="zrbj">责任编辑：{post.trait("editor")}</p>\n' if "editor" in post.traits else ""
    return template("kjt_sc_article").substitute(
        column=post.channels[0],
        channel=_CHANNELS[post.channels[0]],
        policy=_policy(post),
        heading=escape(post.title),
        subtitle=subtitle,
        second=_second(post),
        source=escape(post.trait("source")),
        author=author,
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
        closing=closing,
        before=_neighbour("上一篇", newer),
        after=_neighbour("下一篇", older),
    )


def _policy(post: Post) -> str:
    if not post.traits.keys() & {"number", "index", "issuer"}:
        return ""
    rows = (("索 引 号", "index", "发布机构", "issuer"), ("文　　号", "number", "成文日期", "written"))
    written = {"written": post.published.strftime("%Y年%-m月%-d日")}
    values = {**post.traits, **written}
    cells = (
        f"<tr><th>{a}</th><td>{values.get(x, '')}</td><th>{b}</th><td>{values.get(y, '')}</td></tr>"
        for a, x, b, y in rows
    )
    return f'<table class="zc">{"".join(cells)}</table>\n'


def _old_main(post: Post) -> str:
    return template("kjt_sc_old").substitute(
        heading=escape(post.title),
        stamp=post.published.strftime("%d.%m.%Y &nbsp;%H:%M"),
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
    )


def _neighbour(word: str, other: Post | None) -> str:
    return f'{word}：<a href="{_url(other)}">{escape(other.title)}</a>' if other else f"{word}：无"


def _where(post: Post, nth: int, block: Block) -> str:
    folder = f"{_folder(post)}/{_name(post)}/files"
    if post.layout == "old":
        folder = f"/u/cms/www/{post.published:%Y%m}"
    if isinstance(block, Picture):
        return f"{folder}/{_name(post)[:8]}{block.name[-1]}{picture_file(block.drawing)[-4:]}"
    if isinstance(block, Attached):
        return f"{folder}/{'form' if block.kind == 'docx' else _name(post)[:8]}.{block.kind}"
    return f"{folder}/{nth}"


def _markup(post: Post, nth: int, block: Block) -> str:
    if isinstance(block, Picture):
        image = f'<p><img src="{_where(post, nth, block)}"/></p>'
        return image + (f'\n<p style="text-align:center">{escape(block.caption)}</p>' if block.caption else "")
    if isinstance(block, Table):
        return table_markup(block)
    if isinstance(block, Attached):
        return f'<p>附件：<a href="{_where(post, nth, block)}">{escape(block.name)}</a></p>'
    if post.layout == "old":
        return f"<p>{escape(block)}</p>"
    return f'<p style="text-indent: 2em;">{escape(block)}</p>'
