"""Pages per second: a bare Scrapy spider, fangzhi with everything on, fangzhi without durability; and recovery.

    .venv/bin/python benchmarks/throughput.py --articles 400 --rounds 3
    .venv/bin/python benchmarks/throughput.py --recovery 1000000

One local server in a process of its own, the three crawls in turn, several rounds: ratios of the medians count, the
figures are those of the minute. The bare spider follows the same links and keeps nothing. Without durability means:
fsync does nothing and SQLite does not wait, a switch that exists in this benchmark alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawler.archive.archive import Archive
from tests.sites import FAST, Home, LocalSite, News, html, post_page, post_path

PER_PAGE = 20
FILLER = "会议听取了有关情况的汇报，研究部署了下一阶段的重点任务，并对各项工作提出了明确要求。"
BARE = """
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    custom_settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    start_urls = [%r]

    def parse(self, response):
        for href in response.css("a::attr(href)").getall():
            yield response.follow(href, self.parse)
"""


def main() -> int:
    """Measure what was asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=400)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--recovery", type=int, metavar="URLS", help="time a start with this many known URLs")
    arguments.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.serve:
        serve(chosen.serve)
    print(json.dumps(recovery(chosen.recovery) if chosen.recovery else throughput(chosen.articles, chosen.rounds)))
    return 0


def serve(articles: int) -> None:
    """The site, until the reader of this process's output goes away."""
    with LocalSite() as site:
        News(site, per_page=PER_PAGE).publish(news=list(range(articles, 0, -1)))
        for post in range(1, articles + 1):
            extra = "".join(f"<p>{FILLER * 4}{paragraph}</p>" for paragraph in range(20))
            site.pages[post_path(post)] = html(post_page(post, extra=extra))
        print(site.url, flush=True)
        sys.stdin.read()
    sys.exit(0)


def throughput(articles: int, rounds: int) -> dict[str, Any]:
    """Median pages per second of each crawl, and their ratios."""
    pages = articles + -(-articles // PER_PAGE)
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", str(articles)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    url = server.stdout.readline().strip()
    taken: dict[str, list[float]] = {"bare": [], "fangzhi": [], "not durable": []}
    try:
        for _ in range(rounds):
            for name, how in (("bare", bare), ("fangzhi", durable), ("not durable", careless)):
                with tempfile.TemporaryDirectory() as folder:
                    taken[name].append(how(Path(folder), url, articles))
    finally:
        server.kill()
    median = {name: statistics.median(seconds) for name, seconds in taken.items()}
    return {
        "pages": pages,
        "pages_per_second": {name: round(pages / seconds, 1) for name, seconds in median.items()},
        "fangzhi_to_bare": round(median["bare"] / median["fangzhi"], 2),
        "durability_costs": round(median["fangzhi"] / median["not durable"] - 1, 3),
    }


def bare(folder: Path, url: str, articles: int) -> float:
    """Seconds of the bare spider, start of its process included."""
    spider = folder / "bare.py"
    spider.write_text(BARE % f"{url}/news/index.html")
    started = time.monotonic()
    subprocess.run([sys.executable, "-m", "scrapy", "runspider", "-L", "ERROR", str(spider)], check=True, cwd=folder)
    return time.monotonic() - started


def durable(folder: Path, url: str, articles: int) -> float:
    """Seconds of the whole crawl, start of its process included."""
    return _fangzhi(folder, url, articles, ("-m", "crawler"))


def careless(folder: Path, url: str, articles: int) -> float:
    """The same, and nothing waits for the disk."""
    script = folder / "careless.py"
    script.write_text(
        "import os, sqlite3\nos.fsync = lambda handle: None\nconnect = sqlite3.connect\n"
        "class Careless(sqlite3.Connection):\n    def execute(self, sql, *more):\n"
        "        return super().execute(sql.replace('synchronous=FULL', 'synchronous=OFF'), *more)\n"
        "sqlite3.connect = lambda *a, **k: connect(*a, **({'factory': Careless} | k))\n"
        "from crawler.cli.main import run\nrun()\n"
    )
    return _fangzhi(folder, url, articles, (str(script),))


def _fangzhi(folder: Path, url: str, articles: int, command: tuple[str, ...]) -> float:
    home = Home.make(folder / "home")
    home.site_file("kjj", url, {"news": "/news/index.html"})
    started = time.monotonic()
    ended = home.run(*command, "crawl", "kjj", *FAST, command=sys.executable, timeout=600, PYTHONPATH=str(ROOT))
    seconds = time.monotonic() - started
    assert ended.code == 0 and len(home.records("kjj")) == articles, ended.err
    return seconds


def recovery(urls: int) -> dict[str, Any]:
    """Seconds to open an archive that knows so many URLs and to find its first pending one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "kjj"
        Archive(folder, "kjj", "某某市科技局").close()
        _know(folder / "ledger.sqlite", urls)
        (folder / "ledger.sha256").unlink(missing_ok=True)
        started = time.monotonic()
        archive = Archive(folder, "kjj", "某某市科技局")
        pending = archive.frontier.pending(["news"], archive.run, 200, ["news"])
        seconds = time.monotonic() - started
        archive.close()
        closed = time.monotonic() - started - seconds
        size = os.stat(folder / "ledger.sqlite").st_size  # noqa: PTH116
    return {
        "urls": urls, "recovery_seconds": round(seconds, 2), "close_seconds": round(closed, 2), "pending": len(pending),
        "ledger_megabytes": size >> 20,
    }  # fmt: skip


def _know(ledger: Path, urls: int) -> None:
    db = sqlite3.connect(ledger)
    names = (f"kjj.example.gov.cn/art/2024/t{number:07d}.html" for number in range(urls))
    rows = ((name, "stored" if number else "pending", "2026-11-20T00:00:00Z") for number, name in enumerate(names))
    with db:
        db.executemany("INSERT INTO visits (identity, state, at, run) VALUES (?, ?, ?, 1)", rows)
        db.execute(
            "INSERT INTO entries SELECT 'news', identity, 'https://' || identity, '标题', NULL, NULL, 0, 0, 1, 1, at,"
            " NULL FROM visits"
        )
    db.close()


if __name__ == "__main__":
    sys.exit(main())
