"""The rule of visits: its limits hold for any channel, and thirty days of twenty channels go by as promised."""

from __future__ import annotations

import heapq
import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from crawler.monitor.schedule import (
    DAY,
    HOUR,
    LONGEST_BLOCKED_SECONDS,
    LONGEST_FAILING_SECONDS,
    is_due,
    usual_wait_seconds,
    wait_seconds,
    with_jitter,
)

posts = st.none() | st.integers(0, 10_000)
limits = st.none() | st.floats(0.01, 8760)


@given(posts, limits)
def test_a_channel_is_never_left_longer_than_its_limit(posts: int | None, every_hours: float | None) -> None:
    assert 0 < usual_wait_seconds(posts, every_hours) <= (every_hours or 24) * HOUR


@given(st.integers(0, 10_000), st.integers(0, 10_000), limits)
def test_who_posts_more_is_visited_at_least_as_often(one: int, other: int, every_hours: float | None) -> None:
    few, many = sorted((one, other))
    assert usual_wait_seconds(many, every_hours) <= usual_wait_seconds(few, every_hours)


def test_the_rule_in_the_words_of_the_docs() -> None:
    assert usual_wait_seconds(None, None) == 6 * HOUR
    assert usual_wait_seconds(28, None) == 6 * HOUR, "one post a day"
    assert usual_wait_seconds(56, None) == 3 * HOUR
    assert usual_wait_seconds(10_000, None) == HOUR
    assert usual_wait_seconds(0, None) == 24 * HOUR
    assert usual_wait_seconds(0, 2) == 2 * HOUR
    assert usual_wait_seconds(28, 0.25) == HOUR / 4


@given(st.floats(60, 30 * DAY), st.integers(1, 1_000), st.sampled_from(["broken", "unreachable", "blocked"]))
def test_failures_are_pressed_less_and_less(usual: float, failures: int, health: str) -> None:
    wait = wait_seconds(usual, health, failures)
    longest = LONGEST_BLOCKED_SECONDS if health == "blocked" else LONGEST_FAILING_SECONDS
    assert usual <= wait <= max(usual, longest)
    assert wait <= wait_seconds(usual, health, failures + 1)
    assert wait <= wait_seconds(usual, "blocked", failures), "blocked ones are left alone longest"
    assert wait_seconds(usual, "degraded", failures) == usual


def test_blocked_sites_rest_a_day_then_two_then_four() -> None:
    assert [wait_seconds(6 * HOUR, "blocked", n) / DAY for n in (1, 2, 3, 4, 5)] == [1, 2, 4, 7, 7]
    assert [wait_seconds(6 * HOUR, "broken", n) / HOUR for n in (1, 2, 3, 4)] == [6, 12, 24, 24]


@given(st.floats(1, 30 * DAY), st.floats(0, 1))
def test_chance_takes_off_at_most_a_tenth(seconds: float, chance: float) -> None:
    assert 0.9 * seconds - 1e-6 <= with_jitter(seconds, chance) <= seconds


@given(st.floats(0, 4e9), st.floats(0, 30 * DAY))
def test_no_clock_puts_a_channel_to_sleep_for_longer_than_its_wait(now: float, wait: float) -> None:
    """Whatever the clock said when the next visit was noted: after its wait by today's clock it is due."""
    for set_at in (now - DAY, now, now + 200, now + 10 * 365 * DAY):
        assert is_due(set_at + wait, set_at, now + wait + 301)


def test_thirty_days_of_twenty_channels() -> None:
    """Five hosts with four channels each, one process that was down for two days: each host at its own rate, none
    forgotten, no burst afterwards."""
    chance = random.Random(7)
    pace = {f"host{n % 5}/c{n}": chance.choice([0, 4, 28, 60, 400]) for n in range(20)}
    due = [(chance.random() * HOUR, name) for name in pace]
    heapq.heapify(due)
    visits: dict[str, list[float]] = {name: [] for name in pace}
    free_at: dict[str, float] = {}
    now, end, delay, walk = 0.0, 30 * DAY, 1.0, 3.0
    down = (10 * DAY, 12 * DAY)
    while now < end:
        now += 60.0  # cron
        if down[0] <= now < down[1]:
            continue
        while due and due[0][0] <= now:
            _, name = heapq.heappop(due)
            host = name.partition("/")[0]
            begin = max(now, free_at.get(host, 0.0) + delay)
            free_at[host] = begin + walk
            visits[name].append(begin)
            heapq.heappush(
                due, (begin + walk + with_jitter(usual_wait_seconds(pace[name], None), chance.random()), name)
            )
    for name, times in visits.items():
        wait = usual_wait_seconds(pace[name], None)
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        usual = [gap for gap in gaps if gap < 2 * DAY]
        assert max(usual) <= wait + 60 + 4 * (walk + delay) + walk, f"{name} was forgotten for a while"
        assert min(gaps) >= 0.9 * wait, f"{name} was visited in a burst"
        assert len(times) >= 26 * DAY / (wait + 120), name
    by_host: dict[str, list[float]] = {}
    for name, times in visits.items():
        by_host.setdefault(name.partition("/")[0], []).extend(times)
    for times in by_host.values():
        times.sort()
        assert all(later - earlier >= walk + delay for earlier, later in itertools.pairwise(times))
