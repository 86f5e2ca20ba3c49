"""What a visit says about a channel's health, measured against the channel's own past. Pure functions of counts.

`broken`: the list could not be read, or another list stands in its place. `degraded`: read, but something is missing
that used to be there. `quiet`: read as ever, and nothing new for longer than usual. Otherwise `ok`. A visit that
failed on the way (`blocked`, `unreachable`, `broken`) keeps the word of the walk.

Two kinds of measure: on the list page, posts that the channel listed before must still look as they did then; for
articles, a share that its past makes improbable (less than 1 in 100) is a sign.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from crawler.monitor.measures import DAY_SECONDS, FEW, IMPROBABLE, day_number, improbable, lag_days, sums, unlike_before
from crawler.monitor.reasons import reason, reason_of
from crawler.monitor.visit import ChannelVisit, FirstPage

IMPROBABLE_WHERE_NONE = 0.03  # of a field that no article of the past lacks
ACCEPTED_AFTER_DAYS = 30  # what has been so for this long, in as many visits at least, is how the channel is now
ACCEPTED_AFTER_VISITS = 10
QUIET_DAYS = 14
QUIET_GAPS = 4  # times the usual gap between posts
LATE_DAYS = 10

_SOUND = ("ok", "quiet")
_OF_ARTICLES = ("articles_gone", "articles_lost", "field_gone", "alike_titles", "short_bodies")
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
    # Articles of visits that were called odd belong to the streak of which this visit may be the next part.
    lately = [*usual, *(earlier for earlier in past if _is_of_articles(earlier) and earlier.at > _last_at(usual))]
    for rule in _RULES:
        verdict = rule(visit, lately if rule in _FIELD_RULES else usual)
        if verdict:
            return verdict
    if visit.health != "ok":
        return Verdict(visit.health, visit.reason)
    return _still(visit, past, usual) or _silence(visit, past, gap_days, newest) or Verdict("ok")


def sound_past(past: Sequence[ChannelVisit], now: float) -> list[ChannelVisit]:
    """The visits a channel is compared with: those without a complaint.

    None when it has long been otherwise: a site that was rebuilt must not be called degraded for ever.
    """
    passed = _passed(past)
    sound = [visit for visit in past if visit.health in _SOUND or visit in passed]
    read = [visit for visit in past if visit.health in (*_SOUND, "degraded")]
    since = sum(visit.at > sound[-1].at for visit in read) if sound else 0
    if sound and since >= ACCEPTED_AFTER_VISITS and now - sound[-1].at > ACCEPTED_AFTER_DAYS * DAY_SECONDS:
        return []
    return sound


def _passed(past: Sequence[ChannelVisit]) -> list[ChannelVisit]:
    """Visits with odd articles between two with sound ones: the odd article that any channel has now and then."""
    tried = [visit for visit in past if _tried(visit)]
    return [
        odd
        for before, odd, after in zip(tried, tried[1:], tried[2:], strict=False)
        if before.health in _SOUND and after.health in _SOUND and _is_of_articles(odd)
    ]


def _is_of_articles(visit: ChannelVisit) -> bool:
    """Whether it was degraded by what its articles showed; its list was sound then."""
    why = reason_of(visit.reason) if visit.health == "degraded" and visit.reason else None
    return why is not None and why.code in _OF_ARTICLES


# -- the list page ---------------------------------------------------------------------------------------


def _nothing_listed(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    if visit.page.entries:
        return None
    return Verdict("broken", reason("list_empty"))


def _all_foreign(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if page.external < page.entries or page.entries < FEW:
        return None
    return Verdict("degraded", reason("all_foreign", entries=page.entries))


def _another_list(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """None of the entries was listed before: a very busy week, or another column in this one's place."""
    page, before = visit.page, _last_page(past)
    if before is None or before.entries < FEW or page.entries < FEW or page.known:
        return None
    if page.elsewhere * 2 >= page.entries:
        return Verdict("broken", reason("other_channels", elsewhere=page.elsewhere, entries=page.entries))
    if page.heading and before.heading and bare(page.heading) != bare(before.heading):
        return Verdict("broken", reason("other_page", heading=page.heading, before=before.heading))
    if page.newest and before.newest and page.newest < before.newest:
        return Verdict("broken", reason("none_as_new", entries=page.entries, newest=before.newest))
    if not page.dated:
        return Verdict("degraded", reason("none_known", entries=page.entries))
    return None


