"""What the index holds of one site: its channels as their ledger knows them, and the site's own line."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from crawler.archive.frontier import Frontier
from crawler.archive.history import History
from crawler.archive.ledger import Ledger
from crawler.monitor.report import WORST_FIRST

SHOWN_DAYS = 84  # the sparkline's twelve weeks


def summary_of(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    ledger = Ledger(folder / "ledger.sqlite", read_only=True)
    try:
        channels = _channels(ledger)
        site: dict[str, Any] = {"title": ledger.meta("site_title"), "stamp": ledger.meta("site_file")}
    finally:
        ledger.close()
    return site | worst_of(channels) | _together(channels), channels


def worst_of(channels: list[dict[str, Any]]) -> dict[str, str | None]:
    """The health of a site: that of its worst channel, with the channel's name before the reason."""
    judged = [channel for channel in channels if channel["health"]]
    if not judged:
        return {"health": None, "reason": None}
    worst = min(judged, key=lambda channel: WORST_FIRST.index(channel["health"]))
    reason = f"{worst['title']}: {worst['reason']}" if worst["reason"] and worst["health"] != "quiet" else None
    return {"health": worst["health"], "reason": reason}


def _together(channels: list[dict[str, Any]]) -> dict[str, Any]:
    """What a site's one line says, so that ten thousand of them need no channel."""
    days: Counter[str] = Counter()
    for channel in channels:
        days.update(json.loads(channel["days"]))
    return {
        "due_at": min((channel["due_at"] for channel in channels), default=None),
        "visited_at": max((channel["visited_at"] for channel in channels if channel["visited_at"]), default=None),
        "newest": max((channel["newest"] for channel in channels if channel["newest"]), default=None),
        "articles": sum(channel["articles"] for channel in channels),
        "days": json.dumps(days),
    }


def _channels(ledger: Ledger) -> list[dict[str, Any]]:
    history = History(ledger)
    kept = history.kept()
    titles = {row["key"]: row["title"] for row in Frontier(ledger).channels()}
    now = time.time() + 8 * 3600  # days are printed in China's time
    today, since = (time.strftime("%Y-%m-%d", time.gmtime(now - age * 86_400)) for age in (0, SHOWN_DAYS))
    rows = []
    for key, due in history.schedule().items():
        last = history.last_visit(key)
        rows.append(
            {
                "channel": key,
                "title": titles.get(key, key),
                "due_at": due.due_at,
                "set_at": due.set_at,
                "visited_at": last["at"] if last else None,
                "last_new": history.last_new(key),
                "newest": history.newest_day(key, today),
                "health": last["health"] if last else None,
                "reason": last["reason"] if last else None,
                "entries": last["page"]["entries"] if last else None,
                "articles": kept.get(key, 0),
                "days": json.dumps(history.posts_by_day(key, since)),
            }
        )
    return rows
