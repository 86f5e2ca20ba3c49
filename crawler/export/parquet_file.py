"""articles.parquet: zstd, every column with the type of its annotation in Article."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

import duckdb

from crawler.errors import StorageError
from crawler.export.columns import Keyed, Kind, Many, Row, Struct, Whole, columns
from crawler.export.jsonl_file import write_jsonl

#: Rows held in memory at a time while their columns are written.
_GROUP_ROWS = 4_096
#: Bytes of a line DuckDB makes room for; a longer line makes more.
_ROOM = 16 * 2**20


def write_parquet(path: Path, rows: Iterable[Row]) -> None:
    """Lists and fixed objects stay lists and structs; `provenance`, whose keys differ, is JSON text."""
    lines = path.with_suffix(".aside.jsonl")
    longest = write_jsonl(lines, rows)
    try:
        _convert(lines, path, max(longest, _ROOM))
    except duckdb.Error as error:
        raise StorageError(f"{path}: {error}") from error
    finally:
        lines.unlink()


def _convert(lines: Path, path: Path, longest: int) -> None:
    # One thread and an explicit schema: the same records give the same bytes.
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1, "memory_limit": "600MB", "temp_directory": str(path.parent / "spill"),
        "autoinstall_known_extensions": False, "autoload_known_extensions": False,
    }  # fmt: skip
    types = {column.name: sql_type(column.kind) for column in columns()}
    with duckdb.connect(config=settings) as db:
        records = db.read_json(
            glob.escape(str(lines)), columns=types, format="newline_delimited", maximum_object_size=longest
        )
        records.write_parquet(str(path), compression="zstd", row_group_size=_GROUP_ROWS)


def sql_type(kind: Kind) -> str:
    """The column type that DuckDB and the parquet file give this kind."""
    match kind:
        case Whole():
            return "BIGINT"
        case Many(of=inner):
            return f"{sql_type(inner)}[]"
        case Struct(fields=fields):
            # Quoted: `offset` is a word of SQL.
            return "STRUCT(" + ", ".join(f'"{name}" {sql_type(inner)}' for name, inner in fields) + ")"
        case Keyed():
            return "VARCHAR"  # JSON text
    return "VARCHAR"
