"""Labels and their values in one line of text: 来源:科技部 发布时间:2020-04-03 阅读: 字体.

A value ends at the next label, tool word or separator and never swallows it; an empty value stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from crawler.extract import english
from crawler.extract.outline import EDGE
from crawler.extract.unmarked import given_by, taken_by, written_and_drawn
from crawler.extract.vocabulary import (
    ELSEWHERE,
    ENGLISH,
    LABELS,
    LOOSE_TOOLS,
    PERSON_FIELDS,
    TOOLS,
    WEAK_LABELS,
    simplified,
)
from crawler.normalize.people import could_be_name, could_sign, is_unit

_LONGEST_LINE = 1500
_BLANK = f" \t\r\n\xa0\u3000{EDGE}"
_NO_LABEL = f"{EDGE}【】[]〔〕"
_GAP = rf"[\s{EDGE}]{{0,6}}"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value: `label` in its simplified form, `field` what it means, `start` where it stands."""

    label: str
    field: str
    value: str
    start: int
    end: int
    glyphs: str

    @property
    def printed(self) -> str:
        """The label in the page's own letters, without spaces and colon: 責任編輯."""
        letters = "".join(char for char in self.glyphs if not char.isspace() and char not in _NO_LABEL)
        return self.label if self.label in ENGLISH else letters[: len(self.label)]


