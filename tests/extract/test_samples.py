"""The five samples in small: the same header lines, footers and traps in markup of our own."""

from __future__ import annotations

from crawler import Entry, read_article
from crawler.items import Article
from crawler.site import Channel, Site

TEXT = "会议认真学习了有关精神，总结了一年来的工作，并对下一步工作作出部署，与会同志结合实际进行了交流发言。"
SITE = Site(
    name="gyjgdjw", title="广元机关党建", home="http://www.gyjgdjw.gov.cn/", channels=(Channel("djkx", "党建快讯"),)
)


def read(body: str, url: str = "http://www.a.gov.cn/x/1.html", **known: object) -> Article:
    return read_article(f"<html><body>{body}</body></html>".encode(), url, **known)  # type: ignore[arg-type]


def test_sample_000_own_source_static_counter_and_captions() -> None:
    article = read(
        "<div>您现在的位置:<a href='/'>首页</a> - <a "
        "href='/djkx'>党建快讯</a></div><h2>党组织书记谈机关党建:谭一江</h2>"
        f"<div>发布时间:2026-01-23&nbsp;&nbsp;来源:本网&nbsp;&nbsp;点击量:2</div><div class='nr'><p>　　{TEXT}</p>"
        f"<p><img src='1.jpg'></p><p>市科协党支部组织参加活动</p><p>　　{TEXT}</p></div><p>上一篇 下一篇</p>"
        "<div>版权所有: 广元机关党建您是第13135499位访客今日访问9174次川公网安备51080002000098号</div>",
        site=SITE,
    )
    assert (article.publish_time, article.publish_precision) == ("2026-01-23", "day")
    assert (article.source, article.source_raw, article.views) == ("广元机关党建", "本网", 2)
    assert article.breadcrumb == ("党建快讯",)
    assert article.body == f"{TEXT}\n{TEXT}"
    assert [image.caption for image in article.images] == ["市科协党支部组织参加活动"]


def test_sample_001_two_line_title_empty_counter_and_roles_at_the_end() -> None:
    article = read(
        "<div>当前位置: 新闻中心 / 部门动态</div>"
        "<div class='zishow_tit'>“五个结合”激活党建引擎 "
        "“同频共进”赋能科协发展<br>"
        "铜川市科协党支部成功创建“五星级党支部”</div>"
        "<div>来源:市科协 发布时间:2020-04-03 14:30 阅读: "
        "字体大小: 打印 保存 收藏</div>"
        f"<div class='show_jj'><p>{TEXT}</p><p>{TEXT}(作者:张小伟)</p></div><p>网络编辑:刘斌</p><p>信息审核:田野</p>"
    )
    assert article.title == "“五个结合”激活党建引擎 “同频共进”赋能科协发展"
    assert article.subtitle == "铜川市科协党支部成功创建“五星级党支部”"
    assert (article.publish_time, article.publish_precision) == ("2020-04-03T14:30:00+08:00", "minute")
    assert (article.source, article.views) == ("市科协", None)
    assert (article.author, article.editor, article.reviewer) == (("张小伟",), ("刘斌",), ("田野",))
    assert article.body == f"{TEXT}\n{TEXT}(作者:张小伟)"


def test_sample_002_day_month_year_and_a_bullet() -> None:
    article = read(f"<h1>科技厅召开座谈会</h1><p>29.05.2018  17:04</p><ul><li><p>{TEXT}</p><p>{TEXT}</p></li></ul>")
    assert (article.publish_time, article.source) == ("2018-05-29T17:04:00+08:00", None)
    assert article.body == f"{TEXT}\n{TEXT}"


def test_sample_003_unclosed_byline_image_names_and_a_disclaimer() -> None:
    article = read(
        f"<h1>学精神 担重任</h1><div>科技工作者之家 2017-12-04</div><div><p>{TEXT}</p><p>20171205013108_c8d4de.jpg</p>"
        f"<p><img src='a.jpg'></p><p>　　{TEXT}(李琳</p></div><p>来源:内蒙古自治区科学技术协会</p>"
        "<p>原文链接:http://www.imast.org.cn/xwdt/t20171204_36630.html</p><p>版权声明:本站所载内容来源于互联网,不"
        "代表本站观点,"
        "如有侵权,请联系删除。</p><p>电话:(010)86409582</p><p>推荐资讯</p>"
    )
    assert (article.publish_time, article.source) == ("2017-12-04", "内蒙古自治区科学技术协会")
    assert (article.author, article.original_url) == (("李琳",), "http://www.imast.org.cn/xwdt/t20171204_36630.html")
    assert article.body == f"{TEXT}\n{TEXT}(李琳"
    assert len(article.images) == 1


def test_sample_004_dash_subtitle_and_a_time_from_elsewhere() -> None:
    body = (
        f"<div>现在位置:文章</div><h1>党建引领聚合力</h1><p>---市科技局探索党建工作新模式</p><div><p>{TEXT}</p><p>"
        f"{TEXT}</p></div>"
    )
    url = "http://kjj.huaian.gov.cn/a/1605149651006VPmeeson.html"
    article = read(body, url)
    assert (article.subtitle, article.source) == ("市科技局探索党建工作新模式", None)
    assert (article.publish_time, article.provenance["publish_time"].method) == ("2020-11-12T10:54:11+08:00", "url")
    listed = read(body, url, entry=Entry(url, "党建引领聚合力", date="2020-11-13"))
    assert (listed.publish_time, listed.provenance["publish_time"].method) == ("2020-11-13", "list")
