"""The body: which block holds the article, and which of its lines are the article's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extract.boxes import Boxes, innermost, is_data_row, is_lead_picture, overrun
from crawler.extract.noise import (
    closes_article,
    ends_article,
    is_day_alone,
    is_file_link,
    is_header_line,
    is_link_line,
    is_noise,
    is_site_footer,
    opens_box,
)
from crawler.extract.outline import Block, Line, Outline
from crawler.extract.vocabulary import ALWAYS_NOISE

# Ids and classes that content systems give to the article itself, best first. (cms-families: typos are real.)
_BODY_NAMES = re.compile(
    r"(?:^|\s)(?:trs_editor\w*|trs_ueditor|view|v_news_content|vsb_content\w*|wp_articlecontent|ucap-?content|zoom|zoomcon|fontzoom|zw|zhengwen|article_?-?content\w*|"
    r"articl?econtnet|news_?-?content\w*|newscontnet|con_text|con-text|content_?text|article_?-?body|detail_?-?content|ewb-article-detail|show-text|show_jj|nr-zw|nrwz|ivs_content|"
    r"pages_content|rm_txt_con|box_con|entry-content|post-body|artical|txt|article_txt|mian-text|word_contentpage|news_font|detailed_w_p2|js_content|main_text|content_main|"
    r"contentmain|article_con|articlecon|news_con|newscon|content_body|contentbody|text_content|artibody|endtext|post_text|wzcon|neirong|nr_con|cont_txt|xl_con|infocontent)(?:\s|$)"
)
_PUNCTUATION = re.compile(r"[，。；！？、,;!?…”]")
# What a line says that links follow which are the article's own.
_ATTACHED = re.compile(
    r"^\s*附件?\s*[:：]?\s*$|(?:如下|下列|以下|包括|名单|目录|网站|网址|链接|地址|登录|查询)\S{0,8}[:：]$"
)
_LEADS_AWAY = re.compile(r"^[\W]{0,3}(?:此前报道|相关|延伸|视频|专题|点击|更多|推荐|返回|查看)|进入专题|>>$")
_LAST_LINK = re.compile(
    r"(?:返回.{0,12}(?:首[页頁]|[，,]\s?查看更多)|(?:查看|[阅閱][读讀])(?:更多|全文|原文)|(?:[点點][击擊])?[进進]入[专專][题題].{0,12})[>》»\s]*$"
)
_MIN_PARAGRAPH = 20
# Less text than this may be anything: a page whose article is one PDF still has a footer and a slogan.
_LITTLE = 20


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
    """Where the article's text is: its block, every line's weight, the first line that surely is article."""

    block: Block
    weights: list[float]
    core: int


def find_text(page: Outline, heading_end: int) -> Text | None:
    """The block that holds the article's text, or None. Lines before `heading_end` hardly count."""
    if not page.blocks:
        return None
    plain = [_weight(line) for line in page.lines]
    _release(page, plain)
    weights = [0.0 if line.block.noisy else weight for weight, line in zip(plain, page.lines, strict=True)]
    weights[:heading_end] = [0.1 * weight for weight in weights[:heading_end]]
    worths = [weight or -_junk(line) for weight, line in zip(weights, page.lines, strict=True)]
    block = _choose(page, worths)
    if block is None:
        return None
    places = range(block.start, block.end)
    core = next((place for place in places if weights[place] >= _MIN_PARAGRAPH), block.start)
    return Text(block, weights, core)


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
    known = {id(block.element): block for block in page.blocks}
    found: list[Block] = []
    for element in elements:
        around = next((near for near in (element, *element.iterancestors()) if id(near) in known), None)
        if around is not None and known[id(around)] not in found:
            found.append(known[id(around)])
    return found


