"""The list reader on pages written for it: every kind of markup, and what real lists put between their posts."""

# ruff: noqa: E501 (a row of markup reads best as the one line it is)

from __future__ import annotations

import pytest

from crawler import PageError, read_list
from crawler.items import Entry
from crawler.site import ListPage, Site
from tests.extract.list_pages import CRUMB, FOOT, KINDS, NAV, SIDE, URL, Post, page, posts, ul

PAGER = (
    '<div class="fy"><span>首页</span> <span>上一页</span> <a href="index_2.html">下一页</a> '
    '<a href="index_9.html">尾页</a> 第1/9页</div>'
)
NUMBERS = (
    '<ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="index_2.html">2</a></li>'
    '<li><a href="index_3.html">3</a></li></ul>'
)


def said(entries: tuple[Entry, ...]) -> list[tuple[str, str, str | None]]:
    return [(entry.url, entry.title, entry.date) for entry in entries]


def wanted(rows: list[Post]) -> list[tuple[str, str, str | None]]:
    return [(f"http://www.kexie.gov.cn{post.href}", post.title, post.day) for post in rows]


@pytest.mark.parametrize("left", [True, False], ids=["side-first", "side-last"])
@pytest.mark.parametrize("pager", ["", PAGER, NUMBERS], ids=["no-pager", "words", "numbers"])
@pytest.mark.parametrize("count", [1, 2, 3, 12, 40])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_the_main_list_is_read_whatever_its_markup(kind, count, pager, left):
    rows = posts(count)
    listing = read_list(page(kind(rows), pager=pager, left=left), URL)
    assert said(listing.entries) == wanted(rows)
    assert listing.problems == ()
    assert bool(listing.next) == bool(pager)


def one(row: str, *, fetched_at: str | None = None, site: Site | None = None, count: int = 6):
    """The reading of a list with one special row among ordinary ones."""
    items = "".join(f"<li><a href='{p.href}'>{p.title}</a><span>{p.day}</span></li>" for p in posts(count))
    return read_list(page(f"<ul>{row}{items}</ul>", pager=PAGER), URL, fetched_at=fetched_at, site=site)


DATES = {
    "<span>2025-03-09</span>": "2025-03-09",
    "<span>[2025-3-9]</span>": "2025-03-09",
    "<span>（2025/03/09）</span>": "2025-03-09",
    "<span>2025.03.09</span>": "2025-03-09",
    "<span>2025年3月9日</span>": "2025-03-09",
    "<span>2025年03月09日 星期日</span>": "2025-03-09",
    "<span>发布日期：2025-03-09</span>": "2025-03-09",
    "<span>市科协 2025-03-09</span>": "2025-03-09",
    "<em>09</em><i>2025-03</i>": "2025-03-09",
    "<em>2025.03</em><i>09</i>": "2025-03-09",
    "<em>03-09</em><i>2025</i>": "2025-03-09",
    "<em>2025</em><i>03/09</i>": "2025-03-09",
    "<em>09</em><i>03月</i><i>2025年</i>": "2025-03-09",
    "<span>09.03.2025</span>": "2025-03-09",
    "<span>20250309</span>": "2025-03-09",
    "<p>3月9日，会议在我市召开，2025年3月8日起报名。</p>": None,
    "<span>03-09</span>": None,
    "": None,
}


@pytest.mark.parametrize("printed", DATES)
def test_a_date_is_read_as_printed(printed):
    entry = one(f"<li><a href='/gzdt/content_1.html'>科普讲座走进校园活动</a>{printed}</li>").entries[0]
    assert (entry.title, entry.date) == ("科普讲座走进校园活动", DATES[printed])


