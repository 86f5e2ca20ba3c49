"""Check every stored byte: records against their evidence, WARC members, index, ledger and files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from crawler.archive import cdxj
from crawler.archive.files import file_path
from crawler.archive.ledger import Ledger
from crawler.archive.records import RECORDS
from crawler.archive.seal import seal_problem
from crawler.archive.warc import DOUBT, members
from crawler.errors import LedgerUnreadable, StorageError
from crawler.items import RECORD_FIELDS

_KEYS = [field.name for field in RECORD_FIELDS]


class Held(NamedTuple):
    """What a sound WARC record holds; `doubt`: what is wrong with its host's certificate, which was not verified."""

    record_id: str
    sha256: str
    doubt: str | None


Responses = dict[tuple[str, int], Held]  # by file and byte offset


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written: file, place in it, what was found and expected."""

    file: str
    place: str
    detail: str


@dataclass(slots=True)
class Verification:
    """What a check of one site covered and found.

    `reread`: records read again from their pages (--deep); `other_readers`: those that other rules have read.
    `unverified`: how many responses came from hosts whose certificate proves nothing, by host and what is wrong.
    """

    site: str
    records: int = 0
    responses: int = 0
    files: int = 0
    reread: int = 0
    other_readers: int = 0
    unverified: dict[str, int] = field(default_factory=dict)
    damage: list[Damage] = field(default_factory=list)

    def add(self, file: str, place: str, detail: str) -> None:
        """Note damage."""
        self.damage.append(Damage(file, place, detail))


def verify_site(folder: Path) -> Verification:
    """Check one site's folder. Raises StorageError when there is no archive at all."""
    path = folder / "ledger.sqlite"
    if not path.is_file():
        raise StorageError(f"{folder}: no archive here (no ledger.sqlite)")
    found = Verification(folder.name)
    if problem := seal_problem(path):
        found.add(path.name, "file", problem)
    ledger = Ledger(path, read_only=True)
    try:
        _check_all(folder, ledger, found)
    except LedgerUnreadable as error:
        found.add("ledger.sqlite", "database", error.detail)
    finally:
        ledger.close()
    return found


def _check_all(folder: Path, ledger: Ledger, found: Verification) -> None:
    for line in ledger.integrity():
        found.add("ledger.sqlite", "integrity_check", line)
    lengths = ledger.committed()
    for name, length in lengths.items():
        _check_length(folder / name, length, found)
        _check_segments(folder / name, length, ledger, found)
    digests: Responses = {}
    for path in sorted(folder.glob("pages-*.warc.gz")):
        _check_warc(path, lengths.get(path.name, 0), digests, found)
    _check_responses(ledger, digests, found)
    _check_index(folder, ledger, found)
    _check_records(folder, ledger, digests, found)
    _check_files(folder, ledger, found)


def _check_length(path: Path, length: int, found: Verification) -> None:
    if not path.exists():
        found.add(path.name, "file", f"missing, {length} bytes were committed")
    elif path.stat().st_size < length:
        found.add(path.name, f"byte {path.stat().st_size}", f"ends here, {length} bytes were committed")


def _check_segments(path: Path, length: int, ledger: Ledger, found: Verification) -> None:
    """Every committed byte, stretch by stretch: also those that no checksum of the format covers."""
    if not path.exists():
        return
    segments = ledger.segments(path.name)
    if sum(segment.length for segment in segments) != length:
        found.add("ledger.sqlite", "segments", f"those of {path.name} do not add up to {length} bytes")
    with path.open("rb") as file:
        for segment in segments:
            place = f"bytes {segment.start} to {segment.start + segment.length}"
            file.seek(segment.start)
            if hashlib.sha256(file.read(segment.length)).hexdigest() != segment.sha256:
                found.add(path.name, place, "are not what was written")


def _check_warc(path: Path, length: int, digests: Responses, found: Verification) -> None:
    """Every member to its end, every record against its own digests; responses' digests are collected."""
    end = 0
    try:
        for offset, size in members(path):
            if offset >= length:
                break  # beyond what was committed: another run is writing, or will cut it off
            _check_member(path, offset, size, digests, found)
            end = offset + size
    except StorageError as error:
        if end < length:
            found.add(path.name, f"byte {end}", str(error))


