"""Any death at any moment, then the same command: the same records as an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial

import pytest

from crawler.archive.verify import verify_site
from tests.sites import FAST, Home, LocalSite, News, Page, html, list_path, post_page, post_path, wait_for

POSTS = 24


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalSite, dict[str, str]]]:
    """A site, and what a run without trouble says of it: content_sha256 by id."""
    with LocalSite() as site:
        News(site).publish(news=list(range(POSTS, 0, -1)))
        site.pages[post_path(20)] = html(post_page(20, extra='<p>附件：<a href="/files/plan.pdf">工作方案.pdf</a></p>'))
        site.pages["/files/plan.pdf"] = Page(b"%PDF-1.4 plan", headers=(("Content-Type", "application/pdf"),))
        home = Home.make(tmp_path_factory.mktemp("calm") / "home")
        home.site_file("kjj", site.url, {"news": list_path("news", 1)})
        assert home.crawl("kjj").code == 0
        said = home.said("kjj")
        assert len(said) == POSTS
        yield site, said


@pytest.fixture
def site(calm: tuple[LocalSite, dict[str, str]]) -> LocalSite:
    """The same site, every answer of which now takes a moment."""
    running, _ = calm
    running.hits.clear()
    running.pages = {path: _slow(page) for path, page in running.pages.items() if isinstance(page, Page)}
    return running


@pytest.fixture
def undisturbed(calm: tuple[LocalSite, dict[str, str]], site: LocalSite, home: Home) -> dict[str, str]:
    """What must come out whatever happens."""
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    return calm[1]


def _slow(page: Page) -> Page:
    return Page(page.body, page.status, page.headers, wait_seconds=0.02)


def start(home: Home) -> subprocess.Popen[str]:
    return home.start("crawl", "kjj", *FAST)


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, err = process.communicate(timeout=30)
    return process.returncode, err


def finish(home: Home, undisturbed: dict[str, str]) -> None:
    assert home.crawl("kjj").code == 0
    assert home.said("kjj") == undisturbed
    assert verify_site(home.output / "kjj").damage == []
    file = next(record for record in home.records("kjj") if record["url"].endswith(post_path(20)))["attachments"]
    assert file[0]["sha256"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("hits", [2, 15])
def test_one_ctrl_c_ends_with_130_and_loses_nothing(
    home: Home, site: LocalSite, undisturbed: dict[str, str], number: int, hits: int
) -> None:
    process = start(home)
    wait_for(lambda: len(site.hits) >= hits)
    os.kill(process.pid, number)
    code, _ = end(process)
    assert code == 130
    assert home.report("kjj")["exit_code"] == 130 and home.report("kjj")["interrupted"]
    assert len(home.said("kjj")) < POSTS
    finish(home, undisturbed)


def test_ctrl_c_twice_ends_at_once_and_loses_nothing(home: Home, site: LocalSite, undisturbed: dict[str, str]) -> None:
    site.pages[post_path(10)] = Page(html(post_page(10)).body, wait_seconds=20)
    process = start(home)
    wait_for(lambda: post_path(12) in site.asked)
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGINT)
    time.sleep(0.3)
    assert process.poll() is None, "the first one waits for what is under way"
    os.kill(process.pid, signal.SIGINT)
    assert end(process)[0] == 130
    site.pages[post_path(10)] = html(post_page(10))
    finish(home, undisturbed)


def test_ctrl_c_stops_a_site_that_waits_for_its_turn(home: Home) -> None:
    """Nobody holds a terminal for the minutes that a Retry-After asks for."""
    with LocalSite() as site:
        site.pages[list_path("news", 1)] = Page(status=503, headers=(("Retry-After", "100"),))
        home.site_file("kjj", site.url, {"news": list_path("news", 1)})
        process = start(home)
        wait_for(lambda: list_path("news", 1) in site.asked)
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGINT)
        assert end(process)[0] == 130


def _so_far(site: LocalSite, hits: int, process: subprocess.Popen[str]) -> bool:
    return len(site.hits) >= hits or process.poll() is not None


@pytest.mark.parametrize("seed", range(3))
def test_kill_9_at_any_moment_loses_nothing(
    home: Home, site: LocalSite, undisturbed: dict[str, str], seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(2):
        before, wanted = len(site.hits), chance.randrange(1, 14)
        process = start(home)
        wait_for(partial(_so_far, site, before + wanted, process))
        time.sleep(chance.random() * 0.05)
        os.killpg(process.pid, signal.SIGKILL)
        end(process)
    finish(home, undisturbed)


def test_kill_9_at_the_start_loses_nothing(home: Home, site: LocalSite, undisturbed: dict[str, str]) -> None:
    process = start(home)
    wait_for(lambda: (home.output / "kjj" / "lock").exists() or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    end(process)
    finish(home, undisturbed)
