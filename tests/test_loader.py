"""Site files: checked before anything runs, named in every complaint, imported only when asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crawler.errors import SiteFileError, UsageError
from crawler.loader import SiteLoader, load_site, load_sites
from tests.sites import Home

GOOD = """
from crawler import ArticlePage, Channel, ListPage, SiteSpider

class Kjj(SiteSpider):
    name = "kjj"
    title = "某某市科技局"
    home = "https://kjj.example.gov.cn/"
    channels = (Channel("news", "科技动态"),)
"""


def load(home: Home, text: str, name: str = "kjj"):
    home.write(name, text)
    return load_site(home.root / "spiders" / f"{name}.py")


def test_a_good_file_loads(home: Home) -> None:
    site = load(home, GOOD).describe()
    assert (site.name, site.title, site.host) == ("kjj", "某某市科技局", "kjj.example.gov.cn")


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ('    chanels = (Channel("a", "b"),)', "chanels", "channels"),
        ("    listings = ListPage()", "listings", "listing"),
        ('    hme = "x"', "hme", "home"),
        ('    titel = "x"', "titel", "title"),
        ('    title = ""', "title", "value"),
        ('    home = "kjj.example.gov.cn"', "home", "http"),
        ('    home = "ftp://kjj.example.gov.cn/"', "home", "http"),
        ('    home = "http://[::1"', "home", "http"),
        ("    channels = ()", "channels", "value"),
        ('    channels = (Channel("news", "科技动态"))', "channels", "comma"),
        ('    channels = ("news",)', "channels[1]", "Channel"),
        ('    channels = (Channel("News!", "x"),)', "channels[1].key", "lower-case"),
        ('    channels = (Channel("a", "x"), Channel("a", "y"))', "channels[2].key", "once"),
        ('    channels = (Channel("a", "x", "javascript:void(0)"),)', "channels[1].url", "http"),
        ('    listing = ListPage(items="div[")', "listing.items", "CSS"),
        ('    listing = "div li"', "listing", "ListPage"),
        ('    articles = (ArticlePage(body=".a"))', "articles", "comma"),
        ('    articles = (ArticlePage(body="]"),)', "articles[1].body", "CSS"),
        ('    articles = (".a",)', "articles[1]", "ArticlePage"),
        ('    hosts = ("www2.example.gov.cn")', "hosts", "comma"),
        ('    name = "other"', "name", "kjj"),
    ],
)
def test_a_mistake_names_file_field_found_and_expected(home: Home, change: str, field: str, expected: str) -> None:
    with pytest.raises(SiteFileError) as caught:
        load(home, GOOD + change + "\n")
    assert caught.value.exit_code == 2
    assert caught.value.file == "spiders/kjj.py" and caught.value.field == field
    assert expected in caught.value.expected
    for part in ("spiders/kjj.py", field, "found", "expected"):
        assert part in str(caught.value)


@pytest.mark.parametrize("field", ["name", "title", "home", "channels"])
def test_a_missing_field_is_named(home: Home, field: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.strip().startswith(f"{field} ="))
    with pytest.raises(SiteFileError) as caught:
        load(home, text)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("import nothing_of_that_name", "line 1"),
        ("x = (", "line 1"),
        ("\n\n1 / 0", "line 3"),
        ("from crawler import Channel\nChannel(key='a', titel='b')", "line 2"),
        ("from crawler import Nonsense", "line 1"),
    ],
)
def test_a_file_that_does_not_load_names_its_line(home: Home, text: str, place: str) -> None:
    with pytest.raises(SiteFileError) as caught:
        load(home, text)
    assert caught.value.field == place


@pytest.mark.parametrize("text", ["", GOOD + GOOD.replace("class Kjj", "class Other")])
def test_a_file_holds_exactly_one_site(home: Home, text: str) -> None:
    with pytest.raises(SiteFileError, match="exactly one"):
        load(home, text)


def test_reserved_and_impossible_names_are_refused(home: Home) -> None:
    for name in ("demo", "feeds", "exports", "all"):
        with pytest.raises(SiteFileError):
            load(home, GOOD.replace('"kjj"', f'"{name}"'), name)
        with pytest.raises(UsageError):
            load_sites(home.root, [name + "_"])


def test_an_unknown_site_names_the_nearest(home: Home) -> None:
    for name in ("kjt_sc", "kjj_huaian", "tongchuan"):
        home.write(name, GOOD)
    with pytest.raises(UsageError, match="kjt_sc") as caught:
        load_sites(home.root, ["kjt_cs"])
    assert caught.value.exit_code == 2
    with pytest.raises(UsageError, match="3 known"):
        load_sites(home.root, ["zzzzzz"])


def test_a_wrong_file_costs_only_itself_unless_it_was_named(home: Home) -> None:
    home.write("kjj", GOOD)
    home.write("wrong", "1 / 0")
    loaded = load_sites(home.root, [])
    assert isinstance(loaded["wrong"], SiteFileError) and not isinstance(loaded["kjj"], SiteFileError)
    with pytest.raises(SiteFileError):
        load_sites(home.root, ["kjj", "wrong"])


def test_ten_thousand_site_files_are_listed_without_importing_any(home: Home) -> None:
    for number in range(10_000):
        (home.root / "spiders" / f"s{number}.py").touch()
    (home.root / "spiders" / "s7.py").write_text("raise SystemExit('imported')")
    (home.root / "spiders" / "_private.py").touch()
    (home.root / "spiders" / "not-a-name.py").touch()
    before = set(sys.modules)
    names = SiteLoader(home.root).list()
    assert len(names) == 10_000 and names == sorted(names)
    assert not [name for name in set(sys.modules) - before if name.startswith("spiders.")]


def test_the_loader_gives_only_what_was_asked_for(home: Home) -> None:
    home.write("kjj", GOOD)
    home.write("wrong", "1 / 0")
    assert SiteLoader(home.root).load("kjj").name == "kjj"
    with pytest.raises(KeyError):
        SiteLoader(home.root).load("nobody")


def test_the_project_s_own_site_files_are_sound() -> None:
    root = Path(__file__).parents[1]
    loaded = load_sites(root, [])
    assert len(loaded) >= 5
    assert [error for error in loaded.values() if isinstance(error, SiteFileError)] == []
