"""The ledger: what was seen, where it lies, what is due. One SQLite file a site, WAL, synchronous=FULL.

Everything since the last `commit` belongs to one transaction; a death in between takes it back whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from crawler.archive.schema import FORMAT, SCHEMA
from crawler.archive.segment import Segment
from crawler.archive.warc import Pointer
from crawler.errors import LedgerUnreadable, StorageError
from crawler.items import Entry, PageRequest

MAX_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """What is remembered of a channel. Entries first seen in a walk up to `closed_walk` are known ground.

    `last_start`: identities on the first page when the last walk closed; `ended_at`: how many pages the list
    had when a walk last came to its end; `entry_request`: what brought the first entries where the list's
    address gives but a shell; `next_choice`: which candidate for page 2 was right.
    """

    key: str
    url: str | None
    platform: str | None
    walk: int
    closed_walk: int
    last_start: tuple[str, ...]
    ended_at: int | None
    entry_request: PageRequest | None
    next_choice: int
    visited_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEntry:
    """A listed article still to fetch, with the channel that claims it and the list page that showed it."""

    identity: str
    channel: str
    entry: Entry
    list_seq: int | None
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """The latest version of a stored article, as the ledger knows it."""

    id: str
    identity: str
    url: str
    channel: str
    content_sha256: str
    revision: int
    state: str
    first_seen: str
    line_offset: int
    line_length: int
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The last good response to a URL: its validators and where it lies."""

    seq: int
    pointer: Pointer
    etag: str | None
    last_modified: str | None


