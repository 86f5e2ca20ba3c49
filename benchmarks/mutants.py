"""Mutation testing of what must not be wrong: commit, dedupe, address guard, escaping.

    .venv/bin/python benchmarks/mutants.py                  all parts; TMPDIR=<a folder in memory> makes it faster
    .venv/bin/python benchmarks/mutants.py --part guard --survivors

mutants.toml names the code of each part, the tests meant to notice, faults made by hand (the order of writes), and
the mutants that nobody can tell from the original, each with its reason. Each mutant runs in a copy of the tree, in
a process forked before anything of the project is imported. Exit code 1 when a part has less than 90 % killed, an
equivalent was killed after all, or an entry of mutants.toml no longer fits the code.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.mutations import Mutant, mutants

FLOOR = 0.9
TABLE = Path(__file__).with_suffix(".toml")
COPIED = ("crawler", "spiders", "tests", "benchmarks", "pyproject.toml", "scrapy.cfg", "README.md", "docs")
#: What the tests import besides the project; loaded once, before the fork. Nothing here starts a thread.
PRELOADED = (
    *(
        "pytest",
        "hypothesis",
        "hypothesis.strategies",
        "scrapy",
        "scrapy.http",
        "scrapy.crawler",
        "itemadapter",
        "aiohttp",
    ),
    *("lxml.html", "parsel", "warcio.archiveiterator", "warcio.warcwriter", "surt", "nh3", "typer", "rich.table"),
)
MEMORY_BYTES, FILE_BYTES = 4 << 30, 1 << 30


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, the part it belongs to, the tests that are to kill it, and their time limit in seconds."""

    part: str
    mutant: Mutant
    tests: tuple[str, ...]
    limit: float = 0.0


def main() -> int:
    """Run the mutants and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--part", help="commit, dedupe, guard or escaping; all by default")
    arguments.add_argument("--file", help="only mutants of files with this in their path")
    arguments.add_argument("--survivors", action="store_true", help="only those that survived the last run")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    arguments.add_argument("--log", type=Path, default=Path(tempfile.gettempdir()) / "mutants.jsonl")
    options = arguments.parse_args()
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    trials, stale = _trials(table)
    chosen = [t for t in trials if options.part in (None, t.part) and (options.file or "") in t.mutant.file]
    if options.survivors:
        left = {(line["part"], line["text"]) for line in map(json.loads, options.log.read_text().splitlines())}
        chosen = [t for t in chosen if (t.part, t.mutant.text) in left]
    verdicts = list(_run(chosen, options.jobs))
    excused = {(e["file"], e["function"], e["mutant"]): e["why"] for e in table.get("equivalent", ())}
    _log(options.log, verdicts, excused)
    return _report(verdicts, excused, stale)


def _trials(table: dict[str, Any]) -> tuple[list[Trial], list[str]]:
    """All mutants of the table, and its entries that fit nothing."""
    trials = [trial for entry in table["code"] for trial in _of_code(entry)]
    stale = [f"{e['file']} {e['functions']}: no such code" for e in table["code"] if not list(_of_code(e))]
    for fault in table.get("by_hand", ()):
        source = (ROOT / fault["file"]).read_text(encoding="utf-8")
        if source.count(fault["before"]) != 1:
            stale.append(f"{fault['file']}: {fault['what']}: its text stands {source.count(fault['before'])} times")
            continue
        changed = source.replace(fault["before"], fault["after"])
        mutant = Mutant(fault["file"], "by hand", fault["what"], "", changed)
        trials.append(Trial(fault["part"], mutant, tuple(fault["tests"])))
    known = {(t.mutant.file, t.mutant.function, t.mutant.text) for t in trials}
    for e in table.get("equivalent", ()):
        if (e["file"], e["function"], e["mutant"]) not in known:
            stale.append(f"{e['file']} {e['function']}: no such mutant: {e['mutant']}")
    return trials, stale


def _of_code(entry: dict[str, Any]) -> Iterator[Trial]:
    def wanted(function: str) -> bool:
        names = [
            name.removeprefix("-")
            for name in entry["functions"]
            if fnmatchcase(function or "(module)", name.lstrip("-"))
        ]
        return bool(names) and not any(f"-{name}" in entry["functions"] for name in names)

    source = (ROOT / entry["file"]).read_text(encoding="utf-8")
    for mutant in mutants(entry["file"], source, wanted):
        yield Trial(entry["part"], mutant, tuple(entry["tests"]))


def _run(trials: list[Trial], jobs: int) -> Iterator[tuple[Trial, str, float]]:
    """(trial, verdict, seconds) of each, as they end."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: Any = multiprocessing.SimpleQueue()
        for number in range(jobs):
            trees.put(_copied(Path(folder) / f"tree{number}"))
        with multiprocessing.get_context("fork").Pool(jobs, _settle, (trees,)) as pool:
            limits = {}
            for tests in dict.fromkeys(trial.tests for trial in trials):
                verdict, seconds = pool.apply(_judge, (Trial("", Mutant("", "", "", "", ""), tests, 600.0),))
                if verdict != "survived":
                    said = max(Path(folder).glob("*.out"), key=lambda out: out.stat().st_mtime).read_text()
                    raise SystemExit(f"{said[-2000:]}\n{' '.join(tests)} fails on the code as it is")
                limits[tests] = 10.0 + 4 * seconds
                print(f"{seconds:5.1f} s  {' '.join(tests)}", file=sys.stderr, flush=True)
            timed = [Trial(t.part, t.mutant, t.tests, limits[t.tests]) for t in trials]
            judged = pool.imap_unordered(_numbered, list(enumerate(timed)))
            for place, verdict, seconds in track(judged, "mutants", len(timed), console=Console(stderr=True)):
                yield timed[place], verdict, seconds


