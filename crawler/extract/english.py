"""Labels of pages in English, also in a Chinese site's shell: Source: China Daily, By SHEN Yifan, Editor: Hu Ying.

They count where a piece of a line begins, and only before what could be their value: texts use these words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.outline import EDGE
from crawler.extract.vocabulary import ENGLISH

LAST_LETTERS = frozenset(label[-1] for label in ENGLISH)
_ANY = "|".join(sorted(ENGLISH, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|[{EDGE}|｜(（\[【\t\n/\u3000]\s?|\s\s)({_ANY})\s?$")
_LABEL_INSIDE = re.compile(rf"[\s{EDGE}|｜(（\[【/]({_ANY})\s?$")
_UNKNOWN_LABEL = re.compile(r"\s[A-Z](?=[A-Za-z ]{1,24}[:：])")
_PIECE_END = re.compile(rf"\s\s|[{EDGE}\u3000]")
# Words of a text end in ways that no syllable of a Chinese name does: By High Speed Rail is no byline.
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?ang|i?ong|eng|ing|i?an|u?an|en|in|un|i?ao|u?ai|ei|ui|i?ou|iu|[iuv]e|er|ia|ua|uo|[aoeiuv])"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}['’\-]?){{1,3}}", re.I)
_LATIN = r"[A-Z][A-Za-z'’\-]{1,17}(?: [A-Z][A-Za-z'’\-]{1,17}){1,2}"
_BY = re.compile(
    rf"(?:^|[{EDGE}|｜(（\n]\s?|\s\s)(?P<label>By|Photos? by|Written by|Edited by) "
    rf"(?P<names>{_LATIN}(?:(?:,| and| &) {_LATIN}){{0,3}})(?=\s?(?:$|[{EDGE}|｜)）\n])|\s\s)"
)
_PERSON = r"(?:[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){1,3}|[\u4e00-\u9fff·]{2,8}|[a-z]\w{2,15})"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?: ?[,、/;]| and| &) ?{_PERSON}){{0,5}}")
_MEDIUM = re.compile(r"[A-Z\u4e00-\u9fff][\w.,'’&()\-]{0,24}(?: [\w.,'’&()\-]{1,24}){0,6}")


def label_before(plain: str, base: int, end: int, inside: bool) -> tuple[int, str]:
    """The label that ends at a colon: (start, label) or (end, ""). `inside`: another label stands before it."""
    match = (_LABEL_INSIDE if inside else _LABEL).search(plain, base, end)
    return (match.start(1), match[1]) if match else (end, "")


def value_of(field: str, value: str, rest: str) -> str | None:
    """The value behind a label, None if that is none: a sentence, or a name that `rest` may go on with.

    Source: China Daily Views: 33 does not tell where the name ends.
    """
    value = _PIECE_END.split(value, maxsplit=1)[0].rstrip(" ;,")
    return None if value and (_UNKNOWN_LABEL.match(rest) or not _follows(field, value)) else value


def written_by(plain: str) -> Iterator[tuple[int, int, str]]:
    """By SHEN Yifan, alone or between bars: (start, end, label)."""
    for match in _BY.finditer(plain):
        words = re.split(r"[ ,&]+", match["names"].replace(" and ", " "))
        if all(_PINYIN.fullmatch(word) for word in words):
            yield match.start("label"), match.end("label"), match["label"]


def _follows(field: str, value: str) -> bool:
    """Whether a value may stand behind an English label: a name in capitals, an account, a medium; no sentence."""
    if field == "source":
        return bool(_MEDIUM.fullmatch(value))
    return field not in ("author", "editor", "credit") or bool(_PEOPLE.fullmatch(value))
