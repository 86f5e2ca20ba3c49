"""fangzhi on a disk that fails at the n-th call: FAIL=KIND:CALL:N python -m tests.faults.disk crawl …

CALL is write, fsync or commit, counted over everything this process keeps below output/. KIND is ENOSPC, EIO (the
call does nothing) or short (a write keeps half its bytes, then there is no space). The failure lasts: a full disk
does not empty itself. COUNT=PATH writes how many calls of each sort a run makes.
"""

from __future__ import annotations

import _pyio
import builtins
import errno
import io
import json
import os
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from crawler.cli.main import run

CALLS = ("write", "fsync", "commit")
_write, _fsync, _open, _connect = os.write, os.fsync, io.open, sqlite3.connect


class Disk:
    """Counts calls and fails from the n-th on."""

    def __init__(self, failure: str | None) -> None:
        self.kind, self.call, number = (failure or "none:none:0").split(":")
        self.number, self.counts, self.broken = int(number), Counter[str](), False

    def strikes(self, call: str) -> bool:
        self.counts[call] += 1
        if call == self.call and self.counts[call] == self.number:
            self.broken = True
        return self.broken and call == self.call

    def error(self) -> OSError:
        number = errno.EIO if self.kind == "EIO" else errno.ENOSPC
        return OSError(number, os.strerror(number))

    def write(self, handle: int, body: Any) -> int:
        if not self.strikes("write"):
            return _write(handle, body)
        if self.kind == "short" and self.counts["write"] == self.number and len(body) > 1:
            return _write(handle, bytes(body)[: len(body) // 2])
        raise self.error()

    def fsync(self, handle: int) -> None:
        if self.strikes("fsync"):
            raise self.error()
        _fsync(handle)

    def commit(self) -> None:
        if self.strikes("commit"):
            raise sqlite3.OperationalError("database or disk is full" if self.kind != "EIO" else "disk I/O error")


class Ledger(sqlite3.Connection):
    """A connection whose COMMIT goes through the failing disk."""

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            disk.commit()
        return super().execute(sql, *arguments)


class File(_pyio.FileIO):
    """A file whose bytes go through os.write, where they can fail."""

    def write(self, body: Any) -> int:  # type: ignore[override]
        return disk.write(self.fileno(), body)


def open_file(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
    """open() of which written bytes below output/ go through the failing disk."""
    kept = isinstance(file, str | os.PathLike) and f"{os.sep}output{os.sep}" in os.fspath(file)
    if not kept or not set(mode) & set("wax+") or Path(file).name == "crawl.log":
        return _open(file, mode, *arguments, **options)
    raw = File(os.fspath(file), mode.replace("b", "").replace("t", ""))
    binary = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    return binary if "b" in mode else io.TextIOWrapper(binary, encoding="utf-8", newline=options.get("newline"))


def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
    return _connect(*arguments, **({"factory": Ledger} | options))


disk = Disk(os.environ.get("FAIL"))

if __name__ == "__main__":
    sys.modules["tests.faults.disk"] = sys.modules["__main__"]
    io.open = builtins.open = open_file  # type: ignore[assignment]
    os.fsync, sqlite3.connect = disk.fsync, connect  # type: ignore[assignment]
    try:
        run()
    finally:
        if os.environ.get("COUNT"):
            with _open(os.environ["COUNT"], "w") as counted:
                json.dump(disk.counts, counted)
