"""Can a site be reached? Its robots.txt and home page, asked through the same guard and politeness as a crawl."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from crawler.cli.checkup import Finding
from crawler.cli.crawl import Options, base_settings, mind_contact, quiet_logging
from crawler.cli.words import say
from crawler.errors import FangzhiError, PageError, SiteFileError
from crawler.items import PageRequest
from crawler.loader import load_sites
from crawler.probe import FetchedPage, Probe, run_probe
from crawler.site import Site


def reach_sites(root: Path, names: list[str], settings: tuple[str, ...]) -> list[Finding]:
    """One finding a site."""
    mind_contact()
    found = []
    for name, spider in load_sites(root, names).items():
        if isinstance(spider, SiteFileError):
            found.append(Finding(name, "bad", str(spider)))
        else:
            found.append(_reach(spider.describe(), settings))
    return found


def _reach(site: Site, settings: tuple[str, ...]) -> Finding:
    name, home = site.name, site.home

    async def look(probe: Probe) -> tuple[FetchedPage, dict[str, str]]:
        return await probe.fetch(PageRequest(home), role="home"), probe.report.unverified

    try:
        with quiet_logging():
            page, unverified = run_probe(home, base_settings(Options(settings=settings)), look, hosts=site.hosts)
    except PageError as error:
        return Finding(name, "bad", f"{home}: {error.kind}: {error.found}")
    except FangzhiError as error:
        return Finding(name, "bad", f"{home}: {error}")
    detail = f"{page.url}: {len(page.body)} bytes"
    for host, why in unverified.items():
        return Finding(name, "note", f"{detail}; " + say(f"{host} not verified: {why}", f"{host} 未验证证书：{why}"))
    if unneeded := sorted(site.unverified_hosts & {urlsplit(page.url).hostname or ""}):
        advice = say("the exception can go from the site file", "可从站点文件中去掉该例外")
        return Finding(
            name,
            "note",
            f"{detail}; " + say(f"the certificate of {unneeded[0]} is sound", f"{unneeded[0]} 的证书有效"),
            advice,
        )
    return Finding(name, "ok", detail)
