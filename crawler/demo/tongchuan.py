"""铜川市人民政府 in the demo: `.rt` lists drawn by the server, static articles in two generations of template."""

from __future__ import annotations

from datetime import timedelta
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

HOST, SCHEME = "www.tongchuan.gov.cn", "https"
_CHANNELS = {"tcyw": "铜川要闻", "bmdt": "部门动态", "gsgg": "公示公告"}
_NUMBERS = {"bmdt": "4170", "gsgg": "4182"}
_PER_PAGE = 10


def build() -> DemoSite:
    """The whole site."""
    posts = posts_of("tongchuan")
    modified = posts[0].modified
    pages = {
        "/": _page("铜川市人民政府", _home(posts), modified),
        "/robots.txt": text_answer("User-agent: *\nAllow: /\n"),
        "/resources/site/1/css/main.css": file_answer("styles/tongchuan.css", modified),
    }
    for key in _CHANNELS:
        pages |= _lists(posts, key)
    for post in posts:
        if post.layout != "link":
            pages |= _article(posts, post)
    missing = _page("404", '<div class="w main"><h2>404 您访问的页面不存在</h2></div>', None, status=404)
    return DemoSite(host=HOST, scheme=SCHEME, pages=pages, missing=missing, gzip=True)


def _page(title: str, main: str, modified: str | None, *, meta: str = "", status: int = 200) -> Answer:
    text = template("tongchuan_frame").substitute(title=title, meta=meta, main=main)
    return Answer(body=text.encode(), status=status, modified=modified)


def _list_url(key: str, number: int = 1) -> str:
    if key == "tcyw":
        return f"/html/zxzx/tcyw/{'index' if number == 1 else f'index_{number}'}.html"
    return f"/news_list.rt?channlId={_NUMBERS[key]}&channlCid=4164&orgId=90&pageNo={number}"


def _id(post: Post) -> str:
    return post.trait("id") or str((612900 if post.layout == "new" else 231500) - 17 * post.number)


def _url(post: Post, *, folder: str | None = None) -> str:
    key = post.channels[0]
    column = folder or {"tcyw": "zxzx/tcyw", "bmdt": "xwzx/bmdt", "gsgg": "xwzx/gsgg"}[key]
    return f"/resources/site/1/html/{column}/{post.published:%Y%m}/{_id(post)}.html"


def _links(post: Post) -> list[str]:
    if post.layout == "link":
        return [post.trait("href")]
    if "moved" in post.traits:
        return [f"/news_view.rt?newsId={_id(post)}"]
    if "from" in post.traits:
        return [_url(post) + "?from=groupmessage"]
    return [_url(post), _url(post, folder="zt/kjcx")] if "twin" in post.traits else [_url(post)]


def _lists(posts: tuple[Post, ...], key: str) -> dict[str, Answer]:
    own = listed(posts, key)
    cut = pages_of(own, _PER_PAGE)
    found = {}
    for number, page in enumerate(cut, 1):
        main = template("tongchuan_list").substitute(
            first=escape(_list_url(key)),
            channel=_CHANNELS[key],
            container="zilist_rlb" if key == "tcyw" else "list",
            rows="\n".join(_row(post, link) for post in page for link in _links(post)),
            pager=_pager(key, number, len(cut), len(own)),
        )
        found[spelt_once(_list_url(key, number))] = _page(f"{_CHANNELS[key]}_铜川市人民政府", main, newest(own))
    return found


def _row(post: Post, link: str) -> str:
    mark = '<span class="top">置顶</span>' if "pinned" in post.traits else ""
    anchor = f'<a href="{escape(link)}" title="{escape(post.title)}" target="_blank">{escape(post.title)}</a>'
    return f"<li>{mark}{anchor}<span>{post.day}</span></li>"


def _pager(key: str, number: int, pages: int, posts: int) -> str:
    def link(to: int, name: str) -> str:
        return f'<a href="{escape(_list_url(key, to))}">{name}</a>' if 1 <= to <= pages and to != number else name

    if key == "tcyw":
        numbers = " ".join(link(to, str(to)) for to in range(1, pages + 1))
        return f'<div class="fy">{link(number - 1, "上一页")} {numbers} {link(number + 1, "下一页")}</div>'
    steps = " ".join((link(1, "首页"), link(number - 1, "上一页"), link(number + 1, "下一页"), link(pages, "末页")))
    count = f"<span>共<span>{posts}</span>条 当前第{number}页/共<span>{pages}</span>页</span>"
    return f'<div class="cms_page">{count} {steps}</div>'


