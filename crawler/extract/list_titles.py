"""The title of a list row, whole and clean: without its date, 置顶, NEW, bullets and cut-off dots."""

from __future__ import annotations

import re

from crawler.extract.list_dates import dates_in, is_date
from crawler.extract.list_links import Link, read_link
from crawler.extract.list_source import HARD, SOFT, Layout, pieces
from crawler.normalize.dates import Moment

_PIN = re.compile(r"[\[【(（〔<《]\s?(?:置顶|顶|固顶|TOP)\s?[\]】)）〕>》]|^置顶[\s|:：·]*|[\s|·]+置顶$", re.I)
_PIN_IMAGE = re.compile(
    r"(?:^|[/_-])(?:zd|zhiding|ding|top|istop|ontop|stick|sticky)\d{0,2}\.(?:gif|png|jpe?g|svg)", re.I
)
_PIN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:zhiding|zd|istop|is-top|ontop|stick|sticky|pinned|totop|top-?icon|icon-?top)(?:$|[\s_-])", re.I
)
_NEW = re.compile(r"[\s\[【(（]*(?:NEW|HOT|最新)[!！]?[\]】)）\s]*$", re.I)
_BULLET = re.compile(r"^[\s·•●▪■□◆◇►▶▷>»›※★☆○◎\-—–*]+(?=\S)|^\d{1,3}[.、](?=\D)\s*")
_CUT = re.compile(r"\s*(?:\.{2,}|…+|。{2,})$")
_TIP_TITLE = re.compile(
    r"(?:文章|信息|新闻)?标\s?题\s?[:：]\s*(.{2,300}?)\s*(?:(?:作\s?者|来源|发布时间|发布日期|更新时间|时间|日期|点击数?|发布者)\s?[:：]|$)"
)
_BEFORE_DATE = re.compile(r"(?:\s+|\s*[\[【(（〔])\s*(?:发布时间|发布日期|日期|时间)?[:：]?\s*$")
_HEADING_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|subject|caption|h\d|name)(?:$|[\s_-])", re.I)
_BARE_NUMBER = re.compile(r"[\s\d.、,，/]{0,12}(?:次|人)?")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_MAX_TITLE = 300
_MAX_MARKED = 1500


def row_title(layout: Layout, link: Link) -> str:
    """The title that a link prints, completed from its title attribute where the print is cut off."""
    printed = _printed(layout, link)
    full = _fuller(printed, _tip(link.tip))
    return clean_title(full or link.image)


def title_link(layout: Layout, row: int, link: Link) -> Link:
    """The link of a row that prints its title, where several lead to one page: a heading goes before a summary."""
    same = [other for node in layout.links_in(row) if (other := read_link(layout, node)) and other.href == link.href]
    if link.href is None or len(same) < 2 or _in_heading(layout, row, link.node):
        return link
    headings = [other for other in same if other.text and _in_heading(layout, row, other.node)]
    if headings and len(link.text) > len(headings[0].text):
        return headings[0]
    return link


def _in_heading(layout: Layout, row: int, node: int) -> bool:
    for number in (node, *layout.ancestors(node)):
        if number <= row:
            return False
        element = layout.nodes[number]
        if element.tag in _HEADINGS or _HEADING_CLASS.search(element.get("class") or ""):
            return True
    return False


def clean_title(title: str) -> str:
    """A title without pin, new-icon words, bullets, and white space at its ends."""
    title = _PIN.sub("", " ".join(title[:_MAX_MARKED].split()))
    return _BULLET.sub("", _NEW.sub("", title)).strip()[:_MAX_TITLE]


def is_pinned(layout: Layout, row: int, marked: str) -> bool:
    """Whether a row says that it was put on top: in words, by an icon or a class."""
    if any(_PIN.search(piece) or piece == "顶" for piece in pieces(marked[:_MAX_MARKED])):
        return True
    for number in range(row, min(layout.last[row], row + 30) + 1):
        element = layout.nodes[number]
        if element.tag == "img":
            if _PIN_IMAGE.search(element.get("src") or "") or "置顶" in (
                element.get("alt") or element.get("title") or ""
            ):
                return True
        elif _PIN_CLASS.search(element.get("class") or ""):
            return True
    return False


def _tip(tip: str) -> str:
    """The title in a tooltip, which may say 标题：… 作者：… 更新时间：…"""
    labelled = _TIP_TITLE.match(tip)
    return labelled[1] if labelled else tip


def _fuller(printed: str, tip: str) -> str:
    if not printed:
        return tip
    if not tip:
        return printed
    stem, whole = _bare(_CUT.sub("", printed)), _bare(tip)
    if not stem or ((whole.startswith(stem) or stem[:12] == whole[:12]) and len(whole) >= len(stem)):
        return tip
    return printed


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", _BULLET.sub("", _PIN.sub("", text)))


def _printed(layout: Layout, link: Link) -> str:
    """The words of a link that are its title: a heading in a card, else all but date, number and summary."""
    marked = layout.slice(link.node)[:_MAX_MARKED]
    if HARD not in marked.strip(HARD + SOFT) and SOFT not in marked.strip(HARD + SOFT):
        return link.text
    tip = _tip(link.tip)
    if tip and len(tip) >= 4 and _bare(tip) in _bare(link.text) and len(_bare(tip)) < len(_bare(link.text)):
        return tip
    heading = _heading(layout, link.node)
    if heading is not None:
        return _join(layout.slice(heading))
    # A row of a table that opens as a whole has cells, not lines: a number, a kind, and the longest is the title.
    if layout.nodes[link.node].tag == "tr":
        return max((_join(line) for line in marked.split(HARD)), key=len)
    return _join(_first_line(marked))


def _heading(layout: Layout, node: int) -> int | None:
    styled = None
    for number in range(node + 1, layout.last[node] + 1):
        element = layout.nodes[number]
        if not _join(layout.slice(number)):
            continue
        if element.tag in _HEADINGS:
            return number
        if styled is None and _HEADING_CLASS.search(element.get("class") or ""):
            styled = number
    return styled


def _first_line(marked: str) -> str:
    """The first line of a card that is neither a date nor a number."""
    for line in marked.split(HARD):
        if _join(line):
            return line
    return marked


def _join(marked: str) -> str:
    """A line's pieces without those that are dates, bare numbers or pins."""
    parts = [part for part in marked.replace(HARD, SOFT + " ").split(SOFT) if part.strip()]
    kept = [part for part in parts if not is_date(part.strip()) and not _BARE_NUMBER.fullmatch(part.strip()[:20])]
    if not kept and len(parts) == 1:
        kept = parts if not is_date(parts[0].strip()) else []
    return " ".join("".join(kept).split())


def split_date(title: str) -> tuple[str, Moment | None]:
    """A title and the full date printed behind or before it in brackets or after white space."""
    for moment in dates_in(title):
        head = _BEFORE_DATE.search(title[: moment.start])
        tail = title[moment.end :].strip(" ]】)）〕")
        if not tail and head and title[: head.start()].strip():
            return title[: head.start()].strip(), moment
        if moment.start <= 1 and len(title) - moment.end > 6 and title[moment.end] in " ]】)）〕|:：":
            return title[moment.end :].lstrip(" ]】)）〕|:：-"), moment
    return title, None
