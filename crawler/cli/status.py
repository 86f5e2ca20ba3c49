"""fangzhi status: how every site is, and why. Reads output/index.sqlite; imports neither Scrapy nor site files."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from pathlib import Path

import typer

from crawler.cli.words import health_word, printable, say
from crawler.errors import UsageError
from crawler.monitor.index import Index, site_files, with_index
from crawler.monitor.status import ChannelStatus, SiteStatus, sparkline, statuses, with_channels
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
        typer.echo("\n".join(_lines(shown)))
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


def _lines(sites: list[SiteStatus]) -> list[str]:
    rows = [_heading()]
    for site in sites:
        rows += [_site_row(site), *(_channel_row(channel) for channel in site.channels)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _heading() -> list[str]:
    return [
        say("site", "站点"), say("last visit", "上次访问"), say("newest post", "最新文章"),
        say("12 weeks", "十二周"), say("articles", "文章"), say("health", "状态"),
    ]  # fmt: skip


def _site_row(site: SiteStatus) -> list[str]:
    word = health_word(site.health) if site.health else say("never visited", "从未访问")
    # The reason stands beside the channel that gives it.
    beside = any(channel.reason and channel.health == site.health for channel in site.channels)
    reason = f": {printable(site.reason)}" if site.reason and not beside else ""
    name = f"{site.site} {printable(site.title)}" if site.title != site.site else site.site
    return [
        name, _short(site.last_visit), site.newest or "", sparkline(site.weeks), str(site.articles), word + reason,
    ]  # fmt: skip


def _channel_row(channel: ChannelStatus) -> list[str]:
    word = health_word(channel.health) if channel.health else say("never visited", "从未访问")
    reason = f": {printable(channel.reason)}" if channel.reason else ""
    return [
        f"  {channel.key} {printable(channel.title)}", _short(channel.last_visit), channel.newest or "",
        sparkline(channel.weeks), str(channel.articles), word + reason,
    ]  # fmt: skip


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


def _short(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else ""


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
