"""fangzhi sites: what is known of each site, and what is only assumed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from crawler.archive.frontier import Frontier
from crawler.archive.ledger import Ledger
from crawler.cli.words import printable, say
from crawler.errors import SiteFileError, StorageError
from crawler.loader import load_sites
from crawler.project import find_root, output_folder
from crawler.site import Site


def sites_command(names: list[str], output: Path | None, *, as_json: bool) -> int:
    """Run `fangzhi sites`."""
    root = find_root()
    folder = output_folder(root, output)
    rows, wrong = [], []
    for name, spider in load_sites(root, names).items():
        if isinstance(spider, SiteFileError):
            wrong.append(spider)
        else:
            rows.append(_facts(spider.describe(), folder / name))
    if as_json:
        errors = [str(error) for error in wrong]
        typer.echo(json.dumps({"sites": rows, "errors": errors}, ensure_ascii=False, indent=1))
    else:
        _print(rows)
    for error in wrong:
        typer.echo(f"fangzhi: {printable(str(error))}", err=True)
    return 2 if wrong else 0


def _facts(site: Site, folder: Path) -> dict[str, Any]:
    remembered = _remembered(folder)
    channels = []
    for channel in site.channels:
        seen = remembered.get(channel.key, {})
        channels.append(
            {
                "key": channel.key,
                "title": channel.title,
                "url": channel.url or seen.get("url"),
                "found_by": "site file" if channel.url else "name on the home page",
                "platform": site.platform or seen.get("platform"),
                "last_visit": seen.get("visited_at"),
                "assumed": channel.assumed,
            }
        )
    return {
        "site": site.name,
        "title": site.title,
        "home": site.home,
        "platform": site.platform or next((c["platform"] for c in channels if c["platform"]), None),
        "channels": channels,
        "assumed": _assumed(site),
        "unverified_hosts": sorted(site.unverified_hosts),
        "last_visit": max((c["last_visit"] for c in channels if c["last_visit"]), default=None),
    }


def _assumed(site: Site) -> list[str]:
    parts = ["site"] if site.assumed else []
    parts += [f"channel {channel.key}" for channel in site.channels if channel.assumed]
    parts += ["listing"] if site.listing.assumed else []
    parts += [f"article layout {number}" for number, layout in enumerate(site.articles, 1) if layout.assumed]
    return parts


def _remembered(folder: Path) -> dict[str, dict[str, Any]]:
    if not (folder / "ledger.sqlite").is_file():
        return {}
    try:
        ledger = Ledger(folder / "ledger.sqlite", read_only=True)
        try:
            return {row["key"]: row for row in Frontier(ledger).channels()}
        finally:
            ledger.close()
    except StorageError:
        return {}


def _print(rows: list[dict[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (
        say("site", "站点"), say("title", "名称"), say("platform", "平台"), say("channels", "栏目"),
        say("last visit", "上次访问"), say("assumed", "推测"),
    ):  # fmt: skip
        table.add_column(title)
    for row in rows:
        table.add_row(
            row["site"],
            printable(row["title"]),
            row["platform"] or "",
            "  ".join(f"{channel['key']} {printable(channel['title'])}" for channel in row["channels"]),
            row["last_visit"] or say("never", "从未"),
            ", ".join(row["assumed"]),
        )
    Console(highlight=False, markup=False).print(table)
    for row in rows:
        for host in row["unverified_hosts"]:
            typer.echo(say(f"{row['site']}: {host}: certificate not verified", f"{row['site']}：{host}：不验证证书"))
