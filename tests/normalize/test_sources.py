"""Sources without what stands around them."""

from __future__ import annotations

import pytest

from crawler.normalize.sources import is_self, read_source, split_source


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
        ("游戏时报[整理]", "游戏时报[整理]"),
        ("中海日报网-中海晚报", "中海日报网-中海晚报"),
    ],
)
def test_source_is_cleaned(printed: str, source: str | None) -> None:
    assert read_source(printed) == source


def test_the_sites_own_names_for_itself() -> None:
    assert is_self("本网")
    assert is_self("本站 原创")
    assert not is_self("本溪日报")


@pytest.mark.parametrize(
    ("printed", "source", "people"),
    [
        ("石小佳/中海青年报", "中海青年报", "石小佳"),
        ("中海青年报／石小佳", "中海青年报", "石小佳"),
        ("中海青年报 | 石小佳", "中海青年报", "石小佳"),
        ("科普日报记者 张三丰", "科普日报", "张三丰"),
        ("科普日报记者张三丰 李四海", "科普日报", "张三丰 李四海"),
        ("科普日报（记者 王明亮）", "科普日报", "王明亮"),
        ("市科协 通讯员 李华生", "市科协", "李华生"),
        ("聯合日報 記者林宸安", "聯合日報", "林宸安"),
        ("县融媒体中心 周洁然", "县融媒体中心", "周洁然"),
    ],
)
def test_a_value_that_names_publisher_and_writer(printed: str, source: str, people: str) -> None:
    assert read_source(printed) == source
    assert split_source(printed)[2] == people


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "新华社",
            "中国记者网",
            "记者之家",
            "本报记者",
            "北方网/人民网",
            "科技部 财政部",
            "央视新闻 安全",
            "温州日报 温州",
        ),
        *("北京科技报 综合", "经济日报-中国经济网", "市委党校 科研处", "张三丰", "张三丰 李四海"),
    ],
)
def test_a_source_alone_names_nobody(printed: str) -> None:
    assert split_source(printed) == (printed, "", "")
