"""`fangzhi demo`: five sites under their real names, without internet, never mixed with real archives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.sites import Ended, Home

SITES = {"gyjgdjw", "tongchuan", "kjt_sc", "scimall", "kjj_huaian"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Ended]:
    """A project folder after its first demo."""
    home = Home.make(tmp_path_factory.mktemp("demo") / "home")
    return home, home.run("demo", "--json", timeout=120)


def records(home: Home, site: str) -> list[dict[str, object]]:
    path = home.output / "demo" / site / "articles.jsonl"
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_the_demo_ends_well_with_two_hundred_articles_of_five_sites(played: tuple[Home, Ended]) -> None:
    home, ended = played
    assert ended.code == 0, ended.out + ended.err
    assert {site["site"] for site in ended.json["sites"]} == SITES
    assert sum(len(records(home, site)) for site in SITES) >= 200
    assert all(len(records(home, site)) >= 40 for site in SITES)


def test_records_carry_the_real_addresses(played: tuple[Home, Ended]) -> None:
    home, _ = played
    for site in SITES:
        for record in records(home, site):
            assert "127.0.0.1" not in json.dumps(record) and "localhost" not in json.dumps(record)


def test_the_demo_marks_what_it_writes(played: tuple[Home, Ended]) -> None:
    home, _ = played
    for site in SITES:
        folder = home.output / "demo" / site
        assert json.loads((folder / "report.json").read_text())["kind"] == "demo"
        with next(folder.glob("pages-*.warc.gz")).open("rb") as file:
            info = next(iter(ArchiveIterator(file))).content_stream().read().decode()
        assert "DEMO" in info


def test_a_demo_archive_is_sound(played: tuple[Home, Ended]) -> None:
    home, _ = played
    verified = home.run("verify", FANGZHI_OUTPUT=str(home.output / "demo"))
    assert verified.code == 0, verified.out


def test_the_demo_again_adds_no_line(played: tuple[Home, Ended]) -> None:
    home, _ = played
    before = {site: records(home, site) for site in SITES}
    again = home.run("demo", timeout=120)
    assert again.code == 0, again.out
    assert {site: records(home, site) for site in SITES} == before


def test_a_real_crawl_refuses_a_demo_archive(played: tuple[Home, Ended]) -> None:
    home, _ = played
    spider = Path(__file__).parents[2] / "spiders" / "kjt_sc.py"
    home.write("kjt_sc", spider.read_text(encoding="utf-8"))
    refused = home.crawl("kjt_sc", "--output", str(home.output / "demo"))
    assert refused.code == 2 and "demo" in refused.out + refused.err
