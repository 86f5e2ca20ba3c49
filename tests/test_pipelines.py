"""Deduplicate and Store: one line for one text, by a real archive; and what names an article for good."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from crawler import platforms
from crawler.archive.archive import Archive
from crawler.archive.records import RECORDS
from crawler.archive.replay import content_hash_today
from crawler.errors import StorageError
from crawler.identity import identify
from crawler.items import Article, Entry
from crawler.monitor.report import Report
from crawler.normalize.urls import article_id
from crawler.pipelines import Deduplicate, Store, identity_of
from crawler.site import Channel
from crawler.spider import SiteSpider
from tests.archive.makers import HOST, article, exchange, identity, open_archive
from tests.sites import post_page

ID = article_id("kjj", identity(1))


class Kjj(SiteSpider):
    name = "kjj"
    title = "某某市科技局"
    home = HOST + "/"
    channels = (Channel("news", "要闻"),)


@pytest.fixture
def spider(tmp_path: Path) -> Iterator[Any]:
    archive = open_archive(tmp_path / "kjj")
    yield SimpleNamespace(
        site=Kjj.describe(),
        archive=archive,
        report=Report("kjj", "某局"),
        read_page=Kjj.read_page,
        read_list=Kjj.read_list,
    )
    archive.close()


def through(spider: Any, *items: Article) -> list[str | None]:
    """Each item through both pipelines: what was said when it was dropped, None when it was stored."""
    crawler: Any = SimpleNamespace(spider=spider)
    said: list[str | None] = []
    for item in items:
        captured = spider.archive.keep(exchange(item.url), "article")
        item = item if item.evidence else dataclasses.replace(item, evidence=article(0, captured).evidence)
        spider.archive.see("news", item.listed_as, Entry(item.url, "题"), walk=1, position=1, page=captured)
        try:
            kept = Deduplicate(crawler).process_item(item)
            assert kept is item
            assert Store(crawler).process_item(kept) is item
            said.append(None)
        except DropItem as dropped:
            said.append(str(dropped))
    return said


def lines(spider: Any) -> int:
    spider.archive.records.sync()
    return len(spider.archive.records.path.read_bytes().splitlines())


def visit(spider: Any, listed_as: str | None) -> tuple[Any, ...]:
    (row,) = spider.archive.ledger.rows("SELECT state, article FROM visits WHERE identity = ?", (listed_as,))
    return row


def counts(spider: Any) -> tuple[int, int, int, int]:
    found = spider.report.counts
    return found.new, found.changed, found.unchanged, found.duplicates


def test_a_new_article_is_stored_counted_and_done_with(spider: Any) -> None:
    assert through(spider, article(1), article(2)) == [None, None]
    assert lines(spider) == 2 and counts(spider) == (2, 0, 0, 0)
    assert visit(spider, article(1).listed_as) == ("stored", ID)


def test_the_same_article_again_is_unchanged_and_no_line(spider: Any) -> None:
    said = through(spider, article(1), article(1))
    assert said == [None, f"unchanged: {article(1).url}"]
    assert lines(spider) == 1 and counts(spider) == (1, 0, 1, 0)
    assert visit(spider, article(1).listed_as) == ("stored", ID)


def test_the_same_text_elsewhere_is_an_alias_and_costs_no_files(spider: Any) -> None:
    copy = article(2, title=article(1).title, body=article(1).body)
    assert through(spider, article(1), copy) == [None, f"duplicate of {ID}: {copy.url}"]
    assert lines(spider) == 1 and counts(spider) == (1, 0, 0, 1)
    assert visit(spider, copy.listed_as) == ("alias", ID)


def test_a_copy_is_dropped_before_its_files_are_fetched_and_once_more_after(spider: Any) -> None:
    """What Deduplicate cannot know before the files are there, Store does."""
    through(spider, article(1))
    copy = article(2, title=article(1).title, body=article(1).body)
    crawler: Any = SimpleNamespace(spider=spider)
    for number, pipeline in enumerate((Deduplicate(crawler), Store(crawler)), 1):
        with pytest.raises(DropItem, match=f"duplicate of {ID}") as dropped:
            pipeline.process_item(copy)
        assert dropped.value.log_level == "DEBUG" and spider.report.counts.duplicates == number
    assert counts(spider) == (1, 0, 0, 2) and visit(spider, copy.listed_as) == ("alias", ID)


def test_an_article_at_a_known_address_is_no_copy_of_itself(spider: Any) -> None:
    again = article(1, source="别处", content_sha256="0" * 64)
    assert through(spider, article(1), again) == [None, None]
    assert lines(spider) == 2 and counts(spider) == (1, 1, 0, 0)


def test_a_change_is_a_new_line_and_a_page_gone_and_back_too(spider: Any) -> None:
    assert through(spider, article(1), article(1, body="更正。")) == [None, None]
    spider.archive.ledger.write("UPDATE articles SET state = 'gone'")
    assert through(spider, article(1, body="更正。")) == [None]
    assert lines(spider) == 3 and counts(spider) == (1, 2, 0, 0)
    records = spider.archive.records.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["reason"] for line in records] == ["new", "changed", "back"]


@pytest.mark.parametrize("page", [post_page(1), None])
def test_what_today_s_rules_read_from_the_stored_page_is_no_change(spider: Any, page: str | None) -> None:
    """A record written by older rules, from a page that has not changed (or that reads no more)."""
    body = (page or "<html><body></body></html>").encode()
    captured = spider.archive.keep(exchange(HOST + "/art/1.html", body), "article")
    spider.archive.commit()
    old = article(1, captured, title="旧规则读出的题目")
    assert through(spider, old) == [None]
    spider.archive.commit()
    stored = spider.archive.ledger.article(ID)
    today = content_hash_today(spider.archive.folder, stored, spider)
    assert (today is None) == (page is None) and today != stored.content_sha256
    same = article(1, title="今天读出的题目", content_sha256=today or "0" * 64)
    assert through(spider, same) == ([f"unchanged: {same.url}"] if page else [None])
    assert lines(spider) == (1 if page else 2)


def test_a_stored_line_that_is_damaged_is_no_reason_to_write_again(spider: Any) -> None:
    through(spider, article(1))
    spider.archive.commit()
    path = spider.archive.folder / RECORDS
    path.write_bytes(b"[1]" + b" " * (path.stat().st_size - 3))
    with pytest.raises(StorageError):
        through(spider, article(1, body="更正。"))


def test_where_it_was_found_in_the_end_names_an_article() -> None:
    moved = article(1, url="https://kjj.example.gov.cn/art/9.html?spm=1", listed_as=identity(1))
    assert identity_of(ItemAdapter(moved)) == "kjj.example.gov.cn/art/9.html"


# -- identity --------------------------------------------------------------------------------------------

HANWEB = "http://kjj.example.gov.cn/art/2024/5/6/art_1234_567890.html"


def test_a_platform_s_one_form_names_all_spellings_and_else_the_canonical_url() -> None:
    one = platforms.identity(HANWEB)
    assert one and identify(HANWEB) == one != identify("http://kjj.example.gov.cn/art/2024/5/6/art_1234_567891.html")
    assert platforms.identity(HANWEB, "hanweb") == one
    assert platforms.identity(HANWEB, "trs") != one and platforms.identity(HANWEB, "nobody") is None
    assert platforms.identity("http://a.cn/x") is None and identify("http://a.cn/x?utm_source=1") == "a.cn/x"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = open_archive(tmp_path)
    yield made
    made.close(keep=False)


def test_a_twin_is_another_article_with_the_same_text(archive: Archive) -> None:
    archive.add(article(1), identity(1))
    copy = article(2, title=article(1).title, body=article(1).body)
    twin = archive.twin_of(copy, identity(2))
    assert twin and (twin.id, twin.identity, twin.revision, twin.channel) == (ID, identity(1), 1, "news")
    assert archive.twin_of(article(1), identity(1)) is None, "not itself"
    assert archive.twin_of(article(3), identity(3)) is None
    assert archive.twin_of(article(3, body=None), identity(3)) is None, "titles alone prove nothing"


def test_a_version_remembers_where_and_what_it_is(archive: Archive) -> None:
    archive.add(article(1), identity(1))
    outcome = archive.add(article(1, body="更正。"), identity(1))
    archive.records.sync()
    stored = archive.ledger.article(ID)
    assert stored and (outcome.what, outcome.id, stored.revision) == ("changed", ID, 2)
    whole = (archive.folder / RECORDS).read_bytes()
    assert whole[stored.line_offset :] == whole.splitlines(keepends=True)[1] and stored.line_length == len(
        whole.splitlines(keepends=True)[1]
    )
    assert len(list(archive.ledger.article_lines())) == 1 and archive.ledger.article("x") is None
    fresh = archive.add(article(4, fetched_at=None), identity(4))
    found = archive.ledger.article(fresh.id)
    assert found and found.first_seen.endswith("Z")


def test_a_disk_that_is_full_before_the_stored_version_can_be_read_ends_all_committing(archive: Archive) -> None:
    archive.add(article(1), identity(1))
    archive.records._file.flush()
    archive.add(article(2), identity(2))
    whole, archive.records._file = archive.records._file, Path("/dev/full").open("ab")  # noqa: SIM115 - closed below
    archive.records._file.write(b"x")
    with pytest.raises(StorageError):
        archive.add(article(1, body="更正。"), identity(1), earlier_hash=lambda _: None)
    archive.records._file.raw.close()
    archive.records._file = whole
    with pytest.raises(StorageError, match="failed write"):
        archive.commit()
    archive.close(keep=False)
