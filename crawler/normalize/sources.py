"""Sources: 来源 without its label, the date behind it or the tools around it; 本网 is the site itself."""

from __future__ import annotations

import re

from crawler.normalize.dates import find_date
from crawler.normalize.text import one_line

SELF_NAMES = frozenset(
    {
        *("本网", "本站", "本網", "本网站", "原创", "本站原创", "本网原创", "本网站原创", "本站讯", "本网讯"),
        *("本站编辑", "本网编辑", "本站整理", "本网发布", "本网综合"),
    }
)
_URL = re.compile(r"\s*(?:https?://|www\.)\S+.*$", re.I)
_TRAILING = re.compile(r"[\s,，;；:：|｜/、\-—·。.]+$")
_ORIGINAL = re.compile(r"^(?:原创|转载|综合|转自|摘自)\s*[:：]\s*")
_LEADING = re.compile(r"^[\s,，;；:：|｜/、\-—·。.]+(?=\S)")
_REPORTERS = re.compile(r"(?:\s+|[（(]\s*)(?:(?:本报|见习|特约)?记者|通讯员|作者)[\s:：]\s*\S.*$")
_SPACES = re.compile(r"\s{2,}")
_LONGEST = 60
_NOTHING = re.compile(r"^(?:[\W\d_]*|未知|无|不详|null|none|undefined|暂无|-+)$", re.I)


def read_source(raw: str) -> str | None:
    """The source's name in a printed value, or None when nothing is left of it."""
    text = _SPACES.split(raw.strip(), maxsplit=1)[0]
    text = _ORIGINAL.sub("", one_line(text))
    if (moment := find_date(text)) and moment.start > 0:
        text = text[: moment.start]
    elif moment:
        return None
    text = _REPORTERS.sub("", _URL.sub("", text))
    text = _TRAILING.sub("", _balanced(_LEADING.sub("", text)))
    return None if not text or len(text) > _LONGEST or _NOTHING.match(text) else text


def is_self(source: str) -> bool:
    """Whether the source is the site's name for itself."""
    return "".join(source.split()) in SELF_NAMES


def _balanced(text: str) -> str:
    for opening, closing in ("（）", "()", "《》", "“”", "【】", "[]"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1].strip()
        if text.count(opening) > text.count(closing):
            text = text.replace(opening, "") if text.startswith(opening) else text[: text.rfind(opening)]
        elif text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[: -len(closing)]
    return text.strip()
