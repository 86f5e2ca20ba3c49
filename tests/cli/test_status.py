"""What `fangzhi status` says of sites that break: a replica of each kind, sound for three visits, then broken."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.cli.status import _lines, _width
from crawler.monitor.status import ChannelStatus, SiteStatus, posts_per_week, sparkline
from tests.sites import Home, LocalSite, News, Page, html, list_path, post_page, post_path

LIST = list_path("news", 1)
POSTS = list(range(12, 0, -1))


def _new_posts(news: News, page: Callable[[int], str]) -> None:
    """Three more posts, whose pages look like this."""
    news.publish(news=[15, 14, 13, *POSTS])
    for post in (13, 14, 15):
        news.site.pages[post_path(post)] = html(page(post))


def _dead_links(news: News) -> None:
    _new_posts(news, post_page)
    for post in (13, 14, 15):
        del news.site.pages[post_path(post)]


def _replace(old: str, new: str) -> Callable[[News], None]:
    def change(news: News) -> None:
        page = news.site.pages[LIST]
        assert isinstance(page, Page)
        text = page.body.decode()
        assert old in text
        news.site.pages[LIST] = Page(text.replace(old, new).encode())

    return change


def _list(text: str, status: int = 200) -> Callable[[News], None]:
    def change(news: News) -> None:
        for number in (1, 2, 3):
            news.site.pages[list_path("news", number)] = html(text, status)

    return change


def _another_column(news: News) -> None:
    pages = news.list_pages("kp", [90, 88, 87, 86, 85])
    news.site.pages[LIST] = html(pages[1])


def _same_titles(news: News) -> None:
    for post in POSTS:
        _replace(f"召开第{post}次科技创新工作会议", "信息公开")(news) if post > 7 else None


def _no_dates(news: News) -> None:
    for post in POSTS[:5]:
        _replace(f"<span>2024-01-{post + 1:02}</span>", "")(news)


def _one_date(news: News) -> None:
    for post in POSTS[:5]:
        _replace(f"<span>2024-01-{post + 1:02}</span>", "<span>2024-01-01</span>")(news)


def _garbled(news: News) -> None:
    page = news.site.pages[LIST]
    assert isinstance(page, Page)
    wrong = page.body.decode().encode("utf-8").decode("latin-1").encode("utf-8")
    news.site.pages[LIST] = Page(wrong)


#: How it breaks, the health word, and words of the reason.
KINDS: dict[str, tuple[Callable[[News], None], str, str]] = {
    "empty": (lambda news: news.publish(news=[]), "broken", "no entries"),
    "other_column": (_another_column, "broken", "another page in the list's place"),
    "no_bodies": (
        lambda news: _new_posts(news, lambda post: "<html><body><h1>题</h1></body></html>"), "degraded", "3 of 3",
    ),
    "same_titles": (_same_titles, "degraded", "different titles"),
    "no_dates": (_no_dates, "degraded", "have no date"),
    "one_date": (_one_date, "degraded", "another date"),
    "foreign": (_replace('href="/art', 'href="http://other.example.com/art'), "degraded", "lead to other sites"),
    "no_pager": (_replace("下一页", ""), "degraded", "no second page"),
    "http_404": (_list("<html><body>404</body></html>", 404), "broken", "HTTP 404"),
    "soft_404": (
        _list("<html><title>提示</title><body>您访问的页面不存在或已被删除</body></html>"), "broken", "soft_404",
    ),
    "challenge": (_list("<html><title>安全验证</title><body>请输入验证码</body></html>"), "blocked", "安全验证"),
    "login": (
        _list(
            "<html><head><title>用户登录</title></head><body><form action='/login'><input name='user'>"
            "<input type='password' name='password'><button>登录</button></form></body></html>"
        ),
        "broken", "login: ",
    ),
    "garbled": (_garbled, "degraded", "garbled"),
    "down": (_list("<html><body>error</body></html>", 502), "broken", "HTTP 502"),
    "no_sources": (
        lambda news: _new_posts(news, lambda post: post_page(post).replace("来源：某某市科技局", "")),
        "degraded", "no source",
    ),
    "dead_links": (_dead_links, "degraded", "3 of 3 articles that the list links to are not there"),
    "sound": (lambda news: _new_posts(news, post_page), "ok", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, dict[str, dict[str, object]]]]:
    """All replicas after their first broken visit, and what status says of them."""
    home = Home.make(tmp_path_factory.mktemp("status") / "home")
    with contextlib.ExitStack() as servers:
        replicas = {}
        for kind in KINDS:
            news = replicas[kind] = News(servers.enter_context(LocalSite()))
            news.publish(news=POSTS)
            home.site_file(kind, news.site.url, {"news": LIST})
        for _ in range(3):
            ended = home.crawl("--jobs", "8")
            assert ended.code == 0, ended.out
        for kind, (change, _, _) in KINDS.items():
            change(replicas[kind])
        home.crawl("--jobs", "8")
    told = {row["site"]: row for row in home.run("status", "--json").json["sites"]}
    yield home, told


@pytest.mark.parametrize("kind", KINDS)
def test_each_breakage_is_named_on_the_first_visit(
    broken: tuple[Home, dict[str, dict[str, object]]], kind: str
) -> None:
    _, health, words = KINDS[kind]
    row = broken[1][kind]
    assert row["health"] == health, row["reason"]
    assert words in str(row["reason"] or "")


def test_failing_lists_the_failing_ones_and_the_code_says_so(broken: tuple[Home, dict[str, dict[str, object]]]) -> None:
    home, _ = broken
    ended = home.run("status", "--failing")
    assert ended.code == 4, "one of them is blocked"
    assert "http_404" in ended.out
    assert "sound" not in ended.out
    assert home.run("status", "http_404").code == 3
    assert (home.run("status", "sound", "--failing").code, home.run("status", "sound", "--failing").out) == (0, "")
    assert home.run("status", "nobody").code == 2


def test_a_lost_or_damaged_index_is_made_anew(broken: tuple[Home, dict[str, dict[str, object]]]) -> None:
    home, told = broken
    index = home.output / "index.sqlite"
    for content in (None, b"no database at all" * 100, index.read_bytes()[:5000] + b"\0" * 3000):
        index.unlink()
        if content is not None:
            index.write_bytes(content)
        again = {row["site"]: row for row in json.loads(home.run("status", "--json").out)["sites"]}
        assert again == told


def test_status_of_a_project_where_nothing_was_crawled_yet(home: Home, site: LocalSite) -> None:
    home.site_file("kjj", site.url, {"news": LIST})
    ended = home.run("status")
    assert ended.code == 0
    assert "never visited" in ended.out


def test_status_reads_a_folder_that_cannot_be_written(home: Home, news: News, tmp_path: Path) -> None:
    news.publish(news=POSTS)
    home.site_file("kjj", news.site.url, {"news": LIST})
    home.crawl()
    (home.output / "index.sqlite").unlink()
    (home.output / "index.sqlite").mkdir()  # nobody, root included, can write a file there
    ended = home.run("status")
    assert ended.code == 0
    assert "kjj" in ended.out


def test_a_narrow_terminal_gets_a_narrow_table() -> None:
    channels = tuple(_channel(key, reason) for key, reason in (("tzgg", "the list has no entries"), ("gzdt", None)))
    site = SiteStatus(
        site="kjj_huaian",
        title="淮安市科学技术局门户网站",
        health="broken",
        reason="x",
        articles=12345,
        channels=channels,
    )
    assert "broken: the list has no entries" in "\n".join(_lines([site], None))
    for columns in (60, 80):
        lines = _lines([site], columns)
        assert max(map(_width, lines)) <= max(columns, 73)
        assert "    the list has no entries" in lines


def _channel(key: str, reason: str | None) -> ChannelStatus:
    return ChannelStatus(
        key=key, title="通知公告", health="broken" if reason else "ok", reason=reason,
        last_visit="2026-01-02T03:04:05Z", last_new=None, newest="2026-01-01", next_visit=None,
        weeks=(1,) * 12, entries=0, articles=7,
    )  # fmt: skip


def test_weeks_end_today_in_china() -> None:
    midnight = 1_767_196_800.0  # 2025-12-31T16:00Z, the first moment of 2026 in China
    weeks = posts_per_week('{"2026-01-01": 2, "2025-12-26": 1, "2025-12-25": 5, "2025-02-30": 9}', midnight)
    assert weeks[-2:] == (5, 3)
    assert sparkline((0, 1, 8)) == "·▁█"
