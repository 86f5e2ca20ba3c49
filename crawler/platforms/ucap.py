"""Kaipu UCAP 开普: pages list.shtml, list_2.shtml …; also the Sichuan 集约化 platform (newschild_2.shtml)."""

from __future__ import annotations

import re

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.platforms.page_html import page_call, pager_of
from crawler.platforms.shape import Platform

_ARTICLE = re.compile(r"/(?:\d{6}/[0-9a-f]{32}|content_\d{1,12}|\d{4}/\d{1,2}/\d{1,2}/[0-9a-f]{16,40})\.s?html?$")
_MARKS = ("UCAPCONTENT", "UCAP-CONTENT", "UCAPTITLE", "ucapcontent")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    call = page_call(source)
    if call and call.first == 1:
        return call.said
    return next((mark for mark in _MARKS if mark in source.text), None)


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    call = page_call(source)
    return pager_of(source, call) if call else Pager()


PLATFORM = Platform(
    name="ucap",
    recognise=_recognise,
    pager=_pager,
    article_url=_ARTICLE,
    metadata=("meta[name=ArticleTitle]", "meta[name=PubDate]", "meta[name=ContentSource]", "ucapcontent", "#zoomcon"),
)
