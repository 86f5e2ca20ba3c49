"""VSB 博达/西软: static pages numbered DOWNWARDS (page k of N is slug/N-k+1.htm), dynamic list.jsp upwards.

A list page's address changes its meaning whenever a page is added, so it identifies nothing.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_query, with_query

_ARTICLE = re.compile(r"/info/(\d{1,9})/(\d{1,9})\.htm$")
_MARKS = (
    *("vsb_content", "_vsb", "vsbcms", "/system/resource/js/", "pb_sys_common", "webber.wbst.com"),
    *("urltype=tree.TreeTempUrl", "_showDynClicks"),
)
_LINE = re.compile(r"id=[\"']?line_u\d+_\d")
_STATIC = re.compile(r"(?P<slug>.+)/(?P<number>\d{1,5})\.htm$")
_FIRST = re.compile(r"(?P<slug>.+)\.htm$")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    line = _LINE.search(source.text)
    return line[0] if line else next((mark for mark in _MARKS if mark in source.text), None)


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    parts = urlsplit(source.url)
    if parts.path.endswith(".jsp"):
        return _upwards(source, words)
    total = words.total_pages or max([*words.numbers, words.page or 0]) or None
    below = _STATIC.search(parts.path)
    if below:
        number = int(below["number"])
        page = total - number + 1 if total else None
        path = f"{below['slug']}/{number - 1}.htm" if number > 1 else None
    else:
        first = _FIRST.search(parts.path)
        page = 1
        path = f"{first['slug']}/{total - 1}.htm" if first and total and total > 1 else None
    requests = (PageRequest(parts._replace(path=path, query="", fragment="").geturl()),) if path else ()
    return Pager(requests, page, total)


def _upwards(source: ListSource, words: PrintedPager) -> Pager:
    page = number_in_query(source.url, "PAGENUM") or words.page or 1
    total = words.total_pages or number_in_query(source.url, "totalpage") or max(words.numbers, default=None)
    if total is None or page >= total:
        return Pager((), page, total)
    url = with_query(with_query(source.url, "totalpage", str(total)), "PAGENUM", str(page + 1))
    return Pager((PageRequest(url),), page, total)


def _identity(url: str) -> str | None:
    """content.jsp?…&wbtreeid=1074&wbnewsid=64481 is /info/1074/64481.htm."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.path.endswith("/content.jsp"):
        query = parse_qs(parts.query)
        if "wbtreeid" in query and "wbnewsid" in query:
            return f"{host}/info/{query['wbtreeid'][0]}/{query['wbnewsid'][0]}.htm"
    found = _ARTICLE.search(parts.path)
    return f"{host}/info/{found[1]}/{found[2]}.htm" if found else None


PLATFORM = Platform(
    name="vsb",
    recognise=_recognise,
    pager=_pager,
    article_url=re.compile(rf"{_ARTICLE.pattern}|/content\.jsp\?"),
    metadata=("meta[name=pageTitle]", "form[name=_newscontent_fromname]", ".v_news_content", "#vsb_content"),
    identity=_identity,
)
