"""Articles in several parts: what is still to fetch, and the whole once it is given."""

from __future__ import annotations

import pytest

from crawler import read_article
from crawler.items import Part

A = "第一页的正文写在这里，讲的是会议怎样召开，谁来参加，会上说了些什么，写得很长很完整，一直写到这一页的最后一行。"
B = "第二页的正文接着往下写，讲的是会议以后各地怎样落实，取得了哪些成效，也写得很长很完整，一直写到最后一行为止。"


def page(body: str, more: str = "") -> bytes:
    return (
        f"<html><head><title>长文章_站</title></head><body><h1>长文章</h1><p>发布时间：2020-01-01</p>"
        f"<div class='content'><p>{body}</p></div>{more}</body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("url", "pager", "parts"),
    [
        ("http://a.gov.cn/x/1.html", "<a href='1_2.html'>2</a><a href='1_3.html'>3</a>", ["1_2.html", "1_3.html"]),
        ("http://a.gov.cn/x/c12-34.html", "<a href='c12-34-2.html'>下一页</a>", ["c12-34-2.html"]),
        ("http://a.gov.cn/x/s.asp?id=9", "<a href='s.asp?id=9&page=2'>2</a>", ["s.asp?id=9&page=2"]),
        ("http://a.gov.cn/x/t1.html", '<script>createPageHTML(3,0,"t1","html")</script>', ["t1_1.html", "t1_2.html"]),
        ("http://a.gov.cn/x/12.html", "<a href='13.html'>下一篇</a><a href='/y/12_2.html'>2</a>", []),
        ("http://a.gov.cn/x/12.html", "<a href='http://b.cn/x/12_2.html'>2</a>", []),
    ],
)  # fmt: skip
def test_further_pages_are_named(url: str, pager: str, parts: list[str]) -> None:
    article = read_article(page(A, f"<div class='page'>{pager}</div>"), url)
    assert list(article.more) == [f"http://a.gov.cn/x/{part}" for part in parts]


def test_given_parts_are_joined_and_no_longer_asked_for() -> None:
    first = page(A, "<div><a href='12_2.html'>2</a></div>")
    second = Part("http://a.gov.cn/x/12_2.html", page(B, "<p>责任编辑：孟小平</p>"))
    article = read_article(first, "http://a.gov.cn/x/12.html", parts=[second])
    assert article.body == f"{A}\n{B}"
    assert article.more == ()
    assert article.editor == ("孟小平",)


def test_body_in_a_frame_of_the_same_host() -> None:
    title = "<title>公告_站</title></head><body><h1>关于放假的公告</h1>"
    shell = f"<html><head>{title}<iframe src='/body/9.html'></iframe></body></html>"
    url = "http://a.gov.cn/x/9.html"
    assert read_article(shell.encode(), url).more == ("http://a.gov.cn/body/9.html",)
    inner = Part("http://a.gov.cn/body/9.html", f"<html><body><p>{A}</p></body></html>".encode())
    article = read_article(shell.encode(), url, parts=[inner])
    assert (article.title, article.body) == ("关于放假的公告", A)
