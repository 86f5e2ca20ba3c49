"""fangzhi doctor: is everything in place for crawling?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typer

from crawler.cli.checkup import Finding, check_home
from crawler.cli.words import printable, say
from crawler.project import check_names, find_root, output_folder

_SIGN = {"ok": "✓", "note": "·", "bad": "✗"}


def doctor_command(
    names: list[str], output: Path | None, *, network: bool, settings: tuple[str, ...], as_json: bool
) -> int:
    """Run `fangzhi doctor`. Sites are asked only when named, or with --network."""
    root = find_root()
    sites = check_names(root, names) if names or network else []
    findings = check_home(root, output_folder(root, output), look_up=bool(sites))
    if sites:
        # Scrapy is needed only here.
        from crawler.cli.reach import reach_sites

        findings += reach_sites(root, sites, settings)
    code = 3 if any(finding.verdict == "bad" for finding in findings) else 0
    if as_json:
        rows = [asdict(finding) for finding in findings]
        typer.echo(json.dumps({"exit_code": code, "findings": rows}, ensure_ascii=False, indent=1))
    else:
        _print(findings)
    return code


def _print(findings: list[Finding]) -> None:
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        typer.echo(printable(f"{_SIGN[finding.verdict]} {finding.what:<{width}}  {finding.detail}"))
        if finding.advice:
            typer.echo(printable(f"  {'':<{width}}  → {finding.advice}"))
    bad = sum(finding.verdict == "bad" for finding in findings)
    typer.echo(
        say(f"{bad} of {len(findings)} checks failed", f"{len(findings)} 项检查，{bad} 项不通过")
        if bad
        else say(f"{len(findings)} checks, all well", f"{len(findings)} 项检查，一切正常")
    )
