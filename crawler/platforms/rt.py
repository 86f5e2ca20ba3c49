"""Tongchuan's `*.rt` lists: news_list.rt?channlId=…&pageNo=N (sic), totals in div.cms_page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource, plain
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import query_page, with_query

_ARTICLE = re.compile(r"/resources/site/\d+/html/.+/\d{6}/\d+\.html$|\.rt\?.*(?:infoId|contentId|newsId)=", re.I)


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    path = urlsplit(source.url).path
    return path.rpartition("/")[2] if path.endswith(".rt") else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    found = query_page(source.url)
    page = found[1] if found else words.page or 1
    total = words.total_pages or _total(source)
    if total is None or page >= total:
        return Pager((), page, total)
    key = found[0] if found else "pageNo"
    return Pager((PageRequest(with_query(source.url, key, str(page + 1))),), page, total)


def _total(source: ListSource) -> int | None:
    """The second number of `<span>共<span>12</span>…`: div.cms_page > span:first > span:nth(2)."""
    for box in source.root.find_class("cms_page"):
        numbers = re.findall(r"\d{1,6}", plain(box.text_content()[:400]))
        spans = [span.text_content().strip() for span in box.iterfind("span/span")]
        digits = [int(text) for text in spans if text.isdigit()]
        if digits:
            return digits[min(1, len(digits) - 1)]
        return int(numbers[-1]) if numbers else None
    return None


PLATFORM = Platform(
    name="rt",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]", ".show-text", ".show_jj"),
)
