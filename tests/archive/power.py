"""A disk that forgets: what a power cut, or a kill, would leave behind at each fsync and each commit.

Strictly what POSIX promises: bytes last from their file's fsync on, a name from its folder's fsync on, a ledger row
from its COMMIT on (that is SQLite's own promise, with synchronous=FULL). Nothing else lasts.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.lock import is_held

LEDGER = ("ledger.sqlite", "ledger.sqlite-wal")


@dataclass
class Disk:
    """Follows one folder. `ends`: a copy of it for each moment, as a power cut (True) or a kill (False) leaves it.

    `synced`: what was synced, in order; `held`: whether the archive was locked, at each moment.
    """

    folder: Path
    aside: Path
    bytes: dict[int, bytes] = field(default_factory=dict)
    names: dict[Path, dict[str, int]] = field(default_factory=dict)
    ends: list[tuple[str, bool, Path]] = field(default_factory=list)
    synced: list[str] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Follow what is done meanwhile."""
        fsync, connect, disk = os.fsync, sqlite3.connect, self

        class Watched(sqlite3.Connection):
            def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
                done = super().execute(sql, *arguments)
                if sql == "COMMIT":
                    disk.moment("commit")
                return done

        def watched_fsync(handle: int) -> None:
            fsync(handle)
            disk.sync(handle)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", watched_fsync)
            patch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **({"factory": Watched} | k)))
            yield

    def sync(self, handle: int) -> None:
        found = os.fstat(handle)
        there = {path.lstat().st_ino: path for path in (self.folder, *self.folder.rglob("*"))}
        self.bytes = {number: body for number, body in self.bytes.items() if number in there}
        path = there[found.st_ino]
        if stat.S_ISDIR(found.st_mode):
            self.names[path] = {inside.name: inside.lstat().st_ino for inside in path.iterdir()}
        else:
            self.bytes[found.st_ino] = path.read_bytes()
        name = path.relative_to(self.folder.parent).as_posix()
        self.synced.append(name)
        self.moment(f"fsync of {name}")

    def moment(self, what: str) -> None:
        self.held.append(is_held(self.folder / "lock"))
        for cut in (True, False):
            end = self.aside / f"{len(self.ends)}"
            end.mkdir(parents=True)
            (self._lasting if cut else self._written)(self.folder, end)
            for name in LEDGER:
                if (self.folder / name).exists():
                    shutil.copy(self.folder / name, end)
            self.ends.append((what, cut, end))

    def _lasting(self, folder: Path, end: Path) -> None:
        for name, number in self.names.get(folder, {}).items():
            if folder / name in self.names or (folder / name).is_dir():
                (end / name).mkdir()
                self._lasting(folder / name, end / name)
            elif name not in LEDGER:
                (end / name).write_bytes(self.bytes.get(number, b""))

    def _written(self, folder: Path, end: Path) -> None:
        shutil.copytree(folder, end, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lock", "ledger.sqlite*"))


def descriptors() -> int:
    """How many files this process holds open; those that earlier tests have dropped are closed first."""
    gc.collect()
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - names only, and nothing of them is opened


@contextlib.contextmanager
def full_disk(calls: list[str]) -> Iterator[None]:
    """Ledgers opened meanwhile fail at SQL that begins like one of these, as on a full disk."""
    connect = sqlite3.connect

    class Full(sqlite3.Connection):
        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            if sql.startswith(tuple(calls)):
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **({"factory": Full} | k)))
        yield
