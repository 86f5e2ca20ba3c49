"""Lists that say no more than 下一页: any site whose pager prints links."""

from __future__ import annotations

from crawler.extract.list_pager import Pager, PrintedPager, printed
from crawler.extract.list_source import ListSource
from crawler.platforms.shape import Platform


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    onward = printed(words).next
    return f"a link to {onward[0].url}" if onward else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    return printed(words)


PLATFORM = Platform(name="next_link", recognise=_recognise, pager=_pager)
