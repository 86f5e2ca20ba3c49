"""What a visit says about a channel's health, measured against the channel's own past. Pure functions of counts.

`broken`: the list could not be read, or another list stands in its place. `degraded`: read, but something is missing
that used to be there. `quiet`: read as ever, and nothing new for longer than usual. Otherwise `ok`. A visit that
failed on the way (`blocked`, `unreachable`, `broken`) keeps the word of the walk.

Two kinds of measure: on the list page, posts that the channel listed before must still look as they did then; for
articles, a share that its past makes improbable (less than 1 in 100) is a sign.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crawler.monitor.visit import ChannelVisit, FirstPage

DAY_SECONDS = 86_400.0
IMPROBABLE = 0.01
PAST_ARTICLES = 200  # articles that make up a channel's usual fill rates
ACCEPTED_AFTER_DAYS = 30  # what has been so for this long, in as many visits at least, is how the channel is now
ACCEPTED_AFTER_VISITS = 10
FEW = 3  # of fewer entries nothing is concluded
QUIET_DAYS = 14
QUIET_GAPS = 4  # times the usual gap between posts
LATE_DAYS = 10

_PAGE_WORDS = re.compile(r"第?\s*\d+\s*页?|[\s\-_|·—:：,，()（）\[\]【】]+")


class Verdict(NamedTuple):
    """A health word and its reason (None: nothing to say)."""

    health: str
    reason: str | None = None


Rule = Callable[[ChannelVisit, Sequence[ChannelVisit]], Verdict | None]


def judge(
    visit: ChannelVisit, past: Sequence[ChannelVisit], *, gap_days: float | None = None, newest: str | None = None
) -> Verdict:
    """The verdict on a visit. `past`: the channel's earlier visits, oldest first; `gap_days`: usual time between
    posts; `newest`: day of the newest post known."""
    if visit.health in ("broken", "blocked", "unreachable"):
        return Verdict(visit.health, visit.reason)
    usual = sound_past(past, visit.at)
    for rule in _RULES:
        verdict = rule(visit, usual)
        if verdict:
            return verdict
    if visit.health != "ok":
        return Verdict(visit.health, visit.reason)
    return _silence(visit, past, gap_days, newest) or Verdict("ok")


def sound_past(past: Sequence[ChannelVisit], now: float) -> list[ChannelVisit]:
    """The visits a channel is compared with: those without a complaint.

    None when it has long been otherwise: a site that was rebuilt must not be called degraded for ever.
    """
    sound = [visit for visit in past if visit.health in ("ok", "quiet")]
    read = [visit for visit in past if visit.health in ("ok", "quiet", "degraded")]
    since = sum(visit.at > sound[-1].at for visit in read) if sound else 0
    if sound and since >= ACCEPTED_AFTER_VISITS and now - sound[-1].at > ACCEPTED_AFTER_DAYS * DAY_SECONDS:
        return []
    return sound


# -- the list page ---------------------------------------------------------------------------------------


def _nothing_listed(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    if visit.page.entries:
        return None
    return Verdict("broken", "the list has no entries")


def _all_foreign(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if page.external < page.entries or page.entries < FEW:
        return None
    return Verdict("degraded", f"all {page.entries} entries lead to other sites")


def _another_list(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """None of the entries was listed before: a very busy week, or another column in this one's place."""
    page, before = visit.page, _last_page(past)
    if before is None or before.entries < FEW or page.entries < FEW or page.known:
        return None
    if page.elsewhere * 2 >= page.entries:
        return Verdict("broken", f"{page.elsewhere} of {page.entries} entries belong to other channels of the site")
    if page.heading and before.heading and bare(page.heading) != bare(before.heading):
        return Verdict("broken", f"another page in the list's place: {page.heading!r}, it was {before.heading!r}")
    if page.newest and before.newest and page.newest < before.newest:
        return Verdict(
            "broken",
            f"none of the {page.entries} entries was listed before, and none is as new as the last ({before.newest})",
        )
    if not page.dated:
        return Verdict("degraded", f"none of the {page.entries} entries was listed before")
    return None


