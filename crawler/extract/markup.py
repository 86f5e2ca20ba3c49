"""The body's markup, sanitised by nh3: text, lists, tables, links and images, http(s) or relative links only."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from itertools import islice

import nh3
from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.body import Body, blocks_inside
from crawler.extract.files import Picture
from crawler.extract.outline import BLOCK_TAGS, Block, Outline

TAGS = {
    *("p", "br", "hr", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "img", "figure", "figcaption"),
    *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
    *("b", "strong", "i", "em", "u", "s", "sub", "sup"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
DROPPED = {
    "script",
    "style",
    "noscript",
    "textarea",
    "select",
    "button",
    "svg",
    "object",
    "iframe",
    "template",
    "title",
}
_SANITISER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    clean_content_tags=DROPPED,
    url_schemes={"http", "https"},
    link_rel=None,
    strip_comments=True,
)
_CLOTHES = ("style", "class", "align", "id", "width", "height", "valign", "target", "border")
_LONGEST_MARKUP = 1_500_000
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FRAMES = frozenset(["table", "tbody", "tr", "td", "th", "div", "center"])
# Letters' clothes deeper than this hold no breaks.
_DEEPEST = 12


def markup_of(page: Outline, body: Body, pictures: list[Picture], captions: set[int]) -> str | None:
    """Sanitised markup of what the body keeps. Prunes the tree: call it last."""
    if not body.kept and not pictures:
        return None
    for element in (*body.cut, *_strange_pictures(page, body, {id(element) for _, element, _ in pictures})):
        _remove(element)
    kept = {*body.kept, *captions}
    _blank(page, body, kept)
    _prune(page, body, [*(page.lines[place].block for place in kept), *(block for _, _, block in pictures)])
    # The sanitiser would drop them too, but has to read them first.
    etree.strip_attributes(body.block.element, *_CLOTHES)
    framed = bool(body.kept) and any(near.tag == "td" for near in page.lines[body.kept[0]].block.chain())
    whole = _unframed(body.block.element) if framed else body.block.element
    html = etree.tostring(whole, encoding="unicode", method="html", with_tail=False)
    return _CONTROLS.sub("", _SANITISER.clean(html[:_LONGEST_MARKUP])).strip() or None


def _unframed(element: HtmlElement) -> HtmlElement:
    """What stands inside a layout table of one cell, and within that perhaps another."""
    framed = element
    while framed.tag in _FRAMES:
        inside = list(islice(filter(_says_something, framed), 2))
        if len(inside) != 1 or (framed.text or "").strip() or (inside[0].tail or "").strip():
            return element
        framed = inside[0]
        if framed.tag in ("td", "th"):
            element = framed
    return element


def _says_something(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("col", "colgroup"):
        return False
    return next(element.iter("img"), None) is not None or bool(element.text_content().strip())


def _strange_pictures(page: Outline, body: Body, own: set[int]) -> Iterator[HtmlElement]:
    """Pictures inside the body's block that are not its own: QR codes, those of a box."""
    for _, element, block in page.images_in(body.block.start, body.block.end + 1):
        if id(element) not in own and block.within(body.block):
            yield element


def _prune(page: Outline, body: Body, kept: list[Block]) -> None:
    """Take out the blocks of the body that hold lines, but none of the blocks of its own lines and pictures."""
    holding: set[int] = set()
    for block in kept:
        around: Block | None = block
        while around is not None and id(around) not in holding:
            holding.add(id(around))
            around = around.parent
    for block in blocks_inside(page, body.block):
        if id(block) not in holding:
            _remove(block.element)


def _blank(page: Outline, body: Body, kept: set[int]) -> None:
    """Empty the lines of a block that are left out between lines that are kept: its text is parted by breaks alone."""
    mixed: dict[int, set[str]] = {}
    blocks = {id(page.lines[place].block) for place in kept}
    for place in range(body.block.start, body.block.end):
        if place not in kept and id(page.lines[place].block) in blocks:
            mixed.setdefault(id(page.lines[place].block), set()).add(_squeeze(page.lines[place].text))
    for block in page.blocks if mixed else ():
        for run in _runs(block.element) if id(block) in mixed else ():
            if _squeeze("".join(getattr(element, part) or "" for element, part in run)) in mixed[id(block)]:
                for element, part in run:
                    setattr(element, part, None)


def _runs(element: HtmlElement, deep: int = 0) -> list[list[tuple[HtmlElement, str]]]:
    """An element's lines as places of text, (element, "text") or (element, "tail"), parted by blocks and breaks."""
    runs: list[list[tuple[HtmlElement, str]]] = [[(element, "text")]]
    for child in element:
        if child.tag == "br" or child.tag in BLOCK_TAGS:
            runs.append([(child, "tail")])
            continue
        if isinstance(child.tag, str) and deep < _DEEPEST:
            first, *others = _runs(child, deep + 1)
            runs[-1] += first
            runs += others
        runs[-1].append((child, "tail"))
    return runs


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _remove(element: HtmlElement) -> None:
    if element.getparent() is None:
        return
    # lxml refuses to move text with control characters: such a block stays.
    with contextlib.suppress(ValueError):
        element.drop_tree()
