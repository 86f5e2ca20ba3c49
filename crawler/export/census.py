"""What a dataset holds, counted while its rows pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.export.columns import Row
from crawler.items import RECORD_FIELDS

#: Reading fields that every record has, and those that are filled together with another one.
_ALWAYS = {"url", "canonical_url", "language", "content_sha256", "reader"}
_COMPANIONS = {"publish_precision", "source_raw", "body_html", "provenance"}

#: Fields whose fill rate says something about a site, in the record's order.
COUNTED = tuple(f.name for f in RECORD_FIELDS if f.metadata["reading"] and f.name not in _ALWAYS | _COMPANIONS)


@dataclass(slots=True)
class SiteCount:
    """One site's share of a dataset. Days are YYYY-MM-DD; None: no article prints one."""

    site: str
    title: str
    rows: int = 0
    first_day: str | None = None
    last_day: str | None = None
    filled: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        """Count an article."""
        self.rows += 1
        self.filled.update(name for name in COUNTED if row[name] not in (None, [], ()))
        if day := (row["publish_time"] or "")[:10]:
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day or day, day)

    def fill_rate(self, name: str) -> float:
        """Share of articles in which a field is filled, 0 to 1."""
        return self.filled[name] / self.rows if self.rows else 0.0


@dataclass(slots=True)
class Census:
    """All sites of a dataset; `fetched` is the span of fetch times (UTC)."""

    sites: dict[str, SiteCount] = field(default_factory=dict)
    fetched_first: str | None = None
    fetched_last: str | None = None

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, counted as they pass."""
        for row in rows:
            self._add(row)
            yield row

    def _add(self, row: Row) -> None:
        site = self.sites.setdefault(row["site"], SiteCount(row["site"], row["site_title"] or row["site"]))
        site.add(row)
        if at := row["fetched_at"]:
            self.fetched_first = min(self.fetched_first or at, at)
            self.fetched_last = max(self.fetched_last or at, at)

    @property
    def rows(self) -> int:
        """Articles in all."""
        return sum(site.rows for site in self.sites.values())

    @property
    def first_day(self) -> str | None:
        """Day of the oldest article."""
        return min((site.first_day for site in self.sites.values() if site.first_day), default=None)

    @property
    def last_day(self) -> str | None:
        """Day of the newest article."""
        return max((site.last_day for site in self.sites.values() if site.last_day), default=None)
