"""Text to tree: one lxml parse of a page, and the few questions everyone asks of a tree."""

from __future__ import annotations

from lxml import etree, html


def parse(text: str, url: str) -> html.HtmlElement:
    """Parse a page's text. An empty or unparsable text gives an empty document, never an error."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser, base_url=url)
    except (etree.ParserError, ValueError):
        return html.document_fromstring("<html><body></body></html>")
    return root
