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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the goldens that `fangzhi new` saved and nobody has read and signed."""
    unsigned = sorted(path.parent for path in (Path(__file__).parents[1] / "unsigned").rglob("expected.json"))
    if unsigned:
        names = ", ".join("/".join(path.parts[-2:]) for path in unsigned)
        terminalreporter.write_line(f"{len(unsigned)} unsigned goldens in unsigned/: {names}")