def _weight(line: Line) -> float:
    """How much a line looks like article text, wherever it stands."""
    text = line.text
    size = len(text)
    if size < 4 or is_link_line(line) or is_site_footer(text):
        return 0.0
    marks = _PUNCTUATION.search(text[:400])
    if line.block.hidden and not marks:
        return 0.0  # a part on a hidden page has sentences, words for search engines have none
    size = min(size, 800)
    weight = float(size) if marks and size >= _MIN_PARAGRAPH else size * (0.5 if marks else 0.3)
    return weight * 0.3 if line.block.hidden else weight


def _junk(line: Line) -> float:
    """What a line that is no article text takes from the block around it."""
    return 0.4 * min(len(line.text), 200)


def _running(weights: list[float]) -> list[float]:
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    return sums


def _release(page: Outline, weights: list[float]) -> None:
    """Take the mark from blocks that are named like noise but hold most of the page's text."""
    sums = _running(weights)
    released = False
    for block in page.blocks:
        if block.marked and _sum(block, sums) > 0.5 * sums[-1] and not ALWAYS_NOISE.search(block.names):
            block.marked, released = False, True
    if released:
        for block in page.blocks:
            block.noisy = block.marked or (block.parent is not None and block.parent.noisy)


def _choose(page: Outline, worths: list[float]) -> Block | None:
    """The block worth most: article text counts, links, comments and footers count against it."""
    sums = _running(worths)
    best = max(page.blocks, key=lambda block: (_sum(block, sums), block.start - block.end))
    most = _sum(best, sums)
    named = _named(page, sums)
    if named is not None and (_sum(named, sums) >= 0.6 * most or most < _LITTLE):
        return named
    return _climb(best) if most > 0 else None


def _sum(block: Block, sums: list[float]) -> float:
    return sums[block.end] - sums[block.start]


def _named(page: Outline, sums: list[float]) -> Block | None:
    """The block that a content system names as the article: the smallest that holds nearly all such text."""
    named = [block for block in page.blocks if block.tag == "ucapcontent" or _BODY_NAMES.search(block.names)]
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
    files = _own_links(page, text)
    top = heading_end if 0 < heading_end <= found.end else found.start
    core = innermost(page, found, text.weights, files, top)
    limit = overrun(page, core, text.weights)
    block = core.parent if limit > core.end and core.parent is not None else core
    start = heading_end if core.start < heading_end <= text.core + 1 else core.start
    start = _after_header(page, start, min(core.end, max(start, text.core)), files)
    if text.weights[text.core : text.core + 1] < [_MIN_PARAGRAPH]:
        start = _after_day(page, start, core.end)
    end = _before_end(page, start, limit, text.weights, files)
    below = end if block is found else _before_end(page, start, max(found.end, limit), text.weights, files)
    body = Body(block, start, end, locator(block), found, top, max(end, below))
    boxes = body.boxes = Boxes(page, block, text.weights, files)
    for place in range(start, end):
        line = page.lines[place]
        noise = is_noise(line) or boxes.hold(line.block) or (place not in files and _is_link_box(page, place))
        (body.dropped if noise else body.kept).append(place)
    body.dropped += range(end, body.below)
    _cut_last_link(page, body)
    return body


def _cut_last_link(page: Outline, body: Body) -> None:
    """Take 返回首页>> off the end of the last paragraph, where it is a link of its own."""
    line = page.lines[body.kept[-1]] if body.kept else None
    if (
        line is None
        or not line.links
        or (match := _LAST_LINK.search(line.text)) is None
        or match.start() < _MIN_PARAGRAPH
    ):
        return
    found = [element for place, element, _ in page.links if place == body.kept[-1]]
    if found and "".join((found[-1].text_content() or "").split()) == "".join(match[0].split()):
        line.text = line.text[: match.start()].rstrip()
        body.cut.append(found[-1])


def _own_links(page: Outline, text: Text) -> set[int]:
    """Lines whose links belong to the article: files, or all where the article is nothing but links."""
    block = text.block
    inside = [(place, element) for place, element, _ in page.links if block.start <= place < block.end]
    if _BODY_NAMES.search(block.names) and sum(text.weights[block.start : block.end]) < _LITTLE:
        return {place for place, _ in inside}
    return {place for place, element in inside if is_file_link(element)} | _below_attachments(page, block)


