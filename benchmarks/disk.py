"""A disk that fails: ENOSPC, EIO and short writes at the first 200 writes, fsyncs and commits of a crawl.

    .venv/bin/python benchmarks/disk.py --failures 200

Each trial crawls a local replica of 40 articles on a disk that fails from the n-th call on, then again on a sound
one. Counted: false "seen" (the ledger promises what is not there), torn lines, runs that did not exit 5, hangs over
10 seconds, and recoveries whose records are not those of an undisturbed run. Exit code 1 when any is not 0.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.kill import faults, records, replica
from crawler.archive.verify import verify_site
from tests.faults.disk import CALLS
from tests.sites import FAST, Home, LocalSite

KINDS = ("ENOSPC", "EIO", "short")
LONGEST_SECONDS = 10.0
OFTEN = ("-s", "COMMIT_SECONDS=0.01")  # more commits than a crawl makes, so that more of them can fail


def main() -> int:
    """Run the trials and print what went wrong."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--failures", type=int, default=60)
    counts = trials(arguments.parse_args().failures)
    print(json.dumps(dict(counts)))
    return 1 if set(counts) - {"trials"} else 0


def plan(failures: int, made: dict[str, int]) -> Iterable[str]:
    """KIND:CALL:N, spread evenly over the calls that an undisturbed run makes."""
    ways = [(kind, call) for call in CALLS for kind in KINDS if kind != "short" or call == "write"]
    for number, (kind, call) in zip(range(failures), itertools.cycle(ways), strict=False):
        share = number // len(ways) / max(1, -(-failures // len(ways)))
        last = min(made[call], 200) - (call == "commit")  # the last commit is output/index.sqlite's: derived
        yield f"{kind}:{call}:{1 + int(share * last)}"


def trials(failures: int) -> Counter[str]:
    """The trials: counts of each kind of fault."""
    counts: Counter[str] = Counter()
    with LocalSite() as site, tempfile.TemporaryDirectory() as folder:
        home = replica(site, Path(folder))
        counted = Path(folder) / "counts.json"
        crawl(home, COUNT=str(counted))
        wanted = records(home)
        made = json.loads(counted.read_text())
        print(f"an undisturbed run makes {made}", flush=True)
        for failure in plan(failures, made):
            shutil.rmtree(home.output)
            found = trial(home, failure, wanted)
            if found:
                print(f"{failure}: {dict(found)}", flush=True)
            counts += found + Counter(trials=1)
    return counts


def trial(home: Home, failure: str, wanted: dict[str, Any]) -> Counter[str]:
    """One crawl that fails and one that recovers; what was found wrong."""
    found: Counter[str] = Counter()
    started = time.monotonic()
    try:
        code = crawl(home, FAIL=failure)
    except subprocess.TimeoutExpired:
        return Counter(hangs=1)
    found["hangs"] += time.monotonic() - started > LONGEST_SECONDS
    found["wrong_exit"] += code != 5
    found += promised_in_vain(home)
    found["no_recovery"] += crawl(home) != 0
    return found + Counter({f"afterwards_{name}": count for name, count in faults(home, wanted).items()})


def promised_in_vain(home: Home) -> Counter[str]:
    """What the ledger promises and the disk does not hold, right after the failure."""
    folder = home.output / "kjj"
    if not (folder / "ledger.sqlite").exists() or not (folder / "ledger.sqlite").stat().st_size:
        return Counter()
    try:
        damage = verify_site(folder).damage
    except Exception as error:  # a ledger that never came to be
        return Counter() if "no such table" in str(error) else Counter(unreadable=1)
    return +Counter(false_seen=sum("no such table" not in each.detail for each in damage))


def crawl(home: Home, **environment: str) -> int:
    """The crawl on the disk that `environment` describes; its exit code."""
    ended = home.run(
        "-m", "tests.faults.disk", "crawl", "kjj", *FAST, *OFTEN, command=sys.executable, timeout=4 * LONGEST_SECONDS,
        PYTHONPATH=str(ROOT), **environment,
    )  # fmt: skip
    return ended.code


if __name__ == "__main__":
    sys.exit(main())
