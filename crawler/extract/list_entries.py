"""Rows to entries: the main list's rows read, links resolved, repeats joined, unreadable links named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urldefrag, urlsplit

from parsel.csstranslator import css2xpath

from crawler.errors import over
from crawler.extract.list_blocks import row_pieces
from crawler.extract.list_choice import choose
from crawler.extract.list_columns import published_cells
from crawler.extract.list_dates import dates_in, printed_time, row_date
from crawler.extract.list_embedded import embedded_posts
from crawler.extract.list_json import address_of, date_of, html_of, posts_of, title_of
from crawler.extract.list_links import Link, find_links, followable, is_title, read_link
from crawler.extract.list_rows import Row
from crawler.extract.list_scripts import opened_by
from crawler.extract.list_source import Layout, ListSource, plain
from crawler.extract.list_titles import clean_title, is_pinned, row_title, split_date, title_link
from crawler.extract.list_years import days_without_year
from crawler.extract.pager_urls import is_first_page
from crawler.items import Entry
from crawler.normalize.dates import Moment

MAX_ENTRIES = 2000
CUT = ("MAX_ENTRIES", "MAX_LINKS")  # how a line begins that says entries were left out
_MAX_TIPS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A row as read: its link as written, its title, date, and whether it was put on top."""

    href: str | None
    title: str
    date: Moment | None = None
    pinned: bool = False
    onclick: str | None = None


def find_rows(source: ListSource, pager: int | None) -> list[Found]:
    """The rows of the page's list: by the site's rules, else found."""
    if source.site is not None and source.site.listing.items:
        return _by_rule(source)
    block = choose(source, find_links(source), pager)
    return _read_all(source, block.rows[: MAX_ENTRIES + 1]) if block else []


def _read_all(source: ListSource, rows: Sequence[Row]) -> list[Found]:
    """The rows of one list; what stands around them (headings of columns and of years) tells of their dates."""
    cells = published_cells(source.layout, rows)
    completed = days_without_year(source.layout, rows)
    found = [_read(source, row, cell, day) for row, cell, day in zip(rows, cells, completed, strict=True)]
    # 赤岭新闻 2025年9月30日: where the date alone tells the posts apart, it is part of their titles.
    if len(found) > 1 and 2 * len({one.title for one in found}) <= len(found):
        return [replace(one, title=row_title(source.layout, row.link)) for one, row in zip(found, rows, strict=True)]
    return found


def _read(source: ListSource, row: Row, cell: Sequence[str] = (), completed: Moment | None = None) -> Found:
    layout = source.layout
    element = layout.nodes[row.link.node]
    words = row_pieces(layout, row)
    title = row_title(layout, title_link(layout, row.node, row.link))
    date = row_date(cell) or row_date(words) or completed or row_date(words, source.moment)
    bare, own = split_date(title)
    if own and (date is None or date.day == own.day):
        title, date = bare, date or own
    date = date or _date_in_tips(layout, row, source.moment)
    pinned = is_pinned(layout, row.node, layout.text[row.since : row.until])
    return Found(row.link.href, title, date, pinned, element.get("onclick") or element.get("href"))


def read_records(source: ListSource, records: Sequence[str]) -> list[Found]:
    """Rows that come one by one as markup (the records of a datastore): each has one title link."""
    inner = source.fragment("".join(f"<div>{record}</div>" for record in records[: MAX_ENTRIES + 1]))
    layout = inner.layout
    body = next((number for number, node in enumerate(layout.nodes) if node.tag == "body"), None)
    rows = []
    for node in layout.children(body) if body is not None else ():
        links = [link for place in layout.links_in(node) if (link := read_link(layout, place))]
        if links:
            best = max(links, key=lambda link: (link.href is not None, is_title(link.words), len(link.words)))
            rows.append(_read(inner, Row(best, node, layout.start[node], layout.end[node])))
    return rows


def read_posts(source: ListSource) -> list[Found]:
    """Rows of a JSON answer: its array of posts, else the markup in it."""
    posts = posts_of(source.payload)
    if posts:
        return _from_posts(source, posts)
    markup = html_of(source.payload)
    return find_rows(source.fragment(markup), None) if markup else []


def or_embedded(source: ListSource, rows: list[Found]) -> list[Found]:
    """The rows found, or those that only the page's scripts hold.

    A script's list goes first where the page prints none, or a menu, or a box only: links that lead out of the
    list's folder or have no dates, and fewer of them.
    """
    own, dated = _own(source, rows), any(row.date for row in rows)
    if source.payload is not None or (own and dated):
        return rows
    posts = _from_posts(source, embedded_posts(source))
    if not posts or (not dated and _is_menu(source, rows)):
        return posts or rows
    longer = len(posts) > len(rows)
    better = (not own or longer) if _own(source, posts) else (not own and longer and not dated)
    return posts if better else rows


