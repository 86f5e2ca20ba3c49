"""Dates as Chinese pages print them: found in a text, honest about their precision.

A day is a day: midnight and 23:59:59 are how systems say "no time of day", so both give precision "day".
Year-less and relative dates are completed only from `reference`, the time the page was fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

Precision = Literal["second", "minute", "day"]

CHINA = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1949, 2099
_LONGEST_TEXT = 4000
_NO_TIME = {(0, 0, None), (0, 0, 0), (23, 59, 59)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as printed: `iso` (+08:00, or a day), its precision, and where it stands in the text."""

    iso: str
    precision: Precision
    start: int = 0
    end: int = 0

    @property
    def day(self) -> str:
        """YYYY-MM-DD."""
        return self.iso[:10]


_YEAR = r"(?P<y>(?:19|20)\d\d)"
# A year that no digit stands before. Written so that it begins with two letters: the search for those is quick.
_YEAR_FIRST = rf"{_YEAR}(?<!\d\d\d\d\d)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_TWO_DIGIT_DAY = r"(?P<d>3[01]|[12]\d|0[1-9])"
# 下午 5:19:00, 08时33分, T14:30:00+08:00, -23:59:59 (gov.cn's firstpublishedtime), 17:19PM
_TIME = (
    r"(?:\s{0,12}[T,，|｜\-]?\s{0,12}(?:[（(]?(?:星期|周|週)[一二三四五六日天][）)]?\s{0,4})?"
    r"(?P<half>上午|下午|早上|晚上|中午|凌晨)?\s{0,4}"
    r"(?P<H>2[0-4]|[01]?\d)\s?(?:[:：]|[时時]|[点點])\s?(?P<M>[0-5]?\d)(?!\d)\s?分?(?:\s?[:：]?\s?(?P<S>[0-5]\d)(?!\d)秒?)?"
    r"(?:\.\d{1,6})?\s?(?P<pm>[AaPp][Mm])?(?P<zone>Z|[+\-]\d\d:?\d\d|\s?(?:GMT|UTC)(?:\+\d\d:?\d\d)?)?)?"
)
# April 10, 2019 · Apr. 12, 2023 · 10 April 2019
_MONTH_NAME = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
)
# 2020-04-03 14:20, 2020年4月3日: as most print it, with nothing beside it that could make it another date.
_CLOCK = r"(?:\s(?P<H>2[0-4]|[01]\d):(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d))?)?"
_USUAL = (
    re.compile(rf"{_YEAR}(?P<sep>[-/.])(?P<m>1[0-2]|0[1-9])(?P=sep){_TWO_DIGIT_DAY}{_CLOCK}"),
    re.compile(rf"{_YEAR}年{_MONTH}月{_DAY}日{_CLOCK}"),
)
_FULL_WIDTH = re.compile("[０-９]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# What all of the patterns below need; most lines of a page have none.
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
# The kinds of dates, each behind what a text must have for them to be looked for; the leftmost, longest match wins.
_KINDS = tuple(
    (re.compile(needed), tuple(map(re.compile, patterns)))
    for needed, patterns in (
        ("年", [rf"{_YEAR_FIRST}\s{{0,3}}年\s{{0,3}}{_MONTH}\s{{0,3}}月\s{{0,3}}{_DAY}\s{{0,3}}日?{_TIME}"]),
        (
            "[-/.．－]",
            [
                # A view counter may be glued to a full date: 2021-09-154733 is 15 September and 4733 views.
                rf"{_YEAR_FIRST}(?P<sep>[-/.])(?P<m>1[0-2]|0[1-9])(?P=sep){_TWO_DIGIT_DAY}{_TIME}",
                rf"{_YEAR_FIRST}\s?(?P<sep>[-/.．－])\s?{_MONTH}\s?(?P=sep)\s?{_DAY}(?!\d){_TIME}",
            ],
        ),
        (r"\.(?:19|20)", [rf"(?<![\d.]){_TWO_DIGIT_DAY}\.(?P<m>1[0-2]|0[1-9])\.{_YEAR}(?!\d){_TIME}"]),
        (
            # 5/4/2023 10:11:12 AM: a server that speaks American.
            r"/(?:19|20)\d\d\s",
            [rf"(?<![\d/]){_MONTH}/{_DAY}/{_YEAR}(?=\s\d{{1,2}}:\d\d(?::\d\d)?\s?[AP]M){_TIME}"],
        ),
        (
            # A date block drawn over several lines: 2018 / 05/24 / 11:02, 25 / 2025 / 03 / 22:27:41, 03-01 / 2023.
            r"(?:19|20)\d\d(?:(?<=[\d\s]\s\d\d\d\d)|\s{1,12}\d)",
            [
                rf"{_YEAR_FIRST}\s{{1,12}}(?P<m>1[0-2]|0[1-9])\s?[-/]\s?{_TWO_DIGIT_DAY}(?!\d){_TIME}",
                rf"(?<!\d){_TWO_DIGIT_DAY}\s{{1,12}}{_YEAR}\s{{1,12}}(?P<m>1[0-2]|0[1-9])(?!\d){_TIME}",
                rf"(?<![\d\-/.])(?P<m>1[0-2]|0[1-9])[-/]{_TWO_DIGIT_DAY}\s{{1,12}}{_YEAR}(?![\d\-/.年])",
                rf"(?<![\d\-/.]){_TWO_DIGIT_DAY}\s{{1,12}}{_YEAR}\s?[-/.年]\s?(?P<m>1[0-2]|0?[1-9])(?![\d\-/.])月?(?!\s{{0,3}}\d)",
            ],
        ),
        (
            # 09月27日 / 2023, 2023 / 09月27日: no sentence goes on behind the year (9月27日 2023级新生).
            r"(?:19|20)\d\d(?:(?<=[日\s]\s\d\d\d\d)(?![\d年\-/.])|\s{1,12}\d\d?\s?月)",
            [
                rf"(?<![\d年]){_MONTH}\s?月\s?{_DAY}\s?日\s{{1,12}}{_YEAR}(?![\w\-/.])(?!\s?[年届级名个人]){_TIME}",
                rf"{_YEAR_FIRST}\s{{1,12}}{_MONTH}\s?月\s?{_DAY}\s?日{_TIME}",
            ],
        ),
        (
            "[JFMASOND][a-zA-Z]{2}",
            [
                rf"(?<![A-Za-z]){_MONTH_NAME}\s{{1,3}}{_DAY}(?:st|nd|rd|th)?\s?,?\s{{1,3}}{_YEAR}(?!\d){_TIME}",
                # Wed Apr 10 14:20:00 CST 2019: how Java prints a day.
                rf"(?<![A-Za-z]){_MONTH_NAME}\s{{1,2}}{_DAY}\s{{1,2}}(?P<H>[0-2]\d):(?P<M>[0-5]\d):(?P<S>[0-5]\d)\sCST\s{_YEAR}(?!\d)",
                rf"(?<![\d\-/.]){_DAY}(?:st|nd|rd|th)?\s{{1,3}}{_MONTH_NAME},?\s{{1,3}}{_YEAR}(?!\d){_TIME}",
            ],
        ),
        (
            r"20\d{6}",
            [
                r"(?P<y>20\d\d)(?<!\d\d\d\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])"
                r"(?:(?P<H>2[0-3]|[01]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?(?!\d)"
            ],
        ),
    )
)
# Wed, 04/10/2019 - 14:20, 周三, 05/06/2020 - 11:20 (Drupal): the weekday tells which of the two is the month.
_SLASHED = re.compile(
    rf"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:星期|周|週)[一二三四五六日天])[a-z]{{0,6}}\s?[,，]?\s{{0,3}}"
    rf"(?P<one>[0-3]?\d)/(?P<other>[0-3]?\d)/{_YEAR}(?![\d/]){_TIME}"
)
_WEEKDAYS = {
    **dict(zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), range(7), strict=True)),
    **dict(zip("一二三四五六日", range(7), strict=True)),
    "天": 6,
}
_ROC = re.compile(rf"民[國国]\s?(?P<roc>\d{{2,3}})\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日{_TIME}")
_ROC_BARE = re.compile(
    rf"\s*[\[(（]?(?P<roc>1[0-4]\d|[6-9]\d)\s?(?:年\s?{_MONTH}\s?月\s?{_DAY}\s?日|(?P<sep>[-/.])(?P<m2>1[0-2]|0?[1-9])(?P=sep)"
    rf"(?P<d2>3[01]|[12]\d|0?[1-9])(?![\d\-/.])){_TIME}"
)
_YEARLESS = re.compile(
    rf"(?<![\d.\-/年:：])(?:{_MONTH}\s?月\s?{_DAY}\s?日|(?P<m2>1[0-2]|0[1-9])[-/](?P<d2>3[01]|[12]\d|0[1-9])(?![\d\-/])){_TIME}"
)
_RELATIVE = re.compile(
    rf"(?P<near>刚刚|刚才|今天|昨天|前天)(?!\w{{0,2}}报){_TIME}|(?P<n>\d{{1,3}})\s?(?P<unit>秒|分钟|小时|天|日|周)\s?(?:之)?前"
)
_HAN_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_HAN_DATE = re.compile(
    r"(?P<y>[一二][〇○零Ｏ一二三四五六七八九]{3})年(?P<m>十[一二]?|[一二三四五六七八九])月"
    r"(?P<d>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_EPOCH = re.compile(r"(?<!\d)1[0-9]{9}(?:\d{3})?(?!\d)")
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_Read = Callable[[re.Match[str]], Moment | None]
_BACK = {"刚刚": 0, "刚才": 0, "今天": 0, "昨天": 1, "前天": 2}
_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400, "周": 604800}


