"""Lists that only a script holds: `window.__INITIAL_STATE__ = {…}`, `var list = [{…}]`, application/json.

Read only where the page prints no list of its own, and only an array whose posts nearly all have a date: menus
and site trees come the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.extract.list_json import date_of, posts_of
from crawler.extract.list_source import ListSource

_ASSIGNED = re.compile(r"[\w$\])'\"]\s{0,9}=\s{0,9}(?=[\[{]\s{0,99}[\[{\"])")
_LOOSE = re.compile(r"\[\s{0,99}\{\s{0,99}['A-Za-z_$]")
# A string that is never closed ends with its line: looked for anew at each quote, 200,000 of them would take minutes.
_TOKEN = re.compile(
    r"'(?P<single>(?:[^'\\\n]|\\.)*+)'?|\"(?:[^\"\\\n]|\\.)*+\"?|(?P<name>[A-Za-z_$][\w$]{0,60})(?=\s{0,9}:)"
    r"|,(?=\s{0,99}[\]}])|//[^\n]*"
)
_LONGEST = 2_000_000
_LONGEST_LOOSE = 200_000
_MOST_VALUES, _MOST_LOOSE = 60, 8
_LEAST_POSTS = 3
_DATED = 0.8


def embedded_posts(source: ListSource) -> list[dict[str, Any]]:
    """The longest dated array of posts in the page's scripts, [] when there is none."""
    best: list[dict[str, Any]] = []
    for value in _values(source):
        posts = posts_of(value)
        dated = sum(1 for post in posts if date_of(post, source.moment))
        if len(posts) >= _LEAST_POSTS and dated >= _DATED * len(posts) and len(posts) > len(best):
            best = posts
    return best


def _values(source: ListSource) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    left, loose = _MOST_VALUES, _MOST_LOOSE
    for node in source.root.iter("script"):
        text = (node.text or "").strip()
        if not text or len(text) > _LONGEST:
            continue
        place = 0 if "json" in (node.get("type") or "") else _next_value(text, 0)
        while place is not None and left:
            left -= 1
            try:
                value, end = decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                value, end = None, place + 1
                if loose and _LOOSE.match(text, place):
                    loose, value = loose - 1, _loose(decoder, text, place)
            if value is not None:
                yield value
            place = _next_value(text, end)


def _loose(decoder: json.JSONDecoder, text: str, place: int) -> Any:
    """An array as scripts may write it: [{'title': '…', url: "…"},]; None when it is none."""
    literal = text[place : place + _LONGEST_LOOSE]
    if len(text) - place > _LONGEST_LOOSE:
        literal = literal[: literal.rfind("}") + 1] + "]"  # its first posts, which are the newest
    try:
        return decoder.raw_decode(_TOKEN.sub(_strict, literal))[0]
    except (ValueError, RecursionError):
        return None


def _strict(token: re.Match[str]) -> str:
    if token["single"] is not None:
        return '"' + token["single"].replace("\\'", "'").replace('"', '\\"') + '"'
    if token["name"]:
        return f'"{token["name"]}"'
    return token[0] if token[0][0] == '"' else ""


def _next_value(text: str, since: int) -> int | None:
    found = _ASSIGNED.search(text, since)
    return found.end() if found else None
