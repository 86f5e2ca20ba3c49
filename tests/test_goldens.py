"""Golden pages: tests/golden/<site>/<case>/{page.html, expected.json}, discovered, one failure per field.

The pages are written for this project, in the site's own encoding; the expected values are typed by reading
them. expected.json holds `url`, perhaps `entry` and `fetched_at`, and what must come out:

  article: `fields` (exact), `body` (its paragraphs) or `body_start`, `body_must`, `body_must_not`,
           `provenance` (method by field), `warnings` (each named in one), `publish_day`, or `error`
  list:    kind "list", `entries` (exact, page order), `next` (None: last page), `total_pages`, `problems` (count)
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler import errors, read_article, read_list
from crawler.items import RECORD_FIELDS, Article, Entry, Listing
from crawler.loader import load_site
from crawler.site import Site

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
_SPACES = re.compile(r"[ \t\xa0\u3000]+")


@cache
def expected(case: str) -> dict[str, Any]:
    return json.loads((GOLDEN / case / "expected.json").read_text("utf-8"))


@cache
def site_of(case: str) -> Site:
    return load_site(ROOT / "spiders" / f"{case.partition('/')[0]}.py").describe()


@cache
def article(case: str) -> Article:
    told = expected(case)
    entry = Entry(**told["entry"]) if "entry" in told else None
    page = (GOLDEN / case / "page.html").read_bytes()
    return read_article(page, told["url"], site=site_of(case), entry=entry, fetched_at=told.get("fetched_at"))


@cache
def listing(case: str) -> Listing:
    told = expected(case)
    page = (GOLDEN / case / "page.html").read_bytes()
    return read_list(page, told["url"], site=site_of(case), fetched_at=told.get("fetched_at"))


CASES = sorted(str(path.parent.relative_to(GOLDEN)) for path in GOLDEN.glob("*/*/expected.json"))
LISTS = [case for case in CASES if expected(case).get("kind") == "list"]
REFUSED = [case for case in CASES if "error" in expected(case)]
ARTICLES = [case for case in CASES if case not in LISTS and case not in REFUSED]


def those(key: str) -> list[str]:
    return [case for case in ARTICLES if key in expected(case)]


def lines(body: str | None) -> list[str]:
    return [_SPACES.sub(" ", line).strip() for line in (body or "").split("\n") if line.strip()]


def plain(value: Any) -> Any:
    """A field without what only a crawl knows: files are not fetched here."""
    if isinstance(value, list):
        return [
            {key: part for key, part in each.items() if key != "sha256"} if isinstance(each, dict) else each
            for each in value
        ]
    return value


def test_every_site_has_goldens() -> None:
    for site in (path.stem for path in (ROOT / "spiders").glob("[!_]*.py")):
        own = [case for case in CASES if case.startswith(f"{site}/")]
        assert len([case for case in own if case not in LISTS]) >= 4, site
        assert any(case in LISTS for case in own), site


@pytest.mark.parametrize(("case", "field"), [(case, field) for case in ARTICLES for field in expected(case)["fields"]])
def test_field(case: str, field: str) -> None:
    found = plain(article(case).to_dict()[field])
    assert found == expected(case)["fields"][field], f"{case}: {field}"


@pytest.mark.parametrize("case", those("body"))
def test_body(case: str) -> None:
    assert lines(article(case).body) == [_SPACES.sub(" ", line) for line in expected(case)["body"]], f"{case}: body"


@pytest.mark.parametrize("case", those("body_start"))
def test_body_start(case: str) -> None:
    assert lines(article(case).body)[:1] == [expected(case)["body_start"]], f"{case}: body"


@pytest.mark.parametrize(
    ("case", "words"), [(case, words) for case in those("body_must") for words in expected(case)["body_must"]]
)
def test_body_has(case: str, words: str) -> None:
    assert words in "\n".join(lines(article(case).body)), f"{case}: body lacks {words!r}"


@pytest.mark.parametrize(
    ("case", "words"), [(case, words) for case in those("body_must_not") for words in expected(case)["body_must_not"]]
)
def test_body_has_not(case: str, words: str) -> None:
    assert words not in (article(case).body or ""), f"{case}: body holds {words!r}"


@pytest.mark.parametrize(
    ("case", "field"), [(case, field) for case in those("provenance") for field in expected(case)["provenance"]]
)
def test_provenance(case: str, field: str) -> None:
    assert article(case).provenance[field].method == expected(case)["provenance"][field], f"{case}: {field}"


@pytest.mark.parametrize("case", those("publish_day"))
def test_publish_day(case: str) -> None:
    assert (article(case).publish_time or "")[:10] == expected(case)["publish_day"], f"{case}: publish_time"


@pytest.mark.parametrize("case", those("warnings"))
def test_warnings(case: str) -> None:
    for field in expected(case)["warnings"]:
        assert any(field in warning for warning in article(case).warnings), f"{case}: no warning names {field}"


# What the reader says about its own work, and the address it was given.
BOOKKEEPING = {"url", "canonical_url", "content_sha256", "reader", "provenance", "warnings"}


@pytest.mark.parametrize("case", ARTICLES)
def test_every_filled_field_has_a_provenance(case: str) -> None:
    read = article(case)
    own = [field.name for field in RECORD_FIELDS if field.metadata["reading"] and field.name not in BOOKKEEPING]
    missing = [field for field in own if getattr(read, field) not in (None, ()) and field not in read.provenance]
    assert not missing, f"{case}: no provenance for {missing}"


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    with pytest.raises(getattr(errors, expected(case)["error"])):
        article(case)


@pytest.mark.parametrize("case", LISTS)
def test_list_entries(case: str) -> None:
    found = [
        {"url": entry.url, "title": entry.title, "date": entry.date, "pinned": entry.pinned, "external": entry.external}
        for entry in listing(case).entries
    ]
    assert found == expected(case)["entries"], f"{case}: entries"


@pytest.mark.parametrize("case", LISTS)
def test_list_next(case: str) -> None:
    after = listing(case).next
    assert (after[0].url if after else None) == expected(case)["next"], f"{case}: next"


@pytest.mark.parametrize("case", [case for case in LISTS if "total_pages" in expected(case)])
def test_list_total_pages(case: str) -> None:
    assert listing(case).total_pages == expected(case)["total_pages"], f"{case}: total_pages"


@pytest.mark.parametrize("case", [case for case in LISTS if "problems" in expected(case)])
def test_list_problems(case: str) -> None:
    assert len(listing(case).problems) == expected(case)["problems"], f"{case}: {listing(case).problems}"
