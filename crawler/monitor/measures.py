"""Numbers that say how unusual a visit is, given a channel's past. Pure functions."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from datetime import date

from crawler.monitor.visit import ChannelVisit

DAY_SECONDS = 86_400.0
IMPROBABLE = 0.01
PAST_ARTICLES = 200  # articles that make up a channel's usual fill rates
FEW = 3  # of fewer entries nothing is concluded


def unlike_before(part: int, whole: int, past: Sequence[tuple[int, int]]) -> bool:
    """Most of a page shows what hardly any did on the pages before."""
    shares = [earlier / of for earlier, of in past if of >= FEW][-10:]
    return whole >= FEW and part * 2 > whole and bool(shares) and statistics.median(shares) <= 0.2


def improbable(part: int, whole: int, past_part: int, past_whole: int, *, limit: float = IMPROBABLE) -> bool:
    """Whether so many of so many are less likely than 1 in 100 (or `limit`), given the past."""
    if not part or past_whole < 2 * FEW:
        return False
    share = min(1.0, (past_part + 0.5) / (past_whole + 1))
    chance = sum(math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(part, whole + 1))
    return chance < limit


def sums(past: Sequence[ChannelVisit], counts: Callable[[ChannelVisit], tuple[int, int]]) -> tuple[int, int]:
    """Both counts over the newest articles of the past."""
    part = whole = 0
    for earlier in reversed(past):
        if whole >= PAST_ARTICLES:
            break
        part, whole = part + counts(earlier)[0], whole + counts(earlier)[1]
    return part, whole


def lag_days(visit: ChannelVisit) -> float | None:
    return visit.at / DAY_SECONDS - day_number(visit.page.newest) if visit.page.newest else None


def day_number(day: str) -> int:
    """Days since 1970; a day that no calendar has (lists print 02-30) counts as the first of its month."""
    try:
        then = date.fromisoformat(day)
    except ValueError:
        try:
            then = date.fromisoformat(f"{day[:8]}01")
        except ValueError:
            return 0
    return (then - date(1970, 1, 1)).days
