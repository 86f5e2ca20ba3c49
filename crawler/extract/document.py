"""Text to tree: one lxml parse of a page, and the few questions everyone asks of a tree."""

from __future__ import annotations

import re

from lxml import etree, html

# libxml2 stops at </html>, browsers read on: included headers bring their own (gov.cn, 2007).
_PAGE_END = re.compile(r"</(?:html|body)\s{0,20}>", re.I)
# NUL ends libxml2's reading of a page, and lxml refuses to move text with other controls in it.
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_PAGE_ENDS = ("</html", "</HTML")
_AFTER_PAGE = 300
_DEEP_TAGS = re.compile(
    r"</?(div|section|table|tbody|tr|td|ul|li|span|font|b|i|strong|em|u|a|center)\b[^<>]{0,500}>", re.I
)
# libxml2 compares each attribute of a tag with all before it: 100,000 of them take minutes.
_LONG_TAG = re.compile(r"<([a-z]\w*)\s[^<>]{20000,}>", re.I)
_MOST_ATTRIBUTES = 2_000
_CELL = 10_000
_EMPTY = "<html><body></body></html>"


def parse(text: str, url: str) -> html.HtmlElement:
    """Parse a page's text. An empty or unparsable text gives an empty document, never an error."""
    # Searched for in both usual spellings: a case-blind search costs as much as the parse.
    first_end = min((place for end in _PAGE_ENDS if (place := text.find(end)) >= 0), default=len(text))
    if len(text) - first_end > _AFTER_PAGE:
        text = _PAGE_END.sub("", text)
    if _has_long_tag(text):
        text = _LONG_TAG.sub(_unburdened, text)
    root, too_deep = _tree(text, url)
    if too_deep:
        # libxml2 drops all below level 2048, where pages of never closed tags keep their text.
        root, _ = _tree(_DEEP_TAGS.sub(_flattened, text), url)
    return root


def _tree(text: str, url: str) -> tuple[html.HtmlElement, bool]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace").translate(None, _CONTROLS), parser=parser, base_url=url
        )
    except (etree.ParserError, ValueError):
        return html.document_fromstring(_EMPTY), False
    fatal = parser.error_log.filter_from_fatals()
    return root, any("Excessive depth" in entry.message for entry in fatal)


def _has_long_tag(text: str) -> bool:
    """Whether a tag may be longer than two cells: then one whole cell holds no angle bracket."""
    return any(text.find("<", cell, cell + _CELL) < 0 for cell in range(0, len(text) - _CELL, _CELL))


def _unburdened(match: re.Match[str]) -> str:
    return match[0] if match[0].count("=") <= _MOST_ATTRIBUTES else f"<{match[1]}>"


def _flattened(match: re.Match[str]) -> str:
    return "<br>" if match[1].lower() in ("div", "section", "td", "tr", "table", "li", "ul") else ""
