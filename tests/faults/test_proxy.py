"""Behind the operator's proxy: it is used, its password stays out of the archive, private targets are still refused."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.cli.notify import _deliver
from crawler.monitor.notify import News as Notice
from crawler.net.guard import proxy_routes
from tests.faults.names import VOID
from tests.faults.server import LIST, list_page
from tests.faults.test_certificates import run
from tests.faults.test_ssrf import ALL, Canary
from tests.faults.tls import Certificates
from tests.sites import FAST, Home, html, post_page


class Proxy:
    """A proxy that plays a site of three posts under any name, and writes down what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []  # target, Proxy-Authorization
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with caller:
            head = caller.recv(65_536).decode("latin-1")
            target = head.split(" ")[1]
            headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            self.asked.append((target, headers.get("Proxy-Authorization", "")))
            path = "/" + target.partition("//")[2].partition("/")[2]
            body = html(post_page(int(path[-6]))).body if path.startswith("/art") else list_page("").encode()
            status = b"404 Not Found" if path == "/robots.txt" else b"200 OK"
            caller.sendall(
                b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status, len(body), body)
            )


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    made = Proxy()
    yield made
    made.door.close()


def test_the_proxy_is_asked_and_its_password_is_not_archived(home: Home, proxy: Proxy, tmp_path: Path) -> None:
    """Of a name that only the proxy can look up."""
    home.site_file("kjj", f"http://www{VOID}", {"news": LIST})
    ended = run(
        home, Certificates(tmp_path), "crawl", *FAST[2:], "-s", "ALLOW_PRIVATE_HOSTS=",
        http_proxy=f"http://operator:secret@127.0.0.1:{proxy.port}",
    )  # fmt: skip
    assert ended.code == 0, home.report("kjj")["problems"]
    assert len(home.records("kjj")) == 3
    assert proxy.asked and all(secret == "Basic b3BlcmF0b3I6c2VjcmV0" for _, secret in proxy.asked)
    with next((home.output / "kjj").glob("*.warc.gz")).open("rb") as file:
        heads = [record.http_headers for record in ArchiveIterator(file) if record.rec_type == "request"]
    assert heads and not any(head.get_header("Proxy-Authorization") for head in heads)
    assert "b3BlcmF0b3I6c2VjcmV0" not in (home.output / "kjj" / "crawl.log").read_text()


@pytest.mark.parametrize("direct", [False, True], ids=["proxy for all", "proxy but for 127.0.0.1"])
def test_private_targets_are_refused_before_the_proxy_hears_of_them(
    home: Home, proxy: Proxy, tmp_path: Path, direct: bool
) -> None:
    """Every spelling, the proxy's own address among them; through the proxy or, where no_proxy says so, past it."""
    for number, spelling in enumerate((*ALL, f"127.0.0.1:{proxy.port}")):
        base = f"http://{spelling}" if number == len(ALL) else f"http://{spelling}:1"
        home.site_file(f"s{number}", base, {"news": "/news/"})
    run(
        home, Certificates(tmp_path), "crawl", *FAST[2:], "--jobs", "20", "-s", "ALLOW_PRIVATE_HOSTS=", "-s", "RETRY_TIMES=0",
        http_proxy=f"http://127.0.0.1:{proxy.port}", no_proxy="127.0.0.2,localhost,10.0.0.1" if direct else "",
    )  # fmt: skip
    assert [target for target, _ in proxy.asked if not target.startswith("http://example")] == []
    for number, spelling in enumerate(ALL):
        if (home.output / f"s{number}" / "report.json").exists():
            kinds = set(home.report(f"s{number}")["problem_counts"])
            assert kinds & {"forbidden_address", "malformed_link", "offsite", "dns"}, (spelling, kinds)


@pytest.mark.parametrize(
    ("environment", "routes"),
    [
        ({"http_proxy": "http://u:p@Proxy.Intra:3128"}, [("proxy.intra", 3128)]),
        ({"https_proxy": "https://proxy.intra"}, [("proxy.intra", 443)]),
        ({"http_proxy": "http://proxy.intra", "no_proxy": "a.cn,b.cn"}, [("proxy.intra", 80)]),
        ({"http_proxy": "10.0.0.1:3128"}, [("10.0.0.1", 3128)]),
        ({}, []),
    ],
)
def test_proxies_are_known_by_host_and_port(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], routes: list[tuple[str, int]]
) -> None:
    for name in ("http", "https", "ftp", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_proxy".upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_routes() == routes


@pytest.mark.parametrize("scheme", ["json", "xml", "form", "mailto"])
def test_notices_to_private_addresses_are_not_sent(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every spelling as a webhook and as a mail server."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    canary = Canary()
    notice = Notice(
        ({"site": "a", "site_title": "b", "title": "c", "publish_time": None, "url": "http://a.cn/"},), (), (), ()
    )
    with canary.listening() as port:
        told = {}
        for spelling in ALL:
            url = (
                f"mailtos://u:p@{spelling}:{port}?mode=insecure&from=a@b.cn"
                if scheme == "mailto"
                else f"{scheme}://{spelling}:{port}/"
            )
            told[spelling] = _deliver(url, notice, "")
        assert canary.connections == 0
    assert all(told.values()), told
