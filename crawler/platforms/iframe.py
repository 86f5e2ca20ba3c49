"""Lists inside an <iframe> of the same site: the page around them is a shell (常州, 淮安 and many old sites)."""

from __future__ import annotations

import re

from crawler.extract.list_entries import find_rows
from crawler.extract.list_pager import Pager, PrintedPager, printed
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform

_NO_LIST = re.compile(
    r"visit_?count|hits?\.|login|tree\.jsp|share|foot|header|head\.|top\.|bottom|nav|menu|banner|weather|tianqi|search|count\.|video|player"
    r"|map\.|calendar|link|left\.|stat|about:",
    re.I,
)
_LIST = re.compile(r"list|more|page|info|news|content|main|right|col|class|xxgk|data", re.I)
_MAX_FRAMES = 3


def frames(source: ListSource) -> list[str]:
    """The same-site frames of a page that may hold a list, likeliest first."""
    found: list[tuple[bool, str]] = []
    for node in source.root.iter("iframe", "frame"):
        address = (node.get("src") or node.get("data-src") or "").strip()
        url = source.absolute(address) if address and not _NO_LIST.search(address) else None
        small = (node.get("height") or "").strip() in ("0", "1") or "display:none" in (node.get("style") or "").replace(
            " ", ""
        )
        if url and source.owns(url) and not small and url.split("#")[0] != source.url.split("#")[0]:
            found.append((not _LIST.search(address), url))
    return [url for _, url in sorted(found, key=lambda one: one[0])][:_MAX_FRAMES]


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if "frame" not in source.text.lower():
        return None
    known = frames(source)
    return f"iframe {known[0]}" if known and not _has_list(source, words) else None


def _has_list(source: ListSource, words: PrintedPager) -> bool:
    """Whether the page has a list of its own: dated rows, or a pager."""
    return bool(printed(words).next) or any(row.date for row in find_rows(source, words.node))


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    return Pager(tuple(PageRequest(url) for url in frames(source)), elsewhere=True)


PLATFORM = Platform(name="iframe", recognise=_recognise, pager=_pager)
