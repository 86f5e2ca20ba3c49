"""What stands beside the date without a label: who published, who wrote, how often it was read.

科技日报 2020-04-03 · <span class="sourceName">新华网</span> · <a href="/user/88/">山海谈</a> · 石小佳/青年报 ·
an eye and a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from crawler.extract.labels import read_labels
from crawler.extract.outline import EDGE, Line, Outline, clean
from crawler.items import Said
from crawler.normalize.dates import find_date
from crawler.normalize.people import is_account, is_publisher, looks_like_name, names_in
from crawler.normalize.sources import split_source

_SOURCE_CLASS = re.compile(
    r"(?:^|[\s_\-])(?:source\w*|laiyuan|ly|media|publisher|from|origin|nick_?name)(?:$|[\s_\-\d])", re.I
)
# Blocks are named more loosely than words in a line: <div class="media"> holds anything.
_SOURCE_BLOCK = re.compile(
    r"(?:^|[\s_\-])(?:source\w*|src|laiyuan|publisher|media-?(?:name|user)|nick_?name)(?:$|[\s_\-\d])"
)
_WRITER_CLASS = re.compile(r"(?:^|[\s_\-])(?:author|writer|byline|reporter|zuozhe|zz)(?:$|[\s_\-\d]|_?name)", re.I)
_ACCOUNT_LINK = re.compile(
    r"/(?:user|author|account|media|profile|space|people|member|u)/|[?&](?:uid|mid|author\w*)=", re.I
)
_ACCOUNT_KIND = re.compile(r"(?:企鹅|头条|百家|搜狐|大鱼|网易|一点|公众|澎湃|政务|媒体|订阅|视频|大风)号\s*$")
_APART = re.compile(rf"[{EDGE}|｜丨]+|\s{{2,}}|\s+")
# 由 学会秘书处: a blog's by-line
_BY = re.compile(r"(?:由|[Pp]osted by|[Bb]y)\s+([\u4e00-\u9fff]{2,20})$")
# 来源 云山日报　作者 谷雨田
_BARE_LABEL = re.compile(r"^[来來]源\s+")
_BARRED = re.compile(r"\s*[／/|｜]\s*")
_PINNED = re.compile(r"^(?:原创|转载|转发|转自)$")
# 游戏时报[整理]
_COMPILED = re.compile(r"[\u4e00-\u9fff]{2,}\s?[\[【(（](?:整理|综合|编译)[\]】)）]$")
_VIEWS_CLASS = re.compile(
    r"(?:^|[\s_\-])(?:eye|views?|hits?|visits?|pv|liulan|llcs|lll|djl|read(?:s|ing)?[_\-]?(?:num|count)?|view[_\-]?(?:num|count)|"
    r"click[_\-]?(?:num|count)|yuedu|browse)(?:$|[\s_\-\d])",
    re.I,
)
_CLOCK_OF = re.compile(r"(?:香港|北京|台北|澳門|澳门|本地|当地|當地)[时時][间間]")
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[,，]\d{3})+|\d{1,9}(?:\.\d)?万?)\s*次?\s*$")
_DIGIT = re.compile(r"\d")
_COLUMN_ENDS = ("新闻", "要闻", "动态", "资讯", "快讯", "公告", "信息", "头条")
_REACH = 4
_LONGEST = 20
_FIRST_LINES = 40
_MOST_LINES_OF_A_BLOCK = 12


def said_below(page: Outline, below: int, until: int) -> Iterator[Said]:
    """Publisher and writer right below a heading that has no date: accounts and blocks whose class says so."""
    # The link to an account may be taken for the first line of the text.
    end = until + 1 if until < len(page.lines) and page.lines[until].linked else until
    near = [line for line in page.lines[below : min(end, below + _REACH)] if len(line.text) <= 2 * _LONGEST]
    for line in near:
        if not read_labels(line.raw):
            yield from _classed_block(line)
            yield from _classed(line)


def said_beside(page: Outline, place: int, below: int, until: int, sites: tuple[str, ...] = ()) -> Iterator[Said]:
    """Publisher and writer near a date that stands on line `place`, the heading ending before line `below`.

    Lines at `until` and after belong to the text. `sites`: what the page's head calls its site.
    """
    found: set[str] = set()
    for said in _statements(page, place, below, until, sites):
        # Each field once, and no words twice: 由 学会秘书处 is one statement, though its link is an account's.
        if not found & {said.field, said.raw}:
            found |= {said.field, said.raw}
            yield said


def _statements(page: Outline, place: int, below: int, until: int, sites: tuple[str, ...]) -> Iterator[Said]:
    line = page.lines[place]
    labels = read_labels(line.raw)
    named = any(label.field in ("source", "author", "credit") for label in labels)
    near = [
        near
        for near in _near(page, place, below, until)
        if not read_labels(near.raw) and len(near.text) <= 2 * _LONGEST
    ]
    if not named:
        yield from _classed(line)
        pieces = _pieces(line.raw[: labels[0].start] if labels else line.raw)
        pieces = pieces or (_before(line.raw[: labels[0].start]) if labels else [])
        pieces = [piece for piece in pieces if not (piece.endswith(_COLUMN_ENDS) and _is_column(page, piece))]
        yield from _words(pieces)
        if (
            len(pieces) == 1
            and labels
            and labels[0].field == "views"
            and len(pieces[0]) > 2
            and looks_like_name(pieces[0])
        ):
            yield _said("author", pieces[0])  # 2019年03月01日 09:15 李明远 点击：[33]
        yield from (_said("source", piece) for piece in pieces if piece in sites or _is_opened(page, piece))
        if _WRITER_CLASS.search(line.block.names):
            for piece in pieces:
                yield from _writer(piece)
    elif not any(label.field == "source" for label in labels):
        # 2021年7月26日 09时15分 | 兰山区融媒体中心 | 记者 王运美; 云山日报 记者 王运美 2021年7月26日
        before = line.raw[: labels[0].start]
        pieces = _pieces(before)
        if not pieces and (labels[0].label.endswith(("记者", "通讯员")) or _BARE_LABEL.match(clean(before))):
            pieces = _before(before)
        named_so = bool(_SOURCE_BLOCK.search(line.block.names))
        for piece in pieces:
            if 3 <= len(piece) <= _LONGEST and (named_so or is_publisher(piece)) and not looks_like_name(piece):
                yield _said("source", piece)
    for other in near:
        yield from _classed_block(other)
    for other in near:
        yield from _accounts(other)
    above = page.lines[place - 1] if place > below else None
    if above in near and above is not None and not above.linked and above.block.parent is line.block.parent:
        yield from _words([above.text])


def _near(page: Outline, place: int, below: int, until: int) -> list[Line]:
    """Other lines of the header within reach, the nearest first."""
    places = range(max(below, place - _REACH), min(until, place + _REACH + 1, len(page.lines)))
    return [page.lines[near] for near in sorted(places, key=lambda near: abs(near - place)) if near != place]


def _classed(line: Line) -> Iterator[Said]:
    """Inline elements whose class says what they hold."""
    if line.block.end - line.block.start > _MOST_LINES_OF_A_BLOCK:
        return
    for element in line.block.element.iter("span", "a", "em", "i", "b", "font", "strong"):
        name = element.get("class") or element.get("id") or ""
        if not name or not (text := _short(element)):
            continue
        if by := _BY.match(text):
            yield _said("author", by[1])
        elif _SOURCE_CLASS.search(name) and not find_date(text):
            yield _said("source", text)
        elif _WRITER_CLASS.search(name):
            yield from _writer(text)
    yield from _accounts(line)


def _classed_block(line: Line) -> Iterator[Said]:
    """A block of one line whose class, or that of the block around it, says what it holds."""
    for block in (line.block, line.block.parent):
        if block is None or block.end - block.start > 1 or find_date(line.text):
            return
        if _SOURCE_BLOCK.search(block.names) and len(line.text) <= _LONGEST:
            yield _said("source", line.text)
        elif _WRITER_CLASS.search(block.names):
            yield from _writer(line.text)


def _accounts(line: Line) -> Iterator[Said]:
    """A link to the page of whoever published: <a href="/c/user/88/">山海谈</a>. Two letters are rather a medium's."""
    if line.block.end - line.block.start > _MOST_LINES_OF_A_BLOCK:
        return
    for element in [*line.block.element.iter("a"), *line.block.element.iterancestors("a")][:8]:
        if not _ACCOUNT_LINK.search((element.get("href") or "")[:200]):
            continue
        text = _first_words(element)
        if looks_like_name(text) and len(text) > 2 and not _ACCOUNT_KIND.search(clean(element.text_content()[-20:])):
            yield _said("author", text)
        elif 2 <= len(text) <= _LONGEST and not is_account(text):
            yield _said("source", text)


