"""Healthy histories raise no alarm; each kind of breakage is named on the first visit after it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.items import Entry, Listing, PageRequest
from crawler.monitor.health import Verdict, judge
from crawler.monitor.visit import ChannelVisit, look_at

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
PER_PAGE = 15
TOPICS = ["科技成果转化", "乡村振兴与科普惠农", "基层党建", "创新平台", "人才引进", "知识产权保护"]


class Channel:
    """A channel as the world makes it: posts on weekdays in bursts, holidays, notices that are short or bare."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.pace = self.chance.choice([0.2, 0.5, 1.0, 3.0])  # posts a working day
        self.bare = self.chance.choice([0.0, 0.003, 0.03])  # articles without a source, time or words
        self.holiday = self.chance.randrange(120, 300)
        self.now = START
        self.posts = [self._post(START - timedelta(days=n)) for n in range(40)]
        self.listed: dict[str, tuple[str, str | None]] = {}
        self.past: list[ChannelVisit] = []

    def _post(self, when: datetime) -> tuple[str, str, str]:
        number = self.chance.randrange(10**9)
        back = timedelta(days=self.chance.choice([0, 0, 0, 0, 1, 3]))  # posted later than dated
        return f"a/{number}", f"关于{self.chance.choice(TOPICS)}的通知第{number}号", f"{when - back:%Y-%m-%d}"

    def pass_time(self, hours: float = 6.0) -> int:
        """Time goes by, posts appear; how many."""
        self.now += timedelta(hours=hours)
        day = (self.now - START).days
        if self.now.weekday() >= 5 or self.holiday <= day < self.holiday + 9:
            return 0
        count = 0
        if self.chance.random() < self.pace / 8:
            count = self.chance.choice([1, 1, 2, 3, 6])
        for _ in range(count):
            self.posts.insert(0, self._post(self.now))
        return count

    def listing(self) -> Listing:
        entries = tuple(
            Entry(url=f"http://x.gov.cn/{url}", title=title, date=date) for url, title, date in self.posts[:PER_PAGE]
        )
        return Listing(
            url="http://x.gov.cn/", entries=entries, heading="通知公告", next=(PageRequest("http://x.gov.cn/2"),)
        )

    def visit(self, listing: Listing, new: int, **counts: float) -> tuple[ChannelVisit, Verdict]:
        """One visit of a list page that looks like this; remembered with its verdict."""
        names = [entry.url for entry in listing.entries]
        page = look_at(listing, names, self.listed)
        for entry in listing.entries:
            self.listed.setdefault(entry.url, (entry.title, entry.date))
        visit = ChannelVisit(channel="c", at=self.now.timestamp(), new=new, page=page, **self._read(new) | counts)
        verdict = judge(visit, self.past, gap_days=1 / self.pace, newest=page.newest)
        self.past.append(replace(visit, health=verdict.health, reason=verdict.reason))
        return visit, verdict

    def _read(self, new: int) -> dict[str, float]:
        def full() -> int:
            return sum(self.chance.random() >= self.bare for _ in range(new))

        lengths = sorted(self.chance.lognormvariate(6.3, 0.9) for _ in range(new))
        counts = {"read": new, "titled": new, "timed": full(), "sourced": full(), "bodied": full()}
        return counts | {"body_chars": lengths[new // 2] if new else 0.0}

    def live(self, visits: int) -> list[Verdict]:
        verdicts = []
        for _ in range(visits):
            new = self.pass_time()
            verdicts.append(self.visit(self.listing(), new)[1])
        return verdicts


def test_a_hundred_healthy_visits_raise_at_most_one_alarm() -> None:
    visits = alarms = 0
    worst: dict[str, int] = {}
    for seed in range(40):
        channel = Channel(seed)
        for verdict in channel.live(400):
            visits += 1
            if verdict.health not in ("ok", "quiet"):
                alarms += 1
                worst[verdict.reason or ""] = worst.get(verdict.reason or "", 0) + 1
    assert alarms <= visits / 100, f"{alarms} alarms in {visits} visits: {worst}"


def _with_entries(change: Callable[[int, Entry], Entry]) -> Callable[[Listing], Listing]:
    return lambda listing: replace(
        listing, entries=tuple(change(number, entry) for number, entry in enumerate(listing.entries))
    )


def _mojibake(text: str) -> str:
    return text.encode().decode("latin-1")


LISTS: dict[str, tuple[Callable[[Listing], Listing], str, str]] = {
    "empty list": (lambda listing: replace(listing, entries=()), "broken", "no entries"),
    "another column": (
        _with_entries(lambda n, e: Entry(f"http://x.gov.cn/b/{n}", f"县区动态第{n}期", f"2024-0{n % 9 + 1}-11")),
        "broken", "none is as new",
    ),
    "another page": (
        lambda listing: replace(
            _with_entries(lambda n, e: replace(e, url=f"http://x.gov.cn/home/{n}"))(listing), heading="某某市科技局首页"
        ),
        "broken", "another page in the list's place",
    ),
    "all links leave the site": (_with_entries(lambda n, e: replace(e, external=True)), "degraded", "other sites"),
    "titles all the same": (_with_entries(lambda n, e: replace(e, title="详细内容")), "degraded", "different titles"),
    "garbled": (_with_entries(lambda n, e: replace(e, title=_mojibake(e.title))), "degraded", "garbled"),
    "titles in the wrong charset": (
        _with_entries(lambda n, e: replace(e, title=e.title.encode().decode("gb18030", "replace"))),
        "degraded", "another title",
    ),
    "dates gone": (_with_entries(lambda n, e: replace(e, date=None)), "degraded", "no date"),
    "dates all the same": (_with_entries(lambda n, e: replace(e, date="2025-01-01")), "degraded", "another date"),
    "pager gone": (lambda listing: replace(listing, next=()), "degraded", "no second page"),
    "short list": (lambda listing: replace(listing, entries=listing.entries[:4]), "degraded", "on the first page"),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", LISTS)
def test_a_broken_list_is_named_on_the_first_visit(kind: str, seed: int) -> None:
    broken, health, words = LISTS[kind]
    channel = Channel(seed)
    channel.live(60)
    new = channel.pass_time()
    _, verdict = channel.visit(broken(channel.listing()), new)
    assert verdict.health == health
    assert words in (verdict.reason or "")


def test_dates_that_stop_while_entries_go_on_are_named() -> None:
    channel = Channel(3)
    channel.live(200)
    stuck = channel.posts[0][2]
    channel.now += timedelta(days=20)
    channel.posts = [(f"n/{n}", f"新的通知{n}", stuck) for n in range(3)] + channel.posts
    _, verdict = channel.visit(channel.listing(), 3)
    assert (verdict.health, verdict.reason) == ("degraded", f"3 new entries, but the newest date is still {stuck}")


ARTICLES = {
    "bodies gone": ({"bodied": 0, "body_chars": 0.0}, "no body"),
    "times gone": ({"timed": 0}, "no publish time"),
    "sources gone": ({"sourced": 0}, "no source"),
    "one title for all": ({"same_title": 2}, "the same title"),
    "bodies cut": ({"body_chars": 8.0}, "bodies have 8 characters"),
    "articles lost": (
        {"read": 0, "titled": 0, "timed": 0, "sourced": 0, "bodied": 0, "failed": 3},
        "could not be read",
    ),
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_broken_articles_are_named_on_the_first_visit(kind: str) -> None:
    counts, words = ARTICLES[kind]
    channel = Channel(11)
    channel.bare = 0.0
    channel.live(300)
    for _ in range(3):
        channel.posts.insert(0, channel._post(channel.now))
    channel.now += timedelta(hours=6)
    _, verdict = channel.visit(channel.listing(), 3, **counts)
    assert verdict.health == "degraded"
    assert words in (verdict.reason or "")


def _post(channel: Channel, **counts: float) -> Verdict:
    """One more post, a day later, and the visit that reads it."""
    channel.now += timedelta(days=1)
    channel.posts.insert(0, channel._post(channel.now))
    return channel.visit(channel.listing(), 1, **counts)[1]


def test_a_field_that_vanishes_is_named_with_the_first_article_without_it() -> None:
    channel = Channel(11)
    channel.bare = 0.0
    for _ in range(16):
        _post(channel)
    assert _post(channel, sourced=0).reason == "1 of 1 articles have no source; they used to"


def test_a_field_that_few_articles_had_is_named_with_the_second() -> None:
    channel = Channel(11)
    channel.bare = 0.0
    for _ in range(8):
        _post(channel)
    assert _post(channel, timed=0).health == "ok"
    channel.visit(channel.listing(), 0)
    assert _post(channel, timed=0).reason == "2 of 2 articles have no publish time; they used to"


def test_what_articles_lack_is_said_until_others_have_it() -> None:
    channel = Channel(11)
    channel.bare = 0.0
    for _ in range(30):
        _post(channel)
    _post(channel, sourced=0)
    assert channel.visit(channel.listing(), 0)[1].health == "ok", "one odd article is said once"
    _post(channel, sourced=0)
    for _ in range(5):
        _, verdict = channel.visit(channel.listing(), 0)
        assert verdict == Verdict("degraded", "2 of 2 articles have no source; they used to")
    assert _post(channel).health == "ok"
    assert channel.visit(channel.listing(), 0)[1].health == "ok"


def test_links_that_lead_nowhere_are_named_on_the_first_visit_of_all() -> None:
    nothing = {"read": 0, "titled": 0, "timed": 0, "sourced": 0, "bodied": 0}
    _, verdict = Channel(1).visit(Channel(1).listing(), 12, **nothing, gone=12)
    assert verdict.reason == "12 of 12 articles that the list links to are not there"


def test_nothing_new_is_quiet_and_says_of_when_the_newest_post_is() -> None:
    channel = Channel(5)
    channel.live(40)
    newest = max(date for _, _, date in channel.posts)
    channel.now += timedelta(days=90)
    _, verdict = channel.visit(channel.listing(), 0)
    assert (verdict.health, verdict.reason) == ("quiet", f"the list was read; the newest post is of {newest}")


def test_a_rebuilt_site_is_not_called_degraded_for_ever() -> None:
    channel = Channel(6)
    channel.live(60)
    words = []
    for _ in range(160):
        new = channel.pass_time()
        words.append(channel.visit(replace(channel.listing(), next=()), new)[1].health)
    assert words[0] == "degraded"
    assert words[100] == "degraded"
    assert words[-1] in ("ok", "quiet")


def test_the_word_of_a_failed_walk_stays() -> None:
    for health in ("broken", "blocked", "unreachable"):
        visit = ChannelVisit(channel="c", at=0.0, health=health, reason="why")
        assert judge(visit, []) == Verdict(health, "why")
