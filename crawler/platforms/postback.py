"""ASP.NET WebForms: the pager posts the page's form back, hidden inputs and all, to the same address.

Page state is in the body alone and each answer carries a new __VIEWSTATE, so pages can only be had in turn.
"""

from __future__ import annotations

import re

from lxml import html

from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.items import PageRequest
from crawler.platforms.shape import Platform

_CALL = re.compile(
    r"__doPostBack\(\s{0,9}(?:'|&#39;|\")([^'\"&]{1,200})(?:'|&#39;|\")\s{0,9},\s{0,9}(?:'|&#39;|\")([^'\"&]{0,60})(?:'|&#39;|\")\s{0,9}\)"
)
_ENDS = ("Page$First", "Page$Last")
_HEADERS = (("Content-Type", "application/x-www-form-urlencoded"),)


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    if "__doPostBack" not in source.text or "__VIEWSTATE" not in source.text:
        return None
    found = _next_call(source, words)
    return f"__doPostBack('{found[0]}', '{found[1]}')" if found else None


def _next_call(source: ListSource, words: PrintedPager) -> tuple[str, str] | None:
    """Target and argument of the link to the following page: the one that posts its number, 下一页's, or the number's.

    A grid's pager prints … for page 11 and >> for its last page: what a link posts says more than its words.
    """
    layout, following = source.layout, (words.page or 1) + 1
    numbered = layout.links_in(words.node) if words.node is not None else []
    for node in numbered:
        if (call := _call(source, node)) and call[1] in (f"Page${following}", str(following)):
            return call
    for node in words.next_links:
        if (call := _call(source, node)) and call[1] not in _ENDS and not words.disabled(node):
            return call
    return _call(source, words.numbers[following]) if following in words.numbers else None


def _call(source: ListSource, node: int) -> tuple[str, str] | None:
    """Target and argument of what a link posts."""
    element = source.layout.nodes[node]
    found = _CALL.search(f"{element.get('href') or ''} {element.get('onclick') or ''}")
    return (found[1], found[2]) if found else None


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    call = _next_call(source, words)
    page, total = words.page or 1, words.total_pages
    if call is None or (total is not None and page >= total):
        return Pager((), page, total)
    form = _page_form(source)
    action = source.absolute((form.get("action") or "") if form is not None else "") or source.url
    fields = _fields(form if form is not None else source.root)
    fields.update({"__EVENTTARGET": call[0], "__EVENTARGUMENT": call[1]})
    return Pager((PageRequest(action, "POST", _HEADERS, source.form(fields).encode()),), page, total)


def _page_form(source: ListSource) -> html.HtmlElement | None:
    """The form that holds the page's state: a search box may have one of its own above it."""
    forms = [form for form in source.root.iter("form") if form.get("id") or form.get("action")]
    stateful = (form for form in forms if any(node.get("name") == "__VIEWSTATE" for node in form.iter("input")))
    return next(stateful, next(iter(forms), None))


def _fields(form: html.HtmlElement) -> dict[str, str]:
    """The form's hidden and text inputs as they are now; buttons would say that they were pressed."""
    fields: dict[str, str] = {}
    for node in form.iter("input"):
        name, kind = node.get("name"), (node.get("type") or "text").lower()
        if name and kind in ("hidden", "text"):
            fields[name] = node.get("value") or ""
    for node in form.iter("select"):
        chosen = next(iter(node.xpath(".//option[@selected]")), None)
        if node.get("name") and chosen is not None:
            fields[node.get("name") or ""] = chosen.get("value") or ""
    return fields


PLATFORM = Platform(name="postback", recognise=_recognise, pager=_pager)
