"""What one visit of a channel saw, as numbers: of its first list page, of its walk, of the articles it led to."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.items import Article, Listing

_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNS = re.compile(r"[\s\d\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """The first page of a list that has entries.

    `known`: listed by this channel before; `elsewhere`: listed before, but by other channels only. Of the known ones
    `moved_dates` have another date than then and `changed_titles` another title. `newest` is the newest printed
    day among entries that are not pinned, `days` counts different ones. `han_share` is the share of Chinese
    characters among the letters of titles. `goes_on`: a further page is offered.
    """

    heading: str | None = None
    entries: int = 0
    external: int = 0
    known: int = 0
    elsewhere: int = 0
    moved_dates: int = 0
    changed_titles: int = 0
    dated: int = 0
    days: int = 0
    titles: int = 0
    han_share: float = 0.0
    newest: str | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelVisit:
    """One visit of a channel, as the ledger keeps it. `at` is in Unix seconds; `health` and `reason` are its verdict.

    `read` articles were read, of which `titled`, `timed`, `sourced` and `bodied` have that field; `same_title`
    share their title with another one of this visit; `failed` did not come or could not be read, `gone` are not there.
    `body_chars` is the median length of the bodies.
    """

    channel: str
    at: float
    health: str = "ok"
    reason: str | None = None
    new: int = 0
    list_pages: int = 0
    page: FirstPage = FirstPage()
    read: int = 0
    failed: int = 0
    gone: int = 0
    titled: int = 0
    timed: int = 0
    sourced: int = 0
    bodied: int = 0
    same_title: int = 0
    body_chars: float = 0.0


@dataclass(slots=True)
class ArticleTally:
    """Counts the articles of one channel while they come."""

    read: int = 0
    failed: int = 0
    gone: int = 0
    timed: int = 0
    sourced: int = 0
    titles: list[str] = field(default_factory=list)
    body_chars: list[int] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Count an article that was read."""
        self.read += 1
        self.timed += article.publish_time is not None
        self.sourced += article.source is not None
        if article.title:
            self.titles.append(article.title)
        if article.body or article.attachments or article.images:
            # A notice that is only a picture or a file is as whole as one in words.
            self.body_chars.append(len(article.body or ""))

    def counts(self) -> dict[str, float]:
        """The fields of ChannelVisit that tell of articles."""
        return {
            "read": self.read,
            "failed": self.failed,
            "gone": self.gone,
            "titled": len(self.titles),
            "timed": self.timed,
            "sourced": self.sourced,
            "bodied": len(self.body_chars),
            "same_title": len(self.titles) - len(set(self.titles)),
            "body_chars": statistics.median(self.body_chars) if self.body_chars else 0.0,
        }


def look_at(
    listing: Listing,
    identities: list[str],
    listed: Mapping[str, tuple[str, str | None]],
    elsewhere: frozenset[str] = frozenset(),
) -> FirstPage:
    """The numbers of a first list page. `identities`: of its entries, in order; `listed`: title and date under which
    this channel first listed those it knows; `elsewhere`: those that only other channels know."""
    entries = listing.entries
    known = [
        (entry, listed[identity]) for entry, identity in zip(entries, identities, strict=True) if identity in listed
    ]
    dates = [entry.date for entry in entries if entry.date]
    return FirstPage(
        heading=listing.heading,
        entries=len(entries),
        external=sum(entry.external for entry in entries),
        known=len(known),
        elsewhere=len(elsewhere),
        moved_dates=sum(bool(entry.date and date and entry.date != date) for entry, (_, date) in known),
        changed_titles=sum(entry.title != title for entry, (title, _) in known),
        dated=len(dates),
        days=len(set(dates)),
        titles=len({entry.title for entry in entries}),
        han_share=round(_han_share("".join(entry.title for entry in entries)), 3),
        newest=max((entry.date for entry in entries if entry.date and not entry.pinned), default=None),
        goes_on=bool(listing.next),
    )


def _han_share(text: str) -> float:
    letters = _SIGNS.sub("", text)
    return len(_HAN.findall(letters)) / len(letters) if letters else 0.0
