"""Look at a few pages without a site file: the same guarded, polite downloads, archived into a folder of its own."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from crawler.errors import BlockedError, PageError
from crawler.failures import classify
from crawler.items import PageRequest
from crawler.site import Channel, Host
from crawler.spider import SiteSpider
from crawler.visit import charset_of

T = TypeVar("T")


class FetchedPage:
    """A page that was fetched: final URL, body (content decoding undone), claimed charset, time of the fetch."""

    def __init__(self, url: str, body: bytes, charset: str | None, fetched_at: str) -> None:
        self.url, self.body, self.charset, self.fetched_at = url, body, charset, fetched_at


class Probe(SiteSpider):
    """Fetches what `work` asks for, then ends."""

    name = "probe"
    title = "probe"
    work: Callable[[Probe], Awaitable[Any]]

    async def start(self) -> AsyncIterator[Request]:
        """Do the work; there is nothing to hand to Scrapy's scheduler."""
        self.outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        try:
            self.outcome.set_result(await type(self).work(self))
        except Exception as error:  # handed on to whoever started the probe
            self.outcome.set_exception(error)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def fetch(self, page: PageRequest, role: str = "list") -> FetchedPage:
        """Fetch one page. Raises PageError (or BlockedError) with the problem kind when it does not come."""
        try:
            response = await self.download(page, role)
        except Exception as error:
            known = classify(error)
            if known is None:
                raise
            kind, detail = known
            cls = BlockedError if kind == "blocked" else PageError
            raise cls(page.url, field="page", found=detail, expected="an answer with a page", kind=kind) from error
        return FetchedPage(response.url, response.body, charset_of(response), response.meta["captured"].fetched_at)


def run_probe(
    url: str, settings: Settings, work: Callable[[Probe], Awaitable[T]], *, hosts: tuple[str | Host, ...] = ()
) -> T:
    """Run `work` with a probe for the site that `url` belongs to, and return its result. `hosts`: as in a site file."""
    parts = urlsplit(url)
    data = {
        "home": f"{parts.scheme}://{parts.netloc}/",
        "channels": (Channel("probe", "probe", url),),
        "hosts": hosts,
        "work": staticmethod(work),
    }
    with tempfile.TemporaryDirectory(prefix="fangzhi-") as folder:
        settings = settings.copy()
        settings.set("ARCHIVE_FOLDER", str(Path(folder) / "probe"), priority="cmdline")
        outcome: T = asyncio.run(_run(type("SiteProbe", (Probe,), data), settings))
        return outcome


async def _run(spider: type[Probe], settings: Settings) -> Any:
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(spider)
    await runner.crawl(crawler)
    probe = crawler.spider
    if not isinstance(probe, Probe):
        raise RuntimeError("the probe did not start")
    return await probe.outcome
