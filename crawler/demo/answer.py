"""What a demo site answers: Answer (one response) and DemoSite (a host with its pages)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

TOTAL_VISITS, VISITS_TODAY = b"@@VISITS@@", b"@@TODAY@@"
_SESSION = re.compile(r";jsessionid=[^?#]*", re.IGNORECASE)
# Keys that tell how a reader came, not what he reads; such links go round in messengers.
_TRACKING = frozenset({"from", "isappinstalled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response. `modified` is an HTTP date; None: sent without ETag and Last-Modified."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSite:
    """A host and its answers by path with query. `gzip`: packs what the client lets it pack."""

    host: str
    scheme: str
    pages: Mapping[str, Answer]
    missing: Answer
    gzip: bool = False
    first_visit: int = field(default=0)

    def answer(self, target: str) -> Answer:
        """The answer for a request target, whatever its spelling; `missing` when there is none."""
        return self.pages.get(target) or self.pages.get(spelt_once(target)) or self.missing


def spelt_once(target: str) -> str:
    """One form for the spellings of a target: no session id, no tracking keys, sorted query."""
    path, _, query = _SESSION.sub("", target).partition("?")
    pairs = sorted((key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key not in _TRACKING)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def redirect(location: str) -> Answer:
    """A permanent redirect, with the short page servers send along."""
    return Answer(status=301, location=location, body=b"<html><body>301 Moved Permanently</body></html>")
