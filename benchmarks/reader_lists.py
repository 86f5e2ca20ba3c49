"""Scores of the list reader on the labelled list pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from benchmarks.reader_scores import Case, Tally, squeeze
from crawler import read_list
from crawler.errors import PageError
from crawler.items import Entry


def judge_lists(corpus: Path, part: str) -> Iterator[str]:
    """Recall and precision of entries, dates and full titles, one line each."""
    tally = list_tally(corpus, part)
    for key in ("entry R", "entry P", "date", "total pages"):
        if (share := tally.share(key)) is not None:
            yield f"{key:12}{share:>10.3f} ({tally.counts[key + '_of']})"


def list_tally(corpus: Path, part: str) -> Tally:
    """Judge every labelled list page of a part."""
    tally = Tally()
    for line in (corpus / "lists.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        case = Case(gold["file"], (corpus / "pages" / gold["file"]).read_bytes(), gold["url"], gold, frozenset())
        if part == "all" or case.held_back is (part == "held"):
            _judge(tally, case)
    return tally


def _judge(tally: Tally, case: Case) -> None:
    try:
        listing = read_list(case.body, case.url)
    except PageError:
        found: tuple[Entry, ...] = ()
    else:
        found = listing.entries
        if case.gold.get("total_pages"):
            total = case.gold["total_pages"]
            tally.add("total pages", case, listing.total_pages == total, listing.total_pages, total)
    if "entries" in case.gold.get("ambiguous", ()):
        return  # several lists, none of them the main one
    wanted = {_key(entry["title"]): entry for entry in case.gold["entries"]}
    full = {_key(entry.get("title_full") or entry["title"]): entry for entry in case.gold["entries"]}
    named = {_key(entry.title): entry for entry in found}
    for title, entry in wanted.items():
        if entry.get("href_blanked"):
            continue  # the saved copy took the link away: such a row is a problem line, not an entry
        match = named.get(title) or named.get(_key(entry.get("title_full") or entry["title"]))
        tally.add("entry R", case, match is not None, "missing", entry["title"])
        if match is not None and entry.get("date"):
            tally.add("date", case, match.date == entry["date"], match.date, entry["date"])
    for title, entry in named.items():
        tally.add("entry P", case, title in wanted or title in full or _is_wanted(entry, case), entry.title, None)


def _is_wanted(entry: Entry, case: Case) -> bool:
    """The same link under a shortened or lengthened title."""
    links = {urljoin(case.url, str(wanted.get("href"))) for wanted in case.gold["entries"]}
    return entry.url in links


def _key(title: Any) -> str:
    return squeeze(title).rstrip(".…")
