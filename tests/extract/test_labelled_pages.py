"""Whole pages of the families of content systems: every printed value is read, nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from crawler import read_article
from crawler.items import Article
from tests.extract.labelled_pages import PAGES, Page

_SPECIAL = (
    "body",
    "must",
    "must_not",
    "images",
    "attachments",
    "attachment_names",
    "captions",
    "more",
    "credits",
    "warning",
    "method",
)


def _read(page: Page) -> Article:
    # The shells are simplified Chinese: what Big5 lacks is left out.
    return read_article(page.html.encode(page.charset, "ignore"), page.url)


def _cases(*keys: str) -> Any:
    found = [(page, key) for page in PAGES for key in page.gold if (key in keys if keys else key not in _SPECIAL)]
    return pytest.mark.parametrize(
        ("page", "key"), found, ids=[f"{p.family}-{p.name}-{key}".replace(" ", "_") for p, key in found]
    )


@_cases()
def test_field_is_what_the_page_prints(page: Page, key: str) -> None:
    assert _read(page).to_dict()[key] == page.gold[key]


@_cases("body")
def test_body_is_the_articles_own_paragraphs(page: Page, key: str) -> None:
    body = _read(page).body
    expected = page.gold[key]
    assert (body.replace("\t", " ").split("\n") if body else None) == expected


@_cases("must", "must_not")
def test_body_holds_and_leaves_out(page: Page, key: str) -> None:
    body = _read(page).body or ""
    assert all((piece in body) is (key == "must") for piece in page.gold[key])


@_cases("images", "attachments")
def test_files_are_counted(page: Page, key: str) -> None:
    assert len(getattr(_read(page), key)) == page.gold[key]


@_cases("attachment_names", "captions", "more", "credits")
def test_files_parts_and_credits(page: Page, key: str) -> None:
    article = _read(page)
    found = {
        "attachment_names": [file.name for file in article.attachments],
        "captions": [image.caption for image in article.images],
        "more": list(article.more),
        "credits": [[credit.role, credit.name] for credit in article.credits],
    }
    assert found[key] == page.gold[key]


@_cases("warning", "method")
def test_doubts_and_provenance(page: Page, key: str) -> None:
    article = _read(page)
    if key == "warning":
        assert page.gold[key] in article.warnings
    else:
        assert article.provenance["publish_time"].method == page.gold[key]


def test_there_are_sixty_pages() -> None:
    assert len(PAGES) >= 60
