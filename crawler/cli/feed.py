"""fangzhi feed: Atom and JSON Feed of the newest posts."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from crawler.cli.words import printable
from crawler.errors import UsageError
from crawler.monitor.feeds import write_feeds
from crawler.project import find_root, output_folder


def feed_command(output: Path | None, out: Path | None, site: str | None, base: str | None, *, as_json: bool) -> int:
    """Run `fangzhi feed`."""
    archives = output_folder(find_root(), output)
    folder = out.expanduser().resolve() if out else archives / "feeds"
    feeds = write_feeds(archives, folder, site=site, base=_folder_address(base))
    if as_json:
        facts = [{"feed": feed.name, "posts": len(feed.posts), "updated": feed.updated} for feed in feeds]
        typer.echo(json.dumps({"exit_code": 0, "folder": str(folder), "feeds": facts}, ensure_ascii=False, indent=1))
        return 0
    for feed in feeds:
        typer.echo(printable(f"{feed.name}.atom  {feed.name}.json  {feed.title}: {len(feed.posts)}"))
    typer.echo(printable(str(folder)))
    return 0


def _folder_address(base: str | None) -> str:
    if base is None:
        return ""
    if not base.startswith(("http://", "https://")):
        raise UsageError(f"--base-url: found {base!r}, expected the http(s) address the feeds folder is published at")
    return base.rstrip("/") + "/"
