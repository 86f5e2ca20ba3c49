"""What inline scripts print: document.write('来源：'+x) and $('#ly').html(x), understood, never executed.

Only concatenations of string literals and of variables that were assigned a string literal are read;
such a variable may be cut (substring, split, replace); whatever else calls, loops or computes stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.normalize.dates import parse_epoch

_STRING = r"(?:'(?:[^'\\\n]|\\.){0,2000}'|\"(?:[^\"\\\n]|\\.){0,2000}\")"
_SHORT = r"(?:'[^'\\\n]{0,20}'|\"[^\"\\\n]{0,20}\")"
_PLACE = rf"(?:\d{{1,3}}|[\w$]{{1,40}}\.(?:indexOf|lastIndexOf)\(\s?{_SHORT}\s?\)|[\w$]{{1,40}}\.length)"
_PATTERN = r"/[^/*\n][^/\n]{0,19}/[gi]{0,2}"
# tm.substr(0,10), ("2023-04-12 17:36:08").substring(0,16), t.substring(0,t.indexOf(" ")), t.split(" ")[0],
# t.replace(/-/g,".")
_CUT = (
    rf"(?:\.(?:substr|substring|slice)\(\s?{_PLACE}\s?(?:,\s?{_PLACE}\s?)?\)|\.split\(\s?{_SHORT}\s?\)\[\s?\d\s?\]"
    rf"|\.replace\(\s?(?:{_SHORT}|{_PATTERN})\s?,\s?{_SHORT}\s?\)|\.(?:trim|toString)\(\))"
)
_NAME = r"[A-Za-z_$](?:(?!\.(?:substr|substring|slice|split|replace|trim|toString)\()[\w$.]){0,60}"
_TERM = rf"(?:(?:\(\s?{_STRING}\s?\)|{_STRING}|{_NAME}){_CUT}{{0,3}})"
_CONCATENATION = rf"{_TERM}(?:\s{{0,9}}\+\s{{0,9}}{_TERM}){{0,12}}"
# In two steps: most scripts assign many strings, hardly one of them to a name that is asked for.
_ASSIGNED = re.compile(rf"=\s{{0,9}}({_STRING})\s{{0,9}}(?=[;,\n}}]|$)")
_ASSIGNEE = re.compile(r"(?:var|let|const|[;{\n,])\s{0,40}([A-Za-z_$][\w$]{0,60})\s{0,9}$")
_LONGEST_ASSIGNEE = 120
_WRITE = re.compile(rf"document\.write(?:ln)?\(\s{{0,9}}({_CONCATENATION})\s{{0,9}}\)")
_FILL = re.compile(
    rf"(?:getElementById\(\s{{0,9}}['\"]([\w\-]{{1,60}})['\"]\s{{0,9}}\)\.(?:innerHTML|innerText|"
    rf"textContent)\s{{0,9}}=\s{{0,9}}"
    rf"|\$\(\s{{0,9}}['\"]#([\w\-]{{1,60}})['\"]\s{{0,9}}\)\.(?:html|text|append)\(\s{{0,9}})({_CONCATENATION})"
)
_NAMED_DATE = re.compile(
    r"(?:publish_?time|pub_?date|publish_?date|pub_?time)['\"]?\s{0,3}[:=]\s{0,3}['\"]((?:19|"
    r"20)\d\d[-/.年][^'\"\n]{3,30})['\"]",
    re.I,
)
# t="1581605093",s="2020-02-11";fill(t,s,document.getElementById("publish_time")): what a script prints there.
_FILLED_DATE = re.compile(
    r"['\"]((?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)['\"][^<>{}]{0,160}"
    r"getElementById\(['\"](?:publish_?time|pub_?date|publish_?date|pub_?time)['\"]",
    re.I,
)
# var ct = "1581517074"; "create_time":1581418070. The number is sought first: a search for one digit is a fast one.
_EPOCH = re.compile(r"1(?<!\d1)[0-9]{9}(?:\d{3})?(?!\d)")
_EPOCH_NAME = re.compile(
    r"(?:\bct|\b(?:ori_?)?create_?time|publish_?time|pub_?date|publish_?date|pub_?time|release_?time)"
    r"['\"]?\s{0,3}[:=]\s{0,3}['\"]?$",
    re.I,
)
# A common beginning makes the search a fast one: most pages carry more script than text.
_NAMES_DATE = re.compile(r"pub(?:lish)?_?(?:[Tt]ime|[Dd]ate)")
_FILL_WORDS = ("innerHTML", "innerText", "textContent", ".html(", ".text(", ".append(")
_TERMS = re.compile(rf"({_STRING}|{_NAME})\s?\)?({_CUT}{{0,3}})")
# The same calls, one by one.
_CALL = re.compile(
    rf"\.(?P<cut>substr|substring|slice)\(\s?(?P<start>{_PLACE})\s?(?:,\s?(?P<end>{_PLACE})\s?)?\)"
    rf"|\.split\(\s?(?P<mark>{_SHORT})\s?\)\[\s?(?P<piece>\d)\s?\]"
    rf"|\.replace\(\s?(?P<old>{_SHORT}|{_PATTERN})\s?,\s?(?P<new>{_SHORT})\s?\)|\.(?:trim|toString)\(\)"
)
_ESCAPED_MARK = re.compile(r"\\[^\w\s]")
_NO_LETTERS = re.compile(r"[\\\[\](){}.*+?|^$]")
_SOUGHT = re.compile(rf"\.(indexOf|lastIndexOf)\(\s?({_SHORT})")
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_ESCAPES = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}
_LONGEST_SCRIPT, _LONGEST_NAME = 20_000, 32
_LONGEST_VALUE = 300


@dataclass(slots=True)
class Scripts:
    """The inline scripts of a page, their string variables and the elements they fill, by id.

    `write`: some of them write where they stand.
    """

    texts: list[str] = field(default_factory=list)
    write: bool = False
    names: dict[str, str] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)

    def written(self, script: str) -> str:
        """The text that a script writes where it stands."""
        if "document.write" not in script:
            return ""
        texts = (self._text(match[1]) for match in _WRITE.finditer(script[:_LONGEST_SCRIPT]))
        return " ".join(text for text in texts if text)

    def _text(self, expression: str) -> str:
        """A concatenation's text without markup; nothing if a part of it is unknown or it is mere decoration."""
        known = False
        parts = []
        for term, cut in _TERMS.findall(expression):
            if term[0] in "'\"":
                part = _unquote(term)
            elif term in self.names:
                known = True
                part = self.names[term]
            else:
                return ""
            parts.append(_cut(part, cut))
        text = _TAGS.sub(" ", "".join(parts)).strip()
        telling = known or "：" in text or ":" in text or _DAY.match(text)
        return text if len(text) <= _LONGEST_VALUE and telling else ""


