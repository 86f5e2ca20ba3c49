"""The pages for users name only commands and options that exist, and the README names every command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.sites import Home

ROOT = Path(__file__).parents[1]
FANGZHI = str(Path(sys.executable).with_name("fangzhi"))
PAGES = ["README.md", "README.zh-CN.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
#: In a code block a command must be runnable as it stands; in a sentence its name will do.
_IN_BLOCK = re.compile(r"^(?:[A-Z_]+=\S+ )*(\S*fangzhi) ([a-z][a-z-]*)([^#|\n]*)", re.MULTILINE)
_IN_LINE = re.compile(r"`(?:\.venv/bin/)?fangzhi ([a-z][a-z-]*)([^`\n]*)`")


@cache
def help_of(*command: str) -> str:
    environment = os.environ | {"FANGZHI_LANG": "en", "COLUMNS": "200"}
    return subprocess.run([FANGZHI, *command, "--help"], env=environment, capture_output=True, text=True).stdout


def commands() -> set[str]:
    return set(re.findall(r"^  ([a-z][a-z-]*)  ", help_of().partition("Commands:")[2], re.MULTILINE))


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[str]:
    """The code blocks that name no language: commands, and what they print."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)
    return [block for language, block in found if not language]


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_options_of_the_docs_exist(page: str) -> None:
    text = text_of(page)
    found = [(name, rest) for _, name, rest in _IN_BLOCK.findall("\n".join(blocks(page)))] + _IN_LINE.findall(text)
    for name, rest in found:
        assert name in commands(), f"{page}: fangzhi {name}"
        for option in re.findall(r"(?<!\S)(--[a-z-]+)", rest):
            assert option in help_of(name), f"{page}: fangzhi {name} {option}"


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_blocks_run_as_they_stand(page: str) -> None:
    assert {where for where, *_ in _IN_BLOCK.findall("\n".join(blocks(page)))} <= {".venv/bin/fangzhi"}, page


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(page: str) -> None:
    text = text_of(page)
    assert commands()
    assert not {name for name in commands() if f"fangzhi {name}" not in text}


@pytest.mark.parametrize("page", ["docs/operations.md", "docs/operations.zh-CN.md"])
def test_the_backup_of_the_docs_is_whole(page: str, demo: Home, tmp_path: Path) -> None:
    block = next(block for block in blocks(page) if "backup" in block)
    script = block.replace("output/example", "output/demo/tongchuan").replace("-C output", "-C output/demo")
    script = script.replace("example", "tongchuan").replace(".venv/bin/fangzhi", FANGZHI)
    # SQLite's shell is not on every machine; Python's backup is the same call.
    copy = "import sqlite3, sys; a, b = sys.argv[1:]; sqlite3.connect(a).backup(sqlite3.connect(b.split()[1]))"
    script = script.replace("sqlite3 ", f"{sys.executable} -c '{copy}' ", 1)
    environment = demo.environment(HOME=str(tmp_path))
    ended = subprocess.run(
        ["/bin/sh", "-ec", script], cwd=demo.root, env=environment, capture_output=True, text=True, timeout=120
    )
    assert (ended.returncode, ended.stderr.strip()) == (0, "")
    assert ended.stdout.rstrip().endswith(": sound")
