"""`crawl --due`, `watch`, `schedule`, `doctor` and notices, as a user starts them."""

from __future__ import annotations

import json
import shlex
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.archive.lock import SiteLock
from crawler.cli.notify import send_news
from tests.sites import FAST, Ended, Home, LocalSite, News, list_path, wait_for


@pytest.fixture
def kjj(home: Home, site: LocalSite, news: News) -> Home:
    """A site with two channels."""
    news.publish(news=[3, 2, 1], gg=[13, 12, 11])
    home.site_file("kjj", site.url, {key: list_path(key, 1) for key in ("news", "gg")})
    return home


def due(home: Home, *arguments: str, **environment: str) -> Ended:
    return home.run("crawl", "--due", *arguments, *FAST, **environment)


def make_due(home: Home, *channels: str, site: str = "kjj", set_at: float = 1.0, due_at: float = 1.0) -> None:
    with sqlite3.connect(home.output / site / "ledger.sqlite") as ledger:
        for channel in channels:
            ledger.execute("UPDATE schedule SET due_at = ?, set_at = ? WHERE channel = ?", (due_at, set_at, channel))
    ledger.close()


def test_what_is_due_is_visited_once_and_only_it(kjj: Home, site: LocalSite, news: News) -> None:
    first = due(kjj)
    assert (first.code, len(kjj.said("kjj"))) == (0, 6)
    assert "kjj news,gg: 6 new" in first.out
    asked = len(site.hits)
    assert due(kjj).out == ""
    assert len(site.hits) == asked, "nothing due, nothing asked"
    news.publish(news=[4, 3, 2, 1], gg=[14, 13, 12, 11])
    make_due(kjj, "gg")
    assert "kjj gg: 1 new" in due(kjj).out
    assert list_path("news", 1) not in site.asked[asked:], "only the channel that is due"
    assert due(kjj, "--json").json == {"exit_code": 0, "visits": []}


def test_a_visit_noted_in_the_future_is_due(kjj: Home) -> None:
    due(kjj)
    later = time.time() + 10 * 365 * 86_400
    make_due(kjj, "news", set_at=later, due_at=later + 3600)
    assert "kjj news:" in due(kjj).out


def test_a_held_site_is_passed_over_in_silence(kjj: Home, site: LocalSite) -> None:
    due(kjj)
    make_due(kjj, "news")
    lock = SiteLock("kjj", kjj.output / "kjj" / "lock")
    asked = len(site.hits)
    ended = due(kjj)
    lock.release()
    assert (ended.code, ended.out, ended.err, len(site.hits)) == (0, "", "", asked)
    assert "kjj news:" in due(kjj).out


def test_one_run_at_a_time_goes_through_what_is_due(kjj: Home, site: LocalSite) -> None:
    (kjj.output / ".hosts").mkdir(parents=True)
    lock = SiteLock("due", kjj.output / ".hosts" / "due.lock")
    assert (due(kjj).out, site.hits) == ("", [])
    assert kjj.run("watch", *FAST).code == 75
    lock.release()


def test_a_wrong_site_file_among_good_ones_is_named_once_and_the_rest_goes_on(kjj: Home) -> None:
    kjj.write("bad", "import nonsense_x\n")
    first = due(kjj)
    assert first.code == 2
    assert "spiders/bad.py: line 1" in first.out
    assert len(kjj.said("kjj")) == 6
    assert (due(kjj).code, due(kjj).out) == (0, ""), "not again every minute"
    assert "spiders/bad.py" in kjj.run("status", "--failing").out
    kjj.write("bad", "import nonsense_x  # changed\n")
    assert due(kjj).code == 2, "a changed file is tried at once"


def test_a_damaged_ledger_is_named_and_costs_only_its_site(kjj: Home, site: LocalSite) -> None:
    kjj.site_file("other", site.url, {"gg": list_path("gg", 1)})
    due(kjj)
    make_due(kjj, "gg", site="other")
    ledger = kjj.output / "kjj" / "ledger.sqlite"
    ledger.write_bytes(b"\xff" * 60_000)
    ended = due(kjj)
    assert ended.code == 5
    assert "other gg:" in ended.out
    assert "cannot open the ledger" in ended.out
    assert due(kjj).out == "", "not again every minute"
    assert "cannot open the ledger" in kjj.run("status", "--failing").out


