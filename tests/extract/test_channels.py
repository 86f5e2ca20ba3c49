"""Channels found from a home page: by their printed names, and by how their links look."""

# ruff: noqa: E501 (a row of markup reads best as the one line it is)

from __future__ import annotations

import pytest

from crawler.extract.channels import find_channel, find_channels
from crawler.site import Site

HOME = "http://www.kexie.gov.cn/"
PAGE = """
<html><body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a></li><li><a href="list.php?cid=3">党 建 快 讯</a></li>
<li><a href="/tzgg/index.html">通知公告</a></li></ul>
<div class="box"><div class="hd"><h2>部门动态</h2><a class="more" href="/bmdt/">更多&gt;&gt;</a></div>
<ul><li><a href="/bmdt/202501/t20250102_11.html">我市召开科普工作会议</a></li></ul></div>
<div class="box"><div class="hd"><span>县区动态</span></div><ul><li><a href="/xq/12345.html">某县的活动</a></li></ul><div><a href="/xqdt/">MORE</a></div></div>
<a href="/kp/"><img src="/i/kp.png" alt="科普园地"></a><a href="/lx/" title="联系我们">联 系</a><a href="http://[bad">坏链接</a>
<div style="display:none"><a href="https://www.hncic.net/">海南建设信息网</a><a href="https://example.org/news/">通知公告</a></div>
<a href="javascript:;">要闻</a></body></html>
""".encode()


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("通知公告", "tzgg/index.html"),
        ("党建快讯", "list.php?cid=3"),
        ("部门动态", "bmdt/"),
        ("科普园地", "kp/"),
        ("联系我们", "lx/"),
    ],
)
def test_a_channel_is_found_by_its_printed_name(title, path):
    assert find_channel(PAGE, HOME, title) == HOME + path


@pytest.mark.parametrize("title", ["要闻", "海南建设信息网", "没有这个栏目", "坏链接", ""])
def test_what_the_site_does_not_link_is_no_channel(title):
    assert find_channel(PAGE, HOME, title) is None


def test_a_channel_on_another_host_needs_the_site_s_word():
    body = "<a href='http://kx.example.gov.cn/dt/'>学会动态</a>".encode()
    assert find_channel(body, HOME, "学会动态") is None
    site = Site(name="kexie", title="市科协", home=HOME, hosts=("kx.example.gov.cn",))
    assert find_channel(body, HOME, "学会动态", site=site) == "http://kx.example.gov.cn/dt/"


def test_channels_are_columns_of_the_site_and_not_articles():
    found = {channel.title: channel.url for channel in find_channels(PAGE, HOME)}
    assert found["部门动态"] == HOME + "bmdt/"
    assert found["通知公告"] == HOME + "tzgg/index.html"
    assert "我市召开科普工作会议" not in found
    assert all(url.startswith(HOME) for url in found.values())


def test_the_likeliest_channels_come_first():
    titles = [channel.title for channel in find_channels(PAGE, HOME)]
    assert titles.index("通知公告") < titles.index("机构概况")


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<a href=>", b"<html><body><a href='/x'>"])
def test_a_broken_home_page_has_no_channels(body):
    assert find_channels(body, HOME) == []
