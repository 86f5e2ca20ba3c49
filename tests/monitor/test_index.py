"""index.sqlite is derived: whatever happens to the file, the answer is that of the ledgers."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.history import Due, History
from crawler.archive.ledger import Ledger
from crawler.monitor.index import Index, with_index
from crawler.monitor.notify import take_news
from crawler.monitor.status import statuses, with_channels
from tests.export.archives import article, make

FILES = {"kx": "1-1", "kjj": "1-1", "never": "1-1"}
NOW = 1_800_000_000.0


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Two archives with schedules."""
    for site in ("kx", "kjj"):
        make(tmp_path, *(article(n) for n in range(1, 4)), site=site, channels=("gzdt", "tzgg"))
        with closing(Ledger(tmp_path / site / "ledger.sqlite")) as ledger:
            ledger.set_meta("site_file", "1-1")
            for key in ("gzdt", "tzgg"):
                History(ledger).set_due(key, Due(NOW - 60, NOW - 3600, None, 0))
            ledger.commit()
    return tmp_path


def ask(index: Index) -> Any:
    """All that commands ask of it."""
    sites = statuses(index, FILES, NOW)
    take_news(index, "destination")
    return with_channels(index, sites, NOW), index.due(FILES, NOW), index.next_due(FILES)


DAMAGE = {
    "a table is gone": "DROP TABLE sites",
    "the notices are gone": "DROP TABLE notices",
    "a column is gone": "ALTER TABLE sites DROP COLUMN days",
    "another table in its place": "DROP TABLE channels; CREATE TABLE channels (x)",
    "an older version": "DROP TABLE channels; PRAGMA user_version = 1",
    "a later version": "PRAGMA user_version = 99",
    "no JSON": "UPDATE sites SET days = '{'",
    "other JSON": "UPDATE channels SET days = '[1]'",
    "text for a number": "UPDATE channels SET due_at = 'soon'",
    "no such time": "UPDATE sites SET visited_at = 1e300",
    "no UTF-8": "UPDATE channels SET title = CAST(x'ff80' AS TEXT)",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_wrong_index_is_made_anew(output: Path, kind: str) -> None:
    before = with_index(output, ask)
    with closing(sqlite3.connect(output / "index.sqlite")) as db:
        db.executescript(DAMAGE[kind])
    assert with_index(output, ask) == before


def test_flipped_bytes_end_no_command(output: Path) -> None:
    before = with_index(output, ask)
    sound = (output / "index.sqlite").read_bytes()
    chance = random.Random(6)
    same = 0
    for _ in range(150):
        body = bytearray(sound)
        for _ in range(chance.choice((1, 3, 20))):
            body[chance.randrange(len(body))] = chance.randrange(256)
        (output / "index.sqlite").write_bytes(body)
        same += with_index(output, ask) == before
    assert same >= 145, "what still reads well may differ in a letter or a digit"


def test_a_clock_that_was_set_back_puts_nobody_to_sleep(output: Path) -> None:
    year = 365 * 86_400
    with closing(Ledger(output / "kx" / "ledger.sqlite")) as ledger:
        History(ledger).set_due("gzdt", Due(NOW + year + 3600, NOW + year, None, 0))
        History(ledger).set_due("tzgg", Due(NOW + year + 3600, NOW + year, None, 0))
        ledger.commit()
    due = with_index(output, lambda index: index.due(FILES, NOW))
    assert next(site.channels for site in due if site.site == "kx") == ("gzdt", "tzgg")
    with_index(output, lambda index: index.note_error("kjj", "1-1", "why", NOW + year))
    due = with_index(output, lambda index: index.due(FILES, NOW))
    assert "kjj" in [site.site for site in due]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai", ""])
def test_the_machines_time_zone_changes_no_answer(output: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    before = with_index(output, ask)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    (output / "index.sqlite").unlink()
    try:
        assert with_index(output, ask) == before
    finally:
        monkeypatch.undo()
        time.tzset()
