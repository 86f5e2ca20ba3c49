"""Labelled and unlabelled statements around the article: header lines, footer lines, first and last paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crawler.extract.beside import said_below, said_beside
from crawler.extract.labels import Labelled, read_labels
from crawler.extract.noise import is_site_footer
from crawler.extract.outline import EDGE, Block, Line, Outline, clean
from crawler.extract.stamps import WEEKDAY, is_history, is_issue_day, is_posted_on
from crawler.extract.vocabulary import LABELS, PERSON_FIELDS, simplified
from crawler.items import Said
from crawler.normalize.dates import Moment, find_date, may_hold_date
from crawler.normalize.people import is_publisher, is_unit, names_in

HEADER_FIELDS = PERSON_FIELDS | frozenset(
    [
        "title",
        "publish_time",
        "weak_time",
        "document_time",
        "source",
        "views",
        "document_number",
        "index_number",
        "issuer",
        "original_url",
    ]
)
FOOTER_FIELDS = PERSON_FIELDS | frozenset(["source", "original_url", "publish_time", "weak_time"])
_TIMES = frozenset(["publish_time", "weak_time", "document_time"])
# A blog's line of links: <a>the day</a>, <a>the writer</a>, <a>the column</a>.
_POSTED = re.compile(r"(?:发[布表]于|發[佈布表]於|[Pp]osted on)\s")
_VISIT = re.compile(r"今天|现在|天气|农历|℃|晴|多云")
_VIEWS_SUFFIX = re.compile(
    r"(?<![\d:：\-/.年月])(\d[\d,，]{0,12}(?:\.\d+)?万?)\s*(?:次|人|人次)?\s*(?:浏览|阅读|点击|浏覽|閱讀)(?![量数率次人：:])"
    r"|(?<![\d:\-/.])(\d[\d,]{0,12})\s?[Vv]iews?\b|👁\ufe0f?\s?(\d[\d,]{0,12})(?![\d:\-/.])"
)
_VIEWS_BARE = re.compile(
    r"(?:浏览|阅读|点击|访问|查看|人气|浏覽|閱讀|點閱)(?:次数|量|数|次數|數)?"
    r"(?:\s{1,3}(\d[\d,，]{0,12}(?:\.\d)?\s?万?)(?=\s?次|\s*\+?$|\s{2}|\s?[|｜丨]|\s[评點点收分赞讚])|(\d[\d,，]{0,12})(?=\s?次)"
    r"|\s?[(（\[【]\s?(\d[\d,，]{0,12})\s?次?\s?[)）\]】])"
    r"|\b(?:Click\s?Num|Clicks?|Hits?|Views?|Visits?)\s?[:：]\s?(\d[\d,，]{0,12})\b"
)
# Both speak with one of these.
_VIEWS_LETTER = re.compile("[览覽读讀阅閱击访看气iI👁]")
# A piece of a date block: 2018, 09, 03-01, 09月27日.
_DATE_PIECE = re.compile(r"\d{1,4}|\d\d[-/]\d\d|\d\d?月\d\d?日")
_BARE_SOURCE = re.compile(rf"(?:来源|來源)[\s{EDGE}]{{1,8}}([^\s{EDGE}]{{2,30}}){EDGE}?")
_LABELLED_BESIDE = re.compile(r"(?:作者|编辑|责编|时间|日期|浏览|点击|阅读)[\s:：]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w.\-/]{3,80}")
_SENTENCE_MARK = re.compile("[，。；！？（(]")
_AROUND_DATE = " []()（）【】|｜,，"
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines in which labels count: `name` for locators, the fields that may be said there."""

    name: str
    places: tuple[int, ...]
    fields: frozenset[str]


def labelled(page: Outline, zone: Zone) -> Iterator[Said]:
    """What the labels of a zone say."""
    for place in zone.places:
        line = page.lines[place]
        if len(line.text) > _LONGEST_LINE:
            continue
        found = read_labels(line.raw) or _cell_label(page, place) or _bare_source(page, place)
        for number, label in enumerate(found):
            if label.field not in zone.fields:
                continue
            value = _words(label)
            if not value and number == len(found) - 1:
                value = _next_cell(page, place)
            if value and not (label.field == "views" and _is_placeholder(line, label, value)):
                yield _said(label, value, zone.name, line)


def _is_placeholder(line: Line, label: Labelled, value: str) -> bool:
    """Whether a 0 stands in an element of its own, as counters do before their script has run: <em id="hits">0</em>."""
    return value.rstrip(" 次") == "0" and line.raw[label.end :].lstrip(" \xa0\u3000")[:1] == EDGE


def is_left_empty(page: Outline, places: Iterable[int], field: str) -> bool:
    """Whether a label of a field stands there with nothing behind it: the page says that it has none."""
    for place in places:
        line = page.lines[place]
        found = read_labels(line.raw) if len(line.text) <= _LONGEST_LINE else ()
        for number, label in enumerate(found):
            last = number == len(found) - 1
            if label.field == field and not _words(label) and not (last and _next_cell(page, place)):
                return True
    return False


