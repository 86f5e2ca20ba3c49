"""The body: which block holds the article, and which of its lines are the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter

from lxml.html import HtmlElement

from crawler.extract.box_names import box_of, is_lead
from crawler.extract.boxes import innermost, overrun
from crawler.extract.inner_boxes import Boxes, is_lead_picture
from crawler.extract.inner_links import before_links, is_link_box, last_link, own_links
from crawler.extract.noise import (
    closes_article,
    ends_article,
    is_file_link,
    is_link_line,
    is_noise,
    is_own_header,
    is_site_footer,
    opens_box,
)
from crawler.extract.outline import HEADINGS, Block, Line, Outline
from crawler.extract.text_start import after_day, after_header, after_own_header, in_record
from crawler.extract.vocabulary import ALWAYS_NOISE

_PUNCTUATION = re.compile(r"[，。；！？、,;!?…”]")
_MIN_PARAGRAPH = 20
# So little may be outweighed by what stands around it.
_LITTLE_TEXT = 200
# Less text than this may be anything: a page whose article is one PDF still has a footer and a slogan.
_LITTLE = 20
# Of the text: so much may follow an end mark.
_MOST_AFTER = 0.25


@dataclass(slots=True)
class Body:
    """The article's block and its lines: `kept` are paragraphs, `dropped` the noise between and below them.

    `start` and `end` bound the body in the page's lines; `locator` names the block. `around` is the block in which
    it was found, `top` the first line below the heading, `below` the first line after what may still speak of
    the article. `boxes` knows the boxes inside, `cut` are links taken off the end of a paragraph.
    """

    block: Block
    start: int
    end: int
    locator: str
    around: Block
    top: int
    below: int
    kept: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    boxes: Boxes | None = None
    cut: list[HtmlElement] = field(default_factory=list)

    def shows(self, place: int, block: Block) -> bool:
        """Whether a picture of `block` before line `place` is the body's."""
        if self.top <= place <= self.start and is_lead_picture(block, self.start):
            return True
        inside = self.start <= place <= self.end and block.within(self.block)
        return inside and not (self.boxes is not None and self.boxes.hold(block))


@dataclass(slots=True)
class Text:
    """Where the text is: its block, a wider one perhaps, every line's weight, the first line that surely is article."""

    block: Block
    wide: Block
    weights: list[float]
    core: int


def find_text(page: Outline, heading_end: int) -> Text | None:
    """The block that holds the article's text, or None. Lines before `heading_end` hardly count."""
    if not page.blocks:
        return None
    # line.linked, written out: half of a page's lines are links.
    plain = [0.0 if line.links * 2 > len(line.text) else _weight(line) for line in page.lines]
    _release(page, plain)
    weights = [0.0 if line.block.noisy else weight for weight, line in zip(plain, page.lines, strict=True)]
    weights[:heading_end] = [0.1 * weight for weight in weights[:heading_end]]
    wide = block = _choose(page, weights)
    if 0 < sum(weights) < _LITTLE_TEXT:
        weeded = list(weights)
        _weed(page, weeded, heading_end)
        inner = _choose(page, weeded)
        if inner is None or wide is None or not _has_file_beside(page, inner, wide, heading_end):
            block, weights = inner, weeded
    if block is None or wide is None:
        return None
    places = range(block.start, block.end)
    strong = (place for place in places if weights[place] >= _MIN_PARAGRAPH)
    # 来源：转载自“健康中国”公众号 浏览：90 has a paragraph's marks and is none.
    core = next((place for place in strong if not is_own_header(page.lines[place])), block.start)
    return Text(block, wide if block.within(wide) else block, weights, core)


def _weed(page: Outline, weights: list[float], heading_end: int) -> None:
    """Where there is little text, take the weight from lines that are none: tools, boxes, all below an end mark."""
    half = 0.5 * sum(weights)
    for place in range(heading_end, len(page.lines)):
        line = page.lines[place]
        if weights[place] > 0 and (
            is_noise(line) or is_own_header(line) or _is_boxed(line.block, weights, half) or _heads_links(page, place)
        ):
            weights[place] = 0.0
    leads = [place for place, weight in enumerate(weights) if weight > 0 and is_lead(page.lines[place].block)]
    if leads and sum(weights[leads[-1] + 1 :]) >= 0.2 * sum(weights[place] for place in leads):
        for place in leads:
            weights[place] = 0.0
    end = _end_of_little(page, weights, heading_end) if heading_end else len(weights)
    weights[end:] = [0.0] * (len(weights) - end)


