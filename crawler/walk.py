"""One walk along a channel's list: what is new, where to go on, when to stop. Decisions only, no network.

Known ground is what earlier, completed walks have listed. A walk ends when it comes to a page that is all
known ground, or to the end of the list; only then is the ground it covered known too. So a walk that was
broken off, by a crash or a budget, never makes later walks believe that the gap behind it is closed.

A first page that is all known ground but not as it was last time has been reordered, or posts were pinned,
or some were put in further down: then the second page is looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from crawler.errors import over
from crawler.items import Entry, Listing, PageRequest, Part

Stop = Literal["end", "known", "limit", "repeat", "foreign", "empty"]
Verdict = Literal["new", "repeat", "foreign", "empty"]

#: A list that ends this far below its own promise is reported.
SHORT_SHARE = 0.95
SHORT_COUNT = 3

_PAGE_WORDS = re.compile(r"第?\s*\d+\s*页?|[\s\-_|·—:：,，()（）\[\]【】]+")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do after a list page: entries not listed before, then either `next` (best first) or `stop`."""

    fresh: tuple[tuple[str, Entry], ...]
    next: tuple[PageRequest, ...] = ()
    stop: Stop | None = None


@dataclass(slots=True)
class Walk:
    """The state of one walk.

    `identify` gives an entry's identity, `on_known_ground` tells whether a completed walk listed it,
    `last_start` holds the first page's identities at the last visit. `budget` is the number of list pages
    allowed, `most_requests` that of requests for them. A `full` walk goes on to the end. `asked`: the requests made so
    far, `limit`: what stopped a walk that stops at a limit,
    `shells`: pages without entries of their own, `choice`: which of several candidates for page 2 was right,
    `shrank`: the list says of itself that it lost posts meanwhile.
    """

    identify: Callable[[str], str]
    on_known_ground: Callable[[str], bool]
    budget: int
    most_requests: int = 1_000_000
    full: bool = False
    limit: str = ""
    last_start: Sequence[str] = ()
    pages: int = 0
    shells: int = 0
    choice: int = 0
    shrank: bool = False
    entries: int = 0
    unreachable_links: int = 0
    promised: int | None = None
    total_pages: int | None = None
    start: tuple[str, ...] = ()
    _seen: set[str] = field(default_factory=set)
    asked: set[PageRequest] = field(default_factory=set)
    _first: Listing | None = None
    _shapes: set[str] = field(default_factory=set)

    def judge(self, listing: Listing) -> Verdict:
        """What a page is to this walk, before it is taken: servers answer 200 with other pages."""
        if listing.entries_elsewhere and not listing.entries:
            return "new"
        if not listing.entries and not listing.problems:
            return "empty"
        if listing.entries and all(self.identify(entry.url) in self._seen for entry in listing.entries):
            return "repeat"
        return "foreign" if self._is_foreign(listing) else "new"

    def take(self, listing: Listing) -> Step:
        """Take the next page of the list."""
        if listing.entries_elsewhere and not listing.entries:
            # A shell: the page is there, its entries come with the next request. Shells without end are a trap.
            self.shells += 1
            if self.shells > self.budget:
                return self._at_limit((), "MAX_LIST_PAGES", f"{self.shells} pages without entries", self.budget)
            return self._onwards((), listing) if listing.next else Step((), stop="empty")
        if not listing.entries and not listing.problems:
            return Step((), stop="end" if self.pages else "empty")
        named = tuple((self.identify(entry.url), entry) for entry in listing.entries)
        once = dict(reversed(named))  # a pinned post often stands twice
        fresh = tuple((identity, once[identity]) for identity in dict(named) if identity not in self._seen)
        self._count(listing, named, fresh)
        if named and not fresh:
            return Step((), stop="repeat")
        if not listing.next:
            return Step(fresh, stop="end")
        if self._is_known(named):
            return Step(fresh, stop="known")
        if self.pages >= self.budget:
            return self._at_limit(fresh, "MAX_LIST_PAGES", f"more than {self.pages} pages", self.budget)
        return self._onwards(fresh, listing)

    def closes(self, stop: Stop, pages_before: int | None = None) -> bool:
        """Whether a walk that stopped so has left no gap.

        A list that lost posts meanwhile may have hidden others from it. One that ends below its promise leaves
        a gap, unless it ended at the same page the last time (`pages_before`): then no more of it is published.
        """
        if stop not in ("end", "known", "repeat") or self.shrank:
            return False
        return not self.shortfall(stop) or self.pages == pages_before

    def shortfall(self, stop: Stop) -> str | None:
        """How far a list that came to its end stayed below its own promise; None when it kept it."""
        if stop not in ("end", "repeat", "foreign"):
            return None
        if self.total_pages and self.pages < self.total_pages:
            return f"{self.pages} of {self.total_pages} list pages"
        found = self.entries + self.unreachable_links
        if self.promised and found < self.promised * SHORT_SHARE and found < self.promised - SHORT_COUNT:
            return f"{found} of {self.promised} entries"
        return None

    def _count(
        self, listing: Listing, named: tuple[tuple[str, Entry], ...], fresh: tuple[tuple[str, Entry], ...]
    ) -> None:
        if self._first is None:
            self._first = listing
            self.start = tuple(identity for identity, _ in named)
        # Posts deleted while we walk pull later ones onto pages we have passed.
        if listing.total_entries and self.promised and listing.total_entries < self.promised:
            self.shrank = True
        self.promised = self.promised or listing.total_entries
        self.total_pages = self.total_pages or listing.total_pages
        self.pages += 1
        self.entries += len(fresh)
        self.unreachable_links += len(listing.problems)
        self._seen.update(identity for identity, _ in fresh)
        self._shapes.update(_shape(entry.url) for _, entry in named)

    def _is_known(self, named: tuple[tuple[str, Entry], ...]) -> bool:
        if self.full or not named or not all(self.on_known_ground(identity) for identity, _ in named):
            return False
        return self.pages > 1 or tuple(self.last_start) == self.start

    def ordered(self, candidates: Sequence[PageRequest]) -> list[tuple[int, PageRequest]]:
        """The candidates not asked for yet, with their places; behind the first page, where a pager's numbering
        is in doubt, the place that was right before comes first."""
        placed = [(place, request) for place, request in enumerate(candidates) if request not in self.asked]
        return sorted(placed, key=lambda candidate: self.pages == 1 and candidate[0] != self.choice)

    def chose(self, place: int) -> None:
        """Remember which candidate went on with the list."""
        if self.pages == 1:
            self.choice = place

    def _onwards(self, fresh: tuple[tuple[str, Entry], ...], listing: Listing) -> Step:
        """Go on to requests that this walk has not made: a pager that leads in a circle ends there."""
        if not any(request not in self.asked for request in listing.next):
            return Step(fresh, stop="repeat")
        if len(self.asked) >= self.most_requests:
            asked = f"more than {len(self.asked)} requests for {self.pages} pages"
            return self._at_limit(fresh, "MAX_LIST_REQUESTS", asked, self.most_requests)
        return Step(fresh, listing.next)

    def _at_limit(self, fresh: tuple[tuple[str, Entry], ...], name: str, found: str, allowed: int) -> Step:
        self.limit = over(name, found, allowed)
        return Step(fresh, stop="limit")

    def _is_foreign(self, listing: Listing) -> bool:
        """Another column, or the home page, in place of the page asked for: another title, other articles."""
        first = self._first
        if first is None or not listing.entries:
            return False
        alike = sum(_shape(entry.url) in self._shapes for entry in listing.entries) / len(listing.entries)
        lost_pager = bool(first.total_pages or first.platform) and not (listing.total_pages or listing.platform)
        if _bare(first.heading or "") == _bare(listing.heading or ""):
            # The same title proves little: some sites have one title for all their pages.
            return alike == 0 and lost_pager
        return alike < 0.5 or lost_pager


