"""What a list page is made of: its text in page order, its elements by number, its scripts, its JSON.

Every element gets a number in page order; its text is a slice of one string. Questions such as "does this
block hold that link" or "what stands between these two rows" are then comparisons of numbers, and a page of
two hundred thousand links costs two passes, not two hundred thousand searches.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from lxml import etree, html

from crawler.extract.document import parse, without_controls
from crawler.site import Site

SOFT, HARD = "\x1f", "\x1e"
"""Marks in `Layout.text`: between two pieces of one line, and between two lines."""

INLINE = frozenset({"a", "abbr", "b", "big", "em", "font", "i", "label", "mark", "q", "s", "small", "span", "strong"})
INLINE |= {"sub", "sup", "u", "ins", "del", "tt", "nobr", "time", "img", "input"}
SILENT = frozenset({"script", "style", "noscript", "template", "select", "textarea", "head", "svg", "object"})
_JSONP = re.compile(r"\s*[\w$.]{0,80}\(\s*(?=[\[{])")
_CONSTANT = re.compile(
    r"\b(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}(?:'([^'\n]{0,300})'|\"([^\"\n]{0,300})\"|(\d{1,15}))\s{0,9}(?=[;,\n]|$)"
)
_HEAD_CHARACTERS = 20_000
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_MAX_DEPTH = 400
_LONGEST_URL = 4000
_KEPT = "%/:=&?~#+!$,;'@()*[]|\\^{}\"<>`"


@dataclass(slots=True)
class Layout:
    """The elements of a page, numbered in page order.

    `parent[i]` and `last[i]` (the number of its last descendant) give the tree, `start[i]:end[i]` the
    element's slice of `text`, `links` the numbers of all elements that can be followed.
    """

    nodes: list[html.HtmlElement] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    text: str = ""

    def slice(self, node: int) -> str:
        """The marked text of an element."""
        return self.text[self.start[node] : self.end[node]]

    def prints_nothing(self, start: int, end: int) -> bool:
        """Whether a stretch of the text holds nothing but marks."""
        return not self.text[start:end].strip(SOFT + HARD)

    def ancestors(self, node: int) -> Iterator[int]:
        """The numbers of an element's ancestors, nearest first."""
        node = self.parent[node]
        while node >= 0:
            yield node
            node = self.parent[node]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether `inner` is `outer` or stands inside it."""
        return outer <= inner <= self.last[outer]

    def children(self, node: int) -> Iterator[int]:
        """The numbers of an element's children."""
        child = node + 1
        while child <= self.last[node]:
            yield child
            child = self.last[child] + 1

    def links_in(self, node: int) -> list[int]:
        """The numbers of the links inside an element, itself included."""
        return self.links[bisect_left(self.links, node) : bisect_right(self.links, self.last[node])]

    def at(self, place: int) -> int:
        """The deepest element whose text holds a place in the page's text."""
        node = bisect_right(self.start, place) - 1
        while node > 0 and self.end[node] <= place:
            node = self.parent[node]
        return max(node, 0)

    def common(self, one: int, other: int) -> int:
        """The nearest element that holds both."""
        while not self.holds(one, other):
            one = self.parent[one]
        return one


