"""One run at a time per site, and a dead one never blocks the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.archive.lock import SiteLock
from crawler.errors import ArchiveHeld, StorageError

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
    with pytest.raises(ArchiveHeld) as caught:
        SiteLock("kjj", tmp_path / "lock")
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