_PEOPLE = frozenset(label for label, field in LABELS.items() if field in PERSON_FIELDS or field == "source")
_NAMED = frozenset(label for label, field in LABELS.items() if field in PERSON_FIELDS and label not in WEAK_LABELS)
_LONGEST_LABEL = max(map(len, LABELS))
_LAST_LETTERS = frozenset(label[-1] for label in LABELS)
_FIELDS = {**LABELS, **ENGLISH}
# Colons, or one bar. (Written so that it begins with one set of letters: the search for those is quick.)
_MARK = re.compile(r"[:：﹕∶|｜丨︱∣┃│▏/／](?:(?<=[:：﹕∶])[:：﹕∶]+)?")
# 供稿/照片: and 文/图: are labels with a bar inside.
_JOINED = re.compile(rf"{_GAP}\w{{1,3}}{_GAP}[:：﹕∶]")
_ASIDE = re.compile(rf"[(（][^()（）]{{1,8}}[)）]{_GAP}$")
# 编辑 刘锐 编审 吕莹: no colon anywhere, a boundary before and white space after. What fits is looked up in _NAMED.
_WITHOUT_MARK = re.compile(
    rf"[{''.join(sorted({label[0] for label in _NAMED}))}](?<![^\s{EDGE}(（【\[|｜、，,□■●].)"
    rf"(?=(?P<rest>[^\s{EDGE}]{{0,{max(map(len, _NAMED)) - 1}}})(?:[\s{EDGE}]|$))",
    re.S,
)
# 来源<span>科技网</span>: the edge of an element does the colon's work.
_SOURCES = [label for label, field in LABELS.items() if field == "source" and label not in WEAK_LABELS]
_BEFORE_EDGE = re.compile(
    rf"(?<![^\s{EDGE}（(【\[|｜])(?P<label>{'|'.join(sorted(_SOURCES, key=len, reverse=True))})"
    rf"(?=\s{{0,3}}{EDGE}[\s{EDGE}]{{0,6}}[^\s{EDGE}:：|｜/>])"
)
# Each of them holds one of these.
_SOURCE_LETTER = re.compile("[源自处]")
# 编辑：李明远 校对 赵云飞: between names only what a name follows is a label.
_NAME_FOLLOWS = re.compile(rf"[\s{EDGE}]+[\u4e00-\u9fff]{{2,4}}(?=[\s{EDGE}、\])）】]|$)")
# 来源：法制办点击：9: everyday words that are labels behind a value when a number follows them.
_GLUED = frozenset(["时间", "日期", "点击", "浏览", "阅读"])
_WORD_RUN = re.compile(r"[\w·（）()《》“”]{2,24}")
_NUMBER_FOLLOWS = re.compile(rf"[\s{EDGE}]{{0,4}}[\d二〇]")
# 【来源】水利局: brackets around the label do the colon's work.
_BRACKETED = re.compile(rf"[【〔\[]{_GAP}(\w[\w\s/]{{0,8}}){_GAP}[】〕\]](?=[\s{EDGE}]{{0,6}}[^\s{EDGE}【〔\[])")
# 摄影：赵云飞 预审：钱文: a label that the table does not know ends a name all the same.
_ANY_LABEL = re.compile(
    rf"(?:[\s{EDGE}、，,;；/|]|^)[\u4e00-\u9fff]{{2,6}}\s?[:：]|\s[A-Z][A-Za-z]{{2,11}}(?:\s[A-Z][a-z]{{1,11}})?\s?[:：]"
)
# 来源 · 余姚市融媒体中心: a dot between spaces in a colon's place
_DOTTED = re.compile(r"(?<=[\u4e00-\u9fff]) · (?=[\u4e00-\u9fff])")
_BRACKET_END = re.compile(r"[】〕\]]")
_UNMARKED_LINE = 120
_TOOL = re.compile("|".join(_GAP.join(map(re.escape, word)) for word in sorted(TOOLS, key=len, reverse=True)))
_LOOSE_TOOL = re.compile(rf"(?:^|(?<=[\s{EDGE}]))(?:{'|'.join(LOOSE_TOOLS)})(?=[\s{EDGE}:：】|]|$)")
# 游戏时报[整理]: a word about the source belongs to it.
_HOW = r"(?:整理|综合|编译|原创|转载)"
_VALUE_END = re.compile(
    rf"[|｜丨︱∣┃│▏\t【】〖「■□●◆★▲>»《]|\[(?!{_HOW}\])|(?<!整理)(?<!综合)(?<!编译)(?<!原创)(?<!转载)\]|"
    rf"(?<![A-Za-z])\s{{4,}}+(?=[^\s])"
)
# 作者：余方 向明<a>返回首页，查看更多</a>: a link that begins with a verb is no name.
_LINK_WORD = re.compile(
    rf"{EDGE}\s*[+＋>]?\s?(?:返回|查看|更多|点击|点此|加?关注|订阅|进入|展开|阅读[全原]文|举报|私信|下载|登录|TA的)"
)
_BOXED = re.compile(rf"[\s{EDGE}]{{0,3}}[\[【](?=[^\[\]【】{EDGE}]{{1,30}}[\]】])")
# 光明网-《光明日报》, 《人民日报》海外版: a name in its own marks does not end the value it stands in.
_TITLED = re.compile(
    rf"[^\s{EDGE}《]{{0,20}}《[\w·]{{2,20}}》"
    rf"(?=[\s{EDGE}\-—（(\d]|总?第|杂志|期刊|周刊|月刊|[周日晚]?报|\w{{1,6}}版|客户端|微信|公众号|网|$)"
)
# 来源：红十字会　阅读 88 次, and 浏览 次 where a script would have printed the number
_COUNTER = re.compile(
    rf"(?<=[\s{EDGE}])(?:已?被?)(?:浏览|阅读|点击|阅览|访问|查看|点阅)"
    rf"(?:(?:次数|量|数)?[\s{EDGE}]{{0,4}}\d[\d,]{{0,12}}[\s{EDGE}]{{0,4}}次|[\s{EDGE}]{{0,6}}次数?(?!\w))"
)
_STOPS = {"source": re.compile(r"[。；;！!？?…]")}
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]")
_DATED = frozenset(["publish_time", "weak_time", "document_time", "original_url", "index_number", "document_number"])
_OPEN = {")": "(", "）": "（"}
_WORD = re.compile(r"[\w·]")
_NO_LETTERS = EDGE + "丨"  # 丨 is a Chinese letter for Unicode, a bar for everyone else


@lru_cache(maxsize=2048)
def read_labels(raw: str) -> tuple[Labelled, ...]:
    """The labels of one line, left to right, with their values (white space trimmed, EDGE marks kept)."""
    raw = raw[:_LONGEST_LINE]
    if len(raw) > _UNMARKED_LINE and not _MARK.search(raw):
        return ()
    plain = simplified(raw)
    if " · " in plain:
        plain = _DOTTED.sub(" ： ", plain)
    if _BRACKET_END.search(plain):
        plain = _BRACKETED.sub(_colon_for_brackets, plain)
    if "供稿" in plain[-8:] and len(plain) <= _UNMARKED_LINE and (given := given_by(plain)):
        return (Labelled("供稿", "credit", raw[slice(*given)].strip(_BLANK), given[0], len(raw), "供稿"),)
    marks = _marks(plain)
    if not marks:
        return ()
    ends = [start for start, _, _ in marks[1:]] + [len(raw)]
    found = []
    for (start, after, label), end in zip(marks, ends, strict=False):
        field = _FIELDS[label]
        if label in ELSEWHERE:
            break
        # 来源：[市科协]
        after += len(boxed[0]) if (boxed := _BOXED.match(plain, after, end)) and field not in _DATED else 0
        stop = _value_end(plain, after, end, field)
        value = raw[after:stop].strip(_BLANK)
        if label in ENGLISH:
            if (told := english.value_of(field, value, plain[stop:end])) is None:
                continue
            value = told
        found.append(Labelled(label, field, value, start, after, raw[start:after]))
    return tuple(found) if all(_MARK.search(one.glyphs) for one in found) else tuple(_signing(found, raw))


