"""How every site and channel is: rows of the index made ready for people and machines."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.monitor.index import Index

WEEKS = 12
FAILING = ("blocked", "unreachable", "broken", "degraded")
OVERDUE_SECONDS = 86_400.0
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStatus:
    """One channel. Times are UTC; `weeks`: posts per week, oldest first; `newest`: newest printed day of a post."""

    key: str
    title: str
    health: str | None
    reason: str | None
    last_visit: str | None
    last_new: str | None
    newest: str | None
    next_visit: str | None
    weeks: tuple[int, ...]
    entries: int | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """One site. `health` None: never visited. `channels` is empty where they were not asked for."""

    site: str
    title: str
    health: str | None
    reason: str | None
    articles: int = 0
    last_visit: str | None = None
    newest: str | None = None
    weeks: tuple[int, ...] = (0,) * WEEKS
    overdue: bool = False
    channels: tuple[ChannelStatus, ...] = field(default=())

    @property
    def failing(self) -> bool:
        """Whether someone should look."""
        return self.health in FAILING


def statuses(index: Index, files: dict[str, str], now: float | None = None) -> list[SiteStatus]:
    """All sites with an archive or a site file, by name, without their channels."""
    now = time.time() if now is None else now
    known = {row["site"]: row for row in index.sites()}
    return [
        _site(name, known[name], now, planned=name in files) if name in known else _unvisited(name)
        for name in sorted(known.keys() | files.keys())
    ]


def with_channels(index: Index, sites: list[SiteStatus], now: float | None = None) -> list[SiteStatus]:
    """The same sites with their channels."""
    now = time.time() if now is None else now
    rows = index.channels(site.site for site in sites)
    return [replace(site, channels=tuple(_channel(row, now) for row in rows[site.site])) for site in sites]


def _unvisited(name: str) -> SiteStatus:
    return SiteStatus(site=name, title=name, health=None, reason=None)


def _site(name: str, row: dict[str, Any], now: float, *, planned: bool) -> SiteStatus:
    return SiteStatus(
        site=name,
        title=row["title"] or name,
        health="broken" if row["error"] else row["health"],
        reason=row["error"] or row["reason"],
        articles=row["articles"] or 0,
        last_visit=_moment(row["visited_at"]),
        newest=row["newest"],
        weeks=posts_per_week(row["days"], now),
        overdue=planned and row["due_at"] is not None and row["due_at"] < now - OVERDUE_SECONDS,
    )


def _channel(row: dict[str, Any], now: float) -> ChannelStatus:
    return ChannelStatus(
        key=row["channel"],
        title=row["title"],
        health=row["health"],
        reason=row["reason"],
        last_visit=_moment(row["visited_at"]),
        last_new=row["last_new"],
        newest=row["newest"],
        next_visit=_moment(row["due_at"]),
        weeks=posts_per_week(row["days"], now),
        entries=row["entries"],
        articles=row["articles"],
    )


def posts_per_week(counts: str | None, now: float) -> tuple[int, ...]:
    """Posts in each of the last twelve times seven days, the last ones ending today (in China), oldest first.

    `counts`: a JSON object of posts by day.
    """
    days: dict[str, int] = json.loads(counts or "{}")
    if not days:
        return (0,) * WEEKS
    today = (datetime.fromtimestamp(now, UTC) + timedelta(hours=8)).date()
    weeks = [0] * WEEKS
    for day, posts in days.items():
        try:
            age = (today - date.fromisoformat(day)).days
        except ValueError:
            continue  # lists print days that no calendar has
        if 0 <= age < 7 * WEEKS:
            weeks[WEEKS - 1 - age // 7] += posts
    return tuple(weeks)


def sparkline(weeks: tuple[int, ...]) -> str:
    """Numbers as bars; a week without posts is a dot, so that little and nothing differ."""
    most = max(weeks, default=0)
    return "".join(_BARS[(len(_BARS) - 1) * count // most] if count else "·" for count in weeks)


def _moment(at: float | None) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at else None
