"""What scripts print: variables cut by calls that are understood; anything else stays unread."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.extract.scripts import read_scripts

TIME, TITLE = "2016-4-8 9:05:00", "开发区新增三家工作站"
VARIABLES = f"""var cTitle="{TITLE}"; var cTime = '{TIME}'; var cFrom="科技局";"""
TEXT = (
    "市科协党组书记出席活动并讲话，要求各级科协组织认真贯彻落实会议精神，扎实做好服务科技工作者各项工作，受到师生欢迎。"
)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("cTime", TIME),
        ('cTime.substring(0,cTime.indexOf(" "))', "2016-4-8"),
        ("cTime.substr(0, cTime.lastIndexOf(':'))", "2016-4-8 9:05"),
        ("cTime.slice(0, cTime.length)", TIME),
        ("cTime.split(' ')[0]", "2016-4-8"),
        ("cTime.split('T')[1]", TIME),
        ('cTime.substring(0,cTime.indexOf("T"))', TIME),
        ('cTime.replace("-", "年").replace("-", "月").split(" ")[0] + "日"', "2016年4月8日"),
        (r"cTime.replace(/\-/g, '/').trim()", "2016/4/8 9:05:00"),
        (r"cTime.replace(/\d+/g, '0')", TIME),
        ('"来源：" + cFrom.toString() + " 时间：" + cTime.substr(0, 8)', "来源：科技局 时间：2016-4-8"),
        ("format(cTime)", ""),
        ("unknown.split(' ')[0]", ""),
        ("cTime.concat(' 9')", ""),
    ],
)
def test_a_variable_is_cut_as_the_call_says(expression: str, written: str) -> None:
    script = f"document.write({expression});"
    assert read_scripts([VARIABLES, script]).written(script) == written


def test_title_and_day_that_a_script_writes_are_read() -> None:
    page = (
        f"<html><head><title>园区动态-开发区</title><script>{VARIABLES}</script></head><body>"
        "<div class='newsbt'><script>document.write(cTitle);</script></div><div class='tm'>发布："
        '<script>document.write(cTime.substring(0,cTime.indexOf(" ")));</script>'
        " 来源：<script>document.write(cFrom);</script></div>"
        f"<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div></body></html>"
    )
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.title, article.publish_time, article.source) == (TITLE, "2016-04-08", "科技局")
