"""One visit of one listed article: its page read, the parts it asks for fetched, its evidence gathered."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.archive.archive import Captured
from crawler.archive.frontier import PendingEntry
from crawler.archive.warc import Pointer
from crawler.failures import classify, is_passing
from crawler.identity import identify
from crawler.items import Also, Evidence, PageRequest, Part, Printed
from crawler.net.handler import NotAsked, Refused
from crawler.visit import charset_of
from crawler.walk import read_in_parts

if TYPE_CHECKING:
    from crawler.spider import SiteSpider


class ArticleVisit:
    """Reads an article for a spider. What goes wrong is raised; parts that are gone for good cost a warning."""

    def __init__(self, spider: SiteSpider, pending: PendingEntry) -> None:
        self.spider, self.pending = spider, pending
        self.warnings: list[str] = []
        self.also: list[Also] = []

    async def read(self, response: Response) -> Printed:
        """What the page and its parts say."""
        if response.status != 200:
            raise HttpError(response)  # 206 is a piece of a page, 201 … 205 are none
        self._check_landing(response)
        captured: Captured = response.meta["captured"]
        if self.pending.list_seq:
            self._note("list", self.spider.archive.ledger.response(self.pending.list_seq))

        def read(parts: tuple[Part, ...]) -> Printed:
            return self.spider.read_page(
                response.body,
                response.url,
                charset=charset_of(response),
                site=self.spider.site,
                entry=self.pending.entry,
                fetched_at=captured.fetched_at,
                parts=parts,
            )

        printed, left_out = await read_in_parts(read, self._part, self.spider.settings.getint("MAX_PARTS"))
        if left_out:
            self.spider.report.problem(response.url, "limit", left_out)
            self.warnings.append(f"body: {left_out}")
        self.spider.report.counts.articles_read += 1
        return dataclasses.replace(
            printed,
            channel=self.pending.channel,
            fetched_at=captured.fetched_at,
            listed_as=self.pending.identity,
            warnings=(*printed.warnings, *self.warnings),
            evidence=_evidence(captured.pointer, tuple(self.also)),
        )

    async def _part(self, url: str) -> Part | None:
        try:
            part = await self.spider.download(PageRequest(url), "part")
            self._check_landing(part)
        except Exception as error:
            self._lose(url, error)
            return None
        self._note("part", part.meta["captured"].pointer)
        return Part(url, part.body, charset_of(part))

    def _lose(self, url: str, error: Exception) -> None:
        """Warn of a part that is gone for good; what may pass is raised: the article waits for it."""
        known = classify(error)
        if known is None or is_passing(*known) or isinstance(error, NotAsked):
            raise error
        self.spider.report.problem(url, *known)
        self.warnings.append(f"body: part {url} is missing: {known[0]}")

    def _check_landing(self, response: Response) -> None:
        """A page that is gone often leads to the site's front doors, which answer 200 and may read like an article."""
        if "redirect_urls" not in response.meta:
            return
        site, channels = self.spider.site, self.spider.report.channels.values()
        doors = {site.home, *(channel.url for channel in channels if channel.url)}
        if identify(response.url) in map(identify, doors):
            raise Refused("soft_404", f"led to {response.url} instead")

    def _note(self, role: str, pointer: Pointer) -> None:
        self.also.append(
            Also(
                role=role,
                warc=pointer.warc,
                offset=pointer.offset,
                record_id=pointer.record_id,
                payload_sha256=pointer.payload_sha256,
            )
        )


def _evidence(pointer: Pointer, also: tuple[Also, ...]) -> Evidence:
    return Evidence(
        warc=pointer.warc,
        offset=pointer.offset,
        record_id=pointer.record_id,
        payload_sha256=pointer.payload_sha256,
        also=also,
    )
