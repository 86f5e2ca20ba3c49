"""The links of a page: where each leads, what it says, and which of them could be entries of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html

from crawler.extract.list_source import Layout, ListSource, plain

FORMATTING = frozenset({"b", "big", "em", "font", "i", "strong", "u", "small", "center", "nobr"})
ROWS = frozenset({"li", "tr", "tbody", "dd", "dt", "dl"})
_CLASS = re.compile(r"[A-Za-z_-]+")
_NOT_A_TITLE = re.compile(
    r"[\s\[\]【】()（）<>《》«»‹›|.…·:：+\-—_/\\*#&\d]*"
    r"(?:(?:网站|返回)?(?:首页|主页|顶部|上一级|列表)|首\s?页|[上下前后末尾]\s?一?\s?[页篇条]|最[后前]一?页|第\s?\d+\s?页|跳转|转到|GO"
    r"|(?:查看|阅读|点击|了解|加载|浏览)?(?:更多|详情|详细|全文|全部|原文)(?:内容|信息|新闻)?|查看|阅读|点击查看|点击下载|下载|附件|播放"
    r"|more|prev(?:ious)?|next|first|last|top|new|hot|read more|view more|download"
    r"|登录|注册|搜索|关闭|打印|收藏|分享|评论|设为首页|加入收藏)?"
    r"[\s\[\]【】()（）<>《》«»‹›|.…·:：+\-—_/\\*#&\d>]*",
    re.I,
)
_SCRIPT_HREF = re.compile(r"\s*(?:javascript|vbscript|void)\s*:?", re.I)
_OTHER_SCHEME = re.compile(r"\s*(?:mailto|tel|sms|data|about|ftp|thunder|weixin|qq|tencent)\s*:", re.I)
_READ_BY_SCRIPTS = ("data-url", "data-href", "data-link")
_PATH = re.compile(r"https?://|/|\.{1,2}/|[\w/-]{1,200}\.(?:s?html?|jhtml|jspx?|aspx?|php|do)\b", re.I)
_MAX_TITLE = 400
# No list prints more; whatever else a page of 200,000 links is, it must not take minutes.
MAX_LINKS = 20_000
_MAX_MARKED = 3000


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its element's number, href as written (None: a script decides), text, title attribute,
    words of its image, and the number of its markup pattern."""

    node: int
    href: str | None
    text: str
    tip: str
    image: str
    pattern: int = 0

    @property
    def words(self) -> str:
        """What a reader would take as the link's text."""
        return self.text or self.tip or self.image


def followable(href: str | None) -> bool:
    """Whether an href leads to another page (not empty, no script, no bare fragment)."""
    if not href or href.startswith("#") or not href.strip():
        return False
    return not _SCRIPT_HREF.match(href) and not _OTHER_SCHEME.match(href)


def is_title(words: str) -> bool:
    """Whether a link's words could be the title of an entry (not 下一页, 更多, 3, >>)."""
    return len(words) >= 2 and not _NOT_A_TITLE.fullmatch(words[:60])


def find_links(source: ListSource) -> list[Link]:
    """All links of a page that could be entries, in page order."""
    layout = source.layout
    patterns = Patterns(layout)
    found = [link for node in layout.links[:MAX_LINKS] if (link := read_link(layout, node)) and is_title(link.words)]
    return [replace(link, pattern=patterns.of(link.node)) for link in found]


def read_link(layout: Layout, node: int) -> Link | None:
    """An element as a link; None when it leads nowhere (mailto:, a bare #, a click that opens nothing)."""
    element = layout.nodes[node]
    href = element.get("href")
    if href is not None and (_OTHER_SCHEME.match(href) or (href.startswith("#") and not element.get("onclick"))):
        return None
    if element.tag != "a" and not followable_script(element.get("onclick")):
        return None
    text = plain(layout.slice(node)[:_MAX_MARKED])[:_MAX_TITLE]
    tip = " ".join((element.get("title") or "")[:_MAX_TITLE].split())
    return Link(node, _address(element), text, tip, "" if text else _image_words(layout, node))


def _address(element: html.HtmlElement) -> str | None:
    """A link's href, else the attribute that its script reads: <li data-url="/a/1.html" onclick="toDetail(this)">."""
    for name in ("href", *(_READ_BY_SCRIPTS if element.get("onclick") or element.get("href") else ())):
        address = element.get(name)
        if followable(address) and (name == "href" or _PATH.match(address or "")):
            return address
    return None


def followable_script(onclick: str | None) -> bool:
    """Whether an onclick of something that is no link opens a page at all."""
    return bool(onclick and re.search(r"open|href|detail|show|view|go", onclick[:300], re.I))


def _image_words(layout: Layout, node: int) -> str:
    for number in range(node + 1, layout.last[node] + 1):
        element = layout.nodes[number]
        if element.tag == "img":
            words = " ".join((element.get("alt") or element.get("title") or "")[:_MAX_TITLE].split())
            if words:
                return words
    return ""


class Patterns:
    """Gives links of one markup pattern the same number: the tags and classes from the root down.

    Formatting tags do not count (a pinned title in <b><font> stands in the same list), nor do classes of
    rows (odd, even, first) and digits in classes.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[tuple[int, str], int] = {}
        self._of: dict[int, int] = {-1: 0}

    def of(self, node: int) -> int:
        """The pattern's number of an element."""
        path = []
        while node not in self._of:
            path.append(node)
            node = self._layout.parent[node]
        number = self._of[node]
        for node in reversed(path):
            number = self._extend(number, node)
            self._of[node] = number
        return number

    def _extend(self, number: int, node: int) -> int:
        element = self._layout.nodes[node]
        tag = str(element.tag)
        if tag in FORMATTING:
            return number
        style = "" if tag in ROWS else " ".join(sorted(set(_CLASS.findall(element.get("class") or ""))))
        return self._known.setdefault((number, f"{tag}.{style}"), len(self._known) + 1)


def by_pattern(links: list[Link]) -> Iterator[list[Link]]:
    """The links of each markup pattern, in page order."""
    groups: dict[int, list[Link]] = {}
    for link in links:
        groups.setdefault(link.pattern, []).append(link)
    yield from groups.values()
