"""Every CMS family, crawled by the real command: all found, nothing foreign, nothing twice, few requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.replicas import FAMILIES, Replica
from tests.sites import Home


@contextmanager
def running(family: str, folder: Path) -> Iterator[tuple[Replica, Home]]:
    """The family's replica and a project with one site file that names its list and nothing else."""
    with FAMILIES[family]() as site:
        home = Home.make(folder / "home")
        home.write(
            "replica",
            "from crawler import Channel, SiteSpider\n\n\nclass ReplicaSpider(SiteSpider):\n"
            f'    name = "replica"\n    title = "市科协"\n    home = "{site.url}/"\n'
            f'    channels = (Channel("gzdt", "工作动态", "{site.list_url}"),)\n',
        )
        yield site, home


def asked(site: Replica, since: int) -> list[str]:
    """Requests since a moment, robots.txt left out."""
    return [target for target in site.asked[since:] if "/robots.txt" not in target]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_crawled_from_its_list_address_alone(family: str, tmp_path: Path) -> None:
    with running(family, tmp_path) as (site, home):
        ended = home.crawl("replica")
        assert ended.code == 0, ended.out + ended.err
        got = {record["url"]: record for record in home.records("replica")}
        wanted = site.expected()
        assert got.keys() == wanted.keys()
        assert {url: (record["title"], record["publish_time"][:10]) for url, record in got.items()} == wanted
        _nothing_new(site, home, family)
        _three_new(site, home, family)


def _nothing_new(site: Replica, home: Home, family: str) -> None:
    before, lines = len(site.asked), len(home.lines("replica"))
    assert home.crawl("replica").code == 0
    assert len(home.lines("replica")) == lines
    assert len(asked(site, before)) <= 1


def _three_new(site: Replica, home: Home, family: str) -> None:
    """Three new posts among pinned and reordered ones: exactly three found, at most two list pages looked at."""
    old = [post.number for post in site.posts]
    site.pin(old[-3])
    site.move(old[5], 2)
    fresh = {site.address(site.publish()) for _ in range(3)}
    before, known = len(site.asked), len(home.records("replica"))
    assert home.crawl("replica").code == 0
    found = [record["url"] for record in home.records("replica")[known:]]
    assert sorted(found) == sorted(fresh)
    pages = len(asked(site, before)) - 3
    assert pages <= 2


@pytest.mark.parametrize("family", ["Trs", "Hanweb", "Vsb"])
def test_a_full_crawl_finds_edits_and_adds_nothing_else(family: str, tmp_path: Path) -> None:
    with running(family, tmp_path) as (site, home):
        assert home.crawl("replica").code == 0
        known = len(home.lines("replica"))
        edited = site.posts[7]
        site.edit(edited.number, text="改正后的文字，会议时间改为下周三，地点不变，请各单位按时参加。" * 3)
        assert home.crawl("replica", "--full").code == 0
        fresh = home.records("replica")[known:]
        assert [(record["url"], record["revision"], record["reason"]) for record in fresh] == [
            (site.address(edited), 2, "changed")
        ]
