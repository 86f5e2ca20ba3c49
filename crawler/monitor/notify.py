"""What to tell others: posts that are new and sites whose health changed since they were last told.

What a destination was told is marked in the index: up to which byte of articles.jsonl, and which health word. The mark
is set before a message leaves and taken back when it could not be delivered: no post is told twice, even after a
power cut in between. A site, or a destination, seen for the first time is told of from then on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from crawler.archive.ledger import Ledger
from crawler.archive.records import RECORDS
from crawler.errors import StorageError
from crawler.monitor.index import Index
from crawler.monitor.reasons import HEALTH_ZH, in_chinese

MAX_SHOWN = 50  # posts in one message; the rest is a number
_ALL_WELL = ("ok", "quiet")


class Mark(NamedTuple):
    """What a destination was told of a site: records up to this byte, and its health."""

    site: str
    upto: int
    health: str


@dataclass(frozen=True, slots=True)
class News:
    """What one destination is to be told, with its marks before and after."""

    posts: tuple[dict[str, Any], ...]
    changes: tuple[tuple[str, str, str | None], ...]  # site, health word, reason
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]


def destination_key(url: str) -> str:
    """What names a destination in the index: no part of its address, which holds secrets."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def take_news(index: Index, destination: str) -> News:
    """What the destination was not told yet; it counts as told from now on."""
    told = {mark.site: mark for mark in _marks(index, destination)}
    posts: list[dict[str, Any]] = []
    changes: list[tuple[str, str, str | None]] = []
    before: list[Mark] = []
    after: list[Mark] = []
    for row in index.sites():
        health = "broken" if row["error"] else row["health"] or "ok"
        mark = told.get(row["site"])
        upto = _committed(index.output / row["site"], mark.upto if mark else -1)
        if mark is None:
            after.append(Mark(row["site"], upto, health))
            continue
        if upto == mark.upto and health == mark.health:
            continue
        posts += _new_posts(index.output / row["site"] / RECORDS, mark.upto, upto)
        if health != mark.health and {health, mark.health} != set(_ALL_WELL):
            changes.append((row["site"], health, row["error"] or row["reason"]))
        before.append(mark)
        after.append(Mark(row["site"], upto, health))
    set_marks(index, destination, after)
    return News(tuple(posts), tuple(changes), tuple(before), tuple(after))


def set_marks(index: Index, destination: str, marks: list[Mark]) -> None:
    """Note what a destination was told."""
    index.db.execute("BEGIN IMMEDIATE")
    index.db.executemany("INSERT OR REPLACE INTO notices VALUES (?,?,?,?)", [(destination, *mark) for mark in marks])
    index.db.execute("COMMIT")


def _marks(index: Index, destination: str) -> list[Mark]:
    rows = index.db.execute("SELECT site, upto, health FROM notices WHERE destination = ?", (destination,))
    return [Mark(*row) for row in rows]


def _committed(folder: Path, told: int) -> int:
    """Committed length of the records; the ledger is asked only when the file is not as it was told."""
    try:
        if (folder / RECORDS).stat().st_size == told:
            return told
        ledger = Ledger(folder / "ledger.sqlite", read_only=True)
    except (OSError, StorageError):
        return max(told, 0)
    try:
        return ledger.committed().get(RECORDS, 0)
    finally:
        ledger.close()


def _new_posts(path: Path, start: int, end: int) -> Iterator[dict[str, Any]]:
    if end <= start:
        return
    with path.open("rb") as file:
        file.seek(start)
        for line in file.read(end - start).splitlines():
            record = json.loads(line)
            if record["reason"] == "new":
                yield {name: record[name] for name in ("site", "site_title", "title", "publish_time", "url")}


def subject(news: News, language: str = "en") -> str:
    """One line that says how much there is. `language`: "zh" or "en"."""
    parts = []
    count = len(news.posts)
    if news.posts:
        parts.append(f"{count} 篇新文章" if language == "zh" else f"{count} new post{'s' * (count > 1)}")
    if news.changes:
        parts.append(", ".join(f"{site} {_word(word, language)}" for site, word, _ in news.changes[:5]))
    return "fangzhi: " + "; ".join(parts)


def text(news: News, language: str = "en") -> str:
    """The message: changes of health first, then the posts, newest records last."""
    lines = [f"{site}: {_health(word, reason, language)}" for site, word, reason in news.changes]
    for post in news.posts[:MAX_SHOWN]:
        day = (post["publish_time"] or "")[:10]
        lines.append(f"{day} {post['title'] or ''} ({post['site_title'] or post['site']})\n{post['url']}".strip())
    if len(news.posts) > MAX_SHOWN:
        lines.append(f"… +{len(news.posts) - MAX_SHOWN}")
    return "\n".join(lines)


def _word(word: str, language: str) -> str:
    return HEALTH_ZH.get(word, word) if language == "zh" else word


def _health(word: str, reason: str | None, language: str) -> str:
    if language == "zh":
        return HEALTH_ZH.get(word, word) + (f"：{in_chinese(reason)}" if reason else "")
    return f"{word}: {reason}" if reason else word
