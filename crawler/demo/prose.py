"""The neighbours' texts: news prose put together from hand-written sentences, the same at every start.

`texts/topics.txt` holds sentences by topic, `texts/words.json` each site's units, places and firms.
No two stories of a site share a title or a paragraph: the writer keeps what it has written.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

TEXTS = Path(__file__).parent / "texts"
_SLOT = re.compile(r"\{(\w+)\}")
_FORMAL = ("notice", "publicity")
_SPREAD = {"m": (3, 9), "n": (12, 96), "k": (110, 960)}


@dataclass(frozen=True, slots=True)
class Story:
    """A title and its paragraphs, without bylines, pictures or files."""

    title: str
    paragraphs: tuple[str, ...]


@cache
def topics() -> dict[str, dict[str, tuple[str, ...]]]:
    """Sentences by topic and part: title, lead, middle, close; `theme` holds the words for {theme}."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    current: dict[str, tuple[str, ...]] = {}
    for line in (TEXTS / "topics.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            part, _, sentence = line.partition(": ")
            added = tuple(sentence.split("|")) if part == "theme" else (sentence,)
            current[part] = (*current.get(part, ()), *added)
    return found


@cache
def notes() -> dict[str, tuple[str, ...]]:
    """The hand-written texts, paragraphs by key."""
    found: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in (TEXTS / "notes.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
        elif line and not line.startswith("#"):
            found[key] = (*found.get(key, ()), line)
    return found


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = json.loads((TEXTS / "words.json").read_text("utf-8"))
    return words


class Writer:
    """Writes one site's stories, each with other sentences than the last one on its topic."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._told: dict[str, int] = {}
        self._written: set[str] = set()

    def story(self, topic: str, day: date, number: int) -> Story:
        """A story for the article `number`, of 3 to 6 paragraphs (one, for the topic "brief")."""
        stock, turn = topics()[topic], self._told.get(topic, 0)
        self._told[topic] = turn + 1
        for seed in range(number, number + 50_000, 1_000):
            title = self._fill(_nth(stock["title"], turn), topic, day, seed, "lead")
            paragraphs = self._paragraphs(stock, topic, day, seed, turn)
            if title not in self._written and self._written.isdisjoint(paragraphs):
                self._written.update([title, *paragraphs])
                return Story(title, tuple(paragraphs))
        raise ValueError(f"texts/topics.txt: [{topic}] has too few slots for another story of {self._site}")

    def caption(self, number: int, nth: int) -> str:
        """A line to stand under a picture."""
        pattern = ("图为{unit}活动现场", "{person}（左二）在{place}讲解", "{village}一景", "{unit}干部在{hall}")
        return self._fill(_nth(pattern, number + nth), "party", date(2020, 1, 1), number, f"caption{nth}")

    def table(self, number: int) -> tuple[tuple[str, ...], ...]:
        """A small table: a heading row and four rows of unit, place, count."""
        rows: list[tuple[str, ...]] = [("序号", "单位", "地点", "数量")]
        for nth in range(1, 5):
            cells = ("{unit}", "{place}", "{n}")
            rows.append(
                (str(nth), *(self._fill(c, "party", date(2020, 1, 1), number + nth, f"row{nth}") for c in cells))
            )
        return tuple(rows)

    def _paragraphs(
        self, stock: dict[str, tuple[str, ...]], topic: str, day: date, number: int, turn: int
    ) -> list[str]:
        paragraphs = [self._fill(_nth(stock["lead"], turn), topic, day, number, "lead")]
        if "middle" not in stock:
            return paragraphs
        middle = stock["middle"]
        wanted = 4 + number % 4
        # Seven is prime to every stock's length: all sentences come round before one returns.
        chosen = [_nth(middle, 7 * (turn * 3 + nth) + turn) for nth in range(min(wanted, len(middle)))]
        if topic in _FORMAL:
            chosen.sort(key=middle.index)
        at = 0
        while at < len(chosen):
            length = 1 if topic in _FORMAL else 1 + (number + at) % 2
            paragraphs.append(self._fill("".join(chosen[at : at + length]), topic, day, number, f"middle{at}"))
            at += length
        return [*paragraphs, self._fill(_nth(stock["close"], turn), topic, day, number, "close")]

    def _fill(self, pattern: str, topic: str, day: date, number: int, part: str) -> str:
        seen: dict[str, int] = {}

        def value(match: re.Match[str]) -> str:
            slot = match.group(1)
            seen[slot] = seen.get(slot, 0) + 1
            return self._slot(slot, topic, day, number, part, seen[slot])

        return _SLOT.sub(value, pattern)

    def _slot(self, slot: str, topic: str, day: date, number: int, part: str, nth: int) -> str:
        words = _words()
        if slot in _SPREAD:
            low, high = _SPREAD[slot]
            # The first number of title and lead is the same, so that they tell one story.
            return str(low + self._choice(slot, number, part, str(nth)) % (high - low + 1))
        if slot == "day":
            told = day - timedelta(days=self._choice("day", number) % 3)
            return f"{told.month}月{told.day}日"
        if slot == "year":
            return str(day.year)
        if slot == "person":
            choice = self._choice(slot, number, part)
            return str(_nth(words["surnames"], choice)) + str(_nth(words["given"], choice // 64))
        if slot == "theme":
            return str(_nth(topics()[topic]["theme"], self._choice(slot, number)))
        return str(_nth(words[self._site][slot], self._choice(slot, number)))

    def _choice(self, *what: object) -> int:
        return crc32("/".join([self._site, *map(str, what)]).encode())


def _nth(stock: Any, number: int) -> Any:
    return stock[number % len(stock)]
