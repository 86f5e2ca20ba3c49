"""The pager of a list page, as printed: its place, this page's number, totals, and the links onward."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from crawler.extract.list_forms import submitted_by
from crawler.extract.list_scripts import opened_by
from crawler.extract.list_source import ListSource, pieces, plain
from crawler.extract.pager_place import find_pager
from crawler.extract.pager_urls import distance, is_second, same_page
from crawler.items import PageRequest

_EDGE = r"[\s\[\]【】()（）|<>《》«»‹›←→]*"
_NEXT = re.compile(
    rf"{_EDGE}(?:下\s?一?\s?页|下一頁|后\s?一?\s?页|next(?:\s?page)?"
    rf"|(?:早期|较早|较旧|更早|更旧)的?(?:文章|日志)|older (?:posts|entries)){_EDGE}",
    re.I,
)
_LAST = re.compile(rf"{_EDGE}(?:[尾末]\s?[页頁]|最后一?页|last(?:\s?page)?){_EDGE}", re.I)
_ARROW = re.compile(r"[>›»＞]{1,2}|&gt;")
_DOUBLE = frozenset({">>", "»", "＞＞", "››"})
_TOTAL_PAGES = (
    re.compile(r"共\s?(?P<total>\d{1,6})\s?页"),
    re.compile(r"第?\s?(?P<page>\d{1,6})\s?页?\s?/\s?共?\s?(?P<total>\d{1,6})\s?页?"),
    re.compile(r"/\s?共?\s?(?P<total>\d{1,6})\s?页"),
    re.compile(
        r"总\s?页数\s?[:：]?\s?(?P<total>\d{1,6})|总共\s?(?P<total2>\d{1,6})\s?页|页数\s?[:：]\s?\d+/(?P<total3>\d{1,6})"
    ),
)
_TOTAL_ENTRIES = re.compile(r"(?:共|总数?|总计|合计)\s?[:：有]?\s?(\d{1,8})\s?(?:条|篇|个|项|件|则|笔)")
_PAGE = re.compile(r"(?:第|当前)\s?(?:页)?[:：]?\s?(\d{1,6})\s?(?:页|/)")
_CURRENT = frozenset(
    [
        "current",
        "cur",
        "curr",
        "active",
        "on",
        "here",
        "this",
        "now",
        "sel",
        "selected",
        "thisclass",
        "cpb",
        "dq",
        "focus",
    ]
)
_NEXT_STYLES, _LAST_STYLES = frozenset({"next"}), frozenset({"end", "last"})
_STYLE_WORD = re.compile(r"[A-Z]?[a-z]+")
_ELLIPSIS = re.compile(r"(?:\.{2,3}|…+)\s?(?P<last>\d{1,6}(?!\d))?")
# Pagers often print the first five or ten numbers only; that many say nothing about the total.
_WINDOWS = (5, 10)
_MOST_OPTIONS = 2000
_LONGEST_WORD = 30
_LOAD_MORE = re.compile(r"(?:点击|查看|加载|浏览|显示)+更多(?:内容|信息|新闻)?|[Ll]oad\s?[Mm]ore")
_SCRIPT = re.compile(r"\s*javascript", re.I)
_VOID = re.compile(r"\s*(?:javascript:\s*(?:void\(0?\)|;|return false)?;?\s*)?|#.{0,60}", re.I)
_DISABLED = re.compile(r"disabled?|p_next_d|nolink|gray|grey", re.I)


@dataclass(frozen=True, slots=True)
class Pager:
    """What a list says about its pages. `next`: requests for the following page, best first."""

    next: tuple[PageRequest, ...] = ()
    page: int | None = None
    total_pages: int | None = None
    total_entries: int | None = None
    elsewhere: bool = False

    def or_else(self, other: Pager) -> Pager:
        """This pager, its gaps filled from another."""
        return replace(
            self,
            next=self.next or other.next,
            page=self.page or other.page,
            total_pages=self.total_pages or other.total_pages,
            total_entries=self.total_entries or other.total_entries,
        )


class PrintedPager:
    """The pager of a page found by its words: 下一页, numbers, 共12页, 1/12."""

    def __init__(self, source: ListSource) -> None:
        self.source = source

    @cached_property
    def node(self) -> int | None:
        """The number of the pager's element, None when the page shows none."""
        return find_pager(self.source.layout)

    @cached_property
    def text(self) -> str:
        """The pager's text, else nothing."""
        return plain(self.source.layout.slice(self.node)) if self.node is not None else ""

    @cached_property
    def next_links(self) -> list[int]:
        """Links that say 下一页, the last ones of the page first."""
        layout = self.source.layout
        short = [n for n in layout.links if layout.end[n] - layout.start[n] <= _LONGEST_WORD]
        said = [n for n in short if _NEXT.fullmatch(self._words(n)) or self._arrow(n)]
        # < 2 3 > >>: the double arrow leads to the last page where a single one leads on.
        if any(_ARROW.fullmatch(plain(layout.slice(n))) for n in said):
            single = [n for n in said if not self._is_double(n)]
            said = single or self._following or said
        return said[::-1] or [n for n in short if self._wordless(n)][-1:]

    def _is_double(self, node: int) -> bool:
        return plain(self.source.layout.slice(node)) in _DOUBLE

    @property
    def _following(self) -> list[int]:
        """The link of the number after this page's, where the pager marks this page: 2 [3] 4 5 >>."""
        following = self.numbers.get(self.page + 1) if self.page else None
        return [following] if following is not None else []

    def _words(self, node: int) -> str:
        """A link's text, else what its picture stands for: <img alt="下一页">."""
        layout = self.source.layout
        words = plain(layout.slice(node))
        inside = range(node + 1, layout.last[node] + 1) if not words else ()
        images = (layout.nodes[number] for number in inside if layout.nodes[number].tag == "img")
        return words or next((alt.strip() for one in images if (alt := one.get("alt") or one.get("title"))), "")

    def _wordless(self, node: int) -> bool:
        """A link of no words but a style (class="next"), or 加载更多: the pager's if it leads to the next page."""
        words = plain(self.source.layout.slice(node))
        styled = not words and self._styled(node, _NEXT_STYLES)
        if not styled and not _LOAD_MORE.fullmatch(words):
            return False
        url = self.href(node)
        return bool(url and is_second(self.source.url, url, self.page or 1))

    def _styled(self, node: int, styles: frozenset[str]) -> bool:
        return bool(styles & _words_of(self.source.layout.nodes[node].get("class") or ""))

    def _arrow(self, node: int) -> bool:
        layout = self.source.layout
        if self.node is None or not layout.holds(self.node, node):
            return False
        element = layout.nodes[node]
        words = plain(layout.slice(node)) or element.get("title") or ""
        return bool(_ARROW.fullmatch(words[:5]) or _NEXT.fullmatch(words[:30]))

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Page number → link's element, for the numbered links of the pager."""
        layout = self.source.layout
        if self.node is None:
            return {}
        found: dict[int, int] = {}
        for node in layout.links_in(self.node):
            words = plain(layout.slice(node)).strip("[]【】()（）- ")
            if words.isdigit() and len(words) <= 6:
                found.setdefault(int(words), node)
        return found

    @cached_property
    def page(self) -> int | None:
        """This page's number: the marked one, else the one that is no link (1 [2] 3), else 第 3 页, 3/12."""
        return self._marked_number() or self._unlinked_number() or self._said_number()

    def _marked_number(self) -> int | None:
        if self.node is None:
            return None
        layout = self.source.layout
        for number in range(self.node, layout.last[self.node] + 1):
            element = layout.nodes[number]
            style = f"{element.get('class') or ''} {element.get('aria-current') or ''}"
            marked = "p_no_d" in style or bool(_CURRENT & _words_of(style[:100]))
            words = plain(layout.slice(number)[:_LONGEST_WORD]).strip("[]【】()（）- ") if marked else ""
            if words.isdigit() and len(words) <= 6:
                return int(words)
        return None

    def _said_number(self) -> int | None:
        for pattern in (_TOTAL_PAGES[1], _PAGE):
            found = pattern.search(self.text)
            groups = found.groupdict() if found else {}
            if found and int(groups.get("page") or found[1]) <= int(groups.get("total") or 10**6):
                return int(groups.get("page") or found[1])
        return None

    def _unlinked_number(self) -> int | None:
        """The number between or beside the linked ones: 1 [2] 3."""
        if self.node is None or not self.numbers:
            return None
        words = [piece.strip("[]【】()（）- ") for piece in pieces(self.source.layout.slice(self.node))]
        alone = {int(word) for word in words if word.isdigit() and len(word) <= 5}
        fitting = [n for n in alone - set(self.numbers) if n - 1 in self.numbers or n + 1 in self.numbers]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def total_pages(self) -> int | None:
        """共12页, 1/12, 1 2 3 … 12, or the last of all numbers where the pager shows every one."""
        for pattern in _TOTAL_PAGES:
            for found in pattern.finditer(self.text):
                total = next(int(value) for key, value in found.groupdict().items() if value and key != "page")
                page = found.groupdict().get("page")
                if total and (page is None or int(page) <= total):
                    return total
        return self._by_last_link() or self._last_number()

    def _by_last_link(self) -> int | None:
        """The pages from here to where 尾页 leads, counted by the one number in which it differs from 下一页."""
        onward = next((node for node in self.next_links if not self.disabled(node)), None)
        last = self._last_link
        if onward is None or last is None:
            return None
        away = distance(self._opens(onward), self._opens(last))
        page = self.page or self._first(onward)
        return page + 1 + away if page and away is not None else None

    def _first(self, onward: int) -> int | None:
        """1 where the following page's address puts a number into this one's; counted up from it, nobody knows."""
        url = self.href(onward)
        return 1 if url and distance(self.source.url, url) is None else None

    @cached_property
    def _last_link(self) -> int | None:
        layout = self.source.layout
        links = layout.links_in(self.node) if self.node is not None else []
        said = (node for node in links if _LAST.fullmatch(plain(layout.slice(node))[:_LONGEST_WORD]))
        return next((node for node in said if not self.disabled(node)), None)

    def _opens(self, node: int) -> str:
        """What a pager link says about where it leads: its URL, else its script."""
        element = self.source.layout.nodes[node]
        return self.href(node) or element.get("onclick") or element.get("href") or ""

    def _last_number(self) -> int | None:
        styled = [number for number, node in self.numbers.items() if self._styled(node, _LAST_STYLES)]
        if styled and max(styled) == max(self.numbers):
            return styled[-1]
        skipped = [found["last"] for found in _ELLIPSIS.finditer(self.text)]
        if skipped and skipped[-1] and int(skipped[-1]) in self.numbers:
            return int(skipped[-1])
        shown = {*self.numbers, self.page or 1}
        complete = len(shown) > 1 and shown == set(range(1, len(shown) + 1))
        return len(shown) if complete and len(shown) not in _WINDOWS and not skipped else None

    @cached_property
    def total_entries(self) -> int | None:
        """共128条."""
        found = _TOTAL_ENTRIES.search(self.text)
        return int(found[1]) if found else None

    def disabled(self, node: int) -> bool:
        """Whether a pager link is switched off."""
        element = self.source.layout.nodes[node]
        return bool(_DISABLED.search(element.get("class") or "")) or element.get("disabled") is not None

    @property
    def ended(self) -> bool:
        """Whether the pager says that this is the last page: 下一页 is printed, but switched off or leads nowhere."""
        if self.total_pages is not None and (self.page or 1) < self.total_pages:
            return False
        return bool(self.next_links) and all(self.disabled(node) or self._idle(node) for node in self.next_links)

    def _idle(self, node: int) -> bool:
        """Whether a link does nothing (javascript:void(0) without a handler) or leads to this very page."""
        element = self.source.layout.nodes[node]
        href = element.get("href") or ""
        if _SCRIPT.match(href) or not href or href.startswith("#"):
            return not element.get("onclick") and bool(_VOID.fullmatch(href))
        url = self.source.absolute(href)
        return url is None or same_page(url, self.source.url)

    def href(self, node: int) -> str | None:
        """The URL that a pager link opens, by itself or by script; None when it stays on this page."""
        element = self.source.layout.nodes[node]
        href = element.get("href")
        if href and not href.startswith("#") and not _SCRIPT.match(href):
            opened: str | None = href
        else:
            opened = opened_by(self.source, element.get("onclick")) or opened_by(self.source, href)
        url = self.source.absolute(opened) if opened else None
        if url is None or same_page(url, self.source.url) or not self.source.owns(url):
            return None
        return url

    def request(self, node: int) -> PageRequest | None:
        """The request that a pager link makes: its URL, or the form that its script sends."""
        if self.disabled(node):
            return None
        url = self.href(node)
        if url:
            return PageRequest(url)
        element = self.source.layout.nodes[node]
        return submitted_by(self.source, element.get("onclick")) or submitted_by(self.source, element.get("href"))