def test_a_changed_site_file_brings_its_new_channel(kjj: Home, site: LocalSite, news: News) -> None:
    due(kjj)
    news.publish(kp=[21])
    kjj.site_file("kjj", site.url, {key: list_path(key, 1) for key in ("news", "gg", "kp")})
    assert "kjj kp: 1 new" in due(kjj).out
    kjj.site_file("kjj", site.url, {key: list_path(key, 1) for key in ("gg", "kp")})
    make_due(kjj, "news")
    assert due(kjj).out == "", "a channel that left the file is not visited"


def test_every_hours_is_checked_and_kept(kjj: Home, site: LocalSite) -> None:
    kjj.site_file("kjj", site.url, {"news": list_path("news", 1)}, more="    every_hours = 2\n")
    due(kjj)
    with sqlite3.connect(kjj.output / "kjj" / "ledger.sqlite") as ledger:
        due_at, set_at, hours = ledger.execute("SELECT due_at, set_at, every_hours FROM schedule").fetchone()
    assert hours == 2
    assert 0.9 * 7200 <= due_at - set_at <= 7200
    kjj.site_file("kjj", site.url, {"news": list_path("news", 1)}, more="    every_hours = 0\n")
    assert "every_hours: found 0" in kjj.crawl("kjj").err


def test_watch_visits_what_is_due_and_stops_when_asked(kjj: Home) -> None:
    process = kjj.start("watch", "--json", *FAST)
    wait_for(lambda: (kjj.output / "kjj" / "report.json").exists(), seconds=40)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert json.loads(out.splitlines()[0])["new"] == 6
    assert len(kjj.said("kjj")) == 6


def test_units_hold_absolute_paths_well_quoted(kjj: Home) -> None:
    output = kjj.root / "my output%"
    cron = kjj.run("schedule", "--cron", "--output", str(output)).out
    line = next(line for line in cron.splitlines() if "--due" in line)
    command = line.removeprefix("* * * * * ").replace("\\%", "%")
    assert f"FANGZHI_OUTPUT={output}" in shlex.split(command)
    assert "%" not in line.replace("\\%", "")
    units = kjj.run("schedule", "--systemd", "--output", str(output)).out
    assert f'Environment="FANGZHI_OUTPUT={kjj.root}/my output%%"' in units
    assert "SuccessExitStatus=3 4" in units
    secret = kjj.run("schedule", "--systemd", FANGZHI_NOTIFY="json://secret.example").out
    assert "secret.example" not in secret
    assert kjj.run("schedule").code == 2


def test_doctor_finds_what_is_wrong(kjj: Home, site: LocalSite) -> None:
    kjj.crawl()
    assert kjj.run("doctor").code == 0
    found = {row["what"]: row for row in kjj.run("doctor", "kjj", "--json", *FAST).json["findings"]}
    assert found["kjj"]["verdict"] == "ok"
    site.__exit__(None, None, None)
    ended = kjj.run("doctor", "kjj", "--json", *FAST)
    assert ended.code == 3
    assert "connection" in {row["what"]: row for row in ended.json["findings"]}["kjj"]["detail"]
    ledger = kjj.output / "kjj" / "ledger.sqlite"
    ledger.write_bytes(ledger.read_bytes()[:4096] + b"\xff" * 60_000)
    assert "fangzhi verify kjj" in kjj.run("doctor").out


# -- notices ---------------------------------------------------------------------------------------------


