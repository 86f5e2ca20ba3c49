"""Huai'an 信息公开: a shell page; lists come as JSON from a form posted to /articleCommonController/lists.do.

The form is the shell's query (topic, orgId, …); what the following page needs travels in the fragment.
"""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.extract.list_entries import Found, read_posts
from crawler.extract.list_json import number_of, posts_of
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_state, state_of, with_state

_ACTION = "articleCommonController/lists.do"
_FIELDS = ("topic", "title", "docNo", "orgname", "summary", "key")
_DEPARTMENTS = ("deptid", "rdeptid")
_SIZE = 15
_HEADERS = (("Content-Type", "application/x-www-form-urlencoded"), ("X-Requested-With", "XMLHttpRequest"))


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    return _ACTION if _ACTION in source.text or _ACTION in source.url else None


def _rows(source: ListSource) -> list[Found] | None:
    return read_posts(source) if source.payload is not None else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    if source.payload is None:
        return _after_shell(source)
    state = state_of(source.url)
    page, total = number_in_state(source.url, "page") or 1, number_of(source.payload, ("total",))
    pages = ceil(total / _SIZE) if total else None
    if not state or not posts_of(source.payload) or pages is None or page >= pages:
        return Pager((), page, pages, total)
    return Pager((_ask(source.url, {**state, "page": str(page + 1)}),), page, pages, total)


def _after_shell(source: ListSource) -> Pager:
    query = dict(parse_qsl(urlsplit(source.url).query))
    printed = re.search(r"['\"]([^'\"\s]{0,200}articleCommonController/lists\.do)['\"]", source.text)
    url = source.absolute(printed[1] if printed else f"/{_ACTION}")
    if url is None:
        return Pager()
    form = {"page": "1", "pagesize": str(_SIZE)} | {key: query.get(key, "") for key in _FIELDS}
    department = query.get("orgId") or query.get("deptid")
    requests = [_ask(url, {**form, key: department}) for key in _DEPARTMENTS] if department else [_ask(url, form)]
    return Pager(tuple(requests), elsewhere=True)


def _ask(url: str, form: dict[str, str]) -> PageRequest:
    return PageRequest(with_state(url, **form), "POST", _HEADERS, urlencode(form).encode())


PLATFORM = Platform(
    name="huaian_open",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "#zoom", ".nr-zw"),
)
