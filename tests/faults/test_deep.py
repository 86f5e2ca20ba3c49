"""verify --deep: a record is what its archived page says, read by today's rules."""

from __future__ import annotations

from tests.sites import Home, LocalSite, News, list_path

OTHER_TITLE = """
    @classmethod
    def read_page(cls, body, url, **known):
        return super().read_page(body.replace(b"<h1>", "<h1>另".encode()), url, **known)
"""


def test_a_record_that_its_page_does_not_give_is_6_and_named_by_field(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[3, 2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    sound = home.run("verify", "--deep", "--json")
    assert sound.code == 0 and sound.json["sites"][0]["reread"] == 3
    home.site_file("kjj", site.url, {"news": list_path("news", 1)}, more=OTHER_TITLE)
    ended = home.run("verify", "--deep", "--json")
    damage = ended.json["sites"][0]["damage"]
    assert ended.code == 6 and len(damage) >= 3
    assert all(each["file"] == "articles.jsonl" and each["detail"] for each in damage)
    assert any(each["detail"].startswith("title: ") for each in damage)
    plain = home.run("verify")
    assert (plain.code, plain.err) == (0, ""), "no byte has changed, and a log file has no use for a progress bar"


def test_an_archive_without_its_site_file_is_read_by_the_generic_rules(home: Home, site: LocalSite, news: News) -> None:
    news.publish(news=[2, 1])
    home.site_file("kjj", site.url, {"news": list_path("news", 1)})
    assert home.crawl("kjj").code == 0
    (home.root / "spiders" / "kjj.py").unlink()
    ended = home.run("verify", "--deep", "--json")
    assert ended.json["sites"][0]["reread"] == 2 and ended.code == 0
