"""Releases of the demo, one of each format, made once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sites import Home

FORMATS = ("parquet", "csv", "jsonl", "sqlite")


@pytest.fixture(scope="session")
def releases(demo: Home) -> dict[str, Path]:
    """Folder of each release, by format."""
    made = {}
    for format_ in FORMATS:
        ended = demo.run("export", "--format", format_, "--json", FANGZHI_OUTPUT=str(demo.output / "demo"))
        assert ended.code == 0, ended.err
        made[format_] = Path(ended.json["folder"])
    return made


@pytest.fixture(scope="session")
def records(demo: Home) -> dict[str, dict[str, Any]]:
    """Every record of the demo by id, read without the code under test."""
    files = (demo.output / "demo").glob("*/articles.jsonl")
    lines = [line for path in files for line in path.read_text(encoding="utf-8").split("\n") if line]
    return {record["id"]: record for record in map(json.loads, lines)}
