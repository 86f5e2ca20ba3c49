"""One visit of one channel: its first list page found, the list walked, what it listed remembered."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from scrapy.http import Response

from crawler.archive.archive import Captured
from crawler.archive.frontier import ChannelState, request_text
from crawler.errors import FangzhiError, PageError
from crawler.extract.channels import find_channel
from crawler.extract.encoding import claimed_charset
from crawler.extract.list_entries import CUT
from crawler.failures import classify
from crawler.identity import identify
from crawler.items import Entry, Listing, PageRequest
from crawler.monitor.report import UNREACHABLE, ChannelReport
from crawler.monitor.visit import FirstPage, look_at
from crawler.site import Channel
from crawler.walk import Stop, Walk

if TYPE_CHECKING:
    from crawler.spider import SiteSpider


@dataclasses.dataclass(frozen=True, slots=True)
class ListAnswer:
    """A list page that came: what was asked for, what it lists and where its bytes lie."""

    request: PageRequest
    listing: Listing
    captured: Captured


#: Kinds after which asking for the list in another way would not help.
_FINAL = UNREACHABLE | {"blocked", "limit"}


class ListFailure(Exception):
    """A list page that did not come or is no list: problem kind and detail."""

    def __init__(self, url: str, kind: str, detail: str) -> None:
        self.url, self.kind, self.detail = url, kind, detail
        super().__init__(f"{url}: {kind}: {detail}")


class ChannelVisit:
    """Visits a channel for a spider."""

    def __init__(self, spider: SiteSpider, channel: Channel) -> None:
        self.spider, self.channel = spider, channel
        self.report = spider.report.channels[channel.key] = ChannelReport(channel.key, channel.title)

    async def run(self) -> None:
        """Visit the channel; what goes wrong stands in its self.report."""
        try:
            first = await self._first_page()
            await self._walk(first)
        except ListFailure as failure:
            self.spider.report.problem(failure.url, failure.kind, failure.detail)
            if failure.kind == "blocked":
                self.spider.report.block(failure.url, failure.detail)
            health = "unreachable" if failure.kind in UNREACHABLE else "broken"
            health = "blocked" if failure.kind == "blocked" else health
            health = "degraded" if failure.kind == "limit" else health
            self.report.fail(health, f"{failure.kind}: {failure.detail}")

    async def _first_page(self) -> ListAnswer:
        """The channel's first list page: from its known or remembered URL, else found on the home page by name."""
        state = self.spider.archive.frontier.channel(self.channel.key, self.channel.title)
        known = self.channel.url or state.url
        direct = await self._past_the_shell(state.entry_request)
        if direct:
            self.report.url, self.report.platform = known, state.platform
            return direct
        failure: ListFailure | None = None
        if known:
            try:
                self.report.url = known
                return await self._list_page(PageRequest(known))
            except ListFailure as error:
                if error.kind in _FINAL:
                    raise
                failure = error
        found = await self._find_on_home()
        if found is None or (failure and found == known):
            raise failure or ListFailure(
                self.spider.site.home,
                "empty_list",
                f"channel {self.channel.title!r} is not among the home page's links",
            )
        if failure:
            self.spider.report.problem(failure.url, failure.kind, f"{failure.detail}; the channel is now at {found}")
        self.report.url = found
        answer = await self._list_page(PageRequest(found))
        self.spider.archive.frontier.update_channel(self.channel.key, url=found, found_on=self.spider.site.home)
        return answer

    async def _past_the_shell(self, request: PageRequest | None) -> ListAnswer | None:
        """The request that brought the entries last time; None when it does so no more, or never did."""
        if request is None:
            return None
        try:
            answer = await self._list_page(request)
        except ListFailure as failure:
            if failure.kind in _FINAL:
                raise
            self.report.passed_over += 1
            return None
        self.report.passed_over += not answer.listing.entries
        return answer if answer.listing.entries else None

    async def _find_on_home(self) -> str | None:
        try:
            home = await self.spider.home_page()
        except Exception as error:
            raise self._list_failure(self.spider.site.home, error) from error
        return find_channel(home.body, home.url, self.channel.title, site=self.spider.site)

    async def _walk(self, answer: ListAnswer) -> None:
        frontier = self.spider.archive.frontier
        state = frontier.channel(self.channel.key, self.channel.title)
        number = state.walk + 1
        frontier.update_channel(self.channel.key, walk=number, visited_at=answer.captured.fetched_at)
        walk = Walk(
            identify=identify,
            on_known_ground=lambda identity: (
                (frontier.known_walk(self.channel.key, identity) or number) <= state.closed_walk
            ),
            budget=self._budget,
            most_requests=self.spider.settings.getint("MAX_LIST_REQUESTS"),
            full=self.spider.full,
            last_start=state.last_start,
            choice=state.next_choice,
        )
        if answer.listing.entries_elsewhere:
            frontier.update_channel(self.channel.key, entry_request=None)
        while True:
            step = walk.take(answer.listing)
            self._see(step.fresh, walk, number, answer)
            if walk.pages == 1 and walk.shells:
                frontier.update_channel(self.channel.key, entry_request=request_text(answer.request))
            if step.stop:
                stop = step.stop
                break
            following, stop = await self._following_page(step.next, walk)
            if following is None:
                break
            answer = following
        self._end_walk(walk, stop, state, number)

    def _see(self, fresh: tuple[tuple[str, Entry], ...], walk: Walk, number: int, answer: ListAnswer) -> None:
        if self.report.first_page is None and answer.listing.entries:
            self.report.first_page = self._look_at(answer.listing)
        added = 0
        for identity, entry in fresh:
            self.spider.position += 1
            added += self.spider.archive.see(
                self.channel.key, identity, entry, walk=number, position=self.spider.position, page=answer.captured
            )
            self.report.external += entry.external
        self.report.new_entries += added
        for line in answer.listing.problems:
            self._problem_of(answer.listing.url, line)
        self.spider.report.counts.skipped += len(fresh) - added
        self.spider.report.counts.list_pages += walk.pages - self.report.list_pages
        self.report.entries, self.report.list_pages = walk.entries, walk.pages
        self.report.unreachable_links = walk.unreachable_links
        self.report.platform = self.report.platform or answer.listing.platform

    def _problem_of(self, url: str, line: str) -> None:
        cut = line.startswith(CUT)
        self.spider.report.problem(url, "limit" if cut else "malformed_link", line)
        if cut:
            self.report.fail("degraded", f"entries were left out: {line}")

    def _look_at(self, listing: Listing) -> FirstPage:
        identities = [identify(entry.url) for entry in listing.entries]
        listed, elsewhere = self.spider.history.listed(self.channel.key, identities)
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
                self.report.passed_over += 1
                continue
            verdict = walk.judge(answer.listing)
            if verdict == "new":
                walk.chose(place)
                return answer, stop
            self.report.passed_over += 1
            if verdict != "empty":
                stop = verdict
        return None, stop

    def _end_walk(self, walk: Walk, stop: Stop, state: ChannelState, number: int) -> None:
        self.report.stopped = stop
        url = self.report.url or self.spider.site.home
        shortfall = walk.shortfall(stop)
        if stop == "empty":
            self.report.fail("broken", "the list has no entries")
            self.spider.report.problem(url, "empty_list", "no entries where the list should be")
        elif stop == "foreign":
            self.report.fail("degraded", f"another page was served in place of list page {walk.pages + 1}")
            self.spider.report.problem(url, "foreign_list", f"another page in place of list page {walk.pages + 1}")
        elif shortfall:
            self.report.fail("degraded", f"the list is shorter than it says: {shortfall}")
            self.spider.report.problem(url, "short_list", shortfall)
        elif walk.pages > 1 and walk.entries < self.spider.site.listing.at_least:
            self.report.fail(
                "degraded", f"{walk.entries} entries, expected at least {self.spider.site.listing.at_least} a page"
            )
        if stop == "limit":
            self._end_at_limit(url, walk.limit)
        changes: dict[str, Any] = {"platform": self.report.platform, "total_pages": walk.total_pages}
        changes["next_choice"] = walk.choice
        if stop in ("end", "repeat"):
            changes["ended_at"] = walk.pages
        if walk.closes(stop, state.ended_at):
            changes |= {"closed_walk": number, "last_start": json.dumps(walk.start)}
        self.spider.archive.frontier.update_channel(self.channel.key, **changes)

    def _end_at_limit(self, url: str, limit: str) -> None:
        """Say which limit ended the walk. One that the command line asked for is no fault of the site."""
        wanted = self.spider.settings.getint("WANTED_LIST_PAGES")
        if wanted and wanted == self._budget and limit.startswith("MAX_LIST_PAGES"):
            limit = limit.replace("MAX_LIST_PAGES", "--max-pages")
        else:
            self.report.fail("degraded", f"the list goes on: {limit}")
        self.spider.report.problem(url, "limit", limit)

    @property
    def _budget(self) -> int:
        most, wanted = (self.spider.settings.getint(name) for name in ("MAX_LIST_PAGES", "WANTED_LIST_PAGES"))
        return min(most, wanted or most)

    async def _list_page(self, request: PageRequest) -> ListAnswer:
        try:
            response = await self.spider.download(request, "list")
            captured: Captured = response.meta["captured"]
            listing = self.spider.read_list(
                response.body,
                response.url,
                charset=charset_of(response),
                site=self.spider.site,
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


def charset_of(response: Response) -> str | None:
    """The charset that the Content-Type header claims."""
    header = response.headers.get("Content-Type") or b""
    return claimed_charset(header.decode("latin-1"))
