"""A list page read: its platform, the entries of its main list, and the requests for the following page."""

from __future__ import annotations

from dataclasses import replace

from crawler.errors import BlockedError, PageError, over
from crawler.extract.encoding import Decoded, decode
from crawler.extract.list_entries import Found, entries_of, find_rows, or_embedded
from crawler.extract.list_links import MAX_LINKS
from crawler.extract.list_pager import Pager, PrintedPager, printed
from crawler.extract.list_source import ListSource, to_ascii
from crawler.extract.refusal import refusal
from crawler.items import Listing
from crawler.platforms import Platform, recognise
from crawler.site import Site

_MAX_NEXT = 4
_CONVINCING = 3


def extract_list(
    body: bytes, url: str, *, charset: str | None = None, site: Site | None = None, fetched_at: str | None = None
) -> Listing:
    """Read one list page. Raises PageError when it is no page at all; a page without entries is an empty Listing."""
    decoded = _decoded(body, url, charset)
    source = ListSource(decoded.text.replace("\0", ""), url, site=site, moment=fetched_at, charset=decoded.charset)
    words = PrintedPager(source)
    platform, why = recognise(source, words)
    pager = _pager(source, platform, words)
    rows = platform.rows(source) if platform and platform.rows else None
    if rows is None:
        rows = [] if pager.elsewhere or source.payload is not None else _rows(source, words)
    entries, problems = entries_of(source, rows)
    if not pager.elsewhere and source.payload is None and len(source.layout.links) > MAX_LINKS:
        problems = (over("MAX_LINKS", f"{len(source.layout.links)} links", MAX_LINKS), *problems)
    if not pager.elsewhere and sum(1 for entry in entries if entry.date) < _CONVINCING:
        _refuse(source)
    return Listing(
        url=url,
        entries=entries,
        platform=platform.name if platform else None,
        why=why,
        next=tuple(replace(wish, url=to_ascii(wish.url, source.charset)) for wish in pager.next[:_MAX_NEXT]),
        entries_elsewhere=pager.elsewhere,
        heading=source.title or None,
        page=pager.page,
        total_pages=pager.total_pages,
        total_entries=pager.total_entries,
        problems=problems,
    )


def _rows(source: ListSource, words: PrintedPager) -> list[Found]:
    return or_embedded(source, find_rows(source, words.node))


def _refuse(source: ListSource) -> None:
    """Raises for a challenge, a soft 404, a log-in or maintenance page: their links would pass for entries."""
    found = refusal(source.text)
    if found and found.kind == "blocked":
        raise BlockedError(source.url, found=found.detail)
    if found:
        raise PageError(source.url, field="page", found=found.detail, expected="a list page", kind=found.kind)


def _decoded(body: bytes, url: str, charset: str | None) -> Decoded:
    """The page's text and its charset; PageError for what is no text."""
    if not body.strip(b"\0 \t\r\n"):
        raise PageError(url, field="page", found="an empty answer", expected="a list page", kind="empty_list")
    if body[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff\xe0") or body[:1000].count(0) > 100:
        raise PageError(url, field="page", found="binary bytes", expected="a list page", kind="empty_list")
    return decode(body, charset)


def _pager(source: ListSource, platform: Platform | None, words: PrintedPager) -> Pager:
    """The platform's pager, its gaps filled from the printed one; nothing follows the last page."""
    pager = platform.pager(source, words) if platform else Pager()
    if pager.elsewhere or source.payload is not None:
        return pager
    pager = pager.or_else(printed(words))
    if pager.page and pager.total_pages and pager.page >= pager.total_pages:
        return Pager((), pager.page, pager.total_pages, pager.total_entries)
    return pager