class Ledger:
    """One site's ledger. Reads see what was written since the last commit."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._failed = False
        try:
            self._db = self._connect(path, read_only)
        except sqlite3.Error as error:
            raise StorageError(f"{path}: cannot open the ledger: {error}") from error

    @staticmethod
    def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
        if read_only:
            return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        db = sqlite3.connect(path, isolation_level=None, timeout=10)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            db.executescript(f"BEGIN;{SCHEMA}INSERT INTO meta VALUES ('format', '{FORMAT}');COMMIT;")  # noqa: S608
        return db

    # -- transaction ---------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something was written since the last commit."""
        return self._db.in_transaction

    def commit(self, segments: Iterable[Segment] = ()) -> None:
        """Make everything durable, together with what was added to the site's files since the last commit.

        Never after a failed write, here or in one of the files: what was half done would count as done.
        """
        if self._failed:
            raise StorageError(f"{self.path}: nothing is committed after a failed write")
        for added in segments:
            self._write("INSERT OR REPLACE INTO committed VALUES (?, ?)", (added.file, added.start + added.length))
            if added.length:
                self._write("INSERT INTO segments VALUES (?,?,?,?)", astuple(added))
        if self._db.in_transaction:
            try:
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                raise self.fail(f"{self.path}: {error}") from error

    def fail(self, what: str) -> StorageError:
        """Note that a write failed, so that nothing is committed any more; gives the error to raise."""
        self._failed = True
        return StorageError(what)

    def close(self) -> None:
        """Close the database; a transaction that was not committed goes with the connection."""
        self._db.close()

    def committed(self) -> dict[str, int]:
        """Committed length in bytes of each file that grows."""
        return dict(self.rows("SELECT file, length FROM committed"))

    def segments(self, file: str) -> list[Segment]:
        """What was added to a file by each commit, in order."""
        rows = self._read("SELECT * FROM segments WHERE file = ? ORDER BY start", (file,))
        return [Segment(*row) for row in rows]

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when sound."""
        return [row[0] for row in self._read("PRAGMA integrity_check") if row[0] != "ok"]

    def _write(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        try:
            if not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
            if isinstance(values, dict):
                return self._db.execute(sql, {name: _storable(value) for name, value in values.items()})
            return self._db.execute(sql, tuple(_storable(value) for value in values))
        except sqlite3.Error as error:
            raise self.fail(f"{self.path}: {error}") from error

    def write(self, sql: str, values: Iterable[Any] = ()) -> None:
        """Change something in the current transaction (for the tables of crawler.archive.history)."""
        self._write(sql, values)

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return list(self._read(sql, values))

    def _read(self, sql: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._db.execute(sql, tuple(values))) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise LedgerUnreadable(self.path, str(error)) from error

    def _row(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        return next(iter(self.rows(sql, values)), None)

    def _number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    # -- meta ----------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered fact about the archive: format, kind, site, site_title, run."""
        row = self._row("SELECT value FROM meta WHERE key = ?", (key,))
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a fact about the archive."""
        if self.meta(key) != value:
            self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def next_run(self) -> int:
        """A number for a new run: 1, 2, …"""
        run = int(self.meta("run") or 0) + 1
        self.set_meta("run", str(run))
        return run

    # -- responses -----------------------------------------------------------------------------------

    def add_response(
        self, url: str, role: str, status: int, fetched_at: str, headers: dict[str, str], pointer: Pointer
    ) -> int:
        """Remember where a response lies; returns its sequence number."""
        cursor = self._write(
            "INSERT INTO responses (url, role, status, fetched_at, mime, etag, last_modified,"
            " warc, offset, length, record_id, payload_sha256) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                url, role, status, fetched_at,
                headers.get("content-type"), headers.get("etag"), headers.get("last-modified"),
                pointer.warc, pointer.offset, pointer.length, pointer.record_id, pointer.payload_sha256,
            ),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def distrust(self, seq: int) -> None:
        """Never ask conditionally on the strength of this response: its body was cut, refused or unreadable."""
        self._write("UPDATE responses SET etag = NULL, last_modified = NULL WHERE seq = ?", (seq,))

    def last_good(self, url: str) -> Seen | None:
        """The latest 200 answer to a URL; without validators when it must not be relied on."""
        row = self._row(
            "SELECT seq, warc, offset, length, record_id, payload_sha256, etag, last_modified"
            " FROM responses WHERE url = ? AND status = 200 ORDER BY seq DESC LIMIT 1",
            (url,),
        )
        if not row:
            return None
        return Seen(seq=row[0], pointer=_pointer(row[1:6]), etag=row[6], last_modified=row[7])

    def response(self, seq: int) -> Pointer:
        """Where the response with this sequence number lies."""
        (place,) = self.rows(
            "SELECT warc, offset, length, record_id, payload_sha256 FROM responses WHERE seq = ?", (seq,)
        )
        return _pointer(place)

    def responses(self, after: int = 0) -> Iterator[tuple[Any, ...]]:
        """Responses after a sequence number:
        (seq, url, status, fetched_at, mime, warc, offset, length, record_id, payload_sha256)."""
        yield from self._read(
            "SELECT seq, url, status, fetched_at, mime, warc, offset, length, record_id, payload_sha256"
            " FROM responses WHERE seq > ? ORDER BY seq",
            (after,),
        )

    def last_response(self) -> int:
        """Sequence number of the newest response; 0 when there is none."""
        return self._number("SELECT coalesce(max(seq), 0) FROM responses")

    # -- channels ------------------------------------------------------------------------------------

    def channel(self, key: str, title: str) -> ChannelState:
        """What is remembered of a channel; a new one has never been walked."""
        row = self._row(
            "SELECT key, url, platform, walk, closed_walk, last_start, ended_at, visited_at,"
            " entry_request, next_choice FROM channels WHERE key = ?",
            (key,),
        )
        if not row:
            self._write("INSERT INTO channels (key, title) VALUES (?, ?)", (key, title))
            row = (key, None, None, 0, 0, None, None, None, None, 0)
        return ChannelState(
            key=row[0],
            url=row[1],
            platform=row[2],
            walk=row[3],
            closed_walk=row[4],
            last_start=tuple(json.loads(row[5] or "[]")),
            ended_at=row[6],
            visited_at=row[7],
            entry_request=_request(row[8]),
            next_choice=row[9],
        )

    def update_channel(self, key: str, **changes: Any) -> None:
        """Change columns of a channel: url, found_on, platform, walk, closed_walk …"""
        columns = ", ".join(f"{name} = ?" for name in changes)
        self._write(f"UPDATE channels SET {columns} WHERE key = ?", (*changes.values(), key))  # noqa: S608

    def channels(self) -> list[dict[str, Any]]:
        """All channels with their columns."""
        names = [row[1] for row in self._read("PRAGMA table_info(channels)")]
        return [dict(zip(names, row, strict=True)) for row in self._read("SELECT * FROM channels")]

    # -- entries and visits --------------------------------------------------------------------------

    def known_walk(self, channel: str, identity: str) -> int | None:
        """The walk in which a channel first listed this article; None if it never did."""
        row = self._row("SELECT walk FROM entries WHERE channel = ? AND identity = ?", (channel, identity))
        return row[0] if row else None

    def add_entry(
        self, channel: str, identity: str, entry: Entry, *, walk: int, position: int, at: str, list_seq: int | None
    ) -> bool:
        """Remember that a channel lists an article; True when it did not before."""
        cursor = self._write(
            "INSERT OR IGNORE INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                channel, identity, entry.url, entry.title, entry.date, entry.published,
                entry.pinned, entry.external, walk, position, at, list_seq,
            ),
        )  # fmt: skip
        if not entry.external:
            self._write(
                "INSERT OR IGNORE INTO visits (identity, state, at, run) VALUES (?, 'pending', ?, 0)", (identity, at)
            )
        return cursor.rowcount > 0

    def pending(self, order: list[str], run: int, limit: int, channels: list[str] | None = None) -> list[PendingEntry]:
        """Listed articles not yet fetched and not yet tried in this run, in list order.

        `order`: channel keys in site-file order; the first that lists an article claims it. `channels`
        narrows to articles that one of these lists. After MAX_ATTEMPTS failed ones only a full crawl asks again.
        """
        rank = " ".join(f"WHEN ? THEN {number}" for number in range(len(order)))
        wanted = channels if channels is not None else order
        marks = ",".join("?" * len(wanted))
        rows = self._read(
            f"SELECT e.identity, e.channel, e.url, e.title, e.date, e.published, e.pinned, e.external, e.list_seq,"  # noqa: S608
            f" v.attempts, min(CASE e.channel {rank} ELSE {len(order)} END) AS ranked"
            f" FROM visits v JOIN entries e ON e.identity = v.identity"
            f" WHERE v.state IN ('pending', 'failed') AND v.run < ? AND v.attempts < {MAX_ATTEMPTS} AND EXISTS"
            f" (SELECT 1 FROM entries w WHERE w.identity = v.identity AND w.channel IN ({marks}))"
            f" GROUP BY e.identity ORDER BY ranked, e.walk, e.position LIMIT ?",
            (*order, run, *wanted, limit),
        )
        return [
            PendingEntry(
                identity=row[0],
                channel=row[1],
                entry=Entry(
                    url=row[2], title=row[3], date=row[4], published=row[5], pinned=bool(row[6]), external=bool(row[7])
                ),
                list_seq=row[8],
                attempts=row[9],
            )
            for row in rows
        ]

    def unfinished(self) -> tuple[int, int]:
        """How many listed articles wait for the next run, and how many only a full crawl asks for again."""
        ((waiting, given_up),) = self.rows(
            f"SELECT coalesce(sum(attempts < {MAX_ATTEMPTS}), 0), coalesce(sum(attempts >= {MAX_ATTEMPTS}), 0)"  # noqa: S608
            " FROM visits WHERE state IN ('pending', 'failed')"
        )
        return int(waiting), int(given_up)

    def set_visit(
        self, identity: str, state: str, *, run: int, at: str, article: str | None = None, detail: str | None = None
    ) -> None:
        """Remember how a visit ended: stored, alias, refused, unreadable, offsite, missing or failed."""
        self._write(
            "INSERT INTO visits (identity, state, attempts, article, detail, at, run) VALUES (?,?,1,?,?,?,?)"
            " ON CONFLICT (identity) DO UPDATE SET state = excluded.state, attempts = attempts + 1,"
            " article = coalesce(excluded.article, article), detail = excluded.detail, at = excluded.at,"
            " run = excluded.run",
            (identity, state, article, detail, at, run),
        )

    def touch_visit(self, identity: str, run: int) -> None:
        """Note that this run has taken a pending article up, so that it is not handed out twice."""
        self._write("UPDATE visits SET run = ? WHERE identity = ?", (run, identity))

    def reopen(self, channels: list[str]) -> None:
        """Ask again for every article these channels list (a full crawl)."""
        marks = ",".join("?" * len(channels))
        self._write(
            f"UPDATE visits SET state = 'pending', run = 0, attempts = 0 WHERE identity IN"  # noqa: S608
            f" (SELECT identity FROM entries WHERE external = 0 AND channel IN ({marks}))",
            channels,
        )

    def visits(self) -> dict[str, int]:
        """How many listed articles are in each state."""
        return dict(self.rows("SELECT state, count(*) FROM visits GROUP BY state"))

    # -- articles and files --------------------------------------------------------------------------

    def article(self, id_: str) -> StoredArticle | None:
        """The latest version of an article by its id."""
        return self._article("id = ?", id_)

    def article_by_text(self, text_key: str) -> StoredArticle | None:
        """The article with the same title, day and body (or attachments)."""
        return self._article("text_key = ?", text_key)

    def _article(self, where: str, value: str) -> StoredArticle | None:
        row = self._row(
            "SELECT id, identity, url, channel, content_sha256, revision, state, first_seen, line_offset, line_length,"  # noqa: S608
            f" evidence FROM articles WHERE {where} LIMIT 1",
            (value,),
        )
        if not row:
            return None
        names = StoredArticle.__dataclass_fields__
        return StoredArticle(**dict(zip(names, (*row[:-1], json.loads(row[-1])), strict=True)))

    def put_article(self, stored: StoredArticle, *, title: str | None, text_key: str | None, fetched_at: str) -> None:
        """Remember the latest version of an article."""
        values = asdict(stored)
        values["evidence"] = json.dumps(values["evidence"])
        values |= {"title": title, "text_key": text_key, "fetched_at": fetched_at}
        marks = ",".join(f":{name}" for name in values)
        self._write(f"INSERT OR REPLACE INTO articles ({','.join(values)}) VALUES ({marks})", values)  # noqa: S608

    def article_lines(self) -> Iterator[tuple[str, int, int, int]]:
        """(id, revision, line_offset, line_length) of each article's latest version."""
        yield from self._read("SELECT id, revision, line_offset, line_length FROM articles")

    def count_articles(self) -> int:
        """How many distinct articles are stored."""
        return self._number("SELECT count(*) FROM articles")

    def file(self, url: str) -> tuple[str, int] | None:
        """(sha256, length) of a file fetched before from this URL."""
        row = self._row("SELECT sha256, length FROM files WHERE url = ?", (url,))
        return (row[0], row[1]) if row else None

    def add_file(self, url: str, sha256: str, length: int, response: int) -> None:
        """Remember the file fetched from a URL."""
        self._write("INSERT OR REPLACE INTO files VALUES (?,?,?,?)", (url, sha256, length, response))

    def files(self) -> dict[str, int]:
        """Length in bytes of each stored file, by SHA-256."""
        return dict(self.rows("SELECT DISTINCT sha256, length FROM files"))


def _storable(value: Any) -> Any:
    # JSON lists cut emoji in two (\ud83d…); SQLite takes no lone surrogates.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def request_text(request: PageRequest) -> str:
    """A list request as the ledger keeps it."""
    return json.dumps([request.url, request.method, request.headers, request.body.decode("latin-1")])


def _request(text: str | None) -> PageRequest | None:
    if not text:
        return None
    url, method, headers, body = json.loads(text)
    return PageRequest(url, method, tuple((name, value) for name, value in headers), body.encode("latin-1"))


def _pointer(row: tuple[Any, ...]) -> Pointer:
    return Pointer(warc=row[0], offset=row[1], length=row[2], record_id=row[3], payload_sha256=row[4])
