"""WebPlus 金智/苏迪: list.htm (the same as list1.htm), list2.htm …; .psp where pages are made on demand."""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform

_ARTICLE = re.compile(r"/c(\d{1,9})a(\d{1,9})/page\.(?:htm|psp)$")
_MARKS = re.compile(
    r"/c\d{1,9}a\d{1,9}/page\.(?:htm|psp)|/_upload/tpl/|wp_news_w\d|wp_paging|wp_articlecontent|sudy-wp|/_visitcount"
)
_LIST = re.compile(r"/list(?P<number>\d{0,5})\.(?P<ext>htm|psp)$")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    found = _MARKS.search(source.text)
    return found[0] if found else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    name = _LIST.search(urlsplit(source.url).path)
    page = int(name["number"] or 1) if name else _em(source, "curr_page") or 1
    entries = _em(source, "all_count")
    size = _em(source, "per_count")
    total = _em(source, "all_pages") or words.total_pages or (ceil(entries / size) if entries and size else None)
    if name is None or total is None or page >= total:
        return Pager((), page, total, entries)
    parts = urlsplit(source.url)
    path = f"{parts.path[: name.start()]}/list{page + 1}.{name['ext']}"
    return Pager((PageRequest(parts._replace(path=path, query="", fragment="").geturl()),), page, total, entries)


def _em(source: ListSource, style: str) -> int | None:
    for node in source.root.find_class(style):
        digits = re.search(r"\d{1,7}", node.text_content()[:40])
        if digits:
            return int(digits[0])
    return None


def _identity(url: str) -> str | None:
    """The article's number is its own on the whole host; column, day folder and extension are not."""
    parts = urlsplit(url)
    found = _ARTICLE.search(parts.path)
    site = re.match(r"/_s(\d+)/", parts.path)
    return f"{(parts.hostname or '').lower()}{site[0] if site else '/'}a{found[2]}" if found else None


PLATFORM = Platform(
    name="webplus",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=(".arti_title", ".arti_publisher", ".arti_update", ".arti_views", ".wp_articlecontent"),
    identity=_identity,
)
