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


def test_the_name_of_the_site_may_be_the_first_line_of_a_title() -> None:
    head = "<title>云山市林业科学研究所关于获奖项目的公示 - 云山市林业科学研究所</title>"
    heading = "<div class='gs-t'>云山市林业科学研究所<br/>关于获奖项目的公示</div>"
    assert read(heading, head).title == "云山市林业科学研究所关于获奖项目的公示"


@pytest.mark.parametrize("salutation", ["各会员单位：", "尊敬的会员：", "各有关单位、各位专家："])
def test_a_salutation_above_the_text_is_no_title(salutation: str) -> None:
    rows = (
        "<td>首页 -- 协会通知 -- 查看内容</td>",
        "<td align=middle><font color=red size=4><b>关于召开会员代表大会的通知</b></font></td>",
        "<td align=middle>[2009年10月27日]　[阅读 365 次]</td>",
        f"<td class=p14><p>　　{salutation}</p><p>{TEXT}</p><p>{TEXT}</p></td>",
    )
    page = f"<body><table><tr>{'</tr><tr>'.join(rows)}</tr></table>"
    article = read_article(page.encode(), "http://www.a.gov.cn/news/2009/26.htm")
    assert (article.title, article.views) == ("关于召开会员代表大会的通知", 365)
    assert (article.body or "").startswith(salutation)


@pytest.mark.parametrize("number", ["(云罚决字〔2024〕36号)", "（云罚决字[2024]36号）", "（云科协发〔2024〕6号）"])
def test_a_number_in_the_next_block_belongs_to_the_title_where_the_head_says_so(number: str) -> None:
    head = f'<meta name="ArticleTitle" content="云山市行政处罚信息公开表{number}">'
    heading = f"<div class='title'>云山市行政处罚信息公开表</div><div class='documentno'>{number}</div>"
    article = read(heading, head)
    assert article.title == f"云山市行政处罚信息公开表{number}"
    assert article.document_number == number.strip("()（）")
    assert read(heading).title == "云山市行政处罚信息公开表"


def test_of_two_equal_headings_the_one_above_the_date_counts() -> None:
    again = f"<div id='title_desc'><h1>{TITLE}</h1><p>{TEXT[:40]}自2022年2月10日起施行。</p></div>"
    page = (
        f"<html><head><title>{TITLE}_云山网</title></head><body><h1>{TITLE}</h1>"
        f"<div><span>2022-02-13 07:00:00</span><span>来源：云山网</span></div>"
        f"<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div>{again}</body></html>"
    )
    assert read_article(page.encode(), "http://www.a.gov.cn/x/1.html").publish_time == "2022-02-13T07:00:00+08:00"


@pytest.mark.parametrize(
    ("second", "subtitle"),
    [
        ("<td class='font02'>她带领孩子们一路快乐前行</td>", "她带领孩子们一路快乐前行"),
        ("<td class='font02'>谷雨田 沈清溪</td>", None),
        ("<td class='font03'>她带领孩子们一路快乐前行</td>", None),
        ("<td class='text02'>她带领孩子们一路快乐前行</td>", None),
    ],
)
def test_a_numbered_pair_of_blocks_is_title_and_subtitle(second: str, subtitle: str | None) -> None:
    heading = f"<table><tr><td class='font01'>{TITLE}</td></tr><tr>{second}</tr></table>"
    assert read(heading, f"<title>{TITLE}</title>").subtitle == subtitle


@pytest.mark.parametrize(
    ("below", "subtitle"),
    [
        (
            ("建立容错机制 奖励不低于七成", "本报云山讯（记者谷雨田）7月27日，条例获得通过。"),
            "建立容错机制 奖励不低于七成",
        ),
        (
            ("建立容错机制 奖励不低于七成", "新海社云山5月30日电（记者沈清溪）条例获得通过。"),
            "建立容错机制 奖励不低于七成",
        ),
        (("建立容错机制 奖励不低于七成", "条例自十月一日起施行，各地正在组织学习宣传。"), None),
        (("条例由会议通过。", "本报云山讯（记者谷雨田）7月27日，条例获得通过。"), None),
    ],
)
def test_a_line_between_the_repeated_title_and_the_dateline(below: tuple[str, str], subtitle: str | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in (TITLE, *below, TEXT, TEXT))
    page = f"<html><body><h1>{TITLE}</h1><div>2021-03-04</div><div class='nr'>{body}</div></body></html>"
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.title, article.subtitle) == (TITLE, subtitle)


