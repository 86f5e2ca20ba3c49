"""What the next run does after one that was killed.

Whatever lies beyond the lengths that the ledger has committed was never promised to anyone: it is cut off and put
into quarantine/. What is shorter than them is damage, and nobody writes there before a human has looked.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.records import RECORDS
from crawler.errors import StorageError


def need_ledger(folder: Path) -> None:
    """Refuse a folder whose ledger is gone: without it every byte would look uncommitted and be cut off."""
    ledger = folder / "ledger.sqlite"
    files = [path for path in _growing(folder) if path.stat().st_size]
    if files and not (ledger.exists() and ledger.stat().st_size):
        raise StorageError(f"{ledger} is missing, but {files[0].name} is there: put it back from a backup")


def cut_back(folder: Path, site: str, committed: Mapping[str, int]) -> int:
    """Cut every growing file back to its committed length (by name); returns the bytes put into quarantine."""
    cut = sum(_cut_file(path, committed.get(path.name, 0), site) for path in _growing(folder))
    missing = [name for name, length in committed.items() if length and not (folder / name).exists()]
    if missing:
        raise StorageError(f"{folder}: missing {', '.join(missing)}; run `fangzhi verify {site}`")
    return cut


def _growing(folder: Path) -> list[Path]:
    return [path for path in sorted([*folder.glob("pages-*.warc.gz"), folder / RECORDS]) if path.exists()]


def _cut_file(path: Path, length: int, site: str) -> int:
    surplus = path.stat().st_size - length
    if surplus < 0:
        raise StorageError(f"{path}: {-surplus} bytes shorter than committed ({length}); run `fangzhi verify {site}`")
    if surplus == 0:
        return 0
    _quarantine(path.parent / "quarantine", path, length)
    if length or path.name == RECORDS:
        with path.open("r+b") as file:
            file.truncate(length)
    else:
        path.unlink()
    return surplus


def _quarantine(folder: Path, path: Path, length: int) -> None:
    folder.mkdir(exist_ok=True)
    kept = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{path.name}.from-{length}"
    with path.open("rb") as source, kept.open("wb") as target:
        source.seek(length)
        shutil.copyfileobj(source, target)
