"""JEECMS: *.jhtml; pages index.jhtml, index_2.jhtml … ; the pager's buttons open them by script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import file_page, sibling

_ARTICLE = re.compile(r"/\d{1,9}\.jhtml$")
_NAME = re.compile(r"(?P<stem>[^/]*?)(?:_\d{1,5})?\.(?P<ext>jhtml|jspx)$")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if urlsplit(source.url).path.endswith((".jhtml", ".jspx")):
        return "*.jhtml"
    return "/r/cms/www/" if "/r/cms/" in source.text and ".jhtml" in source.text else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    page = file_page(source.url) or words.page or 1
    total = words.total_pages
    path = urlsplit(source.url).path
    name = _NAME.search(path if "." in path.rpartition("/")[2] else path.rstrip("/") + "/index.jhtml")
    if name is None or total is None or page >= total:
        return Pager((), page, total, words.total_entries)
    url = sibling(source.url, f"{name['stem']}_{page + 1}.{name['ext']}")
    return Pager((PageRequest(url),), page, total, words.total_entries)


PLATFORM = Platform(
    name="jeecms",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]"),
)
