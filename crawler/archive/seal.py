"""The ledger's seal: its SHA-256 at the end of a run, because SQLite keeps no checksums of its rows.

Broken by the run that opens the ledger next, set again when that run closes it. A run that died leaves none;
then only what the ledger says of the other files is checked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from crawler.archive.files import replace_file

NAME = "ledger.sha256"


def set_seal(ledger: Path) -> None:
    """Seal a closed ledger; the seal appears whole or not at all, so a torn one is damage."""
    replace_file(_path(ledger), f"{_digest(ledger)}  {ledger.name}\n".encode("ascii"))


def break_seal(ledger: Path) -> None:
    """The ledger is about to change."""
    _path(ledger).unlink(missing_ok=True)


def seal_problem(ledger: Path) -> str | None:
    """What is wrong with a sealed ledger's bytes; None when they are as sealed, or not sealed."""
    wal = ledger.with_name(ledger.name + "-wal")
    if not _path(ledger).exists() or (wal.exists() and wal.stat().st_size):
        return None
    sealed = _path(ledger).read_text(encoding="ascii", errors="replace").partition(" ")[0]
    found = _digest(ledger)
    return None if found == sealed else f"SHA-256 {found}, sealed with {sealed}"


def _path(ledger: Path) -> Path:
    return ledger.with_name(NAME)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