def _copied(tree: Path) -> Path:
    tree.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    return tree


_tree = Path()


def _settle(trees: Any) -> None:
    """A worker's beginning: its own tree, and whatever is the same for all mutants."""
    global _tree
    _tree = trees.get()
    os.environ |= {"PYTHONPATH": str(_tree), "FANGZHI_LANG": "en"}
    for name in PRELOADED:
        importlib.import_module(name)
    # The first failure will do: no search for the smallest, none remembered, the same texts every time.
    from hypothesis import Phase, settings

    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), derandomize=True, database=None)
    settings.load_profile("mutants")


def _numbered(numbered: tuple[int, Trial]) -> tuple[int, str, float]:
    return numbered[0], *_judge(numbered[1])


def _judge(trial: Trial) -> tuple[str, float]:
    """killed, timeout or survived; how long it took."""
    path = _tree / trial.mutant.file if trial.mutant.file else None
    whole = path.read_bytes() if path else b""
    if path:
        path.write_text(trial.mutant.source, encoding="utf-8")
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()  # of the same second and size as the mutant, perhaps
    started = time.monotonic()
    try:
        verdict = _verdict(trial, keep_compiled=not path)
    finally:
        if path:
            path.write_bytes(whole)
    return verdict, time.monotonic() - started


def _verdict(trial: Trial, *, keep_compiled: bool) -> str:
    child = os.fork()
    if child == 0:
        _become_tests(trial.tests, keep_compiled)
    end = time.monotonic() + trial.limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if status == 0 else "killed"
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def _become_tests(tests: Iterable[str], keep_compiled: bool) -> None:
    code = 3
    try:
        os.setsid()
        os.chdir(_tree)
        with Path(_tree.with_suffix(".out")).open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        sys.dont_write_bytecode = not keep_compiled
        sys.path.insert(0, str(_tree))
        import pytest

        place = f"--basetemp={_tree.with_suffix('.tmp')}"
        code = int(pytest.main(["-x", "--tb=short", "-p", "no:cacheprovider", place, *tests]))
        import crawler

        if not Path(str(crawler.__file__)).is_relative_to(_tree):
            code = 3
    finally:
        sys.stdout.flush()
        os._exit(code)


def _log(path: Path, verdicts: list[tuple[Trial, str, float]], excused: dict[tuple[str, str, str], str]) -> None:
    """What survived, one JSON line each, for a closer look."""
    with path.open("w", encoding="utf-8") as file:
        for trial, verdict, _ in verdicts:
            one = trial.mutant
            if verdict == "survived" and (one.file, one.function, one.text) not in excused:
                named = {"part": trial.part, "file": one.file, "function": one.function, "text": one.text}
                file.write(json.dumps(named, ensure_ascii=False) + "\n")


def _report(
    verdicts: list[tuple[Trial, str, float]], excused: dict[tuple[str, str, str], str], stale: list[str]
) -> int:
    counts: dict[str, Counter[str]] = {}
    wrong = list(stale)
    for trial, verdict, _ in verdicts:
        one = trial.mutant
        is_excused = (one.file, one.function, one.text) in excused
        if is_excused and verdict == "killed":
            wrong.append(f"{one.file} {one.function}: killed, so no equivalent: {one.text}")
        if verdict == "survived" and not is_excused:
            print(f"{trial.part}  {one.file}  {one.function}\n    {one.text}")
        counts.setdefault(trial.part, Counter())["equivalent" if is_excused else verdict] += 1
    print(
        "\n| part | mutants | killed | of them by time | survived | equivalent | score |\n|---|---|---|---|---|---|---|"
    )
    low = False
    for part, found in counts.items():
        killed = found["killed"] + found["timeout"]
        score = killed / max(1, killed + found["survived"])
        low |= score < FLOOR
        cells = (part, found.total(), killed, found["timeout"], found["survived"], found["equivalent"])
        print(f"| {' | '.join(map(str, cells))} | {100 * score:.1f} % |")
    print("".join(f"\n{line}" for line in wrong))
    return 1 if low or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
