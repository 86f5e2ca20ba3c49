"""Bytes are believed, headers are hints."""

from __future__ import annotations

import codecs

import pytest

from crawler.extract.encoding import decode

TEXT = "<p>今天召开会议，研究部署科技工作。</p>"
TRADITIONAL = "<p>中華民國政府發布消息，這個國家的經濟發展，與會人員對產業開發表示關切。</p>"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "iso-8859-1", "euc-kr"])
def test_simplified_pages_decode_whatever_the_header_claims(charset: str, declared: str | None) -> None:
    found = decode(TEXT.encode(charset), declared)
    assert (found.text, found.how) == (TEXT, "strict")


def test_big5_is_recognised_by_its_text() -> None:
    assert decode(TRADITIONAL.encode("big5")).text == TRADITIONAL


@pytest.mark.parametrize(
    ("bom", "charset"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_byte_order_mark_wins(bom: bytes, charset: str) -> None:
    found = decode(bom + TEXT.encode(charset), "gb2312")
    assert (found.text, found.how) == (TEXT, "bom")


def test_rare_characters_of_gb18030_survive() -> None:
    assert "喆镕㙓" in decode("<p>喆镕㙓会议在今天召开，大家都来了。</p>".encode("gb18030")).text


def test_one_broken_byte_costs_one_character() -> None:
    found = decode(TEXT.encode("utf-8") * 20 + b"\xff" + TEXT.encode("utf-8"))
    assert (found.charset, found.how) == ("utf-8", "lossy")
    assert found.text.count("\ufffd") == 1
    assert decode(TEXT.encode("utf-8")[:-6]).text.startswith("<p>今天召开会议")
