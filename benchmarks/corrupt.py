"""Random corruption: a byte flipped, a stretch cut or put in, anywhere in any stored file; verify must find each.

    .venv/bin/python benchmarks/corrupt.py --corruptions 10000

The archive is small and checked in this process. Found: verify reports damage in the file that was changed (a
damaged ledger may be reported through what it no longer says of the others). Exit code 1 when any was missed.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.archive.verify import verify_site
from crawler.errors import StorageError
from tests.archive.makers import sound_archive

HOW = ("flip", "cut", "insert")
STORED = ("articles.jsonl", "pages-*.warc.gz", "index.cdxj", "ledger.sqlite", "files/*/*")


def main() -> int:
    """Corrupt, verify, restore; print what was missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corruptions", type=int, default=1_000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = trials(Path(folder), chosen.corruptions, random.Random(chosen.seed))
    print(json.dumps(dict(counts)))
    return 1 if counts["missed"] else 0


def trials(folder: Path, corruptions: int, chance: random.Random) -> Counter[str]:
    """Counts of found and missed corruptions, in all and by file."""
    sound = sound_archive(folder / "kjj")
    files = sorted(path for pattern in STORED for path in sound.glob(pattern))
    kept = {path: path.read_bytes() for path in files}
    counts: Counter[str] = Counter()
    for _ in range(corruptions):
        path, how = chance.choice(files), chance.choice(HOW)
        path.write_bytes(changed(kept[path], how, chance))
        outcome = verdict(sound, path)
        counts[outcome] += 1
        counts[f"{outcome} in {path.name.partition('-')[0] if path.parent == sound else 'files'}"] += 1
        for other in (*files, *sound.glob("ledger.sqlite-*")):
            if other in kept:
                other.write_bytes(kept[other])
            else:
                other.unlink()
    shutil.rmtree(sound)
    return counts


def changed(whole: bytes, how: str, chance: random.Random) -> bytes:
    """The bytes with one bit flipped, up to 40 bytes cut, or as many put in."""
    place, size = chance.randrange(len(whole)), chance.randint(1, 40)
    if how == "flip":
        return whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
    if how == "cut":
        return whole[:place] + whole[place + size :]
    return whole[:place] + chance.randbytes(size) + whole[place:]


def verdict(folder: Path, path: Path) -> str:
    """found or missed."""
    try:
        damage = verify_site(folder).damage
    except StorageError:
        return "found"
    ledger = path.name == "ledger.sqlite" and bool(damage)
    return "found" if ledger or any(path.as_posix().endswith(each.file) for each in damage) else "missed"


if __name__ == "__main__":
    sys.exit(main())
