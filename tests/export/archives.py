"""Archives made for the tests: real records and ledgers, without pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive, Captured
from crawler.archive.warc import Pointer
from crawler.items import Article, Entry

AT = "2026-01-02T03:04:05Z"
PAGE = Captured(1, Pointer(warc="", offset=0, length=0, record_id="", payload_sha256=""), AT)


def article(number: int, **fields: Any) -> Article:
    """A small article; what is not given is null."""
    url = f"http://www.example.gov.cn/art/{number}.html"
    given: dict[str, Any] = {
        "url": url, "canonical_url": url, "site_title": "某县科学技术协会", "channel": "gzdt",
        "title": f"第{number}号通知", "body": f"这是第{number}号通知的正文。", "content_sha256": f"{number:064x}",
        "reader": "1", "fetched_at": AT,
    }  # fmt: skip
    return Article(**given | fields)


def identity_of(article: Article) -> str:
    return article.url.removeprefix("http://")


def fill(archive: Archive, *articles: Article, channels: tuple[str, ...] = ("gzdt",)) -> None:
    """Add articles that the channels list; nothing is committed."""
    for key in channels:
        archive.frontier.channel(key, {"gzdt": "工作动态", "tzgg": "通知公告"}.get(key, key))
    for one in articles:
        outcome = archive.add(one, identity_of(one))
        entry = Entry(url=one.url, title=one.title or "")
        for key in channels:
            archive.see(key, identity_of(one), entry, walk=1, position=1, page=PAGE)
        archive.settle(identity_of(one), "stored", article=outcome.id)


def make(output: Path, *articles: Article, site: str = "kx", channels: tuple[str, ...] = ("gzdt",)) -> None:
    """A closed archive of these articles."""
    archive = Archive(output / site, site, "某县科学技术协会")
    fill(archive, *articles, channels=channels)
    archive.close()


def mark_gone(output: Path, number: int, *, site: str = "kx") -> None:
    """Say in the ledger that an article's latest line is a gone one."""
    archive = Archive(output / site, site, "某县科学技术协会")
    archive.ledger.write(  # what writes gone lines is not built yet
        "UPDATE articles SET state = 'gone' WHERE url = ?", (article(number).url,)
    )
    archive.close()