def read_scripts(inline: list[str]) -> Scripts:
    """The inline scripts' string variables, and the elements that they fill."""
    texts = [text[:_LONGEST_SCRIPT] for text in inline if _speaks(text)]
    writing = [text for text in texts if "document.write" in text]
    written = [match[1] for text in writing for match in _WRITE.finditer(text)]
    filled = [found for text in texts if _may_fill(text) for found in _FILL.findall(text)]
    scripts = Scripts(inline, bool(written))
    scripts.names = _variables(texts, [*written, *(expression for _, _, expression in filled)])
    for by_id, by_query, expression in filled:
        if value := scripts._text(expression):
            scripts.filled.setdefault(by_id or by_query, value)
    return scripts


def _variables(texts: list[str], expressions: list[str]) -> dict[str, str]:
    """The variables that expressions name, with the first string that each is assigned."""
    terms = {term for expression in expressions for term, _ in _TERMS.findall(expression)}
    wanted = {term for term in terms if term[0] not in "'\"" and "." not in term}
    names: dict[str, str] = {}
    for text in texts if wanted else ():
        if any(name in text for name in wanted):
            for name, value in _assignments("\n" + text, tuple(wanted)):
                if name in wanted and len(value) <= _LONGEST_VALUE:
                    names.setdefault(name, _unquote(value))
    return names


