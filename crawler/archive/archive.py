"""The archive of one site: lock, WARC files, records, files and ledger, kept in step.

Order of writes: response → WARC; files → files/; record → articles.jsonl; then, in `commit`, both synced and
one ledger transaction with what was seen and the committed lengths (what lies beyond them: recovery.py).
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from crawler import __version__
from crawler.archive.cdxj import update_index
from crawler.archive.files import replace_file, store_file, sync_folder
from crawler.archive.frontier import Frontier
from crawler.archive.ledger import Ledger, StoredArticle
from crawler.archive.lock import SiteLock
from crawler.archive.records import RECORDS, RecordFile, text_key
from crawler.archive.recovery import cut_back, need_ledger
from crawler.archive.seal import break_seal, set_seal
from crawler.archive.warc import MAX_WARC_BYTES, Archived, Exchange, Pointer, WarcFile, read_response
from crawler.errors import ForeignArchive, StorageError
from crawler.items import Article, Entry, Evidence
from crawler.normalize.urls import article_id

Kind = Literal["real", "demo"]


@dataclasses.dataclass(frozen=True, slots=True)
class Captured:
    """An archived response: its sequence number in the ledger and where it lies."""

    seq: int
    pointer: Pointer
    fetched_at: str


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: new, changed, back, unchanged or duplicate (`id` is the article it copies)."""

    what: str
    id: str


