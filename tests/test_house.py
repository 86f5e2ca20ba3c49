"""The house: imports run one way, reading needs no Scrapy, documented commands exist, nothing local is named."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CRAWLER = ROOT / "crawler"
SOURCES = sorted(path for folder in ("crawler", "spiders") for path in (ROOT / folder).rglob("*.py"))

#: Who may import whom: a layer imports from itself and from those after it.
LAYERS = (
    {"cli", "__main__"},
    {"demo"},
    {"monitor", "export", "loader", "probe", "sitefile"},
    {"spider", "visit", "article_visit"},
    {"pipelines"},
    {"middlewares", "settings"},
    {"failures"},
    {"net"},
    {"archive"},
    {"reading", "identity", "walk"},
    {"normalize", "extract", "platforms"},
    {"project"},
    {"items", "errors", "site"},
)
#: Known exceptions, each with its reason.
ALLOWED = {
    ("spider", "monitor"): "the report is filled while the crawl runs",
    ("visit", "monitor"): "so it is while a channel is visited",
    ("extract", "normalize"): "dates and URLs are read by the same pure functions",
    ("extract", "platforms"): "the list reader asks which family a page is of",
    ("archive", "net"): None,
}
PURE = ("extract", "normalize", "platforms", "items.py", "errors.py", "site.py", "reading.py", "identity.py")


def imported(path: Path) -> Iterator[str]:
    """Modules that a file imports when it is imported (not under TYPE_CHECKING, not inside functions)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            if node.module == "crawler":
                yield from (f"crawler.{name.name}" for name in node.names)


def layer(module: str) -> int | None:
    parts = module.split(".")
    if parts[0] != "crawler" or len(parts) < 2:
        return None
    return next((number for number, names in enumerate(LAYERS) if parts[1] in names), None)


def test_every_module_has_its_layer() -> None:
    unknown = {
        path.relative_to(CRAWLER).parts[0].removesuffix(".py") for path in CRAWLER.rglob("*.py")
    } - set.union(*LAYERS) - {"__init__"}  # fmt: skip
    assert not unknown, f"place {unknown} in LAYERS"


def test_imports_run_one_way() -> None:
    wrong = []
    for path in CRAWLER.rglob("*.py"):
        mine = path.relative_to(CRAWLER).parts[0].removesuffix(".py")
        here = layer(f"crawler.{mine}")
        if here is None:
            continue
        for module in imported(path):
            there = layer(module)
            if there is not None and there < here and (mine, module.split(".")[1]) not in ALLOWED:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert not wrong


def test_the_engine_never_imports_sites() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in CRAWLER.rglob("*.py")
        if path.relative_to(CRAWLER).parts[0] not in ("cli", "demo")
        and any(module.split(".")[0] == "spiders" for module in imported(path))
    ]
    assert not wrong


@pytest.mark.parametrize("name", PURE)
def test_pure_code_knows_neither_scrapy_nor_network_nor_clock(name: str) -> None:
    place = CRAWLER / name
    paths = [place] if place.suffix else sorted(place.rglob("*.py"))
    assert paths
    never = {"scrapy", "twisted", "aiohttp", "socket", "requests", "sqlite3", "subprocess", "asyncio", "time"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {node}"
        for path in paths
        for node in _all_imports(path)
        if node.split(".")[0] in never or node.startswith(("urllib.request", "http."))
    ]
    assert not wrong


def _all_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def python(code: str, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, cwd=ROOT,
        env=os.environ | {"FANGZHI_LANG": "en", "COLUMNS": "200"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


HEAVY = "import sys; print(sorted({'scrapy', 'twisted', 'aiohttp'} & set(sys.modules)))"


@pytest.mark.parametrize(
    "code",
    [
        "import crawler; crawler.read_article; crawler.read_list",
        "import crawler; crawler.read_list(b'<ul><li><a href=/a.html>x</a></li></ul>', 'http://h.example.cn/')",
        "from crawler import Article, BlockedError, Channel, Entry, Listing, PageError, Part, Rule, Site",
        "import crawler.archive.verify, crawler.cli.verify",
    ],
)
def test_reading_and_checking_do_not_import_scrapy(code: str) -> None:
    assert python(f"{code}\n{HEAVY}").strip() == "[]"


@pytest.mark.parametrize("command", ["--help", "--version", "crawl --help", "verify --help"])
def test_help_does_not_import_scrapy(command: str) -> None:
    code = (
        "import sys; from crawler.cli.main import run; sys.argv[0] = 'fangzhi'\n"
        "try: run()\nexcept SystemExit as end: assert not end.code, end.code\n" + HEAVY
    )
    assert python(code, *command.split()).splitlines()[-1] == "[]"


def commands() -> set[str]:
    shown = python("from crawler.cli.main import run; run()", "--help")
    return set(re.findall(r"^  ([a-z][a-z-]+)  ", shown, re.MULTILINE))


def test_commands_in_help_are_those_of_the_contract() -> None:
    promised = set(
        "crawl demo sites read new verify doctor status watch schedule feed new-posts export".split()  # noqa: SIM905
    )
    assert {"crawl", "demo", "sites", "verify"} <= commands() <= promised


def test_every_command_has_help_with_an_example_and_json() -> None:
    for command in commands():
        shown = python("from crawler.cli.main import run; run()", command, "--help")
        assert "Example" in shown and f"fangzhi {command}" in shown, command
        assert "--json" in shown, command


def test_commands_named_in_the_documents_exist() -> None:
    known = commands()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "Makefile"):
        if not path.exists() or path.name == "CHANGELOG.md":
            continue
        for command in re.findall(r"(?:`|bin/)fangzhi ([a-z][a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert command in known, f"{path.name} speaks of `fangzhi {command}`"


def test_no_source_names_a_registry_or_a_place_on_one_machine() -> None:
    registry = re.compile(r"py[p]i\.org|python[h]osted|npm[j]s\.|mirrors\.|index-url|/simple\b")
    place = re.compile(r"[\"'`( ](/(?:home|root|work|tmp|Users|opt)/|[A-Z]:\\\\)")
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES}
    assert [path for path, text in texts.items() if registry.search(text) or place.search(text)] == []


def test_names_say_what_things_are() -> None:
    words = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common", "data", "handler"}
    wrong = [path for path in SOURCES if words & set(path.stem.split("_"))]
    assert [path.relative_to(CRAWLER).as_posix() for path in wrong] == ["net/handler.py"], "Scrapy's own word there"


def test_state_is_never_pickled() -> None:
    wrong = [
        path
        for path in SOURCES
        if any(name.split(".")[0] in ("pickle", "marshal", "shelve") for name in _all_imports(path))
    ]
    assert not wrong