class Hook:
    """A webhook on 127.0.0.1: what it was sent, and what it answers."""

    def __init__(self) -> None:
        self.status, self.received = 200, []  # type: ignore[var-annotated]
        self.drip_seconds = 0.0  # the answer comes byte by byte, so far apart, without end
        hook = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                while hook.drip_seconds:
                    time.sleep(hook.drip_seconds)
                    self.wfile.write(b"H" if hook.drip_seconds < 1 else b"")
                self.send_response(hook.status)
                self.send_header("Location", f"http://127.0.0.1:{hook.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_each_post_is_told_once_and_a_dead_webhook_is_tried_again(kjj: Home, news: News, hook: Hook) -> None:
    url = f"json://:secret@127.0.0.1:{hook.port}/"
    assert kjj.crawl(FANGZHI_NOTIFY=url).code == 0
    assert hook.received == [], "the first crawl of a site is no news"
    news.publish(news=[4, 3, 2, 1])
    hook.status = 500
    ended = kjj.crawl(FANGZHI_NOTIFY=url)
    assert ended.code == 0
    assert "FANGZHI_NOTIFY 1: not delivered" in ended.err
    assert "secret" not in ended.err + ended.out + (kjj.output / "kjj" / "crawl.log").read_text()
    hook.status, hook.received = 200, []
    kjj.crawl(FANGZHI_NOTIFY=url)
    kjj.crawl(FANGZHI_NOTIFY=url)
    assert len(hook.received) == 1
    assert "第4次科技创新工作会议" in hook.received[0]["message"]
    news.publish(news=[])
    kjj.crawl(FANGZHI_NOTIFY=url)
    assert "kjj: broken: 科技动态: the list has no entries" in hook.received[1]["message"]
    hook.status = 302
    news.publish(news=[4, 3, 2, 1])
    assert "not delivered" in kjj.crawl(FANGZHI_NOTIFY=url).err
    assert len(hook.received) == 3, "a redirect is not followed"


def test_a_private_address_is_refused(kjj: Home, news: News, hook: Hook) -> None:
    url = f"json://127.0.0.2:{hook.port}/"  # FAST allows 127.0.0.1 alone
    kjj.crawl(FANGZHI_NOTIFY=url)
    news.publish(news=[4, 3, 2, 1])
    assert "refused: it leads to a private address" in kjj.crawl(FANGZHI_NOTIFY=url).err
    assert hook.received == []


@pytest.mark.parametrize("drip_seconds", [0.1, 60.0], ids=["a byte now and then", "no answer"])
def test_a_webhook_that_hangs_is_waited_for_a_bounded_time(
    kjj: Home,
    news: News,
    hook: Hook,
    drip_seconds: float,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = f"json://127.0.0.1:{hook.port}/"
    kjj.crawl(FANGZHI_NOTIFY=url)
    news.publish(news=[4, 3, 2, 1])
    kjj.crawl()
    hook.drip_seconds = drip_seconds
    monkeypatch.setenv("FANGZHI_NOTIFY", f"{url} {url}?second")
    monkeypatch.setenv("FANGZHI_LANG", "en")
    monkeypatch.setattr("crawler.cli.notify.PATIENCE_SECONDS", 1.0)
    began = time.monotonic()
    send_news(kjj.output, "127.0.0.1")
    assert time.monotonic() - began < 10
    assert "FANGZHI_NOTIFY 1: not delivered" in capsys.readouterr().err
    hook.drip_seconds = 0
    wait_for(lambda: len(hook.received) == 1 and not sending())
    send_news(kjj.output, "127.0.0.1")
    assert "第4次科技创新工作会议" in hook.received[-1]["message"]


def sending() -> bool:
    return any(thread.name == "notice" for thread in threading.enumerate())


def test_notices_and_status_speak_chinese(kjj: Home, news: News, hook: Hook) -> None:
    chinese = {"FANGZHI_NOTIFY": f"json://127.0.0.1:{hook.port}/", "FANGZHI_LANG": "zh"}
    kjj.crawl(**chinese)
    news.publish(news=[])
    assert "科技动态：列表没有条目" in kjj.crawl(**chinese).out
    assert hook.received[0]["title"] == "fangzhi: kjj 失效"
    assert "kjj: 失效：科技动态：列表没有条目" in hook.received[0]["message"]
    assert "失效：列表没有条目" in kjj.run("status", FANGZHI_LANG="zh").out
    make_due(kjj, "news")
    assert "失效：科技动态：列表没有条目" in due(kjj, FANGZHI_LANG="zh").out
    assert kjj.report("kjj")["reason"] == "科技动态: the list has no entries", "for machines it stays English"
