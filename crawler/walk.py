"""One walk along a channel's list: what is new, where to go on, when to stop. Decisions only, no network.

Known ground is what earlier, completed walks have listed. A walk ends when it comes to a page that is all
known ground, or to the end of the list; only then is the ground it covered known too. So a walk that was
broken off, by a crash or a budget, never makes later walks believe that the gap behind it is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from crawler.items import Entry, Listing, PageRequest

Stop = Literal["end", "known", "limit", "repeat", "empty"]

#: A list that ends this far below its own promise is reported.
SHORT_SHARE = 0.95
SHORT_COUNT = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What to do after a list page: entries not listed before, then either `next` (best first) or `stop`."""

    fresh: tuple[tuple[str, Entry], ...]
    next: tuple[PageRequest, ...] = ()
    stop: Stop | None = None


@dataclass(slots=True)
class Walk:
    """The state of one walk.

    `identify` gives an entry's identity, `on_known_ground` tells whether a completed walk listed it.
    `budget` is the number of list pages allowed. A `full` walk goes on to the end.
    """

    identify: Callable[[str], str]
    on_known_ground: Callable[[str], bool]
    budget: int
    full: bool = False
    pages: int = 0
    entries: int = 0
    unreachable_links: int = 0
    promised: int | None = None
    total_pages: int | None = None
    position: int = 0
    _seen: set[str] = field(default_factory=set)

    def take(self, listing: Listing) -> Step:
        """Take the next page of the list."""
        self.promised = self.promised or listing.total_entries
        self.total_pages = self.total_pages or listing.total_pages
        if listing.entries_elsewhere and not listing.entries:
            # A shell: the page is there, its entries come with the next request.
            return Step((), listing.next) if listing.next else Step((), stop="empty")
        named = [(self.identify(entry.url), entry) for entry in listing.entries]
        fresh = tuple((identity, entry) for identity, entry in named if identity not in self._seen)
        first_page = self.pages == 0
        self.pages += 1
        self.entries += len(fresh)
        self.unreachable_links += len(listing.problems)
        self._seen.update(identity for identity, _ in fresh)
        if not named and not listing.problems:
            return Step((), stop="empty" if first_page else "end")
        if named and not fresh and not first_page:
            return Step((), stop="repeat")
        return self._go_on(fresh, named, listing)

    def _go_on(self, fresh: tuple[tuple[str, Entry], ...], named: list[tuple[str, Entry]], listing: Listing) -> Step:
        if not listing.next:
            return Step(fresh, stop="end")
        if not self.full and named and all(self.on_known_ground(identity) for identity, _ in named):
            return Step(fresh, stop="known")
        if self.pages >= self.budget:
            return Step(fresh, stop="limit")
        return Step(fresh, listing.next)

    def closes(self, stop: Stop) -> bool:
        """Whether a walk that stopped so has left no gap."""
        return stop in ("end", "known", "repeat") and not self.shortfall(stop)

    def shortfall(self, stop: Stop) -> str | None:
        """How far a list that came to its end stayed below its own promise; None when it kept it."""
        if stop not in ("end", "repeat"):
            return None
        if self.total_pages and self.pages < self.total_pages:
            return f"{self.pages} of {self.total_pages} list pages"
        found = self.entries + self.unreachable_links
        if self.promised and found < self.promised * SHORT_SHARE and found < self.promised - SHORT_COUNT:
            return f"{found} of {self.promised} entries"
        return None
