"""truecms (南通, 如皋): messageController/getMessage.do answers JSONP with a datastore as XML; it wants a Referer.

The limit of perpage differs (50 here, 10 there, 404 or nothing above it), so ten are asked for.
"""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_entries import Found, read_records
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.datastore import Datastore, datastores
from crawler.platforms.shape import Platform
from crawler.platforms.urls import number_in_query, state_of, with_query, with_state

_ACTION = "messageController/getMessage.do"
_PROXY = re.compile(r"['\"]([^'\"\s]{0,200}messageController/getMessage\.do)([^'\"\s]{0,300})['\"]")
_COLUMN = re.compile(r"columnId['\"]?\s{0,3}[:=]\s{0,3}['\"]?([\w-]{1,64})", re.I)
_PER_PAGE = re.compile(r"per_?page['\"]?\s{0,3}[:=]\s{0,3}['\"]?(\d{1,3})", re.I)
_SIZE = 10


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    return _ACTION if _ACTION in source.text or _ACTION in source.url else None


def _is_answer(source: ListSource) -> bool:
    return _ACTION in urlsplit(source.url).path


def _store(source: ListSource) -> Datastore | None:
    payload = source.payload
    text = payload.get("result") if isinstance(payload, dict) else None
    stores = datastores(text if isinstance(text, str) else source.text)
    return stores[0] if stores else None


def _rows(source: ListSource) -> list[Found] | None:
    if not _is_answer(source):
        return None
    store = _store(source)
    return read_records(source, store.records) if store else []


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    if not _is_answer(source):
        url = _first(source)
        return (
            Pager(
                (PageRequest(with_state(url, referer=source.url), headers=(("Referer", source.url),)),), elsewhere=True
            )
            if url
            else Pager()
        )
    store = _store(source)
    first = number_in_query(source.url, "startrecord") or 1
    size = number_in_query(source.url, "perpage") or _SIZE
    got = len(store.records) if store else 0
    total = store.total_entries if store else None
    page, pages = (first - 1) // size + 1, ceil(total / size) if total else None
    last = first + got - 1
    if not got or (total is not None and last >= total):
        return Pager((), page, pages, total)
    following = with_query(with_query(source.url, "startrecord", str(last + 1)), "endrecord", str(last + size))
    referer = state_of(source.url).get("referer") or f"{urlsplit(source.url).scheme}://{urlsplit(source.url).netloc}/"
    return Pager(
        (PageRequest(with_state(following, referer=referer), headers=(("Referer", referer),)),), page, pages, total
    )


def _first(source: ListSource) -> str | None:
    proxy, column = _PROXY.search(source.text), _COLUMN.search(source.text)
    if not proxy or not column:
        return None
    printed = _PER_PAGE.search(source.text)
    size = min(int(printed[1]), _SIZE) if printed and int(printed[1]) else _SIZE
    join = "&" if "?" in proxy[2] else "?"
    query = f"startrecord=1&endrecord={size}&perpage={size}&columnId={column[1]}&callback=cb"
    return source.absolute(f"{proxy[1]}{proxy[2]}{join}{query}")


PLATFORM = Platform(
    name="truecms",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]"),
)
