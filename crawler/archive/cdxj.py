"""index.cdxj: where each archived response lies, sorted by SURT key and time, as replay tools want it."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import surt

from crawler.archive.files import replacing
from crawler.archive.ledger import Ledger

NAME = "index.cdxj"


def update_index(folder: Path, ledger: Ledger) -> None:
    """Bring a site's index up to date: lines of new responses are merged into the sorted file."""
    path = folder / NAME
    done = int(ledger.meta("indexed") or 0) if path.exists() else 0
    fresh = sorted(_line(row) for row in ledger.responses(after=done))
    if not fresh:
        return
    # Durable before the ledger counts these lines: it would never add them again.
    with replacing(path) as file:
        # Equal lines: a run that died after the rename had not yet said so in the ledger.
        file.writelines(line.encode() for line, _ in groupby(heapq.merge(_lines(path) if done else (), fresh)))
    ledger.set_meta("indexed", str(ledger.last_response()))


def damage(path: Path, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(place, what is wrong) for whatever differs from the index that the ledger gives."""
    indexed = int(ledger.meta("indexed") or 0)
    counted, ahead = set[bytes](), set[bytes]()  # ahead: a run that died after the rename has not counted its lines
    for row in ledger.responses():
        (counted if row[0] <= indexed else ahead).add(_digest(_line(row).encode()))
    before = b""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            digest = _digest(line)
            if digest not in counted and digest not in ahead:
                yield f"line {number}", "is not the index line of an archived response"
            elif line < before:
                yield f"line {number}", "is not in its place in the order"
            counted.discard(digest)
            ahead.discard(digest)
            before = line
    if counted:
        yield "file", f"{len(counted)} archived responses have no line"


def _digest(line: bytes) -> bytes:
    return hashlib.sha256(line).digest()[:16]


def _lines(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


def _line(row: tuple[object, ...]) -> str:
    _, url, status, fetched_at, mime, warc, offset, length, record_id, digest = row
    stamp = "".join(character for character in str(fetched_at) if character.isdecimal())
    fields = {
        "url": url,
        "mime": str(mime or "unk").partition(";")[0].strip(),
        "status": str(status),
        "digest": f"sha256:{digest}",
        "length": str(length),
        "offset": str(offset),
        "filename": warc,
        "recordId": record_id,
    }
    return f"{_key(str(url))} {stamp} {json.dumps(fields, ensure_ascii=False)}\n"


def _key(url: str) -> str:
    try:
        return str(surt.surt(url)).replace(" ", "%20")
    except (ValueError, UnicodeError):
        # A page's link need not be an address that the library can take apart; it stays findable as it is.
        return url.replace(" ", "%20")
