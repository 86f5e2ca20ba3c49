"""Header, footer and byline lines: every value is read, and nothing that is not printed."""

from __future__ import annotations

import pytest

from tests.extract.labelled import FIELDS, LabelledLine, labelled_lines, read


@pytest.mark.parametrize("line", labelled_lines(), ids=lambda line: line.name)
def test_line_says_what_it_prints_and_no_more(line: LabelledLine) -> None:
    article = read(line).to_dict()
    found = {name: article[name] for name in FIELDS if name not in line.open}
    expected = {name: line.gold.get(name, [] if isinstance(article[name], list) else None) for name in found}
    assert found == expected, line.html


@pytest.mark.parametrize(
    "line", [line for line in labelled_lines() if "credits" in line.gold], ids=lambda line: line.name
)
def test_credits_keep_printed_roles_in_order(line: LabelledLine) -> None:
    assert [[credit.role, credit.name] for credit in read(line).credits] == line.gold["credits"]


@pytest.mark.parametrize("line", labelled_lines(), ids=lambda line: line.name)
def test_body_holds_the_paragraphs_and_no_header(line: LabelledLine) -> None:
    body = read(line).body or ""
    assert "活动采取现场讲解" in body
    assert "推动全民科学素质稳步提升。" in body
    assert "发布时间" not in body
    assert "ICP" not in body
