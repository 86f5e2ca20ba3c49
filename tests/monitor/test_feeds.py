"""Feeds are valid, say what the records say, and change only when a record does."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crawler.items import Attachment
from crawler.monitor.feeds import write_feeds
from crawler.monitor.posts import fit, order_of
from tests.export.archives import AT, article, make
from tests.sites import Home

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")

#: RFC 4287: how often each child of a feed and of an entry may stand (at least, at most).
ATOM_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "link": (1, 2), "generator": (0, 1)}
ATOM_ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "link": (1, 99), "author": (1, 99),
    "contributor": (0, 99), "category": (0, 99), "summary": (1, 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def feeds(demo: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    ended = demo.run(
        "feed", "--output", "output/demo", "--out", str(folder), "--base-url", "https://example.org/feeds", "--json"
    )
    assert ended.code == 0, ended.err
    return folder


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def records_of(home: Home, site: str) -> list[dict[str, Any]]:
    lines = (home.output / "demo" / site / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def check_atom(body: bytes) -> etree._Element:
    """Fails when the document breaks RFC 4287."""
    root = etree.fromstring(body)
    check_children(root, ATOM_FEED, besides={"entry"})
    for entry in root.iter(f"{ATOM}entry"):
        check_children(entry, ATOM_ENTRY)
    for time in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert RFC3339.fullmatch(time.text or ""), time.text
        datetime.fromisoformat(time.text or "")
    for name in root.iter(f"{ATOM}name"):
        assert (name.text or "").strip()
    for link in root.iter(f"{ATOM}link"):
        assert re.fullmatch(r"[\x21-\x7e]+", link.get("href", "")), link.get("href")
    ids = [(id_.text or "") for id_ in root.iter(f"{ATOM}id")]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", id_) for id_ in ids)
    assert len(set(ids)) == len(ids)
    return root


def check_children(parent: etree._Element, rules: dict[str, tuple[int, int]], besides: set[str] | None = None) -> None:
    names = [etree.QName(child).localname for child in parent if str(child.tag).startswith(ATOM)]
    assert set(names) <= set(rules) | (besides or set())
    for name, (least, most) in rules.items():
        assert least <= names.count(name) <= most, name


def check_json(body: bytes) -> dict[str, Any]:
    """Fails when the document breaks JSON Feed 1.1."""
    feed: dict[str, Any] = json.loads(body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        for key in ("date_published", "date_modified"):
            assert key not in item or RFC3339.fullmatch(item[key])
        assert all(author["name"] for author in item["authors"])
        assert all(file["url"] and file["mime_type"] for file in item.get("attachments", []))
        assert None not in item.values()
    return feed


def test_every_site_and_channel_has_two_valid_feeds(feeds: Path, demo: Home) -> None:
    names = {"all"}
    for report in (demo.output / "demo").glob("*/report.json"):
        site = json.loads(report.read_text(encoding="utf-8"))
        names |= {site["site"], *(f"{site['site']}.{channel['key']}" for channel in site["channels"])}
    assert len(names) == 20
    assert set(written(feeds)) == {f"{name}.{suffix}" for name in names for suffix in ("atom", "json")} | {"feeds.opml"}
    for name in names:
        atom = check_atom((feeds / f"{name}.atom").read_bytes())
        ids = [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")]
        assert [item["id"] for item in check_json((feeds / f"{name}.json").read_bytes())["items"]] == ids
        assert 0 < len(ids) <= 100


def test_a_feed_reader_gets_what_the_records_say(feeds: Path, demo: Home) -> None:
    parsed = feedparser.parse((feeds / "tongchuan.atom").read_bytes())
    assert not parsed.bozo
    records = {f"urn:uuid:{record['id']}": record for record in records_of(demo, "tongchuan")}
    assert len(parsed.entries) == len(records)
    for entry in parsed.entries:
        record = records["urn:uuid:" + entry.id.removeprefix("urn:uuid:").replace("-", "")]
        assert (entry.title, entry.link) == (record["title"], record["url"])
        assert entry.published.startswith(record["publish_time"])
        assert entry.published.endswith("+08:00")
        assert [author.name for author in entry.authors] == (record["author"] or [record["site_title"]])
        assert entry.summary.rstrip("…").split() == " ".join((record["body"] or "").split())[:200].split()
        assert record["channel"] in [tag.term.partition(".")[2] for tag in entry.tags]
    times = [entry.published_parsed for entry in parsed.entries]
    assert times == sorted(times, reverse=True)


def test_opml_leads_to_every_atom_feed(feeds: Path) -> None:
    outlines = etree.fromstring((feeds / "feeds.opml").read_bytes()).findall("body/outline")
    names = {outline.get("xmlUrl", "").removeprefix("https://example.org/feeds/") for outline in outlines}
    assert names == {path.name for path in feeds.glob("*.atom")}


def test_the_same_records_give_the_same_bytes_and_touch_nothing(feeds: Path, demo: Home) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in feeds.iterdir()}
    write_feeds(demo.output / "demo", feeds, base="https://example.org/feeds/")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in feeds.iterdir()} == before


def test_a_changed_article_keeps_its_id_and_moves_the_feeds_time(home: Home, tmp_path: Path) -> None:
    make(home.output, article(1), article(2))
    write_feeds(home.output, tmp_path / "before")
    make(home.output, article(2, title="更正", content_sha256="f" * 64, fetched_at="2026-02-01T00:00:00Z"))
    write_feeds(home.output, tmp_path / "after")
    ids, times, titles = [], [], []
    for folder in ("before", "after"):
        parsed = feedparser.parse((tmp_path / folder / "kx.gzdt.atom").read_bytes())
        ids.append({entry.id for entry in parsed.entries})
        times.append(parsed.feed.updated)
        titles.append({entry.title for entry in parsed.entries})
    assert ids[0] == ids[1]
    assert times == [AT, "2026-02-01T00:00:00Z"]
    assert titles[1] - titles[0] == {"更正"}


def test_only_the_newest_hundred_stand_in_a_feed(home: Home, tmp_path: Path) -> None:
    days = {n: f"{2000 + n // 12}-{n % 12 + 1:02}-01" for n in range(150)}
    make(home.output, *(article(n, publish_time=day, publish_precision="day") for n, day in days.items()))
    write_feeds(home.output, tmp_path)
    for name in ("all", "kx", "kx.gzdt"):
        items = check_json((tmp_path / f"{name}.json").read_bytes())["items"]
        assert [item["_fangzhi"]["publish_time"] for item in items] == [days[n] for n in range(149, 49, -1)]


def test_a_year_in_the_future_does_not_head_the_feed_for_ever() -> None:
    assert order_of("2099-01-01", AT) == AT
    assert order_of("2020-01-01", AT) == "2019-12-31T16:00:00Z"
    assert order_of(None, AT) == AT


def test_text_of_a_page_is_never_markup(home: Home, tmp_path: Path) -> None:
    title, body = (
        "]]></title><script>alert(1)</script>&amp;",
        "第一段\x00\x0b\x1b[31m\ufffe\n<img src=x onerror=alert(1)>",
    )
    files = (
        Attachment(url="http://www.example.gov.cn/a b/附件<1>.pdf?x=1&y=2", name='附"件'),
        Attachment(url="javascript:alert(1)", name="坏"),
    )
    make(home.output, article(1, title=title, body=body, author=("<b>张三</b>",), attachments=files))
    write_feeds(home.output, tmp_path)
    root = check_atom((tmp_path / "all.atom").read_bytes())
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == title
    assert entry.findtext(f"{ATOM}summary") == "第一段[31m <img src=x onerror=alert(1)>"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "<b>张三</b>"
    assert not list(root.iter("{*}script", "{*}img", "{*}b"))
    enclosures = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert [link.get("type") for link in enclosures] == ["application/pdf"]
    assert check_json((tmp_path / "all.json").read_bytes())["items"][0]["title"] == title


@given(st.text())
def test_any_text_fits_into_xml(text: str) -> None:
    element = etree.Element("title")
    element.text = fit(text)
    etree.fromstring(etree.tostring(element, encoding="utf-8"))


def test_articles_of_nulls_make_valid_feeds(home: Home, tmp_path: Path) -> None:
    make(home.output, article(1, title=None, body=None, site_title=None))
    make(home.output, site="leer")
    write_feeds(home.output, tmp_path)
    for path in tmp_path.glob("*.atom"):
        check_atom(path.read_bytes())
    for path in tmp_path.glob("*.json"):
        check_json(path.read_bytes())


def test_one_site_leaves_the_feeds_of_all_as_they_are(home: Home, tmp_path: Path) -> None:
    make(home.output, article(1))
    make(home.output, article(2), site="other")
    write_feeds(home.output, tmp_path / "feeds")
    before = written(tmp_path / "feeds")
    make(home.output, article(3), site="other")
    write_feeds(home.output, tmp_path / "feeds", site="other")
    changed = {name for name, body in written(tmp_path / "feeds").items() if body != before[name]}
    assert changed == {f"other{part}.{suffix}" for part in ("", ".gzdt") for suffix in ("atom", "json")}


def test_a_full_disk_tears_no_feed(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(home.output, article(1))
    write_feeds(home.output, tmp_path / "feeds")
    before = written(tmp_path / "feeds")
    make(home.output, article(2))
    monkeypatch.setattr("os.fsync", _no_space)
    with pytest.raises(Exception, match="No space left") as caught:
        write_feeds(home.output, tmp_path / "feeds")
    assert getattr(caught.value, "exit_code", None) == 5
    assert written(tmp_path / "feeds") == before


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")