@pytest.mark.parametrize(
    ("printed", "fetched_at", "day"),
    [
        ("[06-23]", "2025-11-22T02:00:00Z", "2025-06-23"),
        ("[12-23]", "2025-11-22T02:00:00Z", "2024-12-23"),
        ("11-22", "2025-11-21T17:00:00Z", "2025-11-22"),
        ("昨天", "2025-11-22T02:00:00Z", "2025-11-21"),
        ("3小时前", "2025-11-22T02:00:00Z", "2025-11-22"),
        ("06-23", None, None),
    ],
)
def test_a_date_without_its_year_is_completed_from_the_fetch_time_only(printed, fetched_at, day):
    row = f"<li><a href='/gzdt/content_1.html'>科普讲座走进校园活动</a><span>{printed}</span></li>"
    assert one(row, fetched_at=fetched_at).entries[0].date == day


def test_a_printed_time_of_day_is_kept():
    entry = one("<li><a href='/gzdt/content_1.html'>科普讲座走进校园</a><span>2025-03-09 08:05</span></li>").entries[0]
    assert (entry.date, entry.published) == ("2025-03-09", "2025-03-09T08:05:00+08:00")


def test_midnight_is_no_time_of_day():
    entry = one("<li><a href='/gzdt/content_1.html'>科普讲座走进校园</a><span>2025-03-09 00:00:00</span></li>").entries[
        0
    ]
    assert (entry.date, entry.published) == ("2025-03-09", None)


@pytest.mark.parametrize(
    "row",
    [
        "<li><font color=red>[置顶]</font><a href='/gzdt/content_1.html'>科普讲座走进校园活动</a><span>2020-01-02</span></li>",
        "<li><a href='/gzdt/content_1.html'>【置顶】科普讲座走进校园活动</a><span>2020-01-02</span></li>",
        "<li><a href='/gzdt/content_1.html'><span class='tag'>置顶</span>科普讲座走进校园活动</a><span>2020-01-02</span></li>",
        "<li><img src='/images/zd.gif'><a href='/gzdt/content_1.html'>科普讲座走进校园活动</a><span>2020-01-02</span></li>",
        "<li><i class='icon-top'></i><a href='/gzdt/content_1.html'>科普讲座走进校园活动</a><span>2020-01-02</span></li>",
    ],
)
def test_a_pinned_post_is_marked_and_its_title_stays_clean(row):
    listing = one(row)
    assert (listing.entries[0].title, listing.entries[0].pinned) == ("科普讲座走进校园活动", True)
    assert not any(entry.pinned for entry in listing.entries[1:])


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (
            "<a href='/a_1234.html' title='关于举办2025年科普活动周的通知'>关于举办2025年…</a>",
            "关于举办2025年科普活动周的通知",
        ),
        (
            "<a href='/a_1234.html' title='关于举办2025年科普活动周的通知'><b>·</b>关于举办2025年科普</a>",
            "关于举办2025年科普活动周的通知",
        ),
        (
            "<a href='/a_1234.html' title='关于举办2025年科普活动周的通知'>关于举办2025年..</a>",
            "关于举办2025年科普活动周的通知",
        ),
        (
            "<a href='/a_1234.html'>关于举办2025年科普活动周的通知<img src='/images/new.gif'></a>",
            "关于举办2025年科普活动周的通知",
        ),
        ("<a href='/a_1234.html'>· 关于举办2025年科普活动周的通知 NEW</a>", "关于举办2025年科普活动周的通知"),
        ("<a href='/a_1234.html'>专刊第166期（2018．12．04）</a>", "专刊第166期（2018．12．04）"),
        ("<a href='/a_1234.html'>2020年7月30日服务维护公告</a>", "2020年7月30日服务维护公告"),
        ("<a href='/a_1234.html' title='标题：科普周通知\n发布时间：2025-01-02\n点击：5'>科普周…</a>", "科普周通知"),
        ("<a href='/a_1234.html' title='点击查看'>关于举办科普活动周的通知</a>", "关于举办科普活动周的通知"),
        ("<a href='/a_1234.html'><img src='/u/1.jpg' alt='科普大篷车进山村'></a>", "科普大篷车进山村"),
        ("<a href='/a_1234.html'>关于<b>科普周</b>的<font color=red>通知公告</font></a>", "关于科普周的通知公告"),
    ],
)
def test_the_title_is_whole_and_clean(link, title):
    assert one(f"<li>{link}<span>2025-12-30</span></li>").entries[0].title == title


