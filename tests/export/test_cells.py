"""Cells of page text: shown, never calculated, never the end of a row or a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from crawler.archive.snapshot import _whole
from crawler.export.columns import columns
from crawler.export.csv_file import safe_cell, write_csv
from crawler.export.dictionary import table


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_be_calculated_is_marked_as_text(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    assert safe_cell(f"\x00\x1f{start}1+1") == f"'{start}1+1", "also behind what a spreadsheet leaves out"
    assert safe_cell(f"1{start}1") == f"1{start}1"


@pytest.mark.parametrize("code", [*range(32), 127])
def test_control_characters_are_left_out_but_for_tab_and_line_breaks(code: int) -> None:
    kept = code in (9, 10, 13, 127)
    assert safe_cell(f"a{chr(code)}b") == (f"a{chr(code)}b" if kept else "ab")


@pytest.mark.parametrize("value", [None, 0, -5, 2**60])
def test_numbers_and_nothing_stay_what_they_are(value: int | None) -> None:
    assert safe_cell(value) == value
    assert safe_cell(value) is not False


def test_a_file_of_hostile_rows_reads_back_row_for_row(tmp_path: Path) -> None:
    titles = ["=1+1", 'a"b', "a,b", "a;b", "a\nb", "a\r\nb", "\ud83d", "", "　全角 "]
    row = dict.fromkeys((column.name for column in columns()), None)
    write_csv(tmp_path / "a.csv", ({**row, "title": title, "views": -3, "author": ["张三", "=x"]} for title in titles))
    body = (tmp_path / "a.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbfid,") and body.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == [column.name for column in columns()]
    assert [found["title"] for found in rows] == ["'=1+1", *titles[1:6], "?", "", "　全角 "]
    assert {(found["views"], found["author"], found["source"]) for found in rows} == {("-3", '["张三","=x"]', "")}


def test_page_text_breaks_no_markdown_table() -> None:
    assert table(("a", "b"), [["x|y", "<script>"], [" 1\n\n2\t3 ", ""]]) == (
        "| a | b |\n| --- | --- |\n| x\\|y | &lt;script> |\n| 1 2 3 |  |\n"
    )


def test_half_characters_are_replaced_wherever_they_stand() -> None:
    whole = {"a\ud83d": ["\ude00", {"b": "\ud83d\ude00"}], "c": [1, None, True]}
    assert _whole(whole) == {"a\ufffd": ["\ufffd", {"b": "😀"}], "c": [1, None, True]}
