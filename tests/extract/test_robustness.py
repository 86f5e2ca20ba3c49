"""Whatever a server sends, the reader gives an article or a typed error."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler import read_article
from crawler.errors import PageError
from crawler.items import Article
from tests.extract.labelled_pages import PAGES, A, B

URL = "http://www.yunshan.gov.cn/xw/1.html"
HEAD = "<html><head><title>科技活动周启动_云山县</title></head><body><h1>科技活动周启动</h1><p>发布时间：2020-01-01</p>"
BODY = f"<div><p>{A}</p><p>{B}</p></div>"
SCRIPT = "<script>var a='x';document.write('来源：'+a)</script>"
PIECES = [HEAD, BODY, SCRIPT, "<table><tr><td>", "来源：", "作者:张三", "\0", "</html>", "<div", "（", "2020-01-01"]


def read(page: str | bytes) -> Article | PageError:
    """The article, or the typed error."""
    body = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    try:
        return read_article(body, URL)
    except PageError as error:
        return error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=3000))
def test_any_bytes(body: bytes) -> None:
    read(body)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=20))
def test_any_pieces_of_pages(pieces: list[str]) -> None:
    found = read("".join(pieces))
    if isinstance(found, Article):
        assert "\ufffd" not in (found.body or "") + (found.title or "")
        assert found.title != ""


def test_mutated_pages_are_read_or_refused() -> None:
    chance = random.Random(20240401)  # a fixed seed: the same pages every time
    for _ in range(300):
        page = bytearray(chance.choice(PAGES).html.encode())
        for _ in range(chance.randint(1, 30)):
            place = chance.randrange(len(page))
            page[place : place + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 8))
        read(bytes(page))


@pytest.mark.parametrize("levels", [300, 3000, 60_000])
def test_deep_pages_keep_their_text(levels: int) -> None:
    found = read(HEAD + "<div>" * levels + BODY + "</div>" * levels)
    assert isinstance(found, Article)
    assert A in (found.body or "")


@pytest.mark.parametrize("noise", ["\0", "&#xD800;", "&#0;", "\ud800", "\u200b", "&#xFFFD;", "\x01", "&#1;", "\x7f"])
def test_impossible_characters_are_left_out(noise: str) -> None:
    found = read(HEAD + BODY.replace("会议", f"会{noise}议"))
    assert isinstance(found, Article)
    assert found.body == f"{A}\n{B}"


@pytest.mark.parametrize("control", ["\x01", "&#1;", "\x0b", "\x7f"])
def test_controls_reach_no_markup_and_stop_no_page(control: str) -> None:
    found = read(HEAD + BODY.replace("会议", f"会{control}议<img src='/2024/{control}1.jpg'>", 1))
    assert isinstance(found, Article)
    assert "会议" in (found.body_html or "")
    assert len(found.images) == 1


def test_text_after_the_end_of_the_page_is_read() -> None:
    found = read(f"<html><body><div>导航</div></body></html>{HEAD}{BODY}</body></html>" + " " * 400)
    assert isinstance(found, Article)
    assert found.body == f"{A}\n{B}"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "truncated"),
        (b"%PDF-1.4 ...", "not_an_article"),
        (b"\x89PNG\r\n\x1a\n0000", "not_an_article"),
        (b"<html><frameset><frame src='a.htm'></frameset></html>", "not_an_article"),
        (b"<html><head><title>x</title></head></html>", "not_an_article"),
        ("<html><title>页面不存在</title><body><p>您访问的页面不存在</p></body></html>".encode(), "soft_404"),
        (b"<html><script>$_ts={};</script></html>", "blocked"),
    ],
)
def test_what_is_no_article_is_said_so(body: bytes, kind: str) -> None:
    found = read(body)
    assert isinstance(found, PageError)
    assert found.kind == kind


def test_huge_page_is_read_to_a_limit_and_says_so() -> None:
    found = read(HEAD + f"<p>{A}</p>" * 60_000)
    assert isinstance(found, Article)
    assert "page: too long, only its beginning was read" in found.warnings


@pytest.mark.parametrize(
    "unit", ["来源：", "（", "作者 ", "2020-", "<a href=x>", "<br>字", "文/", "【", "--", "&nbsp;", "<td>", "记者"]
)
def test_repeated_pieces_do_not_blow_up(unit: str) -> None:
    read(HEAD + BODY + "<p>" + unit * 20_000 + "</p>" + BODY)


@pytest.mark.parametrize(
    "line",
    [
        "0" * 80,
        "1381234567" * 12 + "电话",
        "1 " * 70 + "字",
        "#a" * 70,
        "【1】" * 40 + "字",
        "分享" * 60 + "字",
        "T " * 79,
    ],
)
def test_lines_that_nearly_match_are_given_up_at_once(line: str) -> None:
    """Eighty digits and a word held the reader for ever: the pattern of a pager could split them in 2**80 ways."""
    found = read(HEAD + f"<p>{line} 2020</p>" + BODY + f"<p>{line}x</p>")
    assert isinstance(found, Article)


def test_tags_of_a_hundred_thousand_attributes_stay_cheap() -> None:
    burden = " ".join(f"a{number}=1" for number in range(100_000))
    found = read(HEAD + f"<p {burden}>" + BODY)
    assert isinstance(found, Article)
    assert A in (found.body or "")
