"""One run at a time per site: flock, so that a dead holder never blocks the next run."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import ArchiveHeld, StorageError


class SiteLock:
    """The lock of one site's folder; the file says who holds it."""

    def __init__(self, site: str, path: Path) -> None:
        self._file: int | None = _open(path)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(path)
            os.close(self._file)
            raise ArchiveHeld(site, holder) from None
        except OSError as error:  # a file system without locks
            os.close(self._file)
            raise StorageError(f"{path}: cannot be locked: {error.strerror}") from error
        with contextlib.suppress(OSError):  # a full disk: the lock holds, its file only cannot name us
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps(_myself()).encode(), 0)

    def release(self) -> None:
        """Let the next run in. The file stays: removing it would let two runs hold two locks."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None


def is_held(path: Path) -> bool:
    """Whether a run holds this lock, without taking it from anyone: only a file that names a holder is tried."""
    try:
        with path.open("rb") as file:
            if not file.read(1):
                return False
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass  # no such file: nobody
    return False


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StorageError(f"{path}: cannot be written: {error.strerror}") from error


def _myself() -> dict[str, str | int]:
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}


def _holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text())
        return f"process {who['pid']} on {who['host']} since {who['since']}"
    except (OSError, ValueError, KeyError):
        return "a process that has not yet said its name"
