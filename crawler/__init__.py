"""fangzhi (方志): keeps the news of China's government and association sites.

The public names load lazily: reading a page does not import Scrapy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.errors import BlockedError, PageError
    from crawler.items import Article, Entry, Listing, PageRequest, Part
    from crawler.reading import read_article, read_list
    from crawler.site import ArticlePage, Channel, Host, ListPage, Rule, Site
    from crawler.spider import SiteSpider

__version__ = "0.1.0"

_HOME_OF = {
    "Article": "crawler.items",
    "ArticlePage": "crawler.site",
    "BlockedError": "crawler.errors",
    "Channel": "crawler.site",
    "Entry": "crawler.items",
    "Host": "crawler.site",
    "ListPage": "crawler.site",
    "Listing": "crawler.items",
    "PageError": "crawler.errors",
    "PageRequest": "crawler.items",
    "Part": "crawler.items",
    "Rule": "crawler.site",
    "Site": "crawler.site",
    "SiteSpider": "crawler.spider",
    "read_article": "crawler.reading",
    "read_list": "crawler.reading",
}

__all__ = [
    "Article",
    "ArticlePage",
    "BlockedError",
    "Channel",
    "Entry",
    "Host",
    "ListPage",
    "Listing",
    "PageError",
    "PageRequest",
    "Part",
    "Rule",
    "Site",
    "SiteSpider",
    "read_article",
    "read_list",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