class InParts(Protocol):
    """What a reading of an article tells of its parts: URLs still to fetch."""

    @property
    def more(self) -> tuple[str, ...]:
        """URLs of parts."""


Reading = TypeVar("Reading", bound=InParts)


async def read_in_parts(
    read: Callable[[tuple[Part, ...]], Reading], fetch: Callable[[str], Awaitable[Part | None]], most: int
) -> tuple[Reading, str | None]:
    """Read an article until it asks for no further part; each is fetched once, `most` in all.

    `fetch` gives None for a part that is gone. The second value says what the limit has left out.
    """
    parts: list[Part] = []
    asked: set[str] = set()
    while True:
        reading = read(tuple(parts))
        missing = [url for url in dict.fromkeys(reading.more) if url not in asked]
        allowed = missing[: most - len(asked)]
        if not allowed:
            return reading, over("MAX_PARTS", f"{most + len(missing)} parts", most) if missing else None
        asked.update(allowed)
        for url in allowed:
            if part := await fetch(url):
                parts.append(part)


def _bare(heading: str) -> str:
    """A page title without page numbers, spaces and separators."""
    return _PAGE_WORDS.sub("", heading)


def _shape(url: str) -> str:
    """An article address without its numbers: host, folders, names of the query."""
    parts = urlsplit(url)
    folder = re.sub(r"\d+", "0", parts.path.rpartition("/")[0])
    keys = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair))
    return f"{parts.hostname}{folder}?{keys}"
