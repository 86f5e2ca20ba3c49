"""The pages about datasets: generated where they can be, run where they hold code."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from crawler.export.docs import record_page
from tests.sites import Home

DOCS = Path(__file__).parents[2] / "docs"
RESEARCH = (DOCS / "research.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", RESEARCH, re.MULTILINE | re.DOTALL)


def test_record_page_is_what_article_says() -> None:
    page = (DOCS / "record.md").read_text(encoding="utf-8")
    assert page == record_page(), "stale: python -m crawler.export.docs > docs/record.md"


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_of_the_research_page_runs(
    demo: Home,
    releases: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    monkeypatch.chdir(demo.root)
    exec(compile(blocks("python")[number], f"docs/research.md, block {number + 1}", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_sql_of_the_research_page_finds_articles(releases: dict[str, Path]) -> None:
    (query,) = blocks("sql")
    db = sqlite3.connect(releases["sqlite"] / "articles.sqlite")
    found = [title for _, _, title in db.execute(query)]
    (expected,) = db.execute(
        "SELECT count(*) FROM articles WHERE coalesce(title, '') || '|' || coalesce(body, '') LIKE '%志愿服务%'"
    ).fetchone()
    assert len(found) == expected > 0
