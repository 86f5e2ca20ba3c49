"""Full text for Chinese in SQLite: every two neighbouring characters are one word of the index.

SQLite's own tokenizers find no two-character words: unicode61 takes a whole sentence for one word, and trigram
needs three characters. 国家标准 is indexed as "国家 家标 标准 准"; the last character stands alone so that one
character can be found as a prefix. Letters and digits stay whole words.
"""

from __future__ import annotations

import re

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")


def index_text(text: str | None) -> str:
    """The words of a text as articles_fts holds them, separated by spaces."""
    return " ".join(_words(text or ""))


def match_form(wanted: str) -> str:
    """The FTS5 query that finds a word or phrase as it is written: 国家标准 → `"国家 家标 标准"`.

    One Chinese character becomes a prefix query. Raises ValueError when there is nothing to look for.
    """
    runs = list(_RUN.finditer(wanted))
    if not runs:
        raise ValueError(f"nothing to look for in {wanted!r}")
    words = _words(wanted)
    last = runs[-1].group(1)
    if last and len(last) > 1:
        words.pop()  # in the text the run may go on
    prefix = "*" if last and len(last) == 1 else ""
    return f'"{" ".join(words)}"{prefix}'


def _words(text: str) -> list[str]:
    words: list[str] = []
    for han, other in _RUN.findall(text):
        if other:
            words.append(other)
        else:
            words += [han[start : start + 2] for start in range(len(han))]
    return words
