"""What stands around and between an article's paragraphs inside its block: widgets, lists of links, other articles.

A line goes only when something says what it is. A block with a paragraph that nothing explains keeps its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from crawler.extract.box_names import FILES, LEAD, LEAVES, OWN, is_box_name, is_meta, is_picture
from crawler.extract.inner_boxes import STRONG, holds_files
from crawler.extract.labels import read_labels
from crawler.extract.noise import (
    closes_article,
    ends_article,
    is_header_line,
    is_link_line,
    is_noise,
    is_own_header,
    is_photo_line,
    is_site_footer,
    opens_box,
)
from crawler.extract.outline import HEADINGS, Block, Line, Outline
from crawler.extract.vocabulary import LABELS, SIMPLIFIED
from crawler.normalize.people import is_publisher

# A number or words, no bullet and no day.
_DATUM = re.compile(r"^\d{1,3}$|^(?!.*\d[-/.年月]\d).*[A-Za-z\u4e00-\u9fff]{2}")
_REPEATED = 24
# Of the text: a core holds much of it, what follows an end mark is a rest.
_MOST, _MOST_OF_LITTLE = 0.4, 0.6
# Lines are paragraphs; where they are the lesser part of the text, sentences, and any line at last.
_LEAST = (STRONG, 5.0, 0.0)
_REST, _REST_OF_BOX = 0.25, 0.5
_LONGEST_OVERRUN = 12
_LONGEST_HEADER, _LONGEST_META = 16, 80
# Files in one of these beside the text belong to its last lines: 附件：1.申报书.docx.
_PARAGRAPHS = frozenset(["p", "blockquote", "pre", "center", *HEADINGS])
# What the page's own table says at least two of.
_RECORD_FIELDS = frozenset(
    ["publish_time", "weak_time", "document_time", "source", "issuer", "views", "index_number", "document_number"]
)
_RECORD_LABELS, _LONGEST_RECORD, _LONGEST_LABEL = 2, 40, 12


def innermost(page: Outline, block: Block, weights: list[float], files: set[int], below: int) -> Block:
    """The smallest block inside `block` outside which no line is the article's. `below`: the line after the title."""
    return _Surroundings(page, block, weights, files, below).core()


def overrun(page: Outline, core: Block, weights: list[float]) -> int:
    """The line after the text that runs on below its block: pasted markup may close the block too soon.

    Paragraphs right below count when one of them is a sentence, and the issuer's name with the day.
    """
    end = core.end
    while core.parent is not None and end < min(core.parent.end, core.end + _LONGEST_OVERRUN):
        line = page.lines[end]
        if line.block.noisy or line.block.hidden or is_link_line(line) or is_noise(line) or is_site_footer(line.text):
            break
        if ends_article(line.text) or closes_article(line) or opens_box(line.text) or not _runs_on(page, end, core):
            break
        end += 1
    run = page.lines[core.end : end]
    if any(weights[core.end + place] >= STRONG and line.text[-1] in "。！？”" for place, line in enumerate(run)):
        return end
    return core.end + 2 if len(run) > 1 and is_publisher(run[0].text) and _is_day(run[1].text) else core.end


def _runs_on(page: Outline, place: int, core: Block) -> bool:
    """Whether a line is a paragraph beside the block, or part of a signature."""
    line = page.lines[place]
    if line.block.tag == "p" and line.block.parent is core.parent and not line.block.names.strip():
        return True
    return _is_signature(page, place) and not any(is_box_name(block.names) for block in line.block.chain())


def _is_record(page: Outline, table: Block, inner: Block) -> bool:
    """Whether a table says of the page when, where and by whom it was published, beside the text it may hold."""
    lines = [page.lines[place] for place in range(table.start, table.end) if not inner.start <= place < inner.end]
    if len(lines) > _LONGEST_RECORD:
        return False
    labels = [field for line in lines for field in _labels(line)]
    return len(_RECORD_FIELDS.intersection(labels)) >= _RECORD_LABELS and len(labels) * 3 >= len(lines)


def _labels(line: Line) -> list[str]:
    plain = "".join(line.text.split()).rstrip(":：").translate(SIMPLIFIED)
    if len(plain) <= _LONGEST_LABEL and plain in LABELS:
        return [LABELS[plain]]
    return [label.field for label in read_labels(line.raw)]


