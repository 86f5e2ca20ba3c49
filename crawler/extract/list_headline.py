"""The newest post set apart above its list: with a picture, a larger title and a summary, built like no row."""

from __future__ import annotations

import re

from crawler.extract.list_blocks import Block, row_pieces
from crawler.extract.list_dates import row_date
from crawler.extract.list_links import Link
from crawler.extract.list_rows import Row
from crawler.extract.list_source import HARD, SOFT, Layout, ListSource, pieces

_NUMBERS = re.compile(r"\d+|[0-9a-f]{16,}")
_BLANK = f"{HARD}{SOFT} \t\r\n"
_LONGEST = 800
_LEAST_WORDS = 5
_MAX_CLIMB = 3
_LEAST_ROWS = 3


def with_headline(source: ListSource, block: Block, links: list[Link]) -> Block:
    """The block with the post right above it, where that is one of its kind: same address form, and no older."""
    layout = source.layout
    node = _above(layout, block.node) if len(block.rows) >= _LEAST_ROWS else None
    if node is None or layout.end[node] - layout.start[node] > _LONGEST:
        return block
    inside = [link for link in links if layout.holds(node, link.node)]
    title = next((link for link in inside if len(link.words) >= _LEAST_WORDS), None)
    if title is None or len({link.href for link in inside}) > 1 or not _of_its_kind(title, block):
        return block
    newest, own = row_date(row_pieces(layout, block.rows[0])), row_date(pieces(layout.slice(node)))
    if newest is None or own is None or own.day < newest.day:
        return block
    row = Row(title, node, layout.start[node], layout.end[node])
    return Block([row, *block.rows], layout.common(node, block.node), block.parents)


def _above(layout: Layout, node: int) -> int | None:
    """The element that ends right above a block, no text between."""
    for _ in range(_MAX_CLIMB):
        outer = layout.parent[node]
        if outer < 0:
            return None
        before = [child for child in layout.children(outer) if child < node and layout.slice(child).strip(_BLANK)]
        if before:
            gap = layout.text[layout.end[before[-1]] : layout.start[node]]
            return before[-1] if not gap.strip(_BLANK) else None
        node = outer
    return None


def _of_its_kind(title: Link, block: Block) -> bool:
    forms = {_NUMBERS.sub("0", row.link.href or "") for row in block.rows}
    known = {row.link.href for row in block.rows}
    return bool(title.href) and title.href not in known and _NUMBERS.sub("0", title.href or "") in forms
