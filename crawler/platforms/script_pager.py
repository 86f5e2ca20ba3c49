"""Pagers that a script library draws (laypage, kkpager, jqPaginator …): the page holds their calls, no link.

The total stands in the call, the following page's address in the function that a click runs. Nothing is run:
an address is read only where it is one concatenation of strings and the page's number.
"""

from __future__ import annotations

import re

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_scripts import concatenated
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import file_page, query_page

_CALL = re.compile(
    r"\blaypage\s{0,9}(?:\.\s{0,9}render\s{0,9})?\(|\bkkpager\.\w{1,40}\(|\.(?:jqPaginator|bootstrapPaginator|twbsPagination"
    r"|pagination|createPage|pager|paging|page|Paging|sPage|zxxPage|Page)\(\s{0,9}\{|\bnew\s{1,9}(?:Page|Pagination|Paging|Pager)\("
)
_TOTAL = re.compile(
    r"\b(?:pages|total_?pages?|page_?count|pages_?count|page_?total|total)['\"]?\s{0,9}:\s{0,9}['\"]?(?:(\d{1,6})|([A-Za-z_$][\w$]{0,40}))['\"]?\s{0,9}[,}\n]",
    re.I,
)
# laypage.render({count: 326, limit: 20}): entries in all and on a page.
_ENTRIES = re.compile(r"\bcount['\"]?\s{0,9}:\s{0,9}['\"]?(\d{1,7})\b")
_PAGE_SIZE = re.compile(r"\blimit['\"]?\s{0,9}:\s{0,9}['\"]?(\d{1,4})\b")
_OPENS = re.compile(r"location(?:\.href)?(?:\.assign|\.replace)?\s{0,9}[=(]\s{0,9}(?P<expr>[^;{}\n]{1,400})")
_RETURNS = re.compile(r"\breturn\s{1,9}(?P<expr>[^;{}\n]{1,400})")
_FORMER = re.compile(r"\bhref(Former|Latter)['\"]?\s{0,9}:\s{0,9}(?:'([^'\n]{0,300})'|\"([^\"\n]{0,300})\")")
_FIELD = re.compile(r"\b[A-Za-z_$][\w$]{0,40}\.(?=[A-Za-z_$])")
_NUMBER = (
    "curr",
    "current",
    "n",
    "num",
    "page",
    "p",
    "pageNum",
    "pageNo",
    "pageIndex",
    "pn",
    "index",
    "i",
    "currentPage",
)
_LONGEST = 4000


def _code(source: ListSource) -> str | None:
    found = _CALL.search(source.scripts)
    return source.scripts[found.start() : found.start() + _LONGEST] if found else None


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    code = _code(source) if source.payload is None and not words.next_links else None
    return code[:40].partition("(")[0] + "(" if code and _address(source, code, 2) else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    code = _code(source) or ""
    own = query_page(source.url)
    page, total = own[1] if own else file_page(source.url) or 1, _total(source, code)
    url = _address(source, code, page + 1)
    if url is None or total is None or page >= total:
        return Pager((), page, total)
    return Pager((PageRequest(url),), page, total)


def _total(source: ListSource, code: str) -> int | None:
    """The number of pages in the call, or in the variable that the call names, or as many as its entries fill."""
    for found in _TOTAL.finditer(code):
        if found[1]:
            return int(found[1])
        value = re.search(rf"\b{re.escape(found[2])}\s{{0,9}}=\s{{0,9}}['\"]?(\d{{1,6}})\b", source.scripts)
        if value:
            return int(value[1])
    entries, size = _ENTRIES.search(code), _PAGE_SIZE.search(code)
    return max(1, -(-int(entries[1]) // int(size[1]))) if entries and size and int(size[1]) else None


def _address(source: ListSource, code: str, page: int) -> str | None:
    """The address of a page: where a click goes, else what getLink returns."""
    values: dict[str, str | None] = dict.fromkeys(_NUMBER, str(page))
    values |= {"href" + part: one or two for part, one, two in _FORMER.findall(code)}
    for pattern in (_OPENS, _RETURNS):
        for found in pattern.finditer(code):
            opened = concatenated(_FIELD.sub("", found["expr"]), values)
            url = source.absolute(opened) if opened and str(page) in opened else None
            if url and source.owns(url):
                return url
    return None


PLATFORM = Platform(name="script_pager", recognise=_recognise, pager=_pager)