def _garbled(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    usual = [earlier.page.han_share for earlier in past if earlier.page.entries]
    if len(usual) < FEW or statistics.median(usual) < 0.5 or visit.page.han_share > 0.2 or visit.page.entries < FEW:
        return None
    return Verdict("degraded", f"only {visit.page.han_share:.0%} of the letters in titles are Chinese: garbled?")


def _same_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page, before = visit.page, _last_page(past)
    if page.entries < FEW or page.titles > max(1, page.entries // 4):
        return None
    if before and before.titles * 2 <= before.entries:
        return None  # it has always been so
    return Verdict("degraded", f"{page.entries} entries have {page.titles} different titles")


def _changed_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if _unlike_before(page.changed_titles, page.known, [(e.page.changed_titles, e.page.known) for e in past]):
        return Verdict("degraded", f"{page.changed_titles} of {page.known} posts listed before have another title now")
    return None


def _moved_dates(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if _unlike_before(page.moved_dates, page.known, [(e.page.moved_dates, e.page.known) for e in past]):
        return Verdict("degraded", f"{page.moved_dates} of {page.known} posts listed before have another date now")
    return None


def _dates_gone(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    undated = page.entries - page.dated
    if _unlike_before(undated, page.entries, [(e.page.entries - e.page.dated, e.page.entries) for e in past]):
        return Verdict("degraded", f"{undated} of {page.entries} entries have no date; they used to")
    return None


def _dates_stopped(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """Entries go on, but the newest date stays behind further than it ever did when something was new."""
    newest = visit.page.newest
    if not visit.new or not past or newest is None:
        return None
    lags = [_lag_days(earlier) for earlier in past if earlier.new]
    usual = max((lag for lag in lags if lag is not None), default=None)
    lag = _lag_days(visit)
    if usual is None or len(lags) < FEW or lag is None or lag <= max(LATE_DAYS, 2 * usual):
        return None
    return Verdict("degraded", f"{visit.new} new entries, but the newest date is still {newest}")


def _pager_gone(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    before = [earlier.page.goes_on for earlier in past if earlier.page.entries]
    if visit.page.goes_on or len(before) < 2 or not all(before[-5:]):
        return None
    return Verdict("degraded", "the list offers no second page; it used to")


def _shorter(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    usual = [earlier.page.entries for earlier in past if earlier.page.entries][-10:]
    if len(usual) < 2 or min(usual) < 2 * FEW or visit.page.entries * 2 > min(usual):
        return None
    return Verdict(
        "degraded", f"{visit.page.entries} entries on the first page, usually {statistics.median(usual):.0f}"
    )


# -- articles --------------------------------------------------------------------------------------------


def _articles_lost(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    tried = visit.read + visit.failed
    if _improbable(visit.failed, tried, *_sums(past, lambda e: (e.failed, e.read + e.failed))):
        return Verdict("degraded", f"{visit.failed} of {tried} articles could not be read")
    return None


def _field_rule(name: str, words: str) -> Rule:
    def rule(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
        missing = visit.read - getattr(visit, name)
        if _improbable(missing, visit.read, *_sums(past, lambda e: (e.read - getattr(e, name), e.read))):
            return Verdict("degraded", f"{missing} of {visit.read} articles have no {words}; they used to")
        return None

    return rule


def _alike_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    if visit.same_title < 2 or visit.same_title * 2 < visit.titled:
        return None
    if _improbable(visit.same_title, visit.titled, *_sums(past, lambda e: (e.same_title, e.titled))):
        return Verdict("degraded", f"{visit.same_title + 1} of {visit.titled} articles have the same title")
    return None


def _short_bodies(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """Bodies a fifth of the shortest visit's: one short notice is no sign, several at once are."""
    medians = [earlier.body_chars for earlier in past if earlier.bodied][-50:]
    if visit.bodied < 2 or len(medians) < 5:
        return None
    if visit.body_chars * 5 >= min(medians) or visit.body_chars * 8 >= statistics.median(medians):
        return None
    return Verdict(
        "degraded", f"bodies have {visit.body_chars:.0f} characters, usually {statistics.median(medians):.0f}"
    )


# -- silence ---------------------------------------------------------------------------------------------


def _silence(
    visit: ChannelVisit, past: Sequence[ChannelVisit], gap_days: float | None, newest: str | None
) -> Verdict | None:
    if visit.new or newest is None or not past:
        return None
    days = visit.at / DAY_SECONDS - _day_number(newest)
    if days <= max(QUIET_DAYS, QUIET_GAPS * (gap_days or 0.0)):
        return None
    return Verdict("quiet", f"the list was read; the newest post is of {newest}")


# -- measures --------------------------------------------------------------------------------------------


def _unlike_before(part: int, whole: int, past: Sequence[tuple[int, int]]) -> bool:
    """Most of a page shows what hardly any did on the pages before."""
    shares = [earlier / of for earlier, of in past if of >= FEW][-10:]
    return whole >= FEW and part * 2 > whole and bool(shares) and statistics.median(shares) <= 0.2


def _improbable(part: int, whole: int, past_part: int, past_whole: int) -> bool:
    """Whether so many of so many are less likely than 1 in 100, given the past."""
    if not part or past_whole < 2 * FEW:
        return False
    share = min(1.0, (past_part + 0.5) / (past_whole + 1))
    chance = sum(math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(part, whole + 1))
    return chance < IMPROBABLE


def _sums(past: Sequence[ChannelVisit], counts: Callable[[ChannelVisit], tuple[int, int]]) -> tuple[int, int]:
    """Both counts over the newest articles of the past."""
    part = whole = 0
    for earlier in reversed(past):
        if whole >= PAST_ARTICLES:
            break
        part, whole = part + counts(earlier)[0], whole + counts(earlier)[1]
    return part, whole


def _last_page(past: Sequence[ChannelVisit]) -> FirstPage | None:
    return next((earlier.page for earlier in reversed(past) if earlier.page.entries), None)


def _lag_days(visit: ChannelVisit) -> float | None:
    return visit.at / DAY_SECONDS - _day_number(visit.page.newest) if visit.page.newest else None


def _day_number(day: str) -> int:
    """Days since 1970; a day that no calendar has (lists print 02-30) counts as the first of its month."""
    try:
        then = date.fromisoformat(day)
    except ValueError:
        try:
            then = date.fromisoformat(f"{day[:8]}01")
        except ValueError:
            return 0
    return (then - date(1970, 1, 1)).days


def bare(heading: str) -> str:
    """A page title without page numbers, spaces and separators."""
    return _PAGE_WORDS.sub("", heading)


#: Worst first: what a reader must know first.
_RULES: tuple[Rule, ...] = (
    _nothing_listed,
    _another_list,
    _all_foreign,
    _garbled,
    _same_titles,
    _changed_titles,
    _dates_gone,
    _moved_dates,
    _dates_stopped,
    _pager_gone,
    _shorter,
    _articles_lost,
    _field_rule("bodied", "body"),
    _field_rule("titled", "title"),
    _field_rule("timed", "publish time"),
    _field_rule("sourced", "source"),
    _alike_titles,
    _short_bodies,
)
