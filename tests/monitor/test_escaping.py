"""What pages print stays text in a feed, and every address in it is one."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from crawler.monitor.atom import _document, _entry, _link, _text
from crawler.monitor.posts import SUMMARY_CHARACTERS, fit, post_of, shorten
from tests.export.archives import AT, article

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
HOSTILE = "]]></a><script>&amp;\x00\x0b\x1f\ufffe\uffff\ud83d"
SHOWN = "]]></a><script>&amp;"


@pytest.mark.parametrize("code", [0, 1, 8, 11, 12, 14, 31, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_xml_cannot_hold_is_left_out(code: int) -> None:
    assert fit(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize("code", [9, 10, 13, 32, 0x7F, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF])
def test_what_xml_can_hold_stays(code: int) -> None:
    assert fit(f"a{chr(code)}b") == f"a{chr(code)}b"


def test_a_summary_is_the_beginning_on_one_line() -> None:
    assert shorten("") == ""
    assert shorten("第一段\n\n 第二段\x00\t完") == "第一段 第二段 完"
    assert shorten("长" * SUMMARY_CHARACTERS) == "长" * SUMMARY_CHARACTERS == "长" * 200
    assert shorten("长" * (SUMMARY_CHARACTERS + 1)) == "长" * 200 + "…"
    assert shorten("长" + " " * 900 + "文") == "长", "no more is looked at than four times as much"
    assert shorten("长 " * 1000) == "长 " * 100 + "…"


def record(**fields: Any) -> dict[str, Any]:
    empty = article(1).to_record()
    return dict.fromkeys(empty) | {
        "id": "0" * 32, "site": "kx", "url": "http://a.cn/1", "fetched_at": AT, "first_seen": AT, **fields,
    }  # fmt: skip


def test_a_hostile_record_is_a_well_formed_entry() -> None:
    files = [
        {"url": f"http://a.cn/附 件{HOSTILE}.PDF", "name": HOSTILE},
        {"url": "https://a.cn/b", "name": None},
        {"url": "javascript:alert(1)", "name": "x"},
        {"url": " http://a.cn/c", "name": "x"},
    ]
    images = [{"url": "data:image/png;base64,x"}, {"url": "http://a.cn/" + HOSTILE}, {"url": "http://a.cn/2.png"}]
    said = dict.fromkeys(("title", "body", "source", "site_title"), HOSTILE) | {"url": f"http://a.cn/{HOSTILE}"}
    post = post_of(
        record(**said, author=[HOSTILE, "李四"], editor=[HOSTILE], attachments=files, images=images, language="en",
               publish_time="2024-01-02"),
        [("news", HOSTILE)],
    )  # fmt: skip
    assert (post.title, post.summary, post.source, post.site_title) == (SHOWN,) * 4
    assert (post.authors, post.editors, post.channels) == ((SHOWN, "李四"), (SHOWN,), (("news", SHOWN),))
    assert post.attachments == ((f"http://a.cn/附 件{SHOWN}.PDF", SHOWN), ("https://a.cn/b", ""))
    assert (post.image, post.url) == (f"http://a.cn/{SHOWN}", f"http://a.cn/{SHOWN}")
    root = etree.Element(f"{ATOM}feed")
    _entry(root, post)
    (entry,) = etree.fromstring(_document(root))
    assert entry.tag == f"{ATOM}entry"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [(child.tag, child.text) for child in entry if child.text and child.text.strip()] == [
        (f"{ATOM}id", "urn:uuid:00000000-0000-0000-0000-000000000000"),
        (f"{ATOM}title", SHOWN),
        (f"{ATOM}updated", AT),
        (f"{ATOM}published", "2024-01-02T00:00:00+08:00"),
        (f"{DC}date", "2024-01-02"),
        (f"{DC}source", SHOWN),
        (f"{ATOM}summary", SHOWN),
    ]
    names = [(child.tag, child.findtext(f"{ATOM}name")) for child in entry.iter(f"{ATOM}author", f"{ATOM}contributor")]
    assert names == [(f"{ATOM}author", SHOWN), (f"{ATOM}author", "李四"), (f"{ATOM}contributor", SHOWN)]
    assert [dict(child.attrib) for child in entry.iter(f"{ATOM}category")] == [{"term": "kx.news", "label": SHOWN}]
    safe = "]]%3E%3C/a%3E%3Cscript%3E&amp;"
    assert [dict(child.attrib) for child in entry.iter(f"{ATOM}link")] == [
        {"rel": "alternate", "href": f"http://a.cn/{safe}"},
        {"rel": "enclosure", "href": f"http://a.cn/%E9%99%84%20%E4%BB%B6{safe}.PDF",
         "type": "application/pdf", "title": SHOWN},
        {"rel": "enclosure", "href": "https://a.cn/b", "type": "application/octet-stream"},
    ]  # fmt: skip


def test_a_record_of_nulls_is_a_post_under_its_address() -> None:
    post = post_of(record(), [])
    assert (post.title, post.summary, post.site_title, post.language) == ("http://a.cn/1", "", "kx", "zh-Hans")
    assert (post.source, post.image, post.published, post.printed) == (None, None, None, None)
    assert (post.authors, post.editors, post.attachments, post.order, post.updated) == ((), (), (), AT, AT)
    assert post_of(record(body="正文" * 50), []).title == "正文" * 20
    root = etree.Element(f"{ATOM}feed")
    _entry(root, post)
    (entry,) = root
    assert [etree.QName(child).localname for child in entry] == ["id", "title", "updated", "link", "author", "summary"]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "kx"


def test_an_address_keeps_what_is_escaped_already() -> None:
    for href, safe in (
        ("http://a.cn/%D6%D0?q=1&b=c~d+e!$,;'()*[]@#top", "http://a.cn/%D6%D0?q=1&b=c~d+e!$,;'()*[]@#top"),
        ('http://a.cn/"<>\\^`{|} 中', "http://a.cn/%22%3C%3E%5C%5E%60%7B%7C%7D%20%E4%B8%AD"),
    ):
        root = etree.Element("feed")
        _link(root, "self", href)
        assert dict(root[0].attrib) == {"rel": "self", "href": safe}


def test_a_document_says_its_encoding() -> None:
    root = etree.Element("a")
    root.text = "中"
    assert _document(root) == "<?xml version='1.0' encoding='utf-8'?>\n<a>中</a>\n".encode()
    assert _text(root, "b", "<文>").text == "<文>" and etree.tostring(root).endswith(b"&lt;&#25991;&gt;</ns0:b></a>")
