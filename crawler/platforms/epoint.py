"""Epoint 国泰新点 EWB: a shell page; lists come as JSON from a POST that wants the site's GUID.

The GUID stands in the page or in webBuilderCommon.js, which is asked for first. Because the request's body is
not part of an address, what the following page needs travels in the fragment.
"""

from __future__ import annotations

import json
import re
from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_entries import Found, read_posts
from crawler.extract.list_json import number_of, posts_of
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_state, state_of, with_state

_ACTION = "getgovinfolist"
_COMMON = "webBuilderCommon.js"
_SIZE = 50
_HEADERS = (("Content-Type", "application/json;charset=UTF-8"), ("X-Requested-With", "XMLHttpRequest"))
_GUID = re.compile(r"siteGuid['\"]?\s{0,3}[:=]\s{0,3}['\"]([\w-]{8,64})['\"]")
_PROJECT = re.compile(r"projectName['\"]?\s{0,3}[:=]\s{0,3}['\"]([\w/.:-]{1,100})['\"]")
_CATEGORY = re.compile(r"(?:categorynum|category_?num|catenum)['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{3,40})", re.I)
_DEPARTMENT = re.compile(r"dept_?code['\"]?\s{0,3}[:=]\s{0,3}['\"]([\w-]{0,60})['\"]", re.I)
_SCRIPT = re.compile(rf"[\"']([^\"'\s]{{0,300}}{_COMMON}[^\"'\s]{{0,60}})[\"']")
_IN_PATH = re.compile(r"/(\d{6,40})(?:/|$)")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    path = urlsplit(source.url).path
    if path.endswith((_ACTION, _COMMON)):
        return f"{path.rpartition('/')[2]} answered"
    for mark in ("lightfrontaction", "EWB-FRONT", _COMMON):
        if mark in source.text:
            return mark
    return None


def _is_step(source: ListSource) -> bool:
    return urlsplit(source.url).path.endswith((_ACTION, _COMMON))


def _rows(source: ListSource) -> list[Found] | None:
    return read_posts(source) if source.payload is not None else [] if _is_step(source) else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    state = state_of(source.url)
    if source.payload is not None:
        return _after_answer(source, state)
    if urlsplit(source.url).path.endswith(_COMMON):
        requests = _ask(source, {**state, **_site(source)})
        return Pager(requests, elsewhere=bool(requests))
    return _after_shell(source)


def _after_answer(source: ListSource, state: dict[str, str]) -> Pager:
    total = number_of(source.payload, ("total", "totalcount", "totalnum", "count"))
    index = number_in_state(source.url, "pageIndex")
    pages = ceil(total / _SIZE) if total else None
    got = len(posts_of(source.payload))
    if not got or (pages is not None and index + 1 >= pages) or (pages is None and got < _SIZE):
        return Pager((), index + 1, pages, total)
    return Pager(_ask(source, {**state, "pageIndex": str(index + 1)}), index + 1, pages, total)


def _after_shell(source: ListSource) -> Pager:
    """The page itself: ask for the list, or for the script that knows the site's GUID."""
    category = _CATEGORY.search(source.text) or _IN_PATH.search(urlsplit(source.url).path)
    if category is None or (
        _ACTION not in source.text and re.search(r"<li\b[^>]{0,200}>.{0,300}?\d{4}-\d\d-\d\d", source.text, re.S)
    ):
        return Pager()
    department = _DEPARTMENT.search(source.text)
    state = {
        "categorynum": category[1],
        "deptcode": department[1] if department else "",
        "pageIndex": "0",
        **_site(source),
    }
    if "siteGuid" in state:
        return Pager(_ask(source, state), elsewhere=True)
    script = _SCRIPT.search(source.text)
    url = source.absolute(script[1]) if script else source.absolute(f"/js/{_COMMON}")
    return Pager((PageRequest(with_state(url, **state)),), elsewhere=True) if url else Pager()


def _site(source: ListSource) -> dict[str, str]:
    guid, project = _GUID.search(source.text), _PROJECT.search(source.text)
    found = {"siteGuid": guid[1]} if guid else {}
    return {**found, "project": project[1].strip("/")} if project else found


def _ask(source: ListSource, state: dict[str, str]) -> tuple[PageRequest, ...]:
    if not {"siteGuid", "categorynum", "deptcode", "pageIndex"} <= state.keys() or not state["pageIndex"].isdecimal():
        return ()
    project = state.get("project") or "EWB-FRONT"
    if urlsplit(source.url).path.endswith(_ACTION):
        address: str | None = source.url
    elif project.startswith("http"):
        address = f"{project}/rest/lightfrontaction/{_ACTION}"
    else:
        address = source.absolute(f"/{project}/rest/lightfrontaction/{_ACTION}")
    if address is None:
        return ()
    body = {key: state[key] for key in ("deptcode", "categorynum", "siteGuid")}
    wish = {**body, "pageIndex": int(state["pageIndex"]), "pageSize": _SIZE}
    return (PageRequest(with_state(address, **state), "POST", _HEADERS, json.dumps(wish).encode()),)


PLATFORM = Platform(
    name="epoint",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    article_url=re.compile(r"/\d{8}/[0-9a-f-]{32,36}\.html$"),
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", ".ewb-article-detail", ".ewb-article-info"),
)
