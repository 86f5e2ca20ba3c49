"""What went wrong, in the words of report.json: an exception becomes a problem kind and one line."""

from __future__ import annotations

import re
import ssl
import time

import aiohttp
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.errors import PageError
from crawler.items import Entry
from crawler.net.certificates import CertificateProblem
from crawler.net.guard import ForbiddenAddress
from crawler.net.politeness import HostPaused

#: Problem kinds after which a later run asks again by itself.
PASSING = frozenset(
    {"connection", "dns", "timeout", "truncated", "paused", "blocked", "maintenance", "certificate", "limit"}
)

#: How long a missing page of a new post is asked for again, in days.
FRESH_DAYS = 3

_CONTEXT = re.compile(r" ssl:(?:<[^>]*>|\w+)")  # aiohttp names an object's address in memory, another one each time
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (CertificateProblem, "certificate"),
    (ForbiddenAddress, "forbidden_address"),
    (HostPaused, "paused"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadCancelledError, "too_large"),
    (ResponseDataLossError, "truncated"),
    (UnsupportedURLSchemeError, "forbidden_address"),
    (DownloadConnectionRefusedError, "connection"),
    (DownloadFailedError, "connection"),
    (aiohttp.ClientError, "connection"),
    (ssl.SSLError, "certificate"),
    (TimeoutError, "timeout"),
    (OSError, "connection"),
)


def classify(error: BaseException) -> tuple[str, str] | None:
    """Problem kind and detail of a failed fetch or reading; None for what is no failure of the world."""
    if isinstance(error, PageError):
        return error.kind, f"{error.field}: found {error.found}, expected {error.expected}"
    if isinstance(error, HttpError):
        return _of_status(error.response.status)
    if isinstance(error, IgnoreRequest):
        return getattr(error, "kind", "refused"), str(error)
    for known, kind in _KINDS:
        if isinstance(error, known):
            return kind, _CONTEXT.sub("", f"{type(error).__name__}: {error}")
    return None


def _of_status(status: int) -> tuple[str, str]:
    if status == 429:
        return "blocked", "HTTP 429: asked to slow down again and again"
    return "http_status", f"HTTP {status}"


def is_passing(kind: str, detail: str) -> bool:
    """Whether asking again in a later run may help: what the server did, not what the page is."""
    if kind == "robots":
        return detail.endswith("closed")  # a robots.txt that did not come, not a rule
    # 403 and 408 come from firewalls and busy servers as often as from the page.
    return kind in PASSING or (kind == "http_status" and (detail >= "HTTP 5" or detail in ("HTTP 403", "HTTP 408")))


def is_fresh(entry: Entry, now: float) -> bool:
    """Whether a post is of these days by its list's date: lists are often up before the pages they lead to.

    `now`: Unix seconds. Days are China's.
    """
    if entry.date is None:
        return False
    return entry.date >= time.strftime("%Y-%m-%d", time.gmtime(now + (8 - 24 * FRESH_DAYS) * 3600))
