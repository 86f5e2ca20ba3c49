"""Every stored file, changed at random: verify says so. benchmarks/corrupt.py does it ten thousand times."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from benchmarks.corrupt import trials
from crawler.archive.verify import verify_site
from tests.archive.makers import open_archive, sound_archive, store


def test_random_corruptions_are_all_found(tmp_path: Path) -> None:
    counts = trials(tmp_path, 200, random.Random(7))
    assert counts["missed"] == 0 and counts["found"] == 200


def test_a_changed_row_that_sqlite_takes_for_sound_breaks_the_seal(tmp_path: Path) -> None:
    folder = sound_archive(tmp_path / "kjj")
    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE entries SET title = 'another'")
    ledger.close()
    assert [damage.file for damage in verify_site(folder).damage] == ["ledger.sqlite"]


def test_a_run_that_dies_leaves_no_seal_and_no_damage(tmp_path: Path) -> None:
    folder = sound_archive(tmp_path / "kjj")
    archive = open_archive(folder)
    store(archive, 99)
    archive.commit()
    archive.ledger.close()  # dies here, so to speak: nothing is sealed
    archive._lock.release()
    assert not (folder / "ledger.sha256").exists()
    assert verify_site(folder).damage == []
