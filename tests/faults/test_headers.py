"""What is sent where: nothing meant for one origin reaches another, and conditional requests are what they seem."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scrapy import Request

from crawler.middlewares import _forget_origin
from tests.sites import Home, LocalSite, News, Page, html, list_path, post_page, post_path

SECRETS = {"Cookie": "sid=1", "Authorization": "Bearer abc", "Referer": "http://first.example.cn/", "X-Requested-With": "XMLHttpRequest",
           "X-Api-Key": "k", "If-None-Match": '"e"', "Proxy-Authorization": "Basic eDp5"}  # fmt: skip
SAFE = {
    "Accept": "*/*",
    "Accept-Language": "zh",
    "Accept-Encoding": "gzip",
    "User-Agent": "fangzhi",
    "Content-Type": "a/b",
}
SITE = """
import dataclasses

from crawler import Channel, PageRequest, SiteSpider


class KjjSpider(SiteSpider):
    name = "kjj"
    title = "某某市科学技术局"
    home = "{base}/"
    channels = (Channel("news", "科技动态", "{base}/news/index.html"),)

    @classmethod
    def read_list(cls, body, url, **known):
        listing = super().read_list(body, url, **known)
        if "index_2" in url:
            return listing
        asked = PageRequest("{base}/news/ask", headers={headers!r})
        return dataclasses.replace(listing, next=(asked,))
"""


@pytest.fixture
def second() -> Iterator[LocalSite]:
    """Another origin: the same host, another port."""
    with LocalSite() as running:
        yield running


def ask_headers(site: LocalSite, path: str) -> dict[str, str]:
    return next(hit.headers for hit in site.hits if hit.path == path)


@pytest.mark.parametrize("away", [True, False])
def test_a_redirect_to_another_origin_carries_nothing_along(
    home: Home, site: LocalSite, second: LocalSite, news: News, away: bool
) -> None:
    """Page 2 is asked for with every header there is, and leads elsewhere; here and there cookies are set."""
    news.publish(news=list(range(8, 0, -1)))
    home.write("kjj", SITE.format(base=site.url, headers=tuple(SECRETS.items())))
    target = (second if away else site).url + list_path("news", 2)
    second.pages |= site.pages
    site.pages["/news/ask"] = Page(status=302, headers=(("Location", target), ("Set-Cookie", "sid=2")))
    assert home.crawl("kjj").code == 0
    assert len(home.records("kjj")) == 8
    first, then = ask_headers(site, "/news/ask"), ask_headers(second if away else site, list_path("news", 2))
    assert first["X-Api-Key"] == "k" and first["X-Requested-With"] == "XMLHttpRequest"
    assert ("X-Api-Key" in then) is not away
    assert not {"Referer", "If-None-Match", "Proxy-Authorization"} & set(then)
    assert not (away and set(SECRETS) & set(then))
    for asked in (site, second):
        assert not any("sid=2" in str(hit.headers) for hit in asked.hits)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("http://a.cn/x", "http://a.cn/y", True),
        ("http://a.cn/x", "http://A.cn/y", True),
        ("http://a.cn/x", "https://a.cn/x", True),
        ("https://a.cn/x", "http://a.cn/x", False),
        ("http://a.cn/x", "http://a.cn:81/x", False),
        ("http://a.cn:80/x", "https://a.cn:444/x", False),
        ("http://a.cn/x", "http://b.a.cn/x", False),
        ("http://a.cn/x", "http://u@a.cn/x", False),
        ("http://b.cn/x", "https://a.cn/x", False),
    ],
)
def test_what_another_origin_is(old: str, new: str, same: bool) -> None:
    request = Request(new, headers=SECRETS | SAFE)
    _forget_origin(request, old)
    kept = {name.decode() for name in request.headers}
    assert kept == {name.title() for name in ({**SECRETS, **SAFE} if same else SAFE)}


def test_a_conditional_request_answered_with_another_page_is_read_as_such(
    home: Home, site: LocalSite, news: News
) -> None:
    """The article changed: 200 with new content and the old ETag; then 304s to requests that had no condition."""
    news.publish(news=[3, 2, 1])
    good = html(post_page(2))
    site.pages[post_path(2)] = Page(good.body, headers=(*good.headers, ("ETag", '"2"')))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    seen: list[dict[str, str]] = []

    def changed(headers: dict[str, str]) -> Page:
        seen.append(headers)
        changed = post_page(2, text="会议改期举行，具体时间另行通知，请各有关单位做好准备工作，确保会议顺利召开。")
        return html(changed)

    site.pages[post_path(2)] = changed
    site.pages[post_path(4)] = Page(status=304, headers=())
    news.publish(news=[4, 3, 2, 1])
    assert home.crawl("kjj", "--full").code == 0
    assert "If-None-Match" in seen[0]
    report = home.report("kjj")
    assert [(p["kind"], p["detail"]) for p in report["problems"]] == [("http_status", "HTTP 304")]
    assert report["counts"]["changed"] == 1 and report["counts"]["unchanged"] == 2
    last = home.records("kjj")[-1]
    assert (last["revision"], last["url"]) == (2, site.url + post_path(2)) and "改期" in last["body"]
    assert home.run("verify", "--deep").code == 0


def test_a_304_that_is_no_answer_to_our_condition_is_none(home: Home, site: LocalSite, news: News) -> None:
    """A list whose first answer was cut: nothing of it is trusted, and a server that insists on 304 is reported."""
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    whole = site.pages[list_path("news", 1)]
    assert isinstance(whole, Page)
    head = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "x"\r\nContent-Length: 9999\r\n\r\n'
    site.pages[list_path("news", 1)] = Page(raw=head + whole.body)
    assert home.crawl("kjj").code == 3
    site.pages[list_path("news", 1)] = Page(status=304, headers=(("ETag", '"x"'),))
    assert home.crawl("kjj").code == 3
    assert "If-None-Match" not in site.hits[-1].headers
    assert {p["kind"] for p in home.report("kjj")["problems"]} == {"http_status"} and home.records("kjj") == []
