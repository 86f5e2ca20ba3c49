"""fangzhi status: how every site is, and why. Reads output/index.sqlite; imports neither Scrapy nor site files."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import typer
from rich.cells import set_cell_size

from crawler.cli.words import and_why, health_word, printable, reason_text, say
from crawler.errors import UsageError
from crawler.monitor.index import Index, site_files, with_index
from crawler.monitor.status import SiteStatus, sparkline, statuses, with_channels
from crawler.project import find_root, output_folder

_MANY = 40  # sites; beyond that, sound ones have one line without their channels


def status_command(names: list[str], output: Path | None, *, failing: bool, as_json: bool) -> int:
    """Run `fangzhi status`."""
    root = find_root()
    folder = output_folder(root, output)
    sites, shown = with_index(folder, lambda index: _look(index, root, names, failing=failing, as_json=as_json))
    code = _exit_code(sites)
    if as_json:
        rows = [asdict(site) for site in shown]
        typer.echo(json.dumps({"exit_code": code, "sites": rows}, ensure_ascii=False, indent=1))
    elif shown:
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        typer.echo("\n".join(_lines(shown, columns)))
        _hints(sites, quietly=failing)
    return code


def _look(
    index: Index, root: Path, names: list[str], *, failing: bool, as_json: bool
) -> tuple[list[SiteStatus], list[SiteStatus]]:
    """(The sites asked about, those to show): with their channels, unless there are too many sound ones to read."""
    sites = _chosen(statuses(index, site_files(root)), names, index.output)
    shown = [site for site in sites if site.failing or not failing]
    detailed = shown if as_json or len(shown) <= _MANY else [site for site in shown if site.failing]
    full = {site.site: site for site in with_channels(index, detailed)}
    return sites, [full.get(site.site, site) for site in shown]


def _chosen(sites: list[SiteStatus], names: list[str], folder: Path) -> list[SiteStatus]:
    if not names:
        return sites
    known = {site.site: site for site in sites}
    for name in names:
        if name not in known:
            raise UsageError(f"unknown site {name!r}: neither a site file nor an archive in {folder}")
    return [known[name] for name in dict.fromkeys(names)]


def _exit_code(sites: list[SiteStatus]) -> int:
    words = {site.health for site in sites if site.failing}
    return 4 if "blocked" in words else 3 if words else 0


def _lines(sites: list[SiteStatus], columns: int | None) -> list[str]:
    """A table as wide as it needs to be; on a terminal that is narrower, a short one with reasons below."""
    rows = [row for site in sites for row in _rows(site)]
    wide = _table(rows, _Wide())
    if columns is None or max(map(_width, wide)) <= columns:
        return wide
    return _table(rows, _Narrow(columns, rows))


class _Row(NamedTuple):
    """One line: of a site, or of one of its channels."""

    name: str
    last_visit: str | None
    newest: str | None
    weeks: tuple[int, ...]
    articles: int
    health: str | None
    reason: str | None


def _rows(site: SiteStatus) -> list[_Row]:
    name = f"{site.site} {printable(site.title)}" if site.title != site.site else site.site
    reasons = {channel.reason for channel in site.channels}
    # The reason stands beside the channel that gives it; one that all share is said once.
    shared = reasons.pop() if len(site.channels) > 1 and len(reasons) == 1 else None
    beside = any(channel.reason and channel.health == site.health for channel in site.channels)
    reason = shared or (None if beside else site.reason)
    return [_Row(name, site.last_visit, site.newest, site.weeks, site.articles, site.health, reason)] + [
        _Row(
            f"  {channel.key} {printable(channel.title)}", channel.last_visit, channel.newest, channel.weeks,
            channel.articles, channel.health, None if shared else channel.reason,
        )
        for channel in site.channels
    ]  # fmt: skip


class _Wide:
    """Everything of a site or channel on one line."""

    def heading(self) -> list[str]:
        zone = datetime.now().astimezone().isoformat()[-6:]
        return [
            say("site", "站点"), say(f"last visit {zone}", f"上次访问 {zone}"), say("newest post", "最新文章"),
            say("12 weeks", "十二周"), say("articles", "文章"), say("health", "状态"),
        ]  # fmt: skip

    def cells(self, row: _Row) -> list[str]:
        return [
            row.name, _local(row.last_visit, "%Y-%m-%d %H:%M"), row.newest or "", sparkline(row.weeks),
            str(row.articles), and_why(row.health, row.reason) if row.health else _never(),
        ]  # fmt: skip

    def below(self, row: _Row) -> list[str]:
        return []


class _Narrow(_Wide):
    """As many columns as the terminal has: names cut, times without their year, reasons on lines of their own."""

    def __init__(self, columns: int, rows: list[_Row]) -> None:
        self._columns, self._room = columns, columns
        cells = [self.heading(), *map(self.cells, rows)]
        others = sum(2 + max(_width(line[column]) for line in cells) for column in range(1, len(cells[0])))
        self._room = max(12, columns - others)

    def heading(self) -> list[str]:
        site, _, _, weeks, articles, health = super().heading()
        return [site, say("last visit", "上次访问"), say("newest", "最新"), weeks, articles, health]

    def cells(self, row: _Row) -> list[str]:
        name, _, newest, weeks, articles, _ = super().cells(row)
        word = health_word(row.health) if row.health else _never()
        return [_cut(name, self._room), _local(row.last_visit, "%m-%d %H:%M"), newest, weeks, articles, word]

    def below(self, row: _Row) -> list[str]:
        if not row.reason:
            return []
        from rich.console import Console
        from rich.text import Text

        text = Text(printable(reason_text(row.reason)))
        return [f"    {line.plain}" for line in text.wrap(Console(), self._columns - 4)]


def _table(rows: list[_Row], form: _Wide) -> list[str]:
    cells = [form.heading(), *(form.cells(row) for row in rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return lines[:1] + [line for row, first in zip(rows, lines[1:], strict=True) for line in (first, *form.below(row))]


def _never() -> str:
    return say("never visited", "从未访问")


def _local(moment: str | None, form: str) -> str:
    """A moment (UTC) in the time of this machine's user."""
    return datetime.fromisoformat(moment).astimezone().strftime(form) if moment else ""


def _cut(text: str, room: int) -> str:
    return text if _width(text) <= room else set_cell_size(text, room - 1).rstrip() + "…"


def _hints(sites: list[SiteStatus], *, quietly: bool) -> None:
    overdue = [site.site for site in sites if site.overdue]
    if overdue and not quietly:
        names = ", ".join(overdue[:5]) + (" …" if len(overdue) > 5 else "")
        typer.echo(
            say(
                f"{len(overdue)} sites are overdue by more than a day ({names}): is `fangzhi crawl --due` started?",
                f"{len(overdue)} 个站点逾期一天以上（{names}）：是否定时运行 `fangzhi crawl --due`？",
            ),
            err=True,
        )


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
