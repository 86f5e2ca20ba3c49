"""Power cut or kill, at each fsync and each commit: the next run finds a sound archive and no empty promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.archive import archive as archive_module
from crawler.archive.records import RECORDS
from crawler.archive.verify import verify_site
from tests.archive.makers import HOST, exchange, open_archive, store
from tests.archive.power import Disk

FILES = {f"{HOST}/{number}.pdf": f"%PDF-1.4 {number}".encode() for number in range(3)}


def run(folder: Path, numbers: range) -> None:
    """A run as the crawl makes it: pages, records, a commit after every second article, files."""
    archive = open_archive(folder)
    for number in numbers:
        store(archive, number)
        if number % 2:
            archive.commit()
    for url, body in FILES.items():
        archive.add_file(url, body, archive.keep(exchange(url, body), "file"))
    archive.close()


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "kjj", tmp_path / "ends")


def check(disk: Disk) -> None:
    """Every end recovers: the same run again gives each record once, and verify finds no damage."""
    assert disk.ends
    for what, cut, end in disk.ends.copy():
        where = f"{'power cut' if cut else 'kill'} at {what}, {end.name}"
        again = open_archive(end)
        promised = len(list(again.ledger.article_lines()))
        assert len((end / RECORDS).read_bytes().splitlines()) == promised, where
        again.close()
        assert verify_site(end).damage == [], where


def test_a_power_cut_or_a_kill_at_any_moment_of_two_runs(disk: Disk) -> None:
    with disk.watched():
        run(disk.folder, range(3))
        run(disk.folder, range(2, 6))
    assert sum(what == "commit" for what, _, _ in disk.ends) >= 2 * 6
    assert all(disk.held), "whatever is made durable, no other run may be let in before"
    check(disk)
    last = [end for _, cut, end in disk.ends if cut][-1]
    assert len((last / RECORDS).read_bytes().splitlines()) == 6, "what was committed last is there"


def test_a_power_cut_between_full_files(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MAX_WARC_BYTES", 1)
    with disk.watched():
        run(disk.folder, range(4))
    assert len(list(disk.folder.glob("pages-*"))) > 4
    check(disk)


def test_a_stored_file_lasts_before_the_ledger_speaks_of_it(disk: Disk) -> None:
    with disk.watched():
        run(disk.folder, range(1))
    last = [end for _, cut, end in disk.ends if cut][-1]
    stored = [name.rpartition("/")[2] for name in disk.synced if len(name) > 64]
    assert len(stored) == len(FILES) and all(name.startswith(".") for name in stored), "synced before it has its name"
    assert {path.read_bytes() for path in (last / "files").rglob("*") if path.is_file()} == set(FILES.values())


def test_an_idle_commit_touches_no_disk(disk: Disk) -> None:
    archive = open_archive(disk.folder)
    store(archive, 1)
    archive.commit()
    with disk.watched():
        archive.commit()
    assert not disk.ends
    archive.close()
