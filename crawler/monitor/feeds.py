"""Feeds: Atom and JSON Feed of the newest posts, per channel, per site and of all sites, and their OPML.

Nothing comes from a clock: the same records give the same bytes, and a file that would not change is not touched.
"""

from __future__ import annotations

import hashlib
import heapq
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from crawler.archive.files import sync_folder
from crawler.archive.snapshot import Line, Snapshot, channels_in_order, snapshots
from crawler.errors import StorageError
from crawler.monitor.atom import atom, opml
from crawler.monitor.jsonfeed import json_feed
from crawler.monitor.posts import Post, order_of, post_of

NEWEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: `name` is its file's name without suffix, `base` the address the folder is published at, if any."""

    name: str
    title: str
    author: str
    home: str | None
    posts: tuple[Post, ...]
    base: str = ""

    @property
    def urn(self) -> str:
        """The feed's id, the same for ever."""
        return UUID(hashlib.sha256(f"feed\n{self.name}".encode()).hexdigest()[:32]).urn

    @property
    def updated(self) -> str:
        """Fetch time of the newest version in it (UTC); the beginning of time while it is empty."""
        return max((post.updated for post in self.posts), default="1970-01-01T00:00:00Z")

    def address(self, suffix: str) -> str:
        """Where the feed's file is found; relative to its folder when no base is known."""
        return f"{self.base}{quote(self.name)}.{suffix}"


@dataclass(slots=True)
class _Shelf:
    """The newest posts of one feed, so far."""

    heap: list[tuple[str, str, Post]] = field(default_factory=list)

    def wants(self, order: str, id_: str) -> bool:
        return len(self.heap) < NEWEST or (order, id_) > self.heap[0][:2]

    def add(self, post: Post) -> None:
        item = (post.order, post.id, post)
        if len(self.heap) < NEWEST:
            heapq.heappush(self.heap, item)
        elif item[:2] > self.heap[0][:2]:
            heapq.heapreplace(self.heap, item)

    def posts(self) -> tuple[Post, ...]:
        return tuple(post for _, _, post in sorted(self.heap, key=lambda item: item[:2], reverse=True))


def write_feeds(output: Path, folder: Path, *, site: str | None = None, base: str = "") -> list[Feed]:
    """Write all feeds, or those of one site, into `folder`; gives what was written.

    `all` and feeds.opml cover all sites and are left as they are when one site was asked for.
    """
    written: list[Feed] = []
    everything = _Shelf()
    for source in snapshots(output, site):
        for feed in _site_feeds(source, base):
            _write(folder, feed)
            written.append(feed)
            for post in feed.posts if feed.name == source.name else ():
                everything.add(post)
    if site is None:
        whole = Feed(
            name="all",
            title="方志：全部站点 All sites",
            author="fangzhi",
            home=None,
            posts=everything.posts(),
            base=base,
        )
        _write(folder, whole)
        written.insert(0, whole)
        replace_file(folder / "feeds.opml", opml(written))
    return written


def _site_feeds(source: Path, base: str) -> Iterator[Feed]:
    """The feed of a site, then those of its channels."""
    with Snapshot(source) as snapshot:
        titles, urls = snapshot.channels(), snapshot.channel_urls()
        shelves = _shelve(snapshot, titles)
    yield Feed(
        name=source.name, title=snapshot.title, author=snapshot.title, home=None, posts=shelves[None].posts(), base=base
    )
    for key, title in titles.items():
        yield Feed(
            name=f"{source.name}.{key}",
            title=f"{snapshot.title} · {title}",
            author=snapshot.title,
            home=urls[key],
            posts=shelves[key].posts(),
            base=base,
        )


def _shelve(snapshot: Snapshot, titles: dict[str, str]) -> dict[str | None, _Shelf]:
    """The newest posts by channel; under None those of the whole site."""
    shelves: dict[str | None, _Shelf] = {None: _Shelf(), **{key: _Shelf() for key in titles}}
    listed: dict[str, list[str]] = {}
    for id_, channel in snapshot.memberships():
        listed.setdefault(id_, []).append(channel)
    for line in snapshot.lines():
        if line.state == "live":
            _place(snapshot, line, listed.get(line.id, []), titles, shelves)
    return shelves


def _place(
    snapshot: Snapshot, line: Line, listed_in: list[str], titles: dict[str, str], shelves: dict[str | None, _Shelf]
) -> None:
    order = order_of(snapshot.publish_time(line), line.first_seen)
    wanting = [shelves[key] for key in (None, *listed_in) if key in shelves and shelves[key].wants(order, line.id)]
    if not wanting:
        return
    record = snapshot.record(line)
    channels = channels_in_order(record["channel"], listed_in)
    post = post_of(record, [(key, titles[key]) for key in channels if key in titles])
    for shelf in wanting:
        shelf.add(post)


def _write(folder: Path, feed: Feed) -> None:
    replace_file(folder / f"{feed.name}.atom", atom(feed))
    replace_file(folder / f"{feed.name}.json", json_feed(feed))


def replace_file(path: Path, body: bytes) -> None:
    """Replace a file in one step; one that holds these bytes already is left alone, its time of change too."""
    try:
        if path.is_file() and path.read_bytes() == body:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with aside.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            aside.rename(path)
        finally:
            aside.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