def _cell_label(page: Outline, place: int) -> tuple[Labelled, ...]:
    """A cell that is a label without a colon: <th>索 引 号</th><td>…</td>."""
    line = page.lines[place]
    plain = simplified("".join(line.text.split())).strip("【】[]")
    if plain not in LABELS:
        return ()
    cell = _cell(line.block)
    if cell is None or cell.tag not in ("td", "th", "dt"):
        return ()
    return (Labelled(plain, LABELS[plain], "", 0, len(line.raw), line.text),)


def _bare_source(page: Outline, place: int) -> tuple[Labelled, ...]:
    """来源 云山区残联 without a colon, beside a line of another label: <li>来源 云山区残联</li><li>作者 谷雨田</li>."""
    line = page.lines[place]
    if line.text[:2] not in ("来源", "來源") or not (match := _BARE_SOURCE.fullmatch(line.raw.strip())):
        return ()
    if len(match[1]) < 3 or not (is_publisher(match[1]) or is_unit(match[1])):
        return ()
    around = [page.lines[near] for near in (place - 1, place + 1) if 0 <= near < len(page.lines)]
    if not any(read_labels(near.raw) or _LABELLED_BESIDE.match(near.text) for near in around):
        return ()
    label = line.text[:2]
    return (Labelled("来源", "source", match[1], 0, len(line.raw), label),)


def leading_cells(page: Outline, kept: list[int]) -> int:
    """How many of a body's first lines are cells of its header: <th>點閱</th><td>1520</td> above the text."""
    count = 0
    while count + 1 < len(kept) and kept[count + 1] == kept[count] + 1:
        cell = _cell(page.lines[kept[count]].block)
        if cell is None or not _cell_label(page, kept[count]):
            break
        if cell.tag not in ("th", "dt") and page.lines[kept[count]].text[0] not in "【[":
            break  # in a plain cell a word may be a column's head
        if not _next_cell(page, kept[count]):
            break
        count += 2
    return count


def is_dated_header(line: Line) -> bool:
    """Whether a line is a date and labels, whatever commas stand between: 2020-01-01 来源：云山网, 浏览：1,206."""
    if len(line.text) > 120 or line.text.endswith("。") or not may_hold_date(line.text):
        return False
    if is_posted_on(line.text):
        return True
    found = read_labels(line.raw)
    moment = find_date(line.raw[: found[0].start].replace(EDGE, " ")) if found else None
    return (
        moment is not None
        and not clean(line.raw[: moment.start] + line.raw[moment.end : found[0].start]).strip(_AROUND_DATE)
        and all(label.field in ("source", "views", *PERSON_FIELDS) for label in found)
    )


def is_signature(line: Line) -> bool:
    """Whether a body line is short and no sentence, as lines of names are, or opens with the label of a person."""
    if len(line.text) <= 60 and not _SENTENCE_MARK.search(line.text):
        return True
    first = next(iter(read_labels(line.raw)), None) if len(line.text) <= 80 else None
    # 记者：谢谢您接受采访。: an interview is no list of names.
    return (
        first is not None
        and first.start <= 2
        and first.field in PERSON_FIELDS
        and bool(names_in(first.value, strict=True))
    )


def _words(label: Labelled) -> str:
    """The value in the page's words. The edge of an element ends a source, not a list of names."""
    pieces = [piece for piece in label.value.split(EDGE) if piece.strip()]
    if not pieces:
        return ""
    if label.field in PERSON_FIELDS or label.field in _TIMES or label.field == "views":
        return " ".join(piece.strip() for piece in pieces)
    if label.field == "title":
        return clean("".join(pieces))
    return pieces[0].strip()


def _said(label: Labelled, value: str, zone: str, line: Line) -> Said:
    field, place = label.field, zone
    if field in ("weak_time", "document_time"):
        field, place = "publish_time", f"{zone} {field.removesuffix('_time')}"
    method = "script" if line.scripted else "label"
    return Said(field=field, raw=value, method=method, locator=f"{place}: {clean(label.glyphs)}", role=label.printed)  # type: ignore[arg-type]


def _next_cell(page: Outline, place: int) -> str:
    """The value in the cell after a label's: <td>来源：</td><td>科技日报</td>, <dt>…</dt><dd>…</dd>."""
    if place + 1 >= len(page.lines):
        return ""
    line, following = page.lines[place], page.lines[place + 1]
    if len(following.text) > 80 or not _are_pair(line.block, following.block) or read_labels(following.raw):
        return ""
    return clean(following.raw.split("【")[0]) if not is_site_footer(following.text) else ""


def _are_pair(block: Block, following: Block) -> bool:
    # <li><span>索引号：</span><p>…</p></li>
    if following.parent is block and block.tag in ("li", "div", "p") and block.end - block.start == 2:
        return True
    cell, value = _cell(block), _cell(following)
    if cell is None or value is None or cell is value or cell.parent is not value.parent or cell.parent is None:
        return False
    if {cell.tag, value.tag} <= {"td", "th"} or (cell.tag, value.tag) == ("dt", "dd"):
        return True
    return cell.parent.tag in ("li", "dl") and cell.parent.end - cell.parent.start == 2