def _is_day(text: str) -> bool:
    return "年" in text and text[-1] == "日" and len(text) <= 14


class _Surroundings:
    """The lines between a block that surely holds the article and the smallest one that may be all of it."""

    def __init__(self, page: Outline, block: Block, weights: list[float], files: set[int], below: int) -> None:
        self.page, self.block, self.weights, self.files, self.below = page, block, weights, files, below
        self.sums = list(accumulate(weights[block.start : block.end], initial=0.0))
        self.over = False
        self.total = 0.0
        self.indices: dict[int, bool] = {}
        self.header: int | None = None

    def _header_end(self) -> int:
        """The line after the last header line right below the title: 征集状态：已结束 above 发布时间：… is one too."""
        if self.header is not None:
            return self.header
        last = self.below
        for place in range(self.below, min(self.block.end, self.below + _LONGEST_HEADER)):
            line = self.page.lines[place]
            if self.weights[place] >= STRONG and not is_own_header(line):
                break
            if is_header_line(line) and is_own_header(line):
                last = place + 1
        self.header = last
        return last

    def core(self) -> Block:
        """The blocks around the middle of the text, from inside out: the last one that cannot be left is the core."""
        chain = self._chain()
        if not chain:
            return self.block
        best, self.total = chain[0], self._weight_of(chain[0])
        for inner, outer in pairwise(chain):
            if not self._is_bare(inner, outer):
                best = outer
        return best

    def _weight_of(self, block: Block) -> float:
        return self.sums[block.end - self.block.start] - self.sums[block.start - self.block.start]

    def _chain(self) -> list[Block]:
        """Blocks that hold most of the text, smallest first, up to the one it was found in."""
        places = [
            place for place in range(max(self.block.start, self.below), self.block.end) if self.weights[place] > 0
        ]
        whole = sum(self.weights[place] for place in places)
        for least in _LEAST:
            strong = [place for place in places if self.weights[place] >= least and self._is_text(place)]
            total = sum(self.weights[place] for place in strong)
            if strong and total * 2 >= whole:
                share = _MOST if least == STRONG else _MOST_OF_LITTLE
                return self._around(self.page.lines[self._middle(strong, total)], share * total)
        return []

    def _middle(self, places: list[int], total: float) -> int:
        """The line before and after which there is as much text."""
        passed = list(accumulate(self.weights[place] for place in places))
        return next(place for place, sum_ in zip(places, passed, strict=True) if sum_ * 2 >= total)

    def _is_text(self, place: int) -> bool:
        line = self.page.lines[place]
        if is_noise(line):
            return False
        near: Block | None = line.block
        while near is not None and near is not self.block:
            # One letter is the space between no id and no class, as of most paragraphs.
            if len(near.names) > 1 and (is_box_name(near.names) or LEAD.search(near.names)):
                return False
            near = near.parent
        return True

    def _around(self, line: Line, least: float) -> list[Block]:
        chain: list[Block] = []
        for block in line.block.chain():
            if block.tag not in LEAVES and self._weight_of(block) >= least:
                chain.append(block)
            if block is self.block:
                return chain if chain[-1:] == [block] else [*chain, block]
        return []

    def _is_bare(self, inner: Block, outer: Block) -> bool:
        """Whether nothing in `outer` around `inner` is the article's."""
        above = range(max(outer.start, self.below), inner.start)
        if not all(self._explained_above(place, inner, outer) for place in above):
            return False
        return all(self._explained_below(place, inner, outer) for place in range(inner.end, outer.end))

    def _explained_above(self, place: int, inner: Block, outer: Block) -> bool:
        line = self.page.lines[place]
        if place in self.files and not self._is_index(line, inner, outer):
            return False
        if self._is_no_text(place, outer) or is_photo_line(line.text) or self._is_index(line, inner, outer):
            return True
        if not self._is_paragraph(place) and (
            is_header_line(line) or _is_widget(line, inner, outer) or place < self._header_end()
        ):
            return True
        if _is_meta_line(line, outer):
            return True
        if not self._is_paragraph(place):
            return False
        around = list(_between(line, outer))
        return any(LEAD.search(block.names) or is_picture(block) for block in around) or self._repeats(line, inner)

    def _explained_below(self, place: int, inner: Block, outer: Block) -> bool:
        line = self.page.lines[place]
        if self._is_annex(line, inner, outer):
            return True
        if place in self.files:
            return self._is_index(line, inner, outer) or any(FILES.search(box.names) for box in _between(line, outer))
        if not self.over and (ends_article(line.text) or closes_article(line) or opens_box(line.text)):
            rest = sum(self.weights[place : outer.end]) / self.total
            self.over = rest <= (_REST_OF_BOX if opens_box(line.text) else _REST)
        if self.over or self._is_no_text(place, outer) or self._is_index(line, inner, outer):
            return True
        return not self._is_paragraph(place) and not _is_signature(self.page, place) and _is_widget(line, inner, outer)

    def _is_annex(self, line: Line, inner: Block, outer: Block) -> bool:
        """Whether a file stands among files alone in a box that is no paragraph beside the text: a row, a list."""
        if not self.files:
            return False
        box = next((near for near in _between(line, outer) if near.parent is outer), None)
        if box is None or box.tag in _PARAGRAPHS or (box.tag == inner.tag and box.names == inner.names):
            return False
        return holds_files(self.page, box, self.files)

    def _is_paragraph(self, place: int) -> bool:
        """Whether a line may be one, a part of the article on a hidden page included."""
        line = self.page.lines[place]
        return self.weights[place] >= STRONG or (line.block.hidden and len(line.text) >= STRONG)

    def _is_no_text(self, place: int, outer: Block) -> bool:
        line = self.page.lines[place]
        if place in self.files:
            return False
        if line.block.noisy or is_link_line(line) or is_noise(line) or is_site_footer(line.text):
            return True
        if line.block.hidden and len(line.text) < STRONG:
            return True
        return any(is_box_name(block.names) for block in _between(line, outer))

    def _is_index(self, line: Line, inner: Block, outer: Block) -> bool:
        """Whether a line stands in the page's own table of labels and values: 索引号, 发文机关, 發布日期, 點閱."""
        for block in (*_between(line, outer), outer):
            if block.tag in ("table", "ul", "dl"):
                if id(block) not in self.indices:
                    self.indices[id(block)] = _is_record(self.page, block, inner)
                if self.indices[id(block)]:
                    return True
        return False

    def _repeats(self, line: Line, inner: Block) -> bool:
        """Whether the text says the line again, or begins a paragraph with it."""
        start = line.text[:_REPEATED]
        return any(other.text.startswith(start) for other in self.page.lines[inner.start : inner.end])


