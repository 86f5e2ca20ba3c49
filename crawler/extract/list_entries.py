"""Rows to entries: the main list's rows read, links resolved, repeats joined, unreadable links named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from parsel.csstranslator import css2xpath

from crawler.extract.list_blocks import Row, find_blocks, row_pieces
from crawler.extract.list_choice import choose
from crawler.extract.list_dates import RowDate, read_date, row_date
from crawler.extract.list_links import Link, find_links, followable
from crawler.extract.list_scripts import opened_by
from crawler.extract.list_source import ListSource, plain
from crawler.extract.list_titles import clean_title, is_pinned, row_title
from crawler.items import Entry

MAX_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A row as read: its link as written, its title, date, and whether it was put on top."""

    href: str | None
    title: str
    date: RowDate | None = None
    pinned: bool = False
    onclick: str | None = None


def find_rows(source: ListSource, pager: int | None) -> list[Found]:
    """The rows of the page's list: by the site's rules, else found."""
    if source.site is not None and source.site.listing.items:
        return _by_rule(source)
    block = choose(source, find_blocks(source, find_links(source)), pager)
    return [_read(source, row) for row in block.rows[: MAX_ENTRIES + 1]] if block else []


def _read(source: ListSource, row: Row) -> Found:
    layout = source.layout
    element = layout.nodes[row.link.node]
    words = row_pieces(layout, row)
    title = row_title(layout, row.link)
    date = row_date(words, source.moment) or _date_in_link(row.link, title)
    pinned = is_pinned(layout, row.node, layout.text[layout.start[row.node] : row.until])
    return Found(row.link.href, title, date, pinned, element.get("onclick") or element.get("href"))


def _date_in_link(link: Link, title: str) -> RowDate | None:
    """A date that the title was cleaned of, or that only the tooltip prints."""
    rest = link.text.replace(title, " ", 1) if title in link.text else ""
    return read_date(rest) or (read_date(link.tip.partition("时间")[2]) if "时间" in link.tip else None)


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
    row = Row(link, node, layout.end[node])
    found = _read(source, row)
    title = _selected(source, number, node, rules.title)
    date = _selected(source, number, node, rules.date)
    if title:
        found = replace(found, title=clean_title(title))
    if date:
        found = replace(found, date=row_date([date], source.moment) or read_date(date) or found.date)
    return found


def _ruled_link(source: ListSource, number: dict[int, int], node: int, css: str | None) -> Link | None:
    layout = source.layout
    wanted = None
    if css:
        wanted = {number.get(id(one)) for one in layout.nodes[node].xpath(css2xpath(css))}
    from crawler.extract.list_links import read_link

    links = [
        link
        for place in layout.links
        if layout.holds(node, place) and (wanted is None or place in wanted) and (link := read_link(layout, place))
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
        if not row.title:
            problems.append(f"link without a title: {url}")
            continue
        if len(entries) >= MAX_ENTRIES:
            problems.append(f"more than {MAX_ENTRIES} entries: the rest was left out")
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
    moment = row.date.moment if row.date else None
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


