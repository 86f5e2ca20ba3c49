"""What the ledger remembers for schedule and health: every channel's visits, and when the next one is due."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crawler.archive.ledger import Ledger

#: Visits kept of a channel: a year of quiet ones, four months at four a day.
VISITS_KEPT = 500

_TABLES = """
CREATE TABLE IF NOT EXISTS channel_visits (
    seq INTEGER PRIMARY KEY, channel TEXT NOT NULL, at REAL NOT NULL, health TEXT NOT NULL, reason TEXT,
    entries INTEGER NOT NULL, new INTEGER NOT NULL, counts TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS visits_by_channel ON channel_visits (channel, seq);
CREATE TABLE IF NOT EXISTS schedule (
    channel TEXT PRIMARY KEY, due_at REAL NOT NULL, set_at REAL NOT NULL, every_hours REAL,
    failures INTEGER NOT NULL) WITHOUT ROWID
"""


class Due(NamedTuple):
    """A channel's next visit. Unix seconds; `failures`: failed visits in a row."""

    due_at: float
    set_at: float
    every_hours: float | None
    failures: int


class History:
    """The visits and the schedule in a site's ledger. A ledger older than these tables has none of either."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        known = ledger.rows("SELECT name FROM sqlite_master WHERE name IN ('channel_visits', 'schedule')")
        self._there = len(known) == 2

    def _make(self) -> None:
        if not self._there:
            for statement in _TABLES.split(";"):
                self._ledger.write(statement)
            self._there = True

    def visits(self, channel: str) -> list[dict[str, Any]]:
        """The visits of a channel, oldest first, as they were given."""
        if not self._there:
            return []
        rows = self._ledger.rows(
            "SELECT at, health, reason, counts FROM channel_visits WHERE channel = ? ORDER BY seq", (channel,)
        )
        return [{"at": row[0], "health": row[1], "reason": row[2], **json.loads(row[3])} for row in rows]

    def last_visit(self, channel: str) -> dict[str, Any] | None:
        """The latest visit of a channel."""
        if not self._there:
            return None
        rows = self._ledger.rows(
            "SELECT at, health, reason, counts FROM channel_visits WHERE channel = ? ORDER BY seq DESC LIMIT 1",
            (channel,),
        )
        return (
            {"at": rows[0][0], "health": rows[0][1], "reason": rows[0][2], **json.loads(rows[0][3])} if rows else None
        )

    def newest_day(self, channel: str, today: str) -> str | None:
        """The newest day printed beside a post of the channel; without printed days, the last on which one appeared.

        Days after `today` are misprints.
        """
        rows = self._ledger.rows(
            "SELECT max(coalesce(date, substr(published, 1, 10))), max(substr(seen_at, 1, 10)) FROM entries"
            " WHERE channel = ? AND coalesce(date, substr(published, 1, 10), '') <= ?",
            (channel, today),
        )
        newest: str | None = rows[0][0] or rows[0][1]
        return newest

    def add_visit(self, visit: Any) -> None:
        """Remember a visit (a ChannelVisit); the oldest beyond VISITS_KEPT go."""
        self._make()
        counts = dataclasses.asdict(visit)
        channel, at, health, reason = (counts.pop(name) for name in ("channel", "at", "health", "reason"))
        self._ledger.write(
            "INSERT INTO channel_visits (channel, at, health, reason, entries, new, counts) VALUES (?,?,?,?,?,?,?)",
            (channel, at, health, reason, visit.page.entries, visit.new, json.dumps(counts, ensure_ascii=False)),
        )
        self._ledger.write(
            "DELETE FROM channel_visits WHERE channel = ? AND seq <= (SELECT seq FROM channel_visits WHERE channel = ?"
            " ORDER BY seq DESC LIMIT 1 OFFSET ?)",
            (channel, channel, VISITS_KEPT),
        )

    def schedule(self) -> dict[str, Due]:
        """When each channel is due."""
        if not self._there:
            return {}
        rows = self._ledger.rows("SELECT channel, due_at, set_at, every_hours, failures FROM schedule")
        return {row[0]: Due(*row[1:]) for row in rows}

    def set_due(self, channel: str, due: Due) -> None:
        """Note a channel's next visit."""
        self._make()
        self._ledger.write("INSERT OR REPLACE INTO schedule VALUES (?,?,?,?,?)", (channel, *due))

    def forget(self, channels: list[str]) -> None:
        """Drop the schedule of channels that are no longer in the site file; their visits stay."""
        for channel in channels:
            self._ledger.write("DELETE FROM schedule WHERE channel = ?", (channel,))

    def posts_by_day(self, channel: str, since: str) -> dict[str, int]:
        """Posts a channel listed, by their printed day; undated ones by the day they appeared, those of the first
        walk left out, because they are of nobody knows when."""
        rows = self._ledger.rows(
            "SELECT coalesce(date, substr(published, 1, 10), CASE WHEN walk > 1 THEN substr(seen_at, 1, 10) END)"
            " AS day, count(*) FROM entries WHERE channel = ? GROUP BY day HAVING day >= ?",
            (channel, since),
        )
        return {row[0]: row[1] for row in rows}

    def last_new(self, channel: str) -> str | None:
        """When the channel last showed a post it had not shown before (UTC)."""
        seen_at: str | None = self._ledger.rows("SELECT max(seen_at) FROM entries WHERE channel = ?", (channel,))[0][0]
        return seen_at

    def kept(self) -> Mapping[str, int]:
        """Articles kept, by the channel they belong to."""
        rows = self._ledger.rows("SELECT channel, count(*) FROM articles WHERE state = 'live' GROUP BY channel")
        return {row[0]: row[1] for row in rows}

    def listed(self, channel: str, identities: list[str]) -> tuple[dict[str, tuple[str, str | None]], frozenset[str]]:
        """(title and date under which the channel first listed each of these, those only other channels listed)."""
        here: dict[str, tuple[str, str | None]] = {}
        others: set[str] = set()
        for identity in identities:
            rows = self._ledger.rows("SELECT channel, title, date FROM entries WHERE identity = ?", (identity,))
            for found, title, date in rows:
                if found == channel:
                    here[identity] = (title, date)
                else:
                    others.add(identity)
        return here, frozenset(others - here.keys())
