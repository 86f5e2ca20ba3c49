"""Images and attachments by SHA-256: written aside, synced, renamed; never a torn file under its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crawler.errors import StorageError


def store_file(folder: Path, body: bytes) -> str:
    """Keep a file's bytes under their SHA-256 (hex), which is returned."""
    sha256 = hashlib.sha256(body).hexdigest()
    path = file_path(folder, sha256)
    if path.exists() and path.stat().st_size == len(body):
        return sha256
    try:
        _make_folder(path.parent)
        replace_file(path, body)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    return sha256


def replace_file(path: Path, body: bytes) -> None:
    """Put a small file in its place whole and durably; a failure leaves the one before as it was."""
    with replacing(path) as file:
        file.write(body)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to be written that takes its place at the end, as replace_file does, however long it is."""
    aside = path.with_name(f".{path.name}.aside")
    with aside.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    aside.rename(path)
    sync_folder(path.parent)


def file_path(folder: Path, sha256: str) -> Path:
    """Where a stored file lies: files/ab/abcdef…"""
    return folder / sha256[:2] / sha256


def _make_folder(folder: Path) -> None:
    # A folder's name lasts only once its parent is synced: else a power cut takes it with all that lies inside.
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
