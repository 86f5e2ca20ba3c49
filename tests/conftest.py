"""Shared fixtures: a local site and a project folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import Home, LocalSite, News


@pytest.fixture
def site() -> Iterator[LocalSite]:
    """An empty local site, up."""
    with LocalSite() as running:
        yield running


@pytest.fixture
def news(site: LocalSite) -> News:
    """A site that can publish posts."""
    return News(site)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A project folder without sites."""
    return Home.make(tmp_path / "home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A project folder whose output/demo holds one whole demo crawl. To be read, not changed."""
    home = Home.make(tmp_path_factory.mktemp("demo") / "home")
    ended = home.run("demo", "--json")
    assert ended.code == 0, ended.err
    return home
