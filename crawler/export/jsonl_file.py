"""articles.jsonl: every wanted article of every site in one file, exactly as its record says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crawler.archive.records import encode_record
from crawler.export.columns import Row


def write_jsonl(path: Path, rows: Iterable[Row]) -> int:
    """One JSON object a line, UTF-8; returns the length of the longest line in bytes."""
    longest = 0
    with path.open("wb") as file:
        for row in rows:
            longest = max(longest, file.write(encode_record(dict(row))))
    return longest
