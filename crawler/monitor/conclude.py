"""The end of a run: each channel judged against its own past, its visit remembered, its next visit set."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.archive.history import Due, History
from crawler.monitor.health import judge
from crawler.monitor.report import ChannelReport, Report
from crawler.monitor.schedule import FAILING, PACE_DAYS, usual_wait_seconds, wait_seconds, with_jitter
from crawler.monitor.visit import ChannelVisit, FirstPage
from crawler.site import Channel, Site


def conclude(history: History, site: Site, report: Report, wanted: list[str], now: float | None = None) -> None:
    """Judge the channels this run was to visit and set their next visits. `now` is in Unix seconds."""
    at = time.time() if now is None else now
    planned = history.schedule()
    for channel in site.channels:
        if channel.key in wanted:
            _conclude_channel(history, site, channel, report, at)
        elif channel.key not in planned:
            history.set_due(channel.key, Due(at, at, channel.every_hours or site.every_hours, 0))
    known = {channel.key for channel in site.channels}
    history.forget([key for key in history.schedule() if key not in known])


def _conclude_channel(history: History, site: Site, channel: Channel, report: Report, at: float) -> None:
    seen = report.channels.setdefault(channel.key, ChannelReport(channel.key, channel.title))
    if report.internal_error:
        seen.fail("broken", f"internal error: {report.internal_error}")
    if report.blocked_by:
        seen.fail("blocked", report.blocked_by)
    posts = posts_lately(history, channel.key, at)
    past = [visit_of(channel.key, row) for row in history.visits(channel.key)]
    visit = _visit(channel.key, seen, at)
    today = datetime.fromtimestamp(at + 8 * 3600, UTC)
    newest = history.newest_day(channel.key, f"{today:%Y-%m-%d}")
    verdict = judge(visit, past, gap_days=PACE_DAYS / posts if posts else None, newest=newest)
    seen.settle(*verdict)
    history.add_visit(_visit(channel.key, seen, at))
    history.set_due(channel.key, _next_due(history, site, channel, seen.health, posts, at))


def _visit(key: str, seen: ChannelReport, at: float) -> ChannelVisit:
    counts: dict[str, Any] = seen.articles.counts()
    return ChannelVisit(
        channel=key, at=at, health=seen.health, reason=seen.reason, new=seen.new_entries,
        list_pages=seen.list_pages, page=seen.first_page or FirstPage(), **counts,
    )  # fmt: skip


def visit_of(channel: str, row: dict[str, Any]) -> ChannelVisit:
    """A visit as the ledger keeps it; counts that this version does not know are left out."""
    known = {name: value for name, value in row.items() if name in ChannelVisit.__dataclass_fields__}
    page = {name: value for name, value in known.pop("page", {}).items() if name in FirstPage.__dataclass_fields__}
    return ChannelVisit(channel=channel, page=FirstPage(**page), **known)


def _next_due(history: History, site: Site, channel: Channel, health: str, posts: int | None, at: float) -> Due:
    every_hours = channel.every_hours or site.every_hours
    before = history.schedule().get(channel.key)
    failures = (before.failures if before else 0) + 1 if health in FAILING else 0
    usual = usual_wait_seconds(posts, every_hours)
    wait = with_jitter(wait_seconds(usual, health, failures), random.random())  # noqa: S311
    return Due(at + wait, at, every_hours, failures)


def posts_lately(history: History, channel: str, at: float) -> int | None:
    """Posts of the last four weeks; None when nothing dated is known of the channel."""
    since = datetime.fromtimestamp(at, UTC) - timedelta(days=PACE_DAYS)
    lately = history.posts_by_day(channel, f"{since:%Y-%m-%d}")
    if not lately and not history.posts_by_day(channel, ""):
        return None
    return sum(lately.values())
