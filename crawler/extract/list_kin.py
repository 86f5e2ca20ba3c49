"""Whether the answer to a guessed request is the list's next page, or the home page or another column with 200."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.items import Entry, Listing

_NUMBERS = re.compile(r"[0-9a-f]{8,}|\d+")


def follows(before: Listing, after: Listing) -> bool:
    """Whether `after` continues the list that `before` is a page of.

    It does when it says so (its page number is one higher), or when some of its entries live where entries of
    `before` live. A page without entries follows nothing.
    """
    if not after.entries:
        return False
    if before.page is not None and after.page == before.page + 1:
        return True
    return bool(_homes(before.entries) & _homes(after.entries))


def _homes(entries: Iterable[Entry]) -> set[str]:
    """The shapes of the entries' addresses: numbers and hashes do not count."""
    homes = set()
    for entry in entries:
        parts = urlsplit(entry.url)
        query = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&")))
        homes.add(f"{parts.netloc}{_NUMBERS.sub('0', parts.path)}?{query}")
    return homes
