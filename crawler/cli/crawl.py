"""fangzhi crawl: the friendly face of the spiders."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import json
import logging
import logging.handlers
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import BaseSettings, Settings

from crawler.cli.notify import send_news
from crawler.cli.progress import Progress, print_summary
from crawler.cli.words import printable, say
from crawler.errors import FangzhiError, SiteFileError, UsageError
from crawler.loader import load_sites
from crawler.monitor.report import Report
from crawler.project import find_root, output_folder
from crawler.site import Site
from crawler.spider import SiteSpider

#: The first exit code of these that any site asks for is the command's (contract, section 2).
EXIT_ORDER = (130, 1, 5, 6, 2, 75, 4, 3, 0)

_current_site: contextvars.ContextVar[str] = contextvars.ContextVar("site", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asked for."""

    sites: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    full: bool = False
    max_pages: int | None = None
    output: Path | None = None
    jobs: int = 4
    files: bool = True
    settings: tuple[str, ...] = ()
    verbose: bool = False
    as_json: bool = False


@dataclass(slots=True)
class Run:
    """One site's part in a command: its crawler while it runs, its report or the error that stopped it.

    `channels`: the only ones to visit; none: those of the command line, or all.
    """

    site: Site
    spider: type[SiteSpider] | None = None
    channels: tuple[str, ...] = ()
    crawler: Crawler | None = None
    error: FangzhiError | None = None
    done: bool = False

    @property
    def report(self) -> Report | None:
        """The report so far."""
        spider: Any = self.crawler.spider if self.crawler else None
        return spider.report if spider else None

    @property
    def exit_code(self) -> int:
        """What this site asks the command to return."""
        if self.error:
            return self.error.exit_code
        return self.report.exit_code if self.report else 1


@dataclass(slots=True)
class Runs:
    """All sites of a command."""

    output: Path
    runs: list[Run] = field(default_factory=list)
    interrupted: bool = False
    stopping: asyncio.Task[None] | None = None
    asked_to_stop: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, chosen: dict[str, type[SiteSpider] | SiteFileError], output: Path) -> Runs:
        """A run for each site; a wrong site file's run is over before it begins."""
        runs = cls(output)
        for name, spider in chosen.items():
            if isinstance(spider, SiteFileError):
                runs.runs.append(Run(Site(name=name, title=name, home=""), error=spider, done=True))
            else:
                runs.runs.append(Run(spider.describe(), spider))
        return runs

    @property
    def exit_code(self) -> int:
        """The first code of the contract's order that applies."""
        codes = {run.exit_code for run in self.runs}
        if codes > {75}:  # 75 is for when every named site is held; beside others a held site is one not reached
            codes = codes - {75} | {3}
        return first_code(codes | {130} if self.interrupted else codes)

    def to_dict(self) -> dict[str, Any]:
        """The command's result for machines."""
        sites = [
            run.report.to_dict() if run.report and not run.error else {"site": run.site.name, "error": str(run.error)}
            for run in self.runs
        ]
        return {"exit_code": self.exit_code, "output": str(self.output), "sites": sites}


def first_code(codes: set[int]) -> int:
    """What a command returns for the codes that its sites ask for."""
    return next((code for code in EXIT_ORDER if code in codes), 0)


def crawl_command(options: Options) -> int:
    """Run `fangzhi crawl`."""
    root = find_root()
    chosen = load_sites(root, list(options.sites))
    settings = base_settings(options)
    mind_contact()
    code = crawl_sites(chosen, settings, options)
    send_news(output_folder(root, settings["FANGZHI_OUTPUT"]), settings["ALLOW_PRIVATE_HOSTS"])
    return code


