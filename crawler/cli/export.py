"""fangzhi export: a dataset release."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from crawler.cli.words import printable, say
from crawler.export.release import Release, make_release
from crawler.export.selection import Wanted
from crawler.project import find_root, output_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asks for."""

    format: str
    wanted: Wanted
    output: Path | None
    out: Path | None
    as_json: bool


def export_command(options: Options) -> int:
    """Run `fangzhi export`."""
    # A stopped export leaves nothing behind and says 130, like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    output = output_folder(find_root(), options.output)
    out = options.out.expanduser().resolve() if options.out else None
    console = Console(stderr=True, quiet=options.as_json or not sys.stderr.isatty())  # rich prints a bare newline there
    with console.status(say("exporting", "导出中")):
        release = make_release(output, options.format, options.wanted, out)
    if options.as_json:
        typer.echo(json.dumps(_facts(release), ensure_ascii=False, indent=1))
    else:
        _print(release)
    return 0


def _facts(release: Release) -> dict[str, Any]:
    return {
        "exit_code": 0,
        "folder": str(release.folder),
        "file": release.file,
        "rows": release.census.rows,
        "bytes": release.size_bytes,
        "sha256": release.sha256,
        "sites": {site.site: site.rows for site in release.census.sites.values()},
    }


def _print(release: Release) -> None:
    for site in release.census.sites.values():
        period = f"{site.first_day} – {site.last_day}" if site.first_day else "–"
        typer.echo(printable(f"{site.site} {site.title}: {site.rows:,}  {period}"))
    rows, sites = release.census.rows, len(release.census.sites)
    typer.echo(say(f"{rows:,} articles of {sites} sites", f"{sites} 个站点，{rows:,} 篇文章"))
    typer.echo(printable(str(release.folder / release.file)))
    typer.echo(say("beside it: README.md (the card), datapackage.json", "同目录：README.md（说明）、datapackage.json"))
