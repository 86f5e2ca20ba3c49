"""fangzhi schedule: ready units for cron and systemd, with absolute paths."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import typer

from crawler.cli.words import say
from crawler.errors import UsageError
from crawler.project import find_root, output_folder

#: What a unit must be told, because it starts without the user's environment. Never FANGZHI_NOTIFY: it holds secrets.
_PASSED_ON = ("FANGZHI_CONTACT", "FANGZHI_LANG", "http_proxy", "https_proxy", "no_proxy")


def schedule_command(output: Path | None, *, cron: bool, systemd: bool, as_json: bool) -> int:
    """Run `fangzhi schedule`."""
    if cron == systemd:
        raise UsageError("say either --cron or --systemd")
    root = find_root()
    folder = output_folder(root, output)
    units = {"crontab": crontab(root, folder)} if cron else systemd_units(root, folder)
    if as_json:
        typer.echo(json.dumps(units, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(units.values()), nl=False)
    return 0


def program() -> Path:
    """The fangzhi that belongs to this Python."""
    return Path(sys.executable).with_name("fangzhi")


def environment(root: Path, output: Path) -> dict[str, str]:
    """What a unit sets."""
    given = {name: os.environ[name] for name in _PASSED_ON if os.environ.get(name)}
    for name, value in given.items():
        if "\n" in value or "\r" in value:
            raise UsageError(f"{name} has a line break in it")
    return {"FANGZHI_HOME": str(root), "FANGZHI_OUTPUT": str(output), **given}


def crontab(root: Path, output: Path) -> str:
    """Lines for `crontab -e`. A % means a new line to cron and is escaped."""
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment(root, output).items())
    fangzhi = shlex.quote(str(program()))
    log = shlex.quote(str(output / "due.log"))

    def line(when: str, command: str) -> str:
        return f"{when} {command}".replace("%", "\\%")

    return "\n".join(
        [
            say("# fangzhi: put these lines into `crontab -e`.", "# fangzhi：把以下各行放进 `crontab -e`。"),
            say("# Every minute: visit what is due.", "# 每分钟：访问到期的栏目。"),
            line("* * * * *", f"{settings} {fangzhi} crawl --due >> {log} 2>&1"),
            say("# Every morning: a mail if a site fails.", "# 每天早晨：若有站点异常则发邮件。"),
            line("30 7 * * *", f"{settings} {fangzhi} status --failing"),
            say("# To publish feeds, take the # away: every ten minutes.", "# 要发布订阅源，去掉行首的 #：每十分钟。"),
            "# " + line("*/10 * * * *", f"{settings} {fangzhi} feed > /dev/null"),
            "",
        ]
    )


def systemd_units(root: Path, output: Path) -> dict[str, str]:
    """User units by file name; each begins with a comment that says where it goes."""
    where = "# ~/.config/systemd/user/"
    settings = "\n".join(
        f"Environment={_quoted(f'{name}={value}')}" for name, value in environment(root, output).items()
    )
    service = f"""{where}fangzhi.service
[Unit]
Description=fangzhi: visit the sites that are due
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
{settings}
# Secrets (FANGZHI_NOTIFY=…) stand in a file that only you can read.
EnvironmentFile=-%h/.config/fangzhi/environment
WorkingDirectory={_escaped(str(root))}
ExecStart={_quoted(str(program()))} crawl --due
# A site that fails is no failed unit: `fangzhi status --failing` tells of it.
SuccessExitStatus=3 4 75 130
TimeoutStopSec=120
Nice=10
"""
    timer = f"""{where}fangzhi.timer
[Unit]
Description=fangzhi: every minute

[Timer]
OnCalendar=minutely
AccuracySec=30s

[Install]
WantedBy=timers.target
# systemctl --user daemon-reload; systemctl --user enable --now fangzhi.timer; loginctl enable-linger
"""
    return {"fangzhi.service": service, "fangzhi.timer": timer}


def _quoted(text: str) -> str:
    """A word for a systemd unit: quoted, specifiers doubled."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


def _escaped(path: str) -> str:
    """A path for WorkingDirectory=, which takes the whole line and knows specifiers only."""
    return path.replace("%", "%%")