def test_label_cells_above_the_text_are_header() -> None:
    rows = "".join(
        f"<tr><th>{name}</th><td>{value}</td></tr>"
        for name, value in (("公告單位", "課程發展科"), ("發布日期", "中華民國112年11月2日"), ("點閱", "1520"))
    )
    text = f"<tr><th>內容</th><td><p>{TEXT}</p><p>{TEXT}</p></td></tr>"
    page = f"<html><body><h3>{TITLE}</h3><table>{rows}{text}</table></body></html>"
    article = read_article(page.encode(), "http://www.a.gov.tw/x/1.html")
    assert (article.issuer, article.publish_time, article.views) == ("課程發展科", "2023-11-02", 1520)
    assert "1520" not in (article.body or "")


NAV = "<ul><li><a href='/'>首页</a></li><li><a href='/xw/'>新闻中心</a></li></ul>"
SITE = "云山市科学技术协会"


@pytest.mark.parametrize(
    ("tag", "top", "title"),
    [
        (SITE, f"<h1>{SITE}</h1><div class='tit'>{TITLE}</div><div>2020-01-02 来源：市科协</div>", TITLE),
        (
            SITE,
            f"<h1><a href='/'>{SITE}</a></h1><p align='center'><b>{TITLE}</b></p><p>2020-01-02 来源：市科协</p>",
            TITLE,
        ),
        (
            f"新闻中心-{SITE}",
            f"<h1>新闻中心</h1><div class='title'>{TITLE}</div><div>发布时间：2020-01-02</div>",
            TITLE,
        ),
        (f"{SITE} >> 新闻中心 >> {TITLE}", "<div>2020-01-02 来源：市科协</div>", TITLE),
        (f"“科普之春”——{TITLE}-{SITE}", "<div>2020-01-02</div>", f"“科普之春”——{TITLE}"),
        (
            SITE,
            f"<table><tr><td>标题：</td><td>{TITLE}</td></tr><tr><td>发布日期：</td><td>2020-01-02</td></tr></table>",
            TITLE,
        ),
        (TITLE, f"<h1>{TITLE} <small>2020-01-02</small></h1>", TITLE),
        (TITLE, f"<div class='title'>{TITLE} <span>来源：市科协 时间：2020-01-02</span></div>", TITLE),
        (SITE, f"<h1>{SITE}</h1><div>2020-01-02 来源：市科协</div>", SITE),
        (
            f"走进{SITE}",
            f"<h1>走进{SITE}</h1><div class='tit'>科普之窗栏目介绍</div><div>2020-01-02</div>",
            f"走进{SITE}",
        ),
    ],
)
def test_a_banner_a_column_or_a_date_is_not_the_title(tag: str, top: str, title: str) -> None:
    text = f"<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div>"
    page = f"<html><head><title>{tag}</title></head><body>{NAV}{top}{text}</body></html>"
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.title, article.publish_time) == (title, "2020-01-02")


@pytest.mark.parametrize("title", ["讣告", "讣　告", "通知", "喜报"])
def test_a_title_of_two_letters_is_found_and_a_path_never_is(title: str) -> None:
    """A table page of vsb without a heading element: the path stands two lines above the date."""
    path = "<td>当前位置: <a href='/'>首页</a>><a href='/gg/'>校内公告</a>>正文</td>"
    table = f"<table><tr>{path}</tr><tr><td class='titlestyle1044'>{title}</td></tr></table>"
    article = read(table, f"<title>{title}-南川大学</title>")
    assert (article.title, article.breadcrumb) == (title.replace("\u3000", " "), ("校内公告",))


BELOW = f"<div class='nr'><p>{TEXT}</p><p>{TEXT}</p></div>"


def title_of(tag: str, top: str, heading: str) -> tuple[str | None, str | None]:
    page = f"<html><head><title>{tag}</title></head><body>{top}{heading}{BELOW}</body></html>"
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    return article.title, article.subtitle


@pytest.mark.parametrize("office", ["云山区总工会", "云山市公安局", "云山高新区", "云山县图书馆"])
@pytest.mark.parametrize("tag", ["{}", "工作动态 - {}", "{}-工作动态"])
@pytest.mark.parametrize(
    "heading",
    [
        f"<div class='ct'><span id='lblTitle'>{TITLE}</span></div><div>发布时间：2020-01-02</div>",
        f"<table><tr><td align='center' style='font-size:18px'><b>{TITLE}</b></td></tr></table>",
        f"<p style='text-align: center'><strong>{TITLE}</strong></p>",
    ],
)
def test_the_name_of_an_office_in_a_banner_is_not_the_title(office: str, tag: str, heading: str) -> None:
    banner = f"<div class='top-ban'><p>{office}</p></div>"
    assert title_of(tag.format(office), f"{banner}{NAV}", heading)[0] == TITLE
    assert title_of(tag.format(office), f"<div><b>{office}</b></div>{NAV}", heading)[0] == TITLE


