"""The demo's server, asked over real sockets."""

from __future__ import annotations

import gzip
import http.client
import re
import ssl
from collections.abc import Iterator

import pytest

from crawler.demo.server import Demo, serve

GYJGDJW, TONGCHUAN, KJT_SC = "www.gyjgdjw.gov.cn", "www.tongchuan.gov.cn", "kjt.sc.gov.cn"
SCIMALL, HUAIAN = "www.scimall.org.cn", "kjj.huaian.gov.cn"
LIST = "/news_list.rt?channlId=4170&channlCid=4164&orgId=90&pageNo=1"


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with serve() as running:
        yield running


class Connection:
    """A connection to the demo that believes it talks to the real host."""

    def __init__(self, demo: Demo, host: str, port: int = 443, *, name: str | None = None) -> None:
        address, local = demo.routes[host, port]
        self._host = name or host
        self._connection = http.client.HTTPConnection(address, local, timeout=10)
        self._connection.connect()
        if port == 443:
            context = ssl.create_default_context(cadata=demo.authority_pem.decode())
            self._connection.sock = context.wrap_socket(self._connection.sock, server_hostname=host)

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, target, headers={"Host": self._host, **named})
        response = self._connection.getresponse()
        return response, response.read()

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def at(demo: Demo) -> Iterator[type[Connection]]:
    opened: list[Connection] = []

    def connect(host: str, port: int = 443, **names: str) -> Connection:
        opened.append(Connection(demo, host, port, **names))
        return opened[-1]

    yield connect  # type: ignore[misc]
    for connection in opened:
        connection.close()


def test_every_site_has_its_routes(demo: Demo) -> None:
    assert {host for host, _ in demo.routes} == {GYJGDJW, TONGCHUAN, KJT_SC, SCIMALL, HUAIAN}
    assert (GYJGDJW, 443) not in demo.routes
    assert all(address == "127.0.0.1" for address, _ in demo.routes.values())


def test_unknown_host_is_misdirected(at) -> None:
    response, _ = at(GYJGDJW, 80, name="www.gov.cn").ask("/")
    assert response.status == 421


def test_certificate_is_trusted_only_with_the_demos_authority(demo: Demo) -> None:
    address, port = demo.routes[TONGCHUAN, 443]
    plain = http.client.HTTPConnection(address, port, timeout=10)
    plain.connect()
    with pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(plain.sock, server_hostname=TONGCHUAN)
    plain.close()


@pytest.mark.parametrize("host", [TONGCHUAN, KJT_SC, SCIMALL, HUAIAN])
def test_http_leads_to_https_where_the_real_site_is_https(at, host: str) -> None:
    response, _ = at(host, 80).ask("/x?y=1")
    assert (response.status, response.headers["Location"]) == (301, f"https://{host}/x?y=1")


def test_one_connection_serves_many_requests(at) -> None:
    connection = at(TONGCHUAN)
    bodies = [connection.ask(LIST)[1] for _ in range(3)]
    assert bodies[0] == bodies[1] == bodies[2]


def test_list_page_comes_again_as_304(at) -> None:
    connection = at(TONGCHUAN)
    first, _ = connection.ask(LIST)
    by_tag, body = connection.ask(LIST, If_None_Match=first.headers["ETag"])
    assert (by_tag.status, body) == (304, b"")
    by_date, _ = connection.ask(LIST, If_Modified_Since=first.headers["Last-Modified"])
    assert by_date.status == 304
    other, body = connection.ask(LIST, If_None_Match='"another"', If_Modified_Since=first.headers["Last-Modified"])
    assert other.status == 200 and body
    wrong, body = connection.ask(LIST, If_Modified_Since="gestern")
    assert wrong.status == 200 and body


def test_one_site_sends_no_validators_and_new_counters(at) -> None:
    connection = at(GYJGDJW, 80)
    first, one = connection.ask("/List.aspx?cid=12")
    assert first.headers["ETag"] is None and first.headers["Last-Modified"] is None
    _, two = connection.ask("/List.aspx?cid=12")
    before, after = ([int(each) for each in re.findall(rb"(\d+)</font>", page)] for page in (one, two))
    assert after == [number + 1 for number in before]
    assert re.sub(rb"\d+</font>", b"", one) == re.sub(rb"\d+</font>", b"", two)


def test_one_site_packs_when_asked(at) -> None:
    connection = at(TONGCHUAN)
    packed, body = connection.ask(LIST, Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    _, bare = connection.ask(LIST)
    assert gzip.decompress(body) == bare


def test_head_has_the_headers_and_no_body(at) -> None:
    connection = at(KJT_SC)
    head, body = connection.ask("/kjt/gstz/newschild.shtml", "HEAD")
    get, page = connection.ask("/kjt/gstz/newschild.shtml")
    assert body == b"" and head.headers["Content-Length"] == str(len(page)) == get.headers["Content-Length"]


def test_missing_page_is_404_and_deleted_one_may_be_200(at) -> None:
    assert at(SCIMALL).ask("/article/detail?id=none")[0].status == 404
    connection = at(HUAIAN)
    links = re.findall(rb'href="(/col/[^"]+/art/[^"]+)"', connection.ask("/col/11899_458884/index.html")[1])
    answers = [connection.ask(link.decode()) for link in links]
    soft = [body for response, body in answers if "页面不存在".encode() in body and response.status == 200]
    assert len(soft) == 1


def test_moved_post_leads_to_its_new_address(at) -> None:
    connection = at(SCIMALL)
    for number in (1, 2, 3):
        _, page = connection.ask(f"/article/list?cid=3&page={number}")
        for old in re.findall(rb'href="(/news/[^"]+)"', page):
            moved, _ = connection.ask(old.decode())
            assert moved.status == 301
            there, _ = connection.ask(moved.headers["Location"].removeprefix(f"https://{SCIMALL}"))
            assert there.status == 200
            return
    raise AssertionError("no moved post in the lists")


def test_spellings_of_one_address_answer_alike(at) -> None:
    connection = at(KJT_SC)
    plain = connection.ask("/djgz/4711.jhtml")[1]
    assert connection.ask("/djgz/4711.jhtml;jsessionid=0A1B")[1] == plain
    assert connection.ask("/djgz/4711.jhtml?from=timeline")[1] == plain


def test_robots_vary(at) -> None:
    assert at(GYJGDJW, 80).ask("/robots.txt")[0].status == 404
    assert b"Allow: /" in at(TONGCHUAN).ask("/robots.txt")[1]
    assert b"Crawl-delay" in at(KJT_SC).ask("/robots.txt")[1]
    assert b"Disallow: /search" in at(SCIMALL).ask("/robots.txt")[1]
