"""The tables of a ledger."""

from __future__ import annotations

FORMAT = 1

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE committed (file TEXT PRIMARY KEY, length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE segments (
    file TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (file, start)) WITHOUT ROWID;
CREATE TABLE responses (
    seq INTEGER PRIMARY KEY, url TEXT NOT NULL, role TEXT NOT NULL, status INTEGER NOT NULL,
    fetched_at TEXT NOT NULL, mime TEXT, etag TEXT, last_modified TEXT,
    warc TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    record_id TEXT NOT NULL, payload_sha256 TEXT NOT NULL);
CREATE INDEX responses_by_url ON responses (url, seq);
CREATE TABLE channels (
    key TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, found_on TEXT, platform TEXT,
    walk INTEGER NOT NULL DEFAULT 0, closed_walk INTEGER NOT NULL DEFAULT 0,
    last_start TEXT, ended_at INTEGER, entry_request TEXT, next_choice INTEGER NOT NULL DEFAULT 0,
    visited_at TEXT, total_pages INTEGER) WITHOUT ROWID;
CREATE TABLE entries (
    channel TEXT NOT NULL, identity TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
    date TEXT, published TEXT, pinned INTEGER NOT NULL, external INTEGER NOT NULL,
    walk INTEGER NOT NULL, position INTEGER NOT NULL, seen_at TEXT NOT NULL, list_seq INTEGER,
    PRIMARY KEY (channel, identity)) WITHOUT ROWID;
CREATE INDEX entries_by_identity ON entries (identity);
CREATE TABLE visits (
    identity TEXT PRIMARY KEY, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    article TEXT, detail TEXT, at TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX visits_by_state ON visits (state, run);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, identity TEXT NOT NULL, url TEXT NOT NULL, channel TEXT NOT NULL, title TEXT,
    text_key TEXT, content_sha256 TEXT NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL,
    first_seen TEXT NOT NULL, fetched_at TEXT NOT NULL, line_offset INTEGER NOT NULL, line_length INTEGER NOT NULL,
    evidence TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX articles_by_text ON articles (text_key);
CREATE TABLE files (url TEXT PRIMARY KEY, sha256 TEXT NOT NULL, length INTEGER NOT NULL, response INTEGER)
    WITHOUT ROWID;
"""