def base_settings(options: Options) -> Settings:
    """The project's settings with what the command line says; -s wins over all."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    given: dict[str, Any] = {"FULL_CRAWL": options.full, "FETCH_FILES": options.files}
    if options.channels:
        given["CHANNELS"] = list(options.channels)
    if options.max_pages:
        given["WANTED_LIST_PAGES"] = options.max_pages
    if options.output:
        given["FANGZHI_OUTPUT"] = str(options.output)
    for pair in options.settings:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"-s {pair}: expected NAME=VALUE")
        given[name.strip()] = value
    settings.setdict(given, priority="cmdline")
    return settings


def crawl_sites(chosen: dict[str, type[SiteSpider] | SiteFileError], settings: Settings, options: Options) -> int:
    """Crawl the sites, `options.jobs` at a time, and print what came of it."""
    runs = Runs.of(chosen, output_folder(Path(settings["FANGZHI_ROOT"]), settings["FANGZHI_OUTPUT"]))
    _check_channels(runs, options)
    run_crawls(runs, settings, options)
    if options.as_json:
        typer.echo(json.dumps(runs.to_dict(), ensure_ascii=False, indent=1))
    else:
        print_summary(runs, demo=bool(settings["DEMO_AUTHORITY_PEM"]))
    return runs.exit_code


def run_crawls(runs: Runs, settings: Settings, options: Options) -> None:
    """Crawl without a word but the progress."""
    with quiet_logging(options.verbose):
        asyncio.run(_crawl_all(runs, settings, options))


def _check_channels(runs: Runs, options: Options) -> None:
    known = {channel.key for run in runs.runs for channel in run.site.channels}
    for key in options.channels:
        if key not in known:
            raise UsageError(f"unknown channel {key!r}: the named sites have {', '.join(sorted(known)) or 'none'}")
    for run in runs.runs:
        if options.channels and not {channel.key for channel in run.site.channels} & set(options.channels):
            run.done = True
    runs.runs = [run for run in runs.runs if run.error or not run.done]


async def _crawl_all(runs: Runs, settings: Settings, options: Options) -> None:
    runner = AsyncCrawlerRunner(settings)
    stop_on_signals(runs)
    turns = asyncio.Semaphore(options.jobs)

    async def in_turn(run: Run) -> None:
        async with turns:
            await crawl_one(run, runner, runs)

    async with Progress(runs, shown=not options.as_json and not options.verbose):
        await asyncio.gather(*(in_turn(run) for run in runs.runs if not run.done))


async def crawl_one(run: Run, runner: AsyncCrawlerRunner, runs: Runs) -> None:
    """Crawl one site, with a log of its own; what goes wrong is kept in `run`."""
    if runs.interrupted or run.spider is None:
        run.done = True
        return
    _current_site.set(run.site.name)
    with _site_log(runs.output / run.site.name, run.site.name):
        try:
            run.crawler = Crawler(run.spider, _settings_of(run, runner.settings))
            await runner.crawl(run.crawler)
        except FangzhiError as error:
            run.error = error
        except Exception as error:  # a bug of ours costs this site, not its neighbours; the log has the trace
            logging.getLogger("fangzhi").exception("internal error")
            run.error = FangzhiError(f"{run.site.name}: internal error: {type(error).__name__}: {error}")
        finally:
            run.done = True


def _settings_of(run: Run, settings: BaseSettings) -> Settings:
    own = Settings()
    own.update(settings)
    if run.channels:
        own.set("CHANNELS", list(run.channels), priority="cmdline")
    return own


def stop_on_signals(runs: Runs) -> None:
    """Ctrl-C and SIGTERM: stop in good order; the second time at once."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if runs.interrupted:
            # Asked twice: go at once. What was promised is on disk, the rest is cut back at the next start.
            os._exit(130)
        runs.interrupted = True
        runs.asked_to_stop.set()
        print(
            say("stopping; press Ctrl-C again to stop at once", "正在停止；再按一次 Ctrl-C 立即退出"), file=sys.stderr
        )
        runs.stopping = loop.create_task(_stop_all(runs))

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


async def _stop_all(runs: Runs) -> None:
    for run in runs.runs:
        # Scrapy forgets a stop that comes before its engine runs, and then never ends.
        while run.crawler and not run.done and not _is_running(run.crawler):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
        if run.crawler and not run.done:
            await run.crawler.stop_async()


def _is_running(crawler: Crawler) -> bool:
    try:
        return crawler.engine.running
    except RuntimeError:  # no engine yet
        return False


def mind_contact() -> None:
    """Say once that the user agent names nobody."""
    if not os.environ.get("FANGZHI_CONTACT"):
        print(
            say(
                "fangzhi: set FANGZHI_CONTACT (a mail address or URL) so that sites can reach you",
                "fangzhi：请设置 FANGZHI_CONTACT（邮箱或网址），以便网站联系您",
            ),
            file=sys.stderr,
        )


@contextlib.contextmanager
def quiet_logging(verbose: bool = False) -> Iterator[None]:
    """Keep the log off the screen, unless asked for."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    quiet = logging.NullHandler()
    screen = logging.StreamHandler(sys.stderr) if verbose else quiet
    screen.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(screen)
    logging.captureWarnings(True)
    for name in ("twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.removeHandler(screen)


@contextlib.contextmanager
def _site_log(folder: Path, name: str) -> Iterator[None]:
    """crawl.log of one site: only what was logged in its own tasks."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "crawl.log", maxBytes=5 << 20, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        # The archive finds the folder unwritable next and says so with the right exit code.
        yield
        return
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(lambda record: _current_site.get() == name)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return "\n  ".join(printable(line) for line in super().format(record).splitlines())
