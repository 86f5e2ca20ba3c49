"""TRS WCM 拓尔思 (海云): static files, pages index.html, index_1.html, index_2.html …

Article files carry the day in their name (t20220417_974894.html); it is the publish day on most sites and the
day the document was made on some.
"""

from __future__ import annotations

import re

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.platforms.page_html import page_call, pager_of
from crawler.platforms.shape import Platform

_ARTICLE = re.compile(r"/(?:\d{6}/)?t(?:\d{8}_)?\d{1,12}\.s?html?$")
_MARKS = ("TRS_Editor", "TRS_PreAppend", "trs_favicon", "TRS_DOCUMENT")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    call = page_call(source)
    if call and call.first == 0:
        return call.said
    if re.search(r"href=[\"']?[^\"'>\s]{0,200}/t\d{8}_\d{1,12}\.s?html?", source.text):
        return "article files t20220417_974894.html"
    return next((mark for mark in _MARKS if mark in source.text), None)


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    call = page_call(source)
    return pager_of(source, call) if call else Pager()


PLATFORM = Platform(
    name="trs",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]", ".TRS_Editor", "#zoom"),
)
