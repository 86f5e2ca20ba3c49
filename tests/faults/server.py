"""The fault server: real sockets, one host per fault, answers written byte by byte as the table says."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.faults.names import LOCAL
from tests.sites import column, post_page, post_path
from tests.sites import day as day_of
from tests.sites import title as title_of

LIST, SECOND, HOME, ROBOTS, FILE, PART = "/news/index.html", "/news/index_2.html", "/", "/robots.txt", "/f/plan.pdf", "/art/p.html"  # fmt: skip
GOOD, SPOILT, LAST = 1, 2, 3
SPOILT_PATH = post_path(SPOILT)
Headers = tuple[tuple[str, str], ...]
HTML: Headers = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass
class Talk:
    """One request and the socket that waits for its answer. `count`: how often this path was asked before."""

    socket: socket.socket
    host: str
    path: str
    headers: dict[str, str]
    count: int
    stopping: threading.Event

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.socket.sendall(piece)

    def say(self, body: bytes, status: str = "200 OK", headers: Headers = HTML, *, length: int | None = None) -> None:
        """A well-formed answer; `length` lies about the body's size."""
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        lines += [f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
        self.send("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"), body)

    def drip(self, pieces: Iterable[bytes], pause: float) -> None:
        for piece in pieces:
            if self.stopping.wait(pause):
                return
            self.send(piece)

    def hang(self, seconds: float = 30) -> None:
        """Say nothing until the other side has gone, or for a bounded time."""
        self.socket.settimeout(0.2)
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.stopping.is_set():
            with contextlib.suppress(TimeoutError):
                if not self.socket.recv(100):
                    return

    def reset(self) -> None:
        """RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Answer = Callable[[Talk], None]


@dataclass
class Replica:
    """A little site: a list of three posts, one of which (or what belongs to it) a fault spoils."""

    answers: dict[str, Answer] = field(default_factory=dict)
    second_page: bool = False
    extra: str = ""  # in the body of the spoilt post

    def answer(self, talk: Talk, base: str) -> None:
        path = talk.path.partition("?")[0]
        if path in (LIST, SECOND):
            talk.say(list_page(base, path, self.second_page).encode())
        elif path == HOME:
            menu = f'<ul><li><a href="{LIST}">{column("news")}</a></li></ul>'
            talk.say(f"<html><head><title>某某科技局</title></head><body>{menu}</body></html>".encode())
        elif path.startswith("/art/2024/t0000"):
            post = int(path[-6])
            talk.say(post_page(post, extra=self.extra if post == SPOILT else "").encode())
        else:
            talk.say(b"<html><head><title>404</title></head><body>404</body></html>", "404 Not Found")


def list_page(base: str, path: str = LIST, second_page: bool = False, *, entries: str = "", more: str = "") -> str:
    """A list page as the replica has it; `entries` are put before its own."""
    posts = (6, 5, 4) if path == SECOND else (LAST, SPOILT, GOOD)
    items = "\n".join(
        f'<li><a href="{base}{post_path(post)}">{title_of(post)}</a><span>{day_of(post)}</span></li>' for post in posts
    )
    pager = f'<a href="{SECOND}">下一页</a>' if second_page and path == LIST else "<span>下一页</span>"
    return (
        f"<html><head><title>{column('news')}</title></head><body><h2>{column('news')}</h2>"
        f'<div class="list"><ul>{entries}{items}</ul></div><div class="page">{pager}</div>{more}</body></html>'
    )


class FaultServer:
    """Answers for all replicas by the Host header. `healed` makes every replica sound; `asked` counts requests."""

    def __init__(self, replicas: dict[str, Replica], certificate: ssl.SSLContext | None = None) -> None:
        self.replicas, self.healed = replicas, False
        self.asked: dict[str, Counter[str]] = defaultdict(Counter)
        self.problems: list[str] = []
        self._stopping = threading.Event()
        self._certificate = certificate

    def __enter__(self) -> FaultServer:
        server = self

        class OneRequest(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    server._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address, request_queue_size = True, True, 256

            def handle_error(self, *_: object) -> None:
                """A client that goes away in the middle is what faults are for."""

        self._server = Server(("127.0.0.1", 0), OneRequest)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def base(self, host: str) -> str:
        scheme = "https" if self._certificate else "http"
        return f"{scheme}://{host}{LOCAL}:{self.port}"

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(20)
        stream = self._certificate.wrap_socket(plain, server_side=True) if self._certificate else plain
        head = _head(stream)
        if head is None:
            return
        path, headers = head
        host = headers.get("host", "").partition(":")[0].removesuffix(LOCAL)
        replica = self.replicas.get(host)
        if replica is None:
            return
        count = self.asked[host][path]
        self.asked[host][path] += 1
        talk = Talk(stream, host, path, headers, count, self._stopping)
        answer = None if self.healed else replica.answers.get(path.partition("?")[0])
        if answer:
            answer(talk)
        else:
            replica.answer(talk, self.base(host))
        with contextlib.suppress(OSError):
            stream.shutdown(socket.SHUT_WR)


def _head(stream: socket.socket) -> tuple[str, dict[str, str]] | None:
    """Path and headers (names lower-case) of a request; None when there is none."""
    text = b""
    while b"\r\n\r\n" not in text:
        piece = stream.recv(65_536)
        if not piece:
            return None
        text += piece
    lines = text.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:])
    return lines[0].split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}
