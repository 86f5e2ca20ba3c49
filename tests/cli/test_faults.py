"""What the world does wrong, what it costs, and the exit code that says so. Every code is provoked for real."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from crawler.archive.lock import SiteLock
from tests.sites import (
    FANGZHI,
    FAST,
    Home,
    LocalSite,
    News,
    Page,
    free_port,
    html,
    list_path,
    post_page,
    post_path,
    wait_for,
)


@pytest.fixture
def kjj(home: Home, site: LocalSite, news: News) -> Home:
    """A site with one channel of six posts on two pages."""
    news.publish(news=list(range(6, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    return home


def agreed(home: Home, code: int, ended_code: int) -> None:
    assert ended_code == code
    assert home.report("kjj")["exit_code"] == code


CHALLENGES = {
    "412": html('<html><head><script>$_ts=window["$_ts"];</script></head><body></body></html>', 412),
    "521": html('<script>document.cookie="__jsl_clearance=1";location.href=location.pathname</script>', 521),
    "202": html("<html><head><script src='/a.js'></script></head><body></body></html>", 202),
    "200": html("<html><title>安全验证</title><body>请输入验证码</body></html>"),
}


@pytest.mark.parametrize("status", CHALLENGES)
def test_a_challenged_list_is_blocked_and_nothing_more_is_asked(kjj: Home, site: LocalSite, status: str) -> None:
    site.pages[list_path("news", 1)] = CHALLENGES[status]
    agreed(kjj, 4, kjj.crawl("kjj").code)
    assert kjj.report("kjj")["health"] == "blocked"
    assert site.asked == ["/robots.txt", list_path("news", 1)]
    assert kjj.lines("kjj") == []


def test_a_challenge_among_the_articles_stops_the_site_and_loses_nothing(kjj: Home, site: LocalSite) -> None:
    good = site.pages[post_path(4)]
    site.pages[post_path(4)] = CHALLENGES["412"]
    agreed(kjj, 4, kjj.crawl("kjj").code)
    assert not any(record["url"].endswith(post_path(4)) for record in kjj.records("kjj"))
    assert site.asked.count(post_path(1)) == 0, "nothing more is asked once blocked"
    site.pages[post_path(4)] = good
    assert kjj.crawl("kjj").code == 0
    assert len(kjj.said("kjj")) == 6


def test_an_article_whose_files_a_block_cut_off_waits_for_the_next_run(kjj: Home, site: LocalSite) -> None:
    """Between the first file and the last one the site begins to refuse us."""
    paths = [f"/files/{number}.pdf" for number in range(4)]
    links = "".join(f'<p>附件：<a href="{path}">方案{path[7]}.pdf</a></p>' for path in paths)
    site.pages[post_path(5)] = html(post_page(5, extra=links))
    site.pages |= {path: Page(b"%PDF-1.4 " + path.encode(), wait_seconds=0.1) for path in paths}
    good = site.pages[post_path(4)]
    site.pages[post_path(4)] = CHALLENGES["412"]
    agreed(kjj, 4, kjj.crawl("kjj").code)
    assert not any(record["url"].endswith(post_path(5)) for record in kjj.records("kjj"))
    site.pages[post_path(4)] = good
    assert kjj.crawl("kjj").code == 0
    record = next(record for record in kjj.records("kjj") if record["url"].endswith(post_path(5)))
    assert len(kjj.said("kjj")) == 6 and all(file["sha256"] for file in record["attachments"])


def test_a_challenge_never_replaces_a_good_article(kjj: Home, site: LocalSite) -> None:
    assert kjj.crawl("kjj").code == 0
    before = kjj.lines("kjj")
    site.pages[post_path(4)] = CHALLENGES["200"]
    assert kjj.crawl("kjj", "--full").code == 4
    assert kjj.lines("kjj") == before


def test_lost_posts_cost_only_themselves(kjj: Home, site: LocalSite) -> None:
    del site.pages[post_path(2)]
    site.pages[post_path(3)] = html("<html><title>提示</title><body>您访问的页面不存在或已被删除</body></html>")
    site.pages[post_path(5)] = html("<html><body><p>短</p></body></html>")
    ended = kjj.crawl("kjj")
    assert {record["url"] for record in kjj.records("kjj")} == {site.url + post_path(n) for n in (1, 4, 6)}
    kinds = {problem["url"].removeprefix(site.url): problem["kind"] for problem in kjj.report("kjj")["problems"]}
    assert kinds == {post_path(2): "http_status", post_path(3): "soft_404", post_path(5): "not_an_article"}
    agreed(kjj, 0, ended.code)


def test_a_moved_post_is_stored_where_it_went(kjj: Home, site: LocalSite) -> None:
    site.pages["/new/3.html"] = site.pages[post_path(3)]
    site.pages[post_path(3)] = Page(status=301, headers=(("Location", "/new/3.html"),))
    assert kjj.crawl("kjj").code == 0
    assert site.url + "/new/3.html" in {record["url"] for record in kjj.records("kjj")}
    before = kjj.lines("kjj")
    assert kjj.crawl("kjj", "--full").code == 0
    assert kjj.lines("kjj") == before


def test_an_article_that_fails_for_now_is_asked_again_next_time(kjj: Home, site: LocalSite) -> None:
    good = site.pages[post_path(3)]
    site.pages[post_path(3)] = Page(b"busy", status=500)
    assert kjj.crawl("kjj").code == 0
    assert len(kjj.records("kjj")) == 5
    site.pages[post_path(3)] = good
    assert kjj.crawl("kjj").code == 0
    assert len(kjj.said("kjj")) == 6


def test_a_server_error_in_mid_list_is_not_the_end_of_the_list(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(15, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    good = site.pages[list_path("news", 2)]
    site.pages[list_path("news", 2)] = Page(b"busy", status=502)
    assert home.crawl("kjj").code == 3
    assert home.report("kjj")["channels"][0]["health"] != "ok"
    site.pages[list_path("news", 2)] = good
    assert home.crawl("kjj").code == 0
    assert len(home.said("kjj")) == 15


def test_a_cut_list_page_never_stands_for_the_whole_one(home: Home, site: LocalSite, news: News) -> None:
    """Its validators must not be used either: a 304 would make the cut bytes good."""
    news.publish(news=list(range(5, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    whole = site.pages[list_path("news", 1)]
    assert isinstance(whole, Page)
    head = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "x"\r\nContent-Length: %d\r\n\r\n' % len(whole.body)
    cut = Page(raw=head + whole.body[: whole.body.index(b"</li>") + 5])

    def answer(headers: dict[str, str]) -> Page:
        return Page(status=304) if "If-None-Match" in headers else cut

    site.pages[list_path("news", 1)] = answer
    ended = home.crawl("kjj")
    agreed(home, 3, ended.code)
    assert {problem["kind"] for problem in home.report("kjj")["problems"]} == {"truncated"}
    assert home.lines("kjj") == []
    site.pages[list_path("news", 1)] = whole
    assert home.crawl("kjj").code == 0
    assert len(home.said("kjj")) == 5


def test_a_list_that_empties_is_broken_and_loses_nothing(kjj: Home, site: LocalSite) -> None:
    assert kjj.crawl("kjj").code == 0
    before = kjj.lines("kjj")
    site.pages[list_path("news", 1)] = html(
        "<html><title>科技动态</title><body><h2>科技动态</h2><ul></ul></body></html>"
    )
    agreed(kjj, 3, kjj.crawl("kjj").code)
    assert kjj.report("kjj")["health"] == "broken"
    assert kjj.lines("kjj") == before


def test_a_pager_that_never_ends_is_stopped(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    page = site.pages[list_path("news", 1)]
    assert isinstance(page, Page)
    for number in range(1, 60):
        following = f'<a href="{list_path("news", number + 1)}">下一页</a>'.encode()
        site.pages[list_path("news", number)] = Page(page.body.replace("<span>下一页</span>".encode(), following))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    home.crawl("kjj")
    assert sum(path.startswith("/news/") for path in site.asked) <= 5
    assert len(home.said("kjj")) == 3


def test_a_refused_connection_is_unreachable(home: Home) -> None:
    home.site_file("kjj", f"http://127.0.0.1:{free_port()}", {"news": "/news/"})
    for _ in range(2):
        agreed(home, 3, home.crawl("kjj").code)
        assert home.report("kjj")["health"] == "unreachable"
        assert {problem["kind"] for problem in home.report("kjj")["problems"]} == {"connection"}


def test_private_addresses_are_refused_unless_named(kjj: Home, site: LocalSite) -> None:
    ended = kjj.run("crawl", "kjj", *FAST[2:])
    assert ended.code == 3
    assert "forbidden_address" in json.dumps(kjj.report("kjj")["problems"]) or "ForbiddenAddress" in json.dumps(
        kjj.report("kjj")["problems"]
    )
    assert site.asked == []


def test_redirects_to_private_addresses_never_connect(kjj: Home, site: LocalSite) -> None:
    """Only 127.0.0.1 is named; every other spelling and range stays shut, for pages and for files."""
    with LocalSite() as canary:
        for number, target in enumerate(("localhost", "127.1", "0x7f000001", "2130706433", "0.0.0.0", "[::1]"), 1):
            location = f"http://{target}:{canary.port}/steal"
            site.pages[post_path(number)] = Page(status=302, headers=(("Location", location),))
        kjj.crawl("kjj", timeout=90)
        assert canary.asked == []
    assert kjj.lines("kjj") == []
    assert kjj.report("kjj")["counts"]["problems"] >= 6


def test_robots_that_disallow_or_break_keep_us_out(kjj: Home, site: LocalSite) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /art/\n", headers=(("Content-Type", "text/plain"),))
    kjj.crawl("kjj")
    assert not any(path.startswith("/art/") for path in site.asked)
    assert {problem["kind"] for problem in kjj.report("kjj")["problems"]} == {"robots"}


def test_a_robots_server_error_closes_the_site(kjj: Home, site: LocalSite) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nAllow: /\n", status=503)
    agreed(kjj, 3, kjj.crawl("kjj").code)
    assert set(site.asked) == {"/robots.txt"}


def test_an_unknown_site_names_the_nearest(kjj: Home) -> None:
    ended = kjj.crawl("kjjj")
    assert ended.code == 2 and "kjj" in ended.err.replace("kjjj", "")


def test_a_wrong_site_file_stops_only_itself(kjj: Home) -> None:
    kjj.write("broken", "import nothing_of_that_name\n")
    named = kjj.crawl("broken")
    assert named.code == 2 and "spiders/broken.py" in named.err
    ended = kjj.crawl()
    assert ended.code == 2
    assert len(kjj.records("kjj")) == 6


def test_wrong_usage_is_2_and_json_says_it_too(kjj: Home) -> None:
    assert kjj.crawl("--no-such-option").code == 2
    assert kjj.crawl("kjj", "-s", "NONSENSE").code == 2
    ended = kjj.crawl("nobody", "--json")
    assert ended.code == 2 and ended.json["exit_code"] == 2
    assert kjj.run("sites", FANGZHI_HOME="/nowhere/at/all").code == 2


def test_an_output_folder_that_cannot_be_written_is_5_before_any_request(kjj: Home, site: LocalSite) -> None:
    (kjj.root / "file").write_text("a file, not a folder")
    ended = kjj.crawl("kjj", "--output", str(kjj.root / "file" / "out"))
    assert ended.code == 5, ended.err
    assert site.asked == []


def test_an_unusable_folder_of_hosts_is_5(kjj: Home, site: LocalSite) -> None:
    kjj.output.mkdir()
    (kjj.output / ".hosts").write_text("a file, not a folder")
    assert kjj.crawl("kjj").code == 5
    assert site.asked == []


def test_a_missing_or_shortened_archive_file_is_5_and_names_verify(kjj: Home, site: LocalSite) -> None:
    assert kjj.crawl("kjj").code == 0
    records = kjj.output / "kjj" / "articles.jsonl"
    whole = records.read_bytes()
    records.write_bytes(whole[:-10])
    site.hits.clear()
    ended = kjj.crawl("kjj")
    assert ended.code == 5 and "fangzhi verify kjj" in ended.err + ended.out
    assert kjj.run("verify").code == 6
    records.unlink()
    assert kjj.crawl("kjj").code == 5
    assert site.asked == []
    records.write_bytes(whole)
    assert kjj.crawl("kjj").code == 0


def test_a_lost_ledger_is_5_and_no_record_is_moved(kjj: Home, site: LocalSite) -> None:
    assert kjj.crawl("kjj").code == 0
    before = kjj.lines("kjj")
    for path in (kjj.output / "kjj").glob("ledger.sqlite*"):
        path.unlink()
    assert kjj.crawl("kjj").code == 5
    assert kjj.lines("kjj") == before


def test_a_damaged_ledger_is_5(kjj: Home) -> None:
    assert kjj.crawl("kjj").code == 0
    ledger = kjj.output / "kjj" / "ledger.sqlite"
    whole = bytearray(ledger.read_bytes())
    whole[4096:] = b"\xee" * len(whole[4096:])
    ledger.write_bytes(whole)
    assert kjj.crawl("kjj").code == 5
    assert kjj.run("verify").code == 6


def test_damage_is_6(kjj: Home) -> None:
    assert kjj.crawl("kjj").code == 0
    assert kjj.run("verify").code == 0
    records = kjj.output / "kjj" / "articles.jsonl"
    records.write_bytes(records.read_bytes().replace("科技".encode(), "科枝".encode(), 1))
    ended = kjj.run("verify", "--json")
    assert ended.code == 6 and ended.json["exit_code"] == 6
    assert any(damage["file"] == "articles.jsonl" for damage in ended.json["sites"][0]["damage"])


def test_a_held_site_is_75_at_once_and_names_its_holder(kjj: Home, site: LocalSite) -> None:
    site.pages[list_path("news", 1)] = Page(b"", wait_seconds=5)
    first = kjj.start("crawl", "kjj", *FAST)
    try:
        wait_for(lambda: list(kjj.output.glob("kjj/lock")) and site.asked)
        second = kjj.crawl("kjj")
    finally:
        first.kill()
        first.communicate()
    assert second.code == 75
    assert str(first.pid) in second.err + second.out


def test_one_held_site_of_two_does_not_hide_the_other(kjj: Home, site: LocalSite, news: News) -> None:
    news.publish(gg=[12, 11])
    kjj.site_file("other", site.url, {"gg": list_path("gg", 1)})
    (kjj.output / "kjj").mkdir(parents=True)
    lock = SiteLock("kjj", kjj.output / "kjj" / "lock")
    try:
        ended = kjj.crawl()
    finally:
        lock.release()
    assert len(kjj.records("other")) == 2
    assert ended.code == 3, "75 is for when every named site is held"


def test_no_listener_is_opened_by_a_crawl(kjj: Home, site: LocalSite) -> None:
    site.pages[list_path("news", 1)] = Page(b"", wait_seconds=4)
    process = kjj.start("crawl", "kjj", *FAST)
    try:
        wait_for(lambda: len(site.asked) >= 1)
        time.sleep(0.3)
        inodes = _listening_inodes()
        mine = subprocess.run(
            ["ls", "-l", f"/proc/{process.pid}/fd"], capture_output=True, text=True, check=True
        ).stdout
    finally:
        process.kill()
        process.communicate()
    assert not [inode for inode in inodes if f"socket:[{inode}]" in mine]


def _listening_inodes() -> set[str]:
    found: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with Path(table).open() as lines:
                rows = [line.split() for line in lines][1:]
        except OSError:
            continue
        found |= {row[9] for row in rows if row[3] == "0A"}
    return found


def test_a_full_disk_is_5_and_the_next_run_has_everything(kjj: Home, site: LocalSite) -> None:
    """A file-size limit stands for the disk: a write fails in the middle of the crawl."""
    picture = random.Random(5).randbytes(400_000)
    site.pages["/files/plan.pdf"] = Page(b"%PDF-1.4" + picture, headers=(("Content-Type", "application/pdf"),))
    site.pages[post_path(3)] = html(post_page(3, extra='<p><a href="/files/plan.pdf">附件：方案.pdf</a></p>'))
    script = 'ulimit -f 300; trap \'\' XFSZ; exec "$0" "$@"'
    process = subprocess.run(
        ["bash", "-c", script, FANGZHI, "crawl", "kjj", *FAST],
        cwd=kjj.root, env=kjj.environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert process.returncode == 5, process.stderr
    assert kjj.report("kjj")["exit_code"] == 5
    assert f"kjj: {kjj.report('kjj')['storage_error']}" in process.stdout, "a person must see why"
    assert len(kjj.records("kjj")) < 6
    assert kjj.crawl("kjj").code == 0
    assert len(kjj.said("kjj")) == 6
    assert kjj.run("verify").code == 0


def test_a_mistake_in_a_site_file_s_own_code_is_1_and_says_so(kjj: Home, site: LocalSite) -> None:
    kjj.site_file(
        "kjj", site.url, {"news": list_path("news", 1)},
        more="\n    @classmethod\n    def read_list(cls, body, url, **known):\n        return None.entries\n",
    )  # fmt: skip
    ended = kjj.crawl("kjj")
    agreed(kjj, 1, ended.code)
    assert "AttributeError" in kjj.report("kjj")["internal_error"]
    assert f"kjj: {kjj.report('kjj')['internal_error']}" in ended.out


def test_the_ledger_survives_lone_surrogates_in_titles(kjj: Home, site: LocalSite) -> None:
    kjj.site_file(
        "kjj", site.url, {"news": list_path("news", 1)},
        more="\n    @classmethod\n    def read_list(cls, body, url, **known):\n"
        "        import dataclasses\n        found = super().read_list(body, url, **known)\n"
        "        entries = tuple(dataclasses.replace(e, title=e.title + chr(0xD83D)) for e in found.entries)\n"
        "        return dataclasses.replace(found, entries=entries)\n",
    )  # fmt: skip
    assert kjj.crawl("kjj").code == 0
    with sqlite3.connect(kjj.output / "kjj" / "ledger.sqlite") as ledger:
        assert ledger.execute("SELECT count(*) FROM entries").fetchone() == (6,)
    assert len(kjj.said("kjj")) == 6