def _is_menu(source: ListSource, rows: Sequence[Found]) -> bool:
    """Whether each of the rows leads to a folder (or there are none)."""
    return all(urlsplit(url).path.endswith("/") for row in rows if (url := _target(source, row)))


def _own(source: ListSource, rows: Sequence[Found]) -> bool:
    """Whether most rows lead into the list's own folder."""
    folder = urlsplit(source.url).path.rpartition("/")[0] + "/"
    paths = [urlsplit(url).path for row in rows if (url := _target(source, row))]
    return len(folder) > 1 and sum(path.startswith(folder) for path in paths) > 0.5 * len(paths)


def _from_posts(source: ListSource, posts: Sequence[dict[str, Any]]) -> list[Found]:
    return [Found(address_of(post), title_of(post), date_of(post, source.moment)) for post in posts[: MAX_ENTRIES + 1]]


def _date_in_tips(layout: Layout, row: Row, fetched_at: str | None) -> Moment | None:
    """A date that only a tooltip prints: `昨天` with title="2020-7-30", or a link's 发布时间：…"""
    tips = []
    for node in range(row.node, min(layout.last[row.node], row.node + _MAX_TIPS) + 1):
        tip = layout.nodes[node].get("title")
        if tip:
            tips.append(tip)
    return row_date(tips, fetched_at) or next(
        (found[0] for tip in tips if "时间" in tip and (found := dates_in(tip))), None
    )


def _by_rule(source: ListSource) -> list[Found]:
    """The rows that the site file's selectors name."""
    layout, rules = source.layout, source.site.listing if source.site else None
    if rules is None or rules.items is None:
        return []
    number = {id(node): place for place, node in enumerate(layout.nodes)}
    rows = []
    for item in source.root.xpath(css2xpath(rules.items)):
        if id(item) in number:
            found = _ruled(source, number, item)
            if found:
                rows.append(found)
    return rows


def _ruled(source: ListSource, number: dict[int, int], item: object) -> Found | None:
    layout, rules = source.layout, source.site.listing if source.site else None
    assert rules is not None
    node = number[id(item)]
    link = _ruled_link(source, number, node, rules.link)
    if link is None:
        return None
    row = Row(link, node, layout.start[node], layout.end[node])
    found = _read(source, row)
    title = _selected(source, number, node, rules.title)
    date = _selected(source, number, node, rules.date)
    if title:
        found = replace(found, title=clean_title(title))
    if date:
        found = replace(found, date=row_date([date], source.moment) or next(iter(dates_in(date)), found.date))
    return found


def _ruled_link(source: ListSource, number: dict[int, int], node: int, css: str | None) -> Link | None:
    layout = source.layout
    wanted = None
    if css:
        wanted = {number.get(id(one)) for one in layout.nodes[node].xpath(css2xpath(css))}
    links = [
        link
        for place in layout.links_in(node)
        if (wanted is None or place in wanted) and (link := read_link(layout, place))
    ]
    return max(links, key=lambda link: len(link.words), default=None)


def _selected(source: ListSource, number: dict[int, int], node: int, css: str | None) -> str | None:
    if not css:
        return None
    for one in source.layout.nodes[node].xpath(css2xpath(css)):
        place = number.get(id(one))
        if place is not None:
            return plain(source.layout.slice(place)) or one.get("title")
    return None


def entries_of(source: ListSource, rows: Iterable[Found]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Entries in page order, each URL once, and one line for each link that could not be read."""
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for row in rows:
        url = _target(source, row)
        if url is None:
            problems.append(f"link without an address: {row.title or '(no title)'} ({row.href or 'no href'})")
            continue
        if not row.date and is_first_page(source.url, url):
            continue
        if not row.title:
            problems.append(f"link without a title: {url}")
            continue
        if len(entries) >= MAX_ENTRIES:
            problems.append(over(CUT[0], f"more than {MAX_ENTRIES} entries", MAX_ENTRIES))
            break
        key = urldefrag(url)[0]
        entries[key] = _joined(entries.get(key), _entry(source, url, row))
    return tuple(entries.values()), tuple(problems)


def _target(source: ListSource, row: Found) -> str | None:
    if followable(row.href) and row.href:
        return source.absolute(row.href)
    opened = opened_by(source, row.onclick)
    return source.absolute(opened) if opened else None


def _entry(source: ListSource, url: str, row: Found) -> Entry:
    day = row.date.day if row.date else None
    moment = printed_time(row.date) if row.date else None
    return Entry(url, row.title, day, row.pinned, not source.owns(url), moment)


def _joined(known: Entry | None, entry: Entry) -> Entry:
    """One entry for links that repeat: the longer title, the date that one of them has."""
    if known is None:
        return entry
    title = max(known.title, entry.title, key=len)
    return replace(
        known,
        title=title,
        date=known.date or entry.date,
        published=known.published or entry.published,
        pinned=known.pinned or entry.pinned,
    )
