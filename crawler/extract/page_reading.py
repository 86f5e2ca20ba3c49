"""One page being read: where heading, text and everything around them stand, and what each of them says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from crawler.extract.beside import stamp_below, views_by_icon
from crawler.extract.body import Body, around_heading, blocks_of, cut, cut_block, find_text
from crawler.extract.bylines import byline_line, bylines_of, closing_byline, opening_byline, signed_below
from crawler.extract.crumbs import breadcrumb_of
from crawler.extract.document import parse
from crawler.extract.encoding import Decoded
from crawler.extract.files import attachments_of, images_of, pictures_of
from crawler.extract.head_names import site_names, title_from_tag
from crawler.extract.header import (
    FOOTER_FIELDS,
    HEADER_FIELDS,
    Zone,
    is_dated_header,
    is_left_empty,
    is_signature,
    labelled,
    leading_cells,
    unlabelled_dates,
    views_below,
    views_by_suffix,
)
from crawler.extract.language import language_of
from crawler.extract.markup import markup_of
from crawler.extract.meta import Head, attributed_date, read_head
from crawler.extract.noise import is_site_footer, opens_related
from crawler.extract.opening import opening
from crawler.extract.outline import Block, Outline, outline
from crawler.extract.paragraphs import paragraphs_of
from crawler.extract.parts import continuation_urls
from crawler.extract.rules import Ruled, apply_rules
from crawler.extract.scripts import named_date, read_scripts
from crawler.extract.stamps import is_issue_day, is_passed_above_day
from crawler.extract.titles import Heading, document_number, find_heading
from crawler.extract.urldates import url_date
from crawler.extract.vocabulary import PERSON_FIELDS
from crawler.items import Entry, Printed, Said
from crawler.normalize.dates import find_date
from crawler.normalize.urls import absolute_url
from crawler.site import Site

LONGEST_PAGE = 2_000_000
# 附件1：管理办法.docx: what stands before a file's name, and white space in it.
_BEFORE_NAME = re.compile(r"^附件\s?\d{0,2}\s?[:：.．、]?|\s")
_HEADER_REACH = 14
_BEFORE_TITLE = 30
_LIST_REACH = 12
_FOOTER_REACH = 14
_CLOSING_PARAGRAPHS = 4
_OPENING_PARAGRAPHS = 4
# Points of a summary may stand above the line that names the writer.
_OPENING_LINES = 8
# A line of the footer may be a link that does nothing: <a href="javascript:;">责编：田禾</a>
_EDITED = re.compile(r"[\[【(（\s]{0,3}(?:责任编辑|责编|编辑|責任編輯|責編|編輯)\s?[:：]")
# A body with less is a short one.
ENOUGH_TEXT = 120


class PageReading:
    """One page being read: its outline, what the head says, where heading and body stand."""

    def __init__(self, decoded: Decoded, url: str, site: Site | None, fetched_at: str | None) -> None:
        self.url, self.site, self.fetched_at, self.decoded = url, site, fetched_at, decoded
        whole = decoded.utf8 if len(decoded.text) <= LONGEST_PAGE else None
        whole = whole or decoded.text[:LONGEST_PAGE].encode("utf-8", "replace")
        root = parse(whole, url, comments=False)
        self.ruled: Ruled = apply_rules(root, url, site)
        self.head: Head = read_head(root, whole)
        self.sites = site_names(self.head)
        self.base = _base_url(self.head.base, url)
        self.page: Outline = outline(root, read_scripts(self.head.scripts))
        self.heading: Heading | None = find_heading(self.page, self.head)
        self.opened: list[Said] = []
        self.body: Body | None = self._body()
        self._take_opening()

    def _body(self) -> Body | None:
        certain = self.heading is not None and self.heading.certain
        text = find_text(self.page, self.heading.end if self.heading and certain else 0)
        if text is not None and not certain:
            self.heading = find_heading(self.page, self.head, text.core) or self.heading
        end = self.heading.end if self.heading else 0
        if text is not None and self.heading is not None and text.block.end <= self.heading.end:
            # All the text is the banner or the title itself: the article is what stands below it, be it one file.
            text = replace(text, block=around_heading(self.page, self.heading.start, end), core=end)
        blocks = blocks_of(self.page, self.ruled.body)
        body = cut(self.page, text, end) if text is not None else None
        if blocks:
            body = cut_block(self.page, blocks, end)
        if body is not None and self.ruled.dropped:
            _drop(body, self.page, blocks_of(self.page, self.ruled.dropped))
        return body

    def _take_opening(self) -> None:
        """Take from the body what still is heading: the title again, a dash subtitle, names."""
        body, heading = self.body, self.heading
        if body is None:
            return
        body.kept = body.kept[leading_cells(self.page, body.kept) :]
        if body.kept and self._is_header(body.kept[0]):
            body.kept = body.kept[1:]
        count, said = opening([self.page.lines[place] for place in body.kept], self._title())
        body.kept = body.kept[count:]
        known = heading is not None and any(statement.field == "subtitle" for statement in heading.said)
        self.opened = [statement for statement in said if not (known and statement.field == "subtitle")]

    def _is_header(self, place: int) -> bool:
        """Whether the body's first line belongs above it."""
        line, following = self.page.lines[place], self.page.lines[place + 1 : place + 2]
        return is_dated_header(line) or any(is_passed_above_day(line.text, below.text) for below in following)

    def printed(self, entry: Entry | None) -> Printed:
        """All of it as Printed."""
        page, body = self.page, self.body
        said = [*self.ruled.said, *self.head.said, *self._titles(), *self._around(), *_listed(entry)]
        if (scripted := named_date(page.scripts)) is not None:
            said.append(Said(field="publish_time", raw=scripted, method="script", locator="variable"))
        if self.heading is not None and not any(statement.field == "publish_time" for statement in said):
            said += attributed_date(page.lines[self.heading.start].block.element)
        if (dated := url_date(self.url)) is not None:
            said.append(dated)
        pictures = pictures_of(page, body) if body else []
        images, captions = images_of(page, body, pictures, self.base) if body else ([], set())
        paragraphs = paragraphs_of(page, body, captions) if body else []
        attachments = attachments_of(page, body, self.base, self._footer_end) if body else []
        names = {_bare_name(file.name) for file in attachments}
        if names and all(_bare_name(text) in names for text in paragraphs):
            paragraphs = []  # a post that is one file has no text of its own
        crumbs, path = breadcrumb_of(page, self._body_start(), self._title(), self.sites)
        if path is not None:
            said.append(Said(field="breadcrumb", raw=" | ".join(crumbs), method="heuristic", locator=path))
        short = sum(map(len, paragraphs)) < ENOUGH_TEXT
        return Printed(
            url=self.url,
            said=tuple(said),
            paragraphs=tuple(paragraphs),
            attachments=tuple(attachments),
            images=tuple(images),
            breadcrumb=self.ruled.breadcrumb or crumbs,
            more=tuple(continuation_urls(page, body, self.url, short=short)),
            body_html=markup_of(page, body, pictures, captions) if body else None,
            body_locator=body.locator if body else None,
            language=language_of("".join(paragraphs) or self.head.title_tag),
            warnings=_page_warnings(self.decoded, page),
            fetched_at=self.fetched_at,
        )

    def _titles(self) -> Iterator[Said]:
        if self.heading is not None:
            yield from self.heading.said
        yield from self.opened
        yield from self._numbers()
        if tag := title_from_tag(self.head, self.site.title if self.site else None):
            yield Said(field="title", raw=tag, method="meta", locator="title")

    def _numbers(self) -> Iterator[Said]:
        """A document's number on a line of its own between the title and the text."""
        start = self.heading.end if self.heading else 0
        kept = self.body.kept[:3] if self.body else []
        for place in (*range(start, min(self._body_start(), start + 6)), *kept):
            if (number := document_number(self.page.lines[place].text)) is not None:
                yield Said(field="document_number", raw=number, method="heuristic", locator="below the title")

    def _title(self) -> str | None:
        return next((said.raw for said in self._titles() if said.field == "title"), None)

    def _body_start(self) -> int:
        title = self.heading.end if self.heading else 0
        end = min(len(self.page.lines), title + _HEADER_REACH)
        if self.body is None or self.body.end < title:
            return end
        # Below an article that is one file stand the lists of the page, with days of their own.
        return self.body.kept[0] if self.body.kept else min(end, self.body.end)

    @cached_property
    def _footer_end(self) -> int:
        """Where the lines below the body stop speaking of this article."""
        lines = self.page.lines
        if self.body is None:
            return len(lines)
        start, own = self.body.below, self.body.around.end
        for place in range(start, min(len(lines), start + _FOOTER_REACH)):
            # A box of related links may stand in the body's own block, above its last lines.
            if place >= own and (opens_related(lines[place].text) or is_site_footer(lines[place].text)):
                return place
        return min(len(lines), start + _FOOTER_REACH)

    def _around(self) -> Iterator[Said]:
        """Statements of the header, the first and last paragraphs and the footer."""
        header = self._header_places()
        yield from labelled(self.page, Zone("header", header, HEADER_FIELDS))
        yield from views_by_suffix(self.page, header)
        title = self.heading.start if self.heading else 0
        # Below the title first: dates right above it may belong to a list beside the article.
        listed = self._is_dated_list(header, title)
        above = [
            place
            for place in header
            if title - 3 <= place < title and (not listed or is_issue_day(self.page.lines[place].text))
        ]
        near = [*(place for place in header if place >= title), *above]
        below = self.heading.end if self.heading else 0
        footer = self._footer_places(self.body) if self.body else []
        dropped = self.body.dropped if self.body else []
        yield from views_by_icon(self.page, [place for place in header if place >= title])
        for said in unlabelled_dates(self.page, near, self.fetched_at, below, self._body_start(), self.sites):
            # A page whose label stands there empty says that it has no source.
            if said.field != "source" or not is_left_empty(self.page, (*header, *dropped, *footer), "source"):
                yield said
        for place in near:
            yield from bylines_of(self.page.lines[place])
        if self.body is None:
            return
        yield from self._in_body(self.body)
        after = (*dropped, *footer)
        yield from labelled(self.page, Zone("footer", after, FOOTER_FIELDS))
        yield from signed_below(self.page.lines[place].text for place in after)
        yield from views_below(self.page, sorted(after))

    def _is_dated_list(self, header: tuple[int, ...], title: int) -> bool:
        """Whether the lines above the title are those of a list: several, each with a day of its own."""
        texts = (self.page.lines[place].text for place in header if title - _LIST_REACH <= place < title)
        return len({moment.day for text in texts if (moment := find_date(text[:80]))}) > 1

    def _header_places(self) -> tuple[int, ...]:
        heading = self.heading.start if self.heading else 0
        end = self._body_start()
        after = range((self.heading.start if self.heading.shared else self.heading.end) if self.heading else 0, end)
        before = [
            place
            for place in range(max(0, heading - _BEFORE_TITLE), min(heading, end))
            if not self.page.lines[place].linked
        ]
        return (*before, *list(after)[-_HEADER_REACH * 3 :])

    def _footer_places(self, body: Body) -> list[int]:
        """Lines below the body that may speak of it: no links, no lists of other articles."""
        related, box_end, places = False, 0, []
        for place in range(body.below, self._footer_end):
            line = self.page.lines[place]
            if opens_related(line.text):
                related = True
                box = line.block.parent
                # The by-line in a box of related articles is another article's.
                box_end = box.end if box is not None and box.start >= body.below else box_end
            linked = line.linked and not _EDITED.match(line.text)
            if place >= box_end and not linked and not (related and line.block.tag in ("li", "dd", "td")):
                places.append(place)
        return places

    def _in_body(self, body: Body) -> Iterator[Said]:
        lines = [self.page.lines[place] for place in body.kept]
        for line in lines[:_OPENING_PARAGRAPHS]:
            yield from opening_byline(line.text)
        for line in lines[:_OPENING_LINES] + lines[max(_OPENING_LINES, len(lines) - _CLOSING_PARAGRAPHS) :]:
            yield from byline_line(line.text)
        for line in lines[-_CLOSING_PARAGRAPHS:]:
            yield from closing_byline(line.text)
        yield from stamp_below(lines)
        # 药剂科供稿  摄影/张艳  编辑/苏芳: a last line of labels that something else opens.
        tail = [place for place in body.kept[-_CLOSING_PARAGRAPHS:] if is_signature(self.page.lines[place])]
        yield from labelled(self.page, Zone("footer", tuple(tail), PERSON_FIELDS))


def _bare_name(text: str) -> str:
    return _BEFORE_NAME.sub("", text)


def _drop(body: Body, page: Outline, blocks: list[Block]) -> None:
    gone = {place for place in body.kept if any(page.lines[place].block.within(block) for block in blocks)}
    body.kept = [place for place in body.kept if place not in gone]


def _listed(entry: Entry | None) -> Iterator[Said]:
    if entry is None:
        return
    if entry.title:
        yield Said(field="title", raw=entry.title, method="list", locator="list entry")
    if entry.published or entry.date:
        yield Said(field="publish_time", raw=entry.published or entry.date or "", method="list", locator="list entry")


def _base_url(href: str | None, url: str) -> str:
    try:
        return absolute_url(href, url) if href else url
    except ValueError:
        return url


def _page_warnings(decoded: Decoded, page: Outline) -> tuple[str, ...]:
    if page.cut_short or len(decoded.text) > LONGEST_PAGE:
        return ("page: too long, only its beginning was read",)
    if decoded.how != "lossy":
        return ()
    return (f"charset: {decoded.text.count(chr(0xFFFD))} characters are no {decoded.charset} and were left out",)
