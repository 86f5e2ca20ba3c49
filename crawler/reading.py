"""The two pure functions: bytes in, value out. No network, no clock, no disk, no Scrapy."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.article import extract_article
from crawler.extract.lists import extract_list
from crawler.items import Article, Entry, Listing, Part
from crawler.normalize.article import normalize_article
from crawler.site import Site


def read_article(
    body: bytes,
    url: str,
    *,
    charset: str | None = None,
    site: Site | None = None,
    entry: Entry | None = None,
    fetched_at: str | None = None,
    parts: Sequence[Part] = (),
) -> Article:
    """Read one article page.

    `body` is the page as received (decompressed), `charset` what the HTTP header claims (a hint),
    `entry` the list entry that led here, `fetched_at` an ISO 8601 time (UTC) used for relative and
    year-less dates only, `parts` the pages that an earlier reading asked for in `Article.more`.

    Raises PageError when the page is no article, BlockedError when it is a challenge page.
    """
    printed = extract_article(body, url, charset=charset, site=site, entry=entry, fetched_at=fetched_at, parts=parts)
    return normalize_article(printed, site=site)


def read_list(
    body: bytes,
    url: str,
    *,
    charset: str | None = None,
    site: Site | None = None,
    fetched_at: str | None = None,
) -> Listing:
    """Read one list page: its entries in page order, its platform and the requests for the next page.

    Raises PageError when the page is no page of a list at all, BlockedError for a challenge page.
    """
    return extract_list(body, url, charset=charset, site=site, fetched_at=fetched_at)
