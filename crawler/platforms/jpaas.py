"""Hanweb JPaaS 智慧政务: the column page is a shell; a unit API answers JSON with the list's finished markup.

The page number must stand inside paramJson={"pageNo":2,"pageSize":15}; bare page parameters do nothing.
"""

from __future__ import annotations

import json
import re
from math import ceil
from urllib.parse import parse_qsl, quote, urlsplit

from lxml import html

from crawler.extract.list_entries import Found, find_rows
from crawler.extract.list_json import html_of
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import with_query

_API = "jpaas-publish-server"
_ARTICLE = re.compile(r"/art/\d{4}/art_[0-9a-f]{32}\.html$")
_ATTRIBUTES = re.compile(r"\b(rows|count|total|pagesize|pagecount|current|pageno)\s{0,9}=\s{0,9}['\"]?(\d{1,8})", re.I)
_PRINTED = re.compile(r"<\w{1,6}\s[^<>]{0,200}?\brows=['\"]?(\d{1,4})['\"]?\s{1,9}count=['\"]?(\d{1,7})\b")
_LIST_TAGS = ("分页", "列表", "list", "当前栏目", "内容", "右侧", "zw", "信息")
_MAX_UNITS = 4


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if _API in source.url:
        return "the unit API answered"
    return f"{_API} unit in the page" if _API in source.text and _units(source) else None


def _units(source: ListSource) -> list[str]:
    """The unit addresses of a shell page, the ones that sound like its list first."""
    found: list[tuple[int, str]] = []
    for node in source.root.iter("script", "div"):
        address = node.get("url") or node.get("data-url")
        if not address or _API not in address:
            continue
        query = _query(node)
        url = source.absolute(address)
        if query and url:
            found.append((_rank(query), f"{url}?{'&'.join(f'{key}={quote(value)}' for key, value in query.items())}"))
    return [url for _, url in sorted(found, key=lambda one: one[0])][:_MAX_UNITS]


def _query(node: html.HtmlElement) -> dict[str, str]:
    """The unit's parameters: queryData='{'webId':…}' (single quotes) or data-web-id="…" attributes."""
    text = node.get("querydata") or node.get("data-query") or ""
    if text:
        pairs = re.findall(r"['\"](\w{1,40})['\"]\s{0,9}:\s{0,9}['\"]?([^'\",}]{0,200})", text)
        return {key: value.strip() for key, value in pairs}
    names = {str(key)[5:]: str(value) for key, value in node.attrib.items() if str(key).startswith("data-")}
    return {re.sub(r"-(\w)", lambda m: m[1].upper(), key): value for key, value in names.items() if key != "url"}


def _rank(query: dict[str, str]) -> int:
    tag = query.get("tagId", "")
    return next((place for place, word in enumerate(_LIST_TAGS) if word in tag.lower()), len(_LIST_TAGS))


def _markup(source: ListSource) -> str | None:
    return html_of(source.payload) if source.payload is not None else None


def _rows(source: ListSource) -> list[Found] | None:
    if _API not in source.url:
        return None
    markup = _markup(source)
    return find_rows(source.fragment(markup), None) if markup else []


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    if _API not in source.url:
        return _after_page(source)
    numbers = {key.lower(): int(value) for key, value in _ATTRIBUTES.findall(_markup(source) or "")}
    given = _parameters(source.url)
    page = int(given.get("pageNo", 1))
    size = int(given.get("pageSize", 0)) or numbers.get("rows") or numbers.get("pagesize") or 15
    entries = numbers.get("count") or numbers.get("total")
    pages = ceil(entries / size) if entries else None
    if not _markup(source) or (pages is not None and page >= pages) or pages is None:
        return Pager((), page, pages, entries)
    return Pager((_numbered(source.url, page + 1, size),), page, pages, entries)


def _after_page(source: ListSource) -> Pager:
    """A shell's units; where the page prints its first rows and how many there are, the list's unit from page 2 on."""
    units = _units(source)
    printed = _PRINTED.search(source.text)
    if not printed:
        return Pager(tuple(PageRequest(url) for url in units), elsewhere=True)
    size, entries = int(printed[1]), int(printed[2])
    pages = ceil(entries / max(size, 1))
    following = tuple(_numbered(url, 2, size) for url in units[:1] if pages > 1)
    return Pager(following, 1, pages, entries)


def _numbered(url: str, page: int, size: int) -> PageRequest:
    parameters = json.dumps({"pageNo": page, "pageSize": size}, separators=(",", ":"))
    return PageRequest(with_query(_without(url, "editType"), "paramJson", parameters))


def _parameters(url: str) -> dict[str, int]:
    for key, value in parse_qsl(urlsplit(url).query):
        if key == "paramJson":
            try:
                loaded = json.loads(value)
            except ValueError:
                return {}
            return {k: v for k, v in loaded.items() if isinstance(v, int)} if isinstance(loaded, dict) else {}
    return {}


def _without(url: str, key: str) -> str:
    """The URL without one parameter: the API pages only when editType is gone."""
    parts = urlsplit(url)
    return parts._replace(query="&".join(p for p in parts.query.split("&") if p.partition("=")[0] != key)).geturl()


PLATFORM = Platform(
    name="jpaas",
    recognise=_recognise,
    pager=_pager,
    rows=_rows,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]", "#zoom"),
)
