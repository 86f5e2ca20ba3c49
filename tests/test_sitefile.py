"""A site file made from what pages print is data, whatever they print."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.loader import load_site
from crawler.site import Channel, ListPage, Site
from crawler.sitefile import _check, _comment, _literal, site_file

HOSTILE = '坏"""\n\'\\\u202e\x00\u2028{x}%s'


def site(title: str = "某局", **more: object) -> Site:
    channels = (Channel("news", title, "http://a.gov.cn/?a='\"x"), Channel("gg", title))
    return Site(name="a_b", title=title, home="http://a.gov.cn/", channels=channels, **more)  # type: ignore[arg-type]


def test_a_site_file_to_the_letter() -> None:
    listing = ListPage(items="div.list li", link="a", title="h3", date="span")
    assert site_file(site(listing=listing), "说明 note") == (
        '"""某局 (a.gov.cn). 说明 note"""\n\nfrom crawler import Channel, ListPage, SiteSpider\n\n\n'
        'class ABSpider(SiteSpider):\n    """The news of 某局."""\n\n'
        '    name = "a_b"\n    title = "某局"\n    home = "http://a.gov.cn/"\n    channels = (\n'
        '        Channel("news", "某局", \'http://a.gov.cn/?a=\\\'"x\'),\n'
        '        Channel("gg", "某局"),\n    )\n'
        '    listing = ListPage(items="div.list li", link="a", title="h3", date="span")\n'
    )
    assert "ListPage" not in site_file(site(), "")
    assert 'ListPage(items="li")\n' in site_file(site(listing=ListPage(items="li")), "")


@pytest.mark.parametrize("title", [HOSTILE, '"""', "\\", "'", '"', "a" * 500])
def test_what_is_written_is_what_is_read(title: str, tmp_path: Path) -> None:
    (tmp_path / "a_b.py").write_text(site_file(site(title), title), encoding="utf-8")
    spider = load_site(tmp_path / "a_b.py")
    assert (spider.title, spider.channels) == (title, site(title).channels)


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_a_literal_of_itself_and_no_comment_ends_its_string(text: str) -> None:
    assert ast.literal_eval(_literal(text)) == text
    comment = _comment(text)
    assert ast.literal_eval(f'"""{comment}"""') == comment
    assert len(comment) <= 200 and comment == comment.strip()


@pytest.mark.parametrize("hidden", [*"\x00\x1f\x7f\x9f\u200b\u200f\u2028\u202e\u2066\u2069\ufeff\"'\\"])
def test_a_comment_hides_nothing(hidden: str) -> None:
    assert _comment(f" 说{hidden}明 ") == "说明"


def test_a_comment_is_no_longer_than_a_line_or_two() -> None:
    assert _comment("说" * 500) == "说" * 200


def test_a_literal_is_of_double_quotes_where_it_can_be() -> None:
    assert [_literal(text) for text in ("a", "it's", 'say "a"', "\x1b")] == [
        '"a"', '"it\'s"', "'say \"a\"'", '"\\x1b"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code",
    ["import os", "x = __import__('os')", "x = os.system", "exec('x')", "x = 1 + 1", "x = [1]", "def f(): pass",
     "x = Channel.evil('a')", "x = eval('1')", "x = f'{1}'", "x = lambda: 1", "@x\nclass A: pass"],
)  # fmt: skip
def test_what_is_more_than_data_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="site file"):
        _check(code)


def test_data_passes() -> None:
    _check('"""a"""\nfrom crawler import Channel, ListPage\nx = (Channel("a", b="c"), ListPage("li"))\n')