def test_a_bold_line_is_not_the_title_where_the_head_names_the_article() -> None:
    heading = "<p align='center'><b>第一部分　基本情况概述</b></p>"
    assert title_of(f"{TITLE}-云山市公安局", NAV, heading)[0] == TITLE


@pytest.mark.parametrize("title", ["家门口的图书馆", "云山县图书馆", "老街新馆"])
def test_an_office_is_the_title_where_a_date_stands_below_it(title: str) -> None:
    assert title_of(title, NAV, f"<div>{title}</div><div>2020-01-02 来源：文化部</div>")[0] == title


@pytest.mark.parametrize("mark", ["——", "—", "―"])
@pytest.mark.parametrize("tag", ["让灯火更亮{}记劳动模范田禾-云山集团", "云山集团"])
def test_a_line_that_begins_with_a_dash_is_the_subtitle(mark: str, tag: str) -> None:
    second = f"{mark}记全国劳动模范、配电班班长田禾"
    heading = f"<div class='hd'><h4>让灯火更亮</h4><h5>{second}</h5><div>日期：2020-01-02</div></div>"
    assert title_of(tag.format(mark), NAV, heading) == ("让灯火更亮", "记全国劳动模范、配电班班长田禾")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<p class='g2'>云山市2012年度城镇安居工程<br>审计调查结果</p>", "云山市2012年度城镇安居工程审计调查结果"),
        (
            "<td align='center'>云山市第三届青少年科技创新大赛<br>获奖名单</td>",
            "云山市第三届青少年科技创新大赛获奖名单",
        ),
        ("<div class='title'>让荒山变成金山<br>一位护林员的三十年</div>", "让荒山变成金山"),
        ("<p>山区学校迎来流动科技馆<br>李明远</p>", TITLE),
    ],
)
def test_a_heading_broken_over_two_lines_keeps_the_first(heading: str, title: str) -> None:
    assert title_of("云山市审计局", NAV, f"<table>{heading}</table><div>（2020年1月2日）</div>")[0] == title


@pytest.mark.parametrize("credit", ["（摄影：李明远）", "（作者：李明远）", "供稿：李明远"])
@pytest.mark.parametrize("stamp", ["2021-03-04　云山科协网", "2021年3月4日"])
def test_neither_the_day_nor_the_text_s_only_sentence_is_the_title(credit: str, stamp: str) -> None:
    """A photo post: one sentence and a by-line below it, whose head says nothing but the site's name."""
    page = (
        f"<html><head><title>云山科协</title></head><body>{NAV}<div class='z'><div class='z-t'>{TITLE}</div>"
        f"<div class='z-s'>{stamp}</div><div class='z-n'><p>{TEXT}</p><p><img src='/u/1.jpg' width='600'></p>"
        f"<p>{credit}</p></div></div></body></html>"
    )
    article = read_article(page.encode(), "http://www.a.gov.cn/x/1.html")
    assert (article.title, article.body, article.publish_time) == (TITLE, TEXT, "2021-03-04")


SUBTITLE = "深海热液区的新菌株让塑料变短"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>吃塑料的微生物是怎样被找到的</h1><h2>{SUBTITLE}</h2>",
        f"<div><h1 class='artTitle'>吃塑料的微生物是怎样被找到的</h1><p class='ft'>{SUBTITLE}</p></div>",
    ],
)
def test_a_smaller_heading_above_the_day_is_the_subtitle(heading: str) -> None:
    article = read(heading)
    assert (article.title, article.subtitle) == ("吃塑料的微生物是怎样被找到的", SUBTITLE)


def test_a_row_of_marks_below_the_title_is_no_subtitle() -> None:
    heading = f"<table><tr><td class='title'><b>{TITLE}</b><br>＊＊＊＊＊＊＊＊</td></tr></table>"
    page = f"<body>{heading}<p>{TEXT}</p><p>{TEXT}</p><p>完</p>"
    page += "<p>２００８年５月６日（星期二）<br>香港時間１６時３０分</p>"
    article = read_article(page.encode(), "http://www.a.gov.hk/1.htm")
    assert (article.title, article.subtitle, article.publish_time) == (TITLE, None, "2008-05-06T16:30:00+08:00")