def test_a_malformed_link_costs_only_itself():
    listing = one("<li><a href='http://[bad'>坏掉的链接也不影响别人</a><span>2025-12-30</span></li>")
    assert said(listing.entries) == wanted(posts(6))
    assert len(listing.problems) == 1
    assert "坏掉的链接也不影响别人" in listing.problems[0]


@pytest.mark.parametrize("href", ["javascript:;", "javascript:void(0)", "#", ""])
def test_a_link_without_an_address_is_named_as_a_problem(href):
    listing = one(f"<li><a href='{href}'>没有地址的链接不是条目</a><span>2025-12-30</span></li>")
    assert said(listing.entries) == wanted(posts(6))
    assert [line for line in listing.problems if "没有地址的链接不是条目" in line] == list(listing.problems)


def test_a_list_of_blanked_links_gives_only_problems():
    rows = [Post("javascript:;", post.title, post.day) for post in posts(10)]
    listing = read_list(page(ul(rows), pager=PAGER), URL)
    assert listing.entries == ()
    assert len(listing.problems) == 10


@pytest.mark.parametrize(
    ("attributes", "script", "url"),
    [
        ("""href="#" onclick="window.open('/gzdt/content_77.html')" """, "", "/gzdt/content_77.html"),
        (
            """href="javascript:openDetail('77')" """,
            "function openDetail(id){window.open('/show.jsp?id='+id);}",
            "/show.jsp?id=77",
        ),
        (
            """href="javascript:void(0)" onclick="go(77, 'gzdt')" """,
            "function go(id, col) { var x = 1; location.href = '/' + col + '/' + id + '.html'; }",
            "/gzdt/77.html",
        ),
    ],
)
def test_an_onclick_is_understood_when_it_can_only_mean_one_address(attributes, script, url):
    row = f"<li><a {attributes}>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    items = "".join(f"<li><a href='{p.href}'>{p.title}</a><span>{p.day}</span></li>" for p in posts(5))
    listing = read_list(page(f"<ul>{row}{items}</ul><script>{script}</script>"), URL)
    assert listing.entries[0].url == "http://www.kexie.gov.cn" + url


@pytest.mark.parametrize(
    "script",
    [
        "",
        "function openDetail(id){ $.post('/x', {id: id}); }",
        "function openDetail(id){ if (id) location.href='/a/'+id; else location.href='/b/'+id; }",
    ],
)
def test_an_onclick_that_may_mean_anything_is_no_entry(script):
    row = "<li><a href='javascript:openDetail(77)'>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    items = "".join(f"<li><a href='{p.href}'>{p.title}</a><span>{p.day}</span></li>" for p in posts(5))
    listing = read_list(page(f"<ul>{row}{items}</ul><script>{script}</script>"), URL)
    assert len(listing.entries) == 5
    assert len(listing.problems) == 1


def test_links_to_one_page_are_one_entry():
    row = "<li><a href='/gzdt/content_1.html'>科普讲座走进校园</a><span>2025-12-30</span></li>"
    assert len(one(row + row).entries) == 7


