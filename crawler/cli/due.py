"""fangzhi crawl --due, fangzhi watch: visit what is due, once or for ever.

Started every minute with nothing to do, this ends after one look at output/index.sqlite: Scrapy is not imported.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import typer

from crawler.archive.lock import SiteLock, is_held
from crawler.errors import ArchiveHeld
from crawler.monitor.index import DueSite, site_files, with_index
from crawler.project import check_names, find_root, output_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOptions:
    """What the command line asked for. `for_ever`: watch."""

    sites: tuple[str, ...] = ()
    output: Path | None = None
    jobs: int = 4
    files: bool = True
    settings: tuple[str, ...] = ()
    verbose: bool = False
    as_json: bool = False
    for_ever: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sites looked after: which of them are due, and when the next one is."""

    root: Path
    output: Path
    sites: frozenset[str]

    def files(self) -> dict[str, str]:
        """The site files as they are now: one that was written meanwhile is seen."""
        found = site_files(self.root)
        return {name: stamp for name, stamp in found.items() if name in self.sites} if self.sites else found

    def due(self) -> list[DueSite]:
        """What is due now and not held by another run."""
        files = self.files()
        due = with_index(self.output, lambda index: index.due(files, time.time()))
        return [site for site in due if not is_held(self.output / site.site / "lock")]

    def next_due(self) -> float | None:
        """When something is due next, in Unix seconds."""
        files = self.files()
        return with_index(self.output, lambda index: index.next_due(files))


def due_command(options: DueOptions) -> int:
    """Run `fangzhi crawl --due` or `fangzhi watch`."""
    root = find_root()
    agenda = Agenda(
        root,
        output_folder(root, options.output),
        frozenset(check_names(root, list(options.sites)) if options.sites else ()),
    )
    if not options.for_ever and not agenda.due():
        return _nothing(options)
    try:
        lock = _turn(agenda.output)
    except ArchiveHeld:
        if options.for_ever:
            raise
        return _nothing(options)  # another run is on its way through what is due
    try:
        from crawler.cli.visits import make_visits

        return make_visits(agenda, options)
    finally:
        lock.release()


def _turn(output: Path) -> SiteLock:
    # One run at a time goes through what is due: after a long downtime, starting every minute must not pile up.
    (output / ".hosts").mkdir(parents=True, exist_ok=True)
    return SiteLock("crawl --due", output / ".hosts" / "due.lock")


def _nothing(options: DueOptions) -> int:
    if options.as_json:
        typer.echo(json.dumps({"exit_code": 0, "visits": []}))
    return 0
