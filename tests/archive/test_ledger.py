"""The ledger: what is pending, for whom, and what a death takes back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.archive.ledger import Ledger
from crawler.errors import StorageError
from crawler.items import Entry

ORDER = ["a", "b"]


@pytest.fixture
def ledger(tmp_path: Path):
    made = Ledger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def listed(ledger: Ledger, channel: str, *numbers: int, external: bool = False, walk: int = 1) -> None:
    for position, number in enumerate(numbers):
        entry = Entry(f"https://h.example.cn/{number}", f"第{number}", external=external)
        ledger.add_entry(channel, f"h/{number}", entry, walk=walk, position=position, at="t", list_seq=None)


def pending(ledger: Ledger, run: int = 1, channels: list[str] | None = None) -> list[tuple[str, str]]:
    return [(found.identity, found.channel) for found in ledger.pending(ORDER, run, 100, channels)]


def test_the_first_channel_in_site_file_order_claims_an_article(ledger: Ledger) -> None:
    listed(ledger, "b", 1, 2)
    listed(ledger, "a", 3, 2)
    assert pending(ledger) == [("h/3", "a"), ("h/2", "a"), ("h/1", "b")]


def test_a_narrower_run_takes_only_its_channels_but_claims_stay(ledger: Ledger) -> None:
    listed(ledger, "b", 1, 2)
    listed(ledger, "a", 3, 2)
    assert pending(ledger, channels=["b"]) == [("h/2", "a"), ("h/1", "b")]


def test_external_entries_are_listed_but_never_pending(ledger: Ledger) -> None:
    listed(ledger, "a", 1, external=True)
    assert pending(ledger) == [] and ledger.known_walk("a", "h/1") == 1


def test_an_article_is_handed_out_once_a_run_and_again_in_the_next(ledger: Ledger) -> None:
    listed(ledger, "a", 1, 2)
    ledger.touch_visit("h/1", 1)
    assert pending(ledger, run=1) == [("h/2", "a")]
    assert pending(ledger, run=2) == [("h/1", "a"), ("h/2", "a")]


@pytest.mark.parametrize(
    ("state", "again"),
    [("failed", True), ("pending", True), ("stored", False), ("alias", False), ("refused", False), ("missing", False)],
)
def test_only_what_failed_for_now_is_asked_again(ledger: Ledger, state: str, again: bool) -> None:
    listed(ledger, "a", 1)
    ledger.set_visit("h/1", state, run=1, at="t")
    assert bool(pending(ledger, run=2)) is again
    assert pending(ledger, run=1) == []


def test_a_full_run_opens_everything_again(ledger: Ledger) -> None:
    listed(ledger, "a", 1, 2)
    listed(ledger, "b", 3)
    for number, state in ((1, "stored"), (2, "missing"), (3, "stored")):
        ledger.set_visit(f"h/{number}", state, run=1, at="t")
    ledger.reopen(["a"])
    assert pending(ledger, run=1) == [("h/1", "a"), ("h/2", "a")]


def test_an_entry_stays_with_the_walk_that_saw_it_first(ledger: Ledger) -> None:
    listed(ledger, "a", 1, walk=1)
    listed(ledger, "a", 1, walk=5)
    assert ledger.known_walk("a", "h/1") == 1
    assert ledger.known_walk("b", "h/1") is None


def test_a_death_takes_back_everything_since_the_commit(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    listed(first, "a", 1)
    first.commit()
    listed(first, "a", 2)
    first._db.close()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert pending(second) == [("h/1", "a")]
    second.close()


def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database at all " * 100)
    with pytest.raises(StorageError):
        Ledger(tmp_path / "ledger.sqlite")


def test_every_commit_is_forced_to_disk_in_wal_mode(ledger: Ledger) -> None:
    assert ledger._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert ledger._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


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
    assert reading.meta("format") == "1" and reading.visits() == {}
    with pytest.raises(StorageError, match="readonly"):
        reading.set_meta("site", "kjj")
    reading.close()


def test_a_failed_query_is_a_storage_error_and_a_write_reaches_any_table(ledger: Ledger) -> None:
    ledger.write("CREATE TABLE more (number INTEGER)")
    ledger.write("INSERT INTO more VALUES (?)", (7,))
    assert ledger.dirty and ledger.rows("SELECT number FROM more WHERE number = ?", (7,)) == [(7,)]
    ledger.commit()
    assert not ledger.dirty
    with pytest.raises(StorageError, match="nowhere"):
        ledger.rows("SELECT 1 FROM nowhere")


def test_a_closed_ledger_forgets_what_was_not_committed(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    listed(first, "a", 1)
    first.close()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert pending(second) == []
    second.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite"]
