"""Which block of a page is its list.

No single sign decides. Long titles, printed dates, links that look like articles and a pager right behind
speak for a block; a footer, a menu, a hot-news box, links that leave the site speak against it. A last page
with one entry must win over a sidebar with ten, which is what the pager is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.extract.list_blocks import Block, absorb, find_blocks, row_pieces
from crawler.extract.list_boxes import is_hidden
from crawler.extract.list_dates import row_date
from crawler.extract.list_headline import with_headline
from crawler.extract.list_links import Link
from crawler.extract.list_source import SOFT, Layout, ListSource, plain

_SAMPLE = 40
_FINALISTS = 6
_MOST_BLOCKS = 300
_FULL_TITLE = 30
_WRAPPING = frozenset({"wrap", "wrapper", "main", "content", "container", "body", "area", "inner"})
_WRAPPING |= {"relative", "absolute", "fixed", "sticky"}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ARTICLE = re.compile(
    r"\d{4,}|[?&](?:\w*id|aid|no)=\w+|/(?:info|art|article|content|detail|show|view)[/_.\d]|[0-9a-f]{16,}|weixin\.qq\.com/s",
    re.I,
)
_LIST = re.compile(r"/(?:index|list|default|more)?(?:\.\w{3,5})?$|/(?:list|col|channel|column)[/_.\d?]", re.I)
_HEADING = re.compile(
    r"热[门点榜]|排行|推荐|相关|友情|点击|关注|最近|一周|本月|快速|导航|下载排行|专题|图片新闻|猜你|大家都|精彩"
)
_TITLE_PARTS = re.compile(r"[\s_\-|｜–—·>»]+")
_LEAST_NAME, _OWN_NAME = 3, 1.5
_TEASER = re.compile(r"更多|[Mm]ore\b|MORE")
_RIGHT_BEFORE = 2.0
_NOT_SHOWN = 0.2
_LEAST_ADDRESS = 0.2
_EMPTY = re.compile(
    r"(?:暂无|暂时没有|没有(?:找到|查到|查询到)?(?:任何|相关)?的?)(?:相关)?的?(?:数据|内容|信息|记录|文章|资料)"
)
_CRUMB = re.compile(rf"(?:当前|现在|所在|您的?|你的?)(?:所在)?的?[位置栏目]{{2}}|位\s?置[{SOFT}\s]?[:：]")

ZONES: dict[str, float] = {
    "footer": 0.05,
    "foot": 0.05,
    "bottom": 0.2,
    "copyright": 0.05,
    "nav": 0.1,
    "navi": 0.1,
    "menu": 0.1,
    "header": 0.15,
    "head": 0.3,
    "friend": 0.1,
    "friendlink": 0.1,
    "yqlj": 0.1,
    "side": 0.4,
    "sidebar": 0.3,
    "aside": 0.3,
    "hot": 0.4,
    "rank": 0.4,
    "ranking": 0.4,
    "crumb": 0.05,
    "breadcrumb": 0.05,
    "position": 0.1,
    "location": 0.1,
    "dqwz": 0.1,
    "related": 0.3,
    "recommend": 0.4,
    "tuijian": 0.4,
    "banner": 0.3,
    "slide": 0.4,
    "slider": 0.4,
    "swiper": 0.4,
    "carousel": 0.4,
    "search": 0.3,
    "login": 0.2,
    "share": 0.2,
    "tag": 0.5,
    "tags": 0.4,
    "pager": 0.05,
    "page": 0.9,
    "pagination": 0.05,
}
"""What words in the class or id of the elements around a block take from it."""


def choose(source: ListSource, links: list[Link], pager: int | None) -> Block | None:
    """The block that is the page's list, whole; None when no block is.

    `pager` is the number of the element that holds the pager, when one was found.
    """
    blocks = _best(source, _largest(find_blocks(source, links)), pager)[:_FINALISTS]
    blocks = _best(source, [absorb(source, block, links) for block in blocks], pager)
    return with_headline(source, blocks[0], links) if blocks and _passes(source, blocks[0]) else None


def _largest(blocks: list[Block]) -> list[Block]:
    """Blocks worth a close look: on a page with thousands of single links, those with most words."""
    if len(blocks) <= _MOST_BLOCKS:
        return blocks
    return sorted(blocks, key=lambda block: -sum(_worth(row.link) for row in block.rows[:_SAMPLE]))[:_MOST_BLOCKS]


def _passes(source: ListSource, block: Block) -> bool:
    """Whether the best block is a list at all: its rows print dates, or nothing says that it is something else."""
    if _dated(source, block) > 0:
        return True
    if _EMPTY.search(source.layout.text) and _zone(source.layout, block) * _heading(source, block) < 1:
        return False
    return _address(source, [row.link.href or "" for row in block.rows[:_SAMPLE]]) >= _LEAST_ADDRESS


def _best(source: ListSource, blocks: Sequence[Block], pager: int | None) -> list[Block]:
    """The blocks with a score, best first."""
    near = _near(source, blocks, pager)
    scored = [(_score(source, block) * factor, block) for block, factor in zip(blocks, near, strict=True)]
    return [block for score, block in sorted(scored, key=lambda one: -one[0]) if score > 0]


def _score(source: ListSource, block: Block) -> float:
    sample = block.rows[:_SAMPLE]
    hrefs = [row.link.href or "" for row in sample]
    unique = {
        href or row.link.words: min(len(row.link.words), _FULL_TITLE) for href, row in zip(hrefs, sample, strict=True)
    }
    value = sum(max(length - 3, 0) for length in unique.values()) * len(block.rows) / len(sample)
    factor = 1.0 if not is_hidden(source.layout, block.rows[0].node) else _NOT_SHOWN
    factor *= _zone(source.layout, block) * _heading(source, block) * _address(source, hrefs)
    return value * (1 + 2 * _dated(source, block)) * factor


def _dated(source: ListSource, block: Block) -> float:
    """The share of rows that print a date."""
    sample = block.rows[:_SAMPLE]
    return sum(1 for row in sample if row_date(row_pieces(source.layout, row), source.moment)) / len(sample)


def _worth(link: Link) -> int:
    """Longer titles are likelier titles; a cut-off one counts as long as its title attribute."""
    return max(min(max(len(link.words), len(link.tip)), _FULL_TITLE) - 3, 0)


def _zone(layout: Layout, block: Block) -> float:
    """The least value among the zones around a block; an element that holds most of the page is no zone."""
    worst = 1.0
    most = 0.7 * len(layout.text)
    for node in (block.node, *layout.ancestors(block.node)):
        if layout.end[node] - layout.start[node] > most:
            break
        element = layout.nodes[node]
        words = {str(element.tag)}
        for name in ("class", "id"):
            words |= _zone_words(element.get(name) or "")
        worst = min([worst, *(ZONES[word] for word in words if word in ZONES)])
    return worst


def _zone_words(style: str) -> set[str]:
    """The words of a class or id; `slide-wrap`, `position-relative` and `nav_content` say nothing."""
    found: set[str] = set()
    for name in style[:200].split():
        words = {word.lower() for word in _WORD.findall(name)}
        if not words & _WRAPPING:
            found |= words
    return found


def _heading(source: ListSource, block: Block) -> float:
    """What stands above a block: 热门新闻, 点击排行 or a 更多 link head a teaser of another list, the page's own
    name its list."""
    layout = source.layout
    start = layout.start[block.rows[0].node]
    before = plain(layout.text[max(start - 60, 0) : start])[-20:]
    if (words := before.split()) and len(words[-1]) >= _LEAST_NAME and words[-1] in _TITLE_PARTS.split(source.title):
        return _OWN_NAME
    return (0.4 if _HEADING.search(before) else 1.0) * (0.4 if _TEASER.search(before) else 1.0)


def _address(source: ListSource, hrefs: Sequence[str]) -> float:
    """Articles speak for a block, columns and other sites against it, the list's own folder for it."""
    folder = urlsplit(source.url).path.rpartition("/")[0]
    articles = lists = foreign = own = 0
    for href in hrefs:
        url = source.absolute(href) if href else None
        if url is None:
            continue
        path = urlsplit(url).path
        articles += bool(_ARTICLE.search(url[8:]))
        lists += bool(_LIST.search(path)) and not _ARTICLE.search(path)
        foreign += not source.owns(url)
        own += len(folder) > 1 and path.startswith(folder + "/")
    count = len(hrefs)
    return (0.5 + articles / count) * (1 - 0.7 * lists / count) * (1 - 0.6 * foreign / count) * (1 + own / count)


