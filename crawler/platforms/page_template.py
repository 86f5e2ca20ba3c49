"""Pages that must exist, at addresses that nothing tells: the usual names are offered, best first.

Only for a page whose pager says that more follows. Wrong names answer with another column or the home page
and 200, so whoever asks must compare the answer with this page.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform
from crawler.platforms.urls import query_page, sibling, with_query

_FILE = re.compile(r"(?P<stem>.*?)(?P<mark>[_-])?(?P<number>(?<=[_-])\d{1,5})?\.(?P<ext>s?html?|jhtml|php|aspx?|jsp)$")


def _more_follows(words: PrintedPager) -> bool:
    if words.ended:
        return False
    page, total = words.page, words.total_pages
    if total is not None:
        return total > (page or 1)
    return bool(words.next_links)


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if words.node is None or not _more_follows(words):
        return None
    return f"a pager without addresses: {words.text[:60]}"


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    page = words.page or 1
    return Pager(tuple(PageRequest(url) for url in dict.fromkeys(_guesses(source, page))), page, words.total_pages)


def _guesses(source: ListSource, page: int) -> list[str]:
    own = query_page(source.url)
    if own:
        return [with_query(source.url, own[0], str(own[1] + 1))]
    path = urlsplit(source.url).path
    name = _FILE.fullmatch(path.rpartition("/")[2])
    if name and name["number"] and name["mark"]:
        return [sibling(source.url, f"{name['stem']}{name['mark']}{int(name['number']) + 1}.{name['ext']}")]
    stem, extension = (name["stem"], name["ext"]) if name else ("index", "html")
    if urlsplit(source.url).query and name:
        return [with_query(source.url, "page", str(page + 1))]
    return [sibling(source.url, f"{stem}_{number}.{extension}") for number in (page, page + 1)]


PLATFORM = Platform(name="page_template", recognise=_recognise, pager=_pager)
