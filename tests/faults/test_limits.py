"""Limits of a visit: what is left out is named with its number, what waits is asked for by the next run."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from crawler.items import Part
from crawler.walk import read_in_parts
from tests.faults.names import LOCAL
from tests.faults.places import endless_pager
from tests.faults.server import LIST, Answer, FaultServer, Replica, Talk, list_page
from tests.faults.test_certificates import run
from tests.faults.tls import Certificates
from tests.sites import FAST, Ended, Home, LocalSite, News, Page, html, list_path, post_page, post_path, title

TIGHT = {"MAX_LIST_REQUESTS": 4, "MAX_HOST_REQUESTS": 20, "MAX_PARTS": 3, "MAX_FILES_PER_ARTICLE": 2}
PARTS, POSTS = 6, 30


def many_posts(talk: Talk) -> None:
    items = "".join(
        f'<li><a href="{post_path(n)}">{title(n)}</a><span>2024-01-05</span></li>' for n in range(10, 10 + POSTS)
    )
    talk.say(list_page("", entries=items).encode())


def a_post(talk: Talk) -> None:
    talk.say(post_page(int(talk.path[-10:-5])).encode())


def in_parts(talk: Talk) -> None:
    """A post whose body goes on on further pages, as its pager says."""
    name = post_path(2).removesuffix(".html")
    number = int(talk.path.removeprefix(name).strip("_").removesuffix(".html") or 1)
    pager = "".join(f'<a href="{name}_{part}.html">{part}</a> ' for part in range(2, PARTS + 1))
    text = f"第{number}部分：会议听取了各单位的工作汇报，研究了下一阶段的重点任务，并对相关工作作出部署，要求抓好落实。"
    talk.say(post_page(2, text=text, extra=f'<div class="page">{pager}</div>').encode())


def with_files(talk: Talk) -> None:
    links = "".join(f'<p><a href="/f/{n}.pdf">附件{n}：工作方案{n}.pdf</a></p>' for n in range(5))
    talk.say(post_page(2, extra=links).encode())


@dataclass(frozen=True)
class Row:
    """A limit that a site meets: the problem's address and detail, the run's exit code."""

    answers: dict[str, Answer]
    url: str
    detail: str
    code: int


_PART = post_path(2).removesuffix(".html")
ROWS = {
    "list-requests": Row({LIST: endless_pager}, LIST, "MAX_LIST_REQUESTS: found more than 4 requests for 5 pages, allowed 4", 3),
    "host-requests": Row({LIST: many_posts, **{post_path(n): a_post for n in range(10, 10 + POSTS)}}, ".html", "MAX_HOST_REQUESTS: found more than 20 requests to host-requests.fault.test, allowed 20", 3),
    "parts": Row({post_path(2): in_parts, **{f"{_PART}_{n}.html": in_parts for n in range(2, PARTS + 1)}},
                 post_path(2), "MAX_PARTS: found 5 parts, allowed 3", 0),
    "files": Row({post_path(2): with_files, **{f"/f/{n}.pdf": lambda talk: talk.say(b"%PDF-1.4 " + talk.path.encode(), headers=()) for n in range(5)}},
                 "/f/2.pdf", "MAX_FILES_PER_ARTICLE: found more files, allowed 2", 0),
}  # fmt: skip


def crawl(home: Home, certificates: Certificates, settings: dict[str, int], *names: str) -> Ended:
    more = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    allowed = ",".join(host + LOCAL for host in ROWS)
    return run(home, certificates, "crawl", *names, *FAST[2:], "-s", f"ALLOW_PRIVATE_HOSTS={allowed}", *more)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every site's report and records under tight limits, then under the usual ones, and the paths asked for."""
    root = tmp_path_factory.mktemp("limits")
    home, certificates = Home.make(root / "home"), Certificates(root)
    found: dict[str, Any] = {}
    with FaultServer({host: Replica(dict(row.answers)) for host, row in ROWS.items()}) as server:
        for host in ROWS:
            home.site_file(host.replace("-", "_"), server.base(host), {"news": LIST})
        crawl(home, certificates, TIGHT)
        for host in ROWS:
            name = host.replace("-", "_")
            found[host] = {
                "report": home.report(name),
                "records": home.records(name),
                "asked": dict(server.asked[host]),
            }
        crawl(home, certificates, {}, "host_requests")
        found["after"] = {"report": home.report("host_requests"), "records": home.records("host_requests")}
    return found


@pytest.mark.parametrize("host", ROWS)
def test_a_limit_that_is_hit_names_address_limit_found_and_allowed(results: dict[str, Any], host: str) -> None:
    row, report = ROWS[host], results[host]["report"]
    said = [problem for problem in report["problems"] if problem["kind"] == "limit"]
    assert [problem["detail"] for problem in said] == [row.detail]
    assert said[0]["url"].endswith(row.url)
    assert report["exit_code"] == row.code, report["reason"]


