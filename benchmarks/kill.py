"""Seeded kills: a crawl is killed at a random moment, sometimes again while it recovers, then run to its end.

    .venv/bin/python benchmarks/kill.py --seeds 0:100

Each seed is one trial against a local replica of 40 articles in two channels: SIGKILL to the whole process group
(three trials in four), or one or two SIGINTs. Afterwards the records must be those of an undisturbed run, verify
must find the archive sound, and nothing may count as seen that is not there. Ranges of seeds can be run apart and
their counts added. Exit code 1 when anything was lost, doubled, torn, different or damaged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.archive.frontier import Frontier
from crawler.archive.ledger import Ledger
from crawler.archive.verify import verify_site
from tests.sites import FAST, Home, LocalSite, News, Page, html, post_page, post_path

ARTICLES = 40
VOLATILE = ("first_seen", "fetched_at")
MAX_KILLS_IN_A_ROW = 3


def main() -> int:
    """Run the trials and print what was lost."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", default="0:30", help="FIRST:END, a range of seeds")
    first, end = (int(number) for number in arguments.parse_args().seeds.split(":"))
    counts = trials(range(first, end), show=True)
    print(json.dumps(dict(counts)))
    return 1 if any(counts[fault] for fault in ("lost", "doubled", "torn", "differing", "damaged", "false_seen")) else 0


def trials(seeds: range, *, show: bool = False) -> Counter[str]:
    """The trials of a range of seeds: counts of kills and of each kind of fault."""
    counts: Counter[str] = Counter()
    with LocalSite() as site, tempfile.TemporaryDirectory() as folder:
        home = replica(site, Path(folder))
        started = time.monotonic()
        crawl(home, timeout=60)
        whole_seconds = time.monotonic() - started
        wanted = records(home)
        assert len(wanted) == ARTICLES, f"the undisturbed run gave {len(wanted)} records"
        for seed in seeds:
            shutil.rmtree(home.output)
            found = trial(home, random.Random(seed), whole_seconds, wanted)
            counts += found
            if show and (set(found) - {"kills", "interrupts", "trials", "finished_first"}):
                print(f"seed {seed}: {dict(found)}", flush=True)
            if show and seed % 50 == 49:
                print(f"… seed {seed}: {dict(counts)}", flush=True)
    return counts


def replica(site: LocalSite, folder: Path) -> Home:
    """Forty articles in two channels, a few with pictures, one listed in both."""
    home = Home.make(folder / "home")
    news = News(site, per_page=7)
    for post in range(0, ARTICLES, 5):
        site.pages[f"/img/{post}.png"] = Page(b"\x89PNG\r\n\x1a\n" + bytes([post]) * 500)
        picture = f'<p><img src="/img/{post}.png"></p>'
        site.pages[post_path(post)] = html(post_page(post, extra=picture))
    news.publish(news=list(range(25)), gg=list(range(24, ARTICLES)))
    home.site_file("kjj", site.url, {"news": "/news/index.html", "gg": None})
    return home


def trial(home: Home, chance: random.Random, whole_seconds: float, wanted: dict[str, Any]) -> Counter[str]:
    """One trial; what was found wrong."""
    found: Counter[str] = Counter(trials=1)
    for _ in range(chance.choice((1, 1, 1, 2, 2, MAX_KILLS_IN_A_ROW))):
        process = home.start("crawl", "kjj", *FAST)
        time.sleep(chance.uniform(0, whole_seconds * 1.05))
        found += disturb(process, chance)
    ended = home.run("crawl", "kjj", *FAST)
    if ended.code != 0:
        found["wrong_exit"] += 1
        print(f"exit {ended.code}: {ended.err.strip()[-500:]} {ended.out.strip()[-500:]}", flush=True)
    return found + faults(home, wanted)


def disturb(process: subprocess.Popen[str], chance: random.Random) -> Counter[str]:
    """Kill or interrupt a run, unless it was faster."""
    how: Counter[str] = Counter()
    if process.poll() is not None:
        how["finished_first"] += 1
    elif chance.random() < 0.75:
        os.killpg(process.pid, signal.SIGKILL)
        how["kills"] += 1
    else:
        for _ in range(chance.choice((1, 2))):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(chance.uniform(0, 0.05))
        how["interrupts"] += 1
    process.communicate(timeout=60)
    return how


def crawl(home: Home, timeout: float) -> int:
    """The crawl, run to its end; its exit code."""
    return home.run("crawl", "kjj", *FAST, timeout=timeout).code


def faults(home: Home, wanted: dict[str, Any]) -> Counter[str]:
    """What differs from an undisturbed run."""
    found: Counter[str] = Counter()
    folder = home.output / "kjj"
    lines = home.lines("kjj")
    found["torn"] += sum(not line.endswith(b"\n") or not _parses(line) for line in lines)
    if found["torn"]:
        return found
    got = records(home)
    found["doubled"] += len(lines) - len(got)
    found["lost"] += len(wanted.keys() - got.keys())
    found["differing"] += sum(got[id_] != wanted[id_] for id_ in got.keys() & wanted.keys())
    found["differing"] += len(got.keys() - wanted.keys())
    found["damaged"] += len(verify_site(folder).damage)
    ledger = Ledger(folder / "ledger.sqlite", read_only=True)
    seen = Frontier(ledger).visits().get("stored", 0)
    ledger.close()
    found["false_seen"] += max(0, seen - len(got))
    return +found


def _parses(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def records(home: Home) -> dict[str, Any]:
    """The records by id, without what may differ between two honest runs: times and places in the WARC."""
    found = {}
    for record in home.records("kjj"):
        for key in VOLATILE:
            del record[key]
        evidence = record["evidence"]
        record["evidence"] = [evidence["payload_sha256"], [also["payload_sha256"] for also in evidence["also"]]]
        found[record["id"]] = record
    return found


if __name__ == "__main__":
    sys.exit(main())
