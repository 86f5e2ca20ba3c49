"""Every row of the fault table: real sockets, one site a fault, all in two crawls: with the faults, then healed."""

from __future__ import annotations

import fcntl
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults import pages, places, wire
from tests.faults.names import LOCAL
from tests.faults.server import LIST, SPOILT_PATH, FaultServer
from tests.faults.table import Fault
from tests.sites import Ended, Home

TABLE = [*wire.FAULTS, *pages.FAULTS, *places.FAULTS]
EXIT_OF_HEALTH = {"ok": 0, "quiet": 0, "degraded": 3, "broken": 3, "unreachable": 3, "blocked": 4}
SETTINGS = {
    "ALLOW_PRIVATE_HOSTS": ",".join(fault.host + LOCAL for fault in TABLE),
    "DOWNLOAD_DELAY": 0, "RETRY_WAIT": 0, "HOST_PAUSE": 0, "RETRY_TIMES": 1, "DOWNLOAD_TIMEOUT": 6,
    "FILE_TIMEOUT": 6, "RATE_WINDOW": 1.5,
    "LONGEST_HOST_WAIT": 1.5, "MAX_PAGE_BYTES": 2 << 20, "MAX_LIST_PAGES": 12,
}  # fmt: skip


def crawl(home: Home, *more: str) -> Ended:
    settings = [part for name, value in SETTINGS.items() for part in ("-s", f"{name}={value}")]
    return home.run(
        "-m", "tests.faults.names", "crawl", "--jobs", "40", *settings, *more, command=sys.executable, timeout=180,
        PYTHONPATH=str(Path(__file__).parents[2]),
    )  # fmt: skip


def both_runs(root: Path) -> dict[str, Any]:
    """Crawl all sites twice; what was found, by the fault's host."""
    home = Home.make(root / "home")
    with FaultServer({fault.host: fault.replica() for fault in TABLE}) as server:
        for fault in TABLE:
            home.site_file(site_name(fault), server.base(fault.host), {"news": None if fault.place == "home" else LIST})
        first = crawl(home)
        found = {fault.host: outcome(home, fault, server) for fault in TABLE}
        server.healed = True
        for counter in server.asked.values():
            counter.clear()
        second = crawl(home, *(site_name(fault) for fault in TABLE if fault.again or not fault.stored))
        for fault in TABLE:
            found[fault.host]["next"] = outcome(home, fault, server)
    return {"sites": found, "codes": [first.code, second.code], "err": first.err[-2000:]}


def site_name(fault: Fault) -> str:
    return "f_" + fault.host.replace("-", "_")


def outcome(home: Home, fault: Fault, server: FaultServer) -> dict[str, Any]:
    folder = home.output / site_name(fault)
    report = json.loads((folder / "report.json").read_text()) if (folder / "report.json").exists() else None
    asked = {path.partition("?")[0]: count for path, count in server.asked[fault.host].items()}
    records = [record["url"].partition(LOCAL)[2].partition("/")[2] for record in home.records(site_name(fault))]
    return {"report": report, "asked": asked, "records": records}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Both runs, made once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen"):
        shared = shared.parent
    path = shared / "faults.json"
    with (shared / "faults.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            path.write_text(json.dumps(both_runs(shared)))
    return json.loads(path.read_text())


def test_the_table_has_no_two_faults_of_one_name() -> None:
    assert len({fault.host for fault in TABLE}) == len(TABLE) >= 150


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.name)
def test_the_outcome_is_the_promised_one(results: dict[str, Any], fault: Fault) -> None:
    found = results["sites"][fault.host]
    report = found["report"]
    assert report is not None, results["err"]
    assert report["internal_error"] is None and report["storage_error"] is None
    kinds = {p["kind"] for p in report["problems"] if fault.elsewhere or p["url"].endswith(fault.path)}
    assert kinds & set(fault.kinds.split("|")) or (not kinds and "" in fault.kinds.split("|")), report["problems"]
    assert fault.says in " ".join(problem["detail"] for problem in report["problems"])
    assert report["health"] in fault.health.split("|"), report["reason"]
    assert report["exit_code"] == EXIT_OF_HEALTH[report["health"]]
    assert report["exit_code"] == fault.code or "|" in fault.health
    assert report["counts"]["problems"] == sum(report["problem_counts"].values()) >= len(report["problems"])
    stored = SPOILT_PATH.lstrip("/") in found["records"]
    assert fault.stored or not stored


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.name)
def test_the_next_run_asks_again_for_what_may_come_back(results: dict[str, Any], fault: Fault) -> None:
    found, after = results["sites"][fault.host], results["sites"][fault.host]["next"]
    stored = SPOILT_PATH.lstrip("/") in found["records"]
    if fault.place == "article" and not fault.elsewhere:
        assert (SPOILT_PATH in after["asked"]) == (fault.again and not stored)
    if fault.again:
        assert SPOILT_PATH.lstrip("/") in after["records"]
    assert len(after["records"]) == len(set(after["records"]))
    assert after["records"][: len(found["records"])] == found["records"], "nothing is rewritten"


def test_a_host_without_an_address_is_unreachable_and_stalls_nobody(home: Home) -> None:
    """Beside a host that hangs: the healthy site has everything, each of the others its own reason."""
    hanging = {fault.host: fault.replica() for fault in TABLE if fault.name == "list hang"}
    healthy = {fault.host: fault.replica() for fault in TABLE if fault.name == "identity"}
    with FaultServer(hanging | healthy) as server:
        for host in (*hanging, *healthy):
            home.site_file(f"f_{host.replace('-', '_')}", server.base(host), {"news": LIST})
        home.site_file("void", "http://www.void.test", {"news": LIST})
        assert crawl(home).code == 3
    assert set(home.report("void")["problem_counts"]) == {"dns"}
    assert home.report("void")["health"] == home.report("f_list_hang")["health"] == "unreachable"
    assert home.report("f_identity")["health"] == "ok" and len(home.records("f_identity")) == 3
