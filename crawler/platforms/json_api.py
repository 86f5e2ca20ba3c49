"""Any JSON list: pages counted in the query (page, pageNo) or records (offset, start)."""

from __future__ import annotations

from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_entries import Found, read_posts
from crawler.extract.list_json import PAGE, PAGES, TOTALS, number_of
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_query, query_page, with_query

_SIZES = ("pagesize", "page_size", "size", "limit", "perpage", "per_page", "rows", "count", "num", "ps")
_STARTS = ("offset", "start", "skip", "begin", "startrecord")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    return "a JSON answer" if source.payload is not None else None


def _rows(source: ListSource) -> list[Found]:
    return read_posts(source)


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    got = len(read_posts(source))
    entries, pages = number_of(source.payload, TOTALS), number_of(source.payload, PAGES)
    size = next((value for key in _SIZES if (value := number_in_query(source.url, key))), None) or got or 1
    pages = pages or (ceil(entries / size) if entries and entries >= got else None)
    start = next(((key, value) for key in _STARTS if (value := number_in_query(source.url, key)) is not None), None)
    if start and not query_page(source.url):
        return _by_record(source, start, got, size, entries)
    return _by_page(source, got, size, pages, entries)


def _by_record(source: ListSource, start: tuple[str, int], got: int, size: int, entries: int | None) -> Pager:
    key, first = start
    page, pages = first // size + 1, ceil(entries / size) if entries else None
    if not got or (entries is not None and first + got >= entries):
        return Pager((), page, pages, entries)
    return Pager((PageRequest(with_query(source.url, _written(source, key), str(first + got))),), page, pages, entries)


def _by_page(source: ListSource, got: int, size: int, pages: int | None, entries: int | None) -> Pager:
    own = query_page(source.url)
    page = own[1] if own else number_of(source.payload, PAGE) or 1
    last = page >= pages if pages is not None else got < size
    if not got or last:
        return Pager((), page, pages, entries)
    url = with_query(source.url, own[0] if own else "page", str(page + 1))
    return Pager((PageRequest(url),), page, pages, entries)


def _written(source: ListSource, key: str) -> str:
    """The parameter's name as the URL spells it."""
    names = [pair.partition("=")[0] for pair in urlsplit(source.url).query.split("&")]
    return next((name for name in names if name.lower() == key), key)


PLATFORM = Platform(name="json_api", recognise=_recognise, pager=_pager, rows=_rows)
