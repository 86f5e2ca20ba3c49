"""`fangzhi new-posts`: what was first seen since a moment, once each, oldest first."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.errors import UsageError
from crawler.monitor.posts import parse_since
from tests.export.archives import article, make, mark_gone
from tests.sites import Home

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def posts(home: Home, since: str, *arguments: str) -> list[dict[str, Any]]:
    ended = home.run("new-posts", "--since", since, *arguments)
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def seen(number: int, day: int) -> Any:
    return article(number, fetched_at=f"2026-03-{day:02}T00:00:00Z")


def test_posts_come_oldest_first_across_sites(home: Home) -> None:
    make(home.output, seen(1, 1), seen(2, 3), seen(3, 5), channels=("gzdt", "tzgg"))
    make(home.output, seen(1, 2), seen(2, 4), site="other")
    found = posts(home, "2026-03-02T00:00:00Z")
    assert [(post["site"], post["title"]) for post in found] == [
        ("other", "第1号通知"), ("kx", "第2号通知"), ("other", "第2号通知"), ("kx", "第3号通知"),
    ]  # fmt: skip
    assert found[1]["channels"] == ["gzdt", "tzgg"]
    assert [post["title"] for post in posts(home, "2026-03-02", "--site", "kx")] == ["第2号通知", "第3号通知"]


def test_a_changed_article_is_no_new_post_and_a_gone_one_is_none(home: Home) -> None:
    make(home.output, seen(1, 1), seen(2, 5), seen(3, 5))
    make(home.output, article(1, title="更正", content_sha256="f" * 64, fetched_at="2026-03-09T00:00:00Z"))
    mark_gone(home.output, 3)
    assert [post["title"] for post in posts(home, "2026-03-04T00:00:00Z")] == ["第2号通知"]
    assert [post["title"] for post in posts(home, "2026-02-01")] == ["更正", "第2号通知"]


def test_nothing_new_prints_nothing(home: Home) -> None:
    make(home.output, seen(1, 1))
    assert posts(home, "2026-03-02T00:00:00Z") == []


def test_json_is_one_document(home: Home) -> None:
    make(home.output, seen(1, 1), seen(2, 2))
    ended = home.run("new-posts", "--since", "2026-03-01T00:00:00Z", "--json")
    assert [post["title"] for post in ended.json["posts"]] == ["第1号通知", "第2号通知"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("24h", "2026-11-21T12:00:00Z"),
        ("7d", "2026-11-15T12:00:00Z"),
        ("30m", "2026-11-22T11:30:00Z"),
        ("2w", "2026-11-08T12:00:00Z"),
        ("2026-11-01", "2026-10-31T16:00:00Z"),
        ("2026-11-01T08:00", "2026-11-01T00:00:00Z"),
        ("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z"),
        ("2026-11-01T08:00:00+02:00", "2026-11-01T06:00:00Z"),
    ],
)
def test_moments_and_durations(text: str, moment: str) -> None:
    assert parse_since(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "soon", "24", "h", "-3d", "2026-13-01", "999999w", "0001-01-01"])
def test_other_times_are_named(text: str) -> None:
    with pytest.raises(UsageError, match="--since: found"):
        parse_since(text, NOW)


def test_wrong_usage_is_said(home: Home) -> None:
    make(home.output, seen(1, 1))
    assert home.run("new-posts", "--since", "soon").code == 2
    assert home.run("new-posts", "--since", "1d", "--site", "nobody").code == 2
    assert home.run("new-posts").code == 2
