"""articles.csv for spreadsheets: UTF-8 with BOM, CRLF between rows, lists as JSON text, no cell that is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from crawler.export.columns import Row, columns

#: First characters that make a spreadsheet calculate or run what a page wrote.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Characters that end a cell early in spreadsheets and in many readers of csv.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """A header, then one row an article; null is an empty cell."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in columns()])
        for row in rows:
            writer.writerow([safe_cell(column.cell(row)) for column in columns()])


def safe_cell(value: str | int | None) -> str | int | None:
    """A cell that is shown and never calculated: a leading ' where a formula could start, no control characters."""
    if not isinstance(value, str):
        return value
    value = _UNFIT.sub("", value)
    return f"'{value}" if value.startswith(_FORMULA) else value
