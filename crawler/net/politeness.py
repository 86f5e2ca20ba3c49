"""Politeness belongs to the host: one request at a time and a pause between two, across sites and processes.

Each host has a small file in output/.hosts/: its flock is held while a request is under way, its text says
not before when the next may begin.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import json
import os
import random
import re
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import ClassVar
from weakref import WeakKeyDictionary

from crawler.errors import StorageError

MAX_RETRY_AFTER_SECONDS = 24 * 3600.0
MAX_CRAWL_DELAY_SECONDS = 60.0
_POLL_SECONDS = 0.05


class HostPaused(Exception):
    """The host asked for a pause too long to wait for in this run."""

    kind = "paused"

    def __init__(self, host: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{host} is to be left alone for another {seconds:.0f} s")


@dataclass(slots=True)
class HostState:
    """What all runs must know of a host. Times are Unix seconds."""

    not_before: float = 0.0
    failures: int = 0
    crawl_delay_seconds: float = 0.0
    saved_at: float = 0.0


class HostGate:
    """Hands out turns at one host."""

    def __init__(self, folder: Path, host: str) -> None:
        self.host = host
        self._path = folder / f"{host_file_name(host)}.json"
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    @contextlib.asynccontextmanager
    async def turn(self, delay_seconds: float, longest_wait_seconds: float) -> AsyncIterator[HostState]:
        """Wait for this host's turn, then hold it. The state given may be changed; it is saved at the end."""
        lock = self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        async with lock:
            handle = await self._hold()
            try:
                state = self._load(handle)
                await self._wait(state, longest_wait_seconds)
                try:
                    yield state
                finally:
                    pause = max(delay_seconds, state.crawl_delay_seconds if delay_seconds else 0.0)
                    state.not_before = max(state.not_before, time.time() + pause)
                    self._save(handle, state)
            finally:
                os.close(handle)

    async def set_crawl_delay(self, seconds: float) -> None:
        """Remember the pause that the host's robots.txt asks for."""
        handle = await self._hold()
        try:
            state = self._load(handle)
            state.crawl_delay_seconds = min(seconds, MAX_CRAWL_DELAY_SECONDS)
            self._save(handle, state)
        finally:
            os.close(handle)

    async def _hold(self) -> int:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StorageError(f"{self._path}: {error.strerror}") from error
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return handle
            except BlockingIOError:
                await asyncio.sleep(_POLL_SECONDS)
            except BaseException:
                os.close(handle)
                raise

    async def _wait(self, state: HostState, longest: float) -> None:
        set_back = max(0.0, state.saved_at - time.time())  # how far the clock was, since then
        state.not_before -= set_back
        seconds = state.not_before - time.time()
        if seconds > MAX_RETRY_AFTER_SECONDS:  # nobody may ask for that: the file is damaged
            state.not_before, seconds = 0.0, 0.0
        if seconds > longest:
            raise HostPaused(self.host, seconds)
        if seconds > 0:
            await asyncio.sleep(seconds)

    @staticmethod
    def _load(handle: int) -> HostState:
        return _state(os.pread(handle, 1 << 16, 0))

    @staticmethod
    def _save(handle: int, state: HostState) -> None:
        state.saved_at = time.time()
        text = json.dumps(asdict(state)).encode()
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, text, 0)
        except OSError as error:
            raise StorageError(f"host state: {error.strerror}") from error


class HostGates:
    """All gates of one output folder."""

    _all: ClassVar[dict[Path, HostGates]] = {}

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"{folder}: {error.strerror}") from error
        self._folder = folder
        self._gates: dict[str, HostGate] = {}

    @classmethod
    def of(cls, output: Path) -> HostGates:
        """The gates of an output folder; one object a process, so that its sites queue in order."""
        folder = output / ".hosts"
        if folder not in cls._all:
            cls._all[folder] = cls(folder)
        return cls._all[folder]

    def gate(self, host: str) -> HostGate:
        """The gate of a host."""
        host = host.lower().rstrip(".")
        if host not in self._gates:
            self._gates[host] = HostGate(self._folder, host)
        return self._gates[host]


def retry_after_seconds(value: str | None, now: float) -> float | None:
    """Seconds asked for by a Retry-After header (delta or HTTP date); None when there is none to read."""
    if not value:
        return None
    value = value.strip()
    if value.isdecimal() and value.isascii():
        return min(float(value[:12]), MAX_RETRY_AFTER_SECONDS)
    try:
        seconds = parsedate_to_datetime(value).timestamp() - now
    except (ValueError, TypeError):
        return None
    return min(max(0.0, seconds), MAX_RETRY_AFTER_SECONDS)


def backoff_seconds(first: float, failures: int) -> float:
    """Pause after the n-th failure in a row: doubling, with a little chance so that runs do not march in step."""
    return first * float(2 ** min(failures - 1, 6)) * random.uniform(1.0, 1.2)  # noqa: S311


def _state(text: bytes) -> HostState:
    try:
        return HostState(**json.loads(text))
    except (ValueError, TypeError):
        return HostState()


def host_file_name(host: str) -> str:
    """A safe file name for a host (or origin): its own letters where they are harmless, else a digest."""
    if re.fullmatch(r"[a-z0-9.-]{1,100}", host) and not host.startswith("."):
        return host
    return "x-" + hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()[:32]
