"""A full crawl that meets refusals where it had articles: nothing is written, nothing is gone, all of it comes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.names import LOCAL
from tests.faults.pages import CHALLENGES, CLOSED, LOGINS, SOFT_404S
from tests.faults.server import LIST, SPOILT, SPOILT_PATH, FaultServer, Replica
from tests.faults.test_certificates import run
from tests.faults.test_outcomes import EXIT_OF_HEALTH
from tests.faults.tls import Certificates
from tests.faults.wire import said
from tests.sites import FAST, Ended, Home, html

#: What comes in an article's place: text, status, the kind it must be.
REFUSALS = {
    **{name: (*answer, "blocked") for name, answer in CHALLENGES.items()},
    **{name: (text, "200 OK", "soft_404") for name, text in SOFT_404S.items()},
    **{name: (text, "200 OK", "login") for name, text in LOGINS.items()},
    "closed": (CLOSED, "200 OK", "maintenance"),
    "honest 404": ("<html><title>404</title></html>", "404 Not Found", "http_status"),
    "410": ("<html><title>410</title></html>", "410 Gone", "http_status"),
    "nothing": ("<html><body></body></html>", "200 OK", "not_an_article"),
}
MOVED = {"moved to a soft 404": "/404.html", "moved home": "/", "moved to the list": LIST}
PLACES = {"article": SPOILT_PATH, "list": LIST}


def host_of(name: str, place: str) -> str:
    return f"{place}-{''.join(char if char.isalnum() else '-' for char in name)}"


def replicas() -> dict[str, Replica]:
    made = {}
    for place, path in PLACES.items():
        for name, (text, status, _) in REFUSALS.items():
            made[host_of(name, place)] = Replica({path: said(html(text).body, status)})
    for name, target in MOVED.items():
        answers = {
            SPOILT_PATH: said(b"", "302 Found", ("Location", target)),
            "/404.html": said(html(SOFT_404S["soft 404"]).body),
        }
        made[host_of(name, "article")] = Replica(answers)
    return made


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Four full crawls: sound, refused, sound again, and with the article edited."""
    root = tmp_path_factory.mktemp("refetch")
    home, certificates = Home.make(root / "home"), Certificates(root)
    with FaultServer(replicas()) as server:
        for host in server.replicas:
            home.site_file(site_of(host), server.base(host), {"news": LIST})

        def crawl() -> dict[str, Any]:
            ended: Ended = run(
                home, certificates, "crawl", "--full", "--jobs", "20", *FAST[2:], "-s", "RETRY_TIMES=0",
                "-s", "ALLOW_PRIVATE_HOSTS=" + ",".join(host + LOCAL for host in server.replicas),
            )  # fmt: skip
            return {host: look(home, host) for host in server.replicas} | {"code": ended.code}

        server.healed = True
        runs = [crawl()]
        server.healed = False
        runs.append(crawl())
        server.healed = True
        runs.append(crawl())
        for replica in server.replicas.values():
            replica.extra = "<p>更正：会议时间为上午九时，特此说明，请各有关单位周知。</p>"
        runs.append(crawl())
        yield dict(zip(("sound", "refused", "again", "edited"), runs, strict=True)) | {
            "verified": home.run("verify").code
        }


def site_of(host: str) -> str:
    return host.replace("-", "_")


def look(home: Home, host: str) -> dict[str, Any]:
    folder = home.output / site_of(host)
    with sqlite3.connect(f"file:{folder / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
        states = ledger.execute("SELECT state, revision FROM articles ORDER BY url").fetchall()
    return {
        "lines": home.lines(site_of(host)), "report": json.loads((folder / "report.json").read_text()), "states": states,
    }  # fmt: skip


CASES = [
    *((place, name, kind) for place in PLACES for name, (_, _, kind) in REFUSALS.items()),
    *(("article", name, "soft_404|not_an_article") for name in MOVED),
]


def test_the_first_crawl_is_sound(crawled: dict[str, Any]) -> None:
    assert crawled["sound"]["code"] == 0 and crawled["verified"] == 0


@pytest.mark.parametrize(("place", "name", "kind"), CASES)
def test_a_refusal_is_neither_article_nor_revision_nor_gone(
    crawled: dict[str, Any], place: str, name: str, kind: str
) -> None:
    host = host_of(name, place)
    before, after = crawled["sound"][host], crawled["refused"][host]
    assert after["lines"] == before["lines"] and len(before["lines"]) == 3
    assert after["states"] == [("live", 1)] * 3
    report = after["report"]
    kinds = {problem["kind"] for problem in report["problems"]}
    assert kinds & ({"empty_list"} if (place, name) == ("list", "nothing") else set(kind.split("|"))), report[
        "problems"
    ]
    assert report["exit_code"] == EXIT_OF_HEALTH[report["health"]]
    assert report["exit_code"] == (4 if kind == "blocked" else 3 if place == "list" else 0)


@pytest.mark.parametrize("host", replicas())
def test_when_it_is_back_nothing_is_written_and_an_edit_is_one_revision(crawled: dict[str, Any], host: str) -> None:
    sound, again, edited = (crawled[name][host] for name in ("sound", "again", "edited"))
    assert again["lines"] == sound["lines"] and again["report"]["exit_code"] == 0
    assert again["report"]["counts"]["waiting"] == again["report"]["counts"]["given_up"] == 0
    assert edited["lines"][:3] == sound["lines"] and len(edited["lines"]) == 4
    line = json.loads(edited["lines"][3])
    assert (line["revision"], line["reason"], line["state"]) == (2, "changed", "live")
    assert line["url"].endswith(SPOILT_PATH) and SPOILT == 2
