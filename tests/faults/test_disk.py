"""A disk that fails in the middle: exit 5, nothing promised in vain, and a sound disk has everything again.

benchmarks/disk.py does the same at each of the first 200 calls.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from crawler.archive.verify import verify_site
from tests.faults.disk import CALLS, Disk
from tests.sites import FAST, Ended, Home, LocalSite, News, list_path

FAILURES = (
    *("ENOSPC:write:4", "EIO:write:7", "short:write:5", "short:write:10"),
    *("ENOSPC:fsync:5", "EIO:fsync:8", "ENOSPC:commit:2", "EIO:commit:3"),
)


def crawl(home: Home, every: float = 0, **environment: str) -> Ended:
    return home.run(
        "-m", "tests.faults.disk", "crawl", "kjj", *FAST, "-s", f"COMMIT_SECONDS={every}", command=sys.executable,
        PYTHONPATH=str(Path(__file__).parents[2]), **environment,
    )  # fmt: skip


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failing_disk_is_5_and_costs_nothing(home: Home, site: LocalSite, news: News, failure: str) -> None:
    news.publish(news=[6, 5, 4, 3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    ended = crawl(home, FAIL=failure)
    assert ended.code == 5, ended.err
    if (home.output / "kjj" / "articles.jsonl").exists():
        assert verify_site(home.output / "kjj").damage == []
    assert crawl(home).code == 0
    assert len(home.said("kjj")) == 6
    assert verify_site(home.output / "kjj").damage == []


@pytest.mark.parametrize("call", CALLS)
def test_a_disk_that_fails_at_the_very_end_is_5_too(home: Home, site: LocalSite, news: News, call: str) -> None:
    """Index, seal and report are written last; a failure there is said and damages nothing."""
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    counted = home.root / "counts.json"
    assert crawl(home, 60, COUNT=str(counted)).code == 0
    last = json.loads(counted.read_text())[call] - (call == "commit")  # that one is output/index.sqlite's: derived
    for number in range(max(1, last - 6), last + 1):
        shutil.rmtree(home.output)
        ended = crawl(home, 60, FAIL=f"EIO:{call}:{number}")
        assert ended.code == 5, (number, last, ended)
        assert "/kjj" in ended.out and re.search("(Input/output|disk I/O) error", ended.out), (number, last, ended.out)
        if number > 1:
            assert verify_site(home.output / "kjj").damage == [], (number, last)
        assert crawl(home).code == 0 and len(home.said("kjj")) == 3


def test_the_failure_lasts() -> None:
    disk = Disk("ENOSPC:commit:2")
    assert [disk.strikes("commit") for _ in range(4)] == [False, True, True, True]
    assert not disk.strikes("write")
