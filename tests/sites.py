"""A small news site on 127.0.0.1 for the engine's tests: real sockets, pages as bytes, switchable between runs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FANGZHI = str(Path(sys.executable).with_name("fangzhi"))
SCRAPY = str(Path(sys.executable).with_name("scrapy"))

#: What lets a crawl of a local site run at once.
FAST = (
    *("-s", "ALLOW_PRIVATE_HOSTS=127.0.0.1"),
    *("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_WAIT=0", "-s", "HOST_PAUSE=0"),
)


@dataclass(frozen=True)
class Page:
    """One answer. `raw` is sent as it is, status line included, and the connection closed."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    raw: bytes | None = None
    wait_seconds: float = 0.0


@dataclass(frozen=True)
class Hit:
    """One request that came: Unix seconds at its arrival and at the end of its answer."""

    path: str
    headers: dict[str, str]
    at: float
    done: float


@dataclass
class LocalSite:
    """A server with the pages it knows; change `pages` (or a page's function) between two runs."""

    pages: dict[str, Page | Callable[[dict[str, str]], Page]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    not_found: Page = Page(b"<html><title>404</title><body>404</body></html>", status=404)

    def __enter__(self) -> LocalSite:
        site = self

        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two packets: the second would wait 40 ms

            def do_GET(self) -> None:
                at = time.time()
                try:
                    site._answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    site.hits.append(Hit(self.path, dict(self.headers.items()), at, time.time()))

            do_POST = do_GET  # noqa: N815 - http.server's name

            def log_message(self, *_: object) -> None:
                """Say nothing: `hits` is the log."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client killed in mid-request is no news."""

        self._server = Server(("127.0.0.1", 0), Answer)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        """http://127.0.0.1:PORT, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def asked(self) -> list[str]:
        """Paths asked for so far, in order of their answers."""
        return [hit.path for hit in self.hits]

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        request.rfile.read(length)
        page = self.pages.get(request.path, self.not_found)
        if callable(page):
            page = page(dict(request.headers.items()))
        if page.wait_seconds:
            time.sleep(page.wait_seconds)
        if page.raw is not None:
            request.wfile.write(page.raw)
            request.close_connection = True
            return
        etag = dict(page.headers).get("ETag")
        if etag and request.headers.get("If-None-Match") == etag:
            page = Page(status=304, headers=(("ETag", etag),))
        request.send_response(page.status)
        for name, value in page.headers:
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(page.body)))
        request.end_headers()
        request.wfile.write(page.body)


@dataclass
class News:
    """Posts and lists of a little site. Number n was published n days after the first day of 2024."""

    site: LocalSite
    per_page: int = 5
    channels: dict[str, list[int]] = field(default_factory=dict)
    etags: bool = False

    def publish(self, **channels: list[int]) -> None:
        """Put up the lists (newest first as given), their posts, and a home page with the columns' names."""
        self.channels |= channels
        for key, posts in channels.items():
            for number, text in self.list_pages(key, posts).items():
                self.site.pages[list_path(key, number)] = self._page(text)
            for post in posts:
                self.site.pages.setdefault(post_path(post), html(post_page(post)))
        links = "".join(f'<li><a href="{list_path(key, 1)}">{column(key)}</a></li>' for key in self.channels)
        self.site.pages["/"] = html(f"<html><head><title>某某科技局</title></head><body><ul>{links}</ul></body></html>")

    def list_pages(self, key: str, posts: list[int]) -> dict[int, str]:
        """The pages of one list, by number."""
        pages = [posts[start : start + self.per_page] for start in range(0, len(posts), self.per_page)] or [[]]
        return {number: self._list(key, number, len(pages), page) for number, page in enumerate(pages, 1)}

    def _list(self, key: str, number: int, total: int, posts: list[int]) -> str:
        items = "\n".join(
            f'<li><a href="{post_path(post)}" title="{title(post)}">{title(post)}</a><span>{day(post)}</span></li>'
            for post in posts
        )
        following = f'<a href="{list_path(key, number + 1)}">下一页</a>' if number < total else "<span>下一页</span>"
        return (
            f"<html><head><title>{column(key)}</title></head><body><h2>{column(key)}</h2>"
            f'<div class="list"><ul>{items}</ul></div><div class="page">{following}</div></body></html>'
        )

    def _page(self, text: str) -> Page:
        page = html(text)
        if not self.etags:
            return page
        return Page(page.body, headers=(*page.headers, ("ETag", f'"{hash(page.body) & 0xFFFFFFFF:x}"')))


def html(text: str, status: int = 200) -> Page:
    """A page of text."""
    return Page(f"<!DOCTYPE html>{text}".encode(), status)


def column(key: str) -> str:
    """The printed name of a channel."""
    return {"news": "科技动态", "gg": "通知公告", "kp": "科普天地"}.get(key, f"栏目{key}")


def list_path(key: str, number: int) -> str:
    return f"/{key}/index.html" if number == 1 else f"/{key}/index_{number}.html"


def post_path(post: int) -> str:
    return f"/art/{2024 + post // 365}/t{post:05d}.html"


def title(post: int) -> str:
    return f"某某市召开第{post}次科技创新工作会议"


def day(post: int) -> str:
    return f"{date(2024, 1, 1) + timedelta(days=post % 300)}"


def post_page(post: int, *, text: str | None = None, extra: str = "") -> str:
    """An article page with a header line, three paragraphs and what `extra` adds to its body."""
    text = (
        text or f"会议指出，第{post}号课题要坚持问题导向，围绕产业需求布局创新链，推动成果就地转化，服务本地企业发展。"
    )
    return (
        f"<html><head><title>{title(post)}</title></head><body><h1>{title(post)}</h1>"
        f'<div class="info"><span>发布时间：{day(post)}</span> <span>来源：某某市科技局</span></div>'
        f'<div class="content"><p>{day(post)}，某某市召开第{post}次科技创新工作会议，市有关部门负责同志出席并讲话。</p>'
        f"<p>{text}</p><p>会议要求，各单位要抓好第{post}次会议精神的落实，定期报告进展，年底前完成全部任务。</p>{extra}</div>"
        "</body></html>"
    )


@dataclass
class Home:
    """A project folder: scrapy.cfg, spiders/ and output/."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Home:
        (root / "spiders").mkdir(parents=True)
        (root / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
        return cls(root)

    @property
    def output(self) -> Path:
        return self.root / "output"

    def site_file(self, name: str, base: str, channels: dict[str, str | None], *, more: str = "") -> None:
        """Write a site file; `channels`: URL path by key, None for a channel found by its name."""
        lines = [
            f'        Channel("{key}", "{column(key)}", {f"{base}{path}" if path else None!r}),'
            for key, path in channels.items()
        ]
        self.write(
            name,
            "from crawler import Channel, ListPage, SiteSpider\n\n\n"
            f"class {name.title().replace('_', '')}Spider(SiteSpider):\n"
            f'    name = "{name}"\n    title = "某某市科学技术局"\n    home = "{base}/"\n'
            "    channels = (\n" + "\n".join(lines) + "\n    )\n" + more,
        )

    def write(self, name: str, text: str) -> None:
        (self.root / "spiders" / f"{name}.py").write_text(text, encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith(("FANGZHI_", "COV_", "COVERAGE"))
        }
        return kept | {"FANGZHI_HOME": str(self.root), "FANGZHI_LANG": "en", "FANGZHI_CONTACT": "a@example.org"} | more

    def start(self, *arguments: str, command: str = FANGZHI, **environment: str) -> subprocess.Popen[str]:
        """A command in a process group of its own."""
        return subprocess.Popen(
            [command, *arguments],
            cwd=self.root,
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, command: str = FANGZHI, timeout: float = 60, **environment: str) -> Ended:
        """A command, run to its end."""
        process = self.start(*arguments, command=command, **environment)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return Ended(process.returncode, out, err)

    def crawl(self, *arguments: str, timeout: float = 60, **environment: str) -> Ended:
        """`fangzhi crawl` at full speed."""
        return self.run("crawl", *arguments, *FAST, timeout=timeout, **environment)

    def lines(self, site: str) -> list[bytes]:
        path = self.output / site / "articles.jsonl"
        return path.read_bytes().splitlines(keepends=True) if path.exists() else []

    def records(self, site: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines(site)]

    def said(self, site: str) -> dict[str, str]:
        """What the records say: content_sha256 by id. Fails when an id stands twice."""
        records = self.records(site)
        found = {record["id"]: record["content_sha256"] for record in records}
        assert len(found) == len(records), "an id stands in two lines"
        return found

    def report(self, site: str) -> dict[str, Any]:
        return json.loads((self.output / site / "report.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait until something holds; fails after a bounded time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
