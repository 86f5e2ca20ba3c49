"""`fangzhi new`: from a list page's address to a site file that works, or plain words about why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.loader import load_site
from crawler.site import Channel, Site
from crawler.sitefile import key_of, name_of_host, site_file
from tests.replicas import FAMILIES
from tests.sites import FAST, Home, LocalSite, News, html


def new(home: Home, *arguments: str) -> tuple[int, dict[str, object]]:
    ended = home.run("new", *arguments, "--json", *FAST)
    assert ended.code in (0, 3), ended.err
    return ended.code, ended.json


@pytest.mark.parametrize("family", ["Trs", "Jpaas", "Vsb", "Postback", "Epoint", "Template"])
def test_a_list_address_is_enough_for_a_working_site(family: str, home: Home) -> None:
    with FAMILIES[family]() as site:
        code, result = new(home, site.list_url, "--name", "probe_site", "--title", "市科协")
        assert (code, result["doubts"]) == (0, [])
        assert result["lists"][0]["platform"] == site.platform
        assert home.crawl("probe_site").code == 0
        assert {record["url"] for record in home.records("probe_site")} == set(site.expected())


def test_it_shows_what_it_saw_and_saves_unsigned_goldens(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(12)))
    ended = home.run("new", f"{site.url}/news/index.html", *FAST)
    assert ended.code == 0, ended.out
    for words in ("platform:", "page 2:", "2024-01-", "publish_time", "It works"):
        assert words in ended.out
    assert sorted(path.name for path in (home.root / "unsigned").rglob("page.html")) == ["page.html"] * 3
    expected = json.loads(next((home.root / "unsigned").rglob("list_1_article_1/expected.json")).read_text("utf-8"))
    assert expected["signed"] is False
    assert not (home.output / "site_127_0_0_1").exists(), "the trial crawl leaves nothing in the output"


def test_several_lists_are_several_channels(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(6)), gg=list(range(10, 16)))
    code, _ = new(home, f"{site.url}/news/index.html", f"{site.url}/gg/index.html", "--name", "two")
    assert code in (0, 3)
    channels = load_site(home.root / "spiders" / "two.py").channels
    assert [(channel.key, channel.title) for channel in channels] == [("news", "科技动态"), ("gg", "通知公告")]


def test_a_home_page_offers_its_lists(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(6)), gg=list(range(10, 16)))
    code, result = new(home, f"{site.url}/", "--dry-run")
    assert code == 3
    assert {"科技动态", "通知公告"} <= {channel["title"] for channel in result["channels_offered"]}
    assert not list((home.root / "spiders").iterdir())


def test_a_page_without_a_list_leaves_a_file_to_finish(home: Home, site: LocalSite) -> None:
    site.pages["/about.html"] = html("<html><head><title>机构概况</title></head><body><p>本局简介。</p></body></html>")
    code, result = new(home, f"{site.url}/about.html", "--name", "about")
    assert code == 3
    assert any("no list of dated links" in doubt for doubt in result["doubts"])
    assert "SiteSpider" in (home.root / "spiders" / "about.py").read_text("utf-8")


def test_a_site_file_is_never_overwritten(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=list(range(6)))
    home.write("mine", "# by hand\n")
    ended = home.run("new", f"{site.url}/news/index.html", "--name", "mine", *FAST)
    assert ended.code == 2
    assert "never overwritten" in ended.err
    assert (home.root / "spiders" / "mine.py").read_text() == "# by hand\n"
    assert not site.asked, "it is said before anything is asked of the site"


def test_a_challenge_page_is_4(home: Home, site: LocalSite) -> None:
    site.pages["/news/"] = html("<html><script>$_ts=window['$_ts'];</script></html>", status=412)
    assert home.run("new", f"{site.url}/news/", "--name", "wall", *FAST).code == 4
    assert not list((home.root / "spiders").iterdir())


@pytest.mark.parametrize(
    "title",
    ['坏"""\nimport os\nos.system("x")', "a'\\", "\u202e倒着", '") + exec("1', "{x!r}", "%s", "\x00\x1b[31m", "'''"],
)
def test_page_text_cannot_become_code(title: str, tmp_path: Path) -> None:
    channel = Channel("a", title, "http://a.gov.cn/'\"x")
    text = site_file(Site(name="s", title=title, home="http://a.gov.cn/", channels=(channel,)), note=title)
    path = tmp_path / "s.py"
    path.write_text(text, encoding="utf-8")
    spider = load_site(path)
    assert (spider.title, spider.channels) == (title, (channel,))


def test_names_and_keys_come_from_addresses() -> None:
    assert [name_of_host(host) for host in ("kjt.sc.gov.cn", "www.tongchuan.gov.cn", "10.0.0.1", "class.gov.cn")] == [
        "kjt_sc",
        "tongchuan",
        "site_10_0_0_1",
        "site_class",
    ]
    addresses = ("/kjt/gstz/newschild.shtml", "/List.aspx?cid=12", "/staticmores/003/003-1.html", "/xwdt/kxyw/", "/")
    keys = [key_of(f"http://a.gov.cn{address}", set()) for address in addresses]
    assert keys == ["gstz", "c12", "c003", "kxyw", "c1"]
    assert key_of("http://a.gov.cn/tzgg/", {"tzgg"}) == "c1"
