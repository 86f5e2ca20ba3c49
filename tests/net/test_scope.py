"""Which addresses a crawl may ask for at all, hop by hop, and what it makes of a host's name."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

from crawler.cli.notify import _guard, _guarded
from crawler.errors import FangzhiError
from crawler.failures import classify
from crawler.middlewares import LocationMiddleware, RefreshMiddleware, ScopeMiddleware
from crawler.monitor.report import Report
from crawler.net import guard as guard_module
from crawler.net.guard import AddressGuard, ForbiddenAddress, GuardedConnector, proxy_routes
from crawler.net.politeness import host_file_name
from crawler.site import Channel, Site

BASE = "http://kjj.example.gov.cn/news/1.html"
PAGE_ROLES = ("home", "list", "article", "part")
LONG = "/" + "x" * 500


@pytest.fixture
def crawler() -> Any:
    site = Site(name="kjj", title="某局", home="http://kjj.example.gov.cn/", channels=(Channel("news", "要闻"),))
    settings = Settings()
    settings.setmodule("crawler.settings")
    spider = SimpleNamespace(site=site, report=Report("kjj", "某局"))
    return SimpleNamespace(spider=spider, settings=settings)


def refused(act: Callable[[], object]) -> tuple[str, str] | None:
    """(problem kind, detail) of a refusal; None when it passes."""
    try:
        act()
    except FangzhiError:
        raise
    except Exception as error:
        found = classify(error)
        if found is None:
            raise
        return found
    return None


def kind(act: Callable[[], object]) -> str | None:
    found = refused(act)
    return found and found[0]


# -- what is asked ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://kjj.example.gov.cn/a", "data:text/html,x", "about:blank"])
@pytest.mark.parametrize("role", ["article", "file", None])
def test_only_web_addresses_are_asked_whatever_they_are_for(crawler: Any, url: str, role: str | None) -> None:
    request = Request(url, meta={"role": role})
    assert kind(lambda: ScopeMiddleware(crawler).process_request(request)) == "forbidden_address"


@pytest.mark.parametrize("role", [*PAGE_ROLES, "file", "robots", None])
def test_pages_are_the_site_s_own_and_files_may_lie_elsewhere(crawler: Any, role: str | None) -> None:
    scope = ScopeMiddleware(crawler)
    for scheme in ("http", "https"):
        for host in ("kjj.example.gov.cn", "m.kjj.example.gov.cn"):
            assert scope.process_request(Request(f"{scheme}://{host}/a", meta={"role": role})) is None
    for host in ("example.gov.cn", "evilkjj.example.gov.cn", "kjj.example.gov.cn.evil.cn"):
        found = kind(lambda host=host: scope.process_request(Request(f"http://{host}/a", meta={"role": role})))
        assert found == ("offsite" if role in PAGE_ROLES else None)


def test_a_request_without_a_role_is_no_page(crawler: Any) -> None:
    assert ScopeMiddleware(crawler).process_request(Request("http://img.example.cn/a.png")) is None


def test_a_blocked_site_is_asked_for_nothing_more(crawler: Any) -> None:
    crawler.spider.report.blocked_by = "captcha"
    for role in ("article", "file"):
        assert kind(lambda role=role: ScopeMiddleware(crawler).process_request(Request(BASE, meta={"role": role}))) == (
            "blocked"
        )


# -- where answers lead ----------------------------------------------------------------------------------

#: Target of a redirect or refresh, and what it is refused as.
TARGETS = [
    ("/news/2.html", None),
    ("2.html?a=b", None),
    ("//www.example.gov.cn/", None),
    ("https://www.example.gov.cn:8443/", None),
    (" http://www.example.gov.cn/ ", None),
    ("HTTP://www.example.gov.cn/", None),
    ("http://www.example.gov.cn:8443 ", None),
    ("javascript:alert(1)", "forbidden_address"),
    ("file:///etc/passwd", "forbidden_address"),
    ("ftp://www.example.gov.cn/", "forbidden_address"),
    ("gopher://127.0.0.1:25/", "forbidden_address"),
    ("https:///news/", "forbidden_address"),
    ("http://www.example.gov.cn:port/", "malformed_link"),
    ("http://www.example.gov.cn:99999/", "malformed_link"),
    ("http://[::1/", "malformed_link"),
    ("javascript:" + LONG, "forbidden_address"),
    ("http://[" + LONG, "malformed_link"),
]


@pytest.mark.parametrize(("target", "why"), TARGETS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_to_a_web_address_or_nowhere(crawler: Any, status: int, target: str, why: str | None) -> None:
    response = Response(BASE, status=status, headers={"Location": target})
    found = refused(lambda: LocationMiddleware(crawler).process_response(Request(BASE), response))
    assert (found and found[0]) == why
    assert found is None or len(found[1]) < 400, "a report's line stays a line"


@pytest.mark.parametrize(
    ("status", "headers"), [(200, {"Location": "file:///x"}), (304, {"Location": "file:///x"}), (302, {})]
)
def test_what_is_no_redirect_passes(crawler: Any, status: int, headers: dict[str, str]) -> None:
    response = Response(BASE, status=status, headers=headers)
    assert LocationMiddleware(crawler).process_response(Request(BASE), response) is response


def refresh(content: str, tag: str = '<meta http-equiv="refresh" content="{}">', before: str = "") -> HtmlResponse:
    body = f"<html><head>{before}{tag.format(content)}</head><body></body></html>"
    return HtmlResponse(BASE, body=body.encode(), encoding="utf-8")


@pytest.mark.parametrize(("target", "why"), [(target.strip(), why) for target, why in TARGETS if "::1" not in target])
def test_a_refresh_leads_to_a_web_address_or_nowhere(crawler: Any, target: str, why: str | None) -> None:
    middleware = RefreshMiddleware(crawler)
    for tag in ('<meta http-equiv="refresh" content="{}">', '<META HTTP-EQUIV="REFRESH" CONTENT="{}">'):
        response = refresh(f"0;url={target}", tag)
        assert kind(lambda response=response: middleware.process_response(Request(BASE), response)) == why
        assert why or middleware.process_response(Request(BASE), response) is response


def test_a_refresh_that_is_none_or_comes_late_passes(crawler: Any) -> None:
    middleware, evil = RefreshMiddleware(crawler), "0;url=file:///etc/passwd"
    for response in (
        refresh("30"),
        refresh("10;url=file:///etc/passwd"),  # longer than a redirect waits: nobody follows it
        refresh(evil, "<p>refresh {}</p>"),
        Response(BASE, body=refresh(evil).body),  # no page
    ):
        assert middleware.process_response(Request(BASE), response) is response
    assert kind(lambda: middleware.process_response(Request(BASE), refresh("9;url=file:///x"))) == "forbidden_address"
    crawler.settings.set("METAREFRESH_MAXDELAY", 1)
    assert kind(lambda: middleware.process_response(Request(BASE), refresh(evil))) == "forbidden_address"


@pytest.mark.parametrize("middleware", [LocationMiddleware, RefreshMiddleware])
def test_a_chain_of_redirects_ends(crawler: Any, middleware: Any) -> None:
    most = crawler.settings.getint("REDIRECT_MAX_TIMES")
    moved = Response(BASE, status=302, headers={"Location": "/x"})
    answer = moved if middleware is LocationMiddleware else refresh("0;url=/x")
    chain = [f"http://kjj.example.gov.cn/{number}" for number in range(most)]
    last = Request(BASE, meta={"redirect_urls": chain[1:]})
    assert middleware(crawler).process_response(last, answer) is answer
    beyond = Request(BASE, meta={"redirect_urls": chain})
    found = refused(lambda: middleware(crawler).process_response(beyond, answer))
    assert found and found[0] == "redirect_loop" and f"{chain[0]} → {chain[1]} → " in found[1] and BASE in found[1]


def test_a_host_is_asked_so_often_and_no_more(crawler: Any) -> None:
    crawler.settings.set("MAX_HOST_REQUESTS", 2)
    scope = ScopeMiddleware(crawler)
    for host, kinds in (("a.cn", [None, None, "limit", "limit"]), ("b.cn", [None, None, "limit"])):
        assert [kind(lambda host=host: scope.process_request(Request(f"http://{host}/x"))) for _ in kinds] == kinds


#: Where a request came from and goes to, and whether headers meant for the first may go along.
ORIGINS = [
    ("http://a.cn/1", "http://a.cn/2", True),
    ("http://A.cn/1", "http://a.CN/2", True),
    ("http://a.cn/1", "https://a.cn/2", True),
    ("https://a.cn/1", "http://a.cn/2", False),
    ("http://a.cn/1", "https://b.cn/2", False),
    ("http://a.cn/1", "http://b.cn/2", False),
    ("http://a.cn/1", "http://sub.a.cn/2", False),
    ("http://a.cn:8080/1", "https://a.cn/2", False),
    ("http://a.cn/1", "https://a.cn:8443/2", False),
    ("http://a.cn/1", "http://a.cn:8080/2", False),
]


@pytest.mark.parametrize(("old", "new", "goes_along"), ORIGINS)
def test_headers_never_cross_origins(crawler: Any, old: str, new: str, goes_along: bool) -> None:
    headers = {"X-Token": "secret", "authorization": "secret", "Cookie": "secret", "Accept": "*/*", "User-Agent": "x"}
    request = Request(new, headers=headers, meta={"redirect_urls": ["http://first.cn/", old]})
    ScopeMiddleware(crawler).process_request(request)
    kept = {name.decode() for name in request.headers}
    assert kept == ({"X-Token", "Authorization", "Cookie"} if goes_along else set()) | {"Accept", "User-Agent"}


def test_a_request_that_was_not_led_elsewhere_keeps_its_headers(crawler: Any) -> None:
    request = Request("http://a.cn/", headers={"X-Token": "secret"})
    ScopeMiddleware(crawler).process_request(request)
    assert request.headers["X-Token"] == b"secret"


# -- notices and proxies ---------------------------------------------------------------------------------


def test_a_notice_connects_to_no_private_address_and_the_guard_goes_with_it() -> None:
    asked = socket.getaddrinfo
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with _guarded(AddressGuard()) as refused, pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=5)
        assert refused == ["127.0.0.1"] and socket.getaddrinfo is asked
        with _guarded(_guard("127.0.0.1")) as refused:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        assert refused == []
        with pytest.raises(KeyError), _guarded(AddressGuard()):
            raise KeyError
        assert socket.getaddrinfo is asked


def test_the_operator_s_own_proxies_may_be_private(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_routes() == []
    monkeypatch.setenv("http_proxy", "http://user:word@Proxy.intra:3128")
    monkeypatch.setenv("https_proxy", "nothing")
    for guard in (_guard(""), AddressGuard.allowing((), proxy_routes())):
        guard.check("proxy.intra", ["10.0.0.1"], 3128)
        for host, port in (("proxy.intra", 25), ("other.intra", 3128), ("nothing", 80), ("x", 80)):
            with pytest.raises(ForbiddenAddress):
                guard.check(host, ["10.0.0.1"], port)


@pytest.mark.parametrize(
    ("proxy", "routes"),
    [
        ("http://Proxy.Intra:3128", [("proxy.intra", 3128)]),
        ("http://user:word@proxy.intra", [("proxy.intra", 80)]),
        ("https://proxy.intra/", [("proxy.intra", 443)]),
        ("socks5://proxy.intra", []),
        ("proxy.intra:3128", [("proxy.intra", 3128)]),
    ],
)
def test_a_proxy_is_a_host_and_its_port(monkeypatch: pytest.MonkeyPatch, proxy: str, routes: list[Any]) -> None:
    monkeypatch.setattr(guard_module, "getproxies", lambda: {"https": proxy, "no": "http://10.0.0.1:80"})
    assert proxy_routes() == routes


class Answers(AbstractResolver):
    """A name server with one answer; without any it fails."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> Any:
        if not self.addresses:
            raise OSError("no such name")
        return [
            {"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}
            for address in self.addresses
        ]

    async def close(self) -> None:
        """Nothing to close."""


def test_one_private_address_in_an_answer_refuses_the_name() -> None:
    async def ask(*addresses: str) -> None:
        async with GuardedConnector(AddressGuard(), resolver=Answers(*addresses)) as connector:
            await connector._resolve_host("a.cn", 80)

    asyncio.run(ask("8.8.8.8", "2400:3200::1"))
    for addresses in (("8.8.8.8", "10.0.0.1"), ("10.0.0.1", "8.8.8.8"), ("8.8.8.8", "::1")):
        assert kind(lambda addresses=addresses: asyncio.run(ask(*addresses))) == "forbidden_address"


@pytest.mark.parametrize(
    ("host", "addresses", "passes"),
    [
        ("a.cn", ["8.8.8.8"], True),
        ("a.cn", ["8.8.8.8", "10.0.0.1"], False),
        ("a.cn", [], True),  # only the proxy knows it
        ("localhost", ["8.8.8.8"], False),
        ("x.LocalHost.", [], False),
        ("127.1", ["8.8.8.8"], False),
        ("allowed.intra", ["10.0.0.1"], True),
    ],
)
def test_a_proxy_is_not_asked_for_what_is_private_here(host: str, addresses: list[str], passes: bool) -> None:
    async def ask() -> None:
        guard = AddressGuard.allowing(["allowed.intra"])
        async with GuardedConnector(guard, resolver=Answers(*addresses)) as connector:
            await connector.check_behind_proxy(host)

    assert kind(lambda: asyncio.run(ask())) == (None if passes else "forbidden_address")


# -- a host's name as a file's ---------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["a", "kjj.example.gov.cn", "127.0.0.1", "a-b.c9.cn", "z" * 100])
def test_a_plain_host_is_its_own_file_name(host: str) -> None:
    assert host_file_name(host) == host


@pytest.mark.parametrize(
    "host",
    ["", ".", "..", ".hidden", "../x", "a/b", "a\\b", "A", "a_b", "z" * 101, "中国.cn", "\ud800", "a\n", "::1", "a b"],
)
def test_any_other_host_is_a_digest_of_its_own(host: str) -> None:
    name = host_file_name(host)
    assert re.fullmatch(r"x-[0-9a-f]{32}", name)
    assert name != host_file_name(host + "x")
    assert Path(name).name == name
