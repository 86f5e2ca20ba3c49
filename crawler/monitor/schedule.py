"""When a channel is visited next: one plain rule, pure functions of numbers. Times are Unix seconds.

A channel waits a quarter of the usual gap between its posts of the last four weeks: one post a day → 6 h. Never less
than an hour, never more than `every_hours` of the site file (24 h where it says nothing). Up to a tenth is taken off
by chance, so that visits do not march in step.

After failures in a row the wait doubles from its usual length, up to a day; a site that blocks us is left alone for a
day, then two, four, at most a week. Only these waits may exceed `every_hours`: a failing host is not to be pressed.
"""

from __future__ import annotations

HOUR = 3600.0
DAY = 24 * HOUR
DEFAULT_HOURS = 6.0  # for a channel whose pace is not known yet
LONGEST_HOURS = 24.0  # where the site file sets no limit
SHORTEST_HOURS = 1.0
GAP_SHARE = 0.25
JITTER_SHARE = 0.1
PACE_DAYS = 28
LONGEST_FAILING_SECONDS = DAY
LONGEST_BLOCKED_SECONDS = 7 * DAY

#: Health words after which a visit counts as failed.
FAILING = frozenset({"broken", "unreachable", "blocked"})

#: A visit that lies this far in the future shows that the clock was set back.
CLOCK_SLACK_SECONDS = 300.0


def usual_wait_seconds(posts: int | None, every_hours: float | None) -> float:
    """The wait of a channel that had so many posts in the last four weeks (None: not known yet)."""
    longest = every_hours or LONGEST_HOURS
    if posts == 0:
        return longest * HOUR
    hours = GAP_SHARE * PACE_DAYS * 24 / posts if posts else DEFAULT_HOURS
    return min(max(hours, SHORTEST_HOURS), longest) * HOUR


def wait_seconds(usual: float, health: str, failures: int) -> float:
    """The wait after a visit that ended so; `failures` counts failed visits in a row, this one included."""
    if health not in FAILING:
        return usual
    doubled = 2.0 ** min(max(failures, 1) - 1, 20)
    if health == "blocked":
        return max(usual, min(DAY * doubled, LONGEST_BLOCKED_SECONDS))
    return max(usual, min(usual * doubled, LONGEST_FAILING_SECONDS))


def with_jitter(seconds: float, chance: float) -> float:
    """A wait with up to a tenth taken off; `chance` lies in 0 … 1."""
    return seconds * (1.0 - JITTER_SHARE * chance)


def is_due(due_at: float, set_at: float, now: float) -> bool:
    """Whether a visit is due. One that was noted in what is now the future (`set_at`) is: nobody knows how long ago
    it was, and a clock that was wrong once must not put a channel to sleep for years."""
    return due_at <= now or set_at > now + CLOCK_SLACK_SECONDS
