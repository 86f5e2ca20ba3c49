"""The title among what heading, meta tags, <title> and list entry say."""

from __future__ import annotations

import re

from crawler.items import Said
from crawler.normalize.text import one_line

_PLAIN = re.compile(r"[\W_]+")
# 行政处罚信息公开表(金罚决字〔2024〕36号): the heading prints the number in a block of its own.
_NUMBERED = re.compile(
    r"[（(]\s*[\u4e00-\u9fff]{1,14}[〔\[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?第?\s?\d{1,5}\s?号\s*[)）]$"
)


def choose_title(statements: list[Said]) -> Said | None:
    """The strongest statement, in its fullest form: the printed heading where a meta tag says the same or less."""
    if not statements:
        return None
    best = statements[0]
    for other in statements[1:]:
        if _fuller(other, best) and _same(best.raw, other.raw):
            best = other
    return best


def _fuller(other: Said, best: Said) -> bool:
    """Whether `other` says the same title better: as printed on the page, or where `best` is cut off."""
    if _is_cut(other.raw):
        return False
    if _is_cut(best.raw):
        return len(_squeeze(other.raw)) > len(_squeeze(best.raw)) - 3
    if other.method != "heuristic" or best.method != "meta":
        return False
    # A meta tag joins a two-line title; the page's heading keeps the lines apart.
    return not _NUMBERED.search(best.raw) or bool(_NUMBERED.search(other.raw))


def _is_cut(text: str) -> bool:
    return text.endswith(("..", "…"))


def _same(one: str, other: str) -> bool:
    first, second = _squeeze(one_line(one)), _squeeze(one_line(other))
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def _squeeze(text: str) -> str:
    return (text if text.isalnum() else _PLAIN.sub("", text)).lower()
