"""The frontier: what is pending, for whom, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.archive.frontier import MAX_ATTEMPTS, Frontier
from crawler.archive.ledger import Ledger
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
        Frontier(ledger).add_entry(channel, f"h/{number}", entry, walk=walk, position=position, at="t", list_seq=None)


def pending(ledger: Ledger, run: int = 1, channels: list[str] | None = None) -> list[tuple[str, str]]:
    return [(found.identity, found.channel) for found in Frontier(ledger).pending(ORDER, run, 100, channels)]


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
    assert pending(ledger) == [] and Frontier(ledger).known_walk("a", "h/1") == 1


def test_an_article_is_handed_out_once_a_run_and_again_in_the_next(ledger: Ledger) -> None:
    listed(ledger, "a", 1, 2)
    Frontier(ledger).touch_visit("h/1", 1)
    assert pending(ledger, run=1) == [("h/2", "a")]
    assert pending(ledger, run=2) == [("h/1", "a"), ("h/2", "a")]


@pytest.mark.parametrize(
    ("state", "again"),
    [("failed", True), ("pending", True), ("stored", False), ("alias", False), ("refused", False), ("missing", False)],
)
def test_only_what_failed_for_now_is_asked_again(ledger: Ledger, state: str, again: bool) -> None:
    listed(ledger, "a", 1)
    Frontier(ledger).set_visit("h/1", state, run=1, at="t")
    assert bool(pending(ledger, run=2)) is again
    assert pending(ledger, run=1) == []


def test_a_full_run_opens_everything_again(ledger: Ledger) -> None:
    listed(ledger, "a", 1, 2)
    listed(ledger, "b", 3)
    for number, state in ((1, "stored"), (2, "missing"), (3, "stored")):
        Frontier(ledger).set_visit(f"h/{number}", state, run=1, at="t")
    Frontier(ledger).reopen(["a"])
    assert pending(ledger, run=1) == [("h/1", "a"), ("h/2", "a")]


def test_an_entry_stays_with_the_walk_that_saw_it_first(ledger: Ledger) -> None:
    listed(ledger, "a", 1, walk=1)
    listed(ledger, "a", 1, walk=5)
    assert Frontier(ledger).known_walk("a", "h/1") == 1
    assert Frontier(ledger).known_walk("b", "h/1") is None


def test_attempts_are_counted_up_to_a_limit_and_a_full_run_begins_anew(ledger: Ledger) -> None:
    listed(ledger, "a", 1)
    for run in range(1, MAX_ATTEMPTS + 1):
        (found,) = Frontier(ledger).pending(ORDER, run, 100)
        assert found.attempts == run - 1
        Frontier(ledger).set_visit("h/1", "failed", run=run, at="t")
    assert MAX_ATTEMPTS == 8 and pending(ledger, run=99) == []
    Frontier(ledger).reopen(["b"])
    assert pending(ledger, run=99) == []
    Frontier(ledger).reopen(["b", "a"])
    (found,) = Frontier(ledger).pending(ORDER, 1, 100)
    assert found.attempts == 0


def test_a_pending_entry_says_what_its_list_said(ledger: Ledger) -> None:
    entry = Entry("https://h.example.cn/1", "题", date="2024-01-02", published="2024-01-02T08:00", pinned=True)
    assert Frontier(ledger).add_entry("a", "h/1", entry, walk=3, position=4, at="t", list_seq=5)
    assert not Frontier(ledger).add_entry("a", "h/1", entry, walk=4, position=1, at="u", list_seq=6)
    assert Frontier(ledger).add_entry("b", "h/1", entry, walk=4, position=1, at="u", list_seq=6)
    (found,) = Frontier(ledger).pending(ORDER, 1, 100)
    assert (found.identity, found.channel, found.entry, found.list_seq, found.attempts) == ("h/1", "a", entry, 5, 0)
    listed(ledger, "b", 2)
    rows = ledger.rows("SELECT external, walk, position, seen_at FROM entries WHERE channel = 'a'")
    assert rows == [(0, 3, 4, "t")]


def test_pending_entries_come_by_channel_then_walk_then_place_and_no_more_than_asked(ledger: Ledger) -> None:
    listed(ledger, "b", 1, walk=1)
    listed(ledger, "a", 2, 3, walk=2)
    listed(ledger, "a", 4, 5, walk=1)
    listed(ledger, "unknown", 6)
    assert pending(ledger) == [("h/4", "a"), ("h/5", "a"), ("h/2", "a"), ("h/3", "a"), ("h/1", "b")]
    assert pending(ledger, channels=["unknown"]) == [("h/6", "unknown")]
    assert [found.identity for found in Frontier(ledger).pending(ORDER, 1, 2)] == ["h/4", "h/5"]


def test_a_visit_keeps_the_article_it_once_led_to(ledger: Ledger) -> None:
    listed(ledger, "a", 1)
    Frontier(ledger).set_visit("h/1", "stored", run=1, at="t", article="x", detail="d")
    Frontier(ledger).set_visit("h/1", "failed", run=2, at="u", detail="e")
    columns = "SELECT state, attempts, article, detail, at, run FROM visits"
    assert ledger.rows(columns) == [("failed", 2, "x", "e", "u", 2)]
    Frontier(ledger).set_visit("h/1", "stored", run=3, at="v", article="y")
    assert ledger.rows(columns) == [("stored", 3, "y", None, "v", 3)]
    Frontier(ledger).set_visit("h/2", "refused", run=3, at="v")
    assert Frontier(ledger).visits() == {"stored": 1, "refused": 1}
