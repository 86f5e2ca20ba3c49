"""Full text finds a Chinese word exactly where it stands."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.export.bigrams import index_text, match_form

TEXTS = st.text(alphabet="国家标准科技AI5，。 ", max_size=30)
WORDS = st.text(alphabet="国家标准科技", min_size=1, max_size=5)


@given(texts=st.lists(TEXTS, max_size=5), word=WORDS)
def test_a_word_is_found_where_it_stands_and_nowhere_else(texts: list[str], word: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE fts USING fts5(body, content='', tokenize='unicode61')")
    db.executemany("INSERT INTO fts (rowid, body) VALUES (?, ?)", enumerate(map(index_text, texts)))
    found = [row for (row,) in db.execute("SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid", [match_form(word)])]
    assert found == [row for row, text in enumerate(texts) if word in text]


def test_letters_and_digits_are_whole_words() -> None:
    assert index_text("5G网络与AI大模型") == "5G 网络 络与 与 AI 大模 模型 型"
    assert match_form("5G网络") == '"5G 网络"'
    assert match_form("模型AI") == '"模型 型 AI"'


def test_nothing_to_look_for_is_said() -> None:
    with pytest.raises(ValueError, match="nothing"):
        match_form("，。")


def test_two_character_words_of_the_demo_are_found(
    releases: dict[str, Path], records: dict[str, dict[str, Any]]
) -> None:
    db = sqlite3.connect(releases["sqlite"] / "articles.sqlite")
    for word in ("标准", "科技", "市科协", "科技志愿服务", "党"):
        found = db.execute(
            "SELECT articles.id FROM articles_fts JOIN articles ON articles.rowid = articles_fts.rowid"
            " WHERE articles_fts MATCH ?",
            [match_form(word)],
        )
        expected = {
            id_
            for id_, record in records.items()
            if any(word in (record[field] or "") for field in ("title", "subtitle", "body"))
        }
        assert {id_ for (id_,) in found} == expected, word
        assert expected
