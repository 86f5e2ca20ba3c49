"""Links inside the body: which are the article's own, which lead to other articles."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extract.boxes import is_data_row
from crawler.extract.document import text_of
from crawler.extract.noise import is_file_link, is_link_line, opens_box
from crawler.extract.outline import Block, Line, Outline

# What a line says that links follow which are the article's own.
_ATTACHED = re.compile(
    r"^\s*附件?\s*[:：]?\s*$|(?:如下|下列|以下|包括|名单|目录|网站|网址|链接|地址|登录|查询)\S{0,8}[:：]$"
)
_LEADS_AWAY = re.compile(r"^[\W]{0,3}(?:此前报道|相关|延伸|视频|专题|点击|更多|推荐|返回|查看)|进入专题|>>$")
_LAST_LINK = re.compile(
    r"(?:返回.{0,12}(?:首[页頁]|[，,]\s?查看更多)|(?:查看|[阅閱][读讀])(?:更多|全文|原文)|(?:[点點][击擊])?[进進]入[专專][题題].{0,12})[>》»\s]*$"
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)[\w./?=&%#:~+\-]+$|^[\w.+\-]+@[\w.\-]+$", re.I)
# What an institute prints below its news: 论文链接：https://doi.org/10.1/x. 原文链接 is where a reprint is from.
_PAPER = re.compile(
    r"^[\W]{0,3}(?:论文(?:原文|全文|链接|信息|网址|地址){1,2}|(?:文章|成果)(?:原文|全文)?链接)"
    r"\s?(?:\d{1,2}|[一二三四五])?(?:\s?[:：]|\s|$)"
)
_SHORTEST = 20
# Longer than this is neither the heading of a box nor a hidden word.
_LONGEST_HEAD = 24


def own_links(page: Outline, block: Block, *, only: bool) -> set[int]:
    """Lines whose links belong to the article: files, or all where the article is nothing but links."""
    inside = page.links_in(block.start, block.end)
    if only:
        return {place for place, _, _ in inside}
    files = {place for place, element, _ in inside if is_file_link(element)}
    # A link whose text is an address was written to be read: 报名：http://bm.example.cn/
    printed = {place for place, _, _ in inside if _is_printed(page.lines[place].text)}
    return files | printed | _below_attachments(page, block)


def _is_printed(text: str) -> bool:
    return bool(_ADDRESS.match(text) or _PAPER.match(text))


def _below_attachments(page: Outline, block: Block) -> set[int]:
    """Links in the lines right below 附件： or 登录以下网站：, whatever their address."""
    places: set[int] = set()
    for place in range(block.start + 1, block.end):
        line = page.lines[place]
        if line.links and line.linked and (place - 1 in places or _introduces(page.lines[place - 1])):
            places.add(place)
    return places


def _introduces(line: Line) -> bool:
    return bool(_ATTACHED.search(line.text[-40:])) and not opens_box(line.text)


def is_link_box(page: Outline, place: int) -> bool:
    """Whether a line is one of several links in a row, leads away (此前报道：…, 点击进入专题) or heads such links."""
    line = page.lines[place]
    if not line.links and len(line.text) > _LONGEST_HEAD:
        return False  # a paragraph, as most lines
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


def before_links(page: Outline, start: int, end: int, files: set[int]) -> int:
    """Without links at the very end that name no file: 返回首页, tags, other articles."""
    while (
        end > start + 1
        and is_link_line(page.lines[end - 1])
        and end - 1 not in files
        and not is_data_row(page, end - 1)
    ):
        end -= 1
    return end


def last_link(page: Outline, place: int) -> HtmlElement | None:
    """Take a link home (返回首页>>) off the end of a paragraph: what was taken, or None."""
    line = page.lines[place]
    match = _LAST_LINK.search(line.text) if line.links else None
    if match is None or match.start() < _SHORTEST:
        return None
    found = page.links_in(place, place + 1)
    if not found or "".join(text_of(found[-1][1]).split()) != "".join(match[0].split()):
        return None
    line.text = line.text[: match.start()].rstrip()
    return found[-1][1]
