"""Page numbers in list URLs: reading them, and the URL of another page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urldefrag, urlencode, urlsplit, urlunsplit

PAGE_KEYS = (
    "page",
    "pageno",
    "pagenum",
    "pageindex",
    "pagenumber",
    "currentpage",
    "currpage",
    "curpage",
    "cur_page",
    "cpage",
    "nowpage",
    "topage",
    "pageid",
    "pn",
    "p",
    "pg",
    "page_no",
    "pageno1",
    "iscurrent",
    "current",
    "paged",
    "pagecurrent",
    "currentpageno",
)
_FILE = re.compile(r"(?P<stem>[^/]*?)(?P<number>[_-]\d{1,5})?(?P<ext>\.[A-Za-z]{3,6})?$")


def query_page(url: str) -> tuple[str, int] | None:
    """The page parameter of a URL and its value: ("pageNo", 3)."""
    for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if key.lower() in PAGE_KEYS and value.isdigit() and len(value) <= 6:
            return key, int(value)
    return None


def with_query(url: str, key: str, value: str) -> str:
    """The URL with one query parameter set; the other parameters keep their bytes."""
    parts = urlsplit(url)
    pairs = [pair for pair in parts.query.split("&") if pair]
    new = f"{key}={quote(value, safe='')}"
    places = [place for place, pair in enumerate(pairs) if pair.partition("=")[0] == key]
    if places:
        pairs[places[0]] = new
    else:
        pairs.append(new)
    return urlunsplit(parts._replace(query="&".join(pairs)))


def file_page(url: str) -> int | None:
    """The number behind the file's stem: 3 for list_3.html."""
    found = _FILE.search(urlsplit(url).path)
    return int(found["number"][1:]) if found and found["number"] else None


def sibling(url: str, name: str) -> str:
    """Another file in the URL's folder (`name` may be a path from the root)."""
    parts = urlsplit(url)
    path = name if name.startswith("/") else parts.path.rpartition("/")[0] + "/" + name
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def query_value(url: str, key: str) -> str | None:
    """The value of a query parameter (its name in any case), None when the URL has none."""
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if name.lower() == key.lower():
            return value
    return None


def number_in_query(url: str, key: str) -> int | None:
    """The same as a whole number."""
    value = query_value(url, key)
    return int(value) if value and value.isdigit() and len(value) <= 9 else None


def with_state(url: str, **state: str | int) -> str:
    """The URL with what the next page needs to know in its fragment, which is never sent."""
    return urldefrag(url)[0] + "#" + urlencode({key: str(value) for key, value in state.items()})


def state_of(url: str) -> dict[str, str]:
    """What `with_state` wrote."""
    return dict(parse_qsl(urlsplit(url).fragment, keep_blank_values=True))


def number_in_state(url: str, key: str) -> int:
    """A whole number from the fragment, 0 when there is none."""
    value = state_of(url).get(key, "")
    return int(value) if value.isdecimal() and len(value) <= 9 else 0
