"""What must hold for crawling, apart from the sites: installation, clock, disk, names, certificates, ledgers."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import ssl
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from crawler import __version__
from crawler.archive.ledger import Ledger
from crawler.cli.words import say
from crawler.errors import StorageError

SANE_YEARS = (2024, 2100)
LITTLE_BYTES = 1 << 30
NO_BYTES = 100 << 20
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;\s*(.+))?")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. verdict: ok, note (good to know) or bad; `advice` says what to do."""

    what: str
    verdict: Literal["ok", "note", "bad"]
    detail: str
    advice: str | None = None


def check_home(root: Path, output: Path, *, look_up: bool) -> list[Finding]:
    """All checks that ask no site. `look_up`: names are looked up too."""
    findings = [
        check_python(), check_pins(root / "requirements" / "run.txt"), check_clock(output, time.time()),
        check_writable(output), check_space(output), check_trust(), check_contact(), check_proxies(),
        *check_ledgers(output),
    ]  # fmt: skip
    return [*findings, check_names_resolve()] if look_up else findings


def check_python() -> Finding:
    """The interpreter and fangzhi itself."""
    detail = f"fangzhi {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    return Finding("python", "ok", detail)


def check_pins(path: Path) -> Finding:
    """Whether the installed libraries are the pinned ones."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return Finding("libraries", "note", say(f"{path}: no pins here", f"{path}：没有版本清单"))
    pins = [found.groups() for line in lines if (found := _PIN.fullmatch(line.strip()))]
    # Pins with a condition (another Python, Windows) may rightly be absent.
    wrong = [
        f"{name} {_installed(name) or '—'} ≠ {pin}" for name, pin, when in pins if not when and _installed(name) != pin
    ]
    if not wrong:
        return Finding("libraries", "ok", say(f"{len(pins)} as pinned", f"{len(pins)} 个库与清单一致"))
    verdict: Literal["note", "bad"] = "bad" if any("—" in line for line in wrong) else "note"
    return Finding(
        "libraries",
        verdict,
        ", ".join(wrong[:5]),
        say("make demo installs the pinned ones", "make demo 会安装清单版本"),
    )


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def check_clock(output: Path, now: float) -> Finding:
    """A sane year, and no archive from the future."""
    detail = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    if not SANE_YEARS[0] <= time.gmtime(now).tm_year < SANE_YEARS[1]:
        return Finding("clock", "bad", detail, say("set the clock; records carry it", "请校准时钟，记录会带上时间"))
    newest = max((path.stat().st_mtime for path in output.glob("*/articles.jsonl")), default=0.0)
    if newest > now + 300:
        then = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(newest))
        advice = say("the clock was set back, or was wrong then", "时钟被回拨，或当时不准")
        return Finding(
            "clock",
            "bad",
            say(f"{detail}, but records were written at {then}", f"{detail}，但有记录写于 {then}"),
            advice,
        )
    return Finding("clock", "ok", detail)


def check_writable(output: Path) -> Finding:
    """Whether the output folder takes a file, durably."""
    probe = output / f".doctor-{os.getpid()}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        with probe.open("wb") as file:
            file.write(b"fangzhi")
            os.fsync(file.fileno())
        probe.unlink()
    except OSError as error:
        return Finding(
            "output", "bad", f"{output}: {error.strerror}", say("choose another with --output", "用 --output 另选目录")
        )
    return Finding("output", "ok", str(output))


def check_space(output: Path) -> Finding:
    """Room on the output folder's disk."""
    place = next(folder for folder in (output, *output.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    detail = say(f"{free / (1 << 30):.1f} GiB free", f"剩余 {free / (1 << 30):.1f} GiB")
    if free < LITTLE_BYTES:
        advice = say(
            "a crawl stops with exit code 5 when the disk is full; nothing is lost",
            "磁盘写满时抓取以退出码 5 停止，已存内容不丢",
        )
        return Finding("disk", "bad" if free < NO_BYTES else "note", detail, advice)
    return Finding("disk", "ok", detail)


def check_trust() -> Finding:
    """Whether certificates can be verified."""
    known = len(ssl.create_default_context().get_ca_certs())
    paths = ssl.get_default_verify_paths()
    if not known and not (paths.capath and any(Path(paths.capath).glob("*"))):
        return Finding(
            "certificates",
            "bad",
            say("no authorities known", "没有受信任的证书机构"),
            say("install ca-certificates", "请安装 ca-certificates"),
        )
    return Finding("certificates", "ok", say(f"{known} authorities", f"{known} 个证书机构"))


def check_contact() -> Finding:
    """Whether sites can reach the operator."""
    contact = os.environ.get("FANGZHI_CONTACT")
    if not contact:
        return Finding(
            "contact",
            "note",
            say("FANGZHI_CONTACT is not set", "未设置 FANGZHI_CONTACT"),
            say("a mail address or URL, so that sites can reach you", "邮箱或网址，便于网站联系您"),
        )
    return Finding("contact", "ok", contact)


def check_proxies() -> Finding:
    """Proxies of the environment, without their passwords."""
    from urllib.request import getproxies

    named = sorted({urlsplit(proxy).hostname or "?" for name, proxy in getproxies().items() if name != "no"})
    return Finding("proxy", "ok", ", ".join(named) or say("none", "无"))


def check_names_resolve() -> Finding:
    """Whether names are looked up at all, and a name that cannot exist is not answered."""
    try:
        socket.getaddrinfo("fangzhi-doctor.invalid", 80)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            return Finding(
                "names",
                "bad",
                say("the resolver does not answer", "域名解析无应答"),
                say("check the network", "请检查网络"),
            )
        return Finding("names", "ok", say("the resolver answers", "域名解析正常"))
    advice = say("addresses of sites may be false", "站点地址可能不真实")
    return Finding("names", "note", say("the resolver invents answers", "域名解析会伪造应答"), advice)


def check_ledgers(output: Path) -> list[Finding]:
    """SQLite's own verdict on every ledger."""
    damaged = []
    paths = sorted(output.glob("*/ledger.sqlite"))
    for path in paths:
        try:
            ledger = Ledger(path, read_only=True)
            try:
                found = ledger.integrity()
            finally:
                ledger.close()
        except StorageError as error:
            found = [str(error)]
        if found:
            advice = f"fangzhi verify {path.parent.name}"
            damaged.append(Finding("ledger", "bad", f"{path}: {found[0].splitlines()[0]}", advice))
    if damaged or not paths:
        return damaged
    return [Finding("ledgers", "ok", say(f"{len(paths)} sound", f"{len(paths)} 个完好"))]