def _garbled(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    usual = [earlier.page.han_share for earlier in past if earlier.page.entries]
    if len(usual) < FEW or statistics.median(usual) < 0.5 or visit.page.han_share > 0.2 or visit.page.entries < FEW:
        return None
    return Verdict("degraded", reason("garbled", share=f"{visit.page.han_share:.0%}"))


def _same_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page, before = visit.page, _last_page(past)
    if page.entries < FEW or page.titles > max(1, page.entries // 4):
        return None
    if before and before.titles * 2 <= before.entries:
        return None  # it has always been so
    return Verdict("degraded", reason("same_titles", entries=page.entries, titles=page.titles))


def _changed_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if unlike_before(page.changed_titles, page.known, [(e.page.changed_titles, e.page.known) for e in past]):
        return Verdict("degraded", reason("changed_titles", changed=page.changed_titles, known=page.known))
    return None


def _moved_dates(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    if unlike_before(page.moved_dates, page.known, [(e.page.moved_dates, e.page.known) for e in past]):
        return Verdict("degraded", reason("moved_dates", moved=page.moved_dates, known=page.known))
    return None


def _dates_gone(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    page = visit.page
    undated = page.entries - page.dated
    if unlike_before(undated, page.entries, [(e.page.entries - e.page.dated, e.page.entries) for e in past]):
        return Verdict("degraded", reason("dates_gone", undated=undated, entries=page.entries))
    return None


def _dates_stopped(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """Entries go on, but the newest date stays behind further than it ever did when something was new."""
    newest = visit.page.newest
    if not visit.new or not past or newest is None:
        return None
    lags = [lag_days(earlier) for earlier in past if earlier.new]
    usual = max((lag for lag in lags if lag is not None), default=None)
    lag = lag_days(visit)
    if usual is None or len(lags) < FEW or lag is None or lag <= max(LATE_DAYS, 2 * usual):
        return None
    return Verdict("degraded", reason("dates_stopped", new=visit.new, newest=newest))


def _pager_gone(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    before = [earlier.page.goes_on for earlier in past if earlier.page.entries]
    if visit.page.goes_on or len(before) < 2 or not all(before[-5:]):
        return None
    return Verdict("degraded", reason("pager_gone"))


def _shorter(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    usual = [earlier.page.entries for earlier in past if earlier.page.entries][-10:]
    if len(usual) < 2 or min(usual) < 2 * FEW or visit.page.entries * 2 > min(usual):
        return None
    return Verdict("degraded", reason("shorter", entries=visit.page.entries, usual=f"{statistics.median(usual):.0f}"))


# -- articles --------------------------------------------------------------------------------------------


def _articles_lost(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    tried = visit.read + visit.failed
    if improbable(visit.failed, tried, *sums(past, lambda e: (e.failed, e.read + e.failed))):
        return Verdict("degraded", reason("articles_lost", failed=visit.failed, tried=tried))
    return None


def _articles_gone(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """Most of what the list links to is not there: dead links, or links that we read wrongly."""
    tried = _tried(visit)
    if visit.gone < FEW or visit.gone * 2 <= tried:
        return None
    return Verdict("degraded", reason("articles_gone", gone=visit.gone, tried=tried))


def _field_rule(name: str, words: str) -> Rule:
    def missing(visit: ChannelVisit) -> tuple[int, int]:
        return visit.read - getattr(visit, name), visit.read

    def rule(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
        lost, read = missing(visit)
        before, lost_before, read_before = [*past], 0, 0
        if lost == read > 0:
            # One article a visit proves little, several visits in a row without the field do.
            while before and missing(before[-1])[0] == before[-1].read:
                earlier = before.pop()
                lost_before, read_before = lost_before + earlier.read, read_before + earlier.read
        usual = sums(before, missing)
        limit = IMPROBABLE if usual[0] else IMPROBABLE_WHERE_NONE
        if lost and improbable(lost + lost_before, read + read_before, *usual, limit=limit):
            values = {"missing": lost + lost_before, "read": read + read_before}
            return Verdict("degraded", reason("field_gone", **values, field=words))
        return None

    return rule


def _alike_titles(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    if visit.same_title < 2 or visit.same_title * 2 < visit.titled:
        return None
    if improbable(visit.same_title, visit.titled, *sums(past, lambda e: (e.same_title, e.titled))):
        return Verdict("degraded", reason("alike_titles", alike=visit.same_title + 1, titled=visit.titled))
    return None


def _short_bodies(visit: ChannelVisit, past: Sequence[ChannelVisit]) -> Verdict | None:
    """Bodies a fifth of the shortest visit's: one short notice is no sign, several at once are."""
    medians = [earlier.body_chars for earlier in past if earlier.bodied][-50:]
    if visit.bodied < 2 or len(medians) < 5:
        return None
    if visit.body_chars * 5 >= min(medians) or visit.body_chars * 8 >= statistics.median(medians):
        return None
    usual = f"{statistics.median(medians):.0f}"
    return Verdict("degraded", reason("short_bodies", characters=f"{visit.body_chars:.0f}", usual=usual))


def _still(visit: ChannelVisit, past: Sequence[ChannelVisit], usual: Sequence[ChannelVisit]) -> Verdict | None:
    """What the last articles showed holds until there are others: a visit without any cannot say that all is well.

    One odd article is said once: any channel has one now and then.
    """
    if _tried(visit) or not usual:
        return None
    last = next((earlier for earlier in reversed(past) if _tried(earlier)), None)
    odd = last is not None and _is_of_articles(last) and not _is_lone(last)
    return Verdict("degraded", last.reason) if last and odd else None


def _is_lone(visit: ChannelVisit) -> bool:
    why = reason_of(visit.reason) if visit.reason else None
    return why is not None and why.values.get("missing") == "1"


def _last_at(visits: Sequence[ChannelVisit]) -> float:
    return max((visit.at for visit in visits if _tried(visit)), default=0.0)


def _tried(visit: ChannelVisit) -> int:
    return visit.read + visit.failed + visit.gone


# -- silence ---------------------------------------------------------------------------------------------


def _silence(
    visit: ChannelVisit, past: Sequence[ChannelVisit], gap_days: float | None, newest: str | None
) -> Verdict | None:
    if visit.new or newest is None or not past:
        return None
    days = visit.at / DAY_SECONDS - day_number(newest)
    if days <= max(QUIET_DAYS, QUIET_GAPS * (gap_days or 0.0)):
        return None
    return Verdict("quiet", reason("quiet", newest=newest))


def _last_page(past: Sequence[ChannelVisit]) -> FirstPage | None:
    return next((earlier.page for earlier in reversed(past) if earlier.page.entries), None)


def bare(heading: str) -> str:
    """A page title without page numbers, spaces and separators."""
    return _PAGE_WORDS.sub("", heading)


_FIELD_RULES = (
    _field_rule("bodied", "body"),
    _field_rule("titled", "title"),
    _field_rule("timed", "publish time"),
    _field_rule("sourced", "source"),
)
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
    _articles_gone,
    _articles_lost,
    *_FIELD_RULES,
    _alike_titles,
    _short_bodies,
)
