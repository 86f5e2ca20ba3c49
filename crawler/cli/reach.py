"""Can a site be reached? Its robots.txt and home page, asked through the same guard and politeness as a crawl."""

from __future__ import annotations

from pathlib import Path

from crawler.cli.checkup import Finding
from crawler.cli.crawl import Options, base_settings, mind_contact, quiet_logging
from crawler.errors import FangzhiError, PageError, SiteFileError
from crawler.items import PageRequest
from crawler.loader import load_sites
from crawler.probe import FetchedPage, Probe, run_probe


def reach_sites(root: Path, names: list[str], settings: tuple[str, ...]) -> list[Finding]:
    """One finding a site."""
    mind_contact()
    found = []
    for name, spider in load_sites(root, names).items():
        if isinstance(spider, SiteFileError):
            found.append(Finding(name, "bad", str(spider)))
        else:
            found.append(_reach(name, spider.describe().home, settings))
    return found


def _reach(name: str, home: str, settings: tuple[str, ...]) -> Finding:
    async def look(probe: Probe) -> FetchedPage:
        return await probe.fetch(PageRequest(home), role="home")

    try:
        with quiet_logging():
            page = run_probe(home, base_settings(Options(settings=settings)), look)
    except PageError as error:
        return Finding(name, "bad", f"{home}: {error.kind}: {error.found}")
    except FangzhiError as error:
        return Finding(name, "bad", f"{home}: {error}")
    return Finding(name, "ok", f"{page.url}: {len(page.body)} bytes")