def _home(posts: tuple[Post, ...]) -> str:
    columns = []
    for key, channel in _CHANNELS.items():
        rows = "\n".join(_row(post, _links(post)[0]) for post in listed(posts, key)[:8])
        more = f'<a href="{escape(_list_url(key))}">更多</a>'
        columns.append(f"<div><h2>{more}{channel}</h2><ul>{rows}</ul></div>")
    return f'<div class="w main cols">{"".join(columns)}</div>'


def _article(posts: tuple[Post, ...], post: Post) -> dict[str, Answer]:
    found = files_of(post, _where)
    if "gone" in post.traits:
        return found
    answer = _page(f"{escape(post.title)}_铜川市人民政府", _main(posts, post), post.modified, meta=_meta(post))
    found[_url(post)] = answer
    if "twin" in post.traits:
        found[_url(post, folder="zt/kjcx")] = answer
    return found | redirect_moved(post, _links(post)[0], f"{SCHEME}://{HOST}{_url(post)}")


def _meta(post: Post) -> str:
    if post.layout != "new" or "nometa" in post.traits:
        return ""
    # `drift`: the migrated page's PubDate is that of the migration, three days after the printed one.
    printed = post.published + timedelta(days=3 if "drift" in post.traits else 0)
    fields = {
        "ColumnName": _CHANNELS[post.channels[0]],
        "ArticleTitle": post.title,
        "PubDate": printed.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": post.trait("source"),
    }
    if "author" in post.traits:
        fields["Author"] = post.trait("author")
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in fields.items())


def _main(posts: tuple[Post, ...], post: Post) -> str:
    newer, older = neighbours(posts, post)
    heading = escape(post.title)
    if "subtitle" in post.traits:
        heading += f"<br>{escape(post.trait('subtitle'))}"
    author = f"作者:{post.trait('author')} " if "author" in post.traits else ""
    return template("tongchuan_article" if post.layout == "new" else "tongchuan_static").substitute(
        first=escape(_list_url(post.channels[0])),
        channel=_CHANNELS[post.channels[0]],
        heading=heading,
        source=escape(post.trait("source")),
        minute=post.minute,
        author=author,
        id=_id(post),
        body="\n".join(_markup(post, nth, block) for nth, block in enumerate(post.blocks)),
        closing=_closing(post),
        neighbours=_neighbour("上一篇", newer) + "<br>" + _neighbour("下一篇", older),
    )


def _closing(post: Post) -> str:
    labels = {"editor": "网络编辑", "reviewer": "信息审核"}
    lines = (f"<p>{label}:{post.traits[name]}</p>" for name, label in labels.items() if name in post.traits)
    return f'<div class="closing">{"".join(lines)}</div>'


def _neighbour(word: str, other: Post | None) -> str:
    return f'{word}：<a href="{_url(other)}">{escape(other.title)}</a>' if other else f"{word}：没有了"


def _where(post: Post, nth: int, block: Block) -> str:
    folder = f"/resources/site/1/html/upload/{post.published:%Y%m}"
    if isinstance(block, Picture):
        return f"{folder}/{_id(post)}_{block.name[-1]}{picture_file(block.drawing)[-4:]}"
    kind = block.kind if isinstance(block, Attached) else ""
    return f"{folder}/{_id(post)}_{nth}.{kind}"


def _markup(post: Post, nth: int, block: Block) -> str:
    if isinstance(block, Picture):
        image = f'<p style="text-align:center"><img src="{_where(post, nth, block)}" alt=""></p>'
        return image + (f'\n<p style="text-align:center">{escape(block.caption)}</p>' if block.caption else "")
    if isinstance(block, Table):
        return table_markup(block)
    if isinstance(block, Attached):
        return f'<p>附件：<a href="{_where(post, nth, block)}">{escape(block.name)}</a></p>'
    if post.layout == "new":
        # The sample's paragraphs bring their own two spaces; the others get them from the editor.
        indent = "" if block.startswith("  ") else "  "
        return f"<p>{indent}{escape(block)}</p>"
    return f'<p style="text-indent:2em;">{escape(block)}</p>'
