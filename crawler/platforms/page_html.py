"""createPageHTML: two functions of one name. TRS counts from 0, Kaipu UCAP from 1; their arguments tell.

TRS    createPageHTML(12, 0, "index", "html")                        page 2 is index_1.html
UCAP   createPageHTML('page_div', 12, 1, 'list', 'shtml', 1000)      page 2 is list_2.shtml
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extract.list_pager import Pager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.urls import file_page, sibling

_NUMBER = r"\s{0,9}(?:parseInt\()?['\"]?(\d{1,6})['\"]?\)?\s{0,9}"
_WORD = r"['\"]([^'\"]{0,200})['\"]"
_COMMA = r"\s{0,9},\s{0,9}"
_NAME = r"\s{0,9}['\"]([A-Za-z_#.][\w#.-]{0,60})['\"]"
_TRS = re.compile(rf"createPageHTML\w{{0,20}}\({_NUMBER},{_NUMBER},\s{{0,9}}{_WORD}{_COMMA}{_WORD}")
_UCAP = re.compile(
    rf"createPageHTML\w{{0,20}}\({_NAME}\s{{0,9}},{_NUMBER},{_NUMBER},\s{{0,9}}{_WORD}{_COMMA}{_WORD}(?:\s{{0,9}},{_NUMBER})?"
)


_COUNT = re.compile(r"\bcountPage\s{0,9}=\s{0,9}['\"]?(\d{1,6})")
_CURRENT = re.compile(r"\bcurrentPage\s{0,9}=\s{0,9}['\"]?(\d{1,6})")
_WRITTEN = re.compile(r"href=\\?[\"']([\w-]{1,40})\\?[\"']?_?[\"']?\s{0,9}\+|href=\\?[\"']([\w-]{1,40})_[\"']")
_URL_FILE = re.compile(r"/([^/_?#.]{1,60})(?:_\d{1,5})?\.(s?html?)(?:[?#]|$)")


@dataclass(frozen=True, slots=True)
class PageCall:
    """The arguments of createPageHTML; `first` is the number of the first page (0 or 1)."""

    said: str
    total: int
    current: int
    stem: str
    extension: str
    first: int
    entries: int | None = None


def page_call(source: ListSource) -> PageCall | None:
    """The call in the page's scripts, None when there is none."""
    text = source.text
    if "createPageHTML" not in text:
        return _page_variables(source)
    found = _UCAP.search(text)
    if found:
        count = int(found[6]) if found[6] else None
        return PageCall(found[0], int(found[2]), int(found[3]), found[4], found[5].lstrip("."), 1, count)
    found = _TRS.search(text)
    if found:
        return PageCall(found[0], int(found[1]), int(found[2]), found[3], found[4].lstrip("."), 0)
    return None


def _page_variables(source: ListSource) -> PageCall | None:
    """TRS templates that spell the pager out: var currentPage = 0; var countPage = 12; …"""
    if "countPage" not in source.text:
        return None
    count, current = _COUNT.search(source.text), _CURRENT.search(source.text)
    if not count or not current:
        return None
    stem = _WRITTEN.search(source.text)
    file = _URL_FILE.search(source.url)
    name = (stem[1] or stem[2]).rstrip("_") if stem else file[1] if file else "index"
    said = f"{count[0]}, {current[0]}"
    return PageCall(said, int(count[1]), int(current[1]), name, file[2] if file else "html", 0)


def pager_of(source: ListSource, call: PageCall) -> Pager:
    """The following page; behind it, as a second try, what the other reading of the numbers would ask for."""
    page = _page(source, call)
    if page >= call.total:
        return Pager((), page, call.total, call.entries)
    # Once page 2 was had, the numbering is known: only the first page offers the other reading.
    numbers = [page + call.first] + ([page + 1 - call.first] if page == 1 else [])
    names = [f"{call.stem}_{number}.{call.extension}" for number in numbers]
    return Pager(tuple(PageRequest(sibling(source.url, name)) for name in names), page, call.total, call.entries)


def _page(source: ListSource, call: PageCall) -> int:
    """This page's number, from 1: the URL's, because some sites print the same call on every page."""
    number = file_page(source.url)
    named = source.url.split("?")[0].rpartition("/")[2].startswith(call.stem.rpartition("/")[2] + "_")
    if number is not None and named:
        return number + 1 - call.first
    return call.current + 1 - call.first
