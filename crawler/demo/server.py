"""The server behind the demo: five sites under their real host names, on 127.0.0.1, http and https."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

from crawler.demo.answer import TOTAL_VISITS, VISITS_TODAY, Answer, DemoSite, redirect
from crawler.demo.sites import all_sites

_MISDIRECTED = Answer(status=421, content_type="text/plain; charset=utf-8", body=b"no such site here\n")
_FIRST_VISIT_TODAY = 9173


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: where each (host, port) is played, and the authority its certificates come from."""

    routes: dict[tuple[str, int], tuple[str, int]]
    authority_pem: bytes


@contextmanager
def serve() -> Iterator[Demo]:
    """Play the demo sites until the block ends."""
    sites = {site.host: site for site in all_sites()}
    authority = trustme.CA(organization_name="fangzhi demo", organization_unit_name="trusted by the demo only")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*sorted(sites)).configure_cert(context)
    plain, secure = _Server(sites, None), _Server(sites, context)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True) for server in (plain, secure)]
    for thread in threads:
        thread.start()
    try:
        yield Demo(_routes(sites, plain, secure), authority.cert_pem.bytes())
    finally:
        for server in (plain, secure):
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


def _routes(sites: dict[str, DemoSite], plain: _Server, secure: _Server) -> dict[tuple[str, int], tuple[str, int]]:
    routes = {(host, 80): ("127.0.0.1", plain.server_port) for host in sites}
    for host, site in sites.items():
        if site.scheme == "https":
            routes[host, 443] = ("127.0.0.1", secure.server_port)
    return routes


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, sites: dict[str, DemoSite], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.sites = sites
        self.context = context
        self._visits: Counter[str] = Counter()
        self._counting = threading.Lock()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        if self.context is None:
            return connection, address
        # The handshake waits for the first read, in the connection's own thread: one slow client holds up nobody.
        return self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that hangs up or refuses the certificate is its own business; anything else is a bug to be seen.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def count(self, host: str) -> int:
        with self._counting:
            self._visits[host] += 1
            return self._visits[host]


class _Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        self._send(self._answer())

    def do_HEAD(self) -> None:
        self._send(self._answer())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the demo's user reads the crawl's progress, not the server's."""

    def _answer(self) -> Answer:
        site = self._site()
        if site is None:
            return _MISDIRECTED
        if site.scheme == "https" and self.server.context is None:
            return redirect(f"https://{site.host}{self.path}")
        return site.answer(self.path)

    def _site(self) -> DemoSite | None:
        return self.server.sites.get((self.headers.get("Host") or "").partition(":")[0].lower())

    def _send(self, answer: Answer) -> None:
        site = self._site()
        body = self._counted(answer.body, site)
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"' if answer.modified else None
        packed = bool(site and site.gzip and _packs(answer) and "gzip" in self.headers.get("Accept-Encoding", ""))
        status = 304 if answer.modified and tag and self._knows(tag, answer.modified) else answer.status
        if packed:
            # Packed on the way: the same page in other bytes, so the tag is a weak one, as nginx has it.
            body, tag = gzip.compress(body, mtime=0), f"W/{tag}" if tag else None
        # No Date header: nothing the demo says depends on the clock.
        self.send_response_only(status)
        self.send_header("Server", "nginx")
        if tag and answer.modified:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", answer.modified)
        if answer.location:
            self.send_header("Location", answer.location)
        if status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if status != 304 and self.command != "HEAD":
            self.wfile.write(body)

    def _counted(self, body: bytes, site: DemoSite | None) -> bytes:
        if site is None or TOTAL_VISITS not in body:
            return body
        visit = self.server.count(site.host)
        body = body.replace(TOTAL_VISITS, str(site.first_visit + visit - 1).encode())
        return body.replace(VISITS_TODAY, str(_FIRST_VISIT_TODAY + visit).encode())

    def _knows(self, tag: str, modified: str) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:
            return tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in known.split(","))
        since = _moment(self.headers.get("If-Modified-Since"))
        return since is not None and parsedate_to_datetime(modified) <= since


def _packs(answer: Answer) -> bool:
    return answer.status == 200 and answer.content_type.startswith("text/")


def _moment(header: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