def _check_member(path: Path, offset: int, size: int, digests: Responses, found: Verification) -> None:
    with path.open("rb") as file:
        file.seek(offset)
        try:
            record = next(iter(ArchiveIterator(file, check_digests=True)))
            payload = record.content_stream() if record.rec_type != "response" else record.raw_stream
            digest = hashlib.sha256(payload.read()).hexdigest()
        except Exception as error:  # warcio raises many types on damaged bytes; all mean the same here
            found.add(path.name, f"byte {offset}", f"unreadable record of {size} bytes: {error}")
            return
    checker = record.digest_checker
    if checker.passed is False:
        found.add(path.name, f"byte {offset}", f"digest does not match: {'; '.join(checker.problems)}")
    elif record.rec_type == "response":
        head = record.rec_headers
        held = digests[path.name, offset] = Held(head.get_header("WARC-Record-ID"), digest, head.get_header(DOUBT))
        if held.doubt:
            why = f"{urlsplit(head.get_header('WARC-Target-URI')).hostname}: {held.doubt}"
            found.unverified[why] = found.unverified.get(why, 0) + 1


def _check_responses(ledger: Ledger, digests: Responses, found: Verification) -> None:
    for seq, _, _, _, _, warc, offset, _, record_id, digest in ledger.responses():
        found.responses += 1
        held = digests.get((warc, offset))
        if held is None or held[:2] != (record_id, digest):
            found.add("ledger.sqlite", f"response {seq}", f"{warc} at byte {offset} does not hold {record_id}")


def _check_index(folder: Path, ledger: Ledger, found: Verification) -> None:
    path = folder / cdxj.NAME
    if path.exists():
        for place, detail in cdxj.damage(path, ledger):
            found.add(cdxj.NAME, place, detail)
    elif ledger.meta("indexed"):
        found.add(cdxj.NAME, "file", "missing; the next crawl makes it again")


def _check_records(folder: Path, ledger: Ledger, digests: Responses, found: Verification) -> None:
    latest = {(offset, length): (id_, revision) for id_, revision, offset, length in ledger.article_lines()}
    seen: set[tuple[str, int]] = set()
    for number, offset, line in record_lines(folder / RECORDS, ledger.committed().get(RECORDS, 0)):
        found.records += 1
        place = f"line {number} (byte {offset})"
        record = _record(line, place, found)
        if record is None:
            continue
        key = (record["id"], record["revision"])
        if key in seen:
            found.add(RECORDS, place, f"repeats {key[0]} revision {key[1]}")
        seen.add(key)
        promised = latest.pop((offset, len(line)), key)
        if promised != key:
            found.add(RECORDS, place, f"the ledger has {promised[0]} revision {promised[1]} here")
        for problem in _evidence_problems(record, digests):
            found.add(RECORDS, place, problem)
    for (offset, _), (id_, revision) in latest.items():
        found.add(RECORDS, f"byte {offset}", f"the ledger's line of {id_} revision {revision} is not here")


def record_lines(path: Path, committed: int) -> Iterator[tuple[int, int, bytes]]:
    """Number, offset and bytes of each committed line."""
    if not path.exists():
        return
    with path.open("rb") as file:
        offset = 0
        for number, line in enumerate(file, 1):
            if offset >= committed:
                return
            yield number, offset, line
            offset += len(line)


def _record(line: bytes, place: str, found: Verification) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
        if list(record) != _KEYS:
            raise ValueError("its keys are not those of a record")
        if not line.endswith(b"\n"):
            raise ValueError("no line end")
    except (ValueError, TypeError) as error:
        found.add(RECORDS, place, f"not a record: {error}")
        return None
    return record  # type: ignore[no-any-return]


def _evidence_problems(record: dict[str, Any], digests: Responses) -> Iterator[str]:
    evidence = record["evidence"] or {}
    doubted = False
    for pointer in (evidence, *evidence.get("also", ())):
        held = digests.get((pointer.get("warc"), pointer.get("offset")))
        doubted = doubted or bool(held and held.doubt)
        if held is None or held[:2] != (pointer.get("record_id"), pointer.get("payload_sha256")):
            yield f"evidence {pointer.get('record_id')} is not at {pointer.get('warc')} byte {pointer.get('offset')}"
    if doubted != ("evidence" in record["provenance"]):
        yield "provenance and evidence differ on whether certificates were verified"


def _check_files(folder: Path, ledger: Ledger, found: Verification) -> None:
    for sha256, length in ledger.files().items():
        found.files += 1
        path = file_path(folder / "files", sha256)
        name = path.relative_to(folder).as_posix()
        if not path.is_file():
            found.add(name, "file", "missing")
            continue
        body = path.read_bytes()
        if len(body) != length or hashlib.sha256(body).hexdigest() != sha256:
            found.add(name, "file", f"{len(body)} bytes with another SHA-256, expected {length} bytes")
