"""Huai'an city CMS: inline nsetpage(1, total, size, …); pages list.html, list_2.html or index_2.html."""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import file_page, sibling

_CALL = re.compile(
    r"nsetpage\(\s{0,9}['\"]?(\d{1,6})['\"]?\s{0,9},\s{0,9}['\"]?(\d{1,8})['\"]?\s{0,9},\s{0,9}['\"]?(\d{1,4})['\"]?"
)
_ARTICLE = re.compile(r"/col/\d{1,12}_\d{1,12}/art/.+\.html$|/\d{12,14}\w{4,20}\.html$")
_NAME = re.compile(r"([^/]*?)(?:_\d{1,5})?\.(\w{3,6})$")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    found = _CALL.search(source.text)
    return found[0] if found else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    found = _CALL.search(source.text)
    if not found:
        return Pager()
    # The URL wins over the first argument: some pages print nsetpage(1, …) on every page.
    page = file_page(source.url) or int(found[1]) or 1
    entries, size = int(found[2]), int(found[3]) or 1
    total = ceil(entries / size)
    if page >= total:
        return Pager((), page, total, entries)
    name = _NAME.search(urlsplit(source.url).path)
    stems = [f"{name[1]}_{page + 1}.{name[2]}"] if name else [f"index_{page + 1}.html", f"list_{page + 1}.html"]
    return Pager(tuple(PageRequest(sibling(source.url, stem)) for stem in stems), page, total, entries)


PLATFORM = Platform(
    name="nsetpage",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "#zoom", ".nr-zw"),
)
