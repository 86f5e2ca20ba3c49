"""What the head calls the page: <title> without the site's name behind it, and how well a line agrees with it."""

from __future__ import annotations

import re

from crawler.extract.banners import is_banner, is_office, is_site_name
from crawler.extract.meta import Head
from crawler.extract.outline import Line, Outline

_TAIL_SEPARATOR = re.compile(r"\s*(?:[_|｜–>«»]+|(?<!—)—(?!—))\s*|\s*-{1,2}\s*|\s+·\s+")
_LONGEST_COLUMN = 8
_FIRST = re.compile(r"[^\W_]{1,4}")
_START = 4
_PLAIN = re.compile(r"[\W_]+")


def title_from_tag(head: Head, site_title: str | None = None) -> str | None:
    """The title in <title>, without the site's name and column behind it."""
    text = head.title_tag
    if not text:
        return None
    known = [name for name in (*head.site_names, site_title) if name]
    pieces = [piece for piece in _TAIL_SEPARATOR.split(text) if piece]
    if len(pieces) < 2:
        return text if text not in known else None
    first = pieces[0]
    if is_site_name(first) and not is_site_name(pieces[-1]):
        return pieces[-1]
    if len(first) < 4 or first in known:
        return max(pieces, key=len)
    return text[: text.find(first) + len(first)]


def site_names(head: Head) -> tuple[str, ...]:
    """What the head calls the site: its meta tags, and the last piece of a <title> of several."""
    pieces = [piece for piece in _TAIL_SEPARATOR.split(head.title_tag) if piece]
    return (*head.site_names, pieces[-1]) if len(pieces) > 1 and len(pieces[-1]) >= 3 else head.site_names


class Names:
    """What the head calls the page, squeezed for comparison."""

    def __init__(self, head: Head, *, strict: bool = False) -> None:
        self.strict = strict
        self.tag, self.printed = squeeze(head.title_tag), head.title_tag
        self.metas = [squeeze(said.raw) for said in head.said if said.field == "title"]
        pieces = _TAIL_SEPARATOR.split(head.title_tag)
        self.first, self.last = squeeze(pieces[0]), squeeze(pieces[-1])
        self.sites = {squeeze(name) for name in head.site_names}
        self.all = "\n".join([self.tag, *self.metas, *self.sites])
        # All of a long title but its last letter.
        self.nearly = tuple(name[:-1] for name in (*self.metas, self.tag) if len(name) >= 8)

    def whole(self, text: str) -> bool:
        """Whether <title> holds a text without a break in it."""
        return text in self.printed

    def agreements(self, lines: list[Line], longest: int) -> dict[int, float]:
        """How well lines agree with the head, by place. One that does begins with letters that the head has too."""
        found, known = {}, self.all
        letters = frozenset(known)
        for place, line in enumerate(lines):
            text = line.text
            first = text[0].lower()
            if first not in letters and first.isalnum():
                continue  # as most
            start = text[:_START].lower()
            if (start in known or (not start.isalnum() and self._knows_first(text))) and len(text) <= longest:
                found[place] = self.agreement(text)
        return found

    def _knows_first(self, text: str) -> bool:
        """Whether the head has the first letters of a line that begins with a mark or a short word: 【市科协】…."""
        first = _FIRST.search(text)
        return first is None or first[0].lower() in self.all

    def agreement(self, text: str) -> float:
        """How well a line agrees with the head: 6 as good as certain, 0 not at all."""
        plain = squeeze(text)
        if plain in self.sites:
            return -6.0
        if len(plain) < 4:
            return 2.5 if plain and plain == self.first else 0.0  # 讣告, 通知: by itself too little to go by
        if self.strict and self.is_site(text):
            return -6.0
        if plain in self.metas:
            return 7.0
        if self.tag.startswith(plain):
            # A site's name in front of everything is no title: it must fill a good part of <title>.
            return 6.0 if len(plain) * 3 >= len(self.tag) or len(plain) > 12 else 3.0
        if plain in self.tag:
            return 4.0 if len(plain) * 2 >= len(self.tag) else 1.5
        return 5.0 if plain.startswith(self.nearly) else 0.0

    def is_site(self, text: str) -> bool:
        """Whether a line is the name of an office, and <title> says no more on any page."""
        return squeeze(text) == self.tag and is_site_name(text)

    def is_banner(self, page: Outline, place: int) -> bool:
        """Whether a line is the site's name in the page's banner: all of <title>, or its first or last piece."""
        return squeeze(page.lines[place].text) in (self.tag, self.first, self.last) and is_banner(page, place)

    def is_silent(self) -> bool:
        """Whether the head names no article: <title> is a column, a site or both, and no meta tag says more."""
        pieces = [piece for piece in _TAIL_SEPARATOR.split(self.printed) if piece]
        return not self.metas and all(len(piece) <= _LONGEST_COLUMN or is_office(piece) for piece in pieces)

    def begins_with(self, plain: str) -> bool:
        """Whether the head's title goes on like this over several lines."""
        return any(name.startswith(plain) for name in (self.tag, *self.metas))


def squeeze(text: str) -> str:
    """Letters and digits only, for comparison."""
    return (text if text.isalnum() else _PLAIN.sub("", text)).lower()
