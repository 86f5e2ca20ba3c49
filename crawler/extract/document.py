"""Text to tree: one lxml parse of a page, and the few questions everyone asks of a tree."""

from __future__ import annotations

import re

from lxml import etree, html

# C0 controls and NUL end libxml2's reading of a page; nobody prints them.
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_HAS_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# libxml2 stops at </html>, browsers read on: included headers bring their own (gov.cn, 2007).
_PAGE_END = re.compile(r"</(?:html|body)\s{0,20}>", re.I)
_AFTER_PAGE = 300
_EMPTY = "<html><body></body></html>"


def parse(text: str, url: str) -> html.HtmlElement:
    """Parse a page's text. An empty or unparsable text gives an empty document, never an error."""
    if _HAS_CONTROLS.search(text):
        text = text.translate(_CONTROLS)
    first_end = _PAGE_END.search(text)
    if first_end and len(text) - first_end.end() > _AFTER_PAGE:
        text = _PAGE_END.sub("", text)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, base_url=url)
    except (etree.ParserError, ValueError):
        return html.document_fromstring(_EMPTY)
    return root
