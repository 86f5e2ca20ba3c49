"""The blocks of a page that look like lists: links of one markup pattern, one in each row.

A row is the largest element that holds just one link of the pattern; a block is a run of rows that nothing
but dates or rules separates. Which block is the page's list is decided in list_choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.extract.list_boxes import apart, goes_on
from crawler.extract.list_dates import row_date
from crawler.extract.list_links import FORMATTING, ROWS, Link, by_pattern
from crawler.extract.list_rows import Row
from crawler.extract.list_source import HARD, SOFT, Layout, ListSource, pieces

_GAP = re.compile(r"[\s\d年月日./\-—|·•]*(?:期|季度)?\s*")
_YEAR_LINE = re.compile(
    rf"(?:^|(?<={HARD}))[\s{SOFT}]*"
    rf"(?:(?:19[89]|20\d)\d\s?(?:年|[年./-]\s?\d{{1,2}}\s?月?)?度?|\d{{1,2}}\s?月)[\s{SOFT}]*(?={HARD})"
)
_ROW_LIKE = frozenset({"li", "tr", "dl", "dt", "dd", "article", "td"})
_MAX_COLUMNS = 4
_MAX_LONE_ROW = 600
_MAX_CLIMB = 12
_MAX_TAIL = 300
_MAX_LEAD = 60


@dataclass(slots=True)
class Block:
    """Rows that make one list; `node` is the smallest element that holds them all."""

    rows: list[Row]
    node: int = 0
    parents: list[int] = field(default_factory=list)


def find_blocks(source: ListSource, links: list[Link]) -> list[Block]:
    """All runs of equally built rows with a link, in page order of their first rows."""
    layout = source.layout
    blocks: list[Block] = []
    for group in by_pattern(links):
        for column in _columns(layout, group):
            rows = _rows(layout, column)
            blocks += [_block(layout, part) for run in _runs(layout, rows) for part in apart(layout, run)]
    return _in_columns(layout, sorted(blocks, key=lambda block: block.rows[0].node))


def _in_columns(layout: Layout, blocks: list[Block]) -> list[Block]:
    """The blocks, one for the columns of a list: <div class="left"> and <div class="right"> hold rows of one kind."""
    found: list[Block] = []
    for block in blocks:
        near = range(max(0, len(found) - _MAX_COLUMNS), len(found))
        before = next((place for place in near if goes_on(layout, found[place].rows, block.rows)), None)
        if before is None:
            found.append(block)
        else:
            found[before] = _block(layout, [*found[before].rows, *block.rows])
    return found


def _rows(layout: Layout, group: list[Link]) -> list[Row]:
    if len(group) == 1:
        return [Row(group[0], _lone_row(layout, group[0].node))]
    nodes = [link.node for link in group]
    rows = []
    for place, link in enumerate(group):
        before = nodes[place - 1] if place else -1
        after = nodes[place + 1] if place + 1 < len(nodes) else len(layout.nodes)
        rows.append(Row(link, _climb(layout, link.node, before, after)))
    return rows


def _climb(layout: Layout, node: int, before: int, after: int) -> int:
    """The largest element around a link that holds neither the link before nor the one after."""
    for outer in layout.ancestors(node):
        if before >= outer or after <= layout.last[outer] or layout.nodes[outer].tag in ("body", "html"):
            break
        node = outer
    return node


def _lone_row(layout: Layout, node: int) -> int:
    """The row of a link that has no fellow: the nearest row-like element, else a small block around it."""
    row = node
    for climbed, outer in enumerate(layout.ancestors(node)):
        tag = layout.nodes[outer].tag
        if climbed > _MAX_CLIMB or tag in ("body", "html") or layout.end[outer] - layout.start[outer] > _MAX_LONE_ROW:
            break
        if tag in _ROW_LIKE and tag != "td":
            return outer
        if climbed < 3 and _leads_to_one(layout, outer):
            row = outer
    return row


def _leads_to_one(layout: Layout, node: int) -> bool:
    """Whether all links inside an element lead to the same page (a picture, a title, 详细)."""
    links = layout.links_in(node)
    return len(links) <= 4 and len({layout.nodes[link].get("href") for link in links}) == 1


def _columns(layout: Layout, group: list[Link]) -> Iterator[list[Link]]:
    """Splits a pattern that stands several times in every row, such as `[<a>通知</a>] <a>标题</a>`."""
    for level in (1, 2):
        keys = [_nth_parent(layout, link.node, level) for link in group]
        sizes = Counter(Counter(keys).values())
        size, rows = sizes.most_common(1)[0]
        if not 2 <= size <= _MAX_COLUMNS or rows * size < 0.8 * len(group):
            continue
        if rows >= 2 or layout.nodes[keys[0]].tag in _ROW_LIKE:
            yield from _split(group, keys, size)
            return
    yield group


def _nth_parent(layout: Layout, node: int, level: int) -> int:
    """The parent that many levels up; formatting is no level: <i>[<a>]</i> <a> stand in one row."""
    for outer in layout.ancestors(node):
        node = outer
        level -= layout.nodes[outer].tag not in FORMATTING
        if not level:
            break
    return node


def _split(group: list[Link], keys: list[int], size: int) -> Iterator[list[Link]]:
    """Columns that repeat (one category on many rows) or are much shorter than the best stand apart."""
    columns: list[list[Link]] = [[] for _ in range(size)]
    seen: Counter[int] = Counter()
    for link, key in zip(group, keys, strict=True):
        columns[min(seen[key], size - 1)].append(link)
        seen[key] += 1
    widths = [sum(len(link.words) for link in column) / len(column) for column in columns if column]
    unique = [len({link.href or link.words for link in column}) / len(column) for column in columns if column]
    same = [w >= 0.5 * max(widths) and u >= 0.9 for w, u in zip(widths, unique, strict=True)]
    if all(same):
        yield group
        return
    yield from (column for column in columns if column)


def _runs(layout: Layout, rows: list[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        if run and not _continues(layout, run[-1].node, row.node):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _continues(layout: Layout, one: int, other: int) -> bool:
    """Whether the next row belongs to the same list: same parent, or a parent beside it without a heading."""
    one_parent, other_parent = layout.parent[one], layout.parent[other]
    if one_parent == other_parent:
        return True
    gap = layout.text[layout.end[one] : layout.start[other]].replace(SOFT, " ").replace(HARD, " ")
    if not _GAP.fullmatch(gap[:80]):
        return False
    shared = layout.common(one, other)
    return _depth(layout, shared, one) <= 4 and _depth(layout, shared, other) <= 4


def _depth(layout: Layout, outer: int, inner: int) -> int:
    depth = 0
    while inner != outer:
        inner = layout.parent[inner]
        depth += 1
    return depth


def _block(layout: Layout, rows: list[Row]) -> Block:
    node = rows[0].node if len(rows) == 1 else layout.common(rows[0].node, rows[-1].node)
    block = Block(rows, node, sorted({layout.parent[row.node] for row in rows}))
    _set_text(layout, block)
    return block


def _set_text(layout: Layout, block: Block) -> None:
    """A row's text runs to the next row of the same parent: <dt><a></dt><dd>date</dd>, <a></a> date<br>."""
    for row in block.rows:
        row.since, row.until = layout.start[row.node], layout.end[row.node]
    if len(block.rows) == 1:
        _set_lone_text(layout, block.rows[0])
        return
    ends = [block.rows[-1]]
    for row, following in pairwise(block.rows):
        if layout.parent[row.node] == layout.parent[following.node]:
            row.until = min(layout.start[following.node], row.until + _MAX_TAIL)
        else:
            ends.append(row)
    _cut_at_headings(layout, block.rows)
    tail = max(_tail(layout, row) for row in block.rows)
    for row in ends:
        row.until = min(layout.end[max(layout.parent[row.node], 0)], row.until + tail)
    if _dates_come_first(layout, block.rows):
        _turn_round(layout, block.rows)


