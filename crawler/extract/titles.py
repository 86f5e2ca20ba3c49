"""The title: the line that the page prints as its heading, checked against <title> and the meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    r"headline|biaoti|xl_tit|_tit"
)
_SUBTITLE_NAMES = re.compile(
    r"sub_?title|sub_?tit|fubiao|(?:^|[\s_\-])(?:fbt|futi|ftitle|subhead)(?:$|[\s_\-\d])|second-title|title2"
)
_TAIL_SEPARATOR = re.compile(r"\s*(?:[_|｜–>«»]+|(?<!—)—(?!—))\s*|\s*-{1,2}\s*|\s+·\s+")
_DASHES = re.compile(r"^\s*[-—–―─－~～]{1,6}\s*(?=\S)")
_JOINING_START = re.compile(r"^(?:的|之|暨|及|和|与|并|等)")
_DOCUMENT_END = re.compile(
    r"(?:通知|公告|通告|意见|办法|决定|函|批复|报告|方案|规定|公示|通报|决议|命令|议案|细则|规划|纲要|"
    r"条例|启事|说明|复函|请示)(?:》|）|\))?$"
)
_BRACKETED = re.compile(r"^[（(].{2,40}[)）]$")
_DOCUMENT_NUMBER = re.compile(
    r"[（(]?([\u4e00-\u9fff]{1,14}[〔\[［（(【]\s?\d{4}\s?[〕\]］）)】]\s?第?\s?\d{1,5}\s?号)[)）]?"
)
_CRUMB = re.compile(r"^.{0,10}首\s*页\s*\W|(?:当前|所在|您的|现在的?)位置")
_PLAIN = re.compile(r"[\W_]+")
_MORE = re.compile(r"(?:更多|[Mm]ore|MORE)[\s>》»+＋…]*$")
_LONGEST_TITLE = 200
_LONGEST_COLUMN = 8
_LEAST, _CERTAIN = 3.0, 6.0
_SITE_NAME = re.compile(
    r"[\u4e00-\u9fff·（）()]{2,18}(?:网|网站|官网|门户|人民政府|协会|学会|委员会|科协|局|厅|大学|学院|医院|研究院|研究所|联合会|集团|公司|服务平台)"
)
_DEED = re.compile("召开|举行|举办|开展|关于|成立|走进|访问|赴|到|在|与|为|获|向|对|来")
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
    names = _Names(head, strict=core is not None)
    agreements = [names.agreement(line.text) if len(line.text) <= _LONGEST_TITLE else 0.0 for line in page.lines]
    columns: set[str] | None = None
    most = _BEST_FORM if core is None else _BEST_FORM + _BEST_POSITION
    for place in _agreeing_first(agreements):
        if agreements[place] + most < best_score:
            break
        line = page.lines[place]
        if len(line.text) > _LONGEST_TITLE:
            continue
        form = _form(line.block)
        score = _score(line, place, agreements[place], form)
        if score > 0 and len(line.text) <= _LONGEST_COLUMN:
            columns = _columns(page) if columns is None else columns
            score = min(score, form) - 2 if line.text in columns else score
        if core is not None and score > -3:
            score += _position(page, place, core)
        if score > best_score or (score == best_score and place < best):
            best, best_score = place, score
    if best < 0:
        return None
    best = _first_of_heading(page, _printed_twice(page, best), names)
    return _heading(page, best, names, best_score)


def _agreeing_first(agreements: list[float]) -> Iterator[int]:
    """The places of lines, those that agree best with the head first: after them hardly any other can win."""
    agreeing = [place for place, agreement in enumerate(agreements) if agreement > 0]
    yield from sorted(agreeing, key=agreements.__getitem__, reverse=True)
    yield from (place for place, agreement in enumerate(agreements) if agreement <= 0)


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


def _first_of_heading(page: Outline, best: int, names: _Names) -> int:
    """The heading's first line: the best one may be the second line of the same block."""
    block = page.lines[best].block
    while best and page.lines[best - 1].block is block and (_form(block) >= 2 or block.tag in HEADINGS):
        above = page.lines[best - 1]
        if has_label(above.raw) or names.agreement(above.text) < names.agreement(page.lines[best].text):
            break
        best -= 1
    return best


def dash_subtitle(line: Line) -> Said | None:
    """A subtitle that opens the body: ——记市劳动模范田禾."""
    text = line.text
    if _DASHES.match(text) and 4 < len(text) <= 60 and not text.endswith(("。", "；", "：", ":")):
        return Said(field="subtitle", raw=text, method="heuristic", locator="first line of the body")
    return None


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


def is_site_name(text: str) -> bool:
    """Whether a text is the name of an office or a site and tells no news."""
    return bool(_SITE_NAME.fullmatch(text)) and not _DEED.search(text)


