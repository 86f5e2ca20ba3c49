"""Names that stand without a label.

（袁传仓） at the end, 本报讯（记者 荆文静 通讯员 沈平） at the start, □ 本报记者 闵源欣 on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.extract.labels import read_labels
from crawler.extract.outline import EDGE, Line, clean
from crawler.extract.unmarked import taken_by
from crawler.extract.vocabulary import PERSON_FIELDS
from crawler.items import Said
from crawler.normalize.people import looks_like_name, names_in
from crawler.normalize.sources import split_source
from crawler.normalize.surnames import COMPOUND_SURNAMES

_ROLE = (
    r"(?:(?:本报|本网|本台|本刊|全媒体|融媒体?|见习|实习|特约|首席|特派|驻\w{1,6}?)?记者|(?:特约|本报)?通讯员"
    r"|(?:本报|新华社|特约)?评论员|实习生|特约撰稿人?|撰稿人|作者(?=[\s:：|｜]))"
)
# What each of these holds, and hardly any other short line.
_ROLE_LETTER = re.compile("[者员員生稿]")
# 本报讯（记者 …） has a bracket, 本报记者 … 报道 the word.
_DATELINE_LETTER = re.compile(r"[（(〔【\[［]|[报報][道导導]")
_DATELINE_REACH = 110
_BRACKET = re.compile(r"[（(〔【\[［]")
# （編輯：蘇龍麒）1120221: an agency's day code may stand behind.
_CLOSING = re.compile(r"[（(]\s*([^（）()]{2,60})\s*[)）]\s*[。.]?\s*(?:\d{6,8})?\s*$")
_AFFILIATION = re.compile(r"[\s,，;；]*(?:作者)?单位\s*[:：]|[\s,，;；]+(?:作者)?(?:系|为)")
# （澜峰新闻网编辑 苏景海）
_EDITED = re.compile(r"(责任编辑|责编|编辑)\s+([\w\s·、]{2,20})$")
# 新华社发（王一帆 摄）
_TOOK = re.compile(
    r"(?<![文图][/／])(?<![文图并])\s*[/／]?\s*摄影?$|^(?:供图|图片?)\s*[/／:：]?\s*(?=[\u4e00-\u9fff]{2,4}$)"
)
# （今日海港区报）: who printed it first
_MEDIUM_ALONE = re.compile(
    r"[\u4e00-\u9fff·]{1,12}(?:[日晚晨时早快商周]报|都市报|青年报|科技报|[区县市州校]报|新闻网|在线|[电广]视台|电台|新华社|中新社|中新网|人民网|新华网|"
    r"融媒体中心|客户端)|今日[\u4e00-\u9fff]{2,5}报|新华社|人民网|新华网|中新社|中新网|央视网|光明网"
)
_NO_MEDIUM = re.compile(r"[摄图供据见载登]|报道|报告|通报|记者|编辑|本报|本网|综合")
_UNCLOSED = re.compile(r"[（(]\s*([^（）()，。]{2,12})\s*$")
# （中央社記者溫貴香台北21日電）, 〔記者巫其倫／台北報導〕
_SLASHED_PLACE = re.compile(r"\s*[／/|｜]\s*[\u4e00-\u9fff]{2,8}$")
_DAY_BEHIND = re.compile(r"(?P<before>[\u4e00-\u9fff]{0,8}?)\s*\d{1,2}日.{0,6}$")
_REPORTED = re.compile(r"[\s、，,／/]*(?P<word>[\u4e00-\u9fff]{0,6})(?:报导|报道|特稿|专电)$")
_DATELINE = re.compile(
    rf"^.{{0,30}}?(?:讯|电|消息|报道|"
    rf"日)[】\]]?\s*[，,]?\s*[（(]\s*((?:文/图\s*)?(?:\w{{2,12}}?)?{_ROLE}[^（）()]{{2,60}})[)）]"
)
# 中新网兰州11月30日电 (艾庆龙 南如卓玛)
_AGENCY = re.compile(r"^[^（(，。]{2,24}[电電讯訊]\s?[（(]\s*([\u4e00-\u9fff·、\s]{2,24}?)\s*[)）]")
# 本网讯 和珅报道　近日, 本报讯（张伟报道）, 本报记者 黄宗羲 报道：
_REPORTED_BY = re.compile(
    r"^\s*(?:[\u4e00-\u9fff]{1,8}[讯訊电電]|[\u4e00-\u9fff]{0,6}?(?=(?:本[报网台刊]|全媒体|见习|特约)?(?:记者|通讯员)))\s*[（(]?\s*"
    r"(?P<role>(?:本[报网台刊]|全媒体|见习|特约)?(?:记者|通讯员))?[\s:：]*"
    r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、，]{1,2}[\u4e00-\u9fff·]{2,4}){0,3}?)\s*(?:摄影)?(?:报道|报导)\s*(?:[:：，,）)]|\s|$)"
)
_DATELINE_LABEL = re.compile(r"^.{0,12}?讯\s*[:：]\s*((?:文|图|\|){1,4}[^（）()]{2,20})$")
_OPENING = re.compile(r"^\s*[（(〔【\[［]\s*([^（）()〔〕【】\[\]［］]{2,40})\s*[)）〕】\]］]")
_MEDIUM = r"[\w《》]{2,12}?(?:·[\w《》]{2,12}?)?"
# A line of its own: 记者 石思, 青岚晚报记者 解子涵 朱斌梅, □ 本报记者 闵源欣, 聯合報 記者林宸誼／即時報導
_ALONE = re.compile(
    rf"^\s*[□■●◎○△▲◆—\-－*※〔【\[]{{0,3}}\s*(?:文\s?[/／]\s?|(?:整合|整理|综合|采写|采访|撰文|图文)[\s/／|｜]{{1,3}})?(?P<source>{_MEDIUM})?\s*(?P<roles>{_ROLE}[\s:：|"
    rf"｜/]{{0,4}}[\w\s、，,/／·]{{2,40}}?)"
    # 冯雅文 behind a role is a name, 谷雨田文 one and what he did.
    r"(?P<tail>(?:\s*(?:文/图|图/文|文/摄|文并?摄|摄影报道|图文|摄影|/文|/摄|(?<![者员員\s]\w\w)文|摄|整理)){0,2})"
    r"\s*[〕】\]]?\s*$"
)
# 文／記者林小芳 攝影／王大明
_OTHER_ROLE = re.compile(
    r"[\s、，,]+(?:摄影|摄|图片?|图表|视频|剪辑|编辑|责编|校对|制图)\s*[／/:：|｜]|[\s、，,]+(?:摄影|摄)\s+(?=[\u4e00-\u9fff])"
)
# 山海商报记者马俊/文 受访者供图
_PICTURES_FROM = re.compile(
    r"\s*(?:(?:图片?)?由?(?:受访者|受訪者|通讯员|网络|網路|资料|主办方|校方)(?:供图|提供|图片?)|资料图片?|資料照片?)$"
)
# 记者从市科协获悉
_REPORTS = re.compile(r"了解|获悉|獲悉|得知|表示|看到|采访|^[从在日近]")
# □ 谷雨田: the mark of a by-line, and of much else
_MARKED = re.compile(r"\s*(?P<mark>[□■◎●◆])\s*(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·\s、]{1,22})")
_COLUMN = re.compile("[苑园谈坛窗界汇眼场廊栏目街线圈点评论观角说话人事史志鉴课堂版]\\s*$")
_PHOTOGRAPHED = re.compile(r"^\s*摄影?\s*$")
_ROLES = re.compile(_ROLE)
_PARTED = re.compile(r"[／/|｜\s]+")
_STATIONED = re.compile(r"^[驻駐]\w{1,6}?(?=[记記]者)")
_NAME_MARKS = frozenset("□■◎●◆")
_LONGEST = 60
_ROLE_FIRST = re.compile(rf"(?:{_MEDIUM})?({_ROLE})")
_TRADITIONAL = str.maketrans("記員訊報導攝圖見習實約網臺融媒體電專", "记员讯报导摄图见习实约网台融媒体电专")
_TAIL = re.compile(
    r"(?:[/／].{2,6}(?:报导|报道|電|電訊|報導|報道)|摄影报道|文/图|图/文|图文|摄影|报道|/文|/摄|"
    r"文并?摄|综合|整理|[/|｜])+\s*$"
)


def closing_byline(paragraph: str) -> Iterator[Said]:
    """Who signs at the end of a paragraph, in parentheses that may never be closed."""
    tail = paragraph[-90:]
    match = _CLOSING.search(tail) or _UNCLOSED.search(tail)
    if match is None:
        return
    inside = _AFFILIATION.split(match[1])[0].strip()
    place = f"last paragraph: {clean(match[0])[:40]}"
    labelled = [said for said in _labelled(inside, place) if said.field == "source" or names_in(said.raw)]
    if labelled:
        # （河东区纪委监委 倪瑶 || 通讯员 龚晨 || 责任编辑 郁文静）
        yield from _bare_names(inside[: read_labels(inside)[0].start].strip(" |｜、，,;；/"), place)
        yield from labelled
    elif match.re is _UNCLOSED and not looks_like_name(clean(inside)):
        return
    elif role := _ROLES.search(inside.translate(_TRADITIONAL)):
        yield from _bare_names(inside[: role.start()].strip(" |｜、，,;；/"), place)
        yield from _reporters(inside, place)
    elif took := _TOOK.search(inside.translate(_TRADITIONAL)):
        yield Said(field="credit", raw=clean(inside[: took.start()]), method="byline", locator=place, role="摄影")
    elif editor := _EDITED.search(inside):
        yield Said(field="editor", raw=clean(editor[2]), method="byline", locator=place, role=editor[1])
    elif _MEDIUM_ALONE.fullmatch(inside) and not _NO_MEDIUM.search(inside):
        yield Said(field="source", raw=inside, method="byline", locator=place)
    else:
        yield from _bare_names(inside, place)


def _reporters(inside: str, place: str, *, strict: bool = False) -> Iterator[Said]:
    """（云山报记者 谷雨田 摄）, （记者 谷雨田 文 沈清明 摄）: who took the picture wrote nothing."""
    wrote, took = taken_by(inside)
    if not took:
        yield from roles_in(inside, place, strict=strict)
    elif wrote:
        yield from roles_in(wrote, place, strict=strict)
        yield Said(field="credit", raw=took, method="byline", locator=place, role="摄影")
    else:
        for said in roles_in(took, place, strict=strict):
            yield replace(said, field="credit", role="摄影")


def signed_below(texts: Iterable[str]) -> Iterator[Said]:
    """Who stands before the labels of a line in parentheses: （云山市纪委监委 谷雨田 || 责任编辑 沈清明）."""
    for text in texts:
        if "|" in text and text[0] in "（(" and text[-1] in "）)" and len(text) <= _LONGEST:
            inside = text[1:-1]
            if (found := read_labels(inside)) and "|" in inside[: found[0].start]:
                place = f"last paragraph: {clean(text)[:40]}"
                yield from _bare_names(inside[: found[0].start].strip(" |｜、，,;；/"), place)


def opening_byline(paragraph: str) -> Iterator[Said]:
    """The reporters of a dateline: 新华社北京5月30日电（记者翟翔、刘奕湛）."""
    head = paragraph[:_DATELINE_REACH]
    if not _DATELINE_LETTER.search(head):
        return
    head = head.translate(_TRADITIONAL)
    if "报" in head and (told := _REPORTED_BY.match(head)) and names_in(told["names"], strict=True):
        names = paragraph[told.start("names") : told.end("names")]
        place = f"dateline: {clean(told[0])[:40]}"
        printed = paragraph[slice(*told.span("role"))] if told["role"] else None
        yield Said(field="author", raw=names, method="byline", locator=place, role=printed)
        return
    if not _BRACKET.search(head):
        return
    match = _DATELINE.search(head)
    if match:
        yield from roles_in(paragraph[match.start(1) : match.end(1)], f"dateline: {clean(match[0])[:40]}")
    elif (agency := _AGENCY.match(paragraph[:60])) and _has_full_name(names_in(agency[1])):
        yield Said(field="author", raw=agency[1], method="byline", locator=f"dateline: {clean(agency[0])[:40]}")
    elif opening := _OPENING.match(head):
        inside = paragraph[opening.start(1) : opening.end(1)]
        if label := _DATELINE_LABEL.match(opening[1]):
            inside = inside[label.start(1) :]
            names = inside.lstrip("文图|｜/")
            if names_in(names):
                yield Said(
                    field="author",
                    raw=names,
                    method="byline",
                    locator=f"dateline: {clean(opening[0])[:40]}",
                    role="文|图",
                )
        elif role := _ROLE_FIRST.match(opening[1]):
            place = f"dateline: {clean(opening[0])[:40]}"
            yield from _reporters(inside[role.start(1) :], place, strict=True)


def _has_full_name(names: list[str]) -> bool:
    """Whether one of the names could be no place: 艾庆龙, but not 云湖."""
    return any(len(name) > 2 and looks_like_name(name) for name in names)


def bylines_of(line: Line) -> Iterator[Said]:
    """The reporters in a header line, whose elements count as lines."""
    found = []
    if _ROLE_LETTER.search(line.text):
        found = [said for piece in line.raw.split(EDGE) for said in byline_line(clean(piece))]
    yield from found or (marked_names(line.text) if line.text[0] in _NAME_MARKS else ())


def marked_names(text: str) -> Iterator[Said]:
    """□ 谷雨田: names alone behind a mark. Two letters might be any word: ● 高中."""
    marked = _MARKED.fullmatch(text)
    names = names_in(marked["names"], strict=True) if marked else []
    # ■ 文化苑 is a column's name.
    column = marked and marked["mark"] != "□" and _COLUMN.search(marked["names"])
    if marked and not column and (len(names) > 1 or _has_full_name(names)):
        yield Said(field="author", raw=marked["names"], method="byline", locator=f"byline: {clean(text)[:40]}")


def byline_line(line: str) -> Iterator[Said]:
    """A short line that holds nothing but reporters. One that only took the picture is no author."""
    if len(line) > _LONGEST or not (line[:1] == "□" or _ROLE_LETTER.search(line)):
        return
    line = _PICTURES_FROM.sub("", line)
    match = _ALONE.match(line.translate(_TRADITIONAL))
    if match is None:
        yield from marked_names(line) if line[:1] == "□" else ()
        return
    place = f"byline: {clean(line)[:40]}"
    for said in roles_in(line[match.start("roles") : match.end("roles")], place, strict=True):
        yield replace(said, field="credit", role="摄影") if _PHOTOGRAPHED.match(match["tail"]) else said


def roles_in(text: str, place: str, *, strict: bool = False) -> Iterator[Said]:
    """记者荆文静通讯员沈平, role by role. `strict`: only what could be persons' names."""
    plain = text.translate(_TRADITIONAL)
    marks = list(_ROLES.finditer(plain))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        raw = text[mark.end() : following.start() if following else len(text)]
        raw = _without_place(
            raw[: other.start()] if (other := _OTHER_ROLE.search(raw.translate(_TRADITIONAL))) else raw
        )
        raw = _TAIL.sub("", raw).strip(" \t\xa0\u3000:：、，,|｜/")
        if (
            raw
            and names_in(raw, strict=strict)
            and not (_REPORTS.search(raw) or (mark[0] == "作者" and raw[0] in "为系均是的"))
        ):
            printed = _bare_role(text[mark.start() : mark.end()])
            yield Said(field="author", raw=raw, method="byline", locator=place, role=printed)


