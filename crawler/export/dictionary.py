"""The data dictionary: every column with its type and meaning, generated from Article."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.export.columns import Column, Keyed, Many, Struct, Whole, columns
from crawler.export.parquet_file import sql_type


def dictionary(format_: str) -> str:
    """Markdown table of the columns as a format holds them."""
    rows = ([f"`{c.name}`", f"`{type_in(c, format_)}`", c.en, c.zh] for c in columns())
    return table(("column 列", "type 类型", "meaning", "含义"), rows)


def type_in(column: Column, format_: str) -> str:
    """The type of a column in a format, in that format's own words."""
    if format_ == "parquet":
        return "VARCHAR (JSON)" if isinstance(column.kind, Keyed) else sql_type(column.kind)
    if format_ == "jsonl":
        return column.doc_type
    if column.flat:
        return "INTEGER" if isinstance(column.kind, Whole) else "TEXT"
    return f"TEXT, JSON: {column.doc_type}"


def frictionless_type(column: Column, format_: str) -> str:
    """The type of a column in the words of the Table Schema standard."""
    match column.kind:
        case Whole():
            return "integer"
        case Many():
            return "array"
        case Keyed() if format_ == "parquet":
            return "string"
        case Struct() | Keyed():
            return "object"
    return "string"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; text of pages cannot break its cells."""
    lines = [list(head)]
    lines += [["---"] * len(lines[0]), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
