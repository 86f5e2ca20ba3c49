"""The archive as a whole: in step with its ledger after any death, and one line for one text."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from crawler.archive.archive import Archive
from crawler.archive.records import RECORDS
from crawler.archive.verify import verify_site
from crawler.errors import ArchiveHeld, ForeignArchive, StorageError
from crawler.items import Entry
from tests.archive.makers import HOST, article, exchange, identity, open_archive, sound_archive, store, with_attachment


def quarantined(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((folder / "quarantine").glob("*")))


def abandon(archive: Archive) -> None:
    """Leave an archive as a dead process would: bytes in the files, nothing committed."""
    for file in archive._growing():
        file.close()
    archive.ledger.close()
    archive._lock.release()


# -- recovery ------------------------------------------------------------------------------------------


def test_what_was_not_committed_is_cut_off_and_kept_in_quarantine(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.commit()
    lines, pages = (tmp_path / RECORDS).read_bytes(), next(tmp_path.glob("pages-*")).stat().st_size
    store(archive, 2)
    abandon(archive)
    torn = (tmp_path / RECORDS).read_bytes()
    again = open_archive(tmp_path)
    assert (tmp_path / RECORDS).read_bytes() == lines
    assert next(tmp_path.glob("pages-*")).stat().st_size == pages
    assert torn[len(lines) :] in quarantined(tmp_path) and again.quarantined == len(quarantined(tmp_path))
    assert store(again, 2) == "new", "what was cut off is not believed to be stored"
    again.close()
    assert verify_site(tmp_path).damage == []


@pytest.mark.parametrize("pattern", [RECORDS, "pages-*.warc.gz"])
def test_a_tail_torn_at_any_byte_leaves_the_committed_bytes(tmp_path: Path, pattern: str) -> None:
    archive = open_archive(tmp_path / "whole")
    store(archive, 1)
    archive.commit()
    committed = {path.name: path.stat().st_size for path in (tmp_path / "whole").iterdir() if path.is_file()}
    store(archive, 2)
    abandon(archive)
    name = next((tmp_path / "whole").glob(pattern)).name
    whole = (tmp_path / "whole" / name).read_bytes()
    offsets = [*sorted(random.Random(3).sample(range(committed[name], len(whole)), 25)), len(whole)]
    for offset in offsets:
        folder = tmp_path / f"at-{offset}"
        shutil.copytree(tmp_path / "whole", folder)
        (folder / name).write_bytes(whole[:offset])
        open_archive(folder).close()
        assert (folder / name).read_bytes() == whole[: committed[name]]
        assert whole[committed[name] : offset] in quarantined(folder)
        assert verify_site(folder).damage == []


def test_a_warc_file_that_was_never_committed_goes_to_quarantine_whole(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.keep(exchange(), "list")
    abandon(archive)
    (page,) = tmp_path.glob("pages-*")
    stranger = page.read_bytes()
    open_archive(tmp_path).close()
    assert not page.exists() and quarantined(tmp_path) == stranger


@pytest.mark.parametrize("pattern", [RECORDS, "pages-*.warc.gz"])
def test_a_shortened_or_missing_file_is_an_error_that_names_verify(tmp_path: Path, pattern: str) -> None:
    sound_archive(tmp_path)
    path = next(tmp_path.glob(pattern))
    whole = path.read_bytes()
    for short in (whole[:-1], whole[:10], b""):
        path.write_bytes(short)
        with pytest.raises(StorageError, match="fangzhi verify kjj"):
            open_archive(tmp_path)
    path.unlink()
    with pytest.raises(StorageError, match="fangzhi verify kjj"):
        open_archive(tmp_path)
    path.write_bytes(whole)
    open_archive(tmp_path).close()


def test_a_lost_ledger_is_an_error_and_touches_nothing(tmp_path: Path) -> None:
    sound_archive(tmp_path)
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file() and path.name != "lock"}
    with pytest.raises(StorageError, match="ledger"):
        open_archive(tmp_path)
    assert {path: path.read_bytes() for path in before} == before
    assert not (tmp_path / "quarantine").exists()


def test_a_second_archive_on_the_folder_is_held_and_an_error_gives_the_lock_back(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    with pytest.raises(ArchiveHeld):
        open_archive(tmp_path)
    archive.close()
    with pytest.raises(ForeignArchive):
        open_archive(tmp_path, "demo")
    open_archive(tmp_path).close()


def test_demo_and_real_archives_never_mix(tmp_path: Path) -> None:
    for kind, other in (("real", "demo"), ("demo", "real")):
        open_archive(tmp_path / kind, kind).close()
        with pytest.raises(ForeignArchive):
            open_archive(tmp_path / kind, other)


def test_a_death_between_index_and_ledger_doubles_no_index_line(tmp_path: Path) -> None:
    sound_archive(tmp_path)
    whole = (tmp_path / "index.cdxj").read_bytes()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE meta SET value = '2' WHERE key = 'indexed'")
    open_archive(tmp_path).close()
    assert (tmp_path / "index.cdxj").read_bytes() == whole
    assert verify_site(tmp_path).damage == []


# -- commit --------------------------------------------------------------------------------------------


def test_commits_are_of_groups_and_an_idle_one_writes_nothing(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for number in range(5):
        store(archive, number)
    archive.commit()
    segments = archive.ledger.segments(RECORDS)
    assert len(segments) == 1 and segments[0].length == archive.records.length
    archive.commit()
    assert archive.ledger.segments(RECORDS) == segments
    archive.close()


def test_nothing_is_committed_after_a_failed_write(tmp_path: Path) -> None:
    """What is half done must not be made to count by the commit that comes by half a second later."""
    archive = open_archive(tmp_path)
    store(archive, 1)
    archive.commit()
    store(archive, 2)
    whole, archive.records._file = archive.records._file, Path("/dev/full").open("ab")  # noqa: SIM115 - closed below
    with pytest.raises(StorageError):
        archive.commit()
    archive.records._file.raw.close()
    archive.records._file = whole  # there is room again: too late for this run
    store(archive, 3)
    with pytest.raises(StorageError):
        archive.commit()
    archive.close(keep=False)
    again = open_archive(tmp_path)
    assert len(list(again.ledger.article_lines())) == 1
    assert [store(again, number) for number in (2, 3)] == ["new", "new"]
    again.close()
    assert verify_site(tmp_path).damage == []


def test_an_uncommitted_ledger_forgets_what_was_seen(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    captured = archive.keep(exchange(), "list")
    archive.see("news", identity(1), Entry(HOST + "/art/1.html", "一"), walk=1, position=1, page=captured)
    abandon(archive)
    again = open_archive(tmp_path)
    assert again.frontier.visits() == {}
    again.close()


# -- one line for one text -----------------------------------------------------------------------------


def test_the_same_article_again_is_unchanged(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    assert [store(archive, 1), store(archive, 1)] == ["new", "unchanged"]
    archive.close()
    assert len((tmp_path / RECORDS).read_bytes().splitlines()) == 1


def test_the_same_text_under_another_address_is_a_duplicate(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    store(archive, 1)
    copy = article(2, title=article(1).title, body=article(1).body)
    outcome = archive.add(copy, identity(2))
    assert (outcome.what, outcome.id) == ("duplicate", archive.add(article(1), identity(1)).id)
    archive.close()


def test_empty_bodies_are_copies_only_with_the_same_attachments(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    empty = {"title": "公告", "body": None}
    plan = with_attachment("a.pdf", "ab" * 32)
    outcomes = [
        archive.add(article(number, **empty, attachments=files), identity(number)).what
        for number, files in enumerate((plan, plan, with_attachment("b.pdf", "cd" * 32), (), ()))
    ]
    assert outcomes == ["new", "duplicate", "new", "new", "new"]
    archive.close()


def test_a_change_is_the_next_revision_and_keeps_its_channel_and_first_seen(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.add(article(1), identity(1))
    outcome = archive.add(article(1, body="更正。", channel="gg", fetched_at="2027-01-01T00:00:00Z"), identity(1))
    stored = archive.ledger.article(outcome.id)
    assert outcome.what == "changed" and stored is not None
    assert (stored.revision, stored.channel, stored.first_seen) == (2, "news", "2026-11-20T02:03:04Z")
    archive.close()


def test_better_rules_alone_write_nothing(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.add(article(1), identity(1))
    better = article(1, body="同一页面，读得更好。")
    assert archive.add(better, identity(1), earlier_hash=lambda _: better.content_sha256).what == "unchanged"
    assert archive.add(better, identity(1), earlier_hash=lambda _: "0" * 64).what == "changed"
    assert archive.add(article(1, body="又一版。"), identity(1), earlier_hash=lambda _: None).what == "changed"
    archive.close()


def test_lone_surrogates_in_a_record_are_stored_once(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for _ in range(2):
        archive.add(article(1, title="会议\ud83d", body="正文\ude00"), identity(1))
    archive.close()
    assert len((tmp_path / RECORDS).read_bytes().splitlines()) == 1


# -- validators ----------------------------------------------------------------------------------------


def test_a_cut_or_refused_answer_is_never_asked_for_conditionally(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    tagged = (("ETag", '"x"'), ("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT"))
    archive.keep(exchange(headers=tagged, truncated="disconnect"), "list")
    seen = archive.ledger.last_good(exchange().url)
    assert seen and not seen.etag and not seen.last_modified
    good = archive.keep(exchange(headers=tagged), "list")
    seen = archive.ledger.last_good(exchange().url)
    assert seen and seen.etag == '"x"'
    archive.ledger.distrust(good.seq)
    seen = archive.ledger.last_good(exchange().url)
    assert seen and not seen.etag
    archive.close()
