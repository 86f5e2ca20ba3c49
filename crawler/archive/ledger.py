"""The ledger: what was kept and where it lies. One SQLite file a site, WAL, synchronous=FULL.

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
            self.write("INSERT OR REPLACE INTO committed VALUES (?, ?)", (added.file, added.start + added.length))
            if added.length:
                self.write("INSERT INTO segments VALUES (?,?,?,?)", astuple(added))
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

    def write(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Change something in the current transaction."""
        try:
            if not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
            if isinstance(values, dict):
                return self._db.execute(sql, {name: _storable(value) for name, value in values.items()})
            return self._db.execute(sql, tuple(_storable(value) for value in values))
        except sqlite3.Error as error:
            raise self.fail(f"{self.path}: {error}") from error

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return list(self._read(sql, values))

    def _read(self, sql: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(self._db.execute(sql, tuple(values))) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise LedgerUnreadable(self.path, str(error)) from error

    def row(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query; None when there is none."""
        return next(iter(self.rows(sql, values)), None)

    def _number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    # -- meta ----------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered fact about the archive: format, kind, site, site_title, run."""
        row = self.row("SELECT value FROM meta WHERE key = ?", (key,))
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a fact about the archive."""
        if self.meta(key) != value:
            self.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

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
        cursor = self.write(
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
        self.write("UPDATE responses SET etag = NULL, last_modified = NULL WHERE seq = ?", (seq,))

    def last_good(self, url: str) -> Seen | None:
        """The latest 200 answer to a URL; without validators when it must not be relied on."""
        row = self.row(
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

    # -- articles and files --------------------------------------------------------------------------

    def article(self, id_: str) -> StoredArticle | None:
        """The latest version of an article by its id."""
        return self._article("id = ?", id_)

    def article_by_text(self, text_key: str) -> StoredArticle | None:
        """The article with the same title, day and body (or attachments)."""
        return self._article("text_key = ?", text_key)

    def _article(self, where: str, value: str) -> StoredArticle | None:
        row = self.row(
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
        self.write(f"INSERT OR REPLACE INTO articles ({','.join(values)}) VALUES ({marks})", values)  # noqa: S608

    def article_lines(self) -> Iterator[tuple[str, int, int, int]]:
        """(id, revision, line_offset, line_length) of each article's latest version."""
        yield from self._read("SELECT id, revision, line_offset, line_length FROM articles")

    def file(self, url: str) -> tuple[str, int] | None:
        """(sha256, length) of a file fetched before from this URL."""
        row = self.row("SELECT sha256, length FROM files WHERE url = ?", (url,))
        return (row[0], row[1]) if row else None

    def add_file(self, url: str, sha256: str, length: int, response: int) -> None:
        """Remember the file fetched from a URL."""
        self.write("INSERT OR REPLACE INTO files VALUES (?,?,?,?)", (url, sha256, length, response))

    def files(self) -> dict[str, int]:
        """Length in bytes of each stored file, by SHA-256."""
        return dict(self.rows("SELECT DISTINCT sha256, length FROM files"))


def _storable(value: Any) -> Any:
    # JSON lists cut emoji in two (\ud83d…); SQLite takes no lone surrogates.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _pointer(row: tuple[Any, ...]) -> Pointer:
    return Pointer(warc=row[0], offset=row[1], length=row[2], record_id=row[3], payload_sha256=row[4])
