"""How well and how fast pages are read, against labels typed by hand and beside other extractors.

    python benchmarks/reader.py                      all parts, this reader only
    python benchmarks/reader.py --peers              the same pages through every installed peer
    python benchmarks/reader.py --part dev --wrong   what is wrong, page by page, on the two thirds for development

Real pages come from FANGZHI_CORPUS (default ../shared) and are skipped with one line when it is absent; the
project's own labelled pages are always there. Times are ratios of CPU time, over all pages and of the median page,
each page read once: seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.reader_lists import judge_lists
from benchmarks.reader_peers import Reader, fangzhi, peers
from benchmarks.reader_scores import Case, Tally, corpus_cases, judge, line_cases, own_cases

SHOWN = (
    *("title R", "title P", "subtitle R", "day", "moment", "source R", "source P", "author R", "author P"),
    *("editor R", "editor P", "reviewer R", "reviewer P", "views R", "empty", "snippet", "leak"),
    *("start", "end", "length", "body F1"),
)


def corpus_root() -> Path | None:
    """Where the labelled real pages are, or None."""
    root = Path(os.environ.get("FANGZHI_CORPUS", ROOT.parent / "shared"))
    return root if (root / "corpus" / "articles.jsonl").exists() else None


def cases(part: str) -> dict[str, list[Case]]:
    """The labelled pages by set. The project's own are all for development."""
    found = {"own": [] if part == "held" else list(own_cases())}
    if (root := corpus_root()) is not None:
        found["corpus"] = _part(corpus_cases(root / "corpus"), part)
        found["lines"] = _part(line_cases(root / "data"), part)
    return found


def _part(found: Iterable[Case], part: str) -> list[Case]:
    return [case for case in found if part == "all" or case.held_back is (part == "held")]


def score(pages: Iterable[Case], read: Reader) -> Tally:
    """Read and judge pages."""
    tally = Tally()
    for case in pages:
        judge(tally, case, read(case.body, case.url))
    return tally


def table(tallies: dict[str, Tally], seconds: dict[str, list[float]]) -> Iterator[str]:
    """The scores side by side: share and, for the first column, the number of judgements."""
    yield f"{'':12}" + "".join(f"{name:>18}" for name in tallies)
    for key in SHOWN:
        if any(tally.share(key) is not None for tally in tallies.values()):
            cells = [_cell(tally, key, first=name == "fangzhi") for name, tally in tallies.items()]
            yield f"{key:12}" + "".join(f"{cell:>18}" for cell in cells)
    base = seconds["fangzhi"]
    whole = [sum(times) / sum(base) for times in seconds.values()]
    median = [
        statistics.median(other / own for own, other in zip(base, times, strict=True)) for times in seconds.values()
    ]
    yield f"{'all pages':12}" + "".join(f"{ratio:>18.1f}" for ratio in whole)
    yield f"{'median page':12}" + "".join(f"{ratio:>18.1f}" for ratio in median)


def _cell(tally: Tally, key: str, *, first: bool) -> str:
    share = tally.share(key)
    if share is None:
        return "-"
    return f"{share:.3f} ({tally.counts[key + '_of']})" if first else f"{share:.3f}"


def compare(pages: list[Case], readers: dict[str, Reader]) -> Iterator[str]:
    """One set of pages through each reader after the other, as each is used: alone, every page once.

    CPU time, so that a busy machine is fair to all; what a reader loads with its first page is not counted.
    """
    tallies = {name: Tally() for name in readers}
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for name, read in readers.items():
        read(b"<html><body><h1>title</h1><p>text</p></body></html>", "http://www.example.gov.cn/")
        readings = []
        gc.collect()
        gc.freeze()  # no reader pays for going through what others have loaded (jieba's dictionary)
        for case in pages:
            started = time.process_time()
            readings.append(read(case.body, case.url))
            seconds[name].append(time.process_time() - started)
        for case, reading in zip(pages, readings, strict=True):
            judge(tallies[name], case, reading)
    yield from table(tallies, seconds)
    yield f"{'CPU ms a page':13}{1000 * statistics.fmean(seconds['fangzhi']):>18.1f}   (mean size {_size(pages)} kB)"


def _size(pages: list[Case]) -> int:
    return round(statistics.fmean(len(case.body) for case in pages) / 1000)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--part", choices=("dev", "held", "all", "both"), default="both")
    parser.add_argument("--peers", action="store_true", help="also run the extractors that are installed")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong, page by page")
    chosen = parser.parse_args()
    readers = {"fangzhi": fangzhi, **(dict(peers()) if chosen.peers else {})}
    if corpus_root() is None:
        print("FANGZHI_CORPUS is absent: only the project's own pages are scored")
    for part in ("dev", "held") if chosen.part == "both" else (chosen.part,):
        for name, pages in cases(part).items():
            if pages:
                print(f"\n== {name}, {part}: {len(pages)} pages")
                print("\n".join(compare(pages, readers)))
                if chosen.wrong:
                    print("\n".join(map(str, score(pages, fangzhi).wrong)))
        if (root := corpus_root()) is not None:
            print(f"\n== lists, {part}\n" + "\n".join(judge_lists(root / "corpus", part)))


if __name__ == "__main__":
    main()
