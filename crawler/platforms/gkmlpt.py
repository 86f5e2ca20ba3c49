"""Guangdong gkmlpt: a shell page with SID: '755325' and an API that answers JSON, 100 posts a page.

The category is the fragment of the list's address (/gkmlpt/index#3079), else what the page's scripts name.
"""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_entries import Found, read_posts
from crawler.extract.list_json import number_of, posts_of
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_query, number_in_state, with_query, with_state

_ARTICLE = re.compile(r"/(?:gkmlpt/)?content(?:/\d{1,9}){0,3}/(?:m?post_)?\d{1,12}\.html$")
_API = re.compile(r"/gkmlpt/api/all/(\d{1,9})")
_SID = re.compile(r"\bSID\s{0,3}['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{1,12})", re.I)
_CATEGORY = re.compile(
    r"(?:cate_?id|category_?id|cat_?id|catalog_?id|DEFAULT_CATE?)['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{1,9})", re.I
)
_PER_PAGE = 100


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if _API.search(urlsplit(source.url).path):
        return "/gkmlpt/api/all/ answered"
    found = _SID.search(source.text)
    return found[0] if found and "gkmlpt" in source.text + source.url else None


def _rows(source: ListSource) -> list[Found] | None:
    return read_posts(source) if source.payload is not None else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    if source.payload is None:
        return Pager(tuple(PageRequest(url) for url in _first(source)), elsewhere=True)
    total = number_of(source.payload, ("total",))
    page = number_in_query(source.url, "page") or 1
    # The first page tells how many posts the API gives at a time; later ones are told in the fragment.
    size = number_in_state(source.url, "size") or (len(posts_of(source.payload)) if page == 1 else 0) or _PER_PAGE
    pages = ceil(total / size) if total else None
    if not posts_of(source.payload) or (pages is not None and page >= pages):
        return Pager((), page, pages, total)
    return Pager(
        (PageRequest(with_state(with_query(source.url, "page", str(page + 1)), size=size)),), page, pages, total
    )


def _first(source: ListSource) -> list[str]:
    sid = _SID.search(source.text)
    named = re.match(r"\D{0,3}(\d{1,9})", urlsplit(source.url).fragment)
    known = _API.search(source.text) or _CATEGORY.search(source.text)
    category = named[1] if named else known[1] if known else "0"
    url = source.absolute(f"/gkmlpt/api/all/{category}?page=1&sid={sid[1] if sid else ''}")
    return [url] if url else []


PLATFORM = Platform(
    name="gkmlpt",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    article_url=_ARTICLE,
    metadata=(
        "meta[name=ArticleTitle]",
        "meta[name=PubDate]",
        "meta[name=ContentSource]",
        ".article-content",
        "#zoomcon",
    ),
)
