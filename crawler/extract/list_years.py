"""Days whose year no row prints: a heading above the rows does (2024年, 2024年5月), or two figures do (19-05-06).

Both are read from the page alone, for a whole list at a time; a row that prints its full date never asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from crawler.extract.list_blocks import row_pieces
from crawler.extract.list_dates import is_date, row_date
from crawler.extract.list_rows import Row
from crawler.extract.list_source import HARD, SOFT, Layout
from crawler.normalize.dates import Moment

_YEAR = r"(?P<year>(?:19[89]|20\d)\d)"
_HEADING = re.compile(
    rf"{_YEAR}\s?年?(?:度)?|{_YEAR.replace('year', 'year2')}\s?[年./-]\s?(?P<month>1[0-2]|0?[1-9])\s?月?"
)
_MONTH = re.compile(r"(1[0-2]|0?[1-9])\s?月")
_MONTH_DAY = re.compile(r"[\[(（]?\s?(?:1[0-2]|0?[1-9])\s?[-/.月]\s?(?:3[01]|[12]\d|0?[1-9])(?!\d)")
_DAY = re.compile(r"[\[(（]?\s?(3[01]|[12]\d|0?[1-9])\s?日?[\])）]?")
_SHORT = re.compile(r"[\[(（]?\s?(\d\d)([-/.])(\d{1,2})\2(\d{1,2})\s?[\])）]?")
_ABOVE = 60
_LEAST_ROWS = 3
_DISORDER = 0.1

Heading = tuple[int, int | None]
"""The year, and the month where the heading names one."""


def days_without_year(layout: Layout, rows: Sequence[Row]) -> list[Moment | None]:
    """For each row the day that its heading or the whole column completes, None where nothing does."""
    words = [row_pieces(layout, row) for row in rows]
    headings = list(_headings(layout, rows))
    if not any(headings):
        return _two_figures(words)
    days: list[Moment | None] = []
    for heading, group in groupby(zip(headings, words, strict=True), key=lambda one: one[0]):
        below = [_below(heading, row) if heading else None for _, row in group]
        # Rows that start anew at December have left their heading's year.
        days += below if _in_order([day.iso for day in below if day]) else [None] * len(below)
    return days


def _headings(layout: Layout, rows: Sequence[Row]) -> Iterator[Heading | None]:
    """The heading in force at each row: the last one between rows, at the first row the line just above it."""
    known: Heading | None = None
    since = max(layout.start[rows[0].node] - _ABOVE, 0) if rows else 0
    for row in rows:
        lines = list(_lines(layout, since, layout.start[row.node]))
        # The only row of its year may hold the heading itself.
        inside = list(_lines(layout, layout.start[row.node], layout.start[row.link.node]))
        # Above the first row may stand anything (2023 in a row of years to choose from): only the line next to it.
        above = lines if known else lines[-2:] if lines and _MONTH.fullmatch(lines[-1]) else lines[-1:]
        for line in above + inside:
            known = _read(line, known) or known
        yield known
        since = layout.end[row.node]


def _lines(layout: Layout, since: int, until: int) -> Iterator[str]:
    place = since
    for line in layout.text[since:until].split(HARD):
        words = line.replace(SOFT, "").strip()
        if words and not _in_link(layout, place):
            yield words
        place += len(line) + 1


def _in_link(layout: Layout, place: int) -> bool:
    node = layout.at(place)
    return any(layout.nodes[outer].tag == "a" for outer in (node, *layout.ancestors(node)))


def _read(line: str, known: Heading | None) -> Heading | None:
    found = _HEADING.fullmatch(line)
    if found:
        return int(found["year"] or found["year2"]), int(found["month"]) if found["month"] else None
    month = _MONTH.fullmatch(line)
    return (known[0], int(month[1])) if month and known else None


def _below(heading: Heading, row: Sequence[str]) -> Moment | None:
    """A row's 04-11 in its heading's year; below a month its 29日 or 29 too."""
    year, month = heading
    if any(_MONTH_DAY.match(piece) and is_date(piece) for piece in row):
        found = row_date(row, f"{year}-12-31")
        return found if found and (month is None or int(found.day[5:7]) == month) else None
    days = [match[1] for piece in row if (match := _DAY.fullmatch(piece))]
    return _built(year, month, int(days[0])) if month and len(days) == 1 else None


def _built(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(date(year, month, day).isoformat(), "day")
    except ValueError:
        return None


def _two_figures(words: Sequence[Sequence[str]]) -> list[Moment | None]:
    """19-05-06 on every row, and in order when read as year, month and day: that order shows that it is one."""
    nothing: list[Moment | None] = [None] * len(words)
    found = [next((match for piece in row if (match := _SHORT.fullmatch(piece))), None) for row in words]
    if len(words) < _LEAST_ROWS or not all(found):
        return nothing
    days = [_built(_century(int(m[1])), int(m[3]), int(m[4])) for m in found if m]
    known = [day.iso for day in days if day]
    return days if len(known) == len(words) and len(set(known)) > 1 and _in_order(known) else nothing


def _in_order(days: Sequence[str]) -> bool:
    """Whether days go up or down, but for a few put on top."""
    steps = [(one > other) - (one < other) for one, other in pairwise(days)]
    return min(steps.count(1), steps.count(-1)) <= _DISORDER * len(steps)


def _century(year: int) -> int:
    return 1900 + year if year >= 80 else 2000 + year
