"""One spelling for one article, and links that lead somewhere."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normalize.urls import absolute_url, article_id, canonical_url, identity

BASE = "http://kjj.example.gov.cn/news/list.html?page=2#top"
TRACKING = """
from isappinstalled nsukey share_token spm scm scene clicktime enterid version_code utm_source utm_medium utm_campaign
utm_term utm_content utm_id gclid fbclid bd_vid hmsr hmpl hmcu hmkw hmci jsessionid phpsessid
""".split()  # noqa: SIM905 - a table reads better


@pytest.mark.parametrize("key", TRACKING)
def test_a_tracking_key_names_no_other_page(key: str) -> None:
    page = "http://a.cn/x?id=1"
    for spelled in (key, key.upper()):
        for url in (f"{page}&{spelled}=9", f"http://a.cn/x?{spelled}=9&id=1", f"{page}&{spelled}"):
            assert canonical_url(url) == page
    assert canonical_url(f"{page}&x{key}=9") != page


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.A.CN/Path", "http://www.a.cn/Path"),
        ("http://a.cn", "http://a.cn/"),
        ("http://a.cn:80/x", "http://a.cn/x"),
        ("https://a.cn:443/x", "https://a.cn/x"),
        ("http://a.cn:443/x", "http://a.cn:443/x"),
        ("https://a.cn:80/x", "https://a.cn:80/x"),
        ("http://a.cn:8080/x", "http://a.cn:8080/x"),
        ("http://user:word@a.cn/x", "http://a.cn/x"),
        ("http://[2400:3200::1]:8080/x", "http://[2400:3200::1]:8080/x"),
        ("http://[2400:3200::1]/x", "http://[2400:3200::1]/x"),
        ("http://a.cn/x#part", "http://a.cn/x"),
        ("http://a.cn/x;jsessionid=AB12", "http://a.cn/x"),
        ("http://a.cn/x;JSESSIONID=AB12?id=1", "http://a.cn/x?id=1"),
        ("http://a.cn/x;jsessionid=AB12/y;jsessionid=", "http://a.cn/x/y"),
        ("http://a.cn/x;v=1", "http://a.cn/x;v=1"),
        ("http://a.cn/x;jsessionid=AB;v=1", "http://a.cn/x;v=1"),
        ("http:///x", "http:///x"),
        ("http://a.cn/x?b=2&a=1&&b=1", "http://a.cn/x?a=1&b=1&b=2"),
        ("http://a.cn/x?", "http://a.cn/x"),
        ("http://a.cn/index.html", "http://a.cn/index.html"),
        ("http://a.cn/%D6%D0?q=%d6%d0", "http://a.cn/%D6%D0?q=%d6%d0"),
        ("http://a.cn/中?q=文 x", "http://a.cn/%E4%B8%AD?q=%E6%96%87%20x"),
    ],
)
def test_one_spelling_for_one_page(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical
    assert identity(url) == canonical.partition("://")[2]


def test_an_id_is_of_site_and_identity() -> None:
    assert (
        article_id("kjj", "a.cn/x?to=http://b.cn") == (hashlib.sha256(b"kjj\na.cn/x?to=http://b.cn").hexdigest()[:32])
    )
    assert identity("https://a.cn/x?to=http://b.cn") == "a.cn/x?to=http://b.cn"


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("a.html", "http://kjj.example.gov.cn/news/a.html"),
        ("X/aX.html", "http://kjj.example.gov.cn/news/X/aX.html"),
        ("  /a.html#part ", "http://kjj.example.gov.cn/a.html"),
        ("\u3000/a.html\u3000", "http://kjj.example.gov.cn/a.html"),
        ("http://b.cn:8443 ", "http://b.cn:8443"),
        ("?page=3", "http://kjj.example.gov.cn/news/list.html?page=3"),
        ("//b.cn/x", "http://b.cn/x"),
        ("HTTPS://B.cn:8443/x", "https://B.cn:8443/x"),
        ("/a\tb\r\nc.html", "http://kjj.example.gov.cn/abc.html"),
        ("/中 文.html?a=b|c", "http://kjj.example.gov.cn/%E4%B8%AD%20%E6%96%87.html?a=b%7Cc"),
        ("/%D6%D0.html", "http://kjj.example.gov.cn/%D6%D0.html"),
        ("/\ud83d", "http://kjj.example.gov.cn/%ED%A0%BD"),
        ('/"<>\\^`{|}\x7f', "http://kjj.example.gov.cn/%22%3C%3E%5C%5E%60%7B%7C%7D%7F"),
        ("/!#x", "http://kjj.example.gov.cn/!"),
        ("/!$%&'()*+,-./09:;=?@AZ[]_az~", "http://kjj.example.gov.cn/!$%&'()*+,-./09:;=?@AZ[]_az~"),
    ],
)
def test_links_are_made_absolute_and_safe(href: str, absolute: str) -> None:
    assert absolute_url(href, BASE) == absolute


@pytest.mark.parametrize(
    "href",
    ["javascript:void(0)", "JavaScript:alert(1)", "mailto:a@b.cn", "file:///etc/passwd", "data:,x", "ftp://a.cn/",
     "java\nscript:alert(1)", "https://", "https:///x", "https://:80/", "http://a.cn:port/", "http://a.cn:70000/", "http://[::1"],
)  # fmt: skip
def test_links_that_lead_to_no_page_are_no_links(href: str) -> None:
    with pytest.raises(ValueError) as caught:
        absolute_url(href, BASE)
    assert len(str(caught.value)) < 300


@given(st.text(max_size=60))
def test_whatever_a_page_links_becomes_plain_ascii_or_nothing(href: str) -> None:
    try:
        url = absolute_url(href, BASE)
    except ValueError:
        return
    assert url.startswith(("http://", "https://"))
    assert url.rpartition("/")[2].isascii() and not set(url.partition("/")[2]) & set(' \t\r\n"<>\\^`{|}\x7f')
