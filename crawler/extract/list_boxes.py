"""Two boxes with nothing printed between them: another list below a heading that is a picture, or the next column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from crawler.extract.list_dates import row_date
from crawler.extract.list_rows import Row
from crawler.extract.list_source import Layout, pieces
from crawler.normalize.dates import Moment

_FILE = re.compile(r"[^/]*$")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none")
_DIGITS = re.compile(r"\d+")
_LEAST_COLUMN, _LEVELS = 3, 4


def apart(layout: Layout, rows: list[Row]) -> Iterator[list[Row]]:
    """A run of rows, divided where another box begins: other folders, and other classes or dates that start anew.

    Groups of five of one list lead to the same folders, or their dates go on.
    """
    boxes = [list(box) for _, box in groupby(rows, key=lambda row: layout.parent[row.node])]
    if len(boxes) > len(rows) / 2:
        yield rows
        return
    run = boxes[0]
    for box in boxes[1:]:
        seen = is_hidden(layout, run[0].node) == is_hidden(layout, box[0].node)
        if seen and (
            _folders(run) & _folders(box) or not (_styled_apart(layout, run[-1], box[0]) or _anew(layout, run, box))
        ):
            run = run + box
        else:
            yield run
            run = box
    yield run


def goes_on(layout: Layout, rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether a second run of rows is the next column of the first: other classes, built alike, its dates go on."""
    one, other = rows[-1], others[0]
    if len(rows) < max(_LEAST_COLUMN, len(others)) or not layout.prints_nothing(one.until, other.since):
        return False
    if not _folders(rows) & _folders(others) or _tags(layout, one) != _tags(layout, other):
        return False
    last, first = _date(layout, one), _date(layout, other)
    return bool(last and first and first.day <= last.day)


def _tags(layout: Layout, row: Row) -> list[str]:
    """The tags from a row's link up to where its list may begin."""
    outer = islice(layout.ancestors(row.link.node), _LEVELS)
    return [str(layout.nodes[number].tag) for number in outer]


def is_hidden(layout: Layout, node: int) -> bool:
    """Whether an element is not shown at first, such as the list of another tab."""
    return any(_HIDDEN.search(layout.nodes[number].get("style") or "") for number in layout.ancestors(node))


def _folders(rows: Sequence[Row]) -> set[str]:
    return {_DIGITS.sub("0", _FILE.sub("", (row.link.href or "").partition("?")[0])) for row in rows}


def _styled_apart(layout: Layout, one: Row, other: Row) -> bool:
    """Whether the elements of two rows' lists have different classes."""
    shared = layout.common(one.node, other.node)
    return _classes(layout, one.node, shared) != _classes(layout, other.node, shared)


def _classes(layout: Layout, node: int, shared: int) -> list[str]:
    outer = (number for number in layout.ancestors(node) if number > shared)
    return [layout.nodes[number].get("class") or "" for number in outer]


def _anew(layout: Layout, before: Sequence[Row], behind: Sequence[Row]) -> bool:
    """Whether the dates of a box begin later than those of the box before it end."""
    last, first = _date(layout, before[-1]), _date(layout, behind[0])
    return bool(last and first and first.day > last.day)


def _date(layout: Layout, row: Row) -> Moment | None:
    return row_date(pieces(layout.slice(row.node)))