def test_posts_that_leave_the_site_are_entries_marked_external():
    listing = one(
        "<li><a href='https://mp.weixin.qq.com/s/abcDEF'>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    )
    assert [entry.external for entry in listing.entries] == [True] + [False] * 6


def test_hosts_below_the_list_s_host_are_of_the_site():
    listing = one(
        "<li><a href='http://kx.kexie.gov.cn/a/12345.html'>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    )
    assert not listing.entries[0].external


def test_the_site_says_which_hosts_are_its_own():
    site = Site(name="kexie", title="市科协", home="http://www.kexie.gov.cn/", hosts=("mp.weixin.qq.com",))
    row = "<li><a href='https://mp.weixin.qq.com/s/abcDEF'>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    assert not one(row, site=site).entries[0].external


def test_the_site_s_selectors_override_what_the_reader_would_find():
    rules = ListPage(items="div.box li", link="a", title="a", date="i")
    site = Site(name="kexie", title="市科协", home="http://www.kexie.gov.cn/", listing=rules)
    box = "<div class='box'><ul><li><a href='/x/1.html'>甲文章标题</a><i>2024-05-06</i></li><li><a href='/x/2.html'>乙</a></li></ul></div>"
    listing = read_list(page(ul(posts(9)) + box, side=""), URL, site=site)
    assert said(listing.entries) == [
        ("http://www.kexie.gov.cn/x/1.html", "甲文章标题", "2024-05-06"),
        ("http://www.kexie.gov.cn/x/2.html", "乙", None),
    ]


@pytest.mark.parametrize(
    "side",
    [
        "<div class='side'><h3>最新动态</h3><ul>"
        + "".join(
            f"<li><a href='/gzdt/content_{n}.html'>侧栏动态第{n}条的标题写得很长</a><span>2025-12-{n}</span></li>"
            for n in range(10, 25)
        )
        + "</ul></div>",
        "<div id='leftbar'><div class='tit'>点击排行</div><table>"
        + "".join(
            f"<tr><td>{n}</td><td><a href='/gzdt/content_{n}00.html'>排行榜上第{n}条新闻的标题写得很长</a></td></tr>"
            for n in range(1, 16)
        )
        + "</table></div>",
    ],
    ids=["dated-latest", "ranking-table"],
)
@pytest.mark.parametrize("kind", [ul, KINDS["table"], KINDS["wrapped_rows"]])
@pytest.mark.parametrize("left", [True, False])
def test_a_side_box_as_long_as_the_list_is_not_taken(side, kind, left):
    rows = posts(5)
    assert said(read_list(page(kind(rows), pager=PAGER, side=side, left=left), URL).entries) == wanted(rows)


def test_old_pages_of_nested_tables_without_classes():
    def box(title: str, inner: str) -> str:
        return (
            f"<table><tr><td background='/i/bg.gif'>{title}</td></tr><tr><td><table>{inner}</table></td></tr></table>"
        )

    hot = "".join(
        f"<tr><td><a href='show.asp?id={n}'>热点文章第{n}篇的标题也很长</a></td></tr>" for n in range(700, 710)
    )
    rows = posts(8)
    main = "".join(f"<tr><td>·<a href='{p.href}'>{p.title}</a></td><td>{p.day}</td></tr>" for p in rows)
    pager = "<tr><td colspan=2>共95条 页次：1/12页 首页 上一页 <a href='?page=2'>下一页</a> <a href='?page=12'>尾页</a></td></tr>"
    body = f"<table><tr><td>{box('热点文章', hot)}</td><td>{box('工作动态', main + pager)}</td></tr></table>"
    html = f"<html><body>{NAV}{body}{FOOT}</body></html>".encode("gb18030")
    listing = read_list(html, "http://www.kexie.gov.cn/list.asp?id=3")
    assert said(listing.entries) == wanted(rows)
    assert (listing.total_pages, listing.total_entries) == (12, 95)
    assert listing.next[0].url == "http://www.kexie.gov.cn/list.asp?page=2"


@pytest.mark.parametrize("said_so", ["暂无数据", "没有相关信息", "该栏目暂无内容！"])
def test_an_empty_list_has_no_entries(said_so):
    listing = read_list(page(f"<div class='list'>{said_so}</div>"), URL)
    assert listing.entries == ()
    assert listing.next == ()


@pytest.mark.parametrize("body", [b"", b" \n\0", b"%PDF-1.4 x", b"\x89PNG\r\n\x1a\n" + b"\0" * 400])
def test_what_is_no_page_is_an_error(body):
    with pytest.raises(PageError):
        read_list(body, URL)


def test_a_soft_404_in_the_site_s_template_is_an_error():
    body = page("<div class='msg'>您访问的页面不存在或已删除！</div>")
    with pytest.raises(PageError) as caught:
        read_list(body, URL)
    assert caught.value.kind == "soft_404"


def test_a_page_of_prose_has_no_entries():
    body = f"<html><body>{NAV}{CRUMB}<p>{'本会是科技工作者的群众组织，是党和政府联系科技工作者的桥梁和纽带。' * 9}</p>{FOOT}</body></html>"
    assert read_list(body.encode(), URL).entries == ()


def test_an_endless_list_is_cut_and_says_so():
    rows = [Post(f"/gzdt/content_{n}.html", f"第{n}号公告的标题内容", "2025-01-01") for n in range(30_000, 35_000)]
    listing = read_list(page(ul(rows)), URL)
    assert len(listing.entries) == 2000
    assert any("2000" in line for line in listing.problems)


def test_relative_links_start_at_the_base():
    body = page(ul(posts(3))).replace(b"<head>", b"<head><base href='http://news.kexie.gov.cn/x/'>")
    body = body.replace(b'href="/gzdt/content', b'href="content')
    assert read_list(body, URL).entries[0].url == "http://news.kexie.gov.cn/x/content_9000.html"


def test_chinese_letters_in_addresses_are_escaped_once():
    listing = one("<li><a href='/附件/科普 讲座%20a.html'>科普讲座走进校园活动</a><span>2025-12-30</span></li>")
    assert listing.entries[0].url.endswith("/%E9%99%84%E4%BB%B6/%E7%A7%91%E6%99%AE%20%E8%AE%B2%E5%BA%A7%20a.html")


def test_letters_in_a_query_are_sent_in_the_page_s_charset():
    row = "<li><a href='/附件/read.asp?id=1&class=动态'>科普讲座走进校园活动</a><span>2025-12-30</span></li>"
    pager = "<div>1/3 <a href='list.asp?class=动态&page=2'>下一页</a></div>"
    body = page(f"<ul>{row}</ul>{pager}").decode().encode("gb18030")
    listing = read_list(body, "http://www.kexie.gov.cn/list.asp")
    assert listing.entries[0].url.endswith("/%E9%99%84%E4%BB%B6/read.asp?id=1&class=%B6%AF%CC%AC")
    assert listing.next[0].url == "http://www.kexie.gov.cn/list.asp?class=%B6%AF%CC%AC&page=2"


@pytest.mark.parametrize("damage", ["</html>", "<!-- ", "</div></div></div>", "<table><tr><td>", "\x00\x0b"])
def test_broken_markup_never_costs_the_list(damage):
    body = page(damage.join(["<p></p>", ul(posts(12))]) if damage != "<!-- " else ul(posts(12)) + damage)
    entries = said(read_list(body, URL).entries)
    assert set(wanted(posts(12))[1:]) <= set(entries)


def test_the_side_is_never_read_as_the_list():
    titles = [entry.title for entry in read_list(page(ul(posts(3))), URL).entries]
    assert not [title for title in titles if title in SIDE or title in NAV or title in FOOT]


@pytest.mark.parametrize("count", [1, 2, 8])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_on_the_last_page_a_few_posts_win_over_a_longer_dated_side_box(kind, count):
    items = "".join(
        f"<li><a href='/tzgg/content_{n}.html'>侧栏公告第{n}条的标题也写得很长</a><span>2025-11-{n}</span></li>"
        for n in range(10, 20)
    )
    side = f"<div class='box'><div class='t'>通知公告<a href='/tzgg/'>更多</a></div><ul>{items}</ul></div>"
    rows = posts(count)
    last = "<div class='fy'>首页 <a href='index_8.html'>上一页</a> 下一页 尾页 9/9</div>"
    listing = read_list(page(kind(rows), pager=last, side=side), "http://www.kexie.gov.cn/gzdt/index_9.html")
    assert said(listing.entries) == wanted(rows)
    assert (listing.page, listing.total_pages, listing.next) == (9, 9, ())
