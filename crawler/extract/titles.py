"""The title: the line that the page prints as its heading, checked against <title> and the meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.banners import is_drawn_as_title
from crawler.extract.head_names import Names, squeeze
from crawler.extract.headline import title_of
from crawler.extract.labels import has_label
from crawler.extract.meta import Head
from crawler.extract.noise import ends_article, is_site_footer
from crawler.extract.outline import HEADINGS, Block, Line, Outline
from crawler.items import Said
from crawler.normalize.dates import find_date
from crawler.normalize.people import is_unit, names_in

# Class and id words of heading blocks.
_TITLE_NAMES = re.compile(
    r"title|tit(?:$|[\s_\-\d])|(?:^|[\s_\-])(?:bt|biaoti|headline|h1|subject|ucaptitle)(?:$|[\s_\-\d])|"
    r"headline|biaoti|xl_tit|_tit|(?:news|xw|wz|nr|art|con|content|page|text|detail|xx|xq|show|view)_?bt(?:$|[\s_\-\d])"
)
_SUBTITLE_NAMES = re.compile(
    r"sub_?title|sub_?tit|fubiao|(?:^|[\s_\-])(?:fbt|futi|ft|ftitle|subhead)(?:$|[\s_\-\d])|second-title|title2"
)
_DASHES = re.compile(r"^\s*[-—–―─－~～]{1,6}\s*(?=\S)")
# ——访劳动模范田禾: the second line of a heading, whatever the head says.
_SUBTITLE_DASH = frozenset("—―─")
_JOINING_START = re.compile(r"^(?:的|之|暨|及|和|与|并|等)")
_DOCUMENT_END = re.compile(
    r"(?:通知|公告|通告|意见|办法|决定|函|批复|报告|方案|规定|公示|通报|决议|命令|议案|细则|规划|纲要|"
    r"条例|启事|说明|复函|请示)(?:》|）|\))?$"
)
# 跟踪审计结果, 获奖名单: a kind of paper that says nothing by itself.
_KIND_END = re.compile(
    r"(?:结果|名单|通知|公告|通告|意见|办法|决定|批复|报告|方案|规定|公示|通报|细则|规划|纲要|条例|简章|须知|公报)$"
)
_SHORT_KIND = 7
_BRACKETED = re.compile(r"^[（(].{2,40}[)）]$")
_DOCUMENT_NUMBER = re.compile(
    r"[（(]?([\u4e00-\u9fff]{1,14}[〔\[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?第?\s?\d{1,5}\s?号)[)）]?"
)
_STAMP = re.compile(r"[(（\[]?\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)")
_LONGEST_STAMP = 30
_LETTER = re.compile(r"\w")
_SALUTATION = re.compile(r"(?:各|尊敬的|亲爱的|有关|广大|全[省市县区体国]).{1,60}[:：]$")
_CRUMB = re.compile(r"^.{0,10}首\s*页\s*\W|(?:当前|所在|您的|现在的?)位置")
_MORE = re.compile(r"(?:更多|[Mm]ore|MORE)[\s>》»+＋…]*$")
_LONGEST_TITLE = 200
_LONGEST_COLUMN = 8
_LEAST, _CERTAIN = 3.0, 6.0
_NUMBERED_CLASS = re.compile(r"([a-z\-_]{2,20}?)(\d{1,2})")
_OPENINGS = {"《": "》", "“": "”", "（": "）", "(": ")", "【": "】"}


@dataclass(slots=True)
class Heading:
    """The printed heading: lines[start:end] of the page; what it says about title and subtitle.

    `shared`: its line also holds a date or labels. `doubtful`: it names the site, as a banner does.
    """

    start: int
    end: int
    said: tuple[Said, ...]
    score: float
    shared: bool = False
    doubtful: bool = False

    @property
    def certain(self) -> bool:
        """Whether the head confirms it."""
        return self.score >= _CERTAIN and not self.doubtful


def find_heading(page: Outline, head: Head, core: int | None = None) -> Heading | None:
    """The page's printed heading, or None when no line can be told to be one.

    `core` is the first line that surely belongs to the body: a heading stands before it.
    """
    best, best_score = -1, _LEAST
    names = Names(head, strict=core is not None)
    agreements = names.agreements(page.lines, _LONGEST_TITLE)
    columns: set[str] | None = None
    most = _BEST_FORM if core is None else _BEST_FORM + _BEST_POSITION
    for place in _agreeing_first(agreements, len(page.lines)):
        agreement = agreements.get(place, 0.0)
        if agreement + most < best_score:
            break
        line = page.lines[place]
        if len(line.text) > _LONGEST_TITLE:
            continue
        form = _form(line.block)
        score = _score(line, place, agreement, form)
        if score > 0 and len(line.text) <= _LONGEST_COLUMN:
            columns = _columns(page) if columns is None else columns
            score = min(score, form) - 2 if line.text in columns else score
        if core is not None and score > -3:
            score += _position(page, place, core)
            if agreement > 0:
                score = -6.0 if names.is_banner(page, place) else score
            elif form <= 0 < score:
                score = _by_looks(page, place, core, score, names)
        if score > best_score or (score == best_score and place < best):
            best, best_score = place, score
    if best < 0:
        return None
    best = _first_of_heading(page, _printed_twice(page, best), names)
    return _heading(page, best, names, best_score)


def _agreeing_first(agreements: dict[int, float], lines: int) -> Iterator[int]:
    """The places of lines, those that agree best with the head first: after them hardly any other can win."""
    agreeing = [place for place, agreement in agreements.items() if agreement > 0]
    yield from sorted(agreeing, key=agreements.__getitem__, reverse=True)
    yield from (place for place in range(lines) if agreements.get(place, 0.0) <= 0)


def _columns(page: Outline) -> set[str]:
    """The short words that links of the page show: a heading that says no more names a column."""
    return {line.text for line in page.lines if len(line.text) <= _LONGEST_COLUMN and line.linked}


def _printed_twice(page: Outline, best: int) -> int:
    """Of two headings with the same words the one above a date or labels: cnr.cn repeats it in a description below."""
    if _is_headed(page, best):
        return best
    text = page.lines[best].text
    for place in range(best):
        line = page.lines[place]
        if line.text == text and not line.linked and _form(line.block) > 0 and _is_headed(page, place):
            return place
    return best


def _is_headed(page: Outline, place: int, reach: int = 2) -> bool:
    """Whether a line of labels or a date follows."""
    following = page.lines[place + 1 : place + 1 + reach]
    return any(
        len(line.text) < 160 and not line.text.endswith("。") and (has_label(line.raw) or find_date(line.text[:100]))
        for line in following
    )


def _first_of_heading(page: Outline, best: int, names: Names) -> int:
    """The heading's first line: the best one may be the second line of the same block."""
    block = page.lines[best].block
    titled = _form(block) >= 2 or block.tag in HEADINGS
    while best and page.lines[best - 1].block is block:
        above = page.lines[best - 1]
        if not titled and not _is_broken(above, page.lines[best], names):
            break
        if has_label(above.raw):
            break
        # 省林科院<br>关于…的公示: the site's name may be the title's first line.
        whole = names.whole(above.text + page.lines[best].text)
        if not whole and names.agreement(above.text) < names.agreement(page.lines[best].text):
            break
        best -= 1
    return best


