"""The report of a run: did the site give what it promises? Written as report.json."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from crawler import __version__
from crawler.monitor.visit import ArticleTally, FirstPage

MAX_PROBLEMS = 1_000

#: Health words, best first, with the exit code each asks for.
EXIT_OF_HEALTH = {"ok": 0, "quiet": 0, "degraded": 3, "broken": 3, "unreachable": 3, "blocked": 4}
WORST_FIRST = ("blocked", "unreachable", "broken", "degraded", "ok", "quiet")

#: Problems that mean the host was not reached at all.
UNREACHABLE = frozenset({"connection", "timeout", "dns", "certificate", "paused"})

#: A site whose articles fail this often, and at least this many times, is degraded.
DEGRADED_SHARE = 0.2
DEGRADED_COUNT = 3


@dataclass(slots=True)
class ChannelReport:
    """One channel in one run. `stopped`: why the walk ended; `passed_over`: answers that were no page of the list."""

    key: str
    title: str
    url: str | None = None
    platform: str | None = None
    list_pages: int = 0
    passed_over: int = 0
    entries: int = 0
    new_entries: int = 0
    external: int = 0
    unreachable_links: int = 0
    health: str = "ok"
    reason: str | None = None
    stopped: str | None = None
    first_page: FirstPage | None = None
    articles: ArticleTally = field(default_factory=ArticleTally)

    def settle(self, health: str, reason: str | None) -> None:
        """Take the verdict that the channel's past allows."""
        if health == "quiet" and self.health == "ok":
            self.health, self.reason = health, reason
        else:
            self.fail(health, reason or "")

    def to_dict(self) -> dict[str, Any]:
        """The channel as JSON values: articles as counts, not each of them."""
        plain = asdict(self)
        return plain | {"articles": self.articles.counts()}

    def fail(self, health: str, reason: str) -> None:
        """Note the worst thing that happened to the channel."""
        if WORST_FIRST.index(health) < WORST_FIRST.index(self.health):
            self.health, self.reason = health, reason


@dataclass(slots=True)
class Counts:
    """Counted things of a run. `response_bytes` are body bytes as received; `skipped` entries were known.

    `waiting` articles are asked for by the next run, `given_up` ones (too many tries) by a full one only.
    """

    requests: int = 0
    response_bytes: int = 0
    list_pages: int = 0
    articles_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    skipped: int = 0
    files: int = 0
    waiting: int = 0
    given_up: int = 0


@dataclass(slots=True)
class Report:
    """Everything one run has to say about one site.

    `held`: why articles were left for a later run, by host. `unverified`: what is wrong with the certificates of
    hosts that a site file excepts, by host.
    """

    site: str
    title: str
    kind: str = "real"
    full: bool = False
    started_at: str = field(default_factory=lambda: _now())
    counts: Counts = field(default_factory=Counts)
    channels: dict[str, ChannelReport] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)
    problem_counts: Counter[str] = field(default_factory=Counter)
    failed_articles: int = 0
    held: dict[str, str] = field(default_factory=dict)
    unverified: dict[str, str] = field(default_factory=dict)
    blocked_by: str | None = None
    interrupted: bool = False
    storage_error: str | None = None
    internal_error: str | None = None
    _clock: float = field(default_factory=time.monotonic)

    def count_response(self, body_bytes: int) -> None:
        """Count an answer."""
        self.counts.requests += 1
        self.counts.response_bytes += body_bytes

    def problem(self, url: str, kind: str, detail: str) -> None:
        """Record something that went wrong; kinds are those of the contract."""
        self.problem_counts[kind] += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append({"url": url, "kind": kind, "detail": detail[:500]})

    def hold(self, url: str, kind: str, detail: str) -> None:
        """What is left of this host's articles waits for a later run: said once for a host."""
        if self.holds(url):
            return
        self.held[_host(url)] = f"{kind}: {detail}"
        if kind != "blocked":  # said already, where it began
            self.problem(url, kind, detail)

    def holds(self, url: str) -> bool:
        """Whether this run asks nothing more of a URL's host."""
        return bool(self.held) and _host(url) in self.held

    def tally(self, channel: str | None) -> ArticleTally:
        """Where the articles of a channel are counted; those of channels not visited in this run count for nobody."""
        seen = self.channels.get(channel or "")
        return seen.articles if seen else ArticleTally()

    def block(self, url: str, detail: str) -> None:
        """The site refuses us: nothing more is asked of it in this run."""
        self.blocked_by = self.blocked_by or f"{url}: {detail}"

    @property
    def health(self) -> tuple[str, str | None]:
        """The site's health in one word, and why."""
        if self.blocked_by:
            return "blocked", self.blocked_by
        worst = min(
            (channel for channel in self.channels.values()),
            key=lambda channel: WORST_FIRST.index(channel.health),
            default=None,
        )
        if worst is not None and worst.health not in ("ok", "quiet"):
            return worst.health, f"{worst.title}: {worst.reason}"
        if self.held:
            return "degraded", f"the rest waits for the next run: {next(iter(self.held.values()))}"
        tried = self.counts.articles_read + self.failed_articles
        if self.failed_articles >= DEGRADED_COUNT and self.failed_articles > DEGRADED_SHARE * tried:
            return "degraded", f"{self.failed_articles} of {tried} articles could not be read"
        return worst.health if worst else "ok", None

    @property
    def error(self) -> str | None:
        """What ended the run on our side, whatever the site's health: a failed disk, a mistake of ours."""
        return self.storage_error or self.internal_error

    @property
    def exit_code(self) -> int:
        """What a command should return for this site."""
        if self.interrupted:
            return 130
        if self.internal_error:
            return 1
        if self.storage_error:
            return 5
        return EXIT_OF_HEALTH[self.health[0]]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        health, reason = self.health
        return {
            "site": self.site,
            "title": self.title,
            "kind": self.kind,
            "health": health,
            "reason": reason,
            "exit_code": self.exit_code,
            "started_at": self.started_at,
            "ended_at": _now(),
            "seconds": round(time.monotonic() - self._clock, 3),
            "version": __version__,
            "full": self.full,
            "interrupted": self.interrupted,
            "storage_error": self.storage_error,
            "internal_error": self.internal_error,
            "counts": asdict(self.counts) | {"problems": self.problem_counts.total()},
            "channels": [channel.to_dict() for channel in self.channels.values()],
            "certificates_not_verified": dict(sorted(self.unverified.items())),
            "problem_counts": dict(sorted(self.problem_counts.items())),
            "problems": self.problems,
        }


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
