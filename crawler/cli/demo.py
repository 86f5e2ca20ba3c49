"""fangzhi demo: the same crawl against the built-in replicas of five sites."""

from __future__ import annotations

from pathlib import Path

import spiders
from crawler.cli.crawl import Options, base_settings, crawl_sites
from crawler.demo.server import serve
from crawler.demo.sites import site_names
from crawler.loader import load_sites
from crawler.net.guard import AddressGuard
from crawler.project import find_root, output_folder


def demo_command(output: Path | None, *, verbose: bool, as_json: bool) -> int:
    """Run `fangzhi demo`."""
    folder = output or output_folder(find_root()) / "demo"
    options = Options(output=folder, verbose=verbose, as_json=as_json)
    settings = base_settings(options)
    package = Path(spiders.__file__).parent.parent
    with serve() as demo:
        settings.setdict(
            {
                "ADDRESS_GUARD": AddressGuard(routes=demo.routes),
                "DEMO_AUTHORITY_PEM": demo.authority_pem,
                "DOWNLOAD_DELAY": 0,
                "RETRY_WAIT": 0,
                "HOST_PAUSE": 0,
            },
            priority="cmdline",
        )
        return crawl_sites(load_sites(package, site_names()), settings, options)