def _below_attachments(page: Outline, block: Block) -> set[int]:
    """Links in the lines right below 附件： or 登录以下网站：, whatever their address."""
    places: set[int] = set()
    for place in range(block.start + 1, block.end):
        above = page.lines[place - 1]
        if page.lines[place].linked and (place - 1 in places or _introduces(above)):
            places.add(place)
    return places


def _introduces(line: Line) -> bool:
    return bool(_ATTACHED.search(line.text[-40:])) and not opens_box(line.text)


def _is_link_box(page: Outline, place: int) -> bool:
    """Whether a line is one of several links in a row, leads away (此前报道：…, 点击进入专题) or heads such links."""
    line = page.lines[place]
    if line.linked and _LEADS_AWAY.search(line.text):
        return True
    if opens_box(line.text):
        return is_link_line(page.lines[min(place + 1, len(page.lines) - 1)])
    if not _is_all_link(line) or is_data_row(page, place):
        return line.block.hidden and len(line.text) < 20
    beside = page.lines[max(0, place - 1) : place] + page.lines[place + 1 : place + 2]
    return any(_is_all_link(other) for other in beside)


def _is_all_link(line: Line) -> bool:
    return line.links >= 0.9 * len(line.text) or (not line.linked and is_link_line(line))


def _before_links(page: Outline, start: int, end: int, files: set[int]) -> int:
    """Without links at the very end that name no file: 返回首页, tags, other articles."""
    while (
        end > start + 1
        and is_link_line(page.lines[end - 1])
        and end - 1 not in files
        and not is_data_row(page, end - 1)
    ):
        end -= 1
    return end


def _after_header(page: Outline, start: int, end: int, files: set[int]) -> int:
    """The line after the last header line (labels, tools, a date with a publisher) before the first paragraph."""
    last = start - 1
    for place in range(start, min(end, start + 16)):
        line = page.lines[place]
        if place in files:
            break  # an article that is one file begins with it
        if is_noise(line) or is_link_line(line) or is_header_line(line):
            last = place
        elif len(line.text) > 60:
            break
    return last + 1


def _after_day(page: Outline, start: int, end: int) -> int:
    """The line after a day alone: a notice of short lines and tables begins below it."""
    while start < end - 1 and is_day_alone(page.lines[start].text):
        start += 1
    return start


def _before_end(page: Outline, start: int, end: int, weights: list[float], files: set[int]) -> int:
    """Where the article ends: at the first end mark that hardly any text follows."""
    end = _before_links(page, start, end, files)
    own = [0.0 if is_noise(line) else weights[place] for place, line in enumerate(page.lines[start:end], start)]
    total, passed = sum(own) or 1.0, 0.0
    for place in range(start, end):
        if place > start and (rest := _rest_after(page, place)):
            after = own[place - start + 1 :]
            if sum(after) <= rest * total or (start in files and max(after, default=0.0) < _MIN_PARAGRAPH):
                return place
        passed += own[place - start]
    return end


def _rest_after(page: Outline, place: int) -> float:
    """How much of the text may follow an end mark."""
    line, following = page.lines[place], page.lines[min(place + 1, len(page.lines) - 1)]
    if ends_article(line.text) or opens_box(line.text):
        return 0.25
    # 责编：张珺 may stand above one more paragraph like it, but not above a quotation or a box.
    like = line.block.tag == following.block.tag and line.block.parent is following.block.parent
    return 0.25 if closes_article(line) and not like else 0.0


def locator(block: Block) -> str:
    """A short CSS path of a block."""
    element = block.element
    if element.get("id"):
        return f"{block.tag}#{element.get('id', '').strip()[:60]}"
    names = (element.get("class") or "").split()
    return f"{block.tag}.{names[0][:60]}" if names else block.tag
