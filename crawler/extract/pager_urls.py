"""What two addresses of one list's pages say of each other."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NUMBERS = re.compile(r"(\d{1,6})")


def distance(one: str, other: str) -> int | None:
    """How far apart two addresses are that differ in one number only: list_2.html and list_9.html are 7 apart."""
    mine, others = _NUMBERS.split(one), _NUMBERS.split(other)
    unlike = [(a, b) for a, b in zip(mine, others, strict=False) if a != b]
    if len(mine) != len(others) or len(mine) == 1 or len(unlike) > 1:
        return None
    if not unlike:
        return 0
    a, b = unlike[0]
    return abs(int(a) - int(b)) if a.isdigit() and b.isdigit() else None


def is_second(own: str, url: str, page: int) -> bool:
    """Whether a URL is a list's own with the following page's number: put in, or counted up."""
    if distance(own, url) == 1:
        return True
    parts, others = urlsplit(own), urlsplit(url)
    if others.path == parts.path and others.query.startswith(parts.query):
        return others.query[len(parts.query) :].endswith(f"={page + 1}")
    stem = parts.path.rpartition(".")[0] or parts.path
    added = others.path[len(stem) :].partition(".")[0]
    return others.path.startswith(stem) and added.strip("_-/index") in (str(page), str(page + 1))


def same_page(one: str, other: str) -> bool:
    """Whether two addresses differ in scheme and fragment only."""
    return urlsplit(one)._replace(fragment="", scheme="") == urlsplit(other)._replace(fragment="", scheme="")


def is_first_page(own: str, url: str) -> bool:
    """Whether a URL is a list's own, or its first page's: list.asp?id=12 on list.asp?id=12&page=6."""
    parts, others = urlsplit(own), urlsplit(url)
    if (parts.hostname, parts.path) != (others.hostname, others.path):
        return False
    return set(others.query.lower().split("&")) <= set(parts.query.lower().split("&"))