def _tail(layout: Layout, row: Row) -> int:
    """The length of a row's text behind its element, 0 where it is only marks."""
    end = layout.end[row.node]
    return 0 if layout.prints_nothing(end, row.until) else row.until - end


def _cut_at_headings(layout: Layout, rows: list[Row]) -> None:
    """Behind the last row of a year stands the next year's heading, which is part of no row.

    It is one where the first row has such a line above it, or few rows have one behind them.
    """
    cuts = [(row, place) for row in rows if (place := _year_line(layout, layout.end[row.node], row.until)) is not None]
    first = layout.start[rows[0].node]
    if len(cuts) < 0.5 * len(rows) or _year_line(layout, max(first - _MAX_LEAD, 0), first) is not None:
        for row, place in cuts:
            row.until = place


def _year_line(layout: Layout, since: int, until: int) -> int | None:
    found = _YEAR_LINE.search(layout.text, since, until)
    return found.start() if found else None


def _set_lone_text(layout: Layout, row: Row) -> None:
    """The only row of a list: its date may stand beside it, as far as no other link does."""
    parent = layout.parent[row.node]
    if parent < 0 or layout.end[parent] - layout.start[parent] > _MAX_LONE_ROW or _prints_date(layout, row):
        return
    links = layout.links_in(parent)
    before = [layout.end[link] for link in links if layout.end[link] <= row.since and link < row.node]
    behind = [layout.start[link] for link in links if layout.start[link] >= row.until]
    row.until = min(behind, default=layout.end[parent])
    # Behind another link stands that link's date.
    if not _prints_date(layout, row):
        row.since = max(before, default=layout.start[parent])


