"""One run at a time per site, and a dead one never blocks the next."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.lock import SiteLock, _holder, is_held
from crawler.errors import ArchiveHeld, StorageError
from tests.archive.power import descriptors

HOLD = """
import sys, time
from pathlib import Path
from crawler.archive.lock import SiteLock
lock = SiteLock("kjj", Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_process_is_told_who_holds_it(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    before = descriptors()
    with pytest.raises(ArchiveHeld) as caught:
        SiteLock("kjj", tmp_path / "lock")
    assert descriptors() == before
    assert re.fullmatch(r"process \d+ on \S+ since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", caught.value.holder)
    assert f"process {holder.pid} on {os.uname().nodename}" in str(caught.value)
    assert caught.value.exit_code == 75


def test_kill_9_of_the_holder_frees_it(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    SiteLock("kjj", tmp_path / "lock").release()


def test_a_released_lock_can_be_taken_again_in_the_same_process(tmp_path: Path) -> None:
    for _ in range(3):
        lock = SiteLock("kjj", tmp_path / "lock")
        with pytest.raises(ArchiveHeld):
            SiteLock("kjj", tmp_path / "lock")
        lock.release()
        lock.release()


def test_an_impossible_place_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        SiteLock("kjj", tmp_path / "file" / "lock")


def test_the_file_names_the_holder_and_nothing_else_and_is_empty_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("left by a run that died " * 10)
    lock = SiteLock("kjj", path)
    who = json.loads(path.read_text())
    assert (who["pid"], who["host"]) == (os.getpid(), os.uname().nodename)
    lock.release()
    assert path.read_bytes() == b""


def test_looking_says_whether_a_run_holds_it_and_takes_it_from_nobody(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_held(path)
    lock = SiteLock("kjj", path)
    assert is_held(path) and is_held(path) and not path.stat().st_mode & 0o133
    lock.release()
    assert not is_held(path)
    path.write_text('{"pid": 1}')  # its holder was killed
    assert not is_held(path)
    SiteLock("kjj", path).release()
    with path.open("rb") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        assert not is_held(path), "whoever has not said its name is only about to begin"


@pytest.mark.parametrize("text", [None, "", "{", '{"pid": 1, "host": "h"}'])
def test_a_holder_without_a_name_is_held_all_the_same(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "lock").write_text(text)
    assert _holder(tmp_path / "lock") == "a process that has not yet said its name"


def test_a_file_system_without_locks_is_a_storage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    before = descriptors()
    with pytest.raises(StorageError, match="cannot be locked"):
        SiteLock("kjj", tmp_path / "lock")
    assert descriptors() == before


def test_a_full_disk_keeps_nobody_from_locking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = descriptors()
    for call in ("pwrite", "ftruncate"):
        with monkeypatch.context() as disk:
            disk.setattr(os, call, full)
            lock = SiteLock("kjj", tmp_path / "lock")
            with pytest.raises(ArchiveHeld):
                SiteLock("kjj", tmp_path / "lock")
            lock.release()
    SiteLock("kjj", tmp_path / "lock").release()
    assert descriptors() == before
