"""How long the built-in demo takes, how much memory, and what it yields: first run and second run.

.venv/bin/python benchmarks/demo.py
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run the demo twice into a fresh folder and print one line for each."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first", "second"):
            seconds, result = run(Path(folder))
            counts = [site["counts"] for site in result["sites"]]
            total = {key: sum(count[key] for count in counts) for key in counts[0]}
            peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"{name} run: {seconds:.1f} s, {total['requests']} requests, {total['list_pages']} list pages, "
                f"{total['new']} new of {total['articles_read']} articles read, {total['duplicates']} duplicates, "
                f"{total['files']} files, {total['problems']} problems, peak memory {peak_mib:.0f} MiB"
            )
        for path in sorted(Path(folder).glob("*/articles.jsonl")):
            print(f"  {path.parent.name}: {len(path.read_bytes().splitlines())} lines")


def run(folder: Path) -> tuple[float, dict[str, list[dict[str, dict[str, int]]]]]:
    """One demo run: wall seconds of the whole process and its JSON result."""
    command = [sys.executable, "-m", "crawler", "demo", "--json", "--output", str(folder)]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, check=True)
    return time.monotonic() - start, json.loads(done.stdout)


if __name__ == "__main__":
    main()
