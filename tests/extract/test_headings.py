"""Headings: words pinned to them, numbers in a block of their own, second lines."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.items import Article

TITLE = "山区学校迎来流动科技馆"
TEXT = (
    "市科协党组书记出席活动并讲话，要求各级科协组织认真贯彻落实会议精神，扎实做好服务科技工作者各项工作，受到师生欢迎。"
)


def read(heading: str, head: str = "") -> Article:
    page = f"<html><head>{head}</head><body><div class='n'><a href='/'>首页</a></div>{heading}<div>2021-03-04</div>"
    return read_article(
        f"{page}<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div></body></html>".encode(), "http://www.a.gov.cn/x/1.html"
    )


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span class='tag'>原创</span>{TITLE}</h1>",
        f"<h2 class='title'><em>[置顶]</em> {TITLE}</h2>",
        f"<h1>{TITLE}<i class='badge'>独家</i></h1>",
        f"<h1><b>图解</b>{TITLE}</h1>",
        f"<div class='title'><span>转载</span><span>{TITLE}</span></div>",
        f"<h1>{TITLE}<sup>NEW</sup></h1>",
    ],
)
def test_a_word_pinned_to_the_heading_is_not_title(heading: str) -> None:
    assert read(heading).title == TITLE


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        (f"<h1><b>图解</b>{TITLE}</h1>", f"<title>图解{TITLE}_云山科协</title>", f"图解{TITLE}"),
        (f"<h1><span>图解：</span>{TITLE}</h1>", "", f"图解：{TITLE}"),
        (f"<h1>原创{TITLE}</h1>", "", f"原创{TITLE}"),
        ("<h1><span>视频</span>会议通知</h1>", "", "视频会议通知"),
        ("<h1><b>新</b>技术推广月启动</h1>", "<title>新技术推广月启动</title>", "新技术推广月启动"),
    ],
)
def test_words_of_the_title_stay(heading: str, head: str, title: str) -> None:
    assert read(heading, head).title == title


@pytest.mark.parametrize("number", ["(云罚决字〔2024〕36号)", "（云罚决字[2024]36号）", "（云科协发〔2024〕6号）"])
def test_a_number_in_the_next_block_belongs_to_the_title_where_the_head_says_so(number: str) -> None:
    head = f'<meta name="ArticleTitle" content="云山市行政处罚信息公开表{number}">'
    heading = f"<div class='title'>云山市行政处罚信息公开表</div><div class='documentno'>{number}</div>"
    article = read(heading, head)
    assert article.title == f"云山市行政处罚信息公开表{number}"
    assert article.document_number == number.strip("()（）")
    assert read(heading).title == "云山市行政处罚信息公开表"
