"""The body whole and alone, whatever stands around and between its paragraphs."""

from __future__ import annotations

import html
import re

import pytest

from crawler import read_article
from tests.extract.body_families import PAGES as FAMILIES
from tests.extract.body_pages import PAGES as KINDS
from tests.extract.body_pages import BodyPage

PAGES = [*KINDS, *FAMILIES]
_URL = "http://www.qlkx.org.cn/xw/202104/t20210413_8812.html"
_TAG = re.compile(r"<[^>]+>")


def _squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.replace(" ", "_"))
def test_body_is_whole_and_alone(page: BodyPage) -> None:
    body = read_article(page.html.encode(), _URL).body
    assert (tuple(body.split("\n")) if body else None) == page.body


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.replace(" ", "_"))
def test_files_and_pictures_are_the_articles(page: BodyPage) -> None:
    article = read_article(page.html.encode(), _URL)
    assert (len(article.images), len(article.attachments)) == (page.images, page.attachments)


@pytest.mark.parametrize("page", [page for page in PAGES if page.body], ids=lambda page: page.name.replace(" ", "_"))
def test_markup_says_what_the_text_says(page: BodyPage) -> None:
    article = read_article(page.html.encode(), _URL)
    captions = "".join(image.caption or "" for image in article.images)
    said = _squeeze(html.unescape(_TAG.sub("", article.body_html or "")))
    assert all(_squeeze(text) in said for text in page.body or ())
    assert len(said) <= len(_squeeze("".join(page.body or ()))) + len(_squeeze(captions)) + 12
