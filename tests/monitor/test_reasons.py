"""A reason is read back from its English sentence and said in Chinese."""

from __future__ import annotations

import re

import pytest

from crawler.monitor.reasons import REASONS, Reason, in_chinese, reason, reason_of

TEXTS = {
    "detail": "HTTP 502", "heading": "通知: 公告", "before": "it's", "newest": "2026-01-02", "site": "kjj",
    "channel": "动态", "host": "x.gov.cn", "found": "验证", "share": "12%", "allowed": "5 MB",
    "setting": "MAX_LIST_PAGES", "field": "source",
}  # fmt: skip


@pytest.mark.parametrize("code", REASONS)
def test_every_sentence_gives_back_its_code_and_values(code: str) -> None:
    names = re.findall(r"\{(\w+)\}", REASONS[code][0])
    values = {name: TEXTS.get(name, str(number)) for number, name in enumerate(names, 3)}
    assert reason_of(reason(code, **values)) == Reason(code, values)


@pytest.mark.parametrize("code", REASONS)
def test_both_sentences_say_the_same_values(code: str) -> None:
    english, chinese = (set(re.findall(r"\{(\w+)\}", text)) for text in REASONS[code])
    assert english == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("3 of 3 articles have no publish time; they used to", "3 篇文章中有 3 篇没有发布时间，以前都有"),
        ("通知公告: the list has no entries", "通知公告：列表没有条目"),
        ("http_status: HTTP 404", "服务器返回：HTTP 404"),
        ("timeout: robots.txt did not come: TimeoutError: ", "超时：取不到 robots.txt：TimeoutError: "),
        (
            "动态: empty_list: channel '动态' is not among the home page's links",
            "动态：空列表：首页的链接中没有栏目“动态”",
        ),
        ("the list is shorter than it says: 3 of 5 list pages", "列表比它自称的短：5 个列表页只有 3 个"),
        (
            "动态: the list goes on: MAX_LIST_PAGES: found more than 5 pages, allowed 5",
            "动态：列表还有后文：MAX_LIST_PAGES：实际 more than 5 pages，上限 5",
        ),
        ("spiders/bad.py: line 1: unknown words", "spiders/bad.py: line 1: unknown words"),
        ("", ""),
    ],
)
def test_reasons_in_chinese(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese
