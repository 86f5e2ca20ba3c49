"""Forty hostile pages through the real crawl: the memory it takes, and the longest time nothing else could happen.

    .venv/bin/python benchmarks/hostile.py

Bombs, endless bodies, huge lists, deep nesting, huge attributes, redirect and pager traps of the fault table, each on
its own site, four sites at a time. Prints peak RSS (goal: 300 MB), the longest stall of the event loop (2 s) and the
faults without a typed outcome (0). Exit code 1 when memory or an outcome is beyond its goal; stalls depend on what
else the machine does and are only printed.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.faults import names, pages, places, wire
from tests.faults.names import LOCAL
from tests.faults.server import LIST, FaultServer
from tests.faults.table import Fault
from tests.faults.test_outcomes import site_name
from tests.sites import Home

MOST_MEGABYTES = 300
_TRAPS = (
    "bomb", "endless", "huge", "nesting", "nested", "links", "attributes", "spaces", "laughs", "entity", "megabyte",
    "ladder", "loop", "without end", "ratio", "for ever", "10 000", "200 KB", "20 KB", "codings", "regular expression",
)  # fmt: skip


def main() -> int:
    """Crawl the hostile sites in a process of its own; print what it took."""
    table = [f for f in (*wire.FAULTS, *pages.FAULTS, *places.FAULTS) if any(trap in f.name for trap in _TRAPS)]
    with tempfile.TemporaryDirectory() as folder:
        home, taken = Home.make(Path(folder) / "home"), Path(folder) / "taken.json"
        with FaultServer({fault.host: fault.replica() for fault in table}) as server:
            for fault in table:
                home.site_file(site_name(fault), server.base(fault.host), {"news": LIST})
            allowed = ",".join(fault.host + LOCAL for fault in table)
            started = time.monotonic()
            home.run(
                str(Path(__file__)), "--crawl", str(taken), "crawl", "--jobs", "4",
                "-s", f"ALLOW_PRIVATE_HOSTS={allowed}",
                *("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_WAIT=0", "-s", "HOST_PAUSE=0"), command=sys.executable,
                timeout=300, PYTHONPATH=str(ROOT),
            )  # fmt: skip
            seconds = time.monotonic() - started
        found = json.loads(taken.read_text())
        untyped = [fault.name for fault in table if not typed(home, fault)]
    print(json.dumps({"pages": len(table), "seconds": round(seconds, 1), **found, "untyped": untyped}))
    return 1 if untyped or found["peak_megabytes"] > MOST_MEGABYTES else 0


def typed(home: Home, fault: Fault) -> bool:
    """Whether the site's report says what the table wants."""
    report = home.report(site_name(fault))
    kinds = {problem["kind"] for problem in report["problems"]} or {""}
    return bool(kinds & set(fault.kinds.split("|"))) and not report["internal_error"]


def crawl(taken: Path) -> None:
    """The crawl, with a pulse beside it."""
    from crawler.cli import crawl as command

    whole, longest = command._crawl_all, [0.0]

    async def watched(*arguments: Any) -> None:
        pulse = asyncio.create_task(beat(longest))
        await whole(*arguments)
        pulse.cancel()

    command._crawl_all = watched
    socket.getaddrinfo = names.resolve
    try:
        names.run()
    finally:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if os.uname().sysname == "Linux" else 1 << 20)
        taken.write_text(json.dumps({"peak_megabytes": round(peak), "longest_stall_seconds": round(longest[0], 2)}))


async def beat(longest: list[float]) -> None:
    """Note the longest time between two beats."""
    last = time.monotonic()
    while True:
        await asyncio.sleep(0.02)
        now = time.monotonic()
        longest[0], last = max(longest[0], now - last), now


if __name__ == "__main__":
    if sys.argv[1:2] == ["--crawl"]:
        report = Path(sys.argv[2])
        sys.argv[1:] = sys.argv[3:]
        crawl(report)
    sys.exit(main())
