"""What stands beside the date without a label, and what must not be taken for it."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.items import Article

TITLE = "山区学校迎来流动科技馆"
TEXT = (
    "市科协党组书记出席活动并讲话，要求各级科协组织认真贯彻落实会议精神，扎实做好服务科技工作者各项工作，受到师生欢迎。"
)


def read(header: str, head: str = "", body: str = "") -> Article:
    page = (
        f"<html><head>{head}</head><body><div class='n'><a href='/'>首页</a><a href='/kx/'>科普信息</a></div>"
        f"<div class='c'>当前位置：<a href='/'>首页</a> &gt; <a href='/kx/'>科普信息</a></div>"
        f"<div class='hd'><h1>{TITLE}</h1>{header}</div>"
        f"<div class='nr'>{body}<p>{TEXT}</p><p>{TEXT}</p></div></body></html>"
    )
    return read_article(page.encode(), "http://www.a.gov.cn/x/1.html")


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("<div>科普日报 2020-04-03</div>", "科普日报"),
        ("<div><span>2020-04-03 09:12</span><span>科普时报[整理]</span></div>", "科普时报[整理]"),
        ("<div><i>原创</i> <span>BlueForce</span> <span>2020-04-03 09:12:33</span></div>", "BlueForce"),
        (
            "<div class='sourceTitleText-3Cws'><a>中海社</a></div><p>下载</p><div><a>2020年04月03日 09:12</a></div>",
            "中海社",
        ),
        ("<div><span class='source-name'>海风视界</span><em>2020-04-03</em></div>", "海风视界"),
        (
            "<div>2020-04-03</div><a class='author' href='/omn/author/5'><div>海眼</div><span>企鹅号</span></a>",
            "海眼",
        ),
        ("<div class='pgc'><a href='/c/user/88/'><img src='a.jpg'> <span>去远行</span></a></div>", "去远行"),
        ("<div><strong class='profile_nickname'>爱科学</strong></div><div>昨天</div>", "爱科学"),
        ("<div>市科协　发布时间：2020-04-03 14:30</div>", "市科协"),
        ("<div>发表于<span>2020-04-03</span>|来源<span>BDSN</span>|作者<span>魏晨星</span></div>", "BDSN"),
        ("<div>2020-04-03 来源：科普时报[综合] 打印</div>", "科普时报[综合]"),
        ("<div>天海新视界 2020-04-03 07:15</div><div class='app'>打开天海新视界，查看更多精彩</div>", "天海新视界"),
    ],
)
def test_a_publisher_without_label_is_source(header: str, source: str) -> None:
    assert read(header).source == source


@pytest.mark.parametrize(
    "header",
    [
        "<div>科普信息 2020-04-03</div>",
        "<div>BlueForce 2020-04-03</div>",
        "<div>工作动态 | 2020-04-03</div>",
        "<div><span class='resource'>图文</span>2020-04-03</div>",
        "<div>2020-04-03 来源：<span class='source'></span></div>",
        "<div class='sourceTitle'>来源：</div><div>2020-04-03</div>",
        "<div>原创 2020-04-03</div>",
        "<div>2020年04月03日 09:12:33 来自云山</div>",
        "<div>来源<a href='/'>首页</a></div><div>2020-04-03</div>",
        "<div class='media'><div>分享给好友</div></div><div>2020-04-03</div>",
        "<div><a href='/user/login'>登录</a> <span>2020-04-03</span></div>",
    ],
)
def test_a_column_a_place_or_a_tool_is_no_source(header: str) -> None:
    article = read(header)
    assert (article.source, article.author) == (None, ())


@pytest.mark.parametrize(
    ("header", "author", "source"),
    [
        ("<p>石小佳/中海青年报</p><p>2020-04-03 09:10</p>", ["石小佳"], "中海青年报"),
        ("<div>2020-04-03<span>聯合日報 記者林宸安／即時報導</span></div>", ["林宸安"], None),
        (
            "<div class='author'><a href='s.php?k=1'>海報快訊／范姜佳文</a> 2020年04月03日 20:19:00</div>",
            ["范姜佳文"],
            None,
        ),
        ("<div><span class='author'>李明远</span><time>2020-04-03</time></div>", ["李明远"], None),
        ("<div><a href='/author/12'>王小波</a> 2020-04-03</div>", ["王小波"], None),
        ("<div>2020-04-03 来源：科普日报记者 张三丰</div>", ["张三丰"], "科普日报"),
        ("<div class='info'>2020-04-03 來源：中海社 記者：溫貴安 編輯：蘇龍騰</div>", ["溫貴安"], "中海社"),
    ],
)
def test_a_writer_without_label(header: str, author: list[str], source: str | None) -> None:
    article = read(header)
    assert list(article.author) == author
    if source:
        assert article.source == source


@pytest.mark.parametrize(
    "header",
    [
        "<div><span class='author'>admin</span> 2020-04-03</div>",
        "<div><span class='author'>查看更多</span> 2020-04-03</div>",
        "<div><a href='/user/9'>关注</a> 2020-04-03</div>",
        "<div>作者：<a href='/'>返回首页</a> 2020-04-03</div>",
        "<div>文化 2020-04-03</div>",
    ],
)
def test_accounts_and_links_are_no_writers(header: str) -> None:
    assert read(header).author == ()


@pytest.mark.parametrize(
    ("header", "views"),
    [
        ("<h6><a>2019年09月11日</a> <i class='fa fa-eye'></i>1665 <i class='fa fa-comment'></i>0</h6>", 1665),
        ("<div>2019-09-11 <span class='views'>1,206</span></div>", 1206),
        ("<div>2019-09-11 <i class='icon-view'></i> 2.3万</div>", 23000),
        ("<div>2019-09-11 <span class='hits'></span></div>", None),
        ("<div>2019-09-11 <i class='fa fa-comment'></i>12</div>", None),
        ("<div>2019-09-11 <span class='view-all'>查看更多 3</span></div>", None),
        ("<div><i class='fa fa-eye'></i>2019-09-11</div>", None),
        ("<div>2019-09-11 <span class='review'>8</span></div>", None),
    ],
)
def test_a_number_behind_an_eye_is_views(header: str, views: int | None) -> None:
    assert read(header).views == views


@pytest.mark.parametrize(
    ("script", "time"),
    [
        (
            'var t="1581605093",n="1581418070",s="2020-02-11";f(t,n,s,document.getElementById("publish_time"));',
            "2020-02-11",
        ),
        ('var nickname = "x"; var ct = "1581517074"; var user = "g";', "2020-02-12T22:17:54+08:00"),
        ('window.d = {"create_time":1581517074,"name":"x"}', "2020-02-12T22:17:54+08:00"),
        ("var createTime = '1581517074000';", "2020-02-12T22:17:54+08:00"),
        ("var publish_time = '2020-02-12 22:17' || '';", "2020-02-12T22:17:00+08:00"),
        ('[{"create_time":1581517074},{"create_time":1581517999}]', None),
        ('var act = "1581517074"; var direct="1581517999";', None),
        ('var ct = "15815"; var update_time = 1581517074;', None),
    ],
)
def test_a_time_that_only_a_script_names(script: str, time: str | None) -> None:
    assert read("<div>昨天</div>", f"<script>{script}</script>").publish_time == time


def test_the_printed_time_beats_a_meta_tag_of_no_standard_on_the_same_day() -> None:
    header = "<div>2019</div><div>09/07</div><div>19:02</div>"
    assert (
        read(header, "<meta name='apub:time' content='2019-9-7 21:30:50'>").publish_time == "2019-09-07T19:02:00+08:00"
    )
    assert read(header, "<meta name='PubDate' content='2019-9-7 21:30:50'>").publish_time == "2019-09-07T21:30:50+08:00"
    assert (
        read(header, "<meta name='apub:time' content='2019-9-9 21:30:50'>").publish_time == "2019-09-09T21:30:50+08:00"
    )


def test_a_byline_below_the_points_of_a_summary() -> None:
    points = "<ul><li>第一点是流动科技馆走进山区学校。</li><li>第二点是师生欢迎。</li></ul><p>《瞭望台》作者 周纯一</p>"
    assert read("<div>2020-04-03</div>", body=points).author == ("周纯一",)


@pytest.mark.parametrize(
    ("end", "time"),
    [
        ("<p>完</p><p>2024年5月6日（星期一）</p><p>香港時間14時30分</p>", "2024-05-06T14:30:00+08:00"),
        ("<p>2024-05-06 14:30:22</p>", "2024-05-06T14:30:22+08:00"),
        ("<p>2024年5月6日　14点30分</p>", "2024-05-06T14:30:00+08:00"),
        ("<p>云山市科协</p><p>2024年5月6日</p>", None),
        ("<p>报名时间为2024年5月6日14:30，请准时参加。</p>", None),
        ("<p>二〇二四年五月六日</p>", None),
    ],
)
def test_a_moment_that_ends_the_text(end: str, time: str | None) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div class='nr'><p>{TEXT}</p><p>{TEXT}</p>{end}</div></body></html>"
    assert read_article(page.encode(), "http://www.a.gov.cn/x/1.html").publish_time == time


@pytest.mark.parametrize(
    ("header", "time"),
    [
        ("活动时间：2023-06-01", None),
        ("有效期：2025-01-01</div><div>2023-05-04", "2023-05-04"),
        ("公示时间：2023年5月4日-5月10日", None),
        ("实施日期：2023-06-01 成文日期：2023-04-30", "2023-04-30"),
        ("成文日期：2023年04月30日</div><div>2023-05-04 10:00", "2023-05-04T10:00:00+08:00"),
        ("更新日期：2024-01-01 发布日期：2023-05-04", "2023-05-04"),
        ("标签： 2023-05-04 10:00", "2023-05-04T10:00:00+08:00"),
        ("發布日期：112-03-04", "2023-03-04"),
        ("張貼日期：112年3月4日", "2023-03-04"),
        ("發布日期：99.3.4", "2010-03-04"),
        ("发布日期：99.3.4", None),
        ("點閱：112-03-04", None),
        ("发布时间：5/4/2023 10:11:12 AM", "2023-05-04T10:11:12+08:00"),
        ("发布时间：23/05/2023", None),
    ],
)
def test_a_date_belongs_to_its_own_label(header: str, time: str | None) -> None:
    article = read(f"<div>{header}</div>")
    assert (article.publish_time, article.warnings) == (time, ())


BLOG = (
    "<div><span>发布于 <a href='/3318/'><time class='entry-date'>2024年6月16日</time></a></span><span class='byline'>"
    " 由 <span class='author vcard'><a href='/author/xh/'>{}</a></span></span>"
    "<span class='cat'>{}<a href='/kx/'>科普信息</a></span></div>"
)


@pytest.mark.parametrize("column", ["", " 分类："])
def test_the_linked_line_of_a_blog_says_day_and_writer(column: str) -> None:
    article = read(BLOG.format("段晓", column))
    assert (article.publish_time, article.author, article.source) == ("2024-06-16", ("段晓",), None)


def test_the_column_beside_the_day_is_no_publisher() -> None:
    menu = "<ul><li><a href='/xw/'>学会新闻</a></li></ul>"
    article = read(f"{menu}<div>2024-06-16 学会新闻</div>")
    assert (article.publish_time, article.source) == ("2024-06-16", None)


@pytest.mark.parametrize(
    "printed",
    ["2023-04-03 09:16　|　阅读 318　|　分享", "发布日期：2023-04-03 09:16　已阅：<font color=red>318</font>次"],
)
def test_views_before_a_bar_and_behind_a_rare_word(printed: str) -> None:
    article = read(f"<div>{printed}</div>")
    assert (article.views, article.publish_time) == (318, "2023-04-03T09:16:00+08:00")


def test_a_section_of_an_office_and_a_name_close_the_text() -> None:
    page = (
        f"<body><h1>{TITLE}</h1><div>2023-04-03</div><div class='nr'><p>{TEXT}</p><p>{TEXT}(征管股　臧国强)</p></div>"
    )
    assert read_article(page.encode(), "http://www.a.gov.cn/x/1.html").author == ("臧国强",)


def test_an_editor_in_a_link_that_does_nothing_and_the_page_s_own_address() -> None:
    own = "<p>本文链接：http://www.a.gov.cn/x/1.html</p>"
    footer = "<div class='tool'>[ <a href='javascript:;'>责编：田嘉宁</a> ]</div>"
    page = f"<body><h1>{TITLE}</h1><div>2023-04-03</div><div class='nr'><p>{TEXT}</p><p>{TEXT}</p>{own}</div>{footer}"
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.editor, article.body) == (("田嘉宁",), f"{TEXT}\n{TEXT}")
