"""Lines of articles.jsonl: one record a line, whatever the text holds."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive.records import RecordFile, encode_record, read_record, text_key
from crawler.errors import StorageError
from crawler.items import RECORD_FIELDS
from tests.archive.makers import article, with_attachment

ANY_TEXT = st.text(st.characters(blacklist_categories=()), max_size=40)


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_any_text_is_one_line_of_valid_utf8_json(text: str) -> None:
    line = encode_record({"body": text})
    assert line.endswith(b"\n") and len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line)["body"] == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\r", "\n"])
def test_line_separators_never_stand_raw(separator: str) -> None:
    line = encode_record({"body": f"a{separator}b"})
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line)["body"] == f"a{separator}b"


def test_nan_is_never_written() -> None:
    with pytest.raises(ValueError):
        encode_record({"views": float("nan")})


def test_all_keys_stand_in_every_line_in_order(tmp_path: Path) -> None:
    records = RecordFile(tmp_path / "articles.jsonl")
    places = [records.append(article(number)) for number in range(3)]
    records.sync()
    records.close()
    for number, (offset, length) in enumerate(places):
        record = read_record(tmp_path / "articles.jsonl", offset, length)
        assert list(record) == [field.name for field in RECORD_FIELDS]
        assert record["title"] == f"第{number}次会议"
    assert len((tmp_path / "articles.jsonl").read_bytes()) == records.length


def test_titles_alone_prove_nothing() -> None:
    assert text_key(article(1, body=None)) is None
    assert text_key(article(1, body="")) is None


def test_text_is_the_same_by_title_day_and_body() -> None:
    one = article(1)
    assert text_key(one) == text_key(dataclasses.replace(one, url="https://other.example.cn/", source="别处"))
    assert text_key(one) == text_key(dataclasses.replace(one, publish_time="2024-05-06T08:00:00+08:00"))
    for other in ({"title": "别的"}, {"body": "别的"}, {"publish_time": "2024-05-07"}):
        assert text_key(one) != text_key(dataclasses.replace(one, **other))


def test_an_empty_body_is_the_same_by_its_attachments() -> None:
    one, same = (article(1, body=None, attachments=with_attachment(name, "ab" * 32)) for name in ("a.pdf", "b.pdf"))
    other = article(1, body=None, attachments=with_attachment("a.pdf", "cd" * 32))
    assert text_key(one) == text_key(same) != text_key(other)


def test_what_is_no_record_or_no_file_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_bytes(b"[1]\n")
    with pytest.raises(StorageError, match="at byte 0"):
        read_record(tmp_path / "articles.jsonl", 0, 4)
    with pytest.raises(StorageError, match=str(tmp_path)):
        RecordFile(tmp_path)


def test_appending_goes_on_where_the_file_ends(tmp_path: Path) -> None:
    for _ in range(2):
        records = RecordFile(tmp_path / "articles.jsonl")
        start = records.length
        assert records.path == tmp_path / "articles.jsonl"
        offset, length = records.append(article(1))
        assert (offset, records.length) == (start, start + length)
        assert (records.added.take().start, records.added.take().start) == (start, start + length)
        records.sync()
        records.close()
    assert len((tmp_path / "articles.jsonl").read_bytes().splitlines()) == 2


def test_files_make_a_text_by_content_else_by_address_in_any_order() -> None:
    def key(*names: str, sha256: str | None = None) -> str | None:
        files = tuple(file for name in names for file in with_attachment(name, sha256))
        return text_key(article(1, body=None, attachments=files))

    assert key("a.pdf", "b.pdf") == key("b.pdf", "a.pdf") != key("a.pdf")
    assert key("a.pdf", sha256="ab" * 32) == key("b.pdf", sha256="ab" * 32) != key("a.pdf")


def test_a_text_without_a_day_is_one_of_its_own() -> None:
    undated, dated = (article(1, publish_time=time) for time in (None, "2024-05-06"))
    assert text_key(undated) not in (None, text_key(dated))
    assert text_key(article(1, title=None)) != text_key(article(1))
    halves = article(1, title="\ud83d", body="\ude00")
    assert text_key(halves) is not None


def test_what_ledgers_hold_of_a_text_never_changes() -> None:
    assert text_key(article(1)) == "3f682e83be000122f665ca8791878bb50c17e6d32edfd1c536db1cb143ce8b9c"
    assert text_key(article(1, publish_time=None)) == "2b94124a9f6df79cb419fd2ee93c609d4ba9a7b0b2e1439cd2c3c6275294d022"