def test_a_spent_host_keeps_its_articles_for_the_next_run(results: dict[str, Any]) -> None:
    first, after = results["host-requests"], results["after"]
    assert sum(first["asked"].values()) == 20
    stored = len(first["records"])
    assert 0 < stored < POSTS and first["report"]["counts"]["waiting"] == POSTS + 3 - stored
    assert first["report"]["counts"]["problems"] == 1, "the rest waits without a word each"
    assert len(after["records"]) == POSTS + 3 and after["report"]["counts"]["waiting"] == 0
    assert after["report"]["exit_code"] == 0


def test_an_article_of_too_many_parts_says_what_is_missing(results: dict[str, Any]) -> None:
    record = next(record for record in results["parts"]["records"] if record["url"].endswith(post_path(2)))
    assert "第4部分" in record["body"] and "第5部分" not in record["body"]
    assert "body: MAX_PARTS: found 5 parts, allowed 3" in record["warnings"]
    assert f"{_PART}_5.html" not in results["parts"]["asked"]


def test_files_beyond_the_limit_are_named_in_the_record(results: dict[str, Any]) -> None:
    record = next(record for record in results["files"]["records"] if record["attachments"])
    assert [bool(file["sha256"]) for file in record["attachments"]] == [True, True, False, False, False]
    assert len([line for line in record["warnings"] if "too many files" in line]) == 3


def test_max_pages_of_the_command_line_is_no_fault_of_the_site(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(30, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj", "--max-pages", "2").code == 0
    (problem,) = home.report("kjj")["problems"]
    assert problem["detail"] == "--max-pages: found more than 2 pages, allowed 2"
    assert home.crawl("kjj", "-s", "MAX_LIST_PAGES=2").code == 3
    assert home.report("kjj")["health"] == "degraded"


def test_a_channel_that_moved_is_found_and_its_dead_address_named(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": "/old/index.html"})
    assert home.crawl("kjj").code == 0
    report = home.report("kjj")
    assert [(p["kind"], p["url"]) for p in report["problems"]] == [("http_status", site.url + "/old/index.html")]
    assert report["channels"][0]["url"] == site.url + list_path("news", 1) and len(home.records("kjj")) == 3


def test_a_page_two_that_is_missing_is_counted(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(8, 0, -1)))
    site.pages[list_path("news", 2)] = Page(b"<html><title>404</title>404</html>", 404)
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    assert home.report("kjj")["channels"][0]["passed_over"] == 1


def test_articles_not_asked_for_spend_no_try(home: Home, site: LocalSite, news: News) -> None:
    """Eight visits to a site that refuses us: the tries are those of the one article that was asked for."""
    news.publish(news=[4, 3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    good = site.pages[post_path(4)]
    site.pages[post_path(4)] = html("<html><title>安全验证</title><body>请输入验证码</body></html>")
    for _ in range(8):
        # With a pause between two requests, so that no second one is under way when the challenge comes.
        home.run("crawl", *FAST[:2], "-s", "DOWNLOAD_DELAY=0.2", "-s", "HOST_PAUSE=0", "-s", "RETRY_WAIT=0")
    counts = home.report("kjj")["counts"]
    assert (counts["waiting"], counts["given_up"]) == (3, 1)
    site.pages[post_path(4)] = good
    home.crawl("kjj")
    assert len(home.records("kjj")) == 3, "the one that was tried eight times waits for --full"
    assert home.report("kjj")["counts"]["given_up"] == 1
    assert home.crawl("kjj", "--full").code == 0
    assert len(home.records("kjj")) == 4 and home.report("kjj")["counts"]["given_up"] == 0


@dataclass(frozen=True)
class Reading:
    more: tuple[str, ...]


def read_all(pages: dict[str, tuple[str, ...]], most: int, gone: tuple[str, ...] = ()) -> tuple[list[str], str | None]:
    """What is fetched for an article whose parts ask for further ones."""
    fetched: list[str] = []

    def read(parts: tuple[Part, ...]) -> Reading:
        return Reading((*pages[""], *(url for part in parts for url in pages.get(part.url, ()))))

    async def fetch(url: str) -> Part | None:
        fetched.append(url)
        return None if url in gone else Part(url, b"")

    return fetched, asyncio.run(read_in_parts(read, fetch, most))[1]


def test_parts_are_fetched_once_each_until_none_is_asked_for() -> None:
    pages = {"": ("a", "b", "a"), "a": ("b", "c"), "c": ("a", "")}
    assert read_all(pages, 10) == (["a", "b", "c", ""], None)
    assert read_all(pages, 10, gone=("a",)) == (["a", "b"], None)


def test_parts_without_end_stop_at_the_limit() -> None:
    pages = {"": ("0",)} | {str(number): (str(number + 1),) for number in range(1_000)}
    assert read_all(pages, 5) == ([*"01234"], "MAX_PARTS: found 6 parts, allowed 5")
    assert read_all({"": tuple("abc")}, 3) == ([*"abc"], None)
