"""Which articles a dataset holds, and in which order: by site, publish time, id.

Two passes over articles.jsonl. The first notes where each wanted line stands, in a temporary SQLite database that
sorts on disk; the second reads the lines in that order. So a million articles need no more memory than one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from crawler.archive.snapshot import Line, Snapshot, channels_in_order
from crawler.errors import UsageError
from crawler.export.columns import Many, Row, columns

_PLAN = """
CREATE TABLE plan (publish_time TEXT, id TEXT NOT NULL, first INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE TABLE membership (article TEXT, channel TEXT, PRIMARY KEY (article, channel)) WITHOUT ROWID;
PRAGMA cache_size = -32000;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters of a dataset. Days are YYYY-MM-DD in China, both included; None: no limit.

    With a day given, articles that print no publish time are left out: nobody knows on which side they fall.
    """

    site: str | None = None
    channel: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for option, day in (("--since", self.since), ("--until", self.until)):
            if day is not None:
                _check_day(option, day)

    @property
    def label(self) -> str:
        """The filters as a file name: `all`, `tongchuan.bmdt`, `all-from-2024-01-01-to-2024-12-31`."""
        name = self.site or "all"
        name += f".{self.channel}" if self.channel else ""
        name += f"-from-{self.since}" if self.since else ""
        return name + (f"-to-{self.until}" if self.until else "")

    def takes_day(self, publish_time: str | None) -> bool:
        """Whether an article of this publish time is wanted."""
        if self.since is None and self.until is None:
            return True
        day = (publish_time or "")[:10]
        return bool(day) and (self.since or day) <= day <= (self.until or day)


def _check_day(option: str, day: str) -> None:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            raise ValueError
        date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{option}: found {day!r}, expected a day such as 2024-01-31") from None


def select(folders: Iterable[Path], wanted: Wanted) -> Iterator[Row]:
    """The latest version of every wanted article that is not gone, as rows with all columns."""
    for folder in sorted(folders, key=lambda path: path.name):
        with Snapshot(folder) as snapshot, closing(sqlite3.connect("")) as plan:
            plan.executescript(_PLAN)
            _note_lines(snapshot, wanted, plan)
            yield from _rows(snapshot, plan)


def _note_lines(snapshot: Snapshot, wanted: Wanted, plan: sqlite3.Connection) -> None:
    plan.executemany("INSERT OR IGNORE INTO membership VALUES (?, ?)", snapshot.memberships())
    for line in snapshot.lines():
        publish_time = snapshot.publish_time(line)
        if line.state != "live" or not wanted.takes_day(publish_time):
            continue
        if wanted.channel is None or wanted.channel in _channels(plan, line.id):
            plan.execute("INSERT INTO plan VALUES (?, ?, ?, ?)", (publish_time, line.id, line.offset, line.length))


def _rows(snapshot: Snapshot, plan: sqlite3.Connection) -> Iterator[Row]:
    ordered = plan.execute("SELECT id, first, length FROM plan ORDER BY publish_time IS NULL, publish_time, id")
    for id_, offset, length in ordered:
        record = snapshot.record(Line(id_, offset=offset, length=length))
        yield row_of(record, _channels(plan, id_))


def row_of(record: dict[str, Any], listed_in: Iterable[str]) -> Row:
    """A record as a row: every column present, `channels` added."""
    record["channels"] = channels_in_order(record.get("channel"), listed_in)
    return {name: record.get(name, blank) for name, blank in _blanks()}


@cache
def _blanks() -> tuple[tuple[str, Any], ...]:
    """Each column with what stands in it when an older record lacks the key."""
    return tuple((column.name, () if isinstance(column.kind, Many) else None) for column in columns())


def _channels(plan: sqlite3.Connection, id_: str) -> list[str]:
    return [channel for (channel,) in plan.execute("SELECT channel FROM membership WHERE article = ?", (id_,))]
