"""What a person sees of a crawl: a line per site while it runs, a table when it is done."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from crawler.cli.words import health_word, printable, reason_text, say
from crawler.errors import ArchiveHeld

if TYPE_CHECKING:
    from crawler.cli.crawl import Run, Runs
    from crawler.monitor.report import Report

_STYLE = {"ok": "green", "quiet": "green", "degraded": "yellow", "held": "yellow"}
_SHOWN_EXAMPLES = 2


class Progress:
    """A live table on a terminal; nothing elsewhere."""

    def __init__(self, runs: Runs, *, shown: bool) -> None:
        self._runs = runs
        self._console = Console(stderr=True)
        self._shown = shown and self._console.is_terminal

    async def __aenter__(self) -> None:
        self._task = None
        if self._shown:
            self._live = Live(console=self._console, transient=True, auto_refresh=False)
            self._live.start()
            self._task = asyncio.ensure_future(self._repaint())

    async def __aexit__(self, *_: object) -> None:
        if self._task:
            self._task.cancel()
            self._live.stop()

    async def _repaint(self) -> None:
        while True:
            self._live.update(_table(self._runs, live=True), refresh=True)
            await asyncio.sleep(0.2)


def print_summary(runs: Runs, *, demo: bool) -> None:
    """The result of a crawl for a person."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 200  # a log file or mail has no width of its own
    console.print(_table(runs, live=False))
    _print_problems(runs, console)
    _print_where(runs, console, demo=demo)


def _table(runs: Runs, *, live: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    columns = (
        (say("site", "站点"), "left"), (say("list pages", "列表页"), "right"), (say("articles", "文章"), "right"),
        (say("new", "新增"), "right"), (say("changed", "变更"), "right"), (say("skipped", "跳过"), "right"),
        (say("files", "文件"), "right"), (say("problems", "问题"), "right"), (say("health", "状态"), "left"),
    )  # fmt: skip
    for title, side in columns:
        table.add_column(title, justify=side, no_wrap=True)  # type: ignore[arg-type]
    for run in _of_interest(runs) if live else runs.runs:
        table.add_row(*_row(run, live=live))
    return table


def _of_interest(runs: Runs) -> list[Run]:
    running = [run for run in runs.runs if run.crawler and not run.done]
    return running or runs.runs[:1]


def _row(run: Run, *, live: bool) -> list[str]:
    report = run.report
    name = f"{run.site.name} [dim]{_plain(run.site.title)}[/dim]"
    if report is None or run.error:
        word = "held" if isinstance(run.error, ArchiveHeld) else "error" if run.error else "…"
        return [name, "", "", "", "", "", "", "", _health(word)]
    counts = report.counts
    return [
        name,
        str(counts.list_pages),
        str(counts.articles_read),
        str(counts.new),
        str(counts.changed),
        str(counts.skipped + counts.unchanged + counts.duplicates),
        str(counts.files),
        str(report.problem_counts.total()),
        "…" if live and not run.done else _health("error" if report.error else report.health[0]),
    ]


def _health(word: str) -> str:
    return f"[{_STYLE.get(word, 'red')}]{health_word(word)}[/]"


def _print_problems(runs: Runs, console: Console) -> None:
    for run in runs.runs:
        if run.error:
            console.print(f"[red]{_plain(str(run.error))}[/]")
        elif run.report:
            if run.report.error:
                console.print(f"[red]{run.site.name}: {_plain(run.report.error)}[/]", soft_wrap=True)
            health, reason = run.report.health
            if reason and health != "ok":
                console.print(f"[red]{run.site.name}: {_plain(reason_text(reason))}[/]")
            _print_some(run.report, console)


def _print_some(report: Report, console: Console) -> None:
    """The problems by kind, each with its count and an example or two: a reader wants kinds, not a flood."""
    for kind, count in report.problem_counts.items():
        console.print(f"  [dim]{report.site}[/] {kind}: {count}", soft_wrap=True)
        examples = [problem for problem in report.problems if problem["kind"] == kind][:_SHOWN_EXAMPLES]
        for problem in examples:
            console.print(f"    [dim]{_plain(problem['url'])} ({_plain(problem['detail'])})[/]", soft_wrap=True)


def _print_where(runs: Runs, console: Console, *, demo: bool) -> None:
    first = next((run.site.name for run in runs.runs if run.report and not run.error), None)
    if first is None:
        return
    if demo:
        console.print(
            say(
                "Demo: replicas served on this machine, no internet, no delay between requests.",
                "演示：页面由本机提供，不联网，请求之间不设间隔。",
            )
        )
    output = _near(runs.output)
    console.print(say("Records: ", "记录：") + _plain(f"{output}/SITE/articles.jsonl"), soft_wrap=True)
    console.print(
        say(
            "Evidence: pages-*.warc.gz beside them; problems: report.json",
            "存档页面：同目录的 pages-*.warc.gz；问题：report.json",
        )
    )
    me = _near(Path(sys.argv[0]))
    look = f"python3 -m json.tool --json-lines --no-ensure-ascii {output}/{first}/articles.jsonl | head -40"
    check = f"FANGZHI_OUTPUT={output} {me} verify"
    console.print(say("Try next: ", "接下来可以：") + _plain(look) + "\n          " + _plain(check), soft_wrap=True)


def _near(path: Path) -> str:
    """A path as one would type it here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _plain(text: str) -> str:
    return escape(printable(text))