def dash_subtitle(line: Line) -> Said | None:
    """A subtitle that opens the body: ——记市劳动模范田禾."""
    text = line.text
    if _DASHES.match(text) and 4 < len(text) <= 60 and not text.endswith(("。", "；", "：", ":")):
        return Said(field="subtitle", raw=text, method="heuristic", locator="first line of the body")
    return None


def _score(line: Line, place: int, agreement: float, form: float) -> float:
    text = line.text
    if _MORE.search(text[-8:]) or text[0] in _SUBTITLE_DASH:
        return -6.0  # 科室导航 更多>> heads a column
    score = agreement + form
    if score <= 0:
        return score
    if line.linked:
        score -= 4
    if line.block.hidden:
        score -= 3
    if len(text) < 4 or (len(text) < 8 and has_label(line.raw)):
        score -= 3
    if has_label(line.raw) or is_site_footer(text) or ends_article(text) or _CRUMB.search(text[:40]):
        score -= 4
    if line.block.noisy:
        score -= 2
    return score - min(place, 400) / 400


def _position(page: Outline, place: int, core: int) -> float:
    """What its place says: right above the body, right above a line of labels or a date."""
    if place > core or has_label(page.lines[place].raw) or _CRUMB.search(page.lines[place].text[:40]):
        return -6.0
    text = page.lines[place].text
    if text.endswith(("。", "；")) or _SALUTATION.match(text) or (_STAMP.match(text) and len(text) <= _LONGEST_STAMP):
        return 0.0  # the day and the text's only sentence above （摄影：某某） stand where a title would
    near = max(0.0, 1.5 - (core - place) / 20)
    return near + (2.0 if not page.lines[place].linked and _is_headed(page, place) else 0.0)


