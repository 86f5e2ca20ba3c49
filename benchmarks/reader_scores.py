"""Scores of the article reader against pages labelled by hand: counts first, shares at the end."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

FIELDS = ("title", "subtitle", "publish_time", "source", "author", "editor", "reviewer", "views")
PEOPLE = ("author", "editor", "reviewer")
Reading = Mapping[str, Any]
Reader = Callable[[bytes, str], Reading]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled page: its bytes, where they come from, what must be read, what is not judged."""

    name: str
    body: bytes
    url: str
    gold: dict[str, Any]
    skipped: frozenset[str]

    @property
    def held_back(self) -> bool:
        """Whether the page is in the third that nobody tunes on (by a hash of its name)."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 3 == 0


@dataclass(slots=True)
class Tally:
    """Counts over pages, and what went wrong: (page, field, found, expected)."""

    counts: Counter[str] = field(default_factory=Counter)
    sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)

    def add(self, key: str, case: Case, right: bool, found: Any, expected: Any) -> None:
        """Count one judgement `key` and remember it when it is wrong."""
        self.counts[f"{key}_of"] += 1
        self.counts[key] += right
        if not right:
            self.wrong.append((case.name, key, found, expected))

    def share(self, key: str) -> float | None:
        """The share of judgements that were right, None when there were none."""
        of = self.counts[f"{key}_of"]
        return (self.counts[key] + self.sums[key]) / of if of else None


def corpus_cases(corpus: Path) -> Iterator[Case]:
    """The real pages."""
    for line in (corpus / "articles.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        body = (corpus / "pages" / gold["file"]).read_bytes()
        yield Case(gold["file"], body, gold["url"], gold, frozenset(gold.get("ambiguous") or ()))


def line_cases(data: Path) -> Iterator[Case]:
    """The small pages with header and footer lines."""
    for number, line in enumerate((data / "metadata_lines.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        url = f"http://www.lines.example.cn/xw/{number}.html"
        yield Case(f"metadata_lines:{number}", row["html"].encode(), url, row["gold"], frozenset(row.get("open") or ()))


def own_cases() -> Iterator[Case]:
    """The project's own labelled pages, whose whole body is known."""
    from tests.extract.labelled_pages import PAGES

    for page in PAGES:
        gold = {**page.gold, "paragraphs": page.gold.get("body")}
        named = frozenset(FIELDS) - set(page.gold)
        yield Case(f"{page.family}: {page.name}", page.html.encode(page.charset, "ignore"), page.url, gold, named)


def squeeze(text: Any) -> str:
    """A text without white space."""
    return "".join(str(text).split()) if text is not None else ""


def judge(tally: Tally, case: Case, reading: Reading) -> None:
    """Compare one reading with what was typed from the page."""
    for name in FIELDS:
        if name in case.skipped or (name not in case.gold and name not in PEOPLE):
            continue
        found, gold = reading.get(name), case.gold.get(name)
        if name in PEOPLE:
            _judge_people(tally, case, name, found or (), gold or ())
        elif not gold and gold != 0:
            tally.add("empty", case, not found and found != 0, {name: found}, None)
        elif name == "publish_time":
            _judge_time(tally, case, found, gold)
        else:
            _judge_text(tally, case, name, found, gold)
    if case.gold.get("paragraphs"):
        _judge_whole_body(tally, squeeze(reading.get("body")), squeeze("".join(case.gold["paragraphs"])))
    if "body_chars" in case.gold:
        _judge_body(tally, case, squeeze(reading.get("body")))


def _allowed(case: Case, name: str, gold: Any) -> list[Any]:
    alternatives = case.gold.get(f"{name}_alt") or []
    return [gold, *(alternatives if isinstance(alternatives, list) else [alternatives])]


def _judge_text(tally: Tally, case: Case, name: str, found: Any, gold: Any) -> None:
    right = squeeze(found) in {squeeze(value) for value in _allowed(case, name, gold)}
    tally.add(f"{name} R", case, right, found, gold)
    if found or found == 0:
        tally.add(f"{name} P", case, right, found, gold)


def _judge_time(tally: Tally, case: Case, found: Any, gold: str) -> None:
    allowed = [value.removesuffix("+08:00") for value in _allowed(case, "publish_time", gold)]
    plain = str(found or "").removesuffix("+08:00")
    tally.add("day", case, plain[:10] in {value[:10] for value in allowed}, found, gold)
    tally.add("moment", case, any(_same_moment(plain, value) for value in allowed), found, gold)


def _same_moment(found: str, gold: str) -> bool:
    """Equal to the printed precision; seconds that a more precise statement adds do no harm to a minute."""
    return found == gold or (len(gold) == 16 and found == gold + ":00")


def _judge_people(tally: Tally, case: Case, name: str, found: Sequence[str], gold: Sequence[str]) -> None:
    right = [squeeze(person) for person in gold]
    named = [squeeze(person) for person in found]
    alternatives = {
        squeeze(person)
        for value in _allowed(case, name, None)
        if value
        for person in ([value] if isinstance(value, str) else value)
    }
    if not gold:
        tally.add("empty", case, not found or set(named) <= alternatives, {name: list(found)}, [])
        return
    for person in right:
        tally.add(f"{name} R", case, person in named or bool(alternatives & set(named)), list(found), list(gold))
    for person in named:
        tally.add(f"{name} P", case, person in right or person in alternatives, list(found), list(gold))


def _judge_whole_body(tally: Tally, body: str, gold: str) -> None:
    """F1 over pairs of neighbouring characters."""
    found, wanted = Counter(pairwise(body)), Counter(pairwise(gold))
    both = sum((found & wanted).values())
    tally.counts["body F1_of"] += 1
    tally.sums["body F1"] += 2 * both / max(1, sum(found.values()) + sum(wanted.values()))


def _judge_body(tally: Tally, case: Case, body: str) -> None:
    gold = case.gold
    for snippet in gold.get("must") or ():
        tally.add("snippet", case, squeeze(snippet) in body, "missing", snippet)
    for snippet in gold.get("must_not") or ():
        tally.add("leak", case, squeeze(snippet) not in body, "leaked", snippet)
    if "body_start" not in case.skipped and gold.get("body_start"):
        starts = tuple(squeeze(start) for start in _allowed(case, "body_start", gold["body_start"]))
        tally.add("start", case, body.startswith(starts), body[:20], gold["body_start"])
    if "body_end" not in case.skipped and gold.get("body_end"):
        ends = tuple(squeeze(end) for end in _allowed(case, "body_end", gold["body_end"]))
        tally.add("end", case, body.endswith(ends), body[-20:], gold["body_end"])
    size = gold["body_chars"]
    if size and not case.skipped & {"body_start", "body_end"}:
        tally.add("length", case, abs(len(body) - size) <= 0.05 * size, len(body), size)
