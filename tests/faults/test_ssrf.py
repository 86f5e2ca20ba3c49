"""No spelling of a private address is connected to, whichever way it comes in: a canary counts connections.

One site a spelling, whose `hosts` name it, so that nothing but the guard stands in the way.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver

from crawler.net.guard import AddressGuard, ForbiddenAddress, GuardedConnector
from tests.faults.names import LOCAL
from tests.faults.server import LIST, FaultServer, Replica, Talk, list_page
from tests.sites import FAST, Ended, Home, LocalSite, post_page, post_path

#: What leads to the canary when nobody looks, then what leads to other places nobody may ask.
SPELLINGS = (
    *("127.0.0.1", "127.1", "127.0.1", "0x7f000001", "0X7F.1", "2130706433", "017700000001", "0177.0.0.1", "0177.1"),
    *("0", "0.0.0.0", "127.000.000.001", "localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1."),
    *("[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "evil.fault.test"),
    *("127.0.0.2", "127.255.255.254", "user@127.0.0.1", "example.org@127.0.0.1"),
    *("10.0.0.1", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "[fd00::1]", "[fe80::1]"),
    *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1"),
)  # fmt: skip
LINK, MOVED, REFRESHED, PICTURED, FRAMED = (post_path(number) for number in (9, 2, 3, 1, 4))
#: Names that IDNA turns into 127.0.0.1 and localhost: readers differ on what they are, nobody connects.
DISGUISED = ("127。0。0。1", "１２７.0.0.1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ")
ALL = (*SPELLINGS, *DISGUISED)
#: How an address comes in, and the path under which the site's report speaks of it.
ENTRIES = (
    "list link",
    "redirect",
    "meta refresh",
    "image",
    "attachment",
    "frame",
    "channel",
    "list redirect",
    "robots",
)


class Canary:
    """Counts TCP connections on both loopbacks, without reading a byte."""

    def __init__(self) -> None:
        self.connections = 0

    @contextmanager
    def listening(self) -> Iterator[int]:
        first = socket.create_server(("127.0.0.1", 0))
        port: int = first.getsockname()[1]
        doors = [first]
        for family, address in ((socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.2")):
            try:
                doors.append(socket.create_server((address, port), family=family))
            except OSError:
                continue  # no such loopback on this machine
        for door in doors:
            threading.Thread(target=self._count, args=(door,), daemon=True).start()
        try:
            yield port
        finally:
            for door in doors:
                door.close()

    def _count(self, door: socket.socket) -> None:
        while True:
            try:
                door.accept()[0].close()
            except OSError:
                return
            self.connections += 1


def replicas(number: int, target: str) -> dict[str, Replica]:
    """A site whose pages all lead to the target, and a second host whose robots.txt does."""

    def moved(talk: Talk) -> None:
        talk.say(b"", "302 Found", (("Location", f"{target}{talk.path}"),))

    def refreshed(talk: Talk) -> None:
        talk.say(f'<html><head><meta http-equiv="refresh" content="0;url={target}/m"></head></html>'.encode())

    def pictured(talk: Talk) -> None:
        extra = f'<p><img src="{target}/image.jpg"></p><p><a href="{target}/attachment.pdf">附件：方案.pdf</a></p>'
        talk.say(post_page(1, extra=extra).encode())

    def framed(talk: Talk) -> None:
        talk.say(
            b'<html><head><title>x</title></head><body><h1>x</h1><iframe src="/frame.html"></iframe></body></html>'
        )

    def listed(talk: Talk) -> None:
        links = f'<li><a href="{target}{LINK}">某某市召开第九次会议</a><span>2024-01-09</span></li>'
        links += f'<li><a href="{FRAMED}">某某市召开第四次会议</a><span>2024-01-04</span></li>'
        talk.say(list_page("", entries=links).encode())

    answers = {
        LIST: listed, MOVED: moved, REFRESHED: refreshed, PICTURED: pictured, FRAMED: framed, "/frame.html": moved,
        "/moved/": moved,
    }  # fmt: skip
    return {f"s{number}": Replica(answers), f"r{number}": Replica({"/robots.txt": moved})}


def site_file(home: Home, server: FaultServer, number: int, spelling: str, target: str) -> None:
    base = server.base(f"s{number}")
    channels = {"news": base + LIST, "gg": f"{target}/channel/", "kp": f"{base}/moved/", "xx": server.base(f"r{number}") + LIST}  # fmt: skip
    lines = "\n".join(f'        Channel("{key}", "栏目{key}", {url!r}),' for key, url in channels.items())
    host = spelling.rpartition("@")[2].strip("[]").lower()
    home.write(
        f"s{number}",
        f"from crawler import Channel, SiteSpider\n\n\nclass S{number}Spider(SiteSpider):\n    name = 's{number}'\n"
        f"    title = '某局'\n    home = '{base}/'\n    hosts = ({host!r}, '127.0.0.1', 'localhost', 'r{number}{LOCAL}')\n"
        f"    channels = (\n{lines}\n    )\n",
    )


def crawl(home: Home, allowed: str, *sites: str) -> Ended:
    return home.run(
        "-m", "tests.faults.names", "crawl", *sites, "--jobs", "20", *FAST[2:], "-s", f"ALLOW_PRIVATE_HOSTS={allowed}",
        "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=5", command=sys.executable, timeout=120,
        PYTHONPATH=str(Path(__file__).parents[2]),
    )  # fmt: skip


def both_runs(root: Path) -> dict[str, Any]:
    """All spellings with nothing named, then one of them with 127.0.0.1 named."""
    home, canary = Home.make(root / "ssrf"), Canary()
    with canary.listening() as port:
        targets = {n: f"http://{spelling}:{port}" for n, spelling in enumerate(ALL)}
        made = [replicas(number, target) for number, target in targets.items()]
        with FaultServer({host: replica for pair in made for host, replica in pair.items()}) as server:
            for number, spelling in enumerate(ALL):
                site_file(home, server, number, spelling, targets[number])
            allowed = ",".join(host + LOCAL for host in server.replicas)
            crawl(home, allowed)
            quiet = canary.connections
            problems = [home.report(f"s{number}")["problems"] for number in targets]
            crawl(home, f"{allowed},127.0.0.1", "s0", "--full")
        return {"connections": quiet, "problems": problems, "allowed": canary.connections - quiet}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Both runs, made once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen") else shared
    with (shared / "ssrf.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = shared / "ssrf.json"
        if not path.exists():
            path.write_text(json.dumps(both_runs(shared)))
    return json.loads(path.read_text())


def test_nobody_knocks_at_the_canary_and_there_are_two_hundred_ways(results: dict[str, Any]) -> None:
    assert len(SPELLINGS) * len(ENTRIES) >= 200
    assert results["connections"] == 0


def test_the_canary_sings_when_its_address_is_named(results: dict[str, Any]) -> None:
    assert results["allowed"] >= 3


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_each_way_in_is_refused_and_said(results: dict[str, Any], spelling: str, entry: str) -> None:
    problems = results["problems"][SPELLINGS.index(spelling)]
    ends = {
        "list link": LINK, "redirect": MOVED, "meta refresh": "/m", "image": "/image.jpg", "frame": "/frame.html",
        "attachment": "/attachment.pdf", "channel": "/channel/", "list redirect": "/moved/", "robots": LIST,
    }[entry]  # fmt: skip
    said = {problem["kind"] for problem in problems if problem["url"].endswith((ends, REFRESHED if entry == "meta refresh" else ends))}  # fmt: skip
    # A spelling that is no host at all is refused before it is looked up.
    assert said and said <= {"forbidden_address", "malformed_link", "offsite", "dns"}, problems


class Rebinding(AbstractResolver):
    """A name server whose answers turn from public to private at the n-th question."""

    def __init__(self, turns_at: int) -> None:
        self.turns_at, self.asked = turns_at, 0

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> Any:
        self.asked += 1
        address = "127.0.0.1" if self.asked >= self.turns_at else "93.184.216.34"
        return [{"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing to close."""


def test_rebinding_never_reaches_the_private_address() -> None:
    """Fifty times: whatever was answered before, the addresses used are the addresses checked."""

    async def attempts() -> int:
        reached = 0
        for turns_at in range(1, 51):
            async with GuardedConnector(AddressGuard(), resolver=Rebinding(turns_at)) as connector:
                for _ in range(turns_at - 1):
                    await connector._resolve_host("rebind.example.cn", 80)
                try:
                    await connector._resolve_host("rebind.example.cn", 80)
                    reached += 1
                except ForbiddenAddress:
                    pass
        return reached

    assert asyncio.run(attempts()) == 0


def test_a_named_intranet_is_crawled(home: Home) -> None:
    with LocalSite() as site:
        from tests.sites import News

        News(site).publish(news=[2, 1])
        home.site_file("kjj", site.url, {"news": "/news/index.html"})
        ended = home.run("crawl", "kjj", *FAST[2:], "-s", "ALLOW_PRIVATE_HOSTS=127.0.0.0/8")
    assert ended.code == 0 and len(home.records("kjj")) == 2