def find_date(text: str, *, reference: str | None = None) -> Moment | None:
    """The first date in a text, or None. `reference` (ISO 8601) completes year-less and relative dates."""
    text = text[:_LONGEST_TEXT]
    if reference is None and not may_hold_date(text):
        return None
    dates = _dates(text, reference)
    return dates[0] if dates else None


def may_hold_date(text: str) -> bool:
    """Whether a text has what every date needs where there is no day to reckon from; most lines have not."""
    return "20" in text or "19" in text or "年" in text


def republic_date(text: str, *, short: bool) -> Moment | None:
    """A date that opens a text in years of the Republic without saying so: 112-03-04, 112年3月4日 (Taiwan's offices).

    Only for the value of a label: elsewhere three digits are anything. `short`: years of two digits too.
    """
    match = _ROC_BARE.match(text[:60])
    return _republic(match) if match and (short or len(match["roc"]) == 3) else None


def find_dates(text: str, *, reference: str | None = None) -> list[Moment]:
    """All dates in a text (its first 4000 characters), left to right, without overlaps."""
    return list(_dates(text[:_LONGEST_TEXT], reference))


@lru_cache(maxsize=256)
def _dates(text: str, reference: str | None) -> tuple[Moment, ...]:
    """The same, remembered: header lines are asked for their date many times."""
    for usual in _USUAL:
        if (match := usual.fullmatch(text)) and (whole := _absolute(match)):
            return (whole,)
    if _FULL_WIDTH.search(text):  # ２００８年５月６日, as Hong Kong's press releases print it
        text = text.translate(_HALF_WIDTH)
    found = sorted(_candidates(text, reference_time(reference)), key=lambda one: (one[0].start(), -one[0].end()))
    apart: list[Moment] = []
    for match, read in found:
        if (not apart or match.start() >= apart[-1].end) and (moment := read(match)):
            apart.append(moment)
    return tuple(apart)


