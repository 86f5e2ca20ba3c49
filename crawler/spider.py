"""SiteSpider: start → list → article. Walks a site's lists, then fetches what the ledger says is pending.

Lists first, in site-file order, so that an article in two channels belongs to the first of them whatever
answers first; the frontier lies in the ledger, so a run that dies is simply run again.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import difflib
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.archive.archive import Archive, Kind, write_json
from crawler.archive.frontier import PendingEntry
from crawler.archive.history import History
from crawler.article_visit import ArticleVisit
from crawler.errors import PageError, StorageError
from crawler.extract.article import extract_article
from crawler.extract.lists import extract_list
from crawler.failures import classify, is_fresh, is_passing
from crawler.items import Listing, PageRequest, Printed
from crawler.monitor.conclude import conclude
from crawler.monitor.index import note_site, stamp_of
from crawler.monitor.report import Report
from crawler.net.handler import NotAsked
from crawler.net.politeness import HostPaused
from crawler.pipelines import FileWaits
from crawler.project import output_folder
from crawler.site import ArticlePage, Channel, Host, ListPage, Site
from crawler.visit import ChannelVisit

_BATCH = 200


class SiteSpider(Spider):
    """Base of all site files, which give its data. A site that needs code overrides `read_list` or `read_page`."""

    title: ClassVar[str] = ""
    home: ClassVar[str] = ""
    channels: ClassVar[tuple[Channel, ...]] = ()
    listing: ClassVar[ListPage] = ListPage()
    articles: ClassVar[tuple[ArticlePage, ...]] = ()
    hosts: ClassVar[tuple[str | Host, ...]] = ()
    platform: ClassVar[str | None] = None
    every_hours: ClassVar[float | None] = None
    assumed: ClassVar[bool] = False

    site: Site
    archive: Archive
    report: Report

    # -- the site as data ----------------------------------------------------------------------------

    @classmethod
    def describe(cls) -> Site:
        """The site's data as one value."""
        fields = {field.name: getattr(cls, field.name) for field in dataclasses.fields(Site)}
        return Site(**fields)

    @classmethod
    def unknown_fields(cls) -> list[tuple[str, str]]:
        """Data fields nobody knows, most likely misspelt: (field, what was expected)."""
        known = [field.name for field in dataclasses.fields(Site)]
        wrong = []
        for name, value in vars(cls).items():
            if (
                name.startswith("_")
                or name in known
                or hasattr(SiteSpider, name)
                or callable(getattr(value, "__func__", value))
            ):
                continue
            near = difflib.get_close_matches(name, known, n=1)
            wrong.append((name, f"{near[0]!r}?" if near else f"one of {', '.join(known)}"))
        return wrong

    # -- what a site may override: pure, bytes in, value out -------------------------------------------

    @classmethod
    def read_page(cls, body: bytes, url: str, **known: Any) -> Printed:
        """Read an article page; `known` are the keywords of crawler.read_article."""
        return extract_article(body, url, **known)

    @classmethod
    def read_list(cls, body: bytes, url: str, **known: Any) -> Listing:
        """Read a list page; `known` are the keywords of crawler.read_list."""
        return extract_list(body, url, **known)

    # -- a run -----------------------------------------------------------------------------------------

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        """Open the site's archive before anything is asked of the network."""
        spider: SiteSpider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.site = cls.describe()
        kind: Kind = "demo" if settings["DEMO_AUTHORITY_PEM"] else "real"
        output = output_folder(settings["FANGZHI_ROOT"], settings["FANGZHI_OUTPUT"])
        folder = settings["ARCHIVE_FOLDER"] or output / spider.site.name
        spider.full = settings.getbool("FULL_CRAWL")
        spider.wanted = settings.getlist("CHANNELS") or [channel.key for channel in cls.channels]
        spider.trial = bool(settings["ARCHIVE_FOLDER"])
        spider.report = Report(spider.site.name, spider.site.title, kind=kind, full=spider.full)
        verifies = settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        unverified = spider.site.unverified_hosts if verifies else ("every host",)
        spider.archive = Archive(Path(folder), spider.site.name, spider.site.title, kind, unverified)
        spider.history = History(spider.archive.ledger)
        spider._listen(crawler)
        return spider

    full: bool
    history: History
    trial: bool  # a look at a site in a folder of its own: not a visit
    wanted: list[str]

    def _listen(self, crawler: Crawler) -> None:
        self._home: Response | None = None
        self.position = 0
        self._committing: asyncio.Task[None] | None = None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._item_failed, signals.item_error)
        crawler.signals.connect(self._code_failed, signals.spider_error)

    def _opened(self) -> None:
        self._committing = asyncio.ensure_future(self._commit_now_and_then())

    async def start(self) -> AsyncIterator[Request]:
        """Walk the channels in order, then hand out the pending articles."""
        try:
            for channel in self.site.channels:
                if channel.key in self.wanted:
                    await ChannelVisit(self, channel).run()
            if self.full:
                self.archive.frontier.reopen(self.wanted)
            async for request in self._pending_requests():
                yield request
        except StorageError as error:
            self.fail_storage(error)
        except Exception:
            # A crawl that is being closed because nothing can be kept gives no more answers.
            if not self.report.storage_error:
                raise

    async def _pending_requests(self) -> AsyncIterator[Request]:
        order = [channel.key for channel in self.site.channels]
        while not self.report.blocked_by:
            batch = self.archive.frontier.pending(order, self.archive.run, _BATCH, self.wanted)
            if not batch:
                return
            asked = False
            for pending in batch:
                self.archive.frontier.touch_visit(pending.identity, self.archive.run)
                if not self.report.holds(pending.entry.url):
                    asked = True
                    yield self._article_request(pending)
            if asked:
                await self.crawler.signals.wait_for(signals.scheduler_empty)
            else:  # all on hosts that are left alone: the turn is the other sites'
                await asyncio.sleep(0)

    # -- fetching --------------------------------------------------------------------------------------

    async def home_page(self) -> Response:
        """The home page, fetched once in a run."""
        if self._home is None:
            self._home = await self.download(PageRequest(self.site.home), "home")
        return self._home

    async def download(self, page: PageRequest, role: str) -> Response:
        """Fetch one page, past the scheduler. Raises HttpError for an answer that is not 200."""
        request = Request(
            page.url,
            method=page.method,
            headers=dict(page.headers),
            body=page.body,
            callback=NO_CALLBACK,
            meta={"role": role, "revalidate": role == "list", "download_maxsize": self._max_page_bytes},
        )
        response: Response = await self.crawler.engine.download_async(request)
        if response.status != 200:
            raise HttpError(response)
        return response

    @property
    def _max_page_bytes(self) -> int:
        return self.crawler.settings.getint("MAX_PAGE_BYTES")

    # -- articles --------------------------------------------------------------------------------------

    def _article_request(self, pending: PendingEntry) -> Request:
        return Request(
            pending.entry.url,
            callback=self.parse_article,
            errback=self._article_failed,
            cb_kwargs={"pending": pending},
            meta={"role": "article", "revalidate": self.full, "download_maxsize": self._max_page_bytes},
        )

    async def parse_article(self, response: Response, pending: PendingEntry) -> AsyncIterator[Printed]:
        """Read one article page, with the parts it asks for."""
        try:
            yield await ArticleVisit(self, pending).read(response)
        except StorageError as error:
            self.fail_storage(error)
        except Exception as error:
            self._article_lost(response.url, pending, error)

    def _article_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        if failure.value is None:
            return
        try:
            self._article_lost(request.url, request.cb_kwargs["pending"], failure.value)
        except Exception:  # Scrapy says nothing when an errback raises the failure it was given
            self._code_failed(failure)
            raise

    def _article_lost(self, url: str, pending: PendingEntry, error: BaseException) -> None:
        self._note_lost(url, pending.identity, pending.channel, error, awaited=is_fresh(pending.entry, time.time()))

    def _note_lost(
        self, url: str, identity: str, channel: str | None, error: BaseException, *, awaited: bool = False
    ) -> None:
        if isinstance(error, StorageError):
            self.fail_storage(error)
            return
        known = classify(error)
        if known is None:
            raise error
        kind, detail = known
        if isinstance(error, NotAsked | HostPaused):
            self.report.hold(url, kind, detail)  # the article stays pending, none of its tries is spent
            return
        self.report.problem(url, kind, detail)
        if kind == "blocked":
            self.report.block(url, detail)
        gone = kind in ("soft_404", "offsite") or detail in ("HTTP 404", "HTTP 410")
        self.report.failed_articles += not gone
        self.report.tally(channel).failed += not gone
        self.report.tally(channel).gone += gone and kind != "offsite"
        again = is_passing(kind, detail) or (gone and awaited)
        state = "failed" if again else "missing" if gone else "refused"
        self.archive.settle(identity, state, detail=f"{kind}: {detail}")

    def _item_failed(self, failure: Failure, item: Any) -> None:
        if isinstance(failure.value, StorageError):
            self.fail_storage(failure.value)
        elif isinstance(failure.value, FileWaits):
            self.report.hold(failure.value.url, *(classify(failure.value) or ("limit", "")))
        elif isinstance(failure.value, PageError):
            self._note_lost(item.url, item.listed_as, item.channel, failure.value)
        elif not isinstance(failure.value, DropItem):
            self.report.internal_error = f"{type(failure.value).__name__}: {failure.value}"

    def _code_failed(self, failure: Failure) -> None:
        if not self.report.storage_error:
            self.report.internal_error = f"{type(failure.value).__name__}: {failure.value}"

    # -- keeping ---------------------------------------------------------------------------------------

    async def _commit_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(self.crawler.settings.getfloat("COMMIT_SECONDS"))
            try:
                self.archive.commit()
            except StorageError as error:
                self.fail_storage(error)

    def fail_storage(self, error: StorageError) -> None:
        """Stop the run: what cannot be kept must not be asked for. Nothing uncommitted is promised."""
        if not self.report.storage_error:
            self.report.storage_error = str(error)
            self.crawler.engine.close_spider(self, "storage_failed")

    def closed(self, reason: str) -> None:
        """Commit, write the report and let the next run in. Called by Scrapy."""
        if self._committing:
            self._committing.cancel()
        self.report.interrupted = reason == "shutdown"
        with self._noting_storage_error():
            if not (self.trial or self.report.interrupted or self.report.storage_error):
                # An interrupted run leaves its channels due: the next one goes on.
                self.archive.ledger.set_meta("site_file", stamp_of(self))
                conclude(self.history, self.site, self.report, self.wanted)
            self.report.counts.waiting, self.report.counts.given_up = self.archive.frontier.unfinished()
        with self._noting_storage_error():
            self.archive.close(keep=not self.report.storage_error)
        with self._noting_storage_error():
            write_json(self.archive.folder / "report.json", self.report.to_dict())
        if not self.trial:
            note_site(self.archive.folder)

    @contextlib.contextmanager
    def _noting_storage_error(self) -> Iterator[None]:
        try:
            yield
        except StorageError as error:
            self.report.storage_error = self.report.storage_error or str(error)
