"""What pages print harms no file that is made of it."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.export.csv_file import safe_cell
from tests.export.archives import article, make
from tests.export.conftest import FORMATS
from tests.sites import Home

TITLES = {
    1: '=HYPERLINK("http://evil.example/","点我")',
    2: "+1+cmd|'/C calc'!A0",
    3: "-2+3",
    4: "@SUM(A1:A9)",
    5: "\t=1+1",
    6: "响铃\x07清屏\x1b[2J空\x00字符",
    7: "行分隔\u2028段分隔\u2029下一行\x85完",
    8: '引号"逗号,分号;换行\n回车\r\n完',
    9: "古野家🀄",
}
LONG = "长" * 350_000  # a megabyte of UTF-8


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Releases in all formats of an archive whose pages print the worst."""
    home = Home.make(tmp_path_factory.mktemp("hostile") / "a[b]*c")  # a folder that reads like a pattern
    make(home.output, *(article(n, title=title) for n, title in TITLES.items()), article(10, body=LONG))
    path = home.output / "kx" / "articles.jsonl"
    # Half a surrogate pair, as only an escape can bring it: of the same length as what it replaces.
    path.write_bytes(path.read_bytes().replace("野家".encode(), b"\\ud842", 1))
    for format_ in FORMATS:
        ended = home.run("export", "--format", format_)
        assert ended.code == 0, ended.err
    return home


def exported(home: Home, format_: str) -> Path:
    return home.output / "exports" / f"all-{format_}" / f"articles.{format_}"


def number_of(url: str) -> int:
    return int(url.rpartition("/")[2].removesuffix(".html"))


def test_jsonl_parquet_and_sqlite_keep_every_character(hostile: Home) -> None:
    lines = exported(hostile, "jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(TITLES) + 1  # also for readers that split at U+2028
    rows = [json.loads(line) for line in lines]
    db = sqlite3.connect(exported(hostile, "sqlite"))
    parquet = duckdb.read_parquet(glob_escape(exported(hostile, "parquet")))
    for found in (
        {row["url"]: (row["title"], row["body"]) for row in rows},
        {url: rest for url, *rest in db.execute("SELECT url, title, body FROM articles")},
        {url: rest for url, *rest in parquet.select("url, title, body").fetchall()},
    ):
        by_number = {number_of(url): list(values) for url, values in found.items()}
        assert by_number[10][1] == LONG
        for number, title in TITLES.items():
            if number != 9:
                assert by_number[number][0] == title


def glob_escape(path: Path) -> str:
    return str(path).replace("a[b]*c", "a[[]b][*]c")


def test_half_a_surrogate_pair_becomes_a_replacement_character(hostile: Home) -> None:
    title = next(
        row["title"]
        for row in map(json.loads, exported(hostile, "jsonl").read_text(encoding="utf-8").splitlines())
        if number_of(row["url"]) == 9
    )
    assert title == "古\ufffd🀄"


def test_no_csv_cell_is_a_formula(hostile: Home) -> None:
    body = exported(hostile, "csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbfid,site,")
    assert not any(byte < 32 and byte not in b"\t\r\n" for byte in body)
    with exported(hostile, "csv").open(encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(10**7)
        rows = {number_of(row["url"]): row for row in csv.DictReader(file)}
    for number in range(1, 6):
        assert rows[number]["title"] == f"'{TITLES[number]}"
    assert rows[8]["title"] == TITLES[8]
    assert len(rows) == len(TITLES) + 1


@given(st.text())
def test_safe_cells_start_no_formula(text: str) -> None:
    cell = safe_cell(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not set(cell) & {chr(code) for code in range(32)} - set("\t\r\n")
    assert cell.endswith(text[1:]) or any(ord(character) < 32 for character in text)


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-5) == -5
    assert safe_cell(None) is None