def _words_of(style: str) -> set[str]:
    """The words of a class, whether parted by white space, marks or capitals."""
    return {word.lower() for word in _STYLE_WORD.findall(style)}


def printed(words: PrintedPager) -> Pager:
    """The following page by the pager's own links: 下一页, else the number after this one."""
    return Pager(
        next=tuple(dict.fromkeys(_onward(words))),
        page=words.page,
        total_pages=words.total_pages,
        total_entries=words.total_entries,
    )


def _onward(words: PrintedPager) -> list[PageRequest]:
    found = [request for node in words.next_links if (request := words.request(node))]
    if found or words.ended:
        return found
    following = words.numbers.get((words.page or 1) + 1)
    request = words.request(following) if following is not None else None
    return [request] if request else _chosen(words.source)


def _chosen(source: ListSource) -> list[PageRequest]:
    """The page behind the chosen one of <select onchange="location=this.value">."""
    for select in source.root.iter("select"):
        options = list(select.iter("option"))[:_MOST_OPTIONS]
        here = next((place for place, option in enumerate(options) if option.get("selected") is not None), None)
        numbered = all((option.text or "").strip(" 第页").isdigit() for option in options)
        if here is None or not numbered or "location" not in (select.get("onchange") or ""):
            continue
        value = options[here + 1].get("value") if here + 1 < len(options) else None
        url = source.absolute(value) if value and not value.isdigit() else None
        if url and source.owns(url) and not same_page(url, source.url):
            return [PageRequest(url)]
    return []
