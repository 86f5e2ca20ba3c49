"""What a page's head says: government meta tags, Open Graph and JSON-LD, anywhere in the document, any case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.document import text_of
from crawler.extract.outline import clean
from crawler.items import Said
from crawler.normalize.dates import find_date

# Names by field, best first; the first group are those of 国办发〔2017〕47号 with their spellings.
# A name given exactly wins over one that differs only in case: on some sites `Author` is empty and `author`
# the operator.
GOVERNMENT_NAMES = {"ArticleTitle": "title", "PubDate": "publish_time", "ContentSource": "source", "Author": "author"}
META_NAMES = {
    "pagetitle": "title",
    "og:title": "title",
    "twitter:title": "title",
    "publishdate": "publish_time",
    "publish_time": "publish_time",
    "publishtime": "publish_time",
    "publish-date": "publish_time",
    "publication_date": "publish_time",
    "firstpublishedtime": "publish_time",
    "article:published_time": "publish_time",
    "og:release_date": "publish_time",
    "og:published_time": "publish_time",
    "og:time": "publish_time",
    "weibo: article:create_at": "publish_time",
    "weibo:article:create_at": "publish_time",
    "apub:time": "publish_time",
    "_pubtime": "publish_time",
    "datepublished": "publish_time",
    "dateupdate": "publish_time",
    "dc.date.issued": "publish_time",
    "source": "source",
    "mediaid": "source",
    "article:author": "author",
    "byline": "author",
    "editor": "editor",
    **{name.lower(): field for name, field in GOVERNMENT_NAMES.items()},
}
# One pass over the tree finds them all.
_TAGS = ("base", "meta", "script", "title")
SITE_NAMES = ("sitename", "og:site_name", "application-name")
# Founder's e-papers and portals say it in a comment: <!--enpproperty <date>2021-06-18 00:00:00</date>…/enpproperty-->
_COMMENT, _COMMENT_END = b"!--enpproperty", b"/enpproperty-->"
_COMMENT_NAMES = {"title": "title", "date": "publish_time", "sourcename": "source"}
_COMMENTED = re.compile(rf"<({'|'.join(_COMMENT_NAMES)})>([^<]{{1,300}})</\1>")
_DATE_PROPERTIES = frozenset({"dateCreated", "datePublished", "created", "issued"})
# How far below a heading its day is looked for: levels of boxes, siblings of each, elements in them.
_LEVELS, _SIBLINGS, _INSIDE = 3, 3, 12
_LONGEST_COMMENT = 24_000
_LONGEST_JSON = 100_000
_JSON_TYPES = frozenset({"NewsArticle", "Article", "BlogPosting", "WebPage", "ReportageNewsArticle"})


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says: statements in order, the text of <title>, names of the site, the address in <base>.

    `scripts` are the texts of the page's inline scripts.
    """

    said: tuple[Said, ...]
    title_tag: str
    site_names: tuple[str, ...]
    base: str | None
    scripts: list[str]

    def first(self, field: str) -> str | None:
        """The first statement's words about a field."""
        return next((said.raw for said in self.said if said.field == field), None)


def read_head(root: HtmlElement, page: bytes) -> Head:
    """Read meta tags (wherever broken markup has put them), JSON-LD, <title> and a system's own comment.

    `page`: what the tree was parsed from, in UTF-8.
    """
    tags: dict[Any, list[HtmlElement]] = {name: [] for name in _TAGS}
    for element in root.iter(*_TAGS):
        tags[element.tag].append(element)
    said: list[Said] = []
    site_names: list[str] = []
    for meta in tags["meta"]:
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip()[:60]
        field = GOVERNMENT_NAMES.get(name) or META_NAMES.get(name.lower())
        if not (field or name.lower() in SITE_NAMES) or not (content := clean((meta.get("content") or "")[:2000])):
            continue
        if field:
            said.append(Said(field=field, raw=content, method="meta", locator=f"meta[name={name}]"))
        else:
            site_names.append(content)
    inline = [(element, script) for element in tags["script"] if (script := element.text)]
    said += _linked_data(inline)
    said += _commented(page)
    title = clean(text_of(tags["title"][0]))[:300] if tags["title"] else ""
    base = tags["base"][0].get("href") if tags["base"] else None
    return Head(tuple(said), title, tuple(site_names), base, [script for _, script in inline])


def attributed_date(heading: HtmlElement) -> Iterator[Said]:
    """The day that an element right below the heading has in an attribute, as Drupal and WordPress write it.

    <span property="schema:dateCreated" content="2020-05-06T03:20:11+00:00">, <time itemprop="datePublished" datetime=…>
    """
    for element in _below(heading):
        name = str(element.get("property") or element.get("itemprop") or "")
        content = element.get("content") or element.get("datetime") or ""
        if name.rpartition(":")[2] in _DATE_PROPERTIES and find_date(content[:40]) is not None:
            locator = f"{element.tag!s}[property={name[:40]}]"
            yield Said(field="publish_time", raw=content[:40], method="meta", locator=locator)
            return


def _below(heading: HtmlElement) -> Iterator[HtmlElement]:
    """A few elements that follow the heading in the boxes around it."""
    around: HtmlElement | None = heading
    for _ in range(_LEVELS):
        if around is None or around.tag == "body":
            return
        for sibling in islice(around.itersiblings(), _SIBLINGS):
            yield from islice(sibling.iter("span", "time", "div", "abbr", "p"), _INSIDE)
        around = around.getparent()


def _linked_data(scripts: list[tuple[HtmlElement, str]]) -> Iterator[Said]:
    for element, script in scripts:
        if "ld+json" not in (element.get("type") or "") or len(script) > _LONGEST_JSON:
            continue
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _articles(found):
            yield from _statements(item)


def _commented(page: bytes) -> Iterator[Said]:
    start = _place_of_comment(page)
    if start < 0:
        return
    comment = page[start : start + _LONGEST_COMMENT].partition(_COMMENT_END)[0].decode("utf-8", "replace")
    for name, value in _COMMENTED.findall(comment):
        if words := clean(value):
            yield Said(field=_COMMENT_NAMES[name], raw=words, method="meta", locator=f"enpproperty {name}")


def _place_of_comment(page: bytes) -> int:
    # By its first letter, which is rare: searching a long page for all of it takes four times as long.
    place = page.find(b"!")
    while place >= 0 and not page.startswith(_COMMENT, place):
        place = page.find(b"!", place + 1)
    return place


def _articles(found: Any) -> Iterator[dict[str, Any]]:
    items = found if isinstance(found, list) else [found]
    for item in items[:20]:
        if isinstance(item, dict):
            if isinstance(item.get("@graph"), list):
                items.extend(item["@graph"][:20])
            if str(item.get("@type")) in _JSON_TYPES or "datePublished" in item or "pubDate" in item:
                yield item


def _statements(item: dict[str, Any]) -> Iterator[Said]:
    for key, field in (
        ("headline", "title"),
        ("title", "title"),
        ("datePublished", "publish_time"),
        ("pubDate", "publish_time"),
    ):
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            yield Said(field=field, raw=clean(value[:500]), method="meta", locator=f"ld+json {key}")