class _Surveyor:
    """Walks a tree once and fills a Layout."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.pieces: list[str] = []
        self.length = 0

    def add(self, text: str | None, mark: str) -> None:
        """A piece of text, unless it is blank."""
        if text and not text.isspace():
            self.pieces.append(text + mark)
            self.length += len(text) + 1

    def mark(self) -> None:
        """The end of a line."""
        if self.pieces and self.pieces[-1][-1] != HARD:
            self.pieces.append(HARD)
            self.length += 1

    def survey(self, root: html.HtmlElement) -> Layout:
        """Walk the tree."""
        layout = self.layout
        stack: list[int] = []
        skip = 0
        for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                self._tail(node, skip, stack)
                continue
            silent = not isinstance(node.tag, str) or node.tag in SILENT
            if event == "start":
                if silent or len(stack) > _MAX_DEPTH:
                    skip += 1
                elif not skip:
                    self._open(node, stack)
                continue
            if silent or (skip and len(stack) > _MAX_DEPTH):
                skip -= 1
            elif not skip:
                self._close(node, stack)
            self._tail(node, skip, stack)
        layout.text = "".join(self.pieces)
        return layout

    def _tail(self, node: etree._Element, skip: int, stack: list[int]) -> None:
        if not skip and stack:
            self.add(node.tail, SOFT)

    def _open(self, node: html.HtmlElement, stack: list[int]) -> None:
        layout, number = self.layout, len(self.layout.nodes)
        if node.tag not in INLINE:
            self.mark()
        layout.nodes.append(node)
        layout.parent.append(stack[-1] if stack else -1)
        layout.last.append(number)
        layout.start.append(self.length)
        layout.end.append(self.length)
        stack.append(number)
        if node.tag == "a" or "onclick" in node.attrib:
            layout.links.append(number)
        # A button prints its value: old pagers are rows of <input type="button" value="下一页">.
        self.add(node.get("value") if node.tag == "input" and "onclick" in node.attrib else node.text, SOFT)

    def _close(self, node: html.HtmlElement, stack: list[int]) -> None:
        layout, number = self.layout, stack.pop()
        layout.end[number] = self.length
        layout.last[number] = len(layout.nodes) - 1
        if node.tag not in INLINE:
            self.mark()


def survey(root: html.HtmlElement) -> Layout:
    """Number the elements of a tree in page order."""
    return _Surveyor().survey(root)


class ListSource:
    """A list page as received: `url`, `text`, and what can be asked of them.

    `base` is where relative links start (`<base href>` counts), `moment` the time it was fetched (ISO, UTC),
    `charset` that of its bytes: what a browser writes Chinese letters in queries and forms in.
    """

    def __init__(
        self, text: str, url: str, *, site: Site | None = None, moment: str | None = None, charset: str = "utf-8"
    ) -> None:
        self.text, self.url, self.site, self.moment = text, url, site, moment
        self.charset = "utf-8" if charset.startswith("utf") else charset

    @cached_property
    def payload(self) -> Any:
        """The JSON (or JSONP) value of the page, None when it is no JSON."""
        text = self.text.strip().lstrip("﻿")
        wrapped = _JSONP.match(text)
        if wrapped:
            text = text[wrapped.end() :].rstrip("; \r\n\t").removesuffix(")")
        if not text.startswith(("{", "[")):
            return None
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def title(self) -> str:
        """The text of <title>: a walk tells by it whether a page belongs to the same list."""
        found = _TITLE.search(self.text[:_HEAD_CHARACTERS])
        return " ".join(unescape(found[1]).split())[:200] if found else ""

    @cached_property
    def root(self) -> html.HtmlElement:
        """The page's tree, parsed once."""
        return parse(without_controls(self.text), self.url)

    @cached_property
    def layout(self) -> Layout:
        """The page's elements, numbered."""
        return survey(self.root)

    @cached_property
    def scripts(self) -> str:
        """All inline scripts, one after the other."""
        return "\n".join(node.text or "" for node in self.root.iter("script"))

    @cached_property
    def constants(self) -> dict[str, str | None]:
        """Names that the inline scripts give a text or a number (var baseUrl = "/xw/list.html"); None: several."""
        found: dict[str, str | None] = {}
        for match in _CONSTANT.finditer(self.scripts):
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found[match[1]] = value if found.get(match[1], value) == value else None
        return found

    @cached_property
    def base(self) -> str:
        """Where relative links start."""
        for node in self.root.iter("base"):
            href = (node.get("href") or "").strip()
            if href:
                return self.absolute(href, self.url) or self.url
        return self.url

    def absolute(self, href: str, base: str | None = None) -> str | None:
        """An href as an http(s) URL; None when it is malformed, endless or of another kind."""
        if len(href) > _LONGEST_URL:
            return None
        try:
            url = urljoin(base or self.base, href.strip())
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            return None
        return to_ascii(url, self.charset) if parts.scheme in ("http", "https") and host else None

    def form(self, fields: Mapping[str, str]) -> str:
        """The fields of a form as a browser sends them."""
        return urlencode(fields, encoding=self.charset, errors="xmlcharrefreplace")

    def fragment(self, markup: str) -> ListSource:
        """Markup that came inside this page (a script, JSON), as a page at the same address."""
        return ListSource(markup, self.url, site=self.site, moment=self.moment, charset=self.charset)

    def owns(self, url: str) -> bool:
        """Whether a URL stays on the site (without a site: the list's host and hosts below it)."""
        if self.site is not None:
            return self.site.owns(url)
        own = (urlsplit(self.url).hostname or "").removeprefix("www.")
        host = urlsplit(url).hostname or ""
        return host == own or host.endswith("." + own)


def to_ascii(url: str, charset: str = "utf-8") -> str:
    """A URL with Chinese letters and spaces escaped, as browsers do: those of the query in the page's charset.

    What is escaped already keeps its bytes.
    """
    if url.isascii() and " " not in url:
        return url
    address, mark, query = url.partition("?")
    return quote(address, safe=_KEPT) + mark + quote(query, _KEPT, charset, "xmlcharrefreplace")


def plain(marked: str) -> str:
    """Marked text as one line: pieces of a line join, lines and white space become one space."""
    return " ".join(marked.replace(SOFT, "").replace(HARD, " ").split())


def pieces(marked: str) -> list[str]:
    """Marked text as its pieces, white space collapsed, empty ones left out."""
    found = (" ".join(piece.split()) for piece in marked.replace(HARD, SOFT).split(SOFT))
    return [piece for piece in found if piece]
