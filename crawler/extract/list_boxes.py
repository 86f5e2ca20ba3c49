"""Two boxes of one markup with nothing printed between them, such as a heading that is a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from crawler.extract.list_dates import row_date
from crawler.extract.list_rows import Row
from crawler.extract.list_source import Layout, pieces

_FILE = re.compile(r"[^/]*$")
_DIGITS = re.compile(r"\d+")


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
        if _folders(run) & _folders(box) or not (_styled_apart(layout, run[-1], box[0]) or _anew(layout, run, box)):
            run = run + box
        else:
            yield run
            run = box
    yield run


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
    last, first = (row_date(pieces(layout.slice(row.node))) for row in (before[-1], behind[0]))
    return bool(last and first and first.day > last.day)
