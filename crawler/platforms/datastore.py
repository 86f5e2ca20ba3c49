"""The XML that Hanweb and truecms put their lists in: <datastore><totalrecord>…<record><![CDATA[…]]></record>."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_STORE = re.compile(r"<datastore\b.*?(?:</datastore>|\Z)", re.S | re.I)
_RECORD = re.compile(r"<record\b[^>]{0,200}>(.*?)</record>", re.S | re.I)
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.S)
_NUMBER = re.compile(r"<(totalrecord|totalpage)>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})", re.I)
_GROUP = re.compile(r"<nextgroup>(.*?)</nextgroup>", re.S | re.I)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')", re.I)


@dataclass(frozen=True, slots=True)
class Datastore:
    """Records as markup, totals where given, and the URL of the next group where given."""

    records: tuple[str, ...]
    total_entries: int | None = None
    total_pages: int | None = None
    next_group: str | None = None
    start: int = 0


def datastores(text: str) -> list[Datastore]:
    """All datastores of a page or answer, in page order."""
    return [_read(found[0], found.start()) for found in _STORE.finditer(text)] if "<datastore" in text.lower() else []


def _read(text: str, start: int) -> Datastore:
    totals = {found[1].lower(): int(found[2]) for found in _NUMBER.finditer(text)}
    records = tuple(markup for found in _RECORD.finditer(text) if (markup := _content(found[1])).strip())
    group = _GROUP.search(text)
    href = _HREF.search(_content(group[1])) if group else None
    address = html.unescape(href[1] or href[2]) if href else None
    return Datastore(records, totals.get("totalrecord"), totals.get("totalpage"), address, start)


def _content(text: str) -> str:
    """What a CDATA section holds, or the unescaped text."""
    found = _CDATA.match(text)
    return found[1] if found else html.unescape(text)
