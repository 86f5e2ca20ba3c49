"""Turns at a host: one at a time and a pause between two, across tasks and processes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.net.politeness import (
    MAX_RETRY_AFTER_SECONDS,
    HostGates,
    HostPaused,
    HostState,
    backoff_seconds,
    host_file_name,
    retry_after_seconds,
)
from tests.sites import Home, LocalSite, News, Page, list_path

TAKE_TURNS = """
import asyncio, sys, time
from pathlib import Path
from crawler.net.politeness import HostGates

async def main():
    gate = HostGates(Path(sys.argv[1])).gate("h.example.cn")
    for _ in range(6):
        async with gate.turn(0.02, 60):
            start = time.time()
            await asyncio.sleep(0.03)
            print(start, time.time(), flush=True)

asyncio.run(main())
"""


async def take(gates: HostGates, delay: float = 0.0, longest: float = 60.0, host: str = "h") -> HostState:
    async with gates.gate(host).turn(delay, longest) as state:
        return state


def saved(folder: Path, **state: float) -> HostGates:
    (folder / "h.json").write_text(json.dumps(state))
    return HostGates(folder)


def test_two_processes_never_hold_a_host_at_once_and_keep_its_delay(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", TAKE_TURNS, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    turns = sorted(
        tuple(map(float, line.split())) for each in running for line in each.communicate(timeout=60)[0].splitlines()
    )
    assert len(turns) == 12
    for before, after in pairwise(turns):
        assert after[0] - before[1] >= 0.02 - 0.001


def test_tasks_of_one_process_queue_too(tmp_path: Path) -> None:
    gates, inside = HostGates(tmp_path), []

    async def one() -> None:
        async with gates.gate("h").turn(0, 60):
            inside.append(1)
            assert len(inside) == 1
            await asyncio.sleep(0.005)
            inside.pop()

    async def many() -> None:
        await asyncio.gather(*(one() for _ in range(10)))

    asyncio.run(many())


def test_other_hosts_do_not_wait(tmp_path: Path) -> None:
    gates = HostGates(tmp_path)

    async def nested() -> None:
        async with gates.gate("a.example.cn").turn(60, 60):
            await take(gates, host="b.example.cn")

    asyncio.run(asyncio.wait_for(nested(), 5))


def test_a_turn_is_given_back_when_its_holder_fails(tmp_path: Path) -> None:
    gates = HostGates(tmp_path)

    async def fail_then_take() -> None:
        with pytest.raises(ZeroDivisionError):
            async with gates.gate("h").turn(0, 60):
                raise ZeroDivisionError
        await take(gates)

    asyncio.run(asyncio.wait_for(fail_then_take(), 5))


def test_a_long_pause_is_refused_at_once_and_kept_for_later_runs(tmp_path: Path) -> None:
    gates = saved(tmp_path, not_before=time.time() + 3600, saved_at=time.time())
    for _ in range(2):
        with pytest.raises(HostPaused) as caught:
            asyncio.run(take(gates, longest=120))
        assert 3500 < caught.value.seconds <= 3600


def test_a_clock_set_back_does_not_pause_a_host_for_hours(tmp_path: Path) -> None:
    """The last turn ended in what is now the future; only the pause itself is left to wait."""
    later = time.time() + 7200
    asyncio.run(take(saved(tmp_path, not_before=later + 0.05, saved_at=later), longest=1))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"nobody": 1}', '{"not_before": 1e300}', '"x"', "\0\0"])
def test_a_damaged_state_file_stops_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "h.json").write_text(text)
    asyncio.run(take(HostGates(tmp_path), longest=1))


def test_crawl_delay_is_kept_unless_delays_are_off(tmp_path: Path) -> None:
    gates = HostGates(tmp_path)

    async def ask() -> None:
        await gates.gate("h").set_crawl_delay(40)
        assert (await take(gates, delay=0)).crawl_delay_seconds == 40
        await take(gates, delay=0.01)
        with pytest.raises(HostPaused):
            await take(gates, delay=0.01, longest=30)

    asyncio.run(ask())


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    now = 1_800_000_000.0
    assert retry_after_seconds("120", now) == 120
    assert retry_after_seconds(" 0 ", now) == 0
    assert retry_after_seconds(formatdate(now + 90, usegmt=True), now) == 90
    assert retry_after_seconds(formatdate(now - 90, usegmt=True), now) == 0
    assert retry_after_seconds("9" * 400, now) == MAX_RETRY_AFTER_SECONDS
    for nonsense in (None, "", "soon", "-5", "１２", "1.5", "Wed, 99 Nov 2026 99:00:00 GMT"):
        assert retry_after_seconds(nonsense, now) is None


def test_backoff_doubles_and_is_bounded() -> None:
    assert 5 <= backoff_seconds(5, 1) <= 6
    assert 20 <= backoff_seconds(5, 3) <= 24
    assert backoff_seconds(5, 10_000) <= 5 * 64 * 1.2


@pytest.mark.parametrize("host", ["../../etc/passwd", ".", "..", "a/b", "A B", "", "x" * 300, "\0", "中国.example"])
def test_a_host_s_file_never_leaves_its_folder(tmp_path: Path, host: str) -> None:
    path = (tmp_path / f"{host_file_name(host)}.json").resolve()
    assert path.parent == tmp_path.resolve() and len(path.name) < 120


def test_a_crawl_leaves_the_delay_between_its_requests(home: Home, site: LocalSite, news: News) -> None:
    """Seen from the server's own log: no request begins before the last answer is the delay old."""
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    ended = home.run(
        "crawl", "kjj", "-s", "ALLOW_PRIVATE_HOSTS=127.0.0.1", "-s", "DOWNLOAD_DELAY=0.2", "-s", "HOST_PAUSE=0"
    )
    assert ended.code == 0 and len(site.hits) == 5
    hits = sorted(site.hits, key=lambda hit: hit.at)
    assert all(after.at - before.at >= 0.2 for before, after in pairwise(hits))


def test_retry_after_is_waited_for_and_a_long_one_leaves_the_host_alone(
    home: Home, site: LocalSite, news: News
) -> None:
    news.publish(news=[2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    good = site.pages[list_path("news", 1)]
    assert isinstance(good, Page)
    answers = [Page(status=503, headers=(("Retry-After", "1"),)), good]
    site.pages[list_path("news", 1)] = lambda _: answers.pop(0) if len(answers) > 1 else good
    assert home.crawl("kjj").code == 0
    first, second = (hit for hit in site.hits if hit.path == list_path("news", 1))
    assert second.at - first.done >= 0.95
    site.pages[list_path("news", 1)] = Page(status=503, headers=(("Retry-After", "3600"),))
    site.hits.clear()
    assert home.crawl("kjj").code == 3
    assert home.report("kjj")["health"] == "unreachable" and len(site.hits) == 1
    assert home.crawl("kjj").code == 3
    assert len(site.hits) == 1, "the pause holds in the next run"
