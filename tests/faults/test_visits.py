"""Nothing falls between record and report: one sick host beside a healthy one, second channels, lowered limits."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.names import VOID
from tests.faults.test_certificates import run
from tests.faults.tls import Certificates
from tests.sites import FAST, Home, LocalSite, News, Page, day, html, list_path, post_page, post_path, title


@pytest.fixture
def second() -> Iterator[LocalSite]:
    """A further host of the site, by another loopback name."""
    with LocalSite() as running:
        yield running


def mixed_list(sick: str, posts: int = 8) -> Page:
    """A list whose posts lie on two hosts in turn, the sick one first."""
    items = "".join(
        f'<li><a href="{sick if n % 2 else ""}{post_path(n)}">{title(n)}</a><span>2024-01-05</span></li>'
        for n in range(1, posts + 1)
    )
    return html(f"<html><head><title>科技动态</title></head><body><h2>科技动态</h2><ul>{items}</ul></body></html>")


@pytest.fixture
def kjj(home: Home, site: LocalSite, second: LocalSite, news: News) -> Home:
    """Eight posts, every second of which lies on the sick host; 127.0.0.2 is the way to it."""
    news.publish(news=list(range(8, 0, -1)))
    site.pages[list_path("news", 1)] = mixed_list(f"http://localhost:{second.port}")
    home.site_file("kjj", site.url, {"news": list_path("news", 1)}, more='    hosts = ("localhost",)\n')
    return home


def crawl(home: Home, *more: str) -> int:
    return home.run(
        "crawl", "kjj", "-s", "ALLOW_PRIVATE_HOSTS=127.0.0.1,localhost", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", *more
    ).code  # fmt: skip


def test_a_host_that_fails_is_left_alone_and_the_others_are_read(kjj: Home, second: LocalSite) -> None:
    second.pages = {post_path(n): Page(raw=b"") for n in range(1, 9)}
    assert (
        crawl(kjj, "-s", "HOST_FAILURES=2", "-s", "HOST_PAUSE=300", "-s", "LONGEST_HOST_WAIT=1", "-s", "RETRY_WAIT=0")
        == 3
    )
    report = kjj.report("kjj")
    assert len(kjj.records("kjj")) == 4, "all of the healthy host"
    assert report["problem_counts"] == {"connection": 2, "paused": 1} and report["health"] == "degraded"
    assert (report["counts"]["waiting"], report["counts"]["given_up"]) == (4, 0)


@pytest.mark.parametrize(("answer", "kind"), [(Page(b"busy", 503), "robots"), (Page(raw=b""), "connection")])
def test_articles_whose_robots_txt_does_not_come_wait_without_a_try(
    kjj: Home, second: LocalSite, answer: Page, kind: str
) -> None:
    second.pages["/robots.txt"] = answer
    for _ in range(9):
        assert crawl(kjj, "-s", "RETRY_WAIT=0", "-s", "HOST_PAUSE=0") == 3
        assert kjj.report("kjj")["problem_counts"] == {kind: 1}
    assert len(kjj.records("kjj")) == 4 and kjj.report("kjj")["counts"]["waiting"] == 4
    second.pages = {post_path(n): html(post_page(n)) for n in range(1, 9)}
    for kept in (kjj.output / ".hosts").glob("*.robots"):
        kept.unlink()
    assert crawl(kjj, "-s", "RETRY_WAIT=0", "-s", "HOST_PAUSE=0") == 0
    assert len(kjj.records("kjj")) == 8


def test_a_refusal_that_the_list_reader_finds_stops_the_site(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[2, 1], gg=[4, 3])
    home.site_file("kjj", site.url, {"news": list_path("news", 1), "gg": list_path("gg", 1)}, more=(
        "\n    @classmethod\n    def read_list(cls, body, url, **known):\n        from crawler import BlockedError\n\n"
        "        raise BlockedError(url, found='a wall')\n"
    ))  # fmt: skip
    assert home.crawl("kjj").code == 4
    assert site.asked == ["/robots.txt", list_path("news", 1)]


def test_a_limit_lowered_below_an_archived_page_is_said(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[2, 1])
    whole = site.pages[list_path("news", 1)]
    assert isinstance(whole, Page)
    packed = gzip.compress(whole.body)
    headers = (*whole.headers, ("Content-Encoding", "gzip"), ("ETag", '"1"'))
    site.pages[list_path("news", 1)] = Page(packed, headers=headers)
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    ended = home.crawl("kjj", "-s", f"MAX_PAGE_BYTES={len(packed)}")
    report = home.report("kjj")
    assert ended.code == 3 and report["internal_error"] is None
    assert set(report["problem_counts"]) == {"too_large"}


def test_a_connection_s_failure_is_said_without_addresses_in_memory(home: Home, tmp_path: Path) -> None:
    home.site_file("kjj", f"http://nothing{VOID}", {"news": "/news/"})
    run(home, Certificates(tmp_path), "crawl", "kjj", *FAST, "-s", "RETRY_TIMES=0")
    (problem,) = home.report("kjj")["problems"]
    assert problem["kind"] == "dns" and "0x" not in problem["detail"] and "nothing.void.test" in problem["detail"]


def test_a_mistake_in_a_site_s_list_reading_is_an_internal_error(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)}, more=(
        "\n    @classmethod\n    def read_list(cls, body, url, **known):\n        return [][1]\n"
    ))  # fmt: skip
    ended = home.crawl("kjj")
    assert ended.code == 1 and "IndexError" in str(home.report("kjj")["internal_error"])


def test_a_new_post_whose_page_is_not_up_yet_is_asked_for_again_and_an_old_one_is_not(
    home: Home, site: LocalSite, news: News
) -> None:
    news.publish(news=[2, 1])
    today = f"{datetime.now(UTC) + timedelta(hours=8):%Y-%m-%d}"
    listed = site.pages[list_path("news", 1)]
    site.pages[list_path("news", 1)] = replace(listed, body=listed.body.replace(day(2).encode(), today.encode()))
    pages = {post: site.pages.pop(post_path(post)) for post in (1, 2)}
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    home.crawl("kjj")
    assert home.report("kjj")["problem_counts"] == {"http_status": 2} and home.report("kjj")["counts"]["waiting"] == 1
    for post, page in pages.items():
        site.pages[post_path(post)] = page
    assert home.crawl("kjj").code == 0
    assert [record["url"] for record in home.records("kjj")] == [site.url + post_path(2)]
