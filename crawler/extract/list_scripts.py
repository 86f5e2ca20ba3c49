"""What scripts would open, read and never run: `onclick="openDetail('123')"` and the function behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.extract.list_source import ListSource

_PLAIN = re.compile(
    r"(?:window\.open|(?:(?:window|document|self|top|parent)\.)*location(?:\.href)?(?:\.assign|\.replace)?)"
    r"\s{0,9}[=(]\s{0,9}(?:encodeURI\(\s{0,9})?(['\"])(?P<url>[^'\"\s]{1,500})\1\s{0,9}(?P<more>\+)?"
)
_CALL = re.compile(
    r"(?:javascript:)?\s{0,9}(?:return\s+)?(?P<name>[A-Za-z_$][\w$]{0,60})\s{0,9}\((?P<args>[^()]{0,300})\)\s{0,9};?\s{0,9}(?:return\s+\w+;?)?\s{0,9}",
    re.I,
)
_ARGUMENT = re.compile(r"\s{0,9}(?:'([^']{0,300})'|\"([^\"]{0,300})\"|(-?\d{1,15})|(this|event|[\w.]+))\s{0,9}(?:,|$)")
_OPENS = re.compile(
    r"(?:window\.open|(?:(?:window|document|self|top|parent)\.)*location(?:\.href)?(?:\.assign|\.replace)?)\s{0,9}[=(]\s{0,9}(?P<expr>[^;{}\n]{1,400})"
)
_TERM = re.compile(
    r"\s{0,9}(?:'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\"|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d+))\s{0,9}(?P<sign>\+|$|,|\))"
)
_BRACE = re.compile(r"[{}]|'[^'\n]{0,500}'|\"[^\"\n]{0,500}\"")
_ADDRESS = re.compile(
    r"(?:https?://|\.{0,2}/)[^\s'\"<>()]{1,400}|[\w./%~-]{1,200}\.(?:s?html?|jhtml|jspx?|aspx?|php|do|pdf|docx?)(?:\?[^\s'\"<>()]{0,200})?",
    re.I,
)
_LOCAL = re.compile(
    r"(?:^|[;{}\n,]|\bvar\s|\blet\s|\bconst\s)\s{0,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=(?!=)\s{0,9}(?P<expr>[^;{}\n]{1,400})"
)
_MAX_BODY = 1500


def opened_by(source: ListSource, code: str | None) -> str | None:
    """The URL that a click handler or javascript: href opens; None unless there is exactly one reading."""
    if not code or len(code) > 1000:
        return None
    direct = _PLAIN.search(code)
    if direct and not direct["more"]:
        return direct["url"]
    call = call_of(code)
    if not call:
        return None
    given = arguments(call[1])
    return called(source, call[0], given) or _named(source, call[0], given)


def _named(source: ListSource, name: str, given: list[str | None]) -> str | None:
    """The one address among the arguments of a function that the page calls but does not define."""
    addresses = [value for value in given if value and _ADDRESS.fullmatch(value)]
    return addresses[0] if len(addresses) == 1 and function_body(source, name) is None else None


def call_of(code: str | None) -> tuple[str, str] | None:
    """Name and argument text of a handler that is one call: ("goPage", "2")."""
    found = _CALL.fullmatch(code.strip()) if code and len(code) <= 1000 else None
    return (found["name"], found["args"]) if found else None


def arguments(text: str) -> list[str | None]:
    """The arguments of a call: strings and numbers as text, anything else None."""
    found: list[str | None] = []
    place = 0
    while place < len(text):
        match = _ARGUMENT.match(text, place)
        if not match or match.end() == place:
            break
        quoted = next((group for group in match.groups()[:3] if group is not None), None)
        found.append(quoted)
        place = match.end()
    return found


def called(source: ListSource, name: str, given: list[str | None]) -> str | None:
    """The URL that a function of the page's scripts opens when called with these arguments."""
    body = function_body(source, name)
    if body is None:
        return None
    parameters, code = body
    values: dict[str, str | None] = dict(source.constants) | dict(zip(parameters, given, strict=False))
    for local in _LOCAL.finditer(code):
        if local[1] not in parameters and local[1] not in ("location", "href"):
            values[local[1]] = concatenated(local["expr"], values)
    opened = {concatenated(match["expr"], values) for match in _OPENS.finditer(code)}
    return opened.pop() if len(opened) == 1 else None


def function_body(source: ListSource, name: str) -> tuple[list[str], str] | None:
    """Parameters and code of a function that the page's scripts define (bounded)."""
    escaped = re.escape(name)
    pattern = (
        rf"(?:function\s{{1,9}}{escaped}|{escaped}\s{{0,9}}=\s{{0,9}}function)\s{{0,9}}\(([^)]{{0,200}})\)\s{{0,9}}\{{"
    )
    found = re.search(pattern, source.scripts)
    if not found:
        return None
    parameters = [word.strip() for word in found[1].split(",")]
    code = _up_to_its_brace(source.scripts[found.end() : found.end() + _MAX_BODY])
    following = re.search(r"\bfunction\b", code)
    return parameters, code[: following.start()] if following else code


def _up_to_its_brace(code: str) -> str:
    """Code up to the brace that closes what is open before it: what follows belongs to other scripts."""
    depth = 1
    for found in _BRACE.finditer(code):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return code[: found.start()]
    return code


def concatenated(expression: str, values: Mapping[str, str | None]) -> str | None:
    """The text of a concatenation of strings and known parameters; None when anything else takes part."""
    parts: list[str] = []
    place = 0
    while True:
        term = _TERM.match(expression, place)
        if not term:
            return None
        quoted = term["one"] if term["one"] is not None else term["two"]
        value = quoted if quoted is not None else term["number"] or values.get(term["name"] or "")
        if value is None:
            return None
        parts.append(value)
        if term["sign"] != "+":
            return "".join(parts)
        place = term.end()
