"""The date of a list row: what stands in the row as a date of its own, never a date inside a sentence.

Lists print dates in many shapes (`[2019-01-02]`, `2025年3月2日`, `25` above `2025-03`, `06-23` without its
year, `2小时前`). A row's text comes as its pieces, one per text node, because `25` and `2025-03` only mean a
day when each stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from crawler.normalize.dates import Moment, find_dates

_MAX_PIECE = 120
_MAX_BESIDE = 12
_EARLIEST = "1980"
_HINT = re.compile(r"\d|刚|今天|昨天|前天|[〇零一二]{2}")
_LABEL = re.compile(
    r"(?:发布|发表|更新|公开|成文|发文|信息|录入|添加|编辑|生成|创建|上传)?(?:时间|日期)\s*[:：]?"
    r"|[\[\]【】()（）〔〕<>《》|·]|(?<!\d)[:：]|[:：](?!\d)|发布于|发表于|(?:星期|周)[一二三四五六日天]"
)
_LABELLED = re.compile(r"(?:时间|日期|发布于|发表于)\s*[:：]?\s*$")
_PUBLISHED = re.compile(r"发布\s?(?:(?:时\s?间|日\s?期)\s?[:：]?|[:：])\s?")
# A document's day of writing, or of its end, is its row's date only where it prints no other.
_OTHER_DAY = re.compile(
    r"(?:生成|成文|形成|印发|签发|制发|生效|实施|截\s?止|报名截止|结束)(?:时\s?间|日\s?期)\s?[:：]?"
)
# When something takes place is not when it was posted; behind 至 stands when it ends.
_NOT_PUBLISHED = re.compile(
    r"(?:[展会]期|有效期|(?:会议|培训|报名|开标|考试|结束|展览|展出|活动|演出|比赛)(?:时间|日期)|截[止至](?:时间|日期)?)\s?[:：]?\s?$"
    r"|\d\s?日?\s?(?:至|到|—|–|~|～)\s?$"
)
_LONGEST_ROW = 1500
_AROUND = " \t-—,，;；、/"

_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_Y = r"(?P<y>(?:19[89]|20\d)\d)"
_DAY, _MONTH, _YEAR = (re.compile(rf"{part}\s?{unit}?") for part, unit in ((_D, "日"), (_M, "月"), (_Y, "年")))
_YEAR_MONTH = re.compile(rf"{_Y}\s?[-/.年]\s?{_M}\s?月?")
_MONTH_YEAR = re.compile(rf"{_M}\s?[-/.月]\s?{_Y}\s?年?")
_BEHIND = r"\s{0,3}[/|\s]\s{0,3}"
_JOINED = (
    re.compile(rf"{_D}{_BEHIND}{_Y}\s?[-.年]\s?{_M}\s?月?"),
    re.compile(rf"{_M}\s?[-.月]\s?{_D}\s?日?{_BEHIND}{_Y}\s?年?"),
)
"""Day blocks in one piece: `09 / 2024-01`, `05-12 2024`."""
_MONTH_DAY = re.compile(rf"{_M}\s?[-/.月]\s?{_D}\s?日?")

SPLIT: tuple[tuple[re.Pattern[str], ...], ...] = (
    (_DAY, _YEAR_MONTH),
    (_YEAR_MONTH, _DAY),
    (_MONTH_DAY, _YEAR),
    (_YEAR, _MONTH_DAY),
    (_DAY, _MONTH_YEAR),
    (_DAY, _MONTH, _YEAR),
    (_YEAR, _MONTH, _DAY),
    (_MONTH, _DAY, _YEAR),
)
"""Day blocks spread over neighbouring pieces, in the order they are tried."""


def row_date(row: Sequence[str], fetched_at: str | None = None) -> Moment | None:
    """The date that stands on its own among a row's pieces.

    `fetched_at` is when the page was fetched (ISO, UTC): without it `06-23` and `昨天` give no date.
    """
    labelled = _labelled_publishing(row)
    own = [
        piece for before, piece in pairwise(("", *row)) if not (_OTHER_DAY.fullmatch(before) or _OTHER_DAY.match(piece))
    ]
    return labelled or _printed(own, fetched_at) or (_printed(row, fetched_at) if len(own) < len(row) else None)


def _printed(row: Sequence[str], fetched_at: str | None) -> Moment | None:
    row = [piece for piece in row if len(piece) <= _MAX_PIECE and _HINT.search(piece)]
    return _standing(row) or _split(row) or (_standing(row, fetched_at) if fetched_at else None)


def _labelled_publishing(row: Sequence[str]) -> Moment | None:
    """The date behind 发布日期, where a row prints others too (成文日期, 截止日期)."""
    if not any("发布" in piece[:_MAX_PIECE] for piece in row):
        return None
    text = " ".join(piece[:_MAX_PIECE] for piece in row)[:_LONGEST_ROW]
    for label in _PUBLISHED.finditer(text):
        moments = dates_in(text[label.end() : label.end() + 30])
        if moments and moments[0].start <= 2:
            return moments[0]
    return None


def dates_in(text: str) -> list[Moment]:
    """All full dates in a text that a list could print."""
    return [moment for moment in find_dates(text) if moment.iso >= _EARLIEST]


def is_date(piece: str) -> bool:
    """Whether a piece is nothing but a date (with its label, brackets or weekday), its year printed or not."""
    if len(piece) > 40 or not _HINT.search(piece):
        return False
    bare = _bare(piece)
    if any(pattern.fullmatch(bare) for pattern in (_MONTH_DAY, _YEAR_MONTH, _YEAR, *_JOINED)):
        return True
    # Any reference time will do: the question is whether the words are a date, not which.
    return any(not _rest(piece, moment) for moment in find_dates(piece, reference="2000-12-31"))


def printed_time(moment: Moment) -> str | None:
    """The moment with its time of day, None when only a day is printed."""
    return None if moment.precision == "day" else moment.iso


def _bare(piece: str) -> str:
    return _LABEL.sub("", piece).strip(_AROUND + ".")


def _rest(piece: str, moment: Moment) -> str:
    return _bare(piece[: moment.start] + piece[moment.end :])


def _standing(row: Sequence[str], fetched_at: str | None = None) -> Moment | None:
    """A date alone in its piece or behind a label; else one at the edge of a few words, such as a source."""
    loose = None
    for piece, moment in _moments(row, fetched_at):
        rest = _rest(piece, moment)
        if not rest or _LABELLED.search(piece[: moment.start]):
            return moment
        at_edge = moment.start <= 1 or not piece[moment.end :].strip("()（）[]【】 日")
        if loose is None and at_edge and len(rest) <= _MAX_BESIDE and not piece[moment.start : moment.end].isdigit():
            loose = moment
    return loose


def _moments(row: Sequence[str], fetched_at: str | None) -> Iterator[tuple[str, Moment]]:
    for piece in row:
        for moment in find_dates(piece, reference=fetched_at):
            if moment.iso >= _EARLIEST and not _NOT_PUBLISHED.search(piece[: moment.start]):
                yield piece, moment


def _split(row: Sequence[str]) -> Moment | None:
    bare = [_bare(piece) for piece in row]
    for words in bare:
        parts = next((found.groupdict() for pattern in _JOINED if (found := pattern.fullmatch(words))), None)
        if parts:
            return _built(parts)
    for patterns in SPLIT:
        for first in range(len(bare) - len(patterns) + 1):
            parts = _joined([p.fullmatch(bare[first + n]) for n, p in enumerate(patterns)])
            if parts:
                return _built(parts)
    return None


def _joined(found: Sequence[re.Match[str] | None]) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    for match in found:
        if match is None:
            return None
        parts.update(match.groupdict())
    return parts


def _built(parts: dict[str, str]) -> Moment | None:
    try:
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    return Moment(day.isoformat(), "day")
