"""What `crawl --due` and `status` cost with ten thousand sites and nothing due.

    python benchmarks/due.py [SITES]

Prints seconds from start to end of each command, and whether Scrapy or a site file was imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawler.archive.archive import Archive
from crawler.archive.history import Due, History
from crawler.monitor.index import site_files

FANGZHI = Path(sys.executable).with_name("fangzhi")
SITE = """raise SystemExit("imported")  # {name}: a site file that nobody may import here\n"""


def build(root: Path, sites: int) -> None:
    """A project of many sites that were all visited just now. Their ledgers are one file with many names."""
    (root / "spiders").mkdir()
    (root / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    names = [f"site_{number:05d}" for number in range(sites)]
    for name in names:
        path = root / "spiders" / f"{name}.py"
        path.write_text(SITE.format(name=name))
        os.utime(path, (1_700_000_000, 1_700_000_000))
    template = Archive(root / "output" / names[0], names[0], "某某市科学技术局")
    template.ledger.set_meta("site_file", site_files(root)[names[0]])
    now = time.time()
    for key in ("news", "gg", "kp"):
        template.frontier.channel(key, "通知公告")
        History(template.ledger).set_due(key, Due(now + 6 * 3600, now, None, 0))
    template.close()
    for name in names[1:]:
        folder = root / "output" / name
        folder.mkdir()
        (folder / "ledger.sqlite").hardlink_to(root / "output" / names[0] / "ledger.sqlite")


def measure(root: Path, *arguments: str) -> float:
    """Seconds of one command."""
    environment = os.environ | {"FANGZHI_HOME": str(root), "FANGZHI_CONTACT": "a@example.org"}
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", str(FANGZHI), *arguments], env=environment, capture_output=True, text=True
    )
    seconds = time.monotonic() - began
    scrapy = " scrapy" in ended.stderr
    lines = len(ended.stdout.splitlines())
    print(
        f"{' '.join(arguments):24} {seconds:6.2f} s  exit {ended.returncode}  {lines} lines  Scrapy imported: {scrapy}"
    )
    return seconds


def main(sites: int) -> None:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, sites)
        print(f"{sites} sites, 3 channels each, nothing due")
        measure(root, "status", "--failing")
        print("(the first one built the index)")
        for _ in range(3):
            measure(root, "crawl", "--due")
            measure(root, "status", "--failing")
            measure(root, "status")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