def _by_looks(page: Outline, place: int, core: int, score: float, names: Names) -> float:
    """The score of a line of which neither head nor block says anything: people's names are no title."""
    if score >= _LEAST:
        text = page.lines[place].text
        return 0.0 if len(text) <= _LONGEST_NAMES and names_in(text, strict=True) else score
    # 一、基本情况, centred and bold, must not stand for the title that <title> alone prints.
    near = core - place <= _DRAWN_REACH
    return score + 2.0 if near and is_drawn_as_title(page, place) and names.is_silent() else score


_HEADING_FORMS = {"h1": 3.5, "h2": 2.5}
# How far above the text a line's dress is looked at.
_DRAWN_REACH = 8
_LONGEST_NAMES = 12
# What _form and _position give at most: three blocks around a line, a heading among them, all named title.
_BEST_FORM, _BEST_POSITION = 6.5, 3.5


@lru_cache(maxsize=4096)
def _is_title_name(names: str) -> bool:
    return bool(_TITLE_NAMES.search(names)) and not _SUBTITLE_NAMES.search(names)


def _form(block: Block) -> float:
    """What a line's block says: headings and blocks named title, near to it in the tree."""
    score = 0.0
    around: Block | None = block
    for depth in range(3):
        if around is None:
            break
        if around.tag in HEADINGS:
            score = max(score, _HEADING_FORMS.get(around.tag, 1.5))
        if around.tag == "ucaptitle" or _is_title_name(around.names):
            score = max(score + 1.0, 2.5 - depth / 2)
        around = around.parent
    return score


def _heading(page: Outline, start: int, names: Names, score: float) -> Heading:
    line = page.lines[start]
    end = start + 1
    title, shared = title_of(line, names.begins_with)
    locator = _locator(line.block)
    said: list[Said] = []
    for follower in _second_lines(page, start, names):
        end += 1
        lower = _is_second_heading(page, start, follower) or bool(_SUBTITLE_NAMES.search(follower.block.names))
        if _continues(title, follower.text, names) and (not lower or names.whole(title + follower.text)):
            title += follower.text
        else:
            said.append(Said(field="subtitle", raw=follower.text, method="heuristic", locator=f"below {locator}"))
            break
    said.insert(0, Said(field="title", raw=title, method="heuristic", locator=locator))
    return Heading(start, end, tuple(said), score, shared, _is_doubtful(page, start, title, names))


def _is_doubtful(page: Outline, start: int, title: str, names: Names) -> bool:
    return (names.is_site(title) or names.is_banner(page, start)) and not _is_headed(page, start, 1)


