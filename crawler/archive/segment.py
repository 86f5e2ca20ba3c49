"""What one commit adds to a growing file: where, how much, and its SHA-256, so that any later change shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a file, in bytes; `sha256` is hex."""

    file: str
    start: int
    length: int
    sha256: str


class SegmentDigest:
    """Follows the bytes appended to a file since the last commit."""

    def __init__(self, file: str, start: int) -> None:
        self._file, self._start = file, start
        self._length, self._digest = 0, hashlib.sha256()

    def add(self, added: bytes) -> None:
        """Follow an append."""
        self._length += len(added)
        self._digest.update(added)

    def take(self) -> Segment:
        """The segment that ends here; the next begins."""
        segment = Segment(self._file, self._start, self._length, self._digest.hexdigest())
        self._start += self._length
        self._length, self._digest = 0, hashlib.sha256()
        return segment
