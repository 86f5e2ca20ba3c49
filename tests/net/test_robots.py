"""robots.txt as RFC 9309 wants it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from crawler.net.robots import MAX_AGE_SECONDS, MAX_BYTES, MAX_ERROR_AGE_SECONDS, Robots, RobotsCache, parse_robots

HOST = "https://www.example.gov.cn"
CLOSED = "User-agent: *\nDisallow: /\n"


def allows(text: str, path: str, agent: str = "fangzhi", status: int = 200) -> bool:
    return parse_robots(status, text.encode()).allows(HOST + path, agent)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        (CLOSED, "/a", False),
        (CLOSED, "/robots.txt", True),
        ("User-agent: *\nDisallow: /a\n", "/ab", False),
        ("User-agent: *\nDisallow: /a\n", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/open\n", "/a/open/1", True),
        ("User-agent: *\nAllow: /a/open\nDisallow: /a\n", "/a/open/1", True),
        ("User-agent: *\nDisallow: /*.php\n", "/x/y.php?z", False),
        ("User-agent: *\nDisallow: /*.php$\n", "/x/y.php?z", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
        ("User-agent: other\nDisallow: /\n", "/a", True),
        ("User-agent: fangzhi\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/a", False),
        ("User-agent: FangZhi\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a", True),
        ("User-agent: x\nUser-agent: fangzhi\nDisallow: /\n", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/a", False),
        ("# words\nuser-AGENT : *\nDISALLOW: / # all\n", "/a", False),
        ("<html><body>Disallow: nothing of the kind</body></html>", "/a", True),
        ("\0\xff\xfe nonsense", "/a", True),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert allows(text, path) is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_missing_robots_txt_opens_the_site_whatever_its_body_says(status: int) -> None:
    assert allows(CLOSED, "/a", status=status)


@pytest.mark.parametrize("status", [0, 429, 500, 502, 503, 599])
def test_an_unreachable_robots_txt_closes_the_site(status: int) -> None:
    assert not allows("User-agent: *\nAllow: /\n", "/a", status=status)


def test_at_least_500_kib_are_read() -> None:
    filler = "# words\n" * (MAX_BYTES // 8 - 50)
    assert not allows(filler + CLOSED, "/a")
    assert MAX_BYTES >= 500 * 1024


def test_crawl_delay_is_read() -> None:
    robots = parse_robots(200, b"User-agent: *\nCrawl-delay: 7\n")
    assert robots.crawl_delay_seconds("fangzhi") == 7
    assert parse_robots(404, b"User-agent: *\nCrawl-delay: 7\n").crawl_delay_seconds("fangzhi") == 0
    assert parse_robots(200, b"User-agent: *\nCrawl-delay: long\n").crawl_delay_seconds("fangzhi") == 0


def test_the_cache_is_shared_and_grows_stale(tmp_path: Path) -> None:
    RobotsCache(tmp_path).save(HOST, parse_robots(200, CLOSED.encode()))
    found = RobotsCache(tmp_path).load(HOST)
    assert found and not found.allows(HOST + "/a", "fangzhi")
    assert RobotsCache(tmp_path).load("http://www.example.gov.cn") is None
    assert RobotsCache(tmp_path).load(HOST + ":8443") is None
    for status, age in ((200, MAX_AGE_SECONDS), (500, MAX_ERROR_AGE_SECONDS), (200, -60)):
        RobotsCache(tmp_path).save(HOST, Robots(status, "", time.time() - age - 1 if age > 0 else time.time() + 60))
        assert RobotsCache(tmp_path).load(HOST) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"status": 200}', "\0"])
def test_a_damaged_cache_is_asked_for_again(tmp_path: Path, text: str) -> None:
    cache = RobotsCache(tmp_path)
    cache.save(HOST, parse_robots(200, b""))
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    assert cache.load(HOST) is None


def test_a_cache_of_wrong_types_is_asked_for_again(tmp_path: Path) -> None:
    cache = RobotsCache(tmp_path)
    cache.save(HOST, parse_robots(200, b""))
    (path,) = tmp_path.iterdir()
    path.write_text(json.dumps({"status": "200", "text": None, "fetched_at": "now"}))
    assert cache.load(HOST) is None
