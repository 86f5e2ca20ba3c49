"""What a list page says outside its rows' links: years above them, heads of columns, a headline, lists in scripts."""

# ruff: noqa: E501 (a row of markup reads best as the one line it is)

from __future__ import annotations

import json

import pytest

from crawler import read_list
from tests.extract.list_pages import SIDE, URL, Post, page, posts, ul

PAGER = '<div class="fy">1/9 <a href="index_2.html">下一页</a></div>'
# Three years, three posts each; what a row prints of its day is left to the test.
ROWS = [
    Post(f"/gzdt/content_{70 - n}.html", f"科普大篷车第{n + 1}次开进山区学校", day)
    for n, day in enumerate(
        [
            *("2025-11-08", "2025-06-21", "2025-02-03"),
            *("2024-12-30", "2024-07-19", "2024-07-02"),
            *("2023-10-10", "2023-05-05", "2023-01-04"),
        ]
    )
]


def days(main: str, *, fetched_at: str | None = None) -> list[str | None]:
    return [entry.date for entry in read_list(page(main, pager=PAGER), URL, fetched_at=fetched_at).entries]


def grouped(row: str, heading: str, close: str, length: int = 4) -> str:
    """The rows under a heading for each year (length 4) or month (length 7)."""
    text, known = "", ""
    for post in ROWS:
        year, month, day = post.parts
        if post.day[:length] != known:
            text += (close if known else "") + heading.format(year=year, month=int(month))
            known = post.day[:length]
        text += row.format(href=post.href, title=post.title, month=month, day=day)
    return f"<div class='box'>{text}{close}</div>"


UNDER_HEADINGS = {
    "lists of a year": (
        "<li><a href='{href}'>{title}</a><span>{month}-{day}</span></li>",
        "<h4>{year}年</h4><ul>",
        "</ul>",
        4,
    ),
    "rows and years in one list": (
        "<li><span>{month}-{day}</span><a href='{href}'>{title}</a></li>",
        "<li class='y'>{year}</li>",
        "",
        4,
    ),
    "rows behind the link": (
        "<p><a href='{href}'>{title}</a> ({month}月{day}日)</p>",
        "<p><b>{year}年</b></p>",
        "",
        4,
    ),
    "a definition list a month": (
        "<dd><a href='{href}'>{title}</a><i>{month}/{day}</i></dd>",
        "<dl><dt>{year}年{month}月</dt>",
        "</dl>",
        7,
    ),
    "days under a month": (
        "<li><span>{day}日</span><a href='{href}'>{title}</a></li>",
        "<h3><i class='dot'></i>{year}年{month}月</h3><ul>",
        "</ul>",
        7,
    ),
}


def test_months_stand_below_the_one_year_of_the_page():
    rows = "<h2>2025年</h2>"
    for post in ROWS[:3]:
        _, month, day = post.parts
        rows += f"<h4>{int(month)}月</h4><ul><li><a href='{post.href}'>{post.title}</a><em>{int(day)}日</em></li></ul>"
    assert days(rows)[:3] == [post.day for post in ROWS[:3]]


@pytest.mark.parametrize("shape", UNDER_HEADINGS.values(), ids=UNDER_HEADINGS.keys())
def test_a_year_printed_above_its_rows_is_theirs(shape):
    row, heading, close, length = shape
    main = grouped(row, heading, close, length)
    assert days(main) == [post.day for post in ROWS]
    assert days(main, fetched_at="2026-03-01T00:00:00Z") == [post.day for post in ROWS]


def test_a_year_of_which_the_rows_run_out_is_not_theirs():
    rows = "".join(
        f"<li><a href='{p.href}'>{p.title}</a><span>{p.parts[1]}-{p.parts[2]}</span></li>" for p in ROWS + ROWS[::-1]
    )
    assert set(days(f"<h3>2025年</h3><ul>{rows}</ul>")) == {None}


def test_years_to_choose_from_date_nothing():
    rows = "".join(f"<li><a href='{p.href}'>{p.title}</a><span>{p.parts[1]}-{p.parts[2]}</span></li>" for p in ROWS[:3])
    choice = "<div><a href='?y=2025'>2025</a> <a href='?y=2024'>2024</a> <a href='?y=2023'>2023</a></div>"
    assert days(f"{choice}<ul>{rows}</ul>") == [None] * 3