def _signing(found: list[Labelled], raw: str) -> Iterator[Labelled]:
    """Those behind whom people stand, of labels without a colon: 编辑 刘锐, not 记者 获悉."""
    if not found[-1].value and could_sign(raw[: found[0].start].strip(f"{_BLANK}（(【[")):
        return  # 谷雨田 供稿 沈清明 编辑: people stand before their roles
    bare = {
        one: _may_sign(one.value)
        for one in found
        if one.field in PERSON_FIELDS and one.label not in ENGLISH and not _MARK.search(one.glyphs)
    }
    signed = sum(bare.values())
    for one in found:
        # 编辑 卞之 编审 琳达 监制 施蛰: between two that surely are names the third is one.
        if one not in bare or not one.value or bare[one] or (signed > 1 and could_be_name(one.value.strip(_BLANK))):
            yield from _apart_from_camera(one) if one.label.endswith(("记者", "通讯员")) else (one,)


def _apart_from_camera(one: Labelled) -> Iterator[Labelled]:
    """记者 谷雨田 摄 names who took the picture, 记者 谷雨田 文 沈清明 摄 both."""
    wrote, took = taken_by(one.value)
    if wrote or not took:
        yield replace(one, value=wrote or one.value)
    if took:
        yield Labelled("摄影", "credit", took.strip(_BLANK), one.start, one.end, "摄影")


def _colon_for_brackets(bracketed: re.Match[str]) -> str:
    label = "".join(bracketed[1].split())
    if LABELS.get(label, "other") == "other" or (label in WEAK_LABELS and label not in _GLUED):
        return bracketed[0]
    colon = " " if bracketed.string[bracketed.end()] in ":：" else "："
    return f" {bracketed[0][1:-1]}{colon}"


def _may_sign(value: str) -> bool:
    return bool(value) and (could_sign(value) or all(map(is_unit, value.split())))


def has_label(text: str) -> bool:
    """Whether a line begins with a label or holds two."""
    found = read_labels(text)
    return bool(found) and (len(found) > 1 or found[0].start <= 2)


