"""The body's lines as paragraphs: a table row is one line, its cells apart."""

from __future__ import annotations

from crawler.extract.body import Body, blocks_inside
from crawler.extract.noise import is_photo_line
from crawler.extract.outline import Block, Outline

_CELL_LINES = 8
_ROW_LENGTH = 2000


def paragraphs_of(page: Outline, body: Body, captions: set[int]) -> list[str]:
    """The body's paragraphs in page order, without captions."""
    rows = _data_rows(page, body)
    alone = len(body.kept) == 1
    paragraphs: list[str] = []
    row: Block | None = None
    for place in body.kept:
        text = page.lines[place].text
        # A picture with one paragraph below it: that paragraph is all the text, even if it ends in 记者 蒙恩 摄.
        if place in captions or (is_photo_line(text) and not alone):
            continue
        here = rows.get(place)
        if here is not None and here is row:
            paragraphs[-1] += _gap(page, place) + text
        else:
            paragraphs.append(text)
        row = here
    return paragraphs


def _data_rows(page: Outline, body: Body) -> dict[int, Block | None]:
    """The data row of each line whose innermost row is one. A row whose cell holds many lines is layout."""
    rows: dict[int, Block | None] = {}
    for block in blocks_inside(page, body.block):
        if block.tag == "tr":
            data = block if _is_data_row(block, page) else None
            rows.update(dict.fromkeys(range(block.start, block.end), data))
    return rows


def _gap(page: Outline, place: int) -> str:
    """Cells are set apart by a tab, lines within a cell by a space."""
    return " " if _cell(page.lines[place].block) is _cell(page.lines[place - 1].block) else "\t"


def _cell(block: Block) -> Block | None:
    around: Block | None = block
    while around is not None and around.tag not in ("td", "th"):
        around = around.parent
    return around


def _is_data_row(row: Block, page: Outline) -> bool:
    lines = page.lines[row.start : row.end]
    if sum(len(line.text) for line in lines) > _ROW_LENGTH:
        return False
    cells: dict[int, int] = {}
    for line in lines:
        cell = _cell(line.block)
        if cell is not None and cell.parent is not row:
            return False  # a table within a row: what holds it is layout
        key = id(cell)
        cells[key] = cells.get(key, 0) + 1
    return len(cells) > 1 and max(cells.values()) <= _CELL_LINES