def test_two_figures_are_a_year_where_the_whole_column_is_in_order():
    rows = [f"<li>[{p.day[2:]}] <a href='{p.href}'>{p.title}</a></li>" for p in ROWS]
    assert days(f"<ul>{''.join(rows)}</ul>") == [post.day for post in ROWS]
    shuffled = [rows[n] for n in (4, 0, 7, 2, 8, 1, 5, 3, 6)]
    assert set(days(f"<ul>{''.join(shuffled)}</ul>")) == {None}


@pytest.mark.parametrize(
    "printed", ["{d} / {y}-{m}", "{d}/{y}.{m}", "{m}-{d} {y}", "{m}月{d}日 {y}年"], ids=["d/ym", "d/y.m", "md y", "cjk"]
)
def test_a_day_block_in_one_piece(printed):
    rows = "".join(
        f"<a class='i' href='{p.href}'><span class='t'>{p.title}</span><span class='d'>{printed.format(y=p.parts[0], m=p.parts[1], d=p.parts[2])}</span></a>"
        for p in ROWS
    )
    listing = read_list(page(f"<div>{rows}</div>", pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


@pytest.mark.parametrize("cell", ["tr td", "li span"])
@pytest.mark.parametrize("heads", [("成文日期", "发布日期"), ("发布时间", "截止时间")], ids=["second", "first"])
def test_the_head_of_a_column_says_which_date_is_the_post_s(cell, heads):
    row, part = cell.split()
    first = heads[0].startswith("发布")
    text = f"<{row}><{part}>标题</{part}><{part}>{heads[0]}</{part}><{part}>{heads[1]}</{part}></{row}>"
    for n, post in enumerate(ROWS):
        other = f"2022-03-0{n + 1}"
        one, two = (post.day, other) if first else (other, post.day)
        text += f"<{row}><{part}><a href='{post.href}'>{post.title}</a></{part}><{part}>{one}</{part}><{part}>{two}</{part}></{row}>"
    outer = "table" if row == "tr" else "ul"
    assert days(f"<{outer}>{text}</{outer}>") == [post.day for post in ROWS]


HEADLINE = "<div class='tt'><a href='{href}'><img src='/1.jpg'></a><h3><a href='{href}'>{title}</a></h3><p>会议在我市召开，与会人员参加了学习并讨论。<a href='{href}'>[详细]</a></p><span>{day}</span></div>"


def test_the_newest_post_set_apart_above_its_list_is_its_first():
    first, *others = ROWS
    main = HEADLINE.format(href=first.href, title=first.title, day=first.day) + ul(others)
    listing = read_list(page(main, pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


@pytest.mark.parametrize(("href", "day"), [("/zt/index.html", "2025-12-01"), ("/gzdt/content_99.html", "2020-01-01")])
def test_what_stands_above_a_list_and_is_not_of_its_kind_is_no_entry(href, day):
    main = HEADLINE.format(href=href, title="喜迎建市四十周年专题报道", day=day) + ul(ROWS)
    assert len(read_list(page(main, pager=PAGER), URL).entries) == len(ROWS)


def script_list(rows: list[Post]) -> list[dict[str, object]]:
    return [{"id": n, "title": p.title, "url": p.href, "publishTime": f"{p.day} 09:30:00"} for n, p in enumerate(rows)]


MENU = [{"id": n, "name": f"栏目{n}", "url": f"/c{n}/"} for n in range(40)]
SCRIPTS = {
    "state": lambda rows: (
        f"window.__INITIAL_STATE__={json.dumps({'menu': MENU, 'page': {'records': script_list(rows)}})};(function(){{}}());"
    ),
    "array": lambda rows: f"var list = {json.dumps(script_list(rows), ensure_ascii=False)};\nrender(list);",
}


@pytest.mark.parametrize("side", ["", SIDE], ids=["alone", "beside a box"])
@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_list_that_only_a_script_holds(script, side):
    body = page(f"<ul id='list'></ul>{side}<script>{script(ROWS)}</script>")
    listing = read_list(body, URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


def test_an_array_as_scripts_may_write_it():
    rows = ",\n".join(
        f"{{'title':'{p.title}“\\'引\\'”', link_add:\"http://www.kexie.gov.cn{p.href}\", 'focus_date':'{p.parts[0]}年{p.parts[1]}月{p.parts[2]}日',}}"
        for p in ROWS
    )
    listing = read_list(page(f"<ul id='list_con'></ul><script>var item = [\n{rows},\n];\nshow(1);</script>"), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(f"{p.title}“'引'”", p.day) for p in ROWS]


def test_of_an_endless_array_the_newest_posts_are_read():
    rows = ",".join(
        f"{{'title':'科普大篷车第{n}次开进山区学校','url':'/gzdt/content_{n}.html','date':'2025-11-08','brief':'{'详' * 60}'}}"
        for n in range(4000, 0, -1)
    )
    listing = read_list(page(f"<ul id='l'></ul><script>var item = [{rows}];</script>"), URL)
    assert listing.entries[0].title == "科普大篷车第4000次开进山区学校"
    assert 1000 < len(listing.entries) < 4000


def test_a_menu_in_a_script_is_no_list():
    assert read_list(page(f"<p>暂无信息</p><script>var menu = {json.dumps(MENU)};</script>"), URL).entries == ()


def test_a_printed_list_goes_before_a_script_s():
    other = [Post(f"/hot/{n}.html", f"热点文章之{n}的标题", "2025-01-01") for n in range(20)]
    listing = read_list(page(ul(posts(5)) + f"<script>{SCRIPTS['array'](other)}</script>", pager=PAGER), URL)
    assert [entry.title for entry in listing.entries] == [post.title for post in posts(5)]


def test_a_row_that_opens_as_a_whole_is_named_by_its_longest_cell():
    rows = "".join(
        f"<tr onclick=\"location.href='{p.href}'\"><td>{n}</td><td>公告</td><td>{p.title}</td><td>{p.day}</td></tr>"
        for n, p in enumerate(ROWS)
    )
    listing = read_list(page(f"<table>{rows}</table>", pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


def test_a_heading_goes_before_a_summary_that_is_a_link_too():
    rows = "".join(
        f"<div class='one'><a href='{p.href}'><img src='/{n}.jpg'></a><h4><a href='{p.href}'>{p.title}</a></h4><div class='d'><a href='{p.href}'>近日，市动物学会召开第{n}次理事会，来自各区县的一百二十余名代表参加会议，听取了工作报告……</a></div><i>{p.day}</i></div>"
        for n, p in enumerate(ROWS)
    )
    listing = read_list(page(f"<div>{rows}</div>", pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


def test_an_address_put_together_in_a_variable():
    rows = "".join(
        f"<li><a href='#' onclick=\"show('{70 - n}');return false;\">{p.title}</a><span>{p.day}</span></li>"
        for n, p in enumerate(ROWS)
    )
    script = '<script>function show(id){var url="/gzdt/content_"+id+".html";window.open(url);}</script>'
    listing = read_list(page(f"<ul>{rows}</ul>{script}", pager=PAGER), URL)
    assert [entry.url for entry in listing.entries] == ["http://www.kexie.gov.cn" + post.href for post in ROWS]


def test_an_address_that_a_script_reads_from_an_attribute():
    rows = "".join(
        f"<li data-url='{p.href}' onclick='toDetail(this)'><h4>{p.title}</h4><span>{p.day}</span></li>" for p in ROWS
    )
    listing = read_list(page(f"<ul>{rows}</ul>", pager=PAGER), URL)
    assert [(entry.url, entry.title) for entry in listing.entries] == [
        ("http://www.kexie.gov.cn" + post.href, post.title) for post in ROWS
    ]


BOXES = {
    "classes differ": ("<div class='b1'><ul class='u1'>{}</ul></div>", "<div class='b2'><ul class='u2'>{}</ul></div>"),
    "a picture heads it": ("<div class='b'><img src='h.gif'><ul>{}</ul></div>",) * 2,
}


@pytest.mark.parametrize("order", [1, -1], ids=["before", "behind"])
@pytest.mark.parametrize("boxes", BOXES.values(), ids=BOXES.keys())
def test_a_box_of_the_list_s_markup_with_no_words_between_is_not_the_list(boxes, order):
    row = "<li><a href='{}'>{}</a><span>{}</span></li>"
    mine = "".join(row.format(p.href, p.title, p.day) for p in ROWS) + PAGER
    # A box's posts are newer than the end of the list, and the list's newer than the end of the box.
    others = "".join(row.format(f"/tj/{n}.html", f"推荐活动第{n}场在少年宫举行", f"2025-1{n}-01") for n in (2, 1, 0))
    others += row.format("/tj/3.html", "推荐活动第三场在少年宫举行", "2022-01-01")
    one, other = (others, mine) if order == 1 else (mine, others)
    listing = read_list(page(boxes[0].format(one) + boxes[1].format(other)), URL)
    assert [entry.title for entry in listing.entries] == [post.title for post in ROWS]


@pytest.mark.parametrize("tags", [("ul", "li", "span"), ("table", "tr", "td")], ids=["lists", "tables"])
def test_the_columns_of_a_list_are_one_list(tags):
    outer, row, day = tags
    cell = "<{0}>{{}}</{0}>".format("td" if row == "tr" else "b")
    rows = [
        f"<{row}>{cell.format(f'<a href={p.href}>{p.title}</a>')}<{day}>{p.day}</{day}></{row}>" for p in ROWS
    ]  # fmt: skip
    left, right = "".join(rows[:5]), "".join(rows[5:])
    main = f"<div class='left'><{outer}>{left}</{outer}></div><div class='right'><{outer}>{right}</{outer}></div>"
    listing = read_list(page(main, pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


def test_a_menu_goes_behind_the_list_that_only_a_script_holds():
    menu = "".join(f"<dt><a href='/channels/ch{n}90/'>政策文件与解读{n}</a></dt>" for n in range(7))
    body = page(f"<dl>{menu}</dl><ul id='list'></ul><script>{SCRIPTS['array'](ROWS)}</script>")
    listing = read_list(body, "http://www.kexie.gov.cn/channels/ch215/")
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='{href}'>{title}</a><div style='display:none'><table><tr><th>生成日期：</th><td>2022-01-01</td></tr></table></div><b>{day}</b></li>",
        "<li><a href='{href}'>{title}</a><p>展览时间：2026.07.13—2026.10.11</p><p>发布：{day}</p></li>",
        "<li><a href='{href}'>{title}</a><span>{end}</span><span>{day}</span></li>",
    ],
    ids=["day of writing", "time of an exhibition", "closing day before the day"],
)
def test_of_several_days_the_post_s_is_taken(row):
    ends = ("2025-12-01", "2025-07-30", "2025-08-03", "2025-02-01", "2025-12-02", "2025-03-01", "2024-01-10")
    ends = (*ends, "2024-06-01", "2023-03-04")
    rows = "".join(
        row.format(href=p.href, title=p.title, day=p.day, end=end) for p, end in zip(ROWS, ends, strict=True)
    )
    assert days(f"<ul>{rows}</ul>") == [post.day for post in ROWS]


def test_posts_put_on_top_do_not_make_a_closing_day_the_list_s():
    order = [ROWS[6], ROWS[4], *ROWS[:4], ROWS[5], *ROWS[7:]]
    rows = "".join(f"<li><a href='{p.href}'>{p.title}</a><b>{p.day}</b><i>2026-12-31</i></li>" for p in order)
    assert days(f"<ul>{rows}</ul>") == [post.day for post in order]


def test_a_day_of_writing_is_the_row_s_where_it_prints_no_other():
    rows = "".join(f"<tr><td><a href='{p.href}'>{p.title}</a></td><td>成文日期：{p.day}</td></tr>" for p in ROWS)
    assert days(f"<table>{rows}</table>") == [post.day for post in ROWS]


def test_the_list_of_another_tab_is_not_the_list():
    def tab(name: str, style: str) -> str:
        items = "".join(f"<li><a href='{p.href[:-5]}{name}.html'>{p.title}</a><i>{p.day}</i></li>" for p in ROWS)
        return f"<div class='pane' {style}><ul>{items}</ul></div>"

    hidden = "style='display: none'"
    listing = read_list(page(f"<div class='tabs'>{tab('a', '')}{tab('b', hidden)}{tab('c', hidden)}</div>"), URL)
    assert [entry.url[-6:] for entry in listing.entries] == ["a.html"] * len(ROWS)


def test_the_day_that_tells_posts_apart_is_part_of_their_titles():
    rows = "".join(f"<li><a href='{p.href}'>县新闻联播 {p.day}</a></li>" for p in ROWS)
    listing = read_list(page(f"<ul>{rows}</ul>", pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(f"县新闻联播 {p.day}", p.day) for p in ROWS]


def test_a_link_to_the_list_itself_is_no_entry():
    rows = "".join(
        f"<tr><td>·<a href='show.asp?id={n}01'>{p.title}</a>（{p.day}）</td></tr>" for n, p in enumerate(ROWS)
    )
    place = "<tr><td>您现在的位置：<a href='/'>首页</a> &gt;&gt; <a href='list.asp?id=12'>协会动态</a></td></tr>"
    listing = read_list(page(f"<table>{place}{rows}</table>"), "http://www.kexie.gov.cn/list.asp?ID=12&page=6")
    assert [entry.title for entry in listing.entries] == [post.title for post in ROWS]


def test_a_short_last_page_is_no_part_of_its_pager():
    rows = "".join(f"<div class='row'><a href='{p.href}'>{p.title}</a> <small>{p.day}</small></div>" for p in ROWS[:4])
    box = "".join(
        f"<li><i>{n}</i><a href='/news/2{n}.html'>推荐活动第{n}场在市青少年宫如期举行</a><span>2025-12-0{n}</span></li>"
        for n in range(1, 9)
    )
    numbers = "<ul class='pagination'><li><a href='list-1.html'>上一页</a></li><li class='active'><span>13</span></li><li><span>下一页</span></li></ul>"
    main = f"<div class='wide'><h3>研究会动态</h3>{rows}{numbers}<p>当前 13/13 页</p></div>"
    listing = read_list(page(f"{main}<div class='small'><div class='hd'>最新动态</div><ul>{box}</ul></div>"), URL)
    assert [entry.title for entry in listing.entries] == [post.title for post in ROWS[:4]]


LAST_PAGERS = {
    "words": "<div class='fy'><a href='index.html'>上一页</a> 下一页 第2页/共2页</div>",
    "arrows": "<ul><li><a href='index.html'>&lt;</a></li><li><a href='index.html'>1</a></li><li class='active'><b>2</b></li></ul>",
}


@pytest.mark.parametrize("pager", LAST_PAGERS.values(), ids=LAST_PAGERS.keys())
@pytest.mark.parametrize(
    "row", ["<ul><li><a href='{}'>{}</a><span>{}</span></li></ul>", "<p>·<a href='{}'>{}</a>（{}）</p>"]
)
def test_one_post_right_before_the_pager_goes_before_a_box_of_many(pager, row):
    post = ROWS[0]
    items = "".join(
        f"<li><a href='/gzrd/{n}.html'>推荐活动第{n}场在市青少年宫如期举行</a><i>2025-12-0{n}</i></li>"
        for n in range(1, 10)
    )
    box = f"<div class='tj'><h3>通知公告</h3><a href='/gzrd/'>更多&gt;&gt;</a><ul>{items}</ul></div>"
    main = f"<div class='right'>{box}{row.format(post.href, post.title, post.day)}{pager}</div>"
    listing = read_list(page(main), "http://www.kexie.gov.cn/gzdt/index_1.html")
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day)]
    assert listing.next == ()


def test_the_columns_of_an_aggregate_are_no_posts():
    rows = "".join(
        f"<li><i>[<a href='/xxgk/c{n}/'>栏目{n}</a>]</i><a href='{p.href}'>{p.title}</a><span>{p.day}</span></li>"
        for n, p in enumerate(ROWS)
    )
    listing = read_list(page(f"<ul>{rows}</ul>", pager=PAGER), URL)
    assert [(entry.title, entry.date) for entry in listing.entries] == [(post.title, post.day) for post in ROWS]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("展期：2025.02.28—2026.01.01", None),
        ("会议时间：2025年9月12日", None),
        ("报名截止：2025-05-20", None),
        ("市农学会 2025-05-20", "2025-05-20"),
        ("来源：市农学会时间：2025-05-20", "2025-05-20"),
        ("征集时间：2025-02-28 至 2025-03-28", "2025-02-28"),
        ("会议时间：2025年9月12日 发布时间：2025-08-01", "2025-08-01"),
        ("发布日期：2025-05-01</span><span>截止日期：2025-05-20", "2025-05-01"),
    ],
)
def test_the_day_on_which_something_takes_place_or_ends_is_not_the_post_s(printed, day):
    rows = "".join(f"<li><a href='{p.href}'>{p.title}</a><span>{printed}</span></li>" for p in ROWS)
    assert set(days(f"<ul>{rows}</ul>")) == {day}


FEEDS = {
    "rss": (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>部门动态</title><link>http://www.kexie.gov.cn/</link>{}</channel></rss>",
        "<item><title><![CDATA[{t}]]></title><link>http://www.kexie.gov.cn{h}</link><description><![CDATA[<a href='/x'>2019-01-01</a>]]></description><pubDate>{d} 10:30:11.0</pubDate></item>",
    ),
    "atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>动态</title>{}</feed>",
        "<entry><title>{t}</title><link href='{h}'/><updated>2025-12-12T00:00:00Z</updated><published>{d}T01:00:00Z</published></entry>",
    ),
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_a_feed_is_a_list(feed):
    outer, item = feed
    body = outer.format("".join(item.format(t=p.title, h=p.href, d=p.day) for p in ROWS)).encode()
    listing = read_list(body, "http://www.kexie.gov.cn/rss/7.xml")
    assert listing.platform == "feed" and listing.next == ()
    assert [(entry.url, entry.title, entry.date) for entry in listing.entries] == [
        ("http://www.kexie.gov.cn" + post.href, post.title, post.day) for post in ROWS
    ]


def test_a_feed_s_mail_date_is_china_s_day():
    body = b"<rss><channel><item><title>\xe5\x85\xac\xe5\x91\x8a</title><link>/a.html</link><pubDate>Thu, 20 Mar 2025 17:00:00 GMT</pubDate></item></channel></rss>"
    assert [entry.date for entry in read_list(body, "http://a.gov.cn/rss.xml").entries] == ["2025-03-21"]


def test_a_unit_s_column_that_prints_its_first_page_goes_on_at_the_unit():
    unit = "<script url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'7','pageType':'column','tagId':'分页列表','editType':'null','pageId':'1677'}\"></script>"
    body = page(f"{unit}{ul(ROWS)}<div class='pagination' rows='9' count='397'></div>")
    listing = read_list(body, "http://a.gov.cn/col/col1677/index.html")
    assert (len(listing.entries), listing.entries_elsewhere, listing.total_pages) == (9, False, 45)
    assert "paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A9%7D" in listing.next[0].url


@pytest.mark.parametrize("stamp", ["03-17 20:33", "3月17日 20:33", "[03-17 20:33]", "03-17 20：33"])
def test_the_hour_of_an_evening_is_no_year(stamp):
    body = page("".join(f"<li><a href='{post.href}'>{post.title}</a><span>{stamp}</span></li>" for post in ROWS))
    assert {entry.date for entry in read_list(body, "http://a.gov.cn/xw/").entries} == {None}
    later = read_list(body, "http://a.gov.cn/xw/", fetched_at="2026-03-22T04:00:00Z")
    assert {entry.published for entry in later.entries} == {"2026-03-17T20:33:00+08:00"}


def test_a_short_list_under_the_page_s_own_name_beats_a_longer_box():
    box = f"<div class='fl'><div class='tj'><h4>推荐阅读</h4>{ul(ROWS[3:8])}</div></div>"
    main = f"<div class='fr'><div class='t3'><h2>专题动态</h2></div>{ul(ROWS[:3])}</div>"
    body = f"<html><head><title>专题动态-某县科协</title></head><body>{box}{main}</body></html>".encode()
    found = [entry.title for entry in read_list(body, "http://a.gov.cn/html/zt/").entries]
    assert found == [post.title for post in ROWS[:3]]