def parse_epoch(text: str) -> Moment | None:
    """A Unix time in seconds or milliseconds within a text (file names, JSON), as China time."""
    match = _EPOCH.search(text[:_LONGEST_TEXT])
    if match is None:
        return None
    when = datetime.fromtimestamp(int(match[0][:10]), CHINA)
    return Moment(when.isoformat(), "second", match.start(), match.end())


def reference_time(reference: str | None) -> datetime | None:
    """The reference as a moment in China; a time without zone is UTC."""
    if not reference:
        return None
    try:
        when = datetime.fromisoformat(reference)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(CHINA)


def days_apart(one: str, other: str) -> int:
    """Whole days between two ISO moments."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _candidates(text: str, now: datetime | None) -> list[tuple[re.Match[str], _Read]]:
    """What looks like a date, and what reads it."""
    found: list[tuple[re.Match[str], _Read]] = []
    if _ANY_YEAR.search(text):
        for needed, patterns in _KINDS:
            if needed.search(text):
                for pattern in patterns:
                    found += [(match, _absolute) for match in pattern.finditer(text)]
        if "/" in text:
            found += [(match, _slashed) for match in _SLASHED.finditer(text)]
    if "民" in text:
        found += [(match, _republic) for match in _ROC.finditer(text)]
    if "年" in text:
        found += [(match, _chinese_numerals) for match in _HAN_DATE.finditer(text)]
    if now is not None:
        found += [(match, lambda match: _yearless(match, now)) for match in _YEARLESS.finditer(text)]
        found += [(match, lambda match: _relative(match, now)) for match in _RELATIVE.finditer(text)]
    return found


def _absolute(match: re.Match[str]) -> Moment | None:
    groups = match.groupdict()
    month = _MONTHS[groups["name"][:3].lower()] if groups.get("name") else int(groups["m"])
    return _moment(match, int(groups["y"]), month, int(groups["d"]), groups)


def _slashed(match: re.Match[str]) -> Moment | None:
    """A day and a month around a slash, in the order whose weekday is the printed one."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["y"])
    weekday = match["weekday"]
    on = _WEEKDAYS[weekday if weekday in _WEEKDAYS else weekday[-1]]
    both = (_moment(match, year, month, day) for month, day in ((one, other), (other, one)) if month <= 12)
    days = {moment.day: moment for moment in both if moment and date.fromisoformat(moment.day).weekday() == on}
    return days.popitem()[1] if len(days) == 1 else None


