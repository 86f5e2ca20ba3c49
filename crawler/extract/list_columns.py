"""Rows with several dates: the heading of a column, or their order, says which is the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.extract.list_dates import dates_in, is_date
from crawler.extract.list_rows import Row
from crawler.extract.list_source import Layout, pieces, plain

_DATED = re.compile(r"日\s?期|时\s?间")
_PUBLISHED = (re.compile(r"发\s?布|公\s?布"), re.compile(r"公\s?开|上\s?网|刊\s?登"))
_FURTHEST = 80
_LEAST_ROWS, _LEAST_RISES = 5, 3
_MOST_CELLS = 12


def published_cells(layout: Layout, rows: Sequence[Row]) -> list[list[str]]:
    """For each row the pieces of its cell under 发布日期, or of the only dates in order; [] where neither is known."""
    column = _column(layout, rows)
    if column is None:
        return _in_order(layout, rows) or [[] for _ in rows]
    place, width = column
    found = []
    for row in rows:
        cells = list(layout.children(row.node))
        found.append(pieces(layout.slice(cells[place])) if len(cells) == width else [])
    return found


def _in_order(layout: Layout, rows: Sequence[Row]) -> list[list[str]]:
    """The dates of each row that go down the list, where those before them go up and down (a closing day)."""
    dates = [[piece for piece in pieces(layout.text[row.since : row.until]) if is_date(piece)] for row in rows]
    if len(rows) < _LEAST_ROWS or len(dates[0]) < 2 or any(len(row) != len(dates[0]) for row in dates):
        return []
    columns = list(zip(*dates, strict=True))
    rises = [_rises(column) for column in columns]
    if rises[0] < max(_LEAST_RISES, len(rows) / 4) or 0 not in rises:
        return []  # a few posts put on top disturb the order of any list
    return [[piece] for piece in columns[rises.index(0)]]


def _rises(column: Sequence[str]) -> int:
    """How often a date is later than the one above it."""
    days = [moments[0].day if (moments := dates_in(piece)) else "" for piece in column]
    return sum(one < other for one, other in pairwise(days)) if all(days) else len(days)


def _column(layout: Layout, rows: Sequence[Row]) -> tuple[int, int] | None:
    """The number of the column of publication days, and how many columns there are."""
    head = _heading_row(layout, rows[0].node) if rows else None
    if head is None:
        return None
    names = [plain(layout.slice(cell)) for cell in layout.children(head)]
    if sum(1 for name in names if _DATED.search(name)) < 2:
        return None
    for said in _PUBLISHED:
        for place, name in enumerate(names):
            if said.search(name) and _DATED.search(name):
                return place, len(names)
    return None


def _heading_row(layout: Layout, first: int) -> int | None:
    """The element before the first row that is built like a row."""
    cells = sum(1 for _ in layout.children(first))
    if not 2 <= cells <= _MOST_CELLS:
        return None
    for node in range(first - 1, max(first - _FURTHEST, -1), -1):
        if layout.nodes[node].tag == layout.nodes[first].tag and layout.last[node] < first:
            return node if sum(1 for _ in layout.children(node)) == cells else None
    return None