def _heads_links(page: Outline, place: int) -> bool:
    """Whether a line is the printed heading of links: 通知公告 beside an article that has hardly a word."""
    following = page.lines[place + 1 : place + 3]
    return page.lines[place].block.tag in HEADINGS and len(following) == 2 and all(map(is_link_line, following))


def _has_file_beside(page: Outline, inner: Block, wide: Block, start: int) -> bool:
    """Whether a file stands in `wide` outside `inner`: an article that is one file has less text than its footer."""
    return any(
        is_file_link(element)
        for place, element, block in page.links_in(max(start, wide.start), wide.end)
        if not inner.start <= place < inner.end and not block.noisy
    )


def _is_boxed(block: Block, weights: list[float], most: float) -> bool:
    box = box_of(block)
    return box is not None and sum(weights[box.start : box.end]) <= most


def _end_of_little(page: Outline, weights: list[float], start: int) -> int:
    """The first end mark below some text that no paragraph follows."""
    paragraphs = [place for place in range(start, len(weights)) if weights[place] >= _MIN_PARAGRAPH]
    first = next((place for place in range(start, len(weights)) if weights[place] > 0), len(weights))
    for place in range(max([first, *paragraphs]) + 1, len(weights)):
        if ends_article(page.lines[place].text) or opens_box(page.lines[place].text):
            return place
    return len(weights)


def around_heading(page: Outline, start: int, end: int) -> Block:
    """The smallest block that holds the heading lines[start:end] and something below them."""
    chain = list(page.lines[start].block.chain())
    return next((block for block in chain if block.end > end), chain[-1])


def cut_block(page: Outline, blocks: list[Block], heading_end: int) -> Body:
    """The body that a site's rule points at: the lines of its blocks, without noise."""
    first = blocks[0]
    around = next(block for block in first.chain() if all(other.within(block) for other in blocks))
    start, end = min(block.start for block in blocks), max(block.end for block in blocks)
    body = Body(around, start, end, locator(first), around, start, end)
    for block in blocks:
        for place in range(max(block.start, heading_end if heading_end < block.end else 0), block.end):
            line = page.lines[place]
            (body.dropped if is_noise(line) else body.kept).append(place)
    return body


def blocks_of(page: Outline, elements: list[HtmlElement]) -> list[Block]:
    """The blocks of elements; an inline element stands for the block around it."""
    known = {id(block.element): block for block in page.blocks} if elements else {}
    found: list[Block] = []
    for element in elements:
        around = next((near for near in (element, *element.iterancestors()) if id(near) in known), None)
        if around is not None and known[id(around)] not in found:
            found.append(known[id(around)])
    return found


def blocks_inside(page: Outline, block: Block) -> list[Block]:
    """The blocks inside a block that hold lines, in page order."""
    first = page.blocks.index(block) + 1 if block.parent is not None else 0
    last = bisect_left(page.blocks, block.end, first, key=attrgetter("start"))
    return [inner for inner in page.blocks[first:last] if inner.end > inner.start]


def _weight(line: Line) -> float:
    """How much a line looks like article text, wherever it stands."""
    text = line.text
    size = len(text)
    if size < 4 or (line.links and is_link_line(line)) or is_site_footer(text):
        return 0.0
    marks = _PUNCTUATION.search(text[:400])
    if line.block.hidden and not marks:
        return 0.0  # a part on a hidden page has sentences, words for search engines have none
    size = min(size, 800)
    weight = float(size) if marks and size >= _MIN_PARAGRAPH else size * (0.5 if marks else 0.3)
    return weight * 0.3 if line.block.hidden else weight


def _release(page: Outline, weights: list[float]) -> None:
    """Take the mark from blocks that are named like noise but hold most of the page's text."""
    sums = list(accumulate(weights, initial=0.0))
    released = False
    for block in page.blocks:
        if block.marked and _sum(block, sums) > 0.5 * sums[-1] and not ALWAYS_NOISE.search(block.names):
            block.marked, released = False, True
    if released:
        for block in page.blocks:
            block.noisy = block.marked or (block.parent is not None and block.parent.noisy)


