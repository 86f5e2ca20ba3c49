"""Counts and types are right in the tools that researchers use."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas
import polars
import pytest

from crawler.export.columns import Many, Struct, Whole, columns
from tests.export.archives import article, make
from tests.sites import Home

NAMES = [column.name for column in columns()]


@pytest.fixture(scope="module")
def count(releases: dict[str, Path]) -> int:
    return (releases["jsonl"] / "articles.jsonl").read_bytes().count(b"\n")


def test_polars_reads_every_type(releases: dict[str, Path], count: int) -> None:
    table = polars.read_parquet(releases["parquet"] / "articles.parquet")
    assert (table.height, table.columns) == (count, NAMES)
    assert_polars_types(table)
    assert polars.read_csv(releases["csv"] / "articles.csv", infer_schema=False).shape == (count, len(NAMES))


def assert_polars_types(table: polars.DataFrame) -> None:
    for column in columns():
        found = table.schema[column.name]
        if isinstance(column.kind, Whole):
            assert found == polars.Int64, column.name
        elif isinstance(column.kind, Many):
            assert isinstance(found, polars.List), column.name
        elif isinstance(column.kind, Struct):
            assert isinstance(found, polars.Struct), column.name
        else:
            assert found == polars.String, column.name
    assert table.schema["credits"] == polars.List(polars.Struct({"role": polars.String, "name": polars.String}))


def test_pandas_reads_jsonl_csv_and_parquet(releases: dict[str, Path], count: int) -> None:
    lines = pandas.read_json(releases["jsonl"] / "articles.jsonl", lines=True, dtype=False)
    cells = pandas.read_csv(releases["csv"] / "articles.csv", dtype={"views": "Int64"}, encoding="utf-8-sig")
    frame = duckdb.sql(f"SELECT * FROM '{releases['parquet']}/articles.parquet'").df()
    for table in (lines, cells, frame):
        assert list(table.columns) == NAMES
        assert len(table) == count
    assert list(lines["id"]) == list(cells["id"]) == list(frame["id"])
    assert list(cells["views"].dropna()) == [views for views in lines["views"] if views == views and views is not None]
    assert isinstance(lines["editor"][0], list)


def test_duckdb_reads_parquet_and_csv(releases: dict[str, Path], count: int) -> None:
    for path in (releases["parquet"] / "articles.parquet", releases["csv"] / "articles.csv"):
        assert duckdb.sql(f"SELECT count(*), count(DISTINCT id) FROM '{path}'").fetchall() == [(count, count)]
    types = {
        row[0]: row[1]
        for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{releases['parquet']}/articles.parquet'").fetchall()
    }
    assert types["views"] == types["revision"] == "BIGINT"
    assert types["author"] == types["channels"] == types["warnings"] == "VARCHAR[]"
    assert types["attachments"] == 'STRUCT(url VARCHAR, "name" VARCHAR, sha256 VARCHAR)[]'


def test_columns_of_nulls_keep_their_types(home: Home) -> None:
    make(home.output, *(article(n, title=None, body=None, site_title=None, channel=None) for n in range(3)))
    assert home.run("export", "--format", "parquet").code == 0
    table = polars.read_parquet(home.output / "exports" / "all-parquet" / "articles.parquet")
    assert table["views"].null_count() == table["title"].null_count() == table["evidence"].null_count() == 3
    assert_polars_types(table)
