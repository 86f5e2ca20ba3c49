"""Boxes inside an article's block that are none of its text: lists of links or files, forms, leads; lead pictures."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extract.box_names import FILES, LEAD, LEAVES, is_box_name, is_picture
from crawler.extract.noise import is_link_line, opens_box
from crawler.extract.outline import Block, Outline

# A line of so many weighs as a paragraph.
STRONG = 20
# Of the text: a box inside it is small.
_SMALL = 0.1
_LEAD_SHARE, _FORM_SHARE, _HALF = 0.2, 0.3, 0.5
_LITTLE = 100
# Links in a table are rows of it.
_TABLES = frozenset(["table", "tbody", "td", "th"])
_FILE_WORDS = re.compile(
    r"\W{0,3}(?:相关)?(?:附件|文件)(?:下载|列表|信息|名称?|类型|大小)?\W{0,3}|\W{1,4}|序号|名称|操作|大小|类型|格式|"
    r"\d{1,2}|[\d.]{1,6}\s?[KM]B?|[（(]?下载(?:次数)?[:：]?\d{0,6}次?[)）]?|.{1,100}\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|txt)",
    re.I,
)
_FILES_HEAD = re.compile(r"(?:附件|文件)名称?|.{1,100}[（(]\s?下载次数[:：]\s?\d{1,6}\s?次?[)）]")
# An address that someone's upload has: /2013/4/1.jpg, P020210413.jpg.
_UPLOADED = re.compile(r"(?:\d\D{0,3}){4}.{0,80}\.jpe?g$", re.I)


def is_lead_picture(block: Block, start: int) -> bool:
    """Whether a picture between heading and text, which starts at line `start`, is the article's: framed, in no box."""
    inside: list[Block] = []
    for near in block.chain():
        if near.end > start:
            break
        inside.append(near)
    if not (any(map(is_picture, inside)) or (inside and _frames_upload(block))):
        return False
    return not any(box.noisy or is_box_name(box.names) for box in inside)


def _frames_upload(block: Block) -> bool:
    """Whether a layout table's cell holds one uploaded photo and no word. A div may hold a face."""
    if block.end > block.start or block.tag != "td":
        return False
    pictures = list(islice(block.element.iter("img"), 2))
    if len(pictures) != 1 or not _UPLOADED.search((pictures[0].get("src") or "")[-120:]):
        return False
    return not any((link.get("href") or "#")[0] not in "#j" for link in block.element.iter("a"))


def holds_files(page: Outline, box: Block, files: set[int]) -> bool:
    """Whether there are files in a box, and beside them hardly a word: 附件：, 序号, 下载."""
    inside = range(box.start, box.end)
    return not files.isdisjoint(inside) and all(
        place in files or _FILE_WORDS.fullmatch(page.lines[place].text) for place in inside
    )


def _has_controls(block: Block) -> bool:
    """Whether a reader fills in something there."""
    return any(control.get("type") != "hidden" for control in block.element.iter("input", "textarea", "select"))


class Boxes:
    """Boxes inside the body that are none of it. What holds much of the text, or a file, is no box."""

    def __init__(self, page: Outline, body: Block, weights: list[float], files: set[int]) -> None:
        self.page, self.body, self.weights, self.files = page, body, weights, files
        self.total = sum(weights[body.start : body.end])
        self.known: dict[Block, bool] = {}
        # Of the paragraphs: what stands below it is no text any more.
        strong = (place for place in range(body.end - 1, body.start, -1) if weights[place] >= STRONG)
        self.last = next(strong, body.start)

    def hold(self, block: Block) -> bool:
        """Whether a line or picture of this block stands in such a box."""
        near: Block | None = block
        while near is not None and near is not self.body:
            box = self.known.get(near)
            if box is None:
                box = self.known[near] = self._is_box(near)
            if box:
                return True
            near = near.parent
        return False

    def _is_box(self, block: Block) -> bool:
        if block.noisy and not self.body.noisy and not (block.parent and block.parent.noisy):
            return self._share(block) <= 0.3
        headed = block.end > block.start and block.tag not in LEAVES and opens_box(self.page.lines[block.start].text)
        if is_box_name(block.names) or headed:
            return self._is_small(block)
        if block.tag in LEAVES and block.tag != "ul":
            return False
        if self._is_last(block) and (self._is_of_files(block) or self._is_form(block)):
            return True
        if block.tag == "ul":
            return False
        if LEAD.search(block.names):
            return self._is_lead(block)
        return block.tag not in _TABLES and self._is_of_links(block) and self._is_small(block)

    def _is_last(self, block: Block) -> bool:
        """Whether text stands above a box and none below it."""
        return self.body.start < block.start and self.last < block.end

    def _is_form(self, block: Block) -> bool:
        return _has_controls(block) and self._share(block) <= _FORM_SHARE

    def _is_of_files(self, block: Block) -> bool:
        """Whether a box by its name, or a table by its head, has nothing but the article's files."""
        if not (FILES.search(block.names) or (block.tag in ("table", "ul") and self._heads_files(block))):
            return False
        return holds_files(self.page, block, self.files)

    def _heads_files(self, block: Block) -> bool:
        return any(_FILES_HEAD.fullmatch(line.text) for line in self.page.lines[block.start : block.start + 4])

    def _is_lead(self, block: Block) -> bool:
        """Whether a box opens the text and says little of it."""
        above = max(self.weights[self.body.start : block.start], default=0.0)
        return above < STRONG and self._share(block) <= _LEAD_SHARE

    def _is_small(self, block: Block) -> bool:
        return self._share(block) <= (_SMALL if self.total >= _LITTLE else _HALF) and self.files.isdisjoint(
            range(block.start, block.end)
        )

    def _share(self, block: Block) -> float:
        return sum(self.weights[block.start : block.end]) / self.total if self.total else 0.0

    def _is_of_links(self, block: Block) -> bool:
        """Several links, and hardly anything that is none."""
        lines = self.page.lines[block.start : block.end]
        linked = [line for line in lines if is_link_line(line)]
        size, links = sum(len(line.text) for line in lines), sum(len(line.text) for line in linked)
        return len(linked) > 1 and links >= 0.7 * size
