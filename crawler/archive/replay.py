"""Read archived pages again with today's rules: the same pure reading, bytes from the WARC instead of the wire."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from crawler.archive.decoding import decode_content
from crawler.archive.ledger import StoredArticle
from crawler.archive.records import read_record
from crawler.archive.warc import Archived, read_response
from crawler.errors import PageError
from crawler.extract.encoding import claimed_charset
from crawler.identity import identify
from crawler.items import Article, Entry, Listing, Part, Printed
from crawler.normalize.article import normalize_article
from crawler.site import Site


class Reading(Protocol):
    """What replay needs of a site: its data and its two pure methods."""

    site: Site

    def read_page(self, body: bytes, url: str, **known: Any) -> Printed:
        """Read an article page."""

    def read_list(self, body: bytes, url: str, **known: Any) -> Listing:
        """Read a list page."""


def content_hash_today(folder: Path, stored: StoredArticle, reading: Reading) -> str | None:
    """content_sha256 of the stored version's archived page, read with today's rules; None when it no longer reads."""
    record = read_record(folder / "articles.jsonl", stored.line_offset, stored.line_length)
    try:
        return read_again(folder, record, reading).content_sha256
    except PageError:
        return None


def read_again(folder: Path, record: dict[str, Any], reading: Reading) -> Article:
    """The article that a record's evidence gives today."""
    evidence = record["evidence"]
    page = read_response(folder / evidence["warc"], evidence["offset"])
    parts, entry = [], None
    for also in evidence["also"]:
        other = read_response(folder / also["warc"], also["offset"])
        if also["role"] == "part":
            parts.append(Part(other.url, body_of(other), charset_of(other)))
        elif also["role"] == "list":
            entry = _entry(other, record, reading)
    printed = reading.read_page(
        body_of(page),
        page.url,
        charset=charset_of(page),
        site=reading.site,
        entry=entry,
        fetched_at=page.fetched_at,
        parts=tuple(parts),
    )
    return normalize_article(printed, site=reading.site)


def _entry(page: Archived, record: dict[str, Any], reading: Reading) -> Entry | None:
    listing = reading.read_list(
        body_of(page), page.url, charset=charset_of(page), site=reading.site, fetched_at=page.fetched_at
    )
    wanted = identify(record["url"])
    # A moved article is listed under its old address still; there its title tells.
    return next((entry for entry in listing.entries if identify(entry.url) == wanted), None) or next(
        (entry for entry in listing.entries if entry.title == record["title"]), None
    )


def body_of(page: Archived) -> bytes:
    """An archived page's body, content decoding undone."""
    return decode_content(page.body, page.header("content-encoding"))


def charset_of(page: Archived) -> str | None:
    """The charset that the archived Content-Type header claims."""
    return claimed_charset(page.header("content-type") or "")
