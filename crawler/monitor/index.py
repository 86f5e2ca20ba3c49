"""output/index.sqlite: due times and health of all sites at a glance. Derived from the ledgers, never the truth.

Lost, damaged or of another version, it is made anew; a ledger that was written since its rows were made is read again.
So ten thousand sites cost one folder listing and one small query, and no site file is imported.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from crawler.errors import LedgerUnreadable, StorageError
from crawler.monitor.reasons import reason
from crawler.monitor.schedule import CLOCK_SLACK_SECONDS, HOUR, is_due, wait_seconds
from crawler.monitor.summary import summary_of
from crawler.site import RESERVED_NAMES

T = TypeVar("T")
INDEX = "index.sqlite"
VERSION = 2

_TABLES = """
CREATE TABLE sites (
    site TEXT PRIMARY KEY, title TEXT, stamp TEXT, ledger TEXT, health TEXT, reason TEXT,
    due_at REAL, visited_at REAL, newest TEXT, articles INTEGER, days TEXT,
    error TEXT, retry_at REAL, set_at REAL, failures INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE channels (
    site TEXT NOT NULL, channel TEXT NOT NULL, title TEXT, due_at REAL NOT NULL, set_at REAL NOT NULL,
    visited_at REAL, last_new TEXT, newest TEXT, health TEXT, reason TEXT, entries INTEGER, articles INTEGER NOT NULL,
    days TEXT NOT NULL, PRIMARY KEY (site, channel)) WITHOUT ROWID;
CREATE INDEX channels_by_due ON channels (due_at);
CREATE TABLE notices (
    destination TEXT NOT NULL, site TEXT NOT NULL, upto INTEGER NOT NULL, health TEXT NOT NULL,
    PRIMARY KEY (destination, site)) WITHOUT ROWID;
"""
#: SQLite's complaints about the disk, or about others at work; every other one is about what the file holds.
_OF_THE_DISK = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueSite:
    """A site with channels to visit. `channels` None: its file is new or was changed, only itself knows which."""

    site: str
    due_at: float
    channels: tuple[str, ...] | None


class Index:
    """The index of one output folder, in memory where the folder cannot be written."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._db = _open(output / INDEX)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for the table of notices."""
        return self._db

    # -- in step with the ledgers ----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again every ledger that was written since; forget archives that are gone."""
        known = dict(self._db.execute("SELECT site, ledger FROM sites"))
        found = _ledgers(self.output)
        with self._writing():
            for site, stamp in found.items():
                if known.get(site) != stamp:
                    self._take(site, stamp)
            for site in known.keys() - found.keys():
                # A site whose file is wrong has no ledger yet; its error is all there is.
                self._db.execute("DELETE FROM channels WHERE site = ?", (site,))
                self._db.execute("DELETE FROM sites WHERE site = ? AND error IS NULL", (site,))

    def note(self, site: str) -> None:
        """Read one site's ledger again."""
        with self._writing():
            self._take(site, _stamp(self.output / site / "ledger.sqlite"))

    def _take(self, site: str, ledger: str | None) -> None:
        try:
            summary, channels = summary_of(self.output / site)
        except (StorageError, ValueError, KeyError, TypeError) as error:
            detail = error.detail if isinstance(error, LedgerUnreadable) else error
            why = reason("ledger_damaged", detail=detail, site=site)
            summary, channels = {"health": "broken", "reason": why}, []
        self._db.execute("DELETE FROM channels WHERE site = ?", (site,))
        self._put("sites", {"site": site, "ledger": ledger, **summary})
        for channel in channels:
            self._put("channels", {"site": site, **channel})

    def accept(self, site: str, stamp: str, channels: list[str]) -> None:
        """A changed site file was looked at: these are its channels now, none of them is due."""
        with self._writing():
            self._db.execute("UPDATE sites SET stamp = ?, error = NULL, retry_at = NULL WHERE site = ?", (stamp, site))
            marks = ",".join("?" * len(channels))
            self._db.execute(
                f"DELETE FROM channels WHERE site = ? AND channel NOT IN ({marks})",  # noqa: S608
                (site, *channels),
            )

    def note_error(self, site: str, stamp: str, error: str, now: float) -> None:
        """A site that could not even begin (a wrong file, a full disk): named, and tried again later and later."""
        row = self._db.execute("SELECT failures FROM sites WHERE site = ? AND error IS NOT NULL", (site,)).fetchone()
        failures = (row[0] if row else 0) + 1
        with self._writing():
            self._db.execute("INSERT OR IGNORE INTO sites (site) VALUES (?)", (site,))
            self._db.execute(
                "UPDATE sites SET stamp = ?, error = ?, retry_at = ?, set_at = ?, failures = ? WHERE site = ?",
                (stamp, error, now + wait_seconds(HOUR, "broken", failures), now, failures, site),
            )

    def _put(self, table: str, row: dict[str, Any]) -> None:
        marks = ",".join(f":{name}" for name in row)
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({','.join(row)}) VALUES ({marks})", row)  # noqa: S608

    @contextlib.contextmanager
    def _writing(self) -> Any:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    # -- questions -------------------------------------------------------------------------------------

    def due(self, files: dict[str, str], now: float) -> list[DueSite]:
        """The sites of these files with something to visit, the longest overdue first, those never visited last."""
        sites = {row["site"]: row for row in self._rows("SELECT site, stamp, error, retry_at, set_at FROM sites")}
        waiting = self._waiting(now)
        found = []
        for site, stamp in files.items():
            row = sites.get(site)
            if row is None or (row["stamp"] != stamp and not row["error"]):
                found.append(DueSite(site, now, None))
            elif row["error"]:
                if row["stamp"] != stamp or is_due(row["retry_at"], row["set_at"], now):
                    found.append(DueSite(site, row["retry_at"], None))
            elif site in waiting:
                found.append(DueSite(site, *waiting[site]))
        return sorted(found, key=lambda due: due.due_at)

    def _waiting(self, now: float) -> dict[str, tuple[float, tuple[str, ...]]]:
        waiting: dict[str, tuple[float, tuple[str, ...]]] = {}
        for site, channel, due_at in self._db.execute(
            "SELECT site, channel, due_at FROM channels WHERE due_at <= ? OR set_at > ? ORDER BY due_at",
            (now, now + CLOCK_SLACK_SECONDS),
        ):
            first, channels = waiting.get(site, (due_at, ()))
            waiting[site] = (first, (*channels, channel))
        return waiting

    def next_due(self, files: dict[str, str]) -> float | None:
        """When the next channel of these sites, or the next try of a wrong file, is due."""
        times = [row["at"] for row in self._rows(
            "SELECT site, min(due_at) AS at FROM channels GROUP BY site"
            " UNION ALL SELECT site, retry_at FROM sites WHERE error IS NOT NULL"
        ) if row["site"] in files]  # fmt: skip
        return min(times, default=None)

    def sites(self) -> list[dict[str, Any]]:
        """All sites, by name."""
        return self._rows("SELECT * FROM sites ORDER BY site")

    def channels(self, sites: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """The channels of these sites."""
        found: dict[str, list[dict[str, Any]]] = {}
        for site in sites:
            found[site] = self._rows("SELECT * FROM channels WHERE site = ?", (site,))
        return found

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        cursor = self._db.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def with_index(output: Path, work: Callable[[Index], T]) -> T:
    """Do something with an index that is in step with the ledgers; one that cannot be read is made anew first.

    A flipped byte shows in many ways: no such column, no UTF-8, no JSON, a number where text was. All mean the same:
    it is derived, so away with it.
    """
    try:
        return _with(output, work)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            raise StorageError(f"{output / INDEX}: {error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        pass  # a mistake of our own shows again below
    _remove(output / INDEX)
    try:
        return _with(output, work)
    except sqlite3.Error as error:
        raise StorageError(f"{output / INDEX}: {error}") from error


def _with(output: Path, work: Callable[[Index], T]) -> T:
    index = Index(output)
    try:
        index.refresh()
        return work(index)
    finally:
        index.close()


def note_site(folder: Path) -> None:
    """Bring one site's rows up to date after a run. The index is derived: what fails here is made good later."""
    with contextlib.suppress(sqlite3.Error, OSError, StorageError):
        index = Index(folder.parent)
        try:
            index.note(folder.name)
        finally:
            index.close()


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        return _connect(None)  # a folder that cannot be written, or is not there yet
    except sqlite3.DatabaseError:
        _remove(path)
        return _connect(path)


def _connect(path: Path | None) -> sqlite3.Connection:
    db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=10)
    db.execute("PRAGMA synchronous=OFF")  # derived: a power cut costs a rebuild
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, VERSION):
        db.close()
        raise sqlite3.DatabaseError(f"format {version}")
    if version == 0:
        db.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version={VERSION};COMMIT;")
    return db


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        with contextlib.suppress(OSError):  # what cannot be removed is met again when it is opened
            path.with_name(name).unlink()


# -- what lies on disk -----------------------------------------------------------------------------------


def site_files(root: Path) -> dict[str, str]:
    """Names of all site files with a stamp that changes when the file does; nothing is imported."""
    found: dict[str, str] = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(root / "spiders") as entries:
        for entry in entries:
            name = entry.name.removesuffix(".py")
            if name != entry.name and name.isidentifier() and not name.startswith("_"):
                found[name] = _stamp_of(entry.stat())
    return dict(sorted(found.items()))


def stamp_of(spider: object) -> str:
    """The stamp of the file that a spider comes from."""
    file = getattr(sys.modules.get(type(spider).__module__), "__file__", None)
    return (_stamp(Path(file)) if file else None) or ""


def _ledgers(output: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(output) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in RESERVED_NAMES:
                continue
            stamp = _stamp(f"{entry.path}/ledger.sqlite")
            if stamp:
                found[entry.name] = stamp
    return found


def _stamp(path: Path | str) -> str | None:
    try:
        return _stamp_of(os.stat(path))  # noqa: PTH116 - ten thousand of them
    except OSError:
        return None


def _stamp_of(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns}-{status.st_size}"
