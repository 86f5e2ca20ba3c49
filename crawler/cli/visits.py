"""The visits of `crawl --due` and `watch`: some sites at a time, only the channels that are due, one line each."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import typer
from scrapy.crawler import AsyncCrawlerRunner

from crawler.archive.history import History
from crawler.archive.ledger import Ledger
from crawler.cli.crawl import (
    Options,
    Run,
    Runs,
    base_settings,
    crawl_one,
    first_code,
    mind_contact,
    quiet_logging,
    stop_on_signals,
)
from crawler.cli.due import Agenda, DueOptions
from crawler.cli.notify import send_news
from crawler.cli.words import and_why, printable, say
from crawler.errors import ArchiveHeld, SiteFileError, StorageError
from crawler.loader import load_site
from crawler.monitor.index import DueSite, with_index
from crawler.monitor.schedule import is_due
from crawler.site import Site

LOOK_SECONDS = 60.0  # how often the index is asked again while something runs, or nothing does
#: After a visit a site rests this long in this process, whatever the index says: no tight circle, ever.
REST_SECONDS = 600.0


def make_visits(agenda: Agenda, options: DueOptions) -> int:
    """Visit what is due, and go on for ever if asked to; returns the exit code."""
    mind_contact()
    visits = Visits(agenda, options)
    if options.for_ever and sys.stderr.isatty():
        sites = len(agenda.files())
        print(
            say(
                f"watching {sites} sites, a line per visit; Ctrl-C stops",
                f"看护 {sites} 个站点，每次访问一行；Ctrl-C 停止",
            ),
            file=sys.stderr,
        )
    with quiet_logging(options.verbose):
        asyncio.run(visits.work())
    if options.as_json and not options.for_ever:
        result = {"exit_code": visits.exit_code, "visits": visits.told}
        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
    return visits.exit_code


class Visits:
    """One process that goes through the agenda."""

    def __init__(self, agenda: Agenda, options: DueOptions) -> None:
        self._agenda, self._options = agenda, options
        self._settings = base_settings(
            Options(output=options.output, files=options.files, settings=options.settings, jobs=options.jobs)
        )
        self._runs = Runs(agenda.output)
        self._rest_until: dict[str, float] = {}
        self._queue: list[DueSite] = []
        self._looked_at = 0.0
        self._codes: set[int] = set()
        self.told: list[dict[str, Any]] = []

    @property
    def exit_code(self) -> int:
        """The command's exit code: of `watch` only whether it was stopped, its lines told the rest."""
        if self._runs.interrupted:
            return 130
        return first_code(self._codes)

    async def work(self) -> None:
        """Visit until nothing is due, or until asked to stop."""
        self._runner = AsyncCrawlerRunner(self._settings)
        stop_on_signals(self._runs)
        under_way: set[asyncio.Task[None]] = set()
        while not self._runs.interrupted:
            for due in self._take(self._options.jobs - len(under_way)):
                under_way.add(asyncio.create_task(self._visit(due)))
            if under_way:
                _, under_way = await asyncio.wait(under_way, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                continue
            await self._tell_others()
            if not self._options.for_ever:
                return
            await self._sleep()
        if under_way:
            await asyncio.wait(under_way)

    def _take(self, free: int) -> list[DueSite]:
        if free > 0 and (not self._queue or time.monotonic() - self._looked_at > LOOK_SECONDS):
            self._looked_at = time.monotonic()
            self._queue = self._agenda.due()
        now = time.monotonic()
        ready = [due for due in self._queue if self._rest_until.get(due.site, 0.0) <= now]
        taken, self._queue = ready[:free], ready[free:]
        for due in taken:
            self._rest_until[due.site] = float("inf")
        return taken

    async def _sleep(self) -> None:
        next_due = self._agenda.next_due()
        seconds = LOOK_SECONDS if next_due is None else min(max(next_due - time.time(), 1.0), LOOK_SECONDS)
        try:
            await asyncio.wait_for(self._runs.asked_to_stop.wait(), seconds)
        except TimeoutError:
            return

    # -- one site --------------------------------------------------------------------------------------

    async def _visit(self, due: DueSite) -> None:
        try:
            run = self._run_of(due)
            if run is not None:
                self._runs.runs.append(run)
                await crawl_one(run, self._runner, self._runs)
                self._runs.runs.remove(run)
                self._finish(run)
        finally:
            self._rest_until[due.site] = time.monotonic() + REST_SECONDS

    def _run_of(self, due: DueSite) -> Run | None:
        """The visit to make; None when the site file is wrong, or was changed and asks for nothing yet."""
        try:
            spider = load_site(self._agenda.root / "spiders" / f"{due.site}.py")
        except SiteFileError as error:
            run = Run(Site(name=due.site, title=due.site, home=""), error=error)
            self._finish(run)
            return None
        site = spider.describe()
        channels = due.channels if due.channels is not None else self._channels_due(site)
        channels = tuple(channel.key for channel in site.channels if channel.key in channels)
        if not channels:
            stamp, keys = self._agenda.files().get(site.name, ""), [channel.key for channel in site.channels]
            with_index(self._agenda.output, lambda index: index.accept(site.name, stamp, keys))
            return None
        return Run(site, spider, channels)

    def _channels_due(self, site: Site) -> tuple[str, ...]:
        """What the ledger says; a channel it does not know, or knows with another period, is due."""
        path = self._agenda.output / site.name / "ledger.sqlite"
        if not path.is_file():
            return tuple(channel.key for channel in site.channels)
        try:
            ledger = Ledger(path, read_only=True)
            try:
                planned = History(ledger).schedule()
            finally:
                ledger.close()
        except StorageError:
            planned = {}  # the visit itself finds the damage, and says so with the right code
        now = time.time()
        return tuple(
            channel.key
            for channel in site.channels
            if (due := planned.get(channel.key)) is None
            or due.every_hours != (channel.every_hours or site.every_hours)
            or is_due(due.due_at, due.set_at, now)
        )

    def _finish(self, run: Run) -> None:
        if isinstance(run.error, ArchiveHeld):
            return  # passed over: the run that holds it does the work
        if run.error or (run.report and run.report.storage_error):
            self._note_error(run)
        self._codes.add(run.exit_code)
        told = _told(run)
        if self._options.for_ever and self._options.as_json:
            typer.echo(json.dumps(told, ensure_ascii=False))
        elif not self._options.as_json:
            typer.echo(printable(_line(told)))
        if not self._options.for_ever:
            self.told.append(told)
        run.crawler = None  # a process that runs for months must not keep what it is done with

    def _note_error(self, run: Run) -> None:
        name, stamp = run.site.name, self._agenda.files().get(run.site.name, "")
        error = str(run.error or (run.report and run.report.storage_error))
        try:
            with_index(self._agenda.output, lambda index: index.note_error(name, stamp, error, time.time()))
        except StorageError:
            return  # a full disk; the site's own line says so

    async def _tell_others(self) -> None:
        await asyncio.to_thread(send_news, self._agenda.output, self._settings["ALLOW_PRIVATE_HOSTS"])


def _told(run: Run) -> dict[str, Any]:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    if run.error or run.report is None:
        return {"at": at, "site": run.site.name, "error": str(run.error)}
    report = run.report
    health, reason = report.health
    return {
        "at": at, "site": run.site.name, "channels": list(run.channels), "new": report.counts.new,
        "changed": report.counts.changed, "requests": report.counts.requests, "interrupted": report.interrupted,
        "health": health, "reason": report.error or reason,
    }  # fmt: skip


def _line(told: dict[str, Any]) -> str:
    if "error" in told:
        return f"{told['at']} {told['site']}: {told['error']}"
    counts = say(
        f"{told['new']} new, {told['changed']} changed, {told['requests']} requests",
        f"新增 {told['new']}，变更 {told['changed']}，请求 {told['requests']}",
    )
    health = say("interrupted", "中断") if told["interrupted"] else and_why(told["health"], told["reason"])
    return f"{told['at']} {told['site']} {','.join(told['channels'])}: {counts}{say(', ', '，')}{health}"
