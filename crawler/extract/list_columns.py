"""Tables with several dates in a row: the heading of a column says which of them is the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.list_rows import Row
from crawler.extract.list_source import Layout, pieces, plain

_DATED = re.compile(r"日\s?期|时\s?间")
_PUBLISHED = (re.compile(r"发\s?布|公\s?布"), re.compile(r"公\s?开|上\s?网|刊\s?登"))
_FURTHEST = 80
_MOST_CELLS = 12


def published_cells(layout: Layout, rows: Sequence[Row]) -> list[list[str]]:
    """For each row the pieces of its cell under 发布日期, [] where no heading row names more than one date."""
    column = _column(layout, rows)
    if column is None:
        return [[] for _ in rows]
    place, width = column
    found = []
    for row in rows:
        cells = list(layout.children(row.node))
        found.append(pieces(layout.slice(cells[place])) if len(cells) == width else [])
    return found


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
