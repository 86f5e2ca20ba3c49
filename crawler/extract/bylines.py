"""Names that stand without a label.

（袁传仓） at the end, 本报讯（记者 荆文静 通讯员 沈平） at the start, □ 本报记者 闵源欣 on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.labels import read_labels
from crawler.extract.outline import clean
from crawler.extract.vocabulary import PERSON_FIELDS
from crawler.items import Said
from crawler.normalize.people import looks_like_name, names_in

_ROLE = (
    r"(?:(?:本报|本网|本台|本刊|全媒体|融媒体?|见习|实习|特约|首席|特派|驻\w{1,6}?)?记者|(?:特约|本报)?通讯员"
    r"|(?:本报|新华社|特约)?评论员|实习生|特约撰稿人?|撰稿人|作者(?=[\s:：|｜]))"
)
_CLOSING = re.compile(r"[（(]\s*([^（）()]{2,60})\s*[)）]\s*[。.]?\s*$")
_AFFILIATION = re.compile(r"[\s,，;；]*(?:作者)?单位\s*[:：]|[\s,，;；]+(?:作者)?(?:系|为)")
# （澜峰新闻网编辑 苏景海）
_EDITED = re.compile(r"(责任编辑|责编|编辑)\s+([\w\s·、]{2,20})$")
_UNCLOSED = re.compile(r"[（(]\s*([^（）()，。]{2,12})\s*$")
# （中央社記者溫貴香台北21日電）, 〔記者巫其倫／台北報導〕
_PLACE_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])(?:[／/].{2,10}|[\u4e00-\u9fff]{2,4}\d{1,2}日.{0,4})$")
_DATELINE = re.compile(
    rf"^.{{0,30}}?(?:讯|电|消息|报道|"
    rf"日)[】\]]?\s*[，,]?\s*[（(]\s*((?:文/图\s*)?(?:\w{{2,12}}?)?{_ROLE}[^（）()]{{2,60}})[)）]"
)
_DATELINE_LABEL = re.compile(r"^.{0,12}?讯\s*[:：]\s*((?:文|图|\|){1,4}[^（）()]{2,20})$")
_OPENING = re.compile(r"^\s*[（(〔【\[［]\s*([^（）()〔〕【】\[\]［］]{2,40})\s*[)）〕】\]］]")
# A line of its own: 记者 石思, 青岚晚报记者 解子涵 朱斌梅, □ 本报记者 闵源欣
_ALONE = re.compile(
    rf"^\s*[□■●◎○△▲◆—\-－*※]{{0,3}}\s*(?P<source>[\w《》]{{2,12}}?)?\s*(?P<roles>{_ROLE}[\s:：|"
    rf"｜/]{{0,4}}[\w\s、，,/·]{{2,40}}?)"
    r"(?:\s*(?:文/图|文/摄|摄影报道|图文|摄影|报道|/文|/摄|文|摄|整理|综合报道)){0,2}\s*$"
)
_ROLES = re.compile(_ROLE)
_TRADITIONAL = str.maketrans("記員訊報導攝圖見習實約網臺融媒體電", "记员讯报导摄图见习实约网台融媒体电")
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
    labelled = list(_labelled(inside, place))
    if labelled:
        yield from labelled
    elif match.re is _UNCLOSED and not looks_like_name(clean(inside)):
        return
    elif _ROLES.search(inside.translate(_TRADITIONAL)):
        yield from roles_in(inside, place)
    elif editor := _EDITED.search(inside):
        yield Said(field="editor", raw=clean(editor[2]), method="byline", locator=place, role=editor[1])
    else:
        yield from _bare_names(inside, place)


def opening_byline(paragraph: str) -> Iterator[Said]:
    """The reporters of a dateline: 新华社北京5月30日电（记者翟翔、刘奕湛）."""
    head = paragraph[:110].translate(_TRADITIONAL)
    match = _DATELINE.search(head)
    if match:
        yield from roles_in(paragraph[match.start(1) : match.end(1)], f"dateline: {clean(match[0])[:40]}")
    elif opening := _OPENING.match(head):
        inside = paragraph[opening.start(1) : opening.end(1)]
        if label := _DATELINE_LABEL.match(opening[1]):
            inside = inside[label.start(1) :]
            names = re.sub(r"^[文图|｜/]+", "", inside)
            if names_in(names):
                yield Said(
                    field="author",
                    raw=names,
                    method="byline",
                    locator=f"dateline: {clean(opening[0])[:40]}",
                    role="文|图",
                )
        elif _ROLES.match(opening[1]):
            yield from roles_in(inside, f"dateline: {clean(opening[0])[:40]}")


def byline_line(line: str) -> Iterator[Said]:
    """A short line that holds nothing but reporters."""
    if len(line) > 60:
        return
    match = _ALONE.match(line.translate(_TRADITIONAL))
    if match:
        yield from roles_in(line[match.start("roles") : match.end("roles")], f"byline: {clean(line)[:40]}")


def roles_in(text: str, place: str) -> Iterator[Said]:
    """记者荆文静通讯员沈平, role by role."""
    plain = text.translate(_TRADITIONAL)
    marks = list(_ROLES.finditer(plain))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        raw = text[mark.end() : following.start() if following else len(text)]
        raw = _TAIL.sub("", _PLACE_BEHIND.sub("", raw)).strip(" \t\xa0\u3000:：、，,|｜/")
        if raw and names_in(raw) and not (mark[0] == "作者" and raw[0] in "为系均是的"):
            yield Said(field="author", raw=raw, method="byline", locator=place, role=_bare_role(mark[0]))


def _bare_role(printed: str) -> str:
    return re.sub(r"^驻\w{1,6}?(?=记者)", "", printed)


def _labelled(inside: str, place: str) -> Iterator[Said]:
    for found in read_labels(inside):
        if found.field in PERSON_FIELDS | {"source"} and found.value:
            field = found.field
            yield Said(field=field, raw=clean(found.value), method="byline", locator=place, role=found.label)


def _bare_names(inside: str, place: str) -> Iterator[Said]:
    names = names_in(inside, strict=True)
    if names:
        yield Said(field="author", raw=clean(inside), method="byline", locator=place)