def _near(source: ListSource, blocks: Sequence[Block], pager: int | None) -> list[float]:
    """What standing with the pager and below the breadcrumb adds to each block."""
    factors = [1.0] * len(blocks)
    for landmark, before, after in ((pager, 10.0, 3.0), (_crumb(source.layout), 1.0, 4.0)):
        if landmark is not None:
            bonus = _beside(source.layout, blocks, landmark, before, after)
            factors = [factor * more for factor, more in zip(factors, bonus, strict=True)]
    if pager is not None:
        close = (_closeness(source.layout, block, pager) for block in blocks)
        factors = [factor * more for factor, more in zip(factors, close, strict=True)]
    return factors


def _beside(layout: Layout, blocks: Sequence[Block], landmark: int, before: float, after: float) -> list[float]:
    """The bonus for blocks in the smallest element that holds a landmark too: before it, and after it."""
    meeting = [layout.common(block.node, landmark) for block in blocks]
    able = [node for node, block in zip(meeting, blocks, strict=True) if _could_be_list(layout, block, landmark)]
    deepest = max(able, default=-1)
    bonus = []
    for node, block in zip(meeting, blocks, strict=True):
        first = block.rows[0].node
        if node != deepest or layout.holds(landmark, first):
            bonus.append(1.0)
        else:
            bonus.append(before if first < landmark else after)
    return bonus


def _closeness(layout: Layout, block: Block, pager: int) -> float:
    """More for the block that nothing printed parts from the pager behind it: a box may stand before both."""
    end, start = layout.end[block.node], layout.start[pager]
    return _RIGHT_BEFORE if end <= start and layout.prints_nothing(end, start) else 1.0


def _crumb(layout: Layout) -> int | None:
    """The element that says 您的位置：首页 > …"""
    found = _CRUMB.search(layout.text)
    return layout.at(found.start()) if found else None


def _could_be_list(layout: Layout, block: Block, pager: int) -> bool:
    if layout.holds(pager, block.rows[0].node) or _zone(layout, block) < 0.2:
        return False
    return any(len(row.link.words) >= 6 for row in block.rows[:_SAMPLE])
