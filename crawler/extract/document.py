"""Text to tree: one lxml parse of a page, and the few questions everyone asks of a tree."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

# libxml2 stops at </html>, browsers read on: included headers bring their own (gov.cn, 2007).
_PAGE_END = re.compile(rb"</(?:html|body)\s{0,20}>", re.I)
_END = re.compile(rb"</html", re.I)
_AFTER_PAGE = 300
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_DEEP_TAGS = re.compile(
    rb"</?(div|section|table|tbody|tr|td|ul|li|span|font|b|i|strong|em|u|a|center)\b[^<>]{0,500}>", re.I
)
# libxml2 compares each attribute of a tag with all before it: 100,000 of them take minutes.
_LONG_TAG = re.compile(rb"<([a-z]\w*)\s[^<>]{20000,}>", re.I)
_MOST_ATTRIBUTES = 2_000
_CELL = 10_000
_EMPTY = "<html><body></body></html>"


# lxml.html asks a Python function for the class of every element; one class for all costs nothing.
_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)


def parse(page: bytes, url: str, *, comments: bool = True) -> html.HtmlElement:
    """Parse a page in UTF-8, with its comments or without.

    Bytes: searching them is several times faster than searching a text with Chinese in it. An empty or unparsable
    page gives an empty document, never an error.
    """
    if b"\0" in page:  # it ends the reading of an older libxml2
        page = page.replace(b"\0", b"")
    if _END.search(page, 0, len(page) - _AFTER_PAGE):  # by itself: the whole of _PAGE_END costs as much as the parse
        page = _PAGE_END.sub(b"", page)
    if _has_long_tag(page):
        page = _LONG_TAG.sub(_unburdened, page)
    root, too_deep = _tree(page, url, comments)
    if too_deep:
        # libxml2 drops all below level 2048, where pages of never closed tags keep their text.
        root, _ = _tree(_DEEP_TAGS.sub(_flattened, page), url, comments)
    return root


def without_controls(text: str) -> bytes:
    """A text's bytes for `parse` without control characters; references (&#1;) may still bring some."""
    return text.encode("utf-8", "replace").translate(None, _CONTROLS)


def text_of(element: html.HtmlElement) -> str:
    """All text of an element; most links hold nothing else, which takes no search."""
    return str(element.text_content()) if len(element) else element.text or ""


def _tree(page: bytes, url: str, comments: bool) -> tuple[html.HtmlElement, bool]:
    parser: Any = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=not comments, collect_ids=False
    )
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = html.document_fromstring(page, parser=parser, base_url=url)
    except (etree.ParserError, ValueError):
        return html.document_fromstring(_EMPTY), False
    fatal = parser.error_log.filter_from_fatals()
    return root, any("Excessive depth" in entry.message for entry in fatal)


def _has_long_tag(page: bytes) -> bool:
    """Whether a tag may be longer than two cells: then one whole cell within it holds no angle bracket."""
    return any(
        page.find(b"<", cell, cell + _CELL) < 0
        and page.find(b">", cell, cell + _CELL) < 0
        and page.rfind(b"<", 0, cell) > page.rfind(b">", 0, cell)  # no script, no style sheet
        for cell in range(0, len(page) - _CELL, _CELL)
    )


def _unburdened(match: re.Match[bytes]) -> bytes:
    return match[0] if match[0].count(b"=") <= _MOST_ATTRIBUTES else b"<" + match[1] + b">"


def _flattened(match: re.Match[bytes]) -> bytes:
    return b"<br>" if match[1].lower() in (b"div", b"section", b"td", b"tr", b"table", b"li", b"ul") else b""