def _first_words(element: HtmlElement) -> str:
    return next((words for text in element.itertext() if (words := clean(text[:60]))), "")


def _words(pieces: list[str]) -> Iterator[Said]:
    """Words that read like a publisher, alone or with a writer: 青年报, 石小佳/青年报; and who stands behind 原创."""
    people_beside = [piece for piece in pieces if looks_like_name(piece)]
    if len(people_beside) == 1 and len(pieces) <= 3 and any(is_publisher(piece) for piece in pieces):
        yield _said("author", people_beside[0])
    for number, piece in enumerate(pieces):
        source, _, people = split_source(piece)
        if people:
            yield from (_said("source", source), _said("author", people))
        elif number and _BY.match(f"{pieces[number - 1]} {piece}"):
            yield _said("author", piece)
        elif 2 <= len(piece) <= _LONGEST and (is_publisher(piece) or _COMPILED.match(piece)):
            yield _said("source", piece)
        elif number and _PINNED.match(pieces[number - 1]) and 2 <= len(piece) <= _LONGEST:
            yield from [_said("author", piece)] if looks_like_name(piece) else [_said("source", piece)]


def _is_column(page: Outline, piece: str) -> bool:
    """Whether a menu of the page leads to a column of that name: 学会新闻 beside a date is where the post is filed."""
    return any(line.text == piece and line.linked for line in page.lines)


