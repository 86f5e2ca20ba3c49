"""Pagers that fill in a form and send it: `page('12')` sets cpage and submits. Read from the scripts, never run."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import html

from crawler.extract.list_scripts import arguments, call_of, function_body
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest

_SET = re.compile(
    r"(?:(?:\.|\[\s{0,3}['\"]|getElementById\(\s{0,3}['\"]|getElementsByName\(\s{0,3}['\"]|\$\(\s{0,3}['\"][^'\"]{0,40}?[#=]?)"
    r"(?P<name>[\w-]{1,60})(?:['\"]\s{0,3}\]?\s{0,3}\)?)?(?:\[0\])?\.value\s{0,3}=\s{0,3}(?P<expr>[^;\n}]{1,80})"
    r"|\$\(\s{0,3}['\"](?:[\w.]{0,40})?(?:#|\[name=)[\"']?(?P<name2>[\w-]{1,60})[\"']?\]?['\"]\s{0,3}\)\.val\(\s{0,3}(?P<expr2>[^;)\n]{1,80})\))"
)
_SUBMITS = re.compile(r"\.submit\(|\.trigger\(\s{0,3}['\"]submit")
_FORM_TYPE = (("Content-Type", "application/x-www-form-urlencoded"),)
_MAX_FIELDS = 100


def submitted_by(source: ListSource, code: str | None) -> PageRequest | None:
    """The request that a click handler or javascript: href sends by submitting a form; None when unsure."""
    call = call_of(code)
    body = function_body(source, call[0]) if call else None
    if call is None or body is None or not _SUBMITS.search(body[1]):
        return None
    values = dict(zip(body[0], arguments(call[1]), strict=False))
    changes = dict(_changes(body[1], values))
    form = _form_with(source, set(changes))
    return _request(source, form, changes) if form is not None and changes else None


def _changes(code: str, values: dict[str, str | None]) -> list[tuple[str, str]]:
    found = []
    for match in _SET.finditer(code):
        name, expression = match["name"] or match["name2"], (match["expr"] or match["expr2"] or "").strip()
        value = values.get(expression) or (
            expression.strip("'\"") if expression[:1] in "'\"" or expression.isdigit() else None
        )
        if name and value is not None:
            found.append((name, value))
    return found


def _form_with(source: ListSource, names: set[str]) -> html.HtmlElement | None:
    for form in source.root.iter("form"):
        if any(node.get("name") in names or node.get("id") in names for node in form.iter("input", "select")):
            return form
    return None


def _request(source: ListSource, form: html.HtmlElement, changes: dict[str, str]) -> PageRequest | None:
    fields: dict[str, str] = {}
    for node in list(form.iter("input", "select"))[:_MAX_FIELDS]:
        name, kind = node.get("name"), (node.get("type") or "text").lower()
        if name and kind in ("hidden", "text"):
            fields[name] = node.get("value") or ""
        if (name in changes or node.get("id") in changes) and name:
            fields[name] = changes.get(name) or changes.get(node.get("id") or "") or ""
    action = source.absolute(form.get("action") or source.url)
    if action is None or not fields:
        return None
    if (form.get("method") or "get").lower() == "post":
        return PageRequest(action, "POST", _FORM_TYPE, source.form(fields).encode())
    return PageRequest(urlsplit(action)._replace(query=source.form(fields), fragment="").geturl())
