"""The date of a list row: what stands in the row as a date of its own, never a date inside a sentence.

Lists print dates in many shapes (`[2019-01-02]`, `2025年3月2日`, `25` above `2025-03`, `06-23` without its
year, `2小时前`). A row's text comes as its pieces, one per text node, because `25` and `2025-03` only mean a
day when each stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_MAX_PIECE = 120
_EARLIEST = 1980

_Y = r"(?P<y>(?:19[89]|20\d)\d)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_TIME = r"(?:[\sT日,，-]{0,4}(?P<H>[01]?\d|2[0-3])[:：时](?P<M>[0-5]?\d)(?:[:：分](?P<S>[0-5]\d))?)?"
FULL = re.compile(rf"(?<!\d){_Y}\s?(?:[-/.．·—–]|年)\s?{_M}\s?(?:[-/.．·—–]|月)\s?{_D}(?!\d)日?{_TIME}")
_DMY = re.compile(rf"(?<![\d.]){_D}\.{_M}\.{_Y}(?![\d.]){_TIME}")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
_YEARLESS = re.compile(rf"(?<![\d.\-/]){_M}(?:[-/]|月){_D}日?(?![\d\-/.]){_TIME}")
_DAY = re.compile(r"(?P<d>3[01]|[12]\d|0?[1-9])\s?日?")
_MONTH = re.compile(r"(?P<m>1[0-2]|0?[1-9])\s?月?")
_YEAR = re.compile(r"(?P<y>(?:19[89]|20\d)\d)\s?年?")
_YEAR_MONTH = re.compile(rf"{_Y}\s?[-/.年]\s?{_M}\s?月?")
_MONTH_YEAR = re.compile(rf"{_M}\s?[-/.月]\s?{_Y}\s?年?")
_MONTH_DAY = re.compile(rf"{_M}\s?[-/.月]\s?{_D}\s?日?")
_RELATIVE = re.compile(
    r"(?:(?P<n>\d{1,3})\s?(?P<unit>秒|分钟|小时|天)前|(?P<word>刚刚|今天|昨天|前天))(?:\s*\d{1,2}:\d{2})?"
)
_UNIT = {"秒": "seconds", "分钟": "minutes", "小时": "hours", "天": "days"}
_WORD = {"刚刚": 0, "今天": 0, "昨天": 1, "前天": 2}
_LABEL = re.compile(
    r"(?:发布|发表|更新|公开|成文|发文|信息|录入|添加|编辑|生成|创建|上传)?(?:时间|日期)\s*[:：]?|[\[\]【】()（）〔〕<>《》|·:：]|发布于|发表于|星期[一二三四五六日]|周[一二三四五六日]"
)
_LABELLED = re.compile(r"(?:时间|日期|发布于|发表于)\s*[:：]?\s*$")

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


@dataclass(frozen=True, slots=True)
class RowDate:
    """A row's date: `day` (YYYY-MM-DD), `moment` (ISO with +08:00) where a time of day is printed."""

    day: str
    moment: str | None = None


def read_date(text: str) -> RowDate | None:
    """The first full date in a text, wherever it stands."""
    found = FULL.search(text) or _DMY.search(text)
    return _from_match(found) if found else None


def row_date(row: Sequence[str], moment: str | None = None) -> RowDate | None:
    """The date that stands on its own among a row's pieces.

    `moment` is when the page was fetched (ISO, UTC): without it `06-23` and `昨天` give no date.
    """
    row = [piece for piece in row if len(piece) <= _MAX_PIECE]
    for find in (_standing, _split, _compact):
        found = find(row)
        if found:
            return found
    fetched = _fetched(moment)
    return _yearless(row, fetched) or _relative(row, fetched) if fetched else None


def is_date(piece: str) -> bool:
    """Whether a piece is nothing but a date (with its label, brackets or weekday)."""
    found = FULL.search(piece) or _DMY.search(piece) or _YEARLESS.search(piece) or _RELATIVE.search(piece)
    if not found:
        return bool(_COMPACT.fullmatch(piece))
    return not _rest(piece, found)


def _rest(piece: str, found: re.Match[str]) -> str:
    return _LABEL.sub("", piece[: found.start()] + piece[found.end() :]).strip(" \t-—,，;；、")


def _standing(row: Sequence[str]) -> RowDate | None:
    """A full date alone in its piece, or behind a label, or beside a few words such as a source."""
    loose = None
    for piece in row:
        for found in (*FULL.finditer(piece), *_DMY.finditer(piece)):
            rest = _rest(piece, found)
            if not rest or _LABELLED.search(piece[: found.start()]):
                return _from_match(found) or loose
            if (
                loose is None
                and len(rest) <= 12
                and (found.end() == len(piece.rstrip(")]】） ")) or found.start() <= 1)
            ):
                loose = _from_match(found)
    return loose


def _split(row: Sequence[str]) -> RowDate | None:
    bare = [_LABEL.sub("", piece).strip(" -/.") for piece in row]
    for patterns in SPLIT:
        for first in range(len(bare) - len(patterns) + 1):
            found = [p.fullmatch(bare[first + n]) for n, p in enumerate(patterns)]
            parts = _joined(found)
            if parts:
                return _build(parts)
    return None


def _joined(found: Sequence[re.Match[str] | None]) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    for match in found:
        if match is None:
            return None
        parts.update({key: value for key, value in match.groupdict().items() if value})
    return parts


def _compact(row: Sequence[str]) -> RowDate | None:
    for piece in row:
        found = _COMPACT.fullmatch(piece.strip("[]【】()（） "))
        if found:
            return _build(found.groupdict())
    return None


def _yearless(row: Sequence[str], fetched: datetime) -> RowDate | None:
    """`06-23`: this year's, or last year's when that day still lies ahead."""
    for piece in row:
        found = _YEARLESS.search(piece)
        if not found or _rest(piece, found):
            continue
        for year in (fetched.year, fetched.year - 1):
            built = _build({**found.groupdict(), "y": str(year)})
            if built and built.day <= fetched.date().isoformat():
                return built
    return None


def _relative(row: Sequence[str], fetched: datetime) -> RowDate | None:
    for piece in row:
        found = _RELATIVE.search(piece)
        if not found or _rest(piece, found):
            continue
        if found["word"]:
            back = timedelta(days=_WORD[found["word"]])
        else:
            back = timedelta(**{_UNIT[found["unit"]]: int(found["n"])})
        return RowDate((fetched - back).date().isoformat())
    return None


def _fetched(moment: str | None) -> datetime | None:
    if not moment:
        return None
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(CHINA)


def _from_match(found: re.Match[str]) -> RowDate | None:
    return _build(found.groupdict())


def _build(parts: dict[str, str]) -> RowDate | None:
    try:
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    if day.year < _EARLIEST:
        return None
    if not parts.get("H"):
        return RowDate(day.isoformat())
    clock = f"{int(parts['H']):02d}:{int(parts['M']):02d}:{int(parts.get('S') or 0):02d}"
    return RowDate(day.isoformat(), f"{day.isoformat()}T{clock}+08:00")
