"""Lists that come as JSON: the array of posts in it, each post's address, title and date, and the totals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.extract.list_dates import row_date
from crawler.extract.list_titles import clean_title
from crawler.normalize.dates import Moment, parse_epoch

TITLES = (
    "title",
    "realtitle",
    "articletitle",
    "infotitle",
    "newstitle",
    "doctitle",
    "titlename",
    "showtitle",
    "subject",
    "bt",
    "name",
)
ADDRESSES = (
    *("url", "href", "link", "linkurl", "infourl", "articleurl", "docpuburl", "puburl", "detailurl", "contenturl"),
    *("htmlurl", "pageurl", "post_url", "posturl", "accessurl", "staticurl", "linkto", "path", "infopath", "titleurl"),
    *("visiturl", "urls", "link_add", "linkadd"),
)
DATES = (
    *("display_publish_time", "publishedtimestr", "publishtime", "publish_time", "pubtime", "pubdate", "publishdate"),
    *("releasetime", "releasedate", "infodate", "docreltime", "docpubtime", "fbsj", "showdate", "date", "time"),
    *("addtime", "createtime", "create_time", "created_at", "createdate", "inputtime", "updatetime", "ctime"),
    *("timeymd", "display_time", "focus_date", "focusdate"),
)
TOTALS = (
    "totalrecord",
    "totalcount",
    "total",
    "totalelements",
    "recordcount",
    "totalrows",
    "totalnum",
    "allcount",
    "count",
    "records",
)
PAGES = ("totalpages", "totalpage", "pagecount", "pages", "pagetotal", "allpage", "totalpagenum", "countpage")
PAGE = ("pageno", "pageindex", "currentpage", "currpage", "pagenum", "current", "page", "pagenumber", "curpage")
_TAG = re.compile(r"<[^<>]{0,500}>")
_MAX_DEPTH = 8
_DATED_WORTH = 20


def posts_of(payload: Any) -> list[dict[str, Any]]:
    """The longest array of objects that have a title and an address; [] when there is none.

    Menus and site trees have titles and addresses too: an array with dates goes before any that has none.
    """
    best: list[dict[str, Any]] = []
    weight = 0
    for array in _arrays(payload, 0):
        posts = [
            item
            for item in array
            if isinstance(item, dict) and isinstance(pick(item, TITLES), str) and address_of(item)
        ]
        dated = sum(1 for post in posts if pick(post, DATES) is not None)
        if len(posts) + _DATED_WORTH * dated > weight:
            best, weight = posts, len(posts) + _DATED_WORTH * dated
    return best


def _arrays(value: Any, depth: int) -> Iterator[list[Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        if isinstance(one, dict | list):
            yield from _arrays(one, depth + 1)


def pick(post: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first value that is not empty under one of the names (any case), in the order of the names."""
    lower = {str(key).lower(): value for key, value in post.items()}
    return next((lower[name] for name in names if lower.get(name) not in (None, "", [], {})), None)


def address_of(post: Mapping[str, Any]) -> str | None:
    """A post's address as written; `domain` stands before a path where the post has one."""
    address = pick(post, ADDRESSES)
    if not isinstance(address, str):
        return None
    domain = pick(post, ("domain", "siteurl", "host"))
    if isinstance(domain, str) and address.startswith("/") and domain.startswith(("http://", "https://")):
        return domain.rstrip("/") + address
    return address.strip()


def title_of(post: Mapping[str, Any]) -> str:
    """A post's title without markup; the longer one where the first is cut off."""
    lower = {str(key).lower(): value for key, value in post.items()}
    titles = [_text(value) for name in TITLES if isinstance(value := lower.get(name), str) and value.strip()]
    stem = titles[0].rstrip(".…")
    # `title` may be cut off where `realtitle` is whole.
    return next((title for title in titles[1:] if stem != titles[0] and title.startswith(stem)), titles[0])


def _text(value: str) -> str:
    return clean_title(html.unescape(_TAG.sub("", value)))


def date_of(post: Mapping[str, Any], fetched_at: str | None = None) -> Moment | None:
    """A post's date: text, or a Unix time in seconds or milliseconds."""
    lower = {str(key).lower(): value for key, value in post.items()}
    for name in DATES:
        value = lower.get(name)
        if isinstance(value, dict):
            value = value.get("time")
        if isinstance(value, bool) or not isinstance(value, str | int):
            continue
        text = str(value).strip()
        found = (
            parse_epoch(text)
            if text.isdigit() and len(text) in (10, 13)
            else row_date([text.split(".")[0]], fetched_at)
        )
        if found:
            return found
    return None


def number_of(payload: Any, names: tuple[str, ...]) -> int | None:
    """A whole number under one of the names, the outermost objects first."""
    level = [payload]
    for _ in range(_MAX_DEPTH):
        for one in level:
            found = pick(one, names) if isinstance(one, dict) else None
            if isinstance(found, str) and found.isdigit():
                found = int(found)
            if isinstance(found, int) and not isinstance(found, bool):
                return found
        level = [inner for one in level if isinstance(one, dict) for inner in one.values() if isinstance(inner, dict)]
    return None


def html_of(payload: Any) -> str | None:
    """The longest string with links in it: APIs that answer with finished markup."""
    best = ""
    level = [payload]
    for _ in range(_MAX_DEPTH):
        inner = [value for one in level if isinstance(one, dict) for value in one.values()]
        texts = [value for value in inner if isinstance(value, str) and "<a" in value.lower()]
        best = max([best, *texts], key=len)
        level = [value for value in inner if isinstance(value, dict)]
    return best or None
