"""RSS and Atom: channels that a site offers as a feed hold the same posts as its list pages, on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from crawler.extract.list_dates import row_date
from crawler.extract.list_entries import MAX_ENTRIES, Found
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource
from crawler.extract.list_titles import clean_title
from crawler.normalize.dates import CHINA, Moment
from crawler.platforms.shape import Platform

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<\?[^>]{0,300}>\s*|<!--.{0,500}?-->\s*){0,5}<(rss|feed|rdf:RDF)\b", re.S
)
_DATES = ("pubDate", "published", "date", "updated")


def _recognise(source: ListSource, words: PrintedPager) -> str | None:
    found = _ROOT.match(source.text[:5000].lstrip("\ufeff"))
    return f"<{found[1]}>" if found else None


def _rows(source: ListSource) -> list[Found]:
    return [
        row for item, _ in zip(_items(source), range(MAX_ENTRIES + 1), strict=False) if (row := _read(source, item))
    ]


def _items(source: ListSource) -> Iterator[etree._Element]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    markup = re.sub(r"^\s*<\?xml[^>]{0,200}>", "", source.text.lstrip("\ufeff"))
    root = etree.fromstring(markup.encode(), parser)
    return (node for node in root.iter() if _name(node) in ("item", "entry")) if root is not None else iter(())


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _read(source: ListSource, item: etree._Element) -> Found | None:
    fields = {_name(node): node for node in reversed(item)}
    link = fields.get("link")
    href = (link.text or link.get("href") or "").strip() if link is not None else ""
    title = fields.get("title")
    words = clean_title(" ".join("".join(map(str, title.itertext())).split())) if title is not None else ""
    return Found(href or None, words, _date(source, fields)) if href else None


def _date(source: ListSource, fields: dict[str, etree._Element]) -> Moment | None:
    for name in _DATES:
        text = (fields[name].text or "").strip() if name in fields else ""
        found = (_mail_date(text) or row_date([text], source.moment)) if text else None
        if found:
            return found
    return None


def _mail_date(text: str) -> Moment | None:
    """Fri, 21 Mar 2025 02:00:00 GMT, in China's time."""
    if not text[:3].isalpha():
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    local = moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)
    return Moment(local.isoformat(timespec="seconds"), "second")


def _pager(source: ListSource, words: PrintedPager) -> Pager:
    return Pager((), 1, 1)


PLATFORM = Platform(name="feed", recognise=_recognise, pager=_pager, rows=_rows)
