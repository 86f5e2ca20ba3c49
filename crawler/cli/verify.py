"""fangzhi verify: is everything still as it was written?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import track

from crawler.archive.ledger import Ledger
from crawler.archive.verify import Verification, verify_site
from crawler.cli.words import printable, say
from crawler.errors import UsageError
from crawler.project import find_root, output_folder

if TYPE_CHECKING:
    from crawler.archive.replay import Reading


def verify_command(names: list[str], output: Path | None, *, deep: bool, as_json: bool) -> int:
    """Run `fangzhi verify`."""
    folder = output_folder(find_root(), output)
    chosen = _archives(folder, names)
    console = Console(stderr=True)
    silent = as_json or not console.is_terminal
    checking = track(chosen, say("checking", "核对中"), console=console, transient=True, disable=silent)
    found = [_verify(path, deep) for path in checking]
    code = 6 if any(site.damage for site in found) else 0
    if as_json:
        typer.echo(
            json.dumps({"exit_code": code, "sites": [asdict(site) for site in found]}, ensure_ascii=False, indent=1)
        )
    else:
        _print(found)
    return code


def _verify(path: Path, deep: bool) -> Verification:
    found = verify_site(path)
    if deep and not any(damage.file == "ledger.sqlite" for damage in found.damage):
        from crawler.archive.deep import verify_deep

        verify_deep(path, _reading(path), found)
    return found


def _reading(path: Path) -> Reading:
    """The site file's own reading; the generic one when its file is gone."""
    from crawler.loader import load_sites
    from crawler.project import site_names
    from crawler.spider import SiteSpider

    root, name = find_root(), path.name
    spider = load_sites(root, [name])[name] if name in site_names(root) else None
    if not (isinstance(spider, type) and issubclass(spider, SiteSpider)):
        spider = type("Unknown", (SiteSpider,), {"name": name, "title": _title(path)})
    return SimpleNamespace(site=spider.describe(), read_page=spider.read_page, read_list=spider.read_list)


def _title(path: Path) -> str:
    ledger = Ledger(path / "ledger.sqlite", read_only=True)
    try:
        return ledger.meta("site_title") or path.name
    finally:
        ledger.close()


def _archives(folder: Path, names: list[str]) -> list[Path]:
    known = sorted(path.parent for path in folder.glob("*/ledger.sqlite"))
    if not names:
        if not known:
            raise UsageError(f"{folder}: no archives here; `fangzhi crawl` or `fangzhi demo` makes some")
        return known
    by_name = {path.name: path for path in known}
    for name in names:
        if name not in by_name:
            raise UsageError(f"{folder}: no archive of {name!r}; there are {', '.join(by_name) or 'none'}")
    return [by_name[name] for name in names]


def _print(found: list[Verification]) -> None:
    for site in found:
        verdict = (
            say("sound", "完好")
            if not site.damage
            else say(f"{len(site.damage)} damaged", f"{len(site.damage)} 处损坏")
        )
        counts = say(
            f"{site.records} records, {site.responses} archived responses, {site.files} files",
            f"{site.records} 条记录，{site.responses} 个存档响应，{site.files} 个文件",
        )
        if site.reread or site.other_readers:
            counts += say(f", {site.reread} read again", f"，重读 {site.reread} 条")
        if site.other_readers:
            counts += say(
                f", {site.other_readers} by other reading rules", f"，另有 {site.other_readers} 条为其他规则所读"
            )
        typer.echo(f"{site.site}: {counts}: {verdict}")
        for why, count in site.unverified.items():
            typer.echo(
                printable(
                    say(
                        f"  {count} responses whose certificate was not verified: {why}",
                        f"  {count} 个响应未验证证书：{why}",
                    )
                )
            )
        for damage in site.damage:
            typer.echo(printable(f"  {damage.file}, {damage.place}: {damage.detail}"))