def _assignments(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names that end with one of `names`, and the string literals that a script assigns to them."""
    for match in _ASSIGNED.finditer(text):
        start = max(0, match.start() - _LONGEST_ASSIGNEE)
        if text[start : match.start()].rstrip().endswith(names):
            assignee = _ASSIGNEE.search(text, start, match.start())
            if assignee:
                yield assignee[1], match[1]


def named_date(texts: list[str]) -> str | None:
    """The date in a variable such as `publish_time`, when all scripts that name one agree (lists name many)."""
    telling = [text for text in texts if "pub" in text and _NAMES_DATE.search(text)]
    for pattern in (_NAMED_DATE, _FILLED_DATE):
        if found := {match[1] for text in telling for match in pattern.finditer(text)}:
            return found.pop() if len(found) == 1 else None
    return _named_epoch(texts)


def _named_epoch(texts: list[str]) -> str | None:
    """The moment in a variable such as `create_time` that counts seconds, when there is but one."""
    found = {
        match[0][:10]
        for text in texts
        for match in _EPOCH.finditer(text)
        if _EPOCH_NAME.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
    }
    moment = parse_epoch(found.pop()) if len(found) == 1 else None
    return moment.iso if moment else None


def _speaks(text: str) -> bool:
    # Assignments may stand in one script and the writing in another, so any short script counts.
    return len(text) < 6000 or "document.write" in text or "innerHTML" in text


def _may_fill(text: str) -> bool:
    return ("getElementById(" in text or "$(" in text) and any(word in text for word in _FILL_WORDS)


def _cut(text: str, calls: str) -> str:
    """A string after the calls that cut it; a call that finds nothing to cut leaves all of it."""
    for call in _CALL.finditer(calls):
        if call["cut"]:
            text = _slice(text, call["cut"], call["start"], call["end"])
        elif call["mark"]:
            pieces = text.split(call["mark"][1:-1] or None)
            text = pieces[int(call["piece"])] if int(call["piece"]) < len(pieces) else text
        elif call["old"]:
            text = _replaced(text, call["old"], call["new"][1:-1])
    return text


def _slice(text: str, call: str, first: str, last: str | None) -> str:
    """substr counts letters from a start, substring and slice name an end."""
    start, end = _place(text, first), _place(text, last) if last else len(text)
    if start < 0 or end < 0:
        return text
    return text[start : start + end] if call == "substr" and last else text[start:end]


def _place(text: str, argument: str) -> int:
    """A number, or where t.indexOf(" ") finds it: -1, nowhere."""
    if argument.isdigit():
        return int(argument)
    sought = _SOUGHT.search(argument)
    if sought is None:
        return len(text)
    find = text.find if sought[1] == "indexOf" else text.rfind
    return find(sought[2][1:-1])


def _replaced(text: str, old: str, new: str) -> str:
    """A string or a pattern of plain letters replaced: the first, with /g all."""
    if old[0] != "/":
        return text.replace(old[1:-1], new, 1)
    letters, _, flags = old[1:].rpartition("/")
    if _NO_LETTERS.search(_ESCAPED_MARK.sub("", letters)):
        return text
    letters = letters.replace("\\", "")
    return text.replace(letters, new, -1 if "g" in flags else 1)


def _unquote(literal: str) -> str:
    return _ESCAPES.sub(_unescape, literal[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "ux" and len(code) > 1:
        return chr(int(code[1:], 16)) if not 0xD800 <= int(code[1:], 16) < 0xE000 else ""
    return _LETTERS.get(code, code)
