"""The CMS families that fangzhi knows: one module each, in the order they are tried.

Decisive marks come first; what any site could use (a page number in the query) comes last.
"""

from __future__ import annotations

from crawler.extract.list_pager import PrintedPager
from crawler.extract.list_source import ListSource
from crawler.platforms import (
    epoint,
    feed,
    gkmlpt,
    hanweb,
    huaian_open,
    iframe,
    jeecms,
    jpaas,
    json_api,
    next_link,
    nsetpage,
    page_template,
    postback,
    query_pages,
    rt,
    script_pager,
    trs,
    truecms,
    ucap,
    vsb,
    webplus,
)
from crawler.platforms.shape import Platform

ORDER = (
    *(
        feed,
        jpaas,
        truecms,
        gkmlpt,
        hanweb,
        epoint,
        huaian_open,
        nsetpage,
        rt,
        ucap,
        vsb,
        webplus,
        jeecms,
        trs,
        postback,
    ),
    *(json_api, iframe, script_pager, query_pages, next_link, page_template),
)
"""The order in which families are tried."""

PLATFORMS: tuple[Platform, ...] = tuple(module.PLATFORM for module in ORDER)


def recognise(source: ListSource, words: PrintedPager) -> tuple[Platform | None, str | None]:
    """The platform of a list page and the evidence; (None, None) when no family is recognised."""
    for platform in PLATFORMS:
        why = platform.recognise(source, words)
        if why:
            return platform, why
    return None, None


def identity(url: str, platform: str | None = None) -> str | None:
    """One form for all spellings of an article's URL, None when the platform has no rule for it."""
    for known in PLATFORMS:
        if platform is None or known.name == platform:
            found = known.identity(url)
            if found:
                return found
    return None


__all__ = ("PLATFORMS", "Platform", "identity", "recognise")
