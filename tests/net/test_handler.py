"""What the wire may do to a crawl: real sockets, one fault a post, and each is a typed problem or a whole page."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from crawler.archive.ledger import Ledger
from crawler.archive.warc import Archived, read_response
from tests.sites import Home, LocalSite, News, Page, html, list_path, post_page, post_path

POST = 3


@pytest.fixture
def kjj(home: Home, site: LocalSite, news: News) -> Home:
    """Four posts, one of which each test spoils."""
    news.publish(news=[4, POST, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    return home


def head(*lines: bytes, status: bytes = b"200 OK") -> bytes:
    return b"\r\n".join((b"HTTP/1.1 " + status, b"Content-Type: text/html; charset=utf-8", *lines, b"", b""))


def whole() -> bytes:
    return html(post_page(POST)).body


def archived(home: Home, url: str) -> Archived:
    folder = home.output / "kjj"
    ledger = Ledger(folder / "ledger.sqlite", read_only=True)
    try:
        row = next(row for row in ledger.responses() if row[1] == url)
    finally:
        ledger.close()
    return read_response(folder / row[5], row[6])


def chunked(body: bytes, size: int = 700) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


PACKED = gzip.compress(whole())
SOUND: dict[str, Callable[[], bytes]] = {
    "chunked": lambda: head(b"Transfer-Encoding: chunked") + chunked(whole()) + b"0\r\n\r\n",
    "gzip": lambda: head(b"Content-Encoding: gzip", b"Content-Length: %d" % len(PACKED)) + PACKED,
    "labelled gzip": lambda: head(b"Content-Encoding: gzip", b"Content-Length: %d" % len(whole())) + whole(),
    "GBK header": lambda: head(b"X-Note: " + "科技".encode("gbk"), b"Content-Length: %d" % len(whole())) + whole(),
    "GBK reason": lambda: (
        head(b"Content-Length: %d" % len(whole()), status=b"200 " + "成功".encode("gbk")) + whole()
    ),
    "UTF-8 reason": lambda: (
        head(b"Content-Length: %d" % len(whole()), status="200 成功".encode()) + whole()
    ),
    "no reason": lambda: head(b"Content-Length: %d" % len(whole()), status=b"200") + whole(),
    "no length": lambda: head(b"Connection: close") + whole(),
    "HTTP/1.0": lambda: head().replace(b"HTTP/1.1", b"HTTP/1.0") + whole(),
    "many cookies": lambda: head(
        *(b"Set-Cookie: c%d=%s" % (n, b"x" * 300) for n in range(100)), b"Content-Length: %d" % len(whole())
    ) + whole(),
}  # fmt: skip


def test_odd_but_whole_answers_are_articles_and_archived_as_received(kjj: Home, site: LocalSite, news: News) -> None:
    """All of SOUND in one crawl: a post each."""
    news.per_page = 20
    numbers = dict(enumerate(SOUND, 101))
    news.publish(news=sorted(numbers, reverse=True))
    for number, name in numbers.items():
        body = SOUND[name]()
        own = body.replace(f"第{POST}次".encode(), f"第{number}次".encode())
        if b"chunked" in body or name == "gzip":
            own = body
        if b"Content-Length" in own and name != "gzip":
            content = own.partition(b"\r\n\r\n")[2]
            own = own.replace(b"Content-Length: %d" % len(whole()), b"Content-Length: %d" % len(content))
        site.pages[post_path(number)] = Page(raw=own)
    ended = kjj.crawl("kjj")
    report = kjj.report("kjj")
    assert ended.code == 0, report["problems"]
    assert report["problems"] == []
    # chunked and gzip show the very same text: one record, one alias.
    assert report["counts"]["new"] == len(SOUND) - 1 and report["counts"]["duplicates"] == 1
    by_name = {name: archived(kjj, site.url + post_path(number)) for number, name in numbers.items()}
    assert by_name["gzip"].body == PACKED
    assert by_name["chunked"].body == whole()
    assert dict(by_name["GBK header"].headers)["X-Note"].encode("latin-1") == "科技".encode("gbk")
    assert len([name for name, _ in by_name["many cookies"].headers if name == "Set-Cookie"]) == 100
    assert all("Cookie" not in hit.headers for hit in site.hits)
    assert kjj.run("verify").code == 0


FAULTS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "cut length": (lambda: head(b"Content-Length: 9999") + whole(), {"truncated"}),
    "cut chunks": (lambda: head(b"Transfer-Encoding: chunked") + chunked(whole())[:-100], {"truncated"}),
    "bad chunk": (lambda: head(b"Transfer-Encoding: chunked") + b"zz\r\n" + whole(), {"truncated", "connection"}),
    "cut gzip": (
        lambda: head(b"Content-Encoding: gzip", b"Content-Length: %d" % (len(PACKED) - 40)) + PACKED[:-40],
        {"truncated", "bad_encoding"},
    ),
    "bomb": (
        lambda: _bomb(gzip.compress(bytes(40 << 20))),
        {"too_large"},
    ),
    "damaged gzip": (lambda: _bomb(PACKED[:60] + b"\xff" * 40 + PACKED[100:]), {"bad_encoding"}),
    "unknown coding": (lambda: head(b"Content-Encoding: zstd", b"Content-Length: 3") + b"abc", {"bad_encoding"}),
    "no answer": (lambda: b"", {"connection"}),
    "nonsense": (lambda: b"\x00\x01\x02 nonsense\r\n\r\n", {"connection"}),
    "bad status": (lambda: b"HTTP/1.1 abc OK\r\n\r\n", {"connection"}),
    "huge header": (lambda: head(b"X-Long: " + b"x" * 200_000) + whole(), {"too_large"}),
    "length over the limit": (lambda: head(b"Content-Length: 99999999") + whole(), {"too_large"}),
    "bad length": (lambda: head(b"Content-Length: many") + whole(), {"connection"}),
    "binary": (lambda: head(b"Content-Length: 4000") + b"%PDF-1.4" + bytes(3992), {"not_an_article"}),
    "empty": (lambda: head(b"Content-Length: 0"), {"not_an_article", "soft_404", "blocked", "truncated"}),
    "redirect loop": (lambda: _redirect(post_path(POST)), {"redirect_loop"}),
    "redirect to a file": (lambda: _redirect("file:///etc/hostname"), {"http_status", "forbidden_address"}),
    "redirect away": (lambda: _redirect("http://www.example.com/"), {"offsite"}),
    "meta refresh away": (
        lambda: head(b"Connection: close") + b'<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">',
        {"offsite", "forbidden_address", "blocked"},
    ),
    "403": (lambda: head(b"Content-Length: 0", status=b"403 Forbidden"), {"http_status", "blocked"}),
}


def _bomb(packed: bytes) -> bytes:
    return head(b"Content-Encoding: gzip", b"Content-Length: %d" % len(packed)) + packed


def _redirect(target: str) -> bytes:
    return head(b"Location: " + target.encode(), b"Content-Length: 0", status=b"302 Found")


def test_every_fault_of_the_wire_is_one_typed_problem_and_costs_one_post(
    kjj: Home, site: LocalSite, news: News
) -> None:
    """All of FAULTS in one crawl; those that may read as a block come last, for a block ends the crawl."""
    news.per_page = 40
    last = [name for name, (_, kinds) in FAULTS.items() if "blocked" in kinds]
    names = dict(enumerate([*reversed(last), *(name for name in FAULTS if name not in last)], 101))
    news.publish(news=[POST, *sorted(names, reverse=True)])
    for number, name in names.items():
        site.pages[post_path(number)] = Page(raw=FAULTS[name][0]())
    site.pages[post_path(next(n for n in names if names[n] == "redirect loop"))] = Page(
        status=302, headers=(("Location", post_path(next(n for n in names if names[n] == "redirect loop"))),)
    )
    ended = kjj.crawl("kjj", "-s", "HOST_FAILURES=1000")
    report = kjj.report("kjj")
    assert report["internal_error"] is None
    assert ended.code == report["exit_code"] != 0
    found: dict[str, set[str]] = {}
    for problem in report["problems"]:
        found.setdefault(problem["url"].removeprefix(site.url), set()).add(problem["kind"])
    wrong = {
        name: found.get(post_path(number))
        for number, name in names.items()
        if not (found.get(post_path(number)) or set()) & FAULTS[name][1]
        and name not in ("redirect away", "meta refresh away")
    }
    assert not wrong, report["problems"]
    assert {record["url"] for record in kjj.records("kjj")} == {site.url + post_path(POST)}
    assert report["counts"]["problems"] >= len(FAULTS)


def test_an_answer_that_drips_is_a_timeout(kjj: Home, site: LocalSite) -> None:
    site.pages[post_path(POST)] = Page(whole(), wait_seconds=3)
    kjj.crawl("kjj", "-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=0")
    assert {problem["kind"] for problem in kjj.report("kjj")["problems"]} == {"timeout"}
    assert len(kjj.records("kjj")) == 3


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[LocalSite]:
    """A site over https whose certificate nobody has reason to trust."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with LocalSite() as running:
        running._server.socket = context.wrap_socket(running._server.socket, server_side=True)
        yield running


def test_a_certificate_that_proves_nothing_is_reported_and_nothing_is_sent(home: Home, stranger: LocalSite) -> None:
    home.site_file("kjj", stranger.url.replace("http:", "https:"), {"news": "/news/"})
    assert home.crawl("kjj").code == 3
    report = home.report("kjj")
    assert report["health"] == "unreachable"
    assert set(report["problem_counts"]) == {"certificate"}
    assert stranger.asked == []
