"""The CMS families that fangzhi knows: one module each, in the order they are tried.

Decisive marks come first; what any site could use (a page number in the query) comes last.
"""

from __future__ import annotations

from crawler.extract.list_source import ListSource
from crawler.platforms import nsetpage, query_pages, rt, trs, ucap
from crawler.platforms.shape import Platform

PLATFORMS: tuple[Platform, ...] = tuple(module.PLATFORM for module in (nsetpage, rt, ucap, trs, query_pages))


def recognise(source: ListSource) -> tuple[Platform | None, str | None]:
    """The platform of a list page and the evidence; (None, None) when no family is recognised."""
    for platform in PLATFORMS:
        why = platform.recognise(source)
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
