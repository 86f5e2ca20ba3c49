"""Small archives made by hand for the archive's tests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive, Captured
from crawler.archive.warc import Exchange
from crawler.items import Article, Attachment, Entry, Evidence

HOST = "https://kjj.example.gov.cn"


def exchange(url: str = HOST + "/a.html", body: bytes = b"<html>page</html>", **other: Any) -> Exchange:
    """An answer as it stood on the wire."""
    values: dict[str, Any] = {
        "url": url,
        "method": "GET",
        "request_headers": (("Host", "kjj.example.gov.cn"), ("User-Agent", "fangzhi")),
        "request_body": b"",
        "status": 200,
        "reason": "OK",
        "protocol": "HTTP/1.1",
        "headers": (("Content-Type", "text/html"), ("Content-Length", str(len(body)))),
        "body": body,
        "fetched_at": "2026-11-20T02:03:04Z",
    }
    return Exchange(**(values | other))


def article(number: int, captured: Captured | None = None, **other: Any) -> Article:
    """A record-to-be; its content_sha256 follows from its title and body."""
    url = f"{HOST}/art/{number}.html"
    values: dict[str, Any] = {
        "url": url,
        "canonical_url": url,
        "site": "kjj",
        "site_title": "某某市科技局",
        "channel": "news",
        "title": f"第{number}次会议",
        "publish_time": "2024-05-06",
        "publish_precision": "day",
        "body": f"第{number}次会议的正文。\n第二段。",
        "fetched_at": "2026-11-20T02:03:04Z",
        "listed_as": f"kjj.example.gov.cn/art/{number}.html",
    } | other
    said = repr((values["title"], values["body"], values.get("attachments")))
    values.setdefault("content_sha256", hashlib.sha256(said.encode("utf-8", "replace")).hexdigest())
    if captured:
        pointer = captured.pointer
        values["evidence"] = Evidence(
            warc=pointer.warc,
            offset=pointer.offset,
            record_id=pointer.record_id,
            payload_sha256=pointer.payload_sha256,
        )
    return Article(**values)


def identity(number: int) -> str:
    return f"kjj.example.gov.cn/art/{number}.html"


def open_archive(folder: Path, kind: Any = "real") -> Archive:
    return Archive(folder, "kjj", "某某市科技局", kind)


def store(archive: Archive, number: int, **other: Any) -> str:
    """Archive a page, list it, write its record; gives what became of it."""
    url = f"{HOST}/art/{number}.html"
    captured = archive.keep(exchange(url, f"<html>{number} 正文 {'。' * 200}</html>".encode()), "article")
    archive.see("news", identity(number), Entry(url, f"第{number}次会议"), walk=1, position=number, page=captured)
    outcome = archive.add(article(number, captured, **other), identity(number))
    archive.settle(identity(number), "stored", article=outcome.id)
    return outcome.what


def sound_archive(folder: Path, articles: int = 6) -> Path:
    """A closed archive of some articles, two runs, one file."""
    first = open_archive(folder)
    for number in range(articles // 2):
        store(first, number)
    captured = first.keep(exchange(HOST + "/a.pdf", b"%PDF-1.4 plan"), "file")
    first.add_file(HOST + "/a.pdf", b"%PDF-1.4 plan", captured)
    first.close()
    second = open_archive(folder)
    for number in range(articles // 2, articles):
        store(second, number)
        second.commit()
    second.close()
    return folder


def with_attachment(name: str, sha256: str | None = None) -> tuple[Attachment, ...]:
    return (Attachment(url=f"{HOST}/{name}", name=name, sha256=sha256),)
