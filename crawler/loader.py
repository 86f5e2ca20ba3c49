"""Site files: found by their names, imported only when asked for, checked before anything runs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from scrapy.http import Request
from scrapy.settings import BaseSettings

from crawler.errors import SiteFileError
from crawler.project import check_names, site_names
from crawler.site import problems_of

if TYPE_CHECKING:
    from crawler.spider import SiteSpider


class SiteLoader:
    """Scrapy's spider loader for this project. Ten thousand site files cost one folder listing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SiteLoader:
        """Called by Scrapy."""
        return cls(Path(settings["FANGZHI_ROOT"]))

    def list(self) -> list[str]:
        """Names of all sites."""
        return site_names(self.root)

    def load(self, spider_name: str) -> type[SiteSpider]:
        """The spider class of a site. KeyError for an unknown name, SiteFileError for a wrong file."""
        if spider_name not in self.list():
            raise KeyError(f"Spider not found: {spider_name}")
        return load_site(self.root / "spiders" / f"{spider_name}.py")

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]
        """Names of the sites whose hosts a request belongs to (used by `scrapy fetch` and `scrapy shell`)."""
        return [name for name in self.list() if self.load(name).describe().owns(request.url)]


def load_sites(root: Path, wanted: list[str]) -> dict[str, type[SiteSpider] | SiteFileError]:
    """The site files asked for (all when none is named); a wrong file gives its error in place of the class.

    Raises UsageError for an unknown name and the SiteFileError of a wrong file that was named.
    """
    sites: dict[str, type[SiteSpider] | SiteFileError] = {}
    for name in check_names(root, wanted):
        try:
            sites[name] = load_site(root / "spiders" / f"{name}.py")
        except SiteFileError as error:
            if wanted:
                raise
            sites[name] = error
    return sites


def load_site(path: Path) -> type[SiteSpider]:
    """Import one site file and check its data."""
    from crawler.spider import SiteSpider

    file = f"spiders/{path.name}"
    module = _import(path, file)
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, SiteSpider) and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        names = ", ".join(cls.__name__ for cls in found) or "none"
        raise SiteFileError(file, "class", names, "exactly one class derived from SiteSpider")
    _check(file, path.stem, found[0])
    return found[0]


def _import(path: Path, file: str) -> ModuleType:
    name = f"spiders.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SiteFileError(file, "file", str(path), "a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # someone's hand-written Python: any mistake of theirs is named
        del sys.modules[name]
        line = _line_in(path, error)
        raise SiteFileError(file, line, f"{type(error).__name__}: {error}", "a site file that loads") from error
    return module


def _line_in(path: Path, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}"
    trace = error.__traceback__
    line = None
    while trace:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"line {line}" if line else "file"


def _check(file: str, stem: str, spider: type[SiteSpider]) -> None:
    for field, expected in spider.unknown_fields():
        raise SiteFileError(file, field, getattr(spider, field), expected)
    missing = [field for field in ("name", "title", "home", "channels") if not getattr(spider, field, None)]
    if missing:
        raise SiteFileError(file, missing[0], None, f"a value ({', '.join(missing)} must be set)")
    if spider.name != stem:
        raise SiteFileError(file, "name", spider.name, f"{stem!r}, the name of the file")
    for field, found, expected in problems_of(spider.describe()):
        raise SiteFileError(file, field, found, expected)
