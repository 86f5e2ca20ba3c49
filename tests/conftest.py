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