def _choose(page: Outline, weights: list[float]) -> Block | None:
    """The block worth most: article text counts, links, comments and footers count against it."""
    # What a line that is no article text takes from the block around it.
    worth = [weight or -0.4 * len(line.text[:200]) for weight, line in zip(weights, page.lines, strict=True)]
    sums = list(accumulate(worth, initial=0.0))
    best, most = page.blocks[0], 0.0
    for block in page.blocks:
        own = sums[block.end] - sums[block.start]
        if own >= most and own and (own > most or block.end - block.start < best.end - best.start):
            best, most = block, own
    named = _named(page, sums)
    if named is not None and (_sum(named, sums) >= 0.6 * most or most < _LITTLE):
        return named
    return _climb(best) if most > 0 else None


def _sum(block: Block, sums: list[float]) -> float:
    return sums[block.end] - sums[block.start]


def _named(page: Outline, sums: list[float]) -> Block | None:
    """The block that a content system names as the article: the smallest that holds nearly all such text."""
    named = [block for block in page.blocks if block.named or block.tag == "ucapcontent"]
    if not named:
        return None
    most = max(_sum(block, sums) for block in named)
    return min(
        (block for block in named if _sum(block, sums) >= most - 0.1 * abs(most)),
        key=lambda block: block.end - block.start,
    )


def _climb(block: Block) -> Block:
    """A single paragraph is no body: its surroundings are."""
    while block.parent is not None and block.tag in ("p", "span", "td", "li") and block.end - block.start <= 1:
        block = block.parent
    return block


def cut(page: Outline, text: Text, heading_end: int) -> Body:
    """The body's lines within its block: after heading and header lines, before the end marks, without noise."""
    found = text.block
    little = sum(text.weights[found.start : found.end]) < _LITTLE
    files = own_links(page, found, only=little and found.named)
    top = heading_end if 0 < heading_end <= found.end else found.start
    core = innermost(page, found, text.weights, files, top)
    limit = overrun(page, core, text.weights)
    block = core.parent if limit > core.end and core.parent is not None else core
    start = heading_end if core.start < heading_end <= text.core + 1 else core.start
    below_header = after_own_header if 0 < heading_end <= core.start else after_header
    start = below_header(page, start, min(core.end, max(start, text.core)), files)
    if text.weights[text.core : text.core + 1] < [_MIN_PARAGRAPH]:
        start = after_day(page, start, core.end)
    end = _before_end(page, start, limit, text.weights, files)
    around = text.wide if found.within(text.wide) else found
    below = end if block is around else _before_end(page, start, max(around.end, limit), text.weights, files)
    body = Body(block, start, end, locator(block), around, top, max(end, below))
    boxes = body.boxes = Boxes(page, block, text.weights, files)
    for place in range(start, end):
        line = page.lines[place]
        noise = (
            (is_noise(line) and not in_record(page, place))
            or boxes.hold(line.block)
            or (place not in files and is_link_box(page, place))
        )
        (body.dropped if noise else body.kept).append(place)
    body.dropped += range(end, body.below)
    if body.kept and (link := last_link(page, body.kept[-1])) is not None:
        body.cut.append(link)
    return body


def _before_end(page: Outline, start: int, end: int, weights: list[float], files: set[int]) -> int:
    """Where the article ends: at the first end mark that hardly any text follows."""
    end = before_links(page, start, end, files)
    own = [
        weights[place] if weights[place] and not is_noise(line) else 0.0
        for place, line in enumerate(page.lines[start:end], start)
    ]
    rest = sum(own)
    total = rest or 1.0
    for place in range(start, end):
        rest -= own[place - start]
        # Only near the end an end mark counts. (A little more is asked than may follow it, as sums are rounded.)
        if place == start or (rest > _MOST_AFTER * total + 1 and start not in files):
            continue
        if follows := _rest_after(page, place):
            after = own[place - start + 1 :]
            if sum(after) <= follows * total or (start in files and max(after, default=0.0) < _MIN_PARAGRAPH):
                return place
    return end


def _rest_after(page: Outline, place: int) -> float:
    """How much of the text may follow an end mark."""
    line, following = page.lines[place], page.lines[min(place + 1, len(page.lines) - 1)]
    if ends_article(line.text) or opens_box(line.text):
        return _MOST_AFTER
    # 责编：张珺 may stand above one more paragraph like it, but not above a quotation or a box.
    like = line.block.tag == following.block.tag and line.block.parent is following.block.parent
    return _MOST_AFTER if not like and closes_article(line) else 0.0


def locator(block: Block) -> str:
    """A short CSS path of a block."""
    element = block.element
    if element.get("id"):
        return f"{block.tag}#{element.get('id', '').strip()[:60]}"
    names = (element.get("class") or "").split()
    return f"{block.tag}.{names[0][:60]}" if names else block.tag
