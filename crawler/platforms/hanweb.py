"""Hanweb 大汉 JCMS: the first records lie in the page as XML inside a script, further ones come from dataproxy.jsp.

Builds differ: some count with startrecord and endrecord, newer ones only with page. The request names both so
that they mean the same records; the address printed as `nextgroup` is the second try.
One article listed in two columns has two addresses, art_<column>_<id>: only the last number is the article.
"""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import quote, urlsplit

from crawler.extract.list_entries import Found, read_records
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.datastore import Datastore, datastores
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_query, query_value, with_query

_ARTICLE = re.compile(r"/art/(?:\d{4}/\d{1,2}/\d{1,2}/)?art_(?:\d{1,12}_)?(\d{1,12})\.html?$")
_PROXY = re.compile(
    r"[\"'=(](?P<path>[^\"'\s<>()]{0,200}/(?:more\w{0,20})?dataproxy\.jsp)(?P<query>\?[^\"'\s<>]{0,1500})?", re.I
)
_PARAMETERS = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_PER_PAGE = re.compile(r"per_?page['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{1,4})", re.I)
_TOTAL = re.compile(r"total_?record['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{1,9})", re.I)
_HEADERS = (("X-Requested-With", "XMLHttpRequest"),)
_MOST_PER_PAGE = 100


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if "dataproxy.jsp" in urlsplit(source.url).path:
        return "dataproxy.jsp answered"
    for mark in ("dataproxy.jsp", "default_pgContainer", "simple_pgContainer", "/module/web/jpage/"):
        if mark in source.text:
            return mark
    return "<datastore> in a script" if "<datastore" in source.text and "<record" in source.text else None


def _store(source: ListSource) -> Datastore | None:
    """The page's main datastore: the one of the unit that the URL names, else the one with most text."""
    stores = datastores(source.text)
    unit = query_value(source.url, "uid")
    named = [store for store in stores if unit and store.next_group and query_value(store.next_group, "unitid") == unit]
    return max(named or stores, key=lambda store: sum(map(len, store.records)), default=None)


def _rows(source: ListSource) -> list[Found] | None:
    store = _store(source)
    if store is None or not store.records:
        return [] if _is_answer(source) else None
    return read_records(source, store.records)


def _is_answer(source: ListSource) -> bool:
    return "dataproxy.jsp" in urlsplit(source.url).path


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    store = _store(source)
    if _is_answer(source):
        return _after_answer(source, store)
    return _after_page(source, store)


def _after_answer(source: ListSource, store: Datastore | None) -> Pager:
    """dataproxy.jsp answered: ask it for the records behind these."""
    url = source.url
    got = len(store.records) if store else 0
    total = store.total_entries if store else None
    size = number_in_query(url, "perpage") or got or 1
    page = number_in_query(url, "page") or 1
    first = number_in_query(url, "startrecord")
    last = first + got - 1 if first else page * size
    pages = ceil(total / size) if total else store.total_pages if store else None
    if not got or (total is not None and last >= total) or (not first and pages and page >= pages):
        return Pager((), page, total_entries=total)
    following = with_query(url, "page", str(page + 1))
    if first:
        following = with_query(with_query(following, "startrecord", str(last + 1)), "endrecord", str(last + size))
    return Pager((PageRequest(following, headers=_headers(source)),), page, total_entries=total)


def _after_page(source: ListSource, store: Datastore | None) -> Pager:
    """The column's page: ask dataproxy.jsp for the records behind the embedded ones."""
    got = len(store.records) if store else 0
    total = (store.total_entries if store else None) or _number(_TOTAL, source)
    sizes = _sizes(source, got)
    proxy = _proxy(source, store)
    # A page that embeds several pages' records is one page to whoever walks the list.
    pages = ceil(total / sizes[0]) if total and got <= sizes[0] else None
    if proxy is None or (total is not None and got >= total):
        return Pager((), 1, pages, total)
    # Records that are printed as plain links are the first page too, where the page says how many it has.
    printed = not got and _prints_articles(source)
    first = sizes[0] if printed and _number(_PER_PAGE, source) else got
    wishes = [_behind(proxy, start, size) for start in dict.fromkeys((first, got)) for size in sizes]
    if store and store.next_group:
        wishes.insert(1, source.absolute(store.next_group) or wishes[0])
    requests = tuple(PageRequest(url, headers=_headers(source)) for url in dict.fromkeys(wishes))
    return Pager(requests, 1, pages, total, elsewhere=not got and not printed)


def _sizes(source: ListSource, got: int) -> list[int]:
    """The page size that the page names; else those that the embedded records could be whole pages of."""
    named = _number(_PER_PAGE, source)
    if named or not got:
        return [min(named or 15, _MOST_PER_PAGE)]
    return [min(got, _MOST_PER_PAGE), *(size for size in (15, 20, 10) if got % size == 0 and got > size)]


def _behind(proxy: str, got: int, size: int) -> str:
    """The request for the records behind the first ones, said in pages and in records alike."""
    page = got // size + 1
    url = proxy
    records = {"page": page, "startrecord": (page - 1) * size + 1, "endrecord": page * size, "perpage": size}
    for key, value in records.items():
        url = with_query(url, key, str(value))
    return url


def _prints_articles(source: ListSource) -> bool:
    """Whether the column's page prints articles itself, outside a datastore."""
    return bool(re.search(r"<li\b[^>]{0,300}>\s{0,40}<a\b[^>]{0,400}/art[/_]\d", source.text, re.I))


def _headers(source: ListSource) -> tuple[tuple[str, str], ...]:
    parts = urlsplit(source.url)
    return (*_HEADERS, ("Referer", f"{parts.scheme}://{parts.netloc}{parts.path if not _is_answer(source) else '/'}"))


def _number(pattern: re.Pattern[str], source: ListSource) -> int | None:
    found = pattern.search(source.text)
    return int(found[1]) if found else None


def _proxy(source: ListSource, store: Datastore | None) -> str | None:
    """The address of dataproxy.jsp with the column's parameters: as printed, else put together from the scripts."""
    if store and store.next_group:
        return source.absolute(store.next_group)
    found = _PROXY.search(source.text)
    address = found["path"] if found else "/module/web/jpage/dataproxy.jsp"
    if found and found["query"] and "unitid" in found["query"]:
        return source.absolute(address + found["query"].replace("&amp;", "&"))
    values = {key: value for key in _PARAMETERS if (value := _parameter(source, key)) is not None}
    if "columnid" not in values and "unitid" not in values:
        return None
    query = "&".join(f"{key}={quote(value, safe='/')}" for key, value in values.items())
    return source.absolute(f"{address}?{query}")


def _parameter(source: ListSource, key: str) -> str | None:
    found = re.search(rf"(?<![A-Za-z_]){key}['\"]?\s{{0,3}}[:=]\s{{0,3}}['\"]?([^'\"&,;}}\s<>]{{0,200}})", source.text)
    return found[1] if found else None


def _identity(url: str) -> str | None:
    found = _ARTICLE.search(urlsplit(url).path)
    return f"{(urlsplit(url).hostname or '').lower()}/art/art_{found[1]}" if found else None


PLATFORM = Platform(
    name="hanweb",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    article_url=_ARTICLE,
    metadata=(
        "meta[name=ArticleTitle]",
        "meta[name=PubDate]",
        "meta[name=ContentSource]",
        "meta[name=contentSource]",
        "#zoom",
    ),
    identity=_identity,
)
