"""index.cdxj: where each archived response lies, sorted by SURT key and time, as replay tools want it."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import surt

from crawler.archive.ledger import Ledger

NAME = "index.cdxj"


def update_index(folder: Path, ledger: Ledger) -> None:
    """Bring a site's index up to date: lines of new responses are merged into the sorted file."""
    path = folder / NAME
    done = int(ledger.meta("indexed") or 0) if path.exists() else 0
    fresh = sorted(_line(row) for row in ledger.responses(after=done))
    if not fresh:
        return
    aside = path.with_name(f".{NAME}.aside")
    with aside.open("w", encoding="utf-8") as file:
        file.writelines(heapq.merge(_lines(path) if done else (), fresh))
    aside.rename(path)
    ledger.set_meta("indexed", str(ledger.last_response()))


def entries(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, fields) of each index line; ValueError for a line that is none."""
    for number, line in enumerate(_lines(path), 1):
        _, _, fields = line.split(" ", 2)
        yield number, json.loads(fields)


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
