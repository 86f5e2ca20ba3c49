"""What an archive holds at one moment, for commands that read: committed lines only, while a crawl may be writing."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from crawler.archive.records import RECORDS
from crawler.errors import StorageError, UsageError

#: One query, so that its lines and their committed length belong to one moment.
_LINES = """
SELECT id, state, first_seen, line_offset, line_length,
       coalesce((SELECT length FROM committed WHERE file = ?), 0) AS committed
FROM articles WHERE first_seen >= ? ORDER BY line_offset
"""
_MEMBERSHIPS = """
SELECT DISTINCT v.article, e.channel FROM entries e JOIN visits v ON v.identity = e.identity
WHERE v.article IS NOT NULL
"""

_PUBLISH_TIME = re.compile(rb'"publish_time":(?:null|"([0-9T:+-]+)")')


@dataclass(frozen=True, slots=True)
class Line:
    """Where the latest version of an article stands in articles.jsonl, in bytes."""

    id: str
    offset: int
    length: int
    state: str = "live"
    first_seen: str = ""


class Snapshot:
    """One site's archive, opened for reading. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "ledger.sqlite"
        try:
            self._db = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        self.site: str = meta.get("site", folder.name)
        self.title: str = meta.get("site_title", self.site)
        self.kind: str = meta.get("kind", "real")
        self._records: BinaryIO | None = None

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        if self._records:
            self._records.close()

    def channels(self) -> dict[str, str]:
        """Title of each channel, by key."""
        return dict(self._rows("SELECT key, title FROM channels ORDER BY key"))

    def channel_urls(self) -> dict[str, str | None]:
        """Address of each channel's list, by key; None while it was never found."""
        return dict(self._rows("SELECT key, url FROM channels"))

    def lines(self, *, since: str = "") -> Iterator[Line]:
        """The latest version of each article first seen at or after `since` (UTC, Z), in file order."""
        for id_, state, first_seen, offset, length, committed in self._rows(_LINES, (RECORDS, since)):
            if offset + length > committed:
                raise self._damaged(offset, f"{length} bytes were promised, {committed} are committed in all")
            yield Line(id_, offset, length, state, first_seen)

    def memberships(self) -> Iterator[tuple[str, str]]:
        """(article id, channel) for every channel that lists an article under any of its addresses."""
        yield from self._rows(_MEMBERSHIPS)

    def record(self, line: Line) -> dict[str, Any]:
        """The record on a line, with every string fit for UTF-8."""
        text = self._read(line)
        try:
            record = json.loads(text)
        except ValueError as error:
            raise self._damaged(line.offset, str(error)) from error
        if not isinstance(record, dict):
            raise self._damaged(line.offset, "not a record")
        # Half a surrogate pair can stand in JSON only as an escape; no file format can hold it.
        return _whole(record) if b"\\ud" in text or b"\\uD" in text else record

    def publish_time(self, line: Line) -> str | None:
        """The publish time on a line; ten times faster than the whole record.

        A quote inside a JSON string is escaped, so the key's bytes with a value behind them stand only once.
        """
        found = _PUBLISH_TIME.search(self._read(line))
        if found is None:
            time: str | None = self.record(line).get("publish_time")
            return time
        return found[1].decode() if found[1] else None

    def _read(self, line: Line) -> bytes:
        try:
            if self._records is None:
                self._records = (self.folder / RECORDS).open("rb")
            self._records.seek(line.offset)
            return self._records.read(line.length)
        except OSError as error:
            raise self._damaged(line.offset, str(error)) from error

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[Any]:
        try:
            with closing(self._db.execute(sql, values)) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: sqlite3.Error) -> StorageError:
        return StorageError(f"{self._path}: cannot be read: {error}; run `fangzhi verify {self.folder.name}`")

    def _damaged(self, offset: int, detail: str) -> StorageError:
        return StorageError(
            f"{self.folder / RECORDS} at byte {offset}: {detail}; run `fangzhi verify {self.folder.name}`"
        )


def snapshots(output: Path, site: str | None = None) -> list[Path]:
    """Folders of the archives under an output folder, by site name; all, or the one asked for."""
    known = {path.parent.name: path.parent for path in sorted(output.glob("*/ledger.sqlite"))}
    if not known:
        raise UsageError(f"{output}: no archives here; `fangzhi crawl` or `fangzhi demo` makes some")
    if site is None:
        return list(known.values())
    if site not in known:
        raise UsageError(f"{output}: no archive of {site!r}; there are {', '.join(known)}")
    return [known[site]]


def channels_in_order(first: str | None, listed_in: Iterable[str]) -> list[str]:
    """The channels of an article: its record's own first, the others in alphabetical order."""
    return [*([first] if first else []), *sorted(set(listed_in) - {first})]


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value
