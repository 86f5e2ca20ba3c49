"""A site file's rules: one means one, none is an error unless optional, the newest layout that fits counts."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.errors import PageError
from crawler.items import Article
from crawler.site import ArticlePage, Channel, Rule, Site

URL = "http://www.yunshan.gov.cn/xw/1.html"
TEXT = "市科协召开年度工作会议，总结成绩，部署任务，各县区科协负责同志和所属学会代表参加了会议，会议圆满结束。"
PAGE = f"""<html><head><title>通用标题_站</title></head><body><h1>通用标题</h1><h2 class="sub">副题一则</h2>
<div class="when">第20200403期</div><div class="who">甲 <i>来源：乙报</i></div>
<div class="box"><p>{TEXT}</p><div class="ad"><p>广告不是正文，但是它也有一句完整的话。</p></div></div>
<div class="other"><p>{TEXT}别处的文字更长，读者自己会选它，{TEXT}{TEXT}</p></div></body></html>"""


def read(*layouts: ArticlePage) -> Article:
    site = Site(
        name="yunshan",
        title="云山县",
        home="http://www.yunshan.gov.cn/",
        channels=(Channel("xw", "新闻"),),
        articles=layouts,
    )
    return read_article(PAGE.encode(), URL, site=site)


def test_rules_override_the_generic_reader() -> None:
    article = read(ArticlePage(subtitle="h2.sub", source=".who i", body=".box", drop=(".ad",), title="h1::text"))
    assert (article.title, article.subtitle, article.body) == ("通用标题", "副题一则", TEXT)
    assert article.provenance["subtitle"].method == "rule"
    assert (article.provenance["body"].method, article.provenance["body"].locator) == ("rule", ".box")


def test_pattern_takes_its_first_group() -> None:
    article = read(ArticlePage(publish_time=Rule(".when", pattern=r"第(\d{8})期")))
    assert article.publish_time == "2020-04-03"


@pytest.mark.parametrize(
    ("rule", "message"),
    [(".nothing", "'.nothing' matched 0, expected 1"), ("p", "'p' matched 3, expected 1")],
)
def test_one_means_one(rule: str, message: str) -> None:
    with pytest.raises(PageError) as error:
        read(ArticlePage(title=rule))
    assert str(error.value) == f"{URL}: title: found {message}"


def test_optional_rule_may_find_nothing_and_the_reader_goes_on() -> None:
    assert read(ArticlePage(title=Rule(".nothing", optional=True))).title == "通用标题"


def test_many_takes_all() -> None:
    article = read(ArticlePage(breadcrumb=Rule("h1, h2", many=True)))
    assert article.breadcrumb == ("通用标题", "副题一则")


def test_first_layout_that_recognises_the_page_counts() -> None:
    older = ArticlePage(when=".who", subtitle="h2.sub")
    assert read(ArticlePage(when=".y2026", title=".nothing"), older).subtitle == "副题一则"
