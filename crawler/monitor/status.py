"""How every site and channel is: rows of the index made ready for people and machines."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.monitor.index import Index, worst_of

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
    """One site. `health` None: never visited."""

    site: str
    title: str
    health: str | None
    reason: str | None
    articles: int = 0
    last_visit: str | None = None
    overdue: bool = False
    channels: tuple[ChannelStatus, ...] = field(default=())

    @property
    def failing(self) -> bool:
        """Whether someone should look."""
        return self.health in FAILING


def statuses(index: Index, files: dict[str, str], now: float | None = None) -> list[SiteStatus]:
    """All sites with an archive or a site file, by name. A site without either is not in the list."""
    now = time.time() if now is None else now
    channels: dict[str, list[dict[str, Any]]] = {}
    for row in index.channels():
        channels.setdefault(row["site"], []).append(row)
    known = {row["site"]: row for row in index.sites()}
    nothing = {"title": None, "error": None, "health": None, "reason": None}
    return [
        _site(name, known.get(name, nothing), channels.get(name, []), now, planned=name in files)
        for name in sorted(known.keys() | files.keys())
    ]


def _site(name: str, row: dict[str, Any], channels: list[dict[str, Any]], now: float, *, planned: bool) -> SiteStatus:
    # An unreadable ledger has a word of its own and no channels.
    health = worst_of(channels) if channels else {"health": row["health"], "reason": row["reason"]}
    if row["error"]:
        health = {"health": "broken", "reason": row["error"]}
    visited = max((channel["visited_at"] for channel in channels if channel["visited_at"]), default=None)
    return SiteStatus(
        site=name,
        title=row["title"] or name,
        health=health["health"],
        reason=health["reason"],
        articles=sum(channel["articles"] for channel in channels),
        last_visit=_moment(visited),
        overdue=planned and any(channel["due_at"] < now - OVERDUE_SECONDS for channel in channels),
        channels=tuple(_channel(channel, now) for channel in channels),
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


def posts_per_week(days: dict[str, int], now: float) -> tuple[int, ...]:
    """Posts in each of the last twelve times seven days, the last ones ending today (in China), oldest first."""
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
