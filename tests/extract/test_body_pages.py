"""The body whole and alone, whatever stands around and between its paragraphs."""

from __future__ import annotations

import html
import re

import pytest

from crawler import read_article
from tests.extract.body_families import PAGES as FAMILIES
from tests.extract.body_forms import PAGES as FORMS
from tests.extract.body_pages import PAGES as KINDS
from tests.extract.body_pages import A, B, BodyPage, C, p, trs

PAGES = [*KINDS, *FAMILIES, *FORMS]
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


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ('src="/a/1.jpg" orisrc="/virtual_attach_file.vsb?n=1.jpg"', "/a/1.jpg"),
        ('src="/a/1.jpg" data-original="/big/1.jpg"', "/a/1.jpg"),
        ('src="/images/loading.gif" data-original="/a/1.png"', "/a/1.png"),
        ('src="data:image/gif;base64,R0lGOD" data-src="/a/1.jpg"', "/a/1.jpg"),
        ('src="/img/grey.gif" data-lazyload="/a/1.jpg"', "/a/1.jpg"),
        ('src="/static/none.gif" file="/a/1.jpg"', "/a/1.jpg"),
        ('data-src="/a/1.jpg"', "/a/1.jpg"),
        ('src="" _src="/a/1.jpg"', "/a/1.jpg"),
    ],
)
def test_a_picture_has_its_own_address_not_its_placeholders(attributes: str, url: str) -> None:
    page = trs("会议召开", f"{p(A, B)}<p><img {attributes}></p>{p(C)}")
    article = read_article(page.encode(), _URL)
    assert [image.url for image in article.images] == [f"http://www.qlkx.org.cn{url}"]
    assert f'<img src="{url}">' in (article.body_html or "")


def test_a_src_that_several_pictures_share_is_a_placeholder() -> None:
    pictures = "".join(f'<p><img src="/s/zw.jpg" data-original="/a/{n}.jpg"></p>' for n in (1, 2))
    article = read_article(trs("会议召开", p(A, B) + pictures + p(C)).encode(), _URL)
    assert [image.url[-6:] for image in article.images] == ["/1.jpg", "/2.jpg"]


def test_a_layout_table_of_one_cell_is_no_part_of_the_markup() -> None:
    text = f'<table width="96%"><tr><td><table><tr><td>{p(A, B)}</td></tr></table></td></tr></table>'
    markup = read_article(trs("会议召开", text).encode(), _URL).body_html or ""
    assert markup.startswith("<p>")
    assert "<td>" not in markup
