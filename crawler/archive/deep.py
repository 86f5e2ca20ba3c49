"""verify --deep: each record read again from its archived bytes, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawler.archive.ledger import Ledger
from crawler.archive.records import RECORDS
from crawler.archive.replay import Reading, read_again
from crawler.archive.verify import Verification, record_lines
from crawler.errors import PageError, StorageError
from crawler.items import Article
from crawler.normalize.article import READER

#: Of the reading fields, those that the crawl adds to: what was fetched beside the page, and what went wrong there.
_ADDED = ("warnings",)
_FETCHED = ("images", "attachments")


def verify_deep(folder: Path, reading: Reading, found: Verification) -> None:
    """Add to `found` the records whose page reads differently today. Lines by other rules are only counted."""
    ledger = Ledger(folder / "ledger.sqlite", read_only=True)
    try:
        committed = ledger.committed().get(RECORDS, 0)
    finally:
        ledger.close()
    for number, offset, line in record_lines(folder / RECORDS, committed):
        try:
            record = json.loads(line)
        except ValueError:
            continue  # said already: no record
        if record["state"] == "gone":
            continue
        if record["reader"] != READER:
            found.other_readers += 1
            continue
        found.reread += 1
        for problem in differences(folder, record, reading):
            found.add(RECORDS, f"line {number} (byte {offset})", problem)


def differences(folder: Path, record: dict[str, Any], reading: Reading) -> Iterator[str]:
    """What a record says that its page does not, one line a field."""
    try:
        again = read_again(folder, record, reading)
    except (PageError, StorageError, ValueError) as error:
        yield f"its page does not read again: {error}"
        return
    today = _comparable(_as_stored(again))
    said = _comparable({key: record[key] for key in today})
    for key in today:
        if today[key] != said[key]:
            yield f"{key}: {_short(said[key])}, but its page reads {_short(today[key])}"


def _as_stored(article: Article) -> dict[str, Any]:
    """The reading fields after one journey through JSON, as the record has made it."""
    stored: dict[str, Any] = json.loads(json.dumps(article.to_dict()).encode("utf-8", "replace"))
    return stored


def _comparable(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in fields.items() if key not in _ADDED}
    if provenance := kept.get("provenance"):
        # How a page came, no page says: the crawl adds it, and verify compares it with the archived responses.
        kept["provenance"] = {name: origin for name, origin in provenance.items() if name != "evidence"}
    for key in _FETCHED:
        kept[key] = [{name: part for name, part in file.items() if name != "sha256"} for file in kept.get(key) or ()]
    return kept


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
