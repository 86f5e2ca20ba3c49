"""The first lines of a body that still belong to the heading: the title again, a dash subtitle, the authors' names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.bylines import byline_line, opening_byline
from crawler.extract.head_names import squeeze
from crawler.extract.labels import has_label
from crawler.extract.outline import Line
from crawler.extract.titles import dash_subtitle
from crawler.items import Said
from crawler.normalize.people import names_in

_COMMENTATOR = re.compile(r"^(?:□\s*)?[\u4e00-\u9fff]{2,8}(?:评论员|理论学习中心组|课题组|特约评论员)$")
_MARKS = re.compile(r"^[\s□■●◎○△▲◆—\-－*※]+")
# 本报南宁讯, 新华社北京5月30日电: how a report begins
_DATELINE = re.compile(r"^[\s　]*(?:[（(【]?\w{2,12}(?:讯|消息|(?:\d{1,2}月)?\d{1,2}日电)[\s　]?[（(:：】，,）)])")
_STATEMENT_END = tuple("。；：:！？…")
_LONGEST = 60
_LINES = 4
_BROKEN = 6


def opening(lines: list[Line], title: str | None) -> tuple[int, list[Said]]:
    """How many of the body's first lines are heading, and what they say."""
    start, said = _repeated_title(lines, title)
    for place in range(start, min(len(lines) - 1, start + _LINES)):
        found = list(_heading_line(lines[place], lines[place + 1]))
        if not found:
            break
        said += [statement for statement in found if statement.field != "subtitle" or not _has_subtitle(said)]
        start = place + 1
    return start, said


def _repeated_title(lines: list[Line], title: str | None) -> tuple[int, list[Said]]:
    """A body that prints its title again, perhaps below a line that is the subtitle."""
    plain = squeeze(title or "")
    for place, line in enumerate(lines[:3]):
        if plain and _begins(line, plain) and squeeze(line.text) == plain:
            above = lines[place - 1] if place else None
            if above is None and place + 2 < len(lines) and _is_second_line(lines[place + 1], lines[place + 2]):
                return place + 2, [_subtitle(lines[place + 1], "below the title in the body")]
            if above is None or len(above.text) > _LONGEST:
                return place + 1, []
            return place + 1, [_subtitle(above, "above the title in the body")]
        if len(line.text) > _LONGEST:
            break
    return _broken_title(lines, plain), []


def _broken_title(lines: list[Line], plain: str) -> int:
    """How many first lines together are the title: documents print it centred, broken where it looks well."""
    whole = ""
    if not (lines and _begins(lines[0], plain)):
        return 0
    for place, line in enumerate(lines[:_BROKEN]):
        whole += squeeze(line.text)
        if not plain.startswith(whole):
            return 0
        if whole == plain:
            return place + 1
    return 0


def _begins(line: Line, plain: str) -> bool:
    """Whether a line begins as the title does: asked first, as a paragraph is long."""
    return plain.startswith(squeeze(line.text[: len(plain)]))


def _is_second_line(line: Line, following: Line) -> bool:
    """Whether a line below the repeated title is its subtitle: no sentence, and the report begins right below it."""
    text = line.text
    if not 8 <= len(text) <= _LONGEST or line.linked or has_label(line.raw) or text.endswith(_STATEMENT_END):
        return False
    if names_in(text, strict=True) or any(True for _ in byline_line(text)):
        return False
    return bool(_DATELINE.match(following.text)) or any(True for _ in opening_byline(following.text))


def _heading_line(line: Line, following: Line) -> Iterator[Said]:
    if len(line.text) > _LONGEST or line.linked:
        return
    if (subtitle := dash_subtitle(line)) is not None:
        yield subtitle
        return
    byline = list(byline_line(line.text))
    yield from byline
    if not byline and len(following.text) >= 20:
        yield from _names(line)


def _names(line: Line) -> Iterator[Said]:
    """颜晓峰, or 人民日报评论员: a line of names alone. Two letters might be any word."""
    text = _MARKS.sub("", line.text)
    names = names_in(text, strict=True) if len(text) <= 24 else []
    if _COMMENTATOR.match(text) or (names and (len(names) > 1 or len(names[0]) > 2 or " " in text)):
        yield Said(field="author", raw=text, method="byline", locator="byline: first line of the body")


def _has_subtitle(said: list[Said]) -> bool:
    return any(statement.field == "subtitle" for statement in said)


def _subtitle(line: Line, place: str) -> Said:
    return Said(field="subtitle", raw=line.text, method="heuristic", locator=place)
