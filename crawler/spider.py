"""SiteSpider: start → list → article. Walks a site's lists, then fetches what the ledger says is pending.

Lists first, in site-file order, so that an article in two channels belongs to the first of them whatever
answers first; the frontier lies in the ledger, so a run that dies is simply run again.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import difflib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.archive.archive import Archive, Captured, write_json
from crawler.archive.history import History
from crawler.archive.ledger import ChannelState, PendingEntry, request_text
from crawler.errors import FangzhiError, PageError, StorageError
from crawler.extract.article import extract_article
from crawler.extract.channels import find_channel
from crawler.extract.lists import extract_list
from crawler.failures import classify, is_passing
from crawler.identity import identify
from crawler.items import Also, Evidence, Listing, PageRequest, Part, Printed
from crawler.monitor.conclude import conclude
from crawler.monitor.index import note_site, stamp_of
from crawler.monitor.report import UNREACHABLE, ChannelReport, Report
from crawler.monitor.visit import FirstPage, look_at
from crawler.project import output_folder
from crawler.site import ArticlePage, Channel, ListPage, Site
from crawler.walk import Stop, Walk

MAX_PART_ROUNDS = 20
_BATCH = 200


@dataclasses.dataclass(frozen=True, slots=True)
class ListAnswer:
    """A list page that came: what was asked for, what it lists and where its bytes lie."""

    request: PageRequest
    listing: Listing
    captured: Captured


class ListFailure(Exception):
    """A list page that did not come or is no list: problem kind and detail."""

    def __init__(self, url: str, kind: str, detail: str) -> None:
        self.url, self.kind, self.detail = url, kind, detail
        super().__init__(f"{url}: {kind}: {detail}")


class SiteSpider(Spider):
    """Base of all site files, which give its data. A site that needs code overrides `read_list` or `read_page`."""

    title: ClassVar[str] = ""
    home: ClassVar[str] = ""
    channels: ClassVar[tuple[Channel, ...]] = ()
    listing: ClassVar[ListPage] = ListPage()
    articles: ClassVar[tuple[ArticlePage, ...]] = ()
    hosts: ClassVar[tuple[str, ...]] = ()
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
        kind = "demo" if settings["DEMO_AUTHORITY_PEM"] else "real"
        output = output_folder(settings["FANGZHI_ROOT"], settings["FANGZHI_OUTPUT"])
        folder = settings["ARCHIVE_FOLDER"] or output / spider.site.name
        spider.full = settings.getbool("FULL_CRAWL")
        spider.wanted = settings.getlist("CHANNELS") or [channel.key for channel in cls.channels]
        spider.trial = bool(settings["ARCHIVE_FOLDER"])
        spider.report = Report(spider.site.name, spider.site.title, kind=kind, full=spider.full)
        spider.archive = Archive(Path(folder), spider.site.name, spider.site.title, kind)  # type: ignore[arg-type]
        spider._history = History(spider.archive.ledger)
        spider._listen(crawler)
        return spider

    full: bool
    _history: History
    trial: bool  # a look at a site in a folder of its own: not a visit
    wanted: list[str]

    def _listen(self, crawler: Crawler) -> None:
        self._home: Response | None = None
        self._position = 0
        self._paused = False
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
                    await self._visit(channel)
            if self.full:
                self.archive.ledger.reopen(self.wanted)
            async for request in self._pending_requests():
                yield request
        except StorageError as error:
            self.fail_storage(error)

    async def _pending_requests(self) -> AsyncIterator[Request]:
        order = [channel.key for channel in self.site.channels]
        while not self.report.blocked_by and not self._paused:
            batch = self.archive.ledger.pending(order, self.archive.run, _BATCH, self.wanted)
            if not batch:
                return
            for pending in batch:
                self.archive.ledger.touch_visit(pending.identity, self.archive.run)
                yield self._article_request(pending)
            await self.crawler.signals.wait_for(signals.scheduler_empty)

    # -- lists -----------------------------------------------------------------------------------------

    async def _visit(self, channel: Channel) -> None:
        report = self.report.channels[channel.key] = ChannelReport(channel.key, channel.title)
        try:
            first = await self._first_page(channel, report)
            await self._walk(channel, report, first)
        except ListFailure as failure:
            self.report.problem(failure.url, failure.kind, failure.detail)
            health = "unreachable" if failure.kind in UNREACHABLE else "broken"
            health = "blocked" if failure.kind == "blocked" else health
            report.fail(health, f"{failure.kind}: {failure.detail}")

    async def _first_page(self, channel: Channel, report: ChannelReport) -> ListAnswer:
        """The channel's first list page: from its known or remembered URL, else found on the home page by name."""
        state = self.archive.ledger.channel(channel.key, channel.title)
        known = channel.url or state.url
        direct = await self._past_the_shell(state.entry_request)
        if direct:
            report.url, report.platform = known, state.platform
            return direct
        failure: ListFailure | None = None
        if known:
            try:
                report.url = known
                return await self._list_page(PageRequest(known))
            except ListFailure as error:
                if error.kind in UNREACHABLE or error.kind == "blocked":
                    raise
                failure = error
        found = await self._find_on_home(channel)
        if found is None or (failure and found == known):
            raise failure or ListFailure(
                self.site.home, "empty_list", f"channel {channel.title!r} is not among the home page's links"
            )
        report.url = found
        answer = await self._list_page(PageRequest(found))
        self.archive.ledger.update_channel(channel.key, url=found, found_on=self.site.home)
        return answer

    async def _past_the_shell(self, request: PageRequest | None) -> ListAnswer | None:
        """The request that brought the entries last time; None when it does so no more, or never did."""
        if request is None:
            return None
        try:
            answer = await self._list_page(request)
        except ListFailure as failure:
            if failure.kind in UNREACHABLE or failure.kind == "blocked":
                raise
            return None
        return answer if answer.listing.entries else None

    async def _find_on_home(self, channel: Channel) -> str | None:
        if self._home is None:
            try:
                self._home = await self._download(PageRequest(self.site.home), "home")
            except Exception as error:
                raise self._list_failure(self.site.home, error) from error
        return find_channel(self._home.body, self._home.url, channel.title)

    async def _walk(self, channel: Channel, report: ChannelReport, answer: ListAnswer) -> None:
        ledger = self.archive.ledger
        state = ledger.channel(channel.key, channel.title)
        number = state.walk + 1
        ledger.update_channel(channel.key, walk=number, visited_at=answer.captured.fetched_at)
        walk = Walk(
            identify=identify,
            on_known_ground=lambda identity: (ledger.known_walk(channel.key, identity) or number) <= state.closed_walk,
            budget=self.crawler.settings.getint("MAX_LIST_PAGES"),
            full=self.full,
            last_start=state.last_start,
            choice=state.next_choice,
        )
        if answer.listing.entries_elsewhere:
            ledger.update_channel(channel.key, entry_request=None)
        while True:
            step = walk.take(answer.listing)
            self._see(channel, report, step.fresh, walk, number, answer)
            if walk.pages == 1 and walk.shells:
                ledger.update_channel(channel.key, entry_request=request_text(answer.request))
            if step.stop:
                stop = step.stop
                break
            following, stop = await self._following_page(step.next, walk)
            if following is None:
                break
            answer = following
        self._end_walk(channel, report, walk, stop, state, number)

    def _see(
        self, channel: Channel, report: ChannelReport, fresh: tuple[Any, ...], walk: Walk, number: int,
        answer: ListAnswer,
    ) -> None:  # fmt: skip
        if report.first_page is None and answer.listing.entries:
            report.first_page = self._look_at(channel, answer.listing)
        added = 0
        for identity, entry in fresh:
            self._position += 1
            added += self.archive.see(
                channel.key, identity, entry, walk=number, position=self._position, page=answer.captured
            )
            report.external += entry.external
        report.new_entries += added
        for line in answer.listing.problems:
            self.report.problem(answer.listing.url, "malformed_link", line)
        self.report.counts.skipped += len(fresh) - added
        self.report.counts.list_pages += walk.pages - report.list_pages
        report.entries, report.list_pages = walk.entries, walk.pages
        report.unreachable_links = walk.unreachable_links
        report.platform = report.platform or answer.listing.platform

    def _look_at(self, channel: Channel, listing: Listing) -> FirstPage:
        identities = [identify(entry.url) for entry in listing.entries]
        listed, elsewhere = self._history.listed(channel.key, identities)
        return look_at(listing, identities, listed, elsewhere)

    async def _following_page(self, candidates: tuple[PageRequest, ...], walk: Walk) -> tuple[ListAnswer | None, Stop]:
        """The first candidate that goes on with the list; None and why the walk stops when there is none."""
        stop: Stop = "end"
        for place, request in walk.ordered(candidates):
            walk.asked.add(request)
            try:
                answer = await self._list_page(request)
            except ListFailure as failure:
                # A server in trouble (HTTP 5xx, 403 …) says nothing about where the list ends.
                if failure.kind not in ("soft_404", "empty_list") and failure.detail not in ("HTTP 404", "HTTP 410"):
                    raise
                continue
            verdict = walk.judge(answer.listing)
            if verdict == "new":
                walk.chose(place)
                return answer, stop
            if verdict != "empty":
                stop = verdict
        return None, stop

    def _end_walk(
        self, channel: Channel, report: ChannelReport, walk: Walk, stop: Stop, state: ChannelState, number: int
    ) -> None:
        report.stopped = stop
        url = report.url or self.site.home
        shortfall = walk.shortfall(stop)
        if stop == "empty":
            report.fail("broken", "the list has no entries")
            self.report.problem(url, "empty_list", "no entries where the list should be")
        elif stop == "foreign":
            report.fail("degraded", f"another page was served in place of list page {walk.pages + 1}")
            self.report.problem(url, "foreign_list", f"another page in place of list page {walk.pages + 1}")
        elif shortfall:
            report.fail("degraded", f"the list is shorter than it says: {shortfall}")
            self.report.problem(url, "short_list", shortfall)
        elif walk.pages > 1 and walk.entries < self.site.listing.at_least:
            report.fail("degraded", f"{walk.entries} entries, expected at least {self.site.listing.at_least} a page")
        if stop == "limit":
            self.report.problem(url, "limit", f"stopped after {walk.pages} list pages")
        changes: dict[str, Any] = {"platform": report.platform, "total_pages": walk.total_pages}
        changes["next_choice"] = walk.choice
        if stop in ("end", "repeat"):
            changes["ended_at"] = walk.pages
        if walk.closes(stop, state.ended_at):
            changes |= {"closed_walk": number, "last_start": json.dumps(walk.start)}
        self.archive.ledger.update_channel(channel.key, **changes)

    async def _list_page(self, request: PageRequest) -> ListAnswer:
        try:
            response = await self._download(request, "list")
            captured: Captured = response.meta["captured"]
            listing = self.read_list(
                response.body,
                response.url,
                charset=charset_of(response),
                site=self.site,
                fetched_at=captured.fetched_at,
            )
        except Exception as error:
            raise self._list_failure(request.url, error) from error
        return ListAnswer(request, listing, captured)

    def _list_failure(self, url: str, error: Exception) -> ListFailure:
        known = classify(error)
        if known is None or (isinstance(error, FangzhiError) and not isinstance(error, PageError)):
            raise error
        return ListFailure(url, *known)

    async def _download(self, page: PageRequest, role: str) -> Response:
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
            yield await self._read(response, pending)
        except StorageError as error:
            self.fail_storage(error)
        except Exception as error:
            self._article_lost(response.url, pending, error)

    async def _read(self, response: Response, pending: PendingEntry) -> Printed:
        if response.status != 200:
            raise HttpError(response)  # 206 is a piece of a page, 201 … 205 are none
        captured: Captured = response.meta["captured"]
        parts: dict[str, Part] = {}
        lost: dict[str, str] = {}
        also = [self._also("list", self.archive.ledger.response(pending.list_seq))] if pending.list_seq else []
        for _ in range(MAX_PART_ROUNDS):
            printed = self.read_page(
                response.body,
                response.url,
                charset=charset_of(response),
                site=self.site,
                entry=pending.entry,
                fetched_at=captured.fetched_at,
                parts=tuple(parts.values()),
            )
            missing = [url for url in printed.more if url not in parts and url not in lost]
            if not missing:
                break
            for url in missing:
                try:
                    part = await self._download(PageRequest(url), "part")
                except Exception as error:
                    lost[url] = self._lost_part(url, error)
                    continue
                parts[url] = Part(url, part.body, charset_of(part))
                also.append(self._also("part", part.meta["captured"].pointer))
        self.report.counts.articles_read += 1
        pointer = captured.pointer
        return dataclasses.replace(
            printed,
            channel=pending.channel,
            fetched_at=captured.fetched_at,
            listed_as=pending.identity,
            warnings=(*printed.warnings, *lost.values()),
            evidence=Evidence(
                warc=pointer.warc,
                offset=pointer.offset,
                record_id=pointer.record_id,
                payload_sha256=pointer.payload_sha256,
                also=tuple(also),
            ),
        )

    def _lost_part(self, url: str, error: Exception) -> str:
        """The warning for a part that is gone for good; what may pass is raised: the article waits for it."""
        known = classify(error)
        if known is None or is_passing(*known):
            raise error
        self.report.problem(url, *known)
        return f"body: part {url} is missing: {known[0]}"

    @staticmethod
    def _also(role: str, pointer: Any) -> Also:
        return Also(
            role=role,
            warc=pointer.warc,
            offset=pointer.offset,
            record_id=pointer.record_id,
            payload_sha256=pointer.payload_sha256,
        )

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
        self._note_lost(url, pending.identity, pending.channel, error)

    def _note_lost(self, url: str, identity: str, channel: str | None, error: BaseException) -> None:
        if isinstance(error, StorageError):
            self.fail_storage(error)
            return
        known = classify(error)
        if known is None:
            raise error
        kind, detail = known
        if kind == "paused" and self._paused:
            return  # said once; the article stays pending
        self._paused = self._paused or kind == "paused"
        self.report.problem(url, kind, detail)
        if kind == "blocked":
            self.report.block(url, detail)
        gone = kind in ("soft_404", "offsite") or detail in ("HTTP 404", "HTTP 410")
        self.report.failed_articles += not gone
        self.report.tally(channel).failed += not gone
        state = "failed" if is_passing(kind, detail) else "missing" if gone else "refused"
        self.archive.settle(identity, state, detail=f"{kind}: {detail}")

    def _item_failed(self, failure: Failure, item: Any) -> None:
        if isinstance(failure.value, StorageError):
            self.fail_storage(failure.value)
        elif isinstance(failure.value, PageError):
            self._note_lost(item.url, item.listed_as, item.channel, failure.value)
        elif not isinstance(failure.value, DropItem):
            self.report.internal_error = f"{type(failure.value).__name__}: {failure.value}"

    def _code_failed(self, failure: Failure) -> None:
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
        try:
            if not (self.trial or self.report.interrupted or self.report.storage_error):
                # An interrupted run leaves its channels due: the next one goes on.
                self.archive.ledger.set_meta("site_file", stamp_of(self))
                conclude(self._history, self.site, self.report, self.wanted)
            self.archive.close(keep=not self.report.storage_error)
        except StorageError as error:
            self.report.storage_error = str(error)
        with contextlib.suppress(StorageError):
            write_json(self.archive.folder / "report.json", self.report.to_dict())
        if not self.trial:
            note_site(self.archive.folder)


def charset_of(response: Response) -> str | None:
    """The charset that the Content-Type header claims."""
    header = response.headers.get("Content-Type") or b""
    _, _, claim = header.decode("latin-1").lower().partition("charset=")
    return claim.split(";")[0].strip(" \"'") or None
