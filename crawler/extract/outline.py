"""A page as lines: one walk over the tree gives every visible line, block, image and link in reading order.

Everything else (title, labels, body) is judged on these flat lists; nothing walks the tree twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.body_names import is_body_name
from crawler.extract.scripts import Scripts
from crawler.extract.vocabulary import NOISE_FAMILIES, NOISE_NAMES, NOISE_TAGS

BLOCK_TAGS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "marquee"),
        *("ucapcontent", "ucaptitle", "pagebreak"),
    }
)
SKIPPED_TAGS = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "title", "select", "option", "button", "textarea"),
        *("object", "svg", "iframe", "noframes", "map", "video", "audio", "canvas", "link", "meta"),
    }
)
# What a tag means to the walk; tags not named here are letters' clothes.
_BLOCK, _SKIPPED, _BREAK, _LINK, _IMAGE, _NAME = range(1, 7)
_KINDS: dict[Any, int] = {
    **dict.fromkeys(BLOCK_TAGS, _BLOCK),
    **dict.fromkeys(SKIPPED_TAGS, _SKIPPED),
    **dict.fromkeys(("img", "image", "embed"), _IMAGE),
    "br": _BREAK,
    etree.Comment: _SKIPPED,
    "a": _LINK,
}
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Inside a line, the edge of an inline element; labels and values often have one between them.
EDGE = "\0"

_UNSEEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\u00ad]")
# A line break in the source between two Chinese characters is no space.
_SOURCE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3001-\u9fff\uff00-\uffef])")
_AT_ENDS = EDGE + " \t\r\n\u3000\xa0"  # most lines break in the source only here, where no rule is needed
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NO_NAMES = " "  # what _names gives for neither id nor class
_LONGEST_LINE = 200_000
# No article is longer; a page of ten megabytes is read as far as this.
_MOST_LINES = 8_000


@dataclass(slots=True, eq=False)
class Block:
    """A block element: lines[start:end] stand inside it; `names` are its id and classes, lower-case.

    `marked`: its names say that it is no article (comments, sidebar, footer); `noisy`: so do those of one around it.
    `named`: they are those of an article.
    """

    element: HtmlElement
    tag: str
    names: str
    parent: Block | None
    start: int
    hidden: bool
    noisy: bool
    marked: bool
    named: bool
    end: int = 0

    def chain(self) -> Iterator[Block]:
        """The block and those around it, innermost first."""
        block: Block | None = self
        while block is not None:
            yield block
            block = block.parent

    def within(self, other: Block) -> bool:
        """Whether this block is `other` or stands inside it."""
        return any(block is other for block in self.chain())


@dataclass(slots=True, eq=False)
class Line:
    """A line of text as a reader sees it. `raw` keeps white space and EDGE marks, `links` counts linked characters.

    `scripted`: part of it is written by a script. `noise` remembers what crawler.extract.noise found.
    """

    raw: str
    text: str
    block: Block
    links: int
    scripted: bool = False
    noise: bool | None = None

    @property
    def linked(self) -> bool:
        """Whether most of the line is link text."""
        return self.links * 2 > len(self.text)


@dataclass(slots=True)
class Outline:
    """The page in reading order. Images and links carry the number of the line they stand in or before.

    `scripts` are the texts of its inline scripts.
    """

    root: HtmlElement
    scripts: list[str]
    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: list[tuple[int, HtmlElement, Block]] = field(default_factory=list)
    links: list[tuple[int, HtmlElement, Block]] = field(default_factory=list)
    frames: list[tuple[int, HtmlElement, Block]] = field(default_factory=list)
    cut_short: bool = False

    def links_in(self, start: int, end: int) -> list[tuple[int, HtmlElement, Block]]:
        """The links of lines[start:end]."""
        first = bisect_left(self.links, start, key=itemgetter(0))
        return self.links[first : bisect_left(self.links, end, first, key=itemgetter(0))]

    def images_in(self, start: int, end: int) -> list[tuple[int, HtmlElement, Block]]:
        """The images of lines[start:end]."""
        first = bisect_left(self.images, start, key=itemgetter(0))
        return self.images[first : bisect_left(self.images, end, first, key=itemgetter(0))]

    def blocks_in(self, start: int, end: int) -> list[Block]:
        """The blocks that begin in lines[start:end]."""
        first = bisect_left(self.blocks, start, key=attrgetter("start"))
        return self.blocks[first : bisect_left(self.blocks, end, first, key=attrgetter("start"))]


def clean(text: str) -> str:
    """One line of text: white space collapsed, marks and unseen characters gone."""
    text = text.strip(_AT_ENDS)
    if text.isprintable() and "  " not in text and "\ufffd" not in text:
        return text  # as most are: a space is the only printable white space
    if "\n" in text:
        text = _SOURCE_BREAK.sub("", text)
    text = " ".join(text.replace(EDGE, "").split())
    return text if text.isprintable() and "\ufffd" not in text else " ".join(_UNSEEN.sub("", text).split())


@lru_cache(maxsize=8192)
def _names(ident: str | None, classes: str | None) -> tuple[str, bool, bool]:
    """Id and classes in lower case, whether they are those of a block that is no article, of one that is."""
    names = f"{ident or ''} {classes or ''}"[:300].lower()
    return names, _is_noise_name(names), is_body_name(names)


def _is_noise_name(names: str) -> bool:
    if not NOISE_NAMES.isdisjoint(names.replace("-", " ").split()):
        return True
    # By a part first: a pattern takes longer than all words together.
    return ("share" in names or "jiathis" in names or "recommend" in names) and bool(NOISE_FAMILIES.search(names))


def _hides(style: str) -> bool:
    # By a word first: the pattern alone takes five times as long.
    return ("none" in style or "hidden" in style) and bool(_HIDDEN.search(style))


def outline(root: HtmlElement, scripts: Scripts) -> Outline:
    """Walk a page once; what its scripts write stands where they write it."""
    return _Walk(root, scripts).run()


class _Walk:
    """The state of one walk: the line being collected, what stands in it."""

    def __init__(self, root: HtmlElement, scripts: Scripts) -> None:
        self.page = Outline(root, scripts.texts)
        self.scripts = scripts
        self.scripted = False
        self.parts: list[str] = []

    def run(self) -> Outline:
        """The hot loop: most of a page's cost is here, so what is frequent is dealt with in place.

        From an element to its first child, else to the next sibling of the innermost one that has any: this takes half
        the time of iterwalk, and a tree may be deeper than Python's calls.
        """
        page, parts, kind_of, filled = self.page, self.parts, _KINDS.get, self.scripts.filled
        lines, blocks, links = page.lines, page.blocks, page.links
        around: list[tuple[HtmlElement, int | None]] = []
        block = Block(page.root, "html", "", None, 0, False, False, False, False)
        anchors = linked = 0
        element: HtmlElement | None = page.root
        while element is not None:
            tag: Any = element.tag
            kind = kind_of(tag)
            if kind == _SKIPPED:
                self._note(element, block)
            else:
                if kind is None:
                    if parts:
                        parts.append(EDGE)
                elif len(lines) >= _MOST_LINES:
                    page.cut_short = True
                    break
                elif kind == _BLOCK:
                    if parts:
                        self._flush(block, linked)
                        linked = 0
                    block = _entered(element, tag, block, len(lines))
                    blocks.append(block)
                elif kind == _LINK:
                    parts.append(EDGE)
                    if element.get("href"):
                        anchors += 1
                        links.append((len(lines), element, block))
                    else:
                        kind = _NAME
                elif kind == _IMAGE:
                    (page.frames if tag == "embed" else page.images).append((len(lines), element, block))
                elif parts:
                    self._flush(block, linked)
                    linked = 0
                text = element.text
                if text and (parts or not text.isspace()):
                    parts.append(text)
                    if anchors:
                        linked += len(text.strip())
                if filled:
                    self._fill(element)
                if len(element):
                    around.append((element, kind))
                    element = element[0]
                    continue
            while True:
                if kind is None:
                    if parts:
                        parts.append(EDGE)
                elif kind == _BLOCK:
                    if parts:
                        self._flush(block, linked)
                        linked = 0
                    block.end = len(lines)
                    block = block.parent or block
                elif kind == _LINK:
                    anchors -= 1
                    parts.append(EDGE)
                elif kind == _NAME:
                    parts.append(EDGE)
                text = element.tail
                if text and (parts or not text.isspace()):
                    parts.append(text)
                    if anchors:
                        linked += len(text.strip())
                following = element.getnext() if around else None
                if following is not None or not around:
                    break
                element, kind = around.pop()
            element = following
        if parts:
            self._flush(block, linked)
        for open_block in block.chain():
            open_block.end = len(lines)
        return page

    def _note(self, element: HtmlElement, block: Block) -> None:
        tag = element.tag
        if tag in ("iframe", "object"):
            self.page.frames.append((len(self.page.lines), element, block))
        elif self.scripts.write and tag == "script" and (text := element.text):
            self._script(self.scripts.written(text))

    def _script(self, text: str) -> None:
        if text:
            self.parts.append(f"{EDGE}{text}{EDGE}")
            self.scripted = True

    def _fill(self, element: HtmlElement) -> None:
        if len(element) == 0 and (written := self.scripts.filled.get(element.get("id") or "")):
            self._script(written)

    def _flush(self, block: Block, linked: int) -> None:
        """End the line that is being collected."""
        raw = "".join(self.parts)[:_LONGEST_LINE]
        self.parts.clear()
        scripted, self.scripted = self.scripted, False
        for piece in raw.split("\n") if block.tag == "pre" else (raw,):
            if text := clean(piece):
                self.page.lines.append(Line(piece, text, block, linked and min(linked, len(text)), scripted))


def _entered(element: HtmlElement, tag: str, around: Block, start: int) -> Block:
    """The block that begins with an element."""
    attributes = element.items()
    if not attributes:  # as in four of ten
        marked = tag in NOISE_TAGS
        return Block(element, tag, _NO_NAMES, around, start, around.hidden, marked or around.noisy, marked, False)
    ident = classes = style = None
    # Most others have one attribute: this is faster than to ask for each of the three.
    for name, value in attributes:
        if name == "class":
            classes = value
        elif name == "id":
            ident = value
        elif name == "style":
            style = value
    names, marked, named = _names(ident, classes)
    marked = tag in NOISE_TAGS or (marked and tag not in ("html", "body"))
    hidden = around.hidden or (style is not None and _hides(style[:500].lower()))
    return Block(element, tag, names, around, start, hidden, marked or around.noisy, marked, named)
