"""Where the pager of a list page stands: the smallest element that holds its words and numbers."""

from __future__ import annotations

import re

from crawler.extract.list_links import is_title
from crawler.extract.list_source import HARD, SOFT, Layout, pieces, plain

_GAP = rf"[\s{SOFT}{HARD}]{{0,4}}"
_WORDS = re.compile(
    rf"[上下后]{_GAP}一?{_GAP}[页頁]|前{_GAP}一?{_GAP}页(?!面)|[尾末]{_GAP}页|最后一?页"
    rf"|共{_GAP}\d{{1,6}}{_GAP}页|第{_GAP}\d{{1,6}}{_GAP}页(?!码)|\bnext\s?page\b|(?<![\w>])(?:next|Next|NEXT)(?!\w)"
)
_NUMBER = re.compile(r"[\[\]【】()（）\s-]*(?:\d{1,5}|[<>«»‹›＜＞]{1,2}|\.{2,3}|…)[\[\]【】()（）\s-]*")
_ARROW = re.compile(r"[>›»＞]{1,2}")
_TOTALS = re.compile(rf"共{_GAP}\d|(?<![\d/])[1-9]\d{{0,4}}{_GAP}/{_GAP}[1-9]\d{{0,4}}(?![\d/])")
_WIDEST = 400
_LEAST_TITLE = 8
_WIDEST_GROWN = 250
_MAX_SWITCHES = 3
# A run of this many numbers is a calendar.
_CALENDAR = 20
_PAGE_NUMBER = re.compile(r"[\[(（【]?\s?\d{1,5}\s?[\])）】]?")
_BESIDE_NUMBERS = frozenset({">", ">>", "»", "›", "<", "<<", "«", "‹", "...", "…"})
_FIRST_YEAR = 1980
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_COUNTED = re.compile(r"\W{0,10}[1-9]\d{0,4}\s?/\s?[1-9]\d{0,4}\W{0,10}")


def find_pager(layout: Layout) -> int | None:
    """The number of the pager's element, None when the page shows no pager."""
    said = [layout.at(found.start()) for found in _WORDS.finditer(layout.text)]
    if said:
        return _grown(layout, _together(layout, said))
    numbered = _numbered(layout)
    return numbered if numbered is not None else _counted(layout)


def is_page_number(words: str) -> bool:
    """Whether a link's words are a page number or an arrow; 2024 is a year to choose."""
    return bool(_NUMBER.fullmatch(words[:16])) and not _YEAR.fullmatch(words[:16])


def _together(layout: Layout, said: list[int]) -> int:
    """The last run of pager words as one element (pagers also stand above lists)."""
    node = said[-1]
    for other in reversed(said[:-1]):
        shared = layout.common(node, other)
        if len(plain(layout.slice(shared))) > _WIDEST:
            break
        node = shared
    return node


def _grown(layout: Layout, node: int) -> int:
    """The element with the numbers that stand around the words (下一页 in its own <li>)."""
    numbers = _count(layout, node)
    for outer in layout.ancestors(node):
        if outer == 0 or layout.nodes[outer].tag == "body" or len(plain(layout.slice(outer))) > _WIDEST_GROWN:
            break
        if _holds_titles(layout, outer):
            break  # a last page of few posts is as short as a pager
        more = _count(layout, outer)
        if more > numbers:
            node, numbers = outer, more
    return node


def _holds_titles(layout: Layout, node: int) -> bool:
    words = (plain(layout.slice(link)) for link in layout.links_in(node))
    return any(len(said) >= _LEAST_TITLE and is_title(said) for said in words)


def _count(layout: Layout, node: int) -> int:
    """Links that are page numbers and totals such as 共1432条 or 2/144, inside an element."""
    links = sum(1 for link in layout.links_in(node) if is_page_number(plain(layout.slice(link))[:16]))
    return links + len(_TOTALS.findall(layout.slice(node)))


def _numbered(layout: Layout) -> int | None:
    """A pager without words: the last block with links 2, 3, …"""
    digits = [link for link in layout.links if _PAGE_NUMBER.fullmatch(plain(layout.slice(link)[:40]))]
    for link in reversed(digits[-40:]):
        for climbed, outer in enumerate(layout.ancestors(link)):
            if climbed > _MAX_SWITCHES or len(plain(layout.slice(outer))) > 120:
                break
            if _looks_numbered(pieces(layout.slice(outer))):
                return outer
    return None


def _counted(layout: Layout) -> int | None:
    """A pager of a count and arrows: < 8/19 >."""
    arrows = [link for link in layout.links if _ARROW.fullmatch(plain(layout.slice(link)[:8]))]
    for link in reversed(arrows[-20:]):
        for climbed, outer in enumerate(layout.ancestors(link)):
            if climbed > 1 or len(plain(layout.slice(outer))) > 40:
                break
            if _COUNTED.fullmatch(plain(layout.slice(outer))):
                return outer
    return None


def _looks_numbered(words: list[str]) -> bool:
    """Whether pieces of text are 1 2 3 » and little else."""
    bare = {word.strip("[]() ") for word in words}
    numbers = {int(word) for word in bare if word.isdigit() and len(word) <= 5}
    # 2025 2024 2023 are years to choose from.
    if all(number >= _FIRST_YEAR for number in numbers):
        return False
    in_turn = sum(1 for number in numbers if number + 1 in numbers)
    if in_turn >= _CALENDAR:
        return False
    return in_turn >= 2 or (in_turn >= 1 and bool(bare & _BESIDE_NUMBERS))