def _marks(plain: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of every label that counts."""
    marks: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(plain):
        floor = marks[-1][1] if marks else 0
        start, label = _label_before(plain, mark.start(), floor)
        if not label:
            continue
        barred = mark[0][0] not in ":：﹕∶"
        if label in ENGLISH:
            if not barred:
                marks.append((start, mark.end(), label))
            continue
        if barred and (label not in _PEOPLE or _JOINED.match(plain, mark.end()) or _is_half(plain, start, mark.end())):
            continue
        if _bounded(plain, start, label, bool(marks), barred) or _is_glued(plain, floor, start, label, mark.end()):
            marks.append((start, mark.end(), label))
    if len(plain) <= _UNMARKED_LINE and ("y " in plain or ("文" in plain and ("图" in plain or "摄" in plain))):
        marks += [*written_and_drawn(plain), *english.written_by(plain)]
        marks = _apart(sorted(marks))
    if len(plain) <= _UNMARKED_LINE and "，" not in plain and _WITHOUT_MARK.search(plain):
        peopled = any(_FIELDS[label] in PERSON_FIELDS for _, _, label in marks)
        bare = _without_mark(plain)
        marks += [found for found in bare if not peopled or _between_names(plain, found[0], found[1])]
        marks = _apart(sorted(marks))
    if (
        len(plain) <= _UNMARKED_LINE * 2
        and EDGE in plain.strip(_BLANK)
        and _SOURCE_LETTER.search(plain)
        and not any(_FIELDS[label] == "source" for _, _, label in marks)
    ):
        marks += [(match.start(), match.end(), match["label"]) for match in _BEFORE_EDGE.finditer(plain)]
        marks = _apart(sorted(marks))
    return marks


def _is_half(plain: str, start: int, after: int) -> bool:
    """Whether label and bar are the first half of a label: 文/图 谷雨田."""
    return plain[start : after + 1] in LABELS and plain[after + 1 : after + 2].isspace()


def _between_names(plain: str, start: int, end: int) -> bool:
    """Whether a name follows a bare label. In brackets of its own it belongs to a value: 来源:科技日报(记者 张三)."""
    aside = plain[max(0, start - 1) : start] in ("(", "（") and plain[: start - 1].strip(_BLANK)
    return not aside and bool(_NAME_FOLLOWS.match(plain, end))


def _without_mark(plain: str) -> list[tuple[int, int, str]]:
    """The labels of people that have no colon and no bar behind them."""
    found = ((match.start(), match[0] + match["rest"]) for match in _WITHOUT_MARK.finditer(plain))
    return [(start, start + len(label), label) for start, label in found if label in _NAMED]


def _label_before(plain: str, end: int, floor: int) -> tuple[int, str]:
    """The longest label that ends at a mark, its letters spaced at will: (start, label) or (end, "")."""
    base = max(floor, end - 6 * _LONGEST_LABEL)
    window = plain[base:end]
    if window[-1:] in english.LAST_LETTERS:
        return english.label_before(plain, base, end, bool(floor))
    if window.rstrip().endswith((")", "）")):
        window = _ASIDE.sub("", window)
    if window.replace(EDGE, " ").rstrip()[-1:] not in _LAST_LETTERS:
        return end, ""
    places: list[int] = []
    for place in range(len(window) - 1, -1, -1):
        char = window[place]
        if char != EDGE and not char.isspace():
            places.append(base + place)
            if len(places) == _LONGEST_LABEL:
                break
    places.reverse()
    squeezed = "".join([plain[place] for place in places])
    for length in range(len(squeezed), 0, -1):
        if squeezed[-length:] in LABELS and _evenly_spaced(plain, places[-length:]):
            return places[-length], squeezed[-length:]
    return end, ""


def _evenly_spaced(plain: str, places: list[int]) -> bool:
    """索 引 号 is spaced evenly, 三审 / 三校 but for its bar; 政府网站   发布时间 is two words."""
    if places[-1] - places[0] == len(places) - 1:
        return True  # not spaced at all, as most
    letters = [pair for pair in pairwise(places) if "/" not in (plain[pair[0]], plain[pair[1]])]
    gaps = {sum(char != EDGE for char in plain[one + 1 : other]) for one, other in letters}
    return len(gaps) <= 1


def _apart(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _bounded(plain: str, start: int, label: str, inside: bool, barred: bool) -> bool:
    """Whether the label begins here: at an edge, or glued to the value of an earlier label.

    资金来源 and 报名时间 are words of their own; the table holds them, so that the longest match shields them.
    """
    before = plain[start - 1] if start else " "
    # 凡注明“来源：本网”的作品 speaks about labels.
    if before in '“"「『' or plain[max(0, start - 2) : start] in ("注明", "标注", "标明"):
        return False
    if not _WORD.match(before) or before in _NO_LETTERS:
        return True
    if barred or label in WEAK_LABELS:
        return False
    return before.isdigit() or inside or before in "次日年分秒"


def _is_glued(plain: str, floor: int, start: int, label: str, after: int) -> bool:
    """Whether a weak label stands right behind a value: 来源：法制办点击：9, not 作者：张三 截稿时间：9日."""
    value = plain[floor:start].strip(_BLANK)
    return bool(
        floor and value and label in _GLUED and _WORD_RUN.fullmatch(value) and _NUMBER_FOLLOWS.match(plain, after)
    )


def _value_end(plain: str, after: int, end: int, field: str) -> int:
    """Where the value ends: at a tool word, a separator, a stop or a bracket that was opened before it."""
    # Without the source's indentation behind it, which the expressions would try from each of its spaces.
    value = plain[after:end].rstrip(_BLANK)
    if field == "title":
        return after + _closing_bracket(value)
    lead = len(value) - len(value.lstrip(_BLANK))
    if field == "source" and (titled := _TITLED.match(value, lead)):
        lead = titled.end()
    cuts = [len(value)]
    ends = (
        _TOOL,
        _LOOSE_TOOL,
        _LINK_WORD,
        None if field == "views" else _VALUE_END,
        _STOPS.get(field),
        _COUNTER if "次" in value else None,
        None if field in _DATED else _DATE,
        _ANY_LABEL if field in PERSON_FIELDS or field == "source" else None,
    )
    for pattern in ends:
        if pattern is not None and (match := pattern.search(value, lead)):
            cuts.append(match.start())
    value = value[: min(cuts)]
    return after + len(value[: _closing_bracket(value)].rstrip("(（" + _BLANK))


def _closing_bracket(value: str) -> int:
    depth = 0
    for place, char in enumerate(value):
        if char in "(（":
            depth += 1
        elif char in _OPEN:
            depth -= 1
            if depth < 0:
                return place
    return len(value)
