"""`fangzhi crawl` as a user runs it: a real process against a real local site."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from crawler.normalize.urls import article_id, identity
from tests.sites import FAST, SCRAPY, Home, LocalSite, News, Page, html, list_path, post_page, post_path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)


def test_whole_crawl_gives_one_record_per_listed_post(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(12, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    ended = home.crawl("kjj")
    assert ended.code == 0, ended.err
    records = home.records("kjj")
    assert sorted(record["url"] for record in records) == sorted(site.url + post_path(n) for n in range(1, 13))
    for record in records:
        assert record["id"] == article_id("kjj", identity(record["url"]))
        assert (record["revision"], record["reason"], record["state"]) == (1, "new", "live")
        assert record["channel"] == "news"
    assert home.run("verify").code == 0


def test_second_run_adds_no_line_and_costs_one_request_per_channel(home: Home, site: LocalSite, news: News) -> None:
    news.etags = True
    news.publish(news=list(range(12, 0, -1)), gg=list(range(40, 30, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1), "gg": list_path("gg", 1)})
    assert home.crawl("kjj").code == 0
    before, asked = home.lines("kjj"), len(site.hits)
    assert home.crawl("kjj").code == 0
    assert home.lines("kjj") == before
    again = site.hits[asked:]
    assert [hit.path for hit in again] == [list_path("news", 1), list_path("gg", 1)]
    assert all("If-None-Match" in hit.headers for hit in again)


def test_a_new_post_below_pinned_ones_is_found(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[99, 98, *range(20, 0, -1)])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    news.publish(news=[99, 98, 21, *range(20, 0, -1)])
    assert home.crawl("kjj").code == 0
    assert {record["url"] for record in home.records("kjj")} == {
        site.url + post_path(n) for n in (99, 98, *range(1, 22))
    }


def test_scrapy_list_and_scrapy_crawl_do_the_same_work(home: Home, site: LocalSite, news: News, tmp_path: Path) -> None:
    news.publish(news=list(range(7, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.run("list", command=SCRAPY).out.split() == ["kjj"]
    assert home.crawl("kjj").code == 0
    mine = home.said("kjj")
    other = Home.make(tmp_path / "other")
    other.site_file("kjj", site.url, {"news": list_path("news", 1)})
    ended = other.run("crawl", "kjj", *FAST, command=SCRAPY)
    assert ended.code == 0, ended.err
    assert other.said("kjj") == mine and len(mine) == 7


def test_json_is_one_document_on_stdout(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    ended = home.crawl("kjj", "--json")
    document = json.loads(ended.out)
    assert document["exit_code"] == ended.code == 0
    assert document["sites"][0]["counts"]["new"] == 3
    told, kept = document["sites"][0], home.report("kjj")
    for clock in ("seconds", "ended_at"):
        del told[clock], kept[clock]
    assert told == kept


def test_an_article_in_two_channels_is_one_record_of_the_first(home: Home, site: LocalSite, news: News) -> None:
    news.publish(gg=[3, 2, 1], news=[5, 4, 3, 2])
    home.site_file("kjj", site.url, {"news": list_path("news", 1), "gg": list_path("gg", 1)})
    assert home.crawl("kjj").code == 0
    channel = {record["url"]: record["channel"] for record in home.records("kjj")}
    assert channel == {site.url + post_path(number): "gg" if number == 1 else "news" for number in (5, 4, 3, 2, 1)}
    assert site.asked.count(post_path(3)) == 1


def test_the_same_text_under_two_addresses_is_one_record(home: Home, site: LocalSite, news: News) -> None:
    copy = "/copies/3.html"
    news.publish(news=[3, 2, 1])
    site.pages[copy] = html(post_page(3))
    listing = site.pages[list_path("news", 1)]
    assert isinstance(listing, Page)
    line = f'<li><a href="{copy}">某某市召开第3次科技创新工作会议</a><span>2024-01-04</span></li></ul>'
    site.pages[list_path("news", 1)] = Page(listing.body.replace(b"</ul>", line.encode()))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    assert len(home.records("kjj")) == 3
    assert home.report("kjj")["counts"]["duplicates"] == 1
    assert home.crawl("kjj").code == 0
    assert site.asked.count(copy) == 1, "a known copy is not asked for again"


def test_a_changed_text_is_a_new_revision_on_a_full_run_only(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    site.pages[post_path(2)] = html(
        post_page(2, text="更正：会议时间改为下周三上午，地点改在市科技馆一楼报告厅，请相互转告，准时参加。")
    )
    assert home.crawl("kjj").code == 0
    assert len(home.records("kjj")) == 3
    assert home.crawl("kjj", "--full").code == 0
    records = home.records("kjj")
    assert [(record["revision"], record["reason"]) for record in records[3:]] == [(2, "changed")]
    assert "更正" in records[3]["body"] and records[3]["first_seen"] == next(
        record["first_seen"] for record in records if record["id"] == records[3]["id"]
    )
    assert home.crawl("kjj", "--full").code == 0
    assert len(home.records("kjj")) == 4
    assert home.run("verify").code == 0


def test_max_pages_leaves_a_gap_that_a_later_run_closes(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(30, 0, -1)))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    home.crawl("kjj", "--max-pages", "2")
    assert len(home.records("kjj")) == 10
    assert home.report("kjj")["channels"][0]["stopped"] == "limit"
    assert home.crawl("kjj").code == 0
    assert len(home.records("kjj")) == 30
    assert len(home.said("kjj")) == 30


def test_only_the_named_channel_is_walked(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1], gg=[9, 8])
    home.site_file("kjj", site.url, {"news": list_path("news", 1), "gg": list_path("gg", 1)})
    assert home.crawl("kjj", "--channel", "gg").code == 0
    assert {record["channel"] for record in home.records("kjj")} == {"gg"}
    assert list_path("news", 1) not in site.asked
    unknown = home.crawl("kjj", "--channel", "ggg")
    assert unknown.code == 2 and "gg" in unknown.err


def test_files_are_fetched_and_a_failed_one_costs_a_warning(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[2, 1])
    extra = (
        '<p><img src="/images/a.png" width="600" height="400"></p>'
        '<p>附件：<a href="/files/plan.pdf">工作方案.pdf</a></p>'
        '<p>附件：<a href="/files/lost.doc">申报表.doc</a></p>'
    )
    site.pages[post_path(1)] = html(post_page(1, extra=extra))
    site.pages["/images/a.png"] = Page(PNG, headers=(("Content-Type", "image/png"),))
    site.pages["/files/plan.pdf"] = Page(b"%PDF-1.4 plan", headers=(("Content-Type", "application/pdf"),))
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    record = next(record for record in home.records("kjj") if record["url"].endswith(post_path(1)))
    assert record["images"][0]["sha256"] == sha256(PNG).hexdigest()
    hashes = {file["url"].rpartition("/")[2]: file["sha256"] for file in record["attachments"]}
    assert hashes == {"plan.pdf": sha256(b"%PDF-1.4 plan").hexdigest(), "lost.doc": None}
    assert any("lost.doc" in warning and "http_status" in warning for warning in record["warnings"])
    stored = home.output / "kjj" / "files" / hashes["plan.pdf"][:2] / hashes["plan.pdf"]
    assert stored.read_bytes() == b"%PDF-1.4 plan"
    assert {"http_status"} == {problem["kind"] for problem in home.report("kjj")["problems"]}


def test_no_files_leaves_them(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[1])
    site.pages[post_path(1)] = html(post_page(1, extra='<p>附件：<a href="/files/plan.pdf">工作方案.pdf</a></p>'))
    site.pages["/files/plan.pdf"] = Page(b"%PDF-1.4 plan")
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj", "--no-files").code == 0
    (record,) = home.records("kjj")
    assert record["attachments"][0]["sha256"] is None and "/files/plan.pdf" not in site.asked


def test_a_channel_is_found_by_its_name_and_found_again_when_it_moves(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": None})
    assert home.crawl("kjj").code == 0
    assert "/" in site.asked and len(home.records("kjj")) == 3
    site.hits.clear()
    assert home.crawl("kjj").code == 0
    assert "/" not in site.asked, "the address is remembered"
    moved = site.pages.pop(list_path("news", 1))
    site.pages["/kjdt/"] = moved
    site.pages["/"] = html('<html><body><ul><li><a href="/kjdt/">科技动态</a></li></ul></body></html>')
    assert home.crawl("kjj").code == 0
    assert home.report("kjj")["channels"][0]["url"] == site.url + "/kjdt/"


def test_a_channel_that_cannot_be_found_is_broken_and_the_others_are_kept(
    home: Home, site: LocalSite, news: News
) -> None:
    news.publish(gg=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": None, "gg": list_path("gg", 1)})
    ended = home.crawl("kjj")
    assert ended.code == 3
    report = home.report("kjj")
    assert (report["health"], report["exit_code"]) == ("broken", 3)
    assert "科技动态" in report["reason"]
    assert len(home.records("kjj")) == 3
