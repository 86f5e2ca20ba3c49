"""Roles without a colon: 文 谷雨田 图 沈清明, 科普部 谷雨田 供稿, 记者 谷雨田 文 沈清明 摄."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.outline import EDGE
from crawler.normalize.people import is_unit, looks_like_name

_NAMES = r"[\u4e00-\u9fff]{2,4}(?:[\s、]{1,2}[\u4e00-\u9fff]{2,4}){0,2}"
_WRITTEN_AND_DRAWN = re.compile(
    rf"(?<![^\s{EDGE}(（【\[])(?P<wrote>文字?)[\s{EDGE}]{{1,4}}{_NAMES}[\s{EDGE}]{{1,6}}"
    rf"(?P<took>图片?|摄影?)[\s{EDGE}]{{1,4}}{_NAMES}(?=[\s{EDGE})）】\]]|$)"
)
# 谷雨田 文 沈清明 摄; not 谷雨田 文/摄, 谷雨田 拍摄
_CAMERA = re.compile(
    r"(?:[\s\0]文字?[\s\0]+(?P<other>[\u4e00-\u9fff·、\s]{2,20}?))?"
    r"[\s\0]{0,6}(?<![文图圖拍并並/／])[摄攝]影?[\s\0]{0,6}$"
)
_GIVEN = "供稿"
_DAY = re.compile(r"[\d\-/.:：年月日时分秒]+")
_WORD = re.compile(rf"[^\s{EDGE}、，,（）()【】\[\]]+")
# 图片由县科协供稿, 欢迎各乡镇供稿 speak.
_SPEAKS = re.compile("[由请各为向迎的]")


def written_and_drawn(plain: str) -> Iterator[tuple[int, int, str]]:
    """文 谷雨田 图 沈清明: (start, end, label) of both, where names follow both."""
    if match := _WRITTEN_AND_DRAWN.search(plain):
        for name in ("wrote", "took"):
            yield match.start(name), match.end(name), match[name]


def given_by(plain: str) -> tuple[int, int] | None:
    """Who stands before the word at a line's end: 2019-04-18 科普部 谷雨田 供稿; (start, end), None if no names do."""
    end = plain.rfind(_GIVEN)
    if _WORD.search(plain, end + len(_GIVEN)):
        return None
    words = list(_WORD.finditer(plain, 0, end))
    named = [word for word in words if _is_giver(word[0])]
    if not named or not all(word in named or _DAY.fullmatch(word[0]) for word in words) or words[-1] not in named:
        return None
    return named[0].start(), end


def taken_by(text: str) -> tuple[str, str]:
    """(who wrote, who took the picture) of names that 摄 stands behind; neither where it does not."""
    match = _CAMERA.search(text) if text.rstrip()[-1:] in ("摄", "攝", "影") else None
    if match is None:
        return "", ""
    return (text[: match.start()], match["other"]) if match["other"] else ("", text[: match.start()])


def _is_giver(word: str) -> bool:
    return 2 <= len(word) <= 14 and (looks_like_name(word) or (is_unit(word) and not _SPEAKS.search(word)))
