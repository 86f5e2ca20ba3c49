"""What a heading line holds besides its title: words pinned to it, a date, labels.

<h1><span>原创</span>最不愁吃肉的国家</h1> · <h1>会议召开 <small>2020-01-02</small></h1>
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.extract.labels import read_labels
from crawler.extract.outline import EDGE, Line, clean
from crawler.normalize.dates import find_date

# Words that pages pin to a heading in an element of their own. The first are never part of a title.
_PINNED = "置顶 原创 转载 推荐 荐 顶 热 新 精 精华 转 原 头条 new hot top"
_PINS = frozenset(_PINNED.split())
_OFTEN_PINNED = "图解 独家 视频 组图 图集 专题 快讯 直播 图文 音频 专栏 最新 重磅 热点 首发 投稿 官方"
_BADGES = _PINS | frozenset(_OFTEN_PINNED.split())
_BRACKETS = " []【】()（）［］〔〕|｜·:："
_PLAIN = re.compile(r"[\W_]+")
_AROUND_DATE = " \t[]()（）【】|｜-—:："


def title_of(line: Line, is_title: Callable[[str], bool]) -> tuple[str, bool]:
    """A heading line's title, and whether the line says other things too. `is_title`: whether the head begins so."""
    pieces = [piece for part in line.raw.split(EDGE) if (piece := clean(part))]
    kept = _without_statements(pieces)
    shared = len(kept) < len(pieces)
    if len(kept) > 1 and _is_badge(kept[0], "".join(kept[1:]), is_title):
        kept = kept[1:]
    if len(kept) > 1 and _is_badge(kept[-1], "".join(kept[:-1]), is_title):
        kept = kept[:-1]
    if len(kept) == len(pieces):
        return line.text, False
    # The line's own spelling between its first and its last piece: pieces may be parts of one word.
    start = line.text.find(kept[0])
    end = line.text.rfind(kept[-1]) + len(kept[-1])
    return (line.text[start:end] if 0 <= start < end else " ".join(kept)), shared


def _without_statements(pieces: list[str]) -> list[str]:
    """The pieces before the first that is a date or begins with a label: 来源：市科协 时间：2020-01-02."""
    for place, piece in enumerate(pieces[1:], 1):
        labels = read_labels(piece)
        moment = find_date(piece)
        dated = moment is not None and not clean(piece[: moment.start] + piece[moment.end :]).strip(_AROUND_DATE)
        if dated or (labels and labels[0].start == 0 and (labels[0].value or len(labels) > 1)):
            return pieces[:place] if len("".join(pieces[:place])) >= 4 else pieces
    return pieces


def _is_badge(piece: str, rest: str, is_title: Callable[[str], bool]) -> bool:
    word = piece.strip(_BRACKETS).lower()
    named = is_title(_PLAIN.sub("", piece + rest).lower())
    if word in _PINS:
        return not named or word == "置顶"
    return word in _BADGES and word == piece and len(rest) >= 6 and not named
