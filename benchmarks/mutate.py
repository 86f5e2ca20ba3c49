"""Mutated pages without end: each must give an article or a typed error.

python benchmarks/mutate.py [COUNT]        100,000 by default; prints the slowest and any uncaught exception
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.reader_scores import own_cases
from crawler import read_article
from crawler.errors import PageError

_SPLICES = (b"<table><tr><td>", b"</div></div>", b"<!--", b"\x00", b"\xff\xfe", b"</html>", b"<script>", b"&#55555;")


def mutated(page: bytes, chance: random.Random) -> bytes:
    """A page with bytes changed, taken out, doubled and spliced in."""
    changed = bytearray(page)
    for _ in range(chance.randint(1, 25)):
        place, size = chance.randrange(len(changed)), chance.randint(0, 60)
        kind = chance.random()
        if kind < 0.4:
            changed[place : place + size] = chance.randbytes(chance.randint(0, 6))
        elif kind < 0.6:
            changed[place:place] = chance.choice(_SPLICES)
        elif kind < 0.8:
            changed[place:place] = changed[place : place + size] * 2
        else:
            del changed[place : place + size]
        if not changed:
            return page
    return bytes(changed)


def main() -> int:
    """Read mutated pages; 1 when any exception was not a PageError."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(count)
    pages = [case.body for case in own_cases()]
    read, refused, slowest, broken = 0, 0, 0.0, 0
    for _ in range(count):
        page = mutated(chance.choice(pages), chance)
        started = time.perf_counter()
        try:
            read_article(page, "http://www.yunshan.gov.cn/xw/1.html")
            read += 1
        except PageError:
            refused += 1
        except Exception:  # the very thing this looks for: report it and go on
            broken += 1
            traceback.print_exc()
        slowest = max(slowest, time.perf_counter() - started)
    print(f"{count} pages: {read} read, {refused} refused, {broken} broken, slowest {slowest:.3f} s")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