def site_names(head: Head) -> tuple[str, ...]:
    """What the head calls the site: its meta tags, and the last piece of a <title> of several."""
    pieces = [piece for piece in _TAIL_SEPARATOR.split(head.title_tag) if piece]
    return (*head.site_names, pieces[-1]) if len(pieces) > 1 and len(pieces[-1]) >= 3 else head.site_names


class _Names:
    """What the head calls the page, squeezed for comparison."""

    def __init__(self, head: Head, *, strict: bool = False) -> None:
        self.strict = strict
        self.tag, self.printed = squeeze(head.title_tag), head.title_tag
        self.metas = [squeeze(said.raw) for said in head.said if said.field == "title"]
        self.first = squeeze(_TAIL_SEPARATOR.split(head.title_tag, maxsplit=1)[0])
        self.sites = {squeeze(name) for name in head.site_names}
        self.all = "\n".join([self.tag, *self.metas, *self.sites])
        # All of a long title but its last letter.
        self.nearly = tuple(name[:-1] for name in (*self.metas, self.tag) if len(name) >= 8)

    def whole(self, text: str) -> bool:
        """Whether <title> holds a text without a break in it."""
        return text in self.printed

    def agreement(self, text: str) -> float:
        """How well a line agrees with the head: 6 as good as certain, 0 not at all."""
        # Asked of every line of a page: one that agrees begins with two letters that the head has too.
        start = text[:2].lower()
        if start.isalnum() and start not in self.all:
            return 0.0
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

    def begins_with(self, plain: str) -> bool:
        """Whether the head's title goes on like this over several lines."""
        return any(name.startswith(plain) for name in (self.tag, *self.metas))


def squeeze(text: str) -> str:
    """Letters and digits only, for comparison."""
    return (text if text.isalnum() else _PLAIN.sub("", text)).lower()


def _score(line: Line, place: int, agreement: float, form: float) -> float:
    text = line.text
    if _MORE.search(text[-8:]):
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
    near = max(0.0, 1.5 - (core - place) / 20)
    return near + (2.0 if not page.lines[place].linked and _is_headed(page, place) else 0.0)


_HEADING_FORMS = {"h1": 3.5, "h2": 2.5}
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


def _heading(page: Outline, start: int, names: _Names, score: float) -> Heading:
    line = page.lines[start]
    end = start + 1
    title, shared = title_of(line, names.begins_with)
    locator = _locator(line.block)
    said: list[Said] = []
    for follower in _second_lines(page, start, names):
        end += 1
        if _continues(title, follower.text, names):
            title += follower.text
        else:
            said.append(Said(field="subtitle", raw=follower.text, method="heuristic", locator=f"below {locator}"))
            break
    said.insert(0, Said(field="title", raw=title, method="heuristic", locator=locator))
    return Heading(start, end, tuple(said), score, shared, names.is_site(title) and not _is_headed(page, start, 1))


def _second_lines(page: Outline, start: int, names: _Names) -> Iterator[Line]:
    """Lines right below the first heading line that belong to the heading: same block, subtitle block, dash line."""
    first = page.lines[start].block
    whole = squeeze(page.lines[start].text)
    for line in page.lines[start + 1 : start + 4]:
        if has_label(line.raw) or line.linked or len(line.text) > _LONGEST_TITLE or line.block.hidden:
            return
        if find_date(line.text) or document_number(line.text):
            return
        same = line.block is first and (first.tag in HEADINGS or bool(_TITLE_NAMES.search(first.names)))
        named = bool(_SUBTITLE_NAMES.search(line.block.names))
        dashed = bool(_DASHES.match(line.text)) and 4 < len(line.text) <= 80
        twin = line.block is not first and line.block.tag == first.tag and line.block.names == first.names and (
            first.tag in ("h1", "h2") or bool(_TITLE_NAMES.search(first.names))
        ) and line.block.parent is first.parent  # fmt: skip
        whole += squeeze(line.text)
        below = _is_lower_heading(line.block, first) or _is_next_in_class(line, first)
        if not (same or named or dashed or twin or below or names.begins_with(whole)):
            return
        yield line


def document_number(text: str) -> str | None:
    """The number of a document, when a line is nothing else: 国办发〔2017〕47号."""
    match = _DOCUMENT_NUMBER.fullmatch(text.strip())
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


def _continues(title: str, second: str, names: _Names) -> bool:
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
    return "关于" in title and not _DOCUMENT_END.search(title) and bool(_DOCUMENT_END.search(second))


def _locator(block: Block) -> str:
    name = block.names.split()
    ids = block.element.get("id")
    if ids:
        return f"{block.tag}#{ids.strip()[:40]}"
    return f"{block.tag}.{name[0]}" if name else block.tag
