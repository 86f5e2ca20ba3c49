"""Lists whose page number stands in the query: list.php?cid=3&page=2."""

from __future__ import annotations

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import query_page, with_query


def _key(source: ListSource, words: PrintedPager) -> tuple[str, int] | None:
    """The page parameter of the list's own URL, else of a link in its pager."""
    own = query_page(source.url)
    if own:
        return own
    for node in (*words.next_links, *words.numbers.values()):
        url = words.href(node)
        found = query_page(url) if url else None
        if found:
            return found[0], words.page or 1
    return None


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if source.payload is not None:
        return None
    found = _key(source, words)
    return f"{found[0]}= in the query" if found else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    found = query_page(source.url)
    page = words.page or (found[1] if found else 1)
    total = words.total_pages
    if found is None or total is None or page >= total or words.next_links:
        return Pager((), page, total)
    return Pager((PageRequest(with_query(source.url, found[0], str(found[1] + 1))),), page, total)


PLATFORM = Platform(name="query_pages", recognise=_recognise, pager=_pager)