def _between(line: Line, outer: Block) -> Iterator[Block]:
    """The blocks that a line stands in, inside `outer`."""
    block: Block | None = line.block
    while block is not None and block is not outer:
        yield block
        block = block.parent


def _is_meta_line(line: Line, outer: Block) -> bool:
    """Whether a short line above the text stands under the name of a header line."""
    if len(line.text) > _LONGEST_META or line.text[-1] in "。！？”":
        return False
    return any(is_meta(block) for block in _between(line, outer))


def _is_widget(line: Line, inner: Block, outer: Block) -> bool:
    """Whether a short line beside the text stands in a box with a name of its own: no paragraph, table or annex."""
    around = list(_between(line, outer))
    if not around or around[-1].tag in ("p", "table", "ol", *HEADINGS) or any(block.tag == "td" for block in around):
        return False
    named = bool(around[-1].names.strip()) and around[-1].names != inner.names
    return named and not any(OWN.search(block.names) for block in around)


def _is_signature(page: Outline, place: int) -> bool:
    """Whether a line may be the issuer's name above the day of a document, or that day."""
    text = page.lines[place].text
    if _is_day(text):
        return True
    following = page.lines[place + 1].text if place + 1 < len(page.lines) else ""
    return len(text) <= 30 and is_publisher(text) and _is_day(following)


def is_data_row(page: Outline, place: int) -> bool:
    """Whether a linked line stands in a table row with words or a number of their own: 2 | 南屏县天文台."""
    row = next((block for block in page.lines[place].block.chain() if block.tag == "tr"), None)
    if row is None or row.end - row.start < 2:
        return False
    return any(not line.linked and _DATUM.search(line.text) for line in page.lines[row.start : row.end])