def _cell(block: Block) -> Block | None:
    """The cell that a line's block stands in: itself, or the td around its p."""
    for around in block.chain():
        if around.tag in ("td", "th", "dt", "dd"):
            return around
        if around.tag in ("tr", "table", "body"):
            break
    return block


def unlabelled_dates(
    page: Outline, places: Sequence[int], fetched_at: str | None, below: int, until: int, sites: tuple[str, ...] = ()
) -> Iterator[Said]:
    """Dates beside the title without a label, and who stands there. A weekday next to one marks the page's own clock.

    `below` is the line after the title, `until` the first of the text: between them a publisher is named,
    perhaps by one of the names of the site, `sites`.
    """
    dated = False
    # A day with its weekday is believed last, and only below the title.
    clocks = {place for place in places if _is_clock(page, place)}
    for place in sorted(places, key=lambda place: place in clocks):
        line = page.lines[place]
        text = line.text
        if (
            (line.linked and not (_is_date_alone(text, place, below) or (place >= below and _POSTED.match(text))))
            or len(text) > 160
            or is_site_footer(text)
            or (place in clocks and (dated or place < below or _VISIT.search(text)))
        ):
            continue
        split = _split_date(page, place)
        spaced = split or line.raw.replace(EDGE, " ")
        moment = find_date(spaced, reference=fetched_at)
        if moment is None or (not split and _belongs_to_label(line, moment)):
            continue
        # <b>01</b><span>2023-03</span> is a date only with a space between: as text it is 012023-03.
        whole = find_date(text, reference=fetched_at)
        raw = text if whole and whole.iso == moment.iso else clean(spaced)
        given = is_history(raw)
        yield Said(
            field="publish_time",
            raw=raw[:80],
            method="label" if given else "heuristic",
            locator="header document: （ ）" if given else "beside the title",
        )
        yield from said_beside(page, place, below, until, sites)
        dated = dated or place >= below
    if not dated:
        yield from said_below(page, below, until)


def _is_clock(page: Outline, place: int) -> bool:
    """Whether a line may tell the day of the visit: 今天是2024年5月6日 星期一."""
    text = page.lines[place].text
    following = page.lines[place + 1].text if place + 1 < len(page.lines) else ""
    return bool(WEEKDAY.search(text) or WEEKDAY.match(following)) and not is_issue_day(text)


def _is_date_alone(text: str, place: int, below: int) -> bool:
    """Whether a link below the title holds hardly more than a date and an address, as the links of a list do not."""
    if place < below or len(text) > 90:
        return False
    text = _ADDRESS.sub("", text).strip()
    moment = find_date(text)
    return moment is not None and moment.start <= 2 and moment.precision != "day" and len(text) - moment.end <= 8


def _split_date(page: Outline, place: int) -> str:
    """A date drawn over several lines, as one: 2018 / 05/24 / 11:02, 09 / 2020.12, 03-01 / 2023."""
    if not _DATE_PIECE.fullmatch(page.lines[place].text):
        return ""
    texts = (line.text for line in page.lines[place : place + 4])
    whole = " ".join(takewhile(lambda text: len(text) <= 12 and text[0].isdigit(), texts))
    return whole if find_date(whole) else ""


def _belongs_to_label(line: Line, moment: Moment) -> bool:
    """Whether a date is the value of a label that means another thing: 成文日期, 有效期, 更新时间."""
    label = next((label for label in reversed(read_labels(line.raw)) if label.end <= moment.start), None)
    if label is None or label.field == "publish_time":
        return False
    directly = not clean(line.raw[label.end : moment.start])
    return find_date(label.value) is not None or (directly and label.label.endswith(("时间", "日期", "期")))


def views_below(page: Outline, places: list[int]) -> Iterator[Said]:
    """點閱數：356 below the text, in a list that also prints when and by whom: no site's counter stands there."""
    for place in places:
        for label in read_labels(page.lines[place].raw):
            if (
                label.field == "views"
                and label.value
                and any(_dates_or_names(page, near) for near in _beside(places, place))
            ):
                yield _said(label, _words(label), "footer", page.lines[place])
                return


def _beside(places: list[int], place: int) -> list[int]:
    return [near for near in places if abs(near - place) <= 3]


def _dates_or_names(page: Outline, place: int) -> bool:
    line = page.lines[place]
    found = read_labels(line.raw) if len(line.text) <= _LONGEST_LINE else ()
    return any(label.field in ("publish_time", "issuer") and label.value for label in found)


def views_by_suffix(page: Outline, places: Iterable[int]) -> Iterator[Said]:
    """123次浏览: the number before the word."""
    for place in places:
        line = page.lines[place]
        if len(line.text) > 160 or not _VIEWS_LETTER.search(line.text) or is_site_footer(line.text):
            continue
        if match := _VIEWS_SUFFIX.search(line.text) or _VIEWS_BARE.search(line.text):
            number, word = next(found for found in match.groups() if found), match[0][-2:]
            yield Said(field="views", raw=number, method="label", locator=f"header: {word}", role=word)
