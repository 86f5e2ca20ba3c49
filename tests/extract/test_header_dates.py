"""The day of an article: printed in English, in pieces, below a law's history, on a newspaper; never a sidebar's."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.items import Article

TITLE = "山区学校迎来流动科技馆"
TEXT = (
    "市科协党组书记出席活动并讲话，要求各级科协组织认真贯彻落实会议精神，扎实做好服务科技工作者各项工作，受到师生欢迎。"
)


def read(header: str, top: str = "", url: str = "http://www.a.gov.cn/x/1.html") -> Article:
    text = f"<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div>"
    page = (
        f"<html><head><title>{TITLE}</title></head><body>{top}<div><h1>{TITLE}</h1>{header}</div>{text}</body></html>"
    )
    return read_article(page.encode(), url)


@pytest.mark.parametrize(
    ("header", "time"),
    [
        ("<div>Posted by <a>office</a> on <span>Tue, 03/05/2019 - 09:41</span></div>", "2019-03-05T09:41:00+08:00"),
        (
            "<div>由 <span>学会秘书处</span> 于 <span>周五, 05/03/2019 - 09:41</span> 发布</div>",
            "2019-05-03T09:41:00+08:00",
        ),
        ("<div class='d'>03月18日 <em>2022</em></div>", "2022-03-18"),
        ("<div class='d'><p>03月18日</p><p>2022</p></div>", "2022-03-18"),
        ("<div class='d'><b>2022</b> <em>03月18日</em></div>", "2022-03-18"),
        ("<p>March 8, 2021</p>", "2021-03-08"),
        (
            "<div>（2019年3月28日云山市第七届人民代表大会常务委员会第二十次会议通过　2019年5月30日省人民代表大会"
            "常务委员会第十次会议批准）</div><div>2019-06-12　字号：大 中 小</div>",
            "2019-06-12",
        ),
        ("<div>（2019年3月28日发布）</div>", "2019-03-28"),
        (
            "<div><span property='schema:dateCreated' content='2020-03-05T23:05:09+00:00'>昨天</span></div>",
            "2020-03-06T07:05:09+08:00",
        ),
        (
            "<div><div><time itemprop='datePublished' datetime='2020-03-06T07:05:09+08:00'>三天前</time></div></div>",
            "2020-03-06T07:05:09+08:00",
        ),
        ("<div><time itemprop='dateModified' datetime='2020-03-06T07:05:09+08:00'>三天前</time></div>", None),
    ],
)
def test_the_day_beside_the_title(header: str, time: str | None) -> None:
    article = read(header)
    assert (article.publish_time, article.warnings) == (time, ())
    assert article.body == f"{TEXT}\n{TEXT}"


def test_updated_above_an_english_text_is_header() -> None:
    text = "The museum opened its new hall on Friday, and more than two thousand visitors came to see it. " * 2
    page = (
        "<html><body><div class='m'><h1>Museum opens new hall</h1><p>Updated: March 8, 2021 &nbsp; Museum News</p>"
        f"<div class='c'><p>{text}</p><p>{text}</p></div></div></body></html>"
    )
    article = read_article(page.encode(), "http://en.a.gov.cn/x/1.html")
    assert article.publish_time == "2021-03-08"
    assert (article.body or "").startswith("The museum")


def test_the_day_of_a_newspapers_issue_counts_though_a_list_stands_above() -> None:
    rows = "".join(f"<li><a href='/{n}'>村</a> 修路 2019-0{n}-1{n}</li>" for n in range(1, 6))
    top = f"<ul>{rows}</ul><div>2020年06月12日　星期五　<a href='/p'>上一期</a> <a href='/n'>下一期</a></div>"
    assert read("", top).publish_time == "2020-06-12"
    today = "<div>今天是2020年06月12日　星期五　第12期</div>"
    assert read("", today).publish_time is None
    # Today's date above the title is the visit's.
    assert read("", "<div>2020年06月12日　星期五</div>").publish_time is None


def test_the_lists_below_an_article_that_is_one_file_say_nothing_of_its_day() -> None:
    rows = "".join(f"<li>2016-0{n}-1{n}</li><li>修路</li>" for n in range(1, 6))
    page = (
        "<html><head><meta name='PubDate' content='2024-08-30 11:15'></head><body>"
        "<h1>2023年度部门决算</h1><div id='zoom'><p>附件：<a href='/a.pdf'>部门决算.pdf</a></p></div>"
        f"<div class='zuo'>最近更新<ul>{rows}</ul></div></body></html>"
    )
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.publish_time, article.warnings) == ("2024-08-30T11:15:00+08:00", ())
    assert len(article.attachments) == 1
