"""The XML that Hanweb and truecms put their lists in: <datastore><totalrecord>…<record><![CDATA[…]]></record>."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_OPENING = re.compile(r"<record\b[^>]{0,200}>", re.I)
_CDATA = "<![CDATA["
_NUMBER = re.compile(r"<(totalrecord|totalpage)>\s{0,9}(?:<!\[CDATA\[)?\s{0,9}(\d{1,9})", re.I)
_HREF = re.compile(r"href\s{0,9}=\s{0,9}(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')", re.I)


@dataclass(frozen=True, slots=True)
class Datastore:
    """Records as markup, totals where given, and the URL of the next group where given."""

    records: tuple[str, ...]
    total_entries: int | None = None
    total_pages: int | None = None
    next_group: str | None = None


def datastores(text: str) -> list[Datastore]:
    """All datastores of a page or answer, in page order."""
    lower = text.lower()
    found = []
    start = lower.find("<datastore")
    while start >= 0:
        end = lower.find("</datastore>", start)
        end = len(text) if end < 0 else end
        found.append(_read(text[start:end]))
        start = lower.find("<datastore", end)
    return found


def _read(text: str) -> Datastore:
    totals = {found[1].lower(): int(found[2]) for found in _NUMBER.finditer(text)}
    pieces = _OPENING.split(text)[1:]
    records = tuple(record for piece in pieces if (record := _content(piece.partition("</record>")[0])).strip())
    group = text.partition("<nextgroup>")[2].partition("</nextgroup>")[0]
    href = _HREF.search(_content(group))
    address = html.unescape(href[1] or href[2]) if href else None
    return Datastore(records, totals.get("totalrecord"), totals.get("totalpage"), address)


def _content(text: str) -> str:
    """What a CDATA section holds, or the unescaped text."""
    before, opened, inside = text.partition(_CDATA)
    return inside.partition("]]>")[0] if opened and not before.strip() else html.unescape(text)
