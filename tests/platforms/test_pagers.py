"""Pagers as families and old sites print them: this page's number, the total, the request for the next page."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

import pytest

from crawler import read_list
from crawler.items import Listing, PageRequest
from tests.extract.list_pages import page, posts, ul


def read(pager: str, url: str, rows: str | None = None) -> Listing:
    return read_list(page((rows or ul(posts(9))) + pager), url)


@dataclass(frozen=True)
class Case:
    """A pager on a page at `url`: what it must give. `next` is the first request's URL, relative to the host."""

    pager: str
    url: str
    next: str | None
    page: int | None
    total: int | None
    platform: str | None


TRS = "<script>createPageHTML({}, {}, 'index', 'html');</script>"
UCAP = "<script>createPageHTML('page_div', {}, {}, 'list', 'shtml', 999);</script>"

CASES = {
    "trs first": Case(TRS.format(12, 0), "/gzdt/", "/gzdt/index_1.html", 1, 12, "trs"),
    "trs second": Case(TRS.format(12, 1), "/gzdt/index_1.html", "/gzdt/index_2.html", 2, 12, "trs"),
    "trs last": Case(TRS.format(12, 11), "/gzdt/index_11.html", None, 12, 12, "trs"),
    "trs single": Case(TRS.format(1, 0), "/gzdt/", None, 1, 1, "trs"),
    "trs quoted": Case("<script>createPageHTML( '25' , '3','index','htm' );</script>", "/x/index_3.htm", "/x/index_4.htm", 4, 25, "trs"),
    "trs variables": Case(
        "<script>var currentPage = 1;//从0开始\nvar nextPage = currentPage+1; var countPage = 12;</script>",
        "/gzdt/index_1.shtml", "/gzdt/index_2.shtml", 2, 12, "trs",
    ),
    "ucap first": Case(UCAP.format(12, 1), "/gzdt/list.shtml", "/gzdt/list_2.shtml", 1, 12, "ucap"),
    "ucap second": Case(UCAP.format(12, 2), "/gzdt/list_2.shtml", "/gzdt/list_3.shtml", 2, 12, "ucap"),
    "ucap last": Case(UCAP.format(12, 12), "/gzdt/list_12.shtml", None, 12, 12, "ucap"),
    "ucap by another name": Case("<script>createPageHTML('paging',25,2,'nlist','shtml',499);</script>", "/x/nlist_2.shtml", "/x/nlist_3.shtml", 2, 25, "ucap"),
    "ucap absolute stem": Case("<script>createPageHTML('p',3,1,'/kjt/gstz/newschild','shtml',41)</script>", "/kjt/gstz/newschild.shtml", "/kjt/gstz/newschild_2.shtml", 1, 3, "ucap"),
    "nsetpage": Case("<script>nsetpage(1,95,15,'list')</script>", "/col/1/index_3.html", "/col/1/index_4.html", 3, 7, "nsetpage"),
    "nsetpage last": Case("<script>nsetpage(1,95,15,'list')</script>", "/zcjd/list_7.html", None, 7, 7, "nsetpage"),
    "jeecms button": Case(
        "<div>1/5页 <input type='button' value='上一页' disabled><input type='button' value='下一页' onclick=\"location.href='index_2.jhtml'\"></div>",
        "/tz/index.jhtml", "/tz/index_2.jhtml", 1, 5, "jeecms",
    ),
    "vsb first": Case("<div class='pb_sys_common'>共2576条 1/129 <a href='gzdt/128.htm'>下页</a></div>", "/gzdt.htm", "/gzdt/128.htm", 1, 129, "vsb"),
    "vsb second": Case(
        "<table class='_vsb'><tr><td>共1432条&nbsp;2/144&nbsp;</td><td><a href='../gzdt.htm'>上页</a><a href='142.htm'>下页</a></td></tr></table>",
        "/gzdt/143.htm", "/gzdt/142.htm", 2, 144, "vsb",
    ),
    "vsb last": Case("<div class='pb_sys_common'>144/144 <a href='2.htm'>上页</a> <span>下页</span></div>", "/gzdt/1.htm", None, 144, 144, "vsb"),
    "vsb dynamic": Case(
        "<div>1/18 <a href='?totalpage=18&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1029'>下页</a></div>",
        "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1029", "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1029&totalpage=18&PAGENUM=2", 1, 18, "vsb",
    ),
    "webplus last": Case("<div class='wp_paging'><em class='curr_page'>3</em>/<em class='all_pages'>3</em><a class='next' href='javascript:void(0);'>下一页</a></div>", "/xw/list3.htm", None, 3, 3, "webplus"),
    "query of its own": Case("<div>第2页 共9页</div>", "/list.php?cid=3&page=2", "/list.php?cid=3&page=3", 2, 9, "query_pages"),
    "total before page": Case("<div>共9页 <a href='?totalpage=9&page=2'>下一页</a></div>", "/list.asp?totalpage=9&page=1", "/list.asp?totalpage=9&page=2", 1, 9, "query_pages"),
    "dede": Case("<ul class='pagelist'><li class='thisclass'>1</li><li><a href='list_70_2.html'>2</a></li><li><a href='list_70_3.html'>3</a></li></ul>", "/gzdt/", "/gzdt/list_70_2.html", 1, 3, "next_link"),
    "self-linked last page": Case("<div><a href='index_2.html'>上一页</a> <a href='index_3.html'>下一页</a></div>", "/gzdt/index_3.html", None, None, None, None),
    "void last page": Case("<div><a href='index_2.html'>上一页</a> 3 <a href='javascript:void(0)'>下一页</a></div>", "/gzdt/index_3.html", None, None, None, None),
    "elided": Case("<div><b class='cur'>1</b> <a href='p2.html'>2</a> <a href='p3.html'>3</a> … <a href='p36.html'>36</a></div>", "/x/p1.html", "/x/p2.html", 1, 36, "next_link"),
    "script": Case("<script>function go(n){ window.location.href = 'index_' + n + '.html'; }</script><div>1/4 <a href='#' onclick='go(2)'>下一页</a></div>", "/x/", "/x/index_2.html", 1, 4, "next_link"),
    "get form": Case(
        "<form name='f' action='/list.jsp'><input type='hidden' name='cid' value='5'><input type='hidden' id='pageNo' name='pageNo' value='1'></form>"
        "<script>function turn(n){ document.getElementById('pageNo').value=n; document.f.submit(); }</script><div>共12页 <a href='javascript:turn(2)'>下一页</a></div>",
        "/list.jsp?cid=5", "/list.jsp?cid=5&pageNo=2", None, 12, "next_link",
    ),
    "total from the last page's link": Case("<div><b class='cur'>1</b> <a href='l_2.html'>2</a> <a href='l_3.html'>3</a> <a href='l_2.html'>下一页</a> <a href='l_31.html'>尾页</a></div>", "/x/l.html", "/x/l_2.html", 1, 31, "next_link"),
    "counted from nought": Case("<ul><li class='current'>3</li> <li><a href='?page=3'>4</a></li> <li>…</li> <li><a href='?page=3'>下一页</a></li> <li><a href='?page=8'>末页</a></li></ul>", "/x/?page=2", "/x/?page=3", 3, 9, "query_pages"),
    "two before the last": Case("<div><b class='cur'>1</b> <a href='p2.html'>2</a> ..<a href='p15.html'>15</a> <a href='p2.html'>下一页</a></div>", "/x/p1.html", "/x/p2.html", 1, 15, "next_link"),
    "pages behind a field": Case("<div><a href='?page=1'>1</a><strong>2</strong><a href='?page=3'>3</a><span> / 6 页</span><a href='?page=3'>下一页</a></div>", "/x.php?page=2", "/x.php?page=3", 2, 6, "query_pages"),
    "numbers in brackets": Case("<p>" + " ".join(f"<a href='l.asp?page={n}'>[{n}]</a>" if n != 4 else "<font color=red>[4]</font>" for n in range(1, 9)) + "</p>", "/l.asp?page=4", "/l.asp?page=5", 4, 8, "query_pages"),
    "vsb last without a total": Case("<div class='pb_sys_common'><a href='../kydt.htm'>首页</a><a href='2.htm'>上页</a><a href='3.htm'>21</a><a href='2.htm'>22</a><span class='p_no_d'>23</span><span class='p_next_d'>下页</span></div>", "/kydt/1.htm", None, 23, 23, "vsb"),
    "script, another behind it": Case("<div>1/4 <a href='javascript:void(0)' onclick='goPage(2)'>下一页</a></div><script>function goPage(n){location.href='/l?c=8&pageNo='+n;}</script><script>if(/Mobile/.test(navigator.userAgent)){window.location.href='/m/';}</script>", "/l?c=8", "/l?c=8&pageNo=2", 1, 4, "query_pages"),
    "script with a constant": Case("<div>1/4 <a href='javascript:toPage(2)'>下一页</a></div><script>var base = \"/zxxw/list.html\";\nfunction toPage(n){ location.href = base + '?pageIndex=' + n; }</script>", "/zxxw/list.html", "/zxxw/list.html?pageIndex=2", 1, 4, "query_pages"),
    "script of another file": Case("<div>1/8 <a onclick=\"queryArticleByCondition(this,'/zwgk/f0bb-2.html')\">下一页</a></div>", "/zwgk/glist.html", "/zwgk/f0bb-2.html", 1, 8, "next_link"),
    "laypage": Case("<script>laypage({cont:'bar',pages:12,curr:1,jump:function(e,first){if(!first){location.href='/n?c=8&page='+e.curr;}}});</script>", "/n?c=8", "/n?c=8&page=2", 1, 12, "script_pager"),
    "laypage last": Case("<script>laypage({cont:'bar',pages:12,jump:function(e,first){location.href='/n?c=8&page='+e.curr;}});</script>", "/n?c=8&page=12", None, 12, 12, "script_pager"),
    "laypage of entries": Case("<script>laypage.render({ elem: 'page', count: 326, limit: 20, curr: 1, jump: function(obj, first){ if(!first){ location.href = '/n/lists?c=4&page=' + obj.curr; } } });</script>", "/n/lists?c=4", "/n/lists?c=4&page=2", 1, 17, "script_pager"),
    "the last number by its style": Case("<div><span class='current'>1</span><a class='num' href='/l/p/2.html'>2</a><a class='num' href='/l/p/3.html'>3</a> <a class='next' href='/l/p/2.html'>&gt;&gt;</a> <a class='end' href='/l/p/8.html'>8</a></div>", "/l.html", "/l/p/2.html", 1, 8, "next_link"),
    "double arrows to the last page": Case("<div><b class='active'>3</b> <a href='/x/p4/'>4</a> <a href='/x/p5/'>5</a> <a href='/x/p11/'>&gt;&gt;</a></div>", "/x/p3/", "/x/p4/", 3, None, "next_link"),
    "kkpager": Case("<script>var totalPage = 20;kkpager.generPageHtml({pno:1,total : totalPage,totalRecords : 233,hrefFormer : '/i/list',hrefLatter : '.html?cid=66',getLink : function(n){return this.hrefFormer + this.hrefLatter + '&pno='+n;}});</script>", "/i/list.html?cid=66", "/i/list.html?cid=66&pno=2", 1, 20, "script_pager"),
    "jqPaginator": Case("<script>$('#p').jqPaginator({ totalPages: 13, currentPage: 1, onPageChange: function (num, type) { if(type=='change'){ window.location.href = '/l?cid=4&page=' + num; } } });</script>", "/l?cid=4", "/l?cid=4&page=2", 1, 13, "script_pager"),
    "load more": Case("<div><a href='/l?page=2'>加载更多</a></div>", "/l", "/l?page=2", 1, None, "query_pages"),
    "more of another column": Case("<div><a href='/other/'>查看更多</a></div>", "/gzdt/index.html", None, None, None, None),
    "a style only": Case("<div><a href='/dt_2.html' class='next'></a></div>", "/dt.html", "/dt_2.html", None, None, "next_link"),
    "a picture only": Case("<div><a href='/l/3-1.html'><img src='p.gif' alt='上一页'></a><a href='/l/3-3.html'><img src='n.gif' alt='下一页'></a></div>", "/l/3-2.html", "/l/3-3.html", None, None, "next_link"),
    "count and arrows": Case("<div>8/19 <a href='l_7.html'>&lt;</a><a href='l_9.html'>&gt;</a></div>", "/x/l_8.html", "/x/l_9.html", 8, 19, "next_link"),
    "single and double arrows": Case("<div><a href='/x/'>&lt;&lt;</a><a href='/x/p2/'>&lt;</a><a href='/x/p2/'>2</a><b class='active'>3</b><a href='/x/p4/'>4</a><a href='/x/p4/'>&gt;</a><a href='/x/p11/'>&gt;&gt;</a></div>", "/x/p3/", "/x/p4/", 3, None, "next_link"),
    "older posts": Case("<div><a href='/?cat=3&paged=2'>&larr; 较旧的文章</a></div>", "/?cat=3", "/?cat=3&paged=2", 1, None, "query_pages"),
    "pages to choose from": Case("<p>第 <select onchange='location=this.value'><option value='l.php?c=4&p=1'>1</option><option value='l.php?c=4&p=2' selected>2</option><option value='l.php?c=4&p=3'>3</option></select> 页</p>", "/l.php?c=4&p=2", "/l.php?c=4&p=3", 2, None, "query_pages"),
    "the last page to choose": Case("<p>第 <select onchange='location=this.value'><option value='l.php?c=4&p=1'>1</option><option value='l.php?c=4&p=2' selected>2</option></select> 页</p>", "/l.php?c=4&p=2", None, 2, None, "query_pages"),
    "years to choose from": Case("<div><a href='?year=2025'>2025</a> <a href='?year=2024'>2024</a> <a class='on' href='?year=2023'>2023</a></div>", "/x/?year=2023", None, None, None, None),
    "guess": Case("<div>第1页/共4页 <a href='javascript:;'>下一页</a></div>", "/gg/index.html", "/gg/index_1.html", 1, 4, "page_template"),
    "guess from a numbered file": Case("<div>第2页/共4页 <a href='javascript:;'>下一页</a></div>", "/gg/003-2.html", "/gg/003-3.html", 2, 4, "page_template"),
    "calendar": Case("<table>" + "".join(f"<td><a href='/d/{n}'>{n}</a></td>" for n in range(1, 32)) + "</table>", "/gzdt/", None, None, None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_pager(case: Case):
    listing = read(case.pager, "http://www.kexie.gov.cn" + case.url)
    assert (listing.platform, listing.page, listing.total_pages) == (case.platform, case.page, case.total)
    assert [wish.url for wish in listing.next[:1]] == (["http://www.kexie.gov.cn" + case.next] if case.next else [])
    assert len(listing.entries) == 9


def test_where_numbering_is_unsure_the_other_reading_comes_second():
    trs = read(TRS.format(12, 0), "http://a.gov.cn/gzdt/").next
    ucap = read(UCAP.format(12, 1), "http://a.gov.cn/gzdt/list.shtml").next
    assert [wish.url for wish in trs] == ["http://a.gov.cn/gzdt/index_1.html", "http://a.gov.cn/gzdt/index_2.html"]
    assert [wish.url for wish in ucap] == ["http://a.gov.cn/gzdt/list_2.shtml", "http://a.gov.cn/gzdt/list_1.shtml"]


def test_totals_of_entries_are_read():
    assert read("<div>共128条 1/9 <a href='i2.html'>下一页</a></div>", "http://a.gov.cn/i1.html").total_entries == 128
    assert read(UCAP.format(12, 1), "http://a.gov.cn/gzdt/list.shtml").total_entries == 999


def test_a_form_pager_posts_the_whole_form():
    pager = (
        "<form id='sf' action='/list.do' method='post'><input type='hidden' name='cid' value='5'><input name='q' value='科普'>"
        "<input type='submit' name='go' value='搜索'><input type='hidden' id='pageNo' name='pageNo' value='1'></form>"
        "<script>function page(n,s){ $('#pageNo').val(n); $('#sf').submit(); return false; }</script>"
        "<div>1/4 <a href='javascript:' onclick=\"page(2,20,'');\">下一页</a></div>"
    )
    (wish,) = read(pager, "http://a.gov.cn/list.do").next
    assert (wish.method, wish.url) == ("POST", "http://a.gov.cn/list.do")
    assert parse_qs(wish.body.decode()) == {"cid": ["5"], "q": ["科普"], "pageNo": ["2"]}


def test_a_postback_sends_every_hidden_input_of_this_page():
    pager = (
        "<form method='post' action='list.aspx?id=3' id='form1'><input type='hidden' name='__VIEWSTATE' value='/wEPD/=='>"
        "<input type='hidden' name='__EVENTVALIDATION' value='ev+'><span>1</span> <a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a>"
        " <a href=\"javascript:__doPostBack('GridView1','Page$3')\">3</a></form>"
    )
    (wish,) = read(pager, "http://a.gov.cn/list.aspx?id=3").next
    assert (wish.method, wish.url) == ("POST", "http://a.gov.cn/list.aspx?id=3")
    sent = {key: values[0] for key, values in parse_qs(wish.body.decode()).items()}
    assert sent == {
        "__VIEWSTATE": "/wEPD/==",
        "__EVENTVALIDATION": "ev+",
        "__EVENTTARGET": "GridView1",
        "__EVENTARGUMENT": "Page$2",
    }


@pytest.mark.parametrize(
    ("page", "printed", "argument"),
    [(1, {2: "2", 3: "3"}, "Page$2"), (3, {2: "2", 4: "4", 5: "5"}, "Page$4"), (10, {8: "8", 9: "9", 11: "..."}, "Page$11")],
    ids=["first", "third", "the last of ten numbers"],
)  # fmt: skip
def test_the_double_arrow_of_a_grid_leads_to_its_last_page(page, printed, argument):
    call = "<td><a href=\"javascript:__doPostBack('ctl00$GridView1','Page${}')\">{}</a></td>".format
    numbers = "".join(call(number, words) for number, words in printed.items())
    pager = f"<table><tr><td><span>{page}</span></td>{numbers}{call('Last', '&gt;&gt;')}</tr></table>"
    (wish,) = read(f"<form method='post' action='l.aspx'><input type='hidden' name='__VIEWSTATE' value='/wE'>{pager}</form>", "http://a.gov.cn/l.aspx").next  # fmt: skip
    assert parse_qs(wish.body.decode())["__EVENTARGUMENT"] == [argument]


def test_a_shell_whose_records_all_come_from_the_server():
    script = (
        "<div id='423656' class='default_pgContainer'></div><script>$('#423656').jpage({totalRecord:1928, perPage:15, proxyUrl:'/module/web/jpage/dataproxy.jsp',"
        "ajaxParam:{'col':'1','webid':'3','path':'/','columnid':'282','unitid':'423656','webname':'市科协'}})</script>"
    )
    listing = read_list(page(script), "http://a.gov.cn/col/col282/index.html")
    assert (listing.platform, listing.entries, listing.entries_elsewhere) == ("hanweb", (), True)
    assert "columnid=282&unitid=423656" in listing.next[0].url
    assert listing.next[0].url.endswith("page=1&startrecord=1&endrecord=15&perpage=15")


def test_the_list_of_the_unit_that_the_address_names_is_taken():
    def store(unit: int, title: str, count: int) -> str:
        group = f"<nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1&columnid=1&unitid={unit}'></a>]]></nextgroup>"
        records = "".join(
            f"<record><![CDATA[<li><a href='/art/2025/1/2/art_1_{unit}{n}.html'>{title}第{n}条的标题</a></li>]]></record>"
            for n in range(count)
        )
        return f"<script type='text/xml'><datastore>{group}<recordset>{records}</recordset></datastore></script>"

    body = page(store(11, "侧栏", 9) + store(22, "主栏", 5))
    listing = read_list(body, "http://a.gov.cn/col/col1/index.html?uid=22&pageNum=1")
    assert [entry.title[:2] for entry in listing.entries] == ["主栏"] * 5


def test_a_postback_belongs_to_the_form_that_holds_the_page_s_state():
    search = "<form action='/search' method='get'><input name='q' value='请输入'></form>"
    state = "<input type='hidden' name='__VIEWSTATE' value='dDwx'>"
    call = "<a href=\"javascript:__doPostBack('Pager1','{0}')\">{0}</a>".format
    pager = f"<div><span>1</span> {call(2)} {call(3)}</div>"
    body = page(
        f"{search}<form method='post' action='newsList.aspx?tid=7' id='form1'>{state}{ul(posts(9))}{pager}</form>"
    )
    (wish,) = read_list(body, "http://a.gov.cn/newsList.aspx?tid=7").next
    assert (wish.url, wish.method) == ("http://a.gov.cn/newsList.aspx?tid=7", "POST")
    assert parse_qs(wish.body.decode()) == {
        "__VIEWSTATE": ["dDwx"], "__EVENTTARGET": ["Pager1"], "__EVENTARGUMENT": ["2"],
    }  # fmt: skip


def test_a_jpage_column_that_prints_its_first_page_goes_on_behind_it():
    script = "<script>$('#1').jpage({totalRecord:38, perPage:15, proxyUrl:'/module/web/jpage/dataproxy.jsp', proxyParams:{columnid:'7'}})</script>"
    rows = "".join(f"<li><a href='/art/2024/5/6/art_7_{n}.html'>科普大篷车第{n}次开进山区</a></li>" for n in range(15))
    listing = read_list(page(f"<ul>{rows}</ul>{script}"), "http://a.gov.cn/col/col7/index.html")
    assert len(listing.entries) == 15 and not listing.entries_elsewhere
    assert "page=2&startrecord=16&endrecord=30" in listing.next[0].url


@pytest.mark.parametrize(
    ("body", "url", "next_url"),
    [
        (
            '{"total": 25, "list": [{"title": "甲", "url": "/a/1.html"}]}',
            "/api?page=2&pageSize=10",
            "/api?page=3&pageSize=10",
        ),
        ('{"total": 25, "list": [{"title": "甲", "url": "/a/1.html"}]}', "/api?page=3&pageSize=10", None),
        (
            'cb({"totalPages": 3, "list": [{"title": "甲", "url": "/a/1.html"}]});',
            "/api?callback=cb&pageNo=1",
            "/api?callback=cb&pageNo=2",
        ),
        (
            '{"count": 30, "rows": [{"title": "甲", "url": "/a/1.html"}, {"title": "乙", "url": "/a/2.html"}]}',
            "/api?offset=4&limit=2",
            "/api?offset=6&limit=2",
        ),
        ('{"list": []}', "/api?page=9", None),
        ('{"list": [{"name": "没有地址"}]}', "/api?page=9", None),
    ],
)
def test_a_json_list_goes_on_by_its_own_counting(body, url, next_url):
    wishes = read_list(body.encode(), "http://a.gov.cn" + url).next
    assert wishes == ((PageRequest("http://a.gov.cn" + next_url),) if next_url else ())


@pytest.mark.parametrize(
    ("post", "title", "day"),
    [
        (
            '{"title": "<b>科普</b>讲座", "url": "/a/1.html", "publishTime": "2025-03-09 00:00:00"}',
            "科普讲座",
            "2025-03-09",
        ),
        (
            '{"title": "科普讲…", "realtitle": "科普讲座走进校园", "infourl": "/a/1.html", "infodate": "2025-03-09"}',
            "科普讲座走进校园",
            "2025-03-09",
        ),
        ('{"title": "科普讲座", "link": "/a/1.html", "releaseTime": 1741492800000}', "科普讲座", "2025-03-09"),
        ('{"Title": "科普讲座", "Url": "/a/1.html", "create_time": 1741492800}', "科普讲座", "2025-03-09"),
        ('{"title": "科普讲座", "path": "/a/1.html", "domain": "http://a.gov.cn"}', "科普讲座", None),
    ],
)
def test_a_post_in_json_is_read_by_the_names_that_systems_give(post, title, day):
    (entry,) = read_list(f'{{"data": {{"rows": [{post}]}}}}'.encode(), "http://a.gov.cn/api").entries
    assert (entry.url, entry.title, entry.date) == ("http://a.gov.cn/a/1.html", title, day)