def _without_place(text: str) -> str:
    """溫貴香台北21日電, 巫其倫／台北報導, 陳大文 香港報道: the names without where and how they reported."""
    plain = text.translate(_TRADITIONAL)
    if (dated := _DAY_BEHIND.search(plain)) and "日" in plain:
        return text[: dated.start() + _name_length(plain[dated.start() : dated.end("before")])].rstrip()
    if reported := _REPORTED.search(plain):
        return text[: reported.end("word") if looks_like_name(reported["word"]) else reported.start()]
    return _SLASHED_PLACE.sub("", text) if _SLASHED_PLACE.search(plain) and not _last_is_name(plain) else text


def _name_length(run: str) -> int:
    """How many characters of a name and a place run together are the name: 溫貴香台北, 范姜佳鈺台北, 王明台北."""
    if len(run) < 4:
        return len(run) if looks_like_name(run) and len(run) == 3 else 0
    longest = 4 if run[:2] in COMPOUND_SURNAMES else 3
    return next((size for size in (longest, 2) if len(run) - size >= 2), 0)


def _last_is_name(text: str) -> bool:
    return looks_like_name(_PARTED.split(text.strip())[-1])


def _bare_role(printed: str) -> str:
    return _STATIONED.sub("", printed)


def _labelled(inside: str, place: str) -> Iterator[Said]:
    for found in read_labels(inside):
        if found.field in PERSON_FIELDS | {"source"} and found.value:
            field = found.field
            yield Said(field=field, raw=clean(found.value), method="byline", locator=place, role=found.printed)
            _, role, names = split_source(clean(found.value)) if field == "source" else ("", "", "")
            if role:
                # （来源：云山新闻网 记者谷雨田）
                yield Said(field="author", raw=names, method="byline", locator=place, role=role)


def _bare_names(inside: str, place: str) -> Iterator[Said]:
    names = names_in(inside, strict=True)
    if names:
        yield Said(field="author", raw=clean(inside), method="byline", locator=place)