def _is_opened(page: Outline, piece: str) -> bool:
    """Whether a box on the page offers to open what is called so: 打开天海新视界，查看更多."""
    if not 3 <= len(piece) <= _LONGEST or not piece.isalnum() or piece.isdigit():
        return False
    naming = [line.text for line in page.lines[:_FIRST_LINES] if piece in line.text]
    return any(verb + piece in text for text in naming for verb in ("打开", "下载", "打開", "下載"))


def _writer(text: str) -> Iterator[Said]:
    source, _, people = split_source(text)
    parts = _BARRED.split(text)
    if people:
        yield from (_said("source", source), _said("author", people))
    elif any(looks_like_name(part) for part in parts) and len(parts) <= 3:
        yield _said("author", " ".join(part for part in parts if looks_like_name(part)))
    elif names_in(text, strict=True):
        yield _said("author", text)
    elif is_publisher(text) and len(text) <= _LONGEST:
        yield _said("source", text)


def _said(field: str, raw: str) -> Said:
    return Said(field=field, raw=raw, method="heuristic", locator="beside the date")


def _short(element: HtmlElement) -> str:
    text = clean(element.text_content()[:60])
    return text if 2 <= len(text) <= _LONGEST and not read_labels(text) and not _PINNED.match(text) else ""


def _before(raw: str) -> list[str]:
    """市科协 发布时间：2020-04-03: one word before the first label."""
    text = _BARE_LABEL.sub("", clean(raw).strip("()（）[]【】·-—:："))
    return [text] if text and " " not in text else []


def _pieces(raw: str) -> list[str]:
    """The words beside the date, as the page sets them apart."""
    moment = find_date(raw.replace(EDGE, " "))
    if moment is None:
        return []
    beside = (raw[: moment.start], raw[moment.end :])
    pieces = [clean(piece) for side in beside for piece in _APART.split(side)]
    return [
        text for piece in pieces if (text := piece if _COMPILED.match(piece) else piece.strip("()（）[]【】·-—:："))
    ]


def stamp_below(lines: list[Line]) -> Iterator[Said]:
    """2024年5月6日（星期一）/ 香港時間14時30分: a moment to the minute ends the text. A day is a signature's."""
    for count in (1, 2):
        text = _CLOCK_OF.sub("", " ".join(line.text for line in lines[-count:]))
        moment = find_date(text) if len(text) <= 40 else None
        if moment and moment.precision != "day" and moment.start <= 2 and len(text) - moment.end <= 4:
            yield Said(field="publish_time", raw=text, method="heuristic", locator="stamp below the text")
            return


def views_by_icon(page: Outline, places: Iterable[int]) -> Iterator[Said]:
    """<i class="fa fa-eye"></i> 1665: the number that an element named so holds, or that stands behind an empty one."""
    for place in places:
        line = page.lines[place]
        if len(line.text) > 160 or not _DIGIT.search(line.text):
            continue
        if line.block.end - line.block.start > _MOST_LINES_OF_A_BLOCK:
            continue
        for element in line.block.element.iter("i", "span", "em", "b", "a", "font"):
            if not _VIEWS_CLASS.search(element.get("class") or ""):
                continue
            held = (element.text or "").strip() or (element.tail or "" if len(element) == 0 else "")
            if number := _NUMBER.match(held):
                yield Said(field="views", raw=number[1], method="label", locator="header: icon")
                return
