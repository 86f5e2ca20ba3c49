"""articles.jsonl: one line per distinct version of an article, appended, never rewritten."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from crawler.archive.segment import SegmentDigest
from crawler.errors import StorageError
from crawler.items import Article

RECORDS = "articles.jsonl"


class RecordFile:
    """The JSON Lines file open for appending. Nothing is durable before `sync`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise StorageError(f"{path}: {error.strerror}") from error
        self.length = path.stat().st_size
        self.added = SegmentDigest(path.name, self.length)

    def append(self, article: Article) -> tuple[int, int]:
        """Write one record; returns the offset and length of its line in bytes."""
        line = encode_record(article.to_record())
        offset = self.length
        self._file.write(line)
        self.added.add(line)
        self.length += len(line)
        return offset, len(line)

    def flush(self) -> None:
        """Make what was appended readable by others (not yet durable)."""
        self._file.flush()

    def sync(self) -> None:
        """Force everything appended onto the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; call `sync` first."""
        self._file.close()


def encode_record(record: dict[str, Any]) -> bytes:
    """One JSON line: UTF-8, no NaN, no lone surrogates, no raw line separators inside."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # U+2028 and U+2029 are legal JSON, but line readers of many languages split on them.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return text.encode("utf-8", "replace") + b"\n"


def read_record(path: Path, offset: int, length: int) -> dict[str, Any]:
    """The record whose line starts at `offset`."""
    with path.open("rb") as file:
        file.seek(offset)
        record = json.loads(file.read(length))
    if not isinstance(record, dict):
        raise StorageError(f"{path} at byte {offset}: not a record")
    return record


def text_key(article: Article) -> str | None:
    """What makes two articles of a site the same text: title, day and body, or the attachments of an empty one.

    None when there is neither body nor attachment: titles alone prove nothing.
    """
    substance: Any = article.body
    if not substance:
        substance = sorted(file.sha256 or file.url for file in article.attachments)
    if not substance:
        return None
    day = (article.publish_time or "")[:10]
    words = json.dumps([article.title, day, substance], ensure_ascii=False)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
