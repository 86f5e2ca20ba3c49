"""URLs: one spelling for one article, and the id that follows from it.

Percent-escapes are never re-encoded: old sites escape GBK bytes, and turning %D6%D0 into anything else
names another page.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

TRACKING_KEYS = frozenset(
    [
        "from",
        "isappinstalled",
        "nsukey",
        "share_token",
        "spm",
        "scm",
        "scene",
        "clicktime",
        "enterid",
        "version_code",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "utm_id",
        "gclid",
        "fbclid",
        "bd_vid",
        "hmsr",
        "hmpl",
        "hmcu",
        "hmkw",
        "hmci",
        "jsessionid",
        "phpsessid",
    ]
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
# Browsers drop these inside an address before they look at it.
_DROPPED_BY_BROWSERS = str.maketrans("", "", "\t\r\n")
# As most addresses are printed: with nothing to drop, to escape or to resolve.
_PLAIN = re.compile(r"https?://[a-zA-Z0-9.\-]+/[!$-;=@-Z_a-z~]*(?:\?[!$-;=?@-Z_a-z~]+)?")
_UNSAFE = re.compile(r"[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]")


def absolute_url(href: str, base: str) -> str:
    """The absolute http(s) URL of a link, without its fragment.

    Raises ValueError for a link that leads to no web page: another scheme, an address nobody can parse.
    """
    if _PLAIN.fullmatch(href):
        return href
    address = href.strip().translate(_DROPPED_BY_BROWSERS)
    parts = urlsplit(address)
    if not (parts.scheme and parts.netloc):
        address = urljoin(base, address)
        if _PLAIN.fullmatch(address):
            return address
        parts = urlsplit(address)
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"not a web address: {href[:200]!r}")
    if not parts.hostname:
        raise ValueError(f"no host in {href[:200]!r}")
    parts.port  # noqa: B018 - raises ValueError for a port that is no number
    return _UNSAFE.sub(_escape, urlunsplit(parts._replace(fragment="")))


def canonical_url(url: str) -> str:
    """One spelling for one page: host lower-case, default port, fragment, session and tracking keys gone,
    query sorted. `www.` and `index.html` are kept: they may be other pages."""
    parts = urlsplit(url)
    scheme = parts.scheme
    path = (_SESSION_IN_PATH.sub("", parts.path) if ";" in parts.path else parts.path) or "/"
    return urlunsplit((scheme, _netloc(parts, scheme), _escaped(path), _escaped(_sorted_query(parts.query)), ""))


def identity(url: str) -> str:
    """What names an article for good: its canonical URL without the scheme."""
    return canonical_url(url).split("://", 1)[1]


def article_id(site: str, identity: str) -> str:
    """First 32 hex digits of sha256(site + newline + identity)."""
    return hashlib.sha256(f"{site}\n{identity}".encode()).hexdigest()[:32]


def _netloc(parts: SplitResult, scheme: str) -> str:
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS.get(scheme)) else f"{host}:{port}"


def _sorted_query(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair and pair.partition("=")[0].lower() not in TRACKING_KEYS]
    return "&".join(sorted(pairs))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
