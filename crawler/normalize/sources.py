"""Sources: 来源 without its label, the date behind it or the tools around it; 本网 is the site itself."""

from __future__ import annotations

import re

from crawler.normalize.dates import find_date
from crawler.normalize.people import is_publisher, is_unit, looks_like_name, names_in
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
# 科技日报记者 张三, 中国青年报 通讯员李四: who wrote it, behind whom they wrote it for.
_ROLE = re.compile(
    r"[\s,，/／|｜（(·\-—]*((?:本[报報]|[见見][习習]|特[约約]|首席|驻\w{1,4})?(?:[记記]者|通[讯訊][员員]|[实實][习習]生|作者))"
    r"[\s:：]*(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·\s、，,]{1,30}?)"
    r"(?:\s*[/／]?\s*(?:[\u4e00-\u9fff]{2,4})?(?:报道|報導|報道))?\s*[)）]?$"
)
_ROLE_ENDS = frozenset("者员員生")
# 科技处（李明远）
_ASIDE = re.compile(r"[（(]\s*([\u4e00-\u9fff·\s、，,]{2,20})\s*[)）]$")
_BARS = re.compile(r"\s*[/／|｜]\s*|\s{1,8}")
_SPACES = re.compile(r"\s{2,}")
_LONGEST = 60
_NOTHING = re.compile(
    r"^(?:[\W\d_]*|未知|无|不详|null|none|undefined|暂无|-+|"
    r"首页|正文|登录|注册|更多|关注|订阅|打印|列印|分享|收藏|下载|评论|(?:返回|查看|点击|进入|扫码|扫描).{0,10})$",
    re.I,
)


def read_source(raw: str) -> str | None:
    """The source's name in a printed value, or None when nothing is left of it."""
    raw, _, _ = split_source(raw)
    text = _SPACES.split(raw.strip(), maxsplit=1)[0]
    text = _ORIGINAL.sub("", one_line(text))
    if (moment := find_date(text)) and moment.start > 0:
        text = text[: moment.start]
    elif moment:
        return None
    text = _REPORTERS.sub("", _URL.sub("", text))
    text = _TRAILING.sub("", _balanced(_LEADING.sub("", text)))
    return None if not text or len(text) > _LONGEST or _NOTHING.match(text) else text


def split_source(raw: str) -> tuple[str, str, str]:
    """A value that names both who published and who wrote: (source, role, people): 石佳/中国青年报, 科技日报记者 张三.

    Role and people are empty where the value names a source alone.
    """
    text = raw.strip()[: _LONGEST * 2]
    match = None if _ROLE_ENDS.isdisjoint(text) else _ROLE.search(text)
    if match and match.start() >= 2 and names_in(match["names"], strict=True):
        return text[: match.start()], match[1], match["names"].strip()
    aside = _ASIDE.search(text)
    # Two letters in parentheses are rather a place: 新华社（成都）.
    if aside and aside.start() >= 2 and any(len(name) > 2 for name in names_in(aside[1], strict=True)):
        return text[: aside.start()], "", aside[1].strip()
    parts = [part for part in _BARS.split(text) if part]
    people = [part for part in parts if looks_like_name(part)] if len(parts) > 1 else []
    rest = [part for part in parts if part not in people]
    if people and len(rest) == 1 and _writes_for(rest[0]) and (len(people) == 1 or parts[0] == rest[0]):
        return rest[0], "", " ".join(people)
    return raw, "", ""


def _writes_for(name: str) -> bool:
    return (is_publisher(name) or is_unit(name)) and not find_date(name)


def is_self(source: str) -> bool:
    """Whether the source is the site's name for itself."""
    return "".join(source.split()) in SELF_NAMES


def _balanced(text: str) -> str:
    for opening, closing in ("（）", "()", "《》", "“”", "【】", "[]"):
        # 《科技日报》 is how a newspaper's name is written; other marks only surround the value.
        if opening != "《" and text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1].strip()
        if text.count(opening) > text.count(closing):
            text = text.replace(opening, "") if text.startswith(opening) else text[: text.rfind(opening)]
        elif text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[: -len(closing)]
    return text.strip()