def _prints_date(layout: Layout, row: Row) -> bool:
    return row_date(pieces(layout.text[row.since : row.until])) is not None


def _dates_come_first(layout: Layout, rows: list[Row]) -> bool:
    """Whether the dates stand before their rows: 2025-01-02 <a></a><br>2025-01-01 <a></a>."""
    first, last = rows[0], rows[-1]
    if all(row.until == layout.end[row.node] for row in rows[:-1]) or layout.parent[first.node] < 0:
        return False
    start = max(layout.start[layout.parent[first.node]], first.since - _MAX_LEAD)
    before = pieces(layout.text[start : first.since])[-3:]
    after = pieces(layout.text[layout.end[last.node] : last.until])
    inside = pieces(layout.text[first.since : layout.end[first.node]])
    return bool(row_date(before)) and not row_date(after) and not row_date(inside)


def _turn_round(layout: Layout, rows: list[Row]) -> None:
    end = max(layout.start[layout.parent[rows[0].node]], rows[0].since - _MAX_LEAD)
    for row in rows:
        row.since = max(min(end, row.since), row.since - _MAX_TAIL)
        row.until = end = layout.end[row.node]


def absorb(source: ListSource, block: Block, links: list[Link]) -> Block:
    """The block with the rows between its own that are built differently: pinned ones, ones with a picture."""
    layout = source.layout
    tag = layout.nodes[block.rows[0].node].tag
    if tag == "a":
        return block
    own, parents = {row.node for row in block.rows}, frozenset(block.parents)
    strangers: dict[int, list[Link]] = {}
    for link in links:
        row = _row_among(layout, link.node, parents, block.parents[0])
        if row is not None and row not in own and _alike(layout, row, block.rows[0].node):
            strangers.setdefault(row, []).append(link)
    usual = _path(layout, block.rows[0].node, block.rows[0].link.node)
    rows = [new for row, inside in strangers.items() for new in _stranger_rows(layout, row, inside, usual)]
    width = sum(len(row.link.words) for row in block.rows) / len(block.rows)
    enough = min(0.4 * width, 8)
    rows = [row for row in rows if len(row.link.words) >= enough or _likeness(layout, row.node, row.link, usual) == 2]
    if not rows:
        return block
    return _block(layout, sorted([*block.rows, *rows], key=lambda row: row.node))


def _row_among(layout: Layout, node: int, parents: frozenset[int], first: int) -> int | None:
    """The element around a link that is a child of one of the list's own elements."""
    for outer in layout.ancestors(node):
        if outer in parents:
            return node
        if outer < first:
            return None
        node = outer
    return None


def _alike(layout: Layout, row: int, known: int) -> bool:
    one, other = layout.nodes[row], layout.nodes[known]
    if one.tag != other.tag:
        return False
    return one.tag in ROWS or bool(set((one.get("class") or "").split()) & set((other.get("class") or "").split()))


def _path(layout: Layout, row: int, node: int) -> list[str]:
    tags = []
    while node > row:
        tags.append(str(layout.nodes[node].tag))
        node = layout.parent[node]
    return tags


def _likeness(layout: Layout, row: int, link: Link, usual: list[str]) -> int:
    """2: the link stands in its row like the links of the list; 1: apart from formatting; 0: elsewhere."""
    path = _path(layout, row, link.node)
    if path == usual:
        return 2
    return int([tag for tag in path if tag not in FORMATTING] == [tag for tag in usual if tag not in FORMATTING])


def _stranger_rows(layout: Layout, row: int, inside: list[Link], usual: list[str]) -> list[Row]:
    """Usually one row; a block of pinned posts in one <li> gives one row for each link of its pattern."""
    best = max(inside, key=lambda link: (_likeness(layout, row, link, usual), bool(link.text), len(link.words)))
    same = [link for link in inside if link.pattern == best.pattern]
    if len(same) == 1:
        return [Row(best, row)]
    return _rows(layout, same)


def row_pieces(layout: Layout, row: Row) -> list[str]:
    """The pieces of a row's text, its link's included."""
    return pieces(layout.text[row.since : row.until])
