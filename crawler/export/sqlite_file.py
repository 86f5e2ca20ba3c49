"""articles.sqlite: a table `articles`, and `articles_fts`, full text that finds words of two characters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from crawler.export.bigrams import index_text
from crawler.export.columns import Row, Whole, columns

#: Columns that full text search looks into.
SEARCHED = ("title", "subtitle", "body")

#: Built aside and renamed when whole: a journal would protect nobody. The fixed page size keeps the bytes the same.
_BUILD = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"

# Contentless: the index holds words only, the text itself stands once, in `articles` under the same rowid.
_FULL_TEXT = f"CREATE VIRTUAL TABLE articles_fts USING fts5({', '.join(SEARCHED)}, content='', tokenize='unicode61')"


def write_sqlite(path: Path, rows: Iterable[Row]) -> None:
    """Lists and objects are JSON text, for SQLite's own json functions."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(_BUILD)
        db.execute("BEGIN")
        db.execute(f"CREATE TABLE articles ({', '.join(_declared())})")
        db.execute(_FULL_TEXT)
        _insert(db, iter(rows))
        db.execute("CREATE INDEX articles_by_site ON articles (site, channel, publish_time)")
        db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        db.execute("COMMIT")


def _declared() -> list[str]:
    return [
        f"{column.name} {'INTEGER' if isinstance(column.kind, Whole) else 'TEXT'}"
        + (" NOT NULL UNIQUE" if column.name == "id" else "")
        for column in columns()
    ]


def _insert(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    articles = _insert_into("articles", [column.name for column in columns()])
    words = _insert_into("articles_fts", SEARCHED)
    for number, row in enumerate(rows, 1):
        db.execute(articles, (number, *(column.cell(row) for column in columns())))
        db.execute(words, (number, *(index_text(row[name]) for name in SEARCHED)))


def _insert_into(table: str, names: Sequence[str]) -> str:
    return f"INSERT INTO {table} (rowid, {', '.join(names)}) VALUES (?{', ?' * len(names)})"  # noqa: S608
