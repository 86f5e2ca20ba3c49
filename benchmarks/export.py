"""A dataset of many records: seconds, memory and bytes of `fangzhi export`, on records made for the purpose.

.venv/bin/python benchmarks/export.py --records 1000000 --format parquet
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from crawler.archive.archive import Archive, Captured
from crawler.archive.warc import Pointer
from crawler.items import Article, Credit, Entry, Evidence, Provenance

SITES = 5
#: Bodies are made of these words; their length is that of a usual notice, some 700 characters.
WORDS = [
    "会议",
    "指出",
    "要",
    "坚持",
    "问题",
    "导向",
    "围绕",
    "产业",
    "需求",
    "布局",
    "创新链",
    "推动",
    "成果",
    "就地",
    "转化",
    "服务",
    "本地",
    "企业",
    "发展",
    "标准",
    "科技",
    "工作者",
    "市委",
    "调研",
]
PAGE = Captured(1, Pointer(warc="", offset=0, length=0, record_id="", payload_sha256=""), "2026-01-01T00:00:00Z")


def main() -> None:
    """Make the records, export them, print one line."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        output = Path(folder)
        for site in range(SITES):
            make_archive(output / f"site_{site}", options.records // SITES, seed=site)
        size = sum(path.stat().st_size for path in output.glob("*/articles.jsonl"))
        print(f"{options.records:,} records, {size / 1e9:.2f} GB of articles.jsonl", flush=True)
        for format_ in options.format:
            measure(output, format_)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--format", nargs="+", default=["parquet"])
    parser.add_argument("--folder", help="where to work (default: the system's temporary folder)")
    return parser.parse_args()


def make_archive(folder: Path, count: int, *, seed: int = 0) -> None:
    """An archive without pages: records, and the ledger that counts them."""
    archive = Archive(folder, folder.name, "某某市科学技术局")
    chance = random.Random(seed)
    for number in range(count):
        article = _article(folder.name, number, chance)
        identity = article.url.removeprefix("http://")
        outcome = archive.add(article, identity)
        for channel in ("gzdt", "tzgg")[: 1 + number % 2]:
            archive.see(channel, identity, Entry(url=article.url, title="…"), walk=1, position=number, page=PAGE)
        archive.settle(identity, "stored", article=outcome.id)
    archive.close()


def _article(site: str, number: int, chance: random.Random) -> Article:
    url = f"http://{site}.example.cn/art/{number}.html"
    paragraphs = ["".join(chance.choices(WORDS, k=70)) + "。" for _ in range(chance.randint(1, 9))]
    said = Provenance(method="label", locator="header: 来源：", raw="本站")
    return Article(
        url=url, canonical_url=url, site_title="某某市科学技术局", channel="gzdt",
        title="".join(chance.choices(WORDS, k=8)), source="某某市科学技术局", source_raw="本站",
        publish_time=f"{datetime(2015, 1, 1) + timedelta(hours=chance.randint(0, 90_000)):%Y-%m-%dT%H:%M:00+08:00}",
        publish_precision="minute", editor=("孔明川",), credits=(Credit(role="责任编辑", name="孔明川"),),
        body="\n".join(paragraphs), body_html="".join(f"<p>{text}</p>" for text in paragraphs),
        content_sha256=f"{number:064x}", reader="1", fetched_at="2026-01-01T00:00:00Z",
        evidence=Evidence(warc="pages-1.warc.gz", offset=number, record_id="<urn:uuid:0>", payload_sha256="0" * 64),
        provenance=dict.fromkeys(("title", "publish_time", "source", "editor", "body", "body_html"), said),
    )  # fmt: skip


def measure(output: Path, format_: str) -> None:
    """Run the command as a user would, and say what it cost."""
    command = [str(Path(sys.executable).with_name("fangzhi")), "export", "--format", format_]
    environment = os.environ | {"FANGZHI_OUTPUT": str(output), "FANGZHI_HOME": str(Path(__file__).parents[1])}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{format_}: ended with {os.waitstatus_to_exitcode(status)}")
    seconds = time.monotonic() - started
    (made,) = output.glob(f"exports/*/articles.{format_}")
    print(
        f"{format_}: {used.ru_utime + used.ru_stime:.0f} s of CPU, {seconds:.0f} s on the clock, "
        f"{used.ru_maxrss / 1024:.0f} MB of memory at most, {made.stat().st_size / 1e9:.3f} GB",
        flush=True,
    )


if __name__ == "__main__":
    main()
