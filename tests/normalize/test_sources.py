"""Sources without what stands around them."""

from __future__ import annotations

import pytest

from crawler.normalize.sources import is_self, read_source


@pytest.mark.parametrize(
    ("printed", "source"),
    [
        ("科技日报", "科技日报"),
        ("光明网2019-12-26 09:45", "光明网"),
        ("铜川日报  http://szb.tcrbs.com/a", "铜川日报"),
        ("科技日报（记者 张三）", "科技日报"),
        ("微信公众号“科协之声”", "微信公众号“科协之声”"),
        ("科技工作者之家", "科技工作者之家"),
        ("原创：39健康网", "39健康网"),
        ("（新华社）", "新华社"),
        ("", None),
        ("-", None),
        ("未知", None),
        ("2020-01-01", None),
    ],
)
def test_source_is_cleaned(printed: str, source: str | None) -> None:
    assert read_source(printed) == source


def test_the_sites_own_names_for_itself() -> None:
    assert is_self("本网")
    assert is_self("本站 原创")
    assert not is_self("本溪日报")
