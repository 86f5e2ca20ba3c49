"""Laws of every list page, whatever its bytes."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import PageError, read_list
from crawler.items import Listing
from tests.extract.list_pages import KINDS, URL, page, posts

MARKS = (
    *(
        "<a href='http://[bad'>坏链接坏链接</a>",
        "<a href='javascript:go(",
        "createPageHTML(",
        "createPageHTML('p',3,1,'a','b')",
    ),
    *(
        "<datastore><record>",
        "__doPostBack('a','b') __VIEWSTATE",
        "</body></html>",
        "<iframe src='/list/a.html'>",
        "<script>",
    ),
    *(
        "<base href='http://[x'>",
        "nsetpage(1,0,0",
        "dataproxy.jsp",
        "<!--",
        "<base href='javascript:'>",
        "<form action='http://['>",
    ),
    *(
        "jpaas-publish-server",
        "SID: 1 gkmlpt",
        "messageController/getMessage.do",
        "EWB-FRONT categorynum:'001'",
        "\0",
        "\ufffd",
    ),
)
URLS = (
    URL,
    *("http://a.gov.cn/x.htm", "http://a.gov.cn/list.jsp?PAGENUM=2", "http://a.gov.cn/gkmlpt/index#x", "http://a.gov.cn"),
    *("http://a.gov.cn/list.php?page=999999", "http://a.gov.cn/module/web/jpage/dataproxy.jsp?page=2&startrecord=0"),
    *("http://a.gov.cn/rest/lightfrontaction/getgovinfolist#pageIndex=x", "http://a.gov.cn/gkmlpt/api/all/1?page=1#size=x"),
)  # fmt: skip


@st.composite
def damaged_pages(draw: st.DrawFn) -> bytes:
    """A list page with pieces cut out, doubled and marks of systems thrown in."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    text = page(KINDS[kind](posts(draw(st.integers(0, 9))))).decode()
    for _ in range(draw(st.integers(0, 6))):
        place, length = draw(st.integers(0, len(text))), draw(st.integers(0, 80))
        new = draw(st.sampled_from(["", text[place : place + length] * 2, *MARKS]))
        text = text[:place] + new + text[place + length :]
    return text.encode()


def check(listing: Listing) -> None:
    urls = [entry.url for entry in listing.entries]
    assert len(urls) == len(set(urls))
    assert all(urlsplit(url).scheme in ("http", "https") and url.isascii() for url in urls)
    assert all(entry.title == " ".join(entry.title.split()) and entry.title for entry in listing.entries)
    assert all(entry.published is None or entry.published.startswith(str(entry.date)) for entry in listing.entries)
    assert len(set(listing.next)) == len(listing.next)
    assert not any(wish.method == "GET" and wish.url == listing.url for wish in listing.next)
    assert not listing.entries_elsewhere or listing.next


@settings(max_examples=150, deadline=None)
@given(body=damaged_pages(), url=st.sampled_from(URLS))
def test_a_damaged_page_is_read_or_refused(body, url):
    try:
        listing = read_list(body, url, fetched_at="2026-11-22T00:00:00Z")
    except PageError:
        return
    check(listing)
    assert listing == read_list(body, url, fetched_at="2026-11-22T00:00:00Z")


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=600), url=st.sampled_from(URLS))
def test_any_bytes_are_read_or_refused(body, url):
    try:
        check(read_list(body, url))
    except PageError:
        return


KEYS = st.sampled_from(["title", "url", "data", "total", "rows", "time", "page", "html"])
PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


@settings(max_examples=60, deadline=None)
@given(value=JSON, url=st.sampled_from(URLS))
def test_any_json_is_read_or_refused(value, url):
    try:
        check(read_list(json.dumps(value).encode(), url))
    except PageError:
        return