class Archive:
    """One site's folder, held by this run until `close`."""

    def __init__(
        self, folder: Path, site: str, title: str, kind: Kind = "real", unverified: Collection[str] = ()
    ) -> None:
        self.folder, self.site, self.kind = folder, site, kind
        self._unverified = sorted(unverified)
        _make(folder)
        self._lock = SiteLock(site, folder / "lock")
        try:
            self._open(title)
        except BaseException as error:
            self._lock.release()
            if isinstance(error, OSError):
                raise StorageError(f"{error.filename or folder}: {error.strerror}") from error
            raise

    def _open(self, title: str) -> None:
        need_ledger(self.folder)
        break_seal(self.folder / "ledger.sqlite")
        self.ledger = Ledger(self.folder / "ledger.sqlite")
        self.frontier = Frontier(self.ledger)
        self._check_kind()
        self.quarantined = cut_back(self.folder, self.site, self.ledger.committed())
        self.records = RecordFile(self.folder / RECORDS)
        self._warc: WarcFile | None = None
        self._open_warcs: list[WarcFile] = []
        self._started = datetime.now(UTC)
        self.run = self.ledger.next_run()
        self.ledger.set_meta("site", self.site)
        self.ledger.set_meta("site_title", title)
        self._doubted = self.ledger.meta("certificates") is not None
        self.commit()

    # -- capture -------------------------------------------------------------------------------------

    def keep(self, exchange: Exchange, role: str) -> Captured:
        """Archive a response before anyone reads it."""
        try:
            pointer = self._current_warc().add(exchange)
        except OSError as error:
            raise self.ledger.fail(f"{self.folder}: {error.strerror}") from error
        headers = {name.lower(): value for name, value in reversed(exchange.headers)}
        seq = self.ledger.add_response(exchange.url, role, exchange.status, exchange.fetched_at, headers, pointer)
        if exchange.truncated:
            self.ledger.distrust(seq)
        if exchange.doubt and not self._doubted:
            self._doubted = True
            self.ledger.set_meta("certificates", "not all verified")
        return Captured(seq, pointer, exchange.fetched_at)

    def doubt_of(self, evidence: Evidence) -> str | None:
        """What is wrong with the certificates that stood behind a record's pages; None when all were verified."""
        if not self._doubted:
            return None
        places = [(evidence.warc, evidence.offset), *((also.warc, also.offset) for also in evidence.also)]
        pages = [self.read(*place) for place in places]
        doubts = [f"{urlsplit(page.url).hostname}: {page.doubt}" for page in pages if page.doubt]
        return "; ".join(dict.fromkeys(doubts)) or None

    def add_file(self, url: str, body: bytes, captured: Captured) -> str:
        """Keep an image or attachment; returns its SHA-256."""
        sha256 = store_file(self.folder / "files", body)
        self.ledger.add_file(url, sha256, len(body), captured.seq)
        return sha256

    def _current_warc(self) -> WarcFile:
        if self._warc and self._warc.length < MAX_WARC_BYTES:
            return self._warc
        number = 1 + len(self._open_warcs)
        path = self.folder / f"pages-{self._started:%Y%m%dT%H%M%SZ}-{number}.warc.gz"
        while path.exists():  # two runs within one second
            number += 1
            path = path.with_name(f"pages-{self._started:%Y%m%dT%H%M%SZ}-{number}.warc.gz")
        self._warc = WarcFile.create(path, self._warc_info())
        self._open_warcs.append(self._warc)
        sync_folder(self.folder)
        return self._warc

    def _warc_info(self) -> dict[str, str]:
        info = {
            "software": f"fangzhi/{__version__}",
            "format": "WARC File Format 1.1",
            "isPartOf": self.site,
            "robots": "obeyed",
            "certificates": f"verified, but for {', '.join(self._unverified)}" if self._unverified else "verified",
        }
        if self.kind == "demo":
            info["description"] = "DEMO: pages of fangzhi's built-in demo, not of the real sites"
        return info

    # -- what was seen -------------------------------------------------------------------------------

    def see(self, channel: str, identity: str, entry: Entry, *, walk: int, position: int, page: Captured) -> bool:
        """Remember an entry of a list page; True when the channel did not list it before."""
        return self.frontier.add_entry(
            channel, identity, entry, walk=walk, position=position, at=page.fetched_at, list_seq=page.seq
        )

    def settle(self, identity: str, state: str, *, article: str | None = None, detail: str | None = None) -> None:
        """Remember how the visit of a listed article ended."""
        self.frontier.set_visit(identity, state, run=self.run, at=_now(), article=article, detail=detail)

    # -- records -------------------------------------------------------------------------------------

    def twin_of(self, article: Article, identity: str) -> StoredArticle | None:
        """Another stored article that says the same: same text under another identity."""
        key = text_key(article)
        twin = self.ledger.article_by_text(key) if key else None
        return twin if twin and twin.id != article_id(self.site, identity) else None

    def add(
        self, article: Article, identity: str, *, earlier_hash: Callable[[StoredArticle], str | None] | None = None
    ) -> Outcome:
        """Write a record if it says something new.

        `earlier_hash` reads the stored version's archived bytes with today's rules and gives their
        content_sha256, so that better rules alone write nothing.
        """
        id_ = article_id(self.site, identity)
        stored = self.ledger.article(id_)
        if stored is None:
            twin = self.twin_of(article, identity)
            if twin:
                return Outcome("duplicate", twin.id)
            return self._write(article, identity, id_, "new", 1, article.fetched_at or _now())
        if stored.state == "live" and self._says_the_same(article, stored, earlier_hash):
            return Outcome("unchanged", id_)
        reason = "changed" if stored.state == "live" else "back"
        return self._write(article, identity, id_, reason, stored.revision + 1, stored.first_seen, stored.channel)

    def _says_the_same(
        self, article: Article, stored: StoredArticle, earlier_hash: Callable[[StoredArticle], str | None] | None
    ) -> bool:
        if article.content_sha256 == stored.content_sha256:
            return True
        if earlier_hash is None:
            return False
        try:
            for file in self._growing():
                file.flush()  # the stored version may be of this very run: two addresses led to one page
        except OSError as error:
            raise self.ledger.fail(f"{self.folder}: {error.strerror}") from error
        return article.content_sha256 == earlier_hash(stored)

    def _write(
        self, article: Article, identity: str, id_: str, reason: str, revision: int, first_seen: str,
        channel: str | None = None,
    ) -> Outcome:  # fmt: skip
        record = dataclasses.replace(
            article,
            id=id_,
            site=self.site,
            channel=channel or article.channel,
            revision=revision,
            reason=reason,
            state="live",
            first_seen=first_seen,
        )
        try:
            offset, length = self.records.append(record)
        except OSError as error:
            raise self.ledger.fail(f"{self.records.path}: {error.strerror}") from error
        self.ledger.put_article(
            StoredArticle(
                id=id_,
                identity=identity,
                url=record.url,
                channel=record.channel or "",
                content_sha256=record.content_sha256 or "",
                revision=revision,
                state="live",
                first_seen=first_seen,
                line_offset=offset,
                line_length=length,
                evidence=record.to_record()["evidence"] or {},
            ),
            title=record.title,
            text_key=text_key(record),
            fetched_at=record.fetched_at or "",
        )
        return Outcome(reason, id_)

    # -- durability ----------------------------------------------------------------------------------

    def commit(self) -> None:
        """Make everything so far durable: files first, then one ledger transaction that counts them."""
        if not self.ledger.dirty:
            return
        try:
            for warc in self._open_warcs:
                warc.sync()
            self.records.sync()
        except OSError as error:
            raise self.ledger.fail(f"{self.folder}: {error.strerror}") from error
        self.ledger.commit([file.added.take() for file in self._growing()])
        # A full file is durable now and takes no more.
        for warc in self._open_warcs[:-1]:
            warc.close()
        self._open_warcs = self._open_warcs[-1:]

    def close(self, *, keep: bool = True) -> None:
        """Commit (unless `keep` is false, after a failed write), seal the ledger and let the next run in."""
        try:
            try:
                if keep:
                    self.commit()
                    self._index()
                    self.commit()
            finally:
                for file in self._growing():
                    # Committed bytes are on disk; what a failed write left in a buffer was promised to nobody.
                    with contextlib.suppress(OSError):
                        file.close()
                self.ledger.close()
            if keep:
                self._seal()
        finally:
            self._lock.release()

    def _growing(self) -> list[WarcFile | RecordFile]:
        return [*self._open_warcs, self.records]

    def _index(self) -> None:
        try:
            update_index(self.folder, self.ledger)
        except OSError as error:
            raise StorageError(f"{self.folder}: {error.strerror}") from error

    def _seal(self) -> None:
        try:
            set_seal(self.ledger.path)
        except OSError as error:
            raise StorageError(f"{self.folder}: the ledger cannot be sealed: {error.strerror}") from error

    def read(self, warc: str, offset: int) -> Archived:
        """The archived response at this place."""
        if self._warc and self._warc.path.name == warc:
            self._warc.flush()
        return read_response(self.folder / warc, offset)

    def _check_kind(self) -> None:
        found = self.ledger.meta("kind")
        if found is None:
            self.ledger.set_meta("kind", self.kind)
        elif found != self.kind:
            self.ledger.close()
            raise ForeignArchive(f"{self.folder} holds a {found} archive; this is a {self.kind} crawl")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageError(f"{folder}: cannot be written: {error.strerror}") from error


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def write_json(path: Path, value: object) -> None:
    """Replace a small JSON file in one step."""
    try:
        replace_file(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