def _republic(match: re.Match[str]) -> Moment | None:
    groups = match.groupdict()
    return _moment(match, int(match["roc"]) + 1911, int(groups["m"] or groups["m2"]), int(groups["d"] or groups["d2"]))


def _chinese_numerals(match: re.Match[str]) -> Moment | None:
    year = int(match["y"].translate(_HAN_DIGITS))
    return _moment(match, year, _han_number(match["m"]), _han_number(match["d"]))


def _han_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_HAN_DIGITS))
    return int((tens or "一").translate(_HAN_DIGITS)) * 10 + int((ones or "0").translate(_HAN_DIGITS))


def _yearless(match: re.Match[str], now: datetime) -> Moment | None:
    month, day = int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
    for year in (now.year, now.year - 1):
        moment = _moment(match, year, month, day)
        # Printed without a year means recent: the latest such day that is not in the future.
        if moment and moment.day <= (now + timedelta(days=1)).date().isoformat():
            return moment
    return None


def _relative(match: re.Match[str], now: datetime) -> Moment | None:
    if match["near"]:
        day = now.date() - timedelta(days=_BACK[match["near"]])
        return _moment(match, day.year, day.month, day.day)
    then = now - timedelta(seconds=int(match["n"]) * _SECONDS[match["unit"]])
    return Moment(then.date().isoformat(), "day", match.start(), match.end())


def _moment(
    match: re.Match[str], year: int, month: int, day: int, groups: dict[str, str] | None = None
) -> Moment | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    groups = groups or match.groupdict()
    clock = _clock(groups)
    if clock is None or clock in _NO_TIME:
        return Moment(on.isoformat(), "day", match.start(), match.end())
    hour, minute, second = clock
    when = datetime(year, month, day, hour, minute, second or 0, tzinfo=_zone(groups.get("zone")))
    precision: Precision = "minute" if second is None else "second"
    if when.tzinfo is not CHINA:
        when = when.astimezone(CHINA)
    return Moment(when.isoformat(), precision, match.start(), match.end())


def _clock(groups: Mapping[str, str | None]) -> tuple[int, int, int | None] | None:
    if not groups.get("H") or not groups.get("M"):
        return None
    hour, minute = int(groups["H"] or 0), int(groups["M"] or 0)
    second = int(groups["S"] or 0) if groups.get("S") else None
    afternoon = groups.get("half") in ("下午", "晚上") or (groups.get("pm") or "").lower() == "pm"
    if afternoon and hour < 12:
        hour += 12
    if hour > 23:
        return None
    return hour, minute, second


def _zone(text: str | None) -> tzinfo:
    if not text:
        return CHINA
    text = text.strip(" GMTUC")
    if text in ("Z", ""):
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(sign * offset) if offset < timedelta(hours=15) else CHINA
