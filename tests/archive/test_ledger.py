"""The ledger: what a death takes back, and what it does where it cannot be read or written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.archive.frontier import Frontier
from crawler.archive.ledger import Ledger
from crawler.errors import StorageError
from tests.archive.test_frontier import listed, pending


@pytest.fixture
def ledger(tmp_path: Path):
    made = Ledger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all " * 100)
    with pytest.raises(StorageError):
        Ledger(tmp_path / "ledger.sqlite")


def test_every_commit_is_forced_to_disk_in_wal_mode(ledger: Ledger) -> None:
    assert ledger._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert ledger._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_failed_query_is_a_storage_error_and_a_write_reaches_any_table(ledger: Ledger) -> None:
    ledger.write("CREATE TABLE more (number INTEGER)")
    ledger.write("INSERT INTO more VALUES (?)", (7,))
    assert ledger.dirty and ledger.rows("SELECT number FROM more WHERE number = ?", (7,)) == [(7,)]
    ledger.commit()
    assert not ledger.dirty
    with pytest.raises(StorageError, match="nowhere"):
        ledger.rows("SELECT 1 FROM nowhere")


def test_a_file_is_known_by_its_address_and_the_latest_counts(ledger: Ledger) -> None:
    assert ledger.file("http://a.cn/1") is None
    ledger.add_file("http://a.cn/1", "aa", 3, 1)
    ledger.add_file("http://a.cn/1", "bb", 4, 2)
    ledger.add_file("http://a.cn/2", "cc", 5, 2)
    ledger.add_file("http://a.cn/3", "cc", 5, 2)
    assert ledger.file("http://a.cn/1") == ("bb", 4) and ledger.files() == {"bb": 4, "cc": 5}


def test_a_death_takes_back_everything_since_the_commit(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    listed(first, "a", 1)
    first.commit()
    listed(first, "a", 2)
    first._db.close()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert pending(second) == [("h/1", "a")]
    second.close()


def test_a_locked_ledger_is_a_storage_error_and_never_commits_again(tmp_path: Path) -> None:
    made = Ledger(tmp_path / "ledger.sqlite")
    made._db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        listed(made, "a", 1)
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(StorageError):
        made.commit()
    made.close()


def test_a_ledger_opened_for_reading_is_neither_made_nor_changed(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot open"):
        Ledger(tmp_path / "ledger.sqlite", read_only=True)
    assert not list(tmp_path.iterdir())
    Ledger(tmp_path / "ledger.sqlite").close()
    reading = Ledger(tmp_path / "ledger.sqlite", read_only=True)
    assert reading.meta("format") == "1" and Frontier(reading).visits() == {}
    with pytest.raises(StorageError, match="readonly"):
        reading.set_meta("site", "kjj")
    reading.close()


def test_a_closed_ledger_forgets_what_was_not_committed(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    listed(first, "a", 1)
    first.close()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert pending(second) == []
    second.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite"]