def _second_lines(page: Outline, start: int, names: Names) -> Iterator[Line]:
    """Lines right below the first heading line that belong to the heading: same block, subtitle block, dash line."""
    first = page.lines[start].block
    whole = squeeze(page.lines[start].text)
    for line in page.lines[start + 1 : start + 4]:
        if has_label(line.raw) or line.linked or len(line.text) > _LONGEST_TITLE or line.block.hidden:
            return
        if find_date(line.text) or document_number(line.text) or not _LETTER.search(line.text):
            return
        same = line.block is first and (
            first.tag in HEADINGS
            or bool(_TITLE_NAMES.search(first.names))
            or _is_broken(page.lines[start], line, names)
        )
        named = bool(_SUBTITLE_NAMES.search(line.block.names))
        dashed = bool(_DASHES.match(line.text)) and 4 < len(line.text) <= 80
        twin = line.block is not first and line.block.tag == first.tag and line.block.names == first.names and (
            first.tag in ("h1", "h2") or bool(_TITLE_NAMES.search(first.names))
        ) and line.block.parent is first.parent  # fmt: skip
        whole += squeeze(line.text)
        below = (
            _is_lower_heading(line.block, first)
            or _is_next_in_class(line, first)
            or _is_second_heading(page, start, line)
        )
        if not (same or named or dashed or twin or below or names.begins_with(whole)):
            return
        yield line


def document_number(text: str) -> str | None:
    """The number of a document, when a line is nothing else: 国办发〔2017〕47号."""
    match = _DOCUMENT_NUMBER.fullmatch(text.strip()) if "号" in text else None
    return match[1] if match else None


def _is_lower_heading(block: Block, first: Block) -> bool:
    """Whether a heading stands beside the title's in a block of their own: <div class="title"><h2>…<h3>…."""
    around = first.parent
    return (
        block.tag in HEADINGS
        and first.tag in HEADINGS
        and block.parent is around
        and around is not None
        and (_is_title_name(around.names) or around.end - around.start == 2)
    )


def _is_second_heading(page: Outline, start: int, line: Line) -> bool:
    """Whether an <h2> right below the title's <h1> stands above its day or labels: one in the text does not."""
    first, below = page.lines[start].block, page.lines[start + 1]
    return (
        (first.tag, line.block.tag) == ("h1", "h2")
        and line is below
        and line.block.parent is first.parent
        and not line.text.endswith(("。", "；", "：", ":"))
        and _is_headed(page, start + 1, 1)
    )


def _is_next_in_class(line: Line, first: Block) -> bool:
    """Whether a block is the second of a numbered pair: <td class="font01">title, <td class="font02">subtitle."""
    own, other = (_NUMBERED_CLASS.fullmatch(block.names.strip()) for block in (first, line.block))
    if own is None or other is None or own[1] != other[1] or int(other[2]) != int(own[2]) + 1:
        return False
    return (
        6 <= len(line.text) <= 80
        and not line.text.endswith(("。", "；", "：", ":"))
        and not names_in(line.text, strict=True)
    )


def _is_broken(line: Line, second: Line, names: Names) -> bool:
    """Whether a heading is broken over two lines of a block without a name: <p>…保障房工程<br>跟踪审计结果</p>."""
    block = line.block
    return second.block is block and block.end - block.start == 2 and _continues(line.text, second.text, names)


def _continues(title: str, second: str, names: Names) -> bool:
    """Whether a second heading line goes on with the first: an open bracket, 的…, 关于… that names no document yet."""
    if _DASHES.match(second):
        return False
    if _JOINING_START.match(second) or any(title.count(o) > title.count(c) for o, c in _OPENINGS.items()):
        return True
    if title.endswith(("、", "，", "的", "和", "与", "及", "：", ":")):
        return True
    if _BRACKETED.match(second) or (second.startswith("关于") and is_unit(title)):
        return True
    if names.whole(title + second):
        return True
    if len(second) <= _SHORT_KIND < len(title) and _KIND_END.search(second) and not _KIND_END.search(title):
        return True
    return "关于" in title and not _DOCUMENT_END.search(title) and bool(_DOCUMENT_END.search(second))


def _locator(block: Block) -> str:
    name = block.names.split()
    ids = block.element.get("id")
    if ids:
        return f"{block.tag}#{ids.strip()[:40]}"
    return f"{block.tag}.{name[0]}" if name else block.tag
