"""What a run leaves behind, byte for byte and name for name, and what it does when a write fails."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import __version__
from crawler.archive import archive as archive_module
from crawler.archive.archive import Archive, Captured, write_json
from crawler.archive.records import RECORDS
from crawler.archive.seal import set_seal
from crawler.archive.snapshot import Snapshot
from crawler.archive.verify import verify_site
from crawler.errors import ForeignArchive, LedgerUnreadable, StorageError
from crawler.items import Also, Entry, Evidence
from tests.archive.makers import HOST, article, exchange, identity, open_archive, sound_archive, store
from tests.archive.power import descriptors, full_disk
from tests.archive.test_archive import abandon


@contextlib.contextmanager
def no_space(archive: Archive, name: str) -> Iterator[None]:
    """The records or the WARC file meet a full disk at the next byte."""
    file = archive.records if name == RECORDS else archive._current_warc()
    whole, file._file = file._file, Path("/dev/full").open("ab", buffering=0)  # noqa: SIM115 - closed below
    yield
    file._file.close()
    file._file = whole


def pages(folder: Path) -> list[str]:
    return sorted(re.sub(r"\d{8}T\d{6}Z", "TIME", path.name) for path in folder.glob("pages-*"))


# -- what is there afterwards --------------------------------------------------------------------------


def test_a_closed_archive_holds_the_files_of_the_contract_and_nothing_else(tmp_path: Path) -> None:
    sound_archive(tmp_path / "output" / "kjj", articles=1)
    names = {re.sub(r"\d{8}T\d{6}Z", "TIME", path.name) for path in (tmp_path / "output" / "kjj").iterdir()}
    assert names == {
        "articles.jsonl", "pages-TIME-1.warc.gz", "pages-TIME-2.warc.gz", "index.cdxj", "ledger.sqlite",
        "ledger.sha256", "lock", "files",
    } or names == {  # two runs in two seconds
        "articles.jsonl", "pages-TIME-1.warc.gz", "index.cdxj", "ledger.sqlite", "ledger.sha256", "lock", "files",
    }  # fmt: skip
    assert open_archive(tmp_path / "output" / "kjj").quarantined == 0


def test_a_warc_file_says_what_it_is(tmp_path: Path) -> None:
    for kind in ("real", "demo"):
        archive = open_archive(tmp_path / kind, kind)
        archive.keep(exchange(), "list")
        archive.close()
        (path,) = (tmp_path / kind).glob("pages-*")
        with path.open("rb") as file:
            record = next(iter(ArchiveIterator(file)))
            said = dict(line.split(": ", 1) for line in record.raw_stream.read().decode().splitlines())
        description = said.pop("description", None)
        assert said == {
            "software": f"fangzhi/{__version__}", "format": "WARC File Format 1.1", "isPartOf": "kjj",
            "robots": "obeyed", "certificates": "verified",
        }  # fmt: skip
        assert (description or "").startswith("DEMO: ") is (kind == "demo")
        assert (description is None) is (kind == "real")


def test_excepted_certificates_stand_in_warcinfo(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "kjj", "某局", unverified={"b.example.cn", "a.example.cn"})
    assert archive._warc_info()["certificates"] == "verified, but for a.example.cn, b.example.cn"
    archive.close()


def test_what_is_wrong_with_certificates_is_remembered_and_said_of_a_record_s_pages(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    sound = archive.keep(exchange(), "article")
    assert archive.doubt_of(evidence(sound)) is None and archive.ledger.meta("certificates") is None
    doubted = [archive.keep(exchange(f"https://{host}/", doubt="expired"), "list") for host in ("a.cn", "b.cn", "a.cn")]
    assert archive.ledger.meta("certificates") == "not all verified"
    assert archive.doubt_of(evidence(sound)) is None
    assert archive.doubt_of(evidence(sound, *doubted)) == "a.cn: expired; b.cn: expired"
    archive.close()
    again = open_archive(tmp_path)
    assert again.doubt_of(evidence(doubted[1])) == "b.cn: expired"
    again.close()


def evidence(page: Captured, *also: Captured) -> Evidence:
    """What stands behind a record: its page, and further ones."""
    places = [
        {"warc": one.pointer.warc, "offset": one.pointer.offset, "record_id": one.pointer.record_id,
         "payload_sha256": one.pointer.payload_sha256} for one in (page, *also)
    ]  # fmt: skip
    return Evidence(**places[0], also=tuple(Also(role="list", **place) for place in places[1:]))


def test_an_archive_is_real_and_knows_its_site_by_the_latest_title(tmp_path: Path) -> None:
    for title in ("旧名", "新名"):
        Archive(tmp_path, "kjj", title).close()
    with Snapshot(tmp_path) as snapshot:
        assert (snapshot.site, snapshot.title, snapshot.kind) == ("kjj", "新名", "real")
    ledger = open_archive(tmp_path).ledger
    assert [ledger.meta(key) for key in ("format", "kind", "site", "certificates")] == ["1", "real", "kjj", None]


def test_runs_are_numbered_also_those_that_died_at_once(tmp_path: Path) -> None:
    numbers = []
    for _ in range(3):
        archive = open_archive(tmp_path)
        numbers.append(archive.run)
        abandon(archive)
    assert numbers == [1, 2, 3]


def test_two_runs_within_a_second_never_share_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 11, 20, 2, 3, 4, tzinfo=UTC)

    monkeypatch.setattr(archive_module, "datetime", Clock)
    for number in range(3):
        archive = open_archive(tmp_path)
        store(archive, number)
        archive.close()
    assert sorted(path.name for path in tmp_path.glob("pages-*")) == [
        f"pages-20261120T020304Z-{number}.warc.gz" for number in (1, 2, 3)
    ]
    assert verify_site(tmp_path).damage == []


def test_a_full_file_is_followed_by_the_next_and_closed_at_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(tmp_path)
    store(archive, 0)
    monkeypatch.setattr(archive_module, "MAX_WARC_BYTES", archive._current_warc().length)  # full to the byte
    first = archive._current_warc()
    assert pages(tmp_path) == ["pages-TIME-1.warc.gz", "pages-TIME-2.warc.gz"]
    monkeypatch.setattr(archive_module, "MAX_WARC_BYTES", 1)
    archive.commit()
    before = descriptors()
    assert [file.path for file in archive._open_warcs] == [first.path]
    for number in range(1, 8):
        store(archive, number)
    held = archive._open_warcs.copy()
    archive.commit()
    assert len(held) == 8 and descriptors() == before, "full files stay open"
    written = [archive.ledger.response(seq).warc for seq in range(1, 9)]
    assert len(set(written)) == 8 and written[1] == held[1].path.name
    archive.close()
    assert verify_site(tmp_path).damage == []


def test_what_was_kept_can_be_read_at_once_and_later_whichever_file_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(tmp_path)
    monkeypatch.setattr(archive_module, "MAX_WARC_BYTES", 1)
    places = []
    for number in range(3):
        pointer = archive.keep(exchange(body=f"<html>{number}</html>".encode()), "list").pointer
        assert archive.read(pointer.warc, pointer.offset).body == f"<html>{number}</html>".encode()
        archive.commit()
        places.append((pointer.warc, pointer.offset))
    assert len({warc for warc, _ in places}) == 3
    assert archive.read(*places[0]).body == b"<html>0</html>"
    archive.close()
    again = open_archive(tmp_path)
    assert again.read(*places[2]).body == b"<html>2</html>"
    again.close()


def test_a_page_s_pointer_and_headers_stand_in_the_ledger(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    headers = (("Content-Type", "text/html"), ("ETag", '"e"'), ("Last-Modified", "Thu"), ("ETag", '"second"'))
    other = archive.keep(exchange(HOST + "/b.html", status=404, headers=headers), "list")
    kept = archive.keep(exchange(headers=headers), "list")
    archive.keep(exchange(status=404), "list")
    assert (other.seq, kept.seq, archive.ledger.last_response()) == (1, 2, 3)
    seen = archive.ledger.last_good(exchange().url)
    assert seen and (seen.seq, seen.pointer, seen.etag, seen.last_modified) == (2, kept.pointer, '"e"', "Thu")
    assert archive.ledger.last_good(HOST + "/b.html") is None
    rows = list(archive.ledger.responses(after=1))
    assert [row[0] for row in rows] == [2, 3] and rows[0][1:5] == (exchange().url, 200, kept.fetched_at, "text/html")
    archive.close()


def test_entries_visits_and_files_are_remembered(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    page, entry = archive.keep(exchange(), "list"), Entry(HOST + "/art/1.html", "一")
    assert [archive.see("news", identity(1), entry, walk=1, position=1, page=page) for _ in "ab"] == [True, False]
    archive.settle(identity(1), "refused", detail="login")
    assert archive.frontier.visits() == {"refused": 1}
    sha256 = archive.add_file(HOST + "/a.pdf", b"%PDF", page)
    assert archive.ledger.file(HOST + "/a.pdf") == (sha256, 4) and archive.ledger.files() == {sha256: 4}
    archive.close()


def test_a_record_and_its_row_in_the_ledger_say_the_same(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    captured = archive.keep(exchange(), "article")
    bare = {"channel": None, "content_sha256": None, "fetched_at": None}
    whole, empty = (archive.add(article(1, captured), identity(1)), archive.add(article(2, **bare), identity(2)))
    records = [json.loads(line) for line in _appended(archive)]
    for outcome, record in zip((whole, empty), records, strict=True):
        stored = archive.ledger.article(outcome.id)
        assert stored
        assert (stored.state, record["state"], record["reason"], record["site"]) == ("live", "live", "new", "kjj")
        assert (stored.channel, stored.content_sha256) == (record["channel"] or "", record["content_sha256"] or "")
        assert stored.evidence == (record["evidence"] or {})
        rows = archive.ledger.rows("SELECT fetched_at FROM articles WHERE id = ?", (outcome.id,))
        assert rows == [(record["fetched_at"] or "",)]
    archive.close()


def _appended(archive: Archive) -> list[bytes]:
    archive.records.sync()
    return archive.records.path.read_bytes().splitlines()


def test_quarantine_names_file_and_byte(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.commit()
    length = archive.records.length
    store(archive, 2)
    abandon(archive)
    open_archive(tmp_path).close()
    names = [path.name for path in (tmp_path / "quarantine").iterdir()]
    (line,) = [name for name in names if "articles" in name]
    assert re.fullmatch(rf"\d{{8}}T\d{{12}}Z-articles\.jsonl\.from-{length}", line)


# -- index and seal ------------------------------------------------------------------------------------


def test_an_index_that_the_ledger_does_not_know_is_made_anew(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    (tmp_path / "index.cdxj").write_text("cn,example)/ 2020 {}\n")
    archive.keep(exchange(), "list")
    archive.close()
    assert verify_site(tmp_path).damage == []
    whole = (tmp_path / "index.cdxj").read_bytes()
    (tmp_path / "index.cdxj").unlink()
    open_archive(tmp_path).close()
    assert (tmp_path / "index.cdxj").read_bytes() == whole


def test_the_index_grows_with_each_run_and_is_left_alone_by_an_idle_one(tmp_path: Path) -> None:
    sound_archive(tmp_path)
    lines = (tmp_path / "index.cdxj").read_bytes().splitlines()
    assert len(lines) == 7 == verify_site(tmp_path).responses
    before = (tmp_path / "index.cdxj").stat()
    open_archive(tmp_path).close()
    after = (tmp_path / "index.cdxj").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_index_that_cannot_be_written_is_a_storage_error_and_lets_go(tmp_path: Path) -> None:
    (tmp_path / "index.cdxj" / "in the way").mkdir(parents=True)
    archive = open_archive(tmp_path)
    archive.keep(exchange(), "list")
    with pytest.raises(StorageError):
        archive.close()
    open_archive(tmp_path)._lock.release()


def test_the_seal_stands_only_between_runs_and_shows_every_flip(tmp_path: Path) -> None:
    sound_archive(tmp_path)
    seal, ledger = tmp_path / "ledger.sha256", tmp_path / "ledger.sqlite"
    digest, name = seal.read_text().split("  ")
    assert re.fullmatch(r"[0-9a-f]{64}", digest) and name == "ledger.sqlite\n"
    assert not list(tmp_path.glob("ledger.sqlite-*")), "a closed ledger is one file"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (damage,) = [found for found in verify_site(tmp_path).damage if "sealed" in found.detail]
    assert re.fullmatch(rf"SHA-256 [0-9a-f]{{64}}, sealed with {digest}", damage.detail)
    ledger.write_bytes(whole)
    seal.write_bytes(b"\xff" + seal.read_bytes()[1:])
    assert verify_site(tmp_path).damage
    archive = open_archive(tmp_path)
    assert not seal.exists()
    abandon(archive)
    assert verify_site(tmp_path).damage == [], "a run that died leaves no seal, and no damage"


def test_a_ledger_in_use_is_not_held_against_its_seal(tmp_path: Path) -> None:
    sound_archive(tmp_path)
    seal = (tmp_path / "ledger.sha256").read_bytes()
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.commit()
    archive.ledger.rows("PRAGMA wal_checkpoint(PASSIVE)")  # as SQLite does by itself from time to time
    (tmp_path / "ledger.sha256").write_bytes(seal)
    assert (tmp_path / "ledger.sqlite-wal").stat().st_size and verify_site(tmp_path).damage == []
    archive.close()


# -- when it fails -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [RECORDS, "pages"])
def test_a_write_that_fails_is_a_storage_error_and_ends_all_committing(tmp_path: Path, name: str) -> None:
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.commit()
    with no_space(archive, name), pytest.raises(StorageError, match="No space"):
        store(archive, 2)
    store(archive, 3)  # there is room again: too late for this run
    with pytest.raises(StorageError, match="failed write"):
        archive.commit()
    archive.close(keep=False)
    assert not (tmp_path / "ledger.sha256").exists(), "only a whole run seals"
    again = open_archive(tmp_path)
    assert len(list(again.ledger.article_lines())) == 1
    again.close()


@pytest.mark.parametrize("call", ["COMMIT", "INSERT OR REPLACE INTO articles", "INSERT INTO responses", "BEGIN"])
def test_a_ledger_that_fails_is_a_storage_error_and_ends_all_committing(tmp_path: Path, call: str) -> None:
    open_archive(tmp_path).close()
    sql: list[str] = []
    with full_disk(sql):
        archive = open_archive(tmp_path)
        archive.keep(exchange(), "list") if call.startswith("INSERT OR") else None
        sql.append(call)
        with pytest.raises(StorageError, match="full"):
            archive.add(article(1), identity(1)) if call.startswith("INSERT OR") else store(archive, 1)
            archive.commit()
        sql.clear()
        store(archive, 2)
        with pytest.raises(StorageError, match="failed write"):
            archive.commit()
        archive.close(keep=False)
    again = open_archive(tmp_path)
    assert len(list(again.ledger.article_lines())) == 0
    again.close()


def test_a_record_written_first_belongs_to_the_transaction_too(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    outcome = archive.add(article(1), identity(1))
    abandon(archive)
    again = open_archive(tmp_path)
    assert again.ledger.article(outcome.id) is None and (tmp_path / RECORDS).read_bytes() == b""
    again.close()


def test_closing_after_a_failure_says_nothing_more_and_leaves_nothing_open(tmp_path: Path) -> None:
    before = descriptors()
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.records._file.close()
    archive.records._file = Path("/dev/full").open("ab")  # noqa: SIM115 - closed by the archive
    archive.records._file.write(b"x")  # waits in the buffer, and fails once more when closed
    archive.close(keep=False)
    archive.records._file.raw.close()
    assert descriptors() == before
    open_archive(tmp_path).close()
    assert descriptors() == before
    assert not (tmp_path / "ledger.sqlite-wal").exists()


def test_a_seal_that_cannot_be_written_is_said_and_costs_only_itself(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    (tmp_path / "ledger.sha256").mkdir()
    with pytest.raises(StorageError, match="cannot be sealed: Is a directory"):
        archive.close()
    (tmp_path / "ledger.sha256").rmdir()
    open_archive(tmp_path).close()


def test_a_seal_is_never_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound_archive(tmp_path)
    (tmp_path / "ledger.sha256").unlink()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        set_seal(tmp_path / "ledger.sqlite")
    assert not (tmp_path / "ledger.sha256").exists() and verify_site(tmp_path).damage == []


def test_a_ledger_that_cannot_be_read_is_a_storage_error(tmp_path: Path) -> None:
    sql: list[str] = []
    with full_disk(sql):
        archive = open_archive(tmp_path)
        sql.append("SELECT")
        with pytest.raises(LedgerUnreadable, match=rf"^{tmp_path}/ledger\.sqlite: damaged ledger \(database or disk"):
            archive.add(article(1), identity(1))
        sql.clear()
        archive.close(keep=False)


def test_an_index_ahead_of_the_ledger_is_no_damage(tmp_path: Path) -> None:
    """The run died, or its disk failed, after the index was renamed and before the ledger counted its lines."""
    sound_archive(tmp_path)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.execute("UPDATE meta SET value = '3' WHERE key = 'indexed'")
    (tmp_path / "ledger.sha256").unlink()
    index = tmp_path / "index.cdxj"
    assert verify_site(tmp_path).damage == []
    whole = index.read_bytes()
    index.write_bytes(whole + whole.splitlines(keepends=True)[-1])
    (twice,) = verify_site(tmp_path).damage
    assert (twice.place, twice.detail) == ("line 8", "is not the index line of an archived response")
    index.write_bytes(whole)
    open_archive(tmp_path).close()
    assert index.read_bytes() == whole and verify_site(tmp_path).damage == []


def test_empty_files_without_a_ledger_are_a_folder_that_never_was_used(tmp_path: Path) -> None:
    (tmp_path / RECORDS).touch()
    open_archive(tmp_path).close()


@pytest.mark.parametrize("left", [RECORDS, "pages-*.warc.gz"])
@pytest.mark.parametrize("ledger", [None, b""])
def test_bytes_without_a_ledger_are_never_cut_off(tmp_path: Path, left: str, ledger: bytes | None) -> None:
    sound_archive(tmp_path / "whole")
    (tmp_path / "kjj").mkdir()
    for path in (tmp_path / "whole").glob(left):
        (tmp_path / "kjj" / path.name).write_bytes(path.read_bytes())
    if ledger is not None:
        (tmp_path / "kjj" / "ledger.sqlite").write_bytes(ledger)
    with pytest.raises(StorageError, match=r"ledger\.sqlite is missing, but \S+ is there: put it back"):
        open_archive(tmp_path / "kjj")
    for path in (tmp_path / "whole").glob(left):
        assert (tmp_path / "kjj" / path.name).read_bytes() == path.read_bytes()


def test_a_damaged_ledger_and_a_place_that_cannot_be_written_are_storage_errors(tmp_path: Path) -> None:
    sound_archive(tmp_path / "kjj")
    with sqlite3.connect(tmp_path / "kjj" / "ledger.sqlite") as db:
        db.execute("DROP TABLE committed")
    with pytest.raises(StorageError, match="damaged ledger"):
        open_archive(tmp_path / "kjj")
    sound_archive(tmp_path / "torn")
    with (tmp_path / "torn" / RECORDS).open("ab") as file:
        file.write(b"torn")
    (tmp_path / "torn" / "quarantine").write_bytes(b"in the way")
    with pytest.raises(StorageError, match="quarantine"):
        open_archive(tmp_path / "torn")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match=r"kjj: cannot be written"):
        open_archive(tmp_path / "file" / "kjj")
    (tmp_path / "folder" / RECORDS).mkdir(parents=True)
    with pytest.raises(StorageError, match=r"articles\.jsonl"):
        open_archive(tmp_path / "folder")


def test_the_wrong_kind_of_archive_is_closed_again(tmp_path: Path) -> None:
    open_archive(tmp_path).close()
    before = descriptors()
    with pytest.raises(ForeignArchive) as caught:
        open_archive(tmp_path, "demo")
    assert descriptors() == before and not (tmp_path / "ledger.sqlite-wal").exists(), caught


def test_a_small_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    held = path.open()
    write_json(path, {"site": "某局", "counts": [1]})
    assert path.read_bytes() == '{\n "site": "某局",\n "counts": [\n  1\n ]\n}\n'.encode()
    assert held.read() == "old" and os.listdir(tmp_path) == ["report.json"]  # noqa: PTH208 - names only
    held.close()
    (tmp_path / "folder" / "x").mkdir(parents=True)
    with pytest.raises(StorageError, match="folder"):
        write_json(tmp_path / "folder", {})
