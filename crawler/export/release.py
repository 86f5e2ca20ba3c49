"""A dataset release: a folder with the data, its description and its card, made aside and renamed when whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.files import sync_folder
from crawler.archive.lock import SiteLock
from crawler.archive.snapshot import Snapshot, snapshots
from crawler.errors import StorageError, UsageError
from crawler.export.card import card
from crawler.export.census import Census
from crawler.export.columns import Row
from crawler.export.csv_file import write_csv
from crawler.export.datapackage import NAME as DESCRIPTOR
from crawler.export.datapackage import datapackage
from crawler.export.jsonl_file import write_jsonl
from crawler.export.parquet_file import write_parquet
from crawler.export.selection import Wanted, select
from crawler.export.sqlite_file import write_sqlite

FORMATS: dict[str, Callable[[Path, Iterable[Row]], object]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "jsonl": write_jsonl,
    "sqlite": write_sqlite,
}


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release."""

    folder: Path
    file: str
    size_bytes: int
    sha256: str
    census: Census


def make_release(output: Path, format_: str, wanted: Wanted, folder: Path | None = None) -> Release:
    """Write a release into `folder` (default: exports/ in the output folder), replacing an earlier one.

    Raises UsageError for unknown sites, channels and formats and for a folder that is no release;
    StorageError when it cannot be written, and then the earlier release stands as it was.
    """
    if format_ not in FORMATS:
        raise UsageError(f"--format: found {format_!r}, expected {', '.join(FORMATS)}")
    sources = snapshots(output, wanted.site)
    demo = _check_sources(sources, wanted.channel)
    folder = folder or output / "exports" / f"{wanted.label}-{format_}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = SiteLock(folder.name, folder.with_name(f".{folder.name}.lock"))
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror}") from error
    try:
        return _make(sources, format_, wanted, folder, demo=demo)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{folder}: {error}; nothing was replaced") from error
    finally:
        lock.release()


def _check_sources(sources: list[Path], channel: str | None) -> bool:
    """Whether any archive is a demo. Raises UsageError when no site has the channel asked for."""
    demo = False
    channels: set[str] = set()
    for source in sources:
        with Snapshot(source) as snapshot:
            demo = demo or snapshot.kind == "demo"
            channels.update(snapshot.channels())
    if channel is not None and channel not in channels:
        raise UsageError(f"--channel: found {channel!r}, expected one of {', '.join(sorted(channels))}")
    return demo


def _make(sources: list[Path], format_: str, wanted: Wanted, folder: Path, *, demo: bool) -> Release:
    aside, previous = folder.with_name(f".{folder.name}.aside"), folder.with_name(f".{folder.name}.previous")
    _recover(folder, aside, previous)
    _check_replaceable(folder)
    aside.mkdir()
    try:
        release = _write(aside, sources, format_, wanted, demo=demo)
        _replace(folder, aside, previous)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Release(folder, release.file, release.size_bytes, release.sha256, release.census)


def _recover(folder: Path, aside: Path, previous: Path) -> None:
    """Clear what a run that was killed left behind."""
    shutil.rmtree(aside, ignore_errors=True)
    if previous.exists() and not folder.exists():
        previous.rename(folder)
    shutil.rmtree(previous, ignore_errors=True)


def _check_replaceable(folder: Path) -> None:
    if folder.exists() and not (folder / DESCRIPTOR).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: exists and is no dataset release (no {DESCRIPTOR}); it is left alone")


def _write(aside: Path, sources: list[Path], format_: str, wanted: Wanted, *, demo: bool) -> Release:
    census, file = Census(), f"articles.{format_}"
    FORMATS[format_](aside / file, census.watch(select(sources, wanted)))
    size_bytes, sha256 = (aside / file).stat().st_size, _sha256(aside / file)
    descriptor = datapackage(census, label=wanted.label, file=file, size_bytes=size_bytes, sha256=sha256, demo=demo)
    _write_text(aside / DESCRIPTOR, json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n")
    _write_text(aside / "README.md", card(census, label=wanted.label, file=file, sha256=sha256, demo=demo))
    for path in aside.iterdir():
        _sync(path)
    sync_folder(aside)
    return Release(aside, file, size_bytes, sha256, census)


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _replace(folder: Path, aside: Path, previous: Path) -> None:
    """Put the new release in the old one's place. A death between the two renames is undone by the next run."""
    if folder.exists():
        folder.rename(previous)
    aside.rename(folder)
    sync_folder(folder.parent)
    shutil.rmtree(previous, ignore_errors=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
