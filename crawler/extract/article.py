"""A page to Printed: everything it says about one article, in its own words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crawler.errors import BlockedError, PageError
from crawler.extract.encoding import Decoded, decode
from crawler.extract.page_reading import ENOUGH_TEXT, PageReading
from crawler.extract.refusal import refusal
from crawler.items import Entry, Part, Printed
from crawler.site import Site

_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x1f\x8b", "compressed bytes"),
)


def extract_article(
    body: bytes,
    url: str,
    *,
    charset: str | None = None,
    site: Site | None = None,
    entry: Entry | None = None,
    fetched_at: str | None = None,
    parts: Sequence[Part] = (),
) -> Printed:
    """Everything a page says about its article, chosen by nobody yet.

    Raises PageError when the page is no article, BlockedError when it is a challenge page.
    """
    decoded = _text_of(body, url, charset)
    reading = PageReading(decoded, url, site, fetched_at)
    printed = reading.printed(entry)
    for part in parts:
        printed = _with_part(printed, part, site, fetched_at)
    if given := {part.url for part in parts}:
        printed = replace(printed, more=tuple(more for more in printed.more if more not in given))
    _check(printed, decoded, url)
    return printed


def _text_of(body: bytes, url: str, charset: str | None) -> Decoded:
    for magic, kind in _BINARY:
        if body.startswith(magic):
            raise PageError(url, field="page", found=kind, expected="an HTML page")
    if not body or body.isspace():
        raise PageError(url, field="page", found="no bytes", expected="an HTML page", kind="truncated")
    return decode(body, charset)


def _with_part(printed: Printed, part: Part, site: Site | None, fetched_at: str | None) -> Printed:
    """The article with one more piece of its body."""
    reading = PageReading(_text_of(part.body, part.url, part.charset), part.url, None, fetched_at)
    more = reading.printed(None)
    own = set(printed.paragraphs)
    people = [said for said in more.said if said.method == "byline" or said.locator.startswith("footer")]
    return replace(
        printed,
        said=(*printed.said, *people),
        paragraphs=(*printed.paragraphs, *(text for text in more.paragraphs if text not in own)),
        images=(*printed.images, *(image for image in more.images if image not in printed.images)),
        attachments=(*printed.attachments, *(file for file in more.attachments if file not in printed.attachments)),
        body_html="\n".join(html for html in (printed.body_html, more.body_html) if html) or None,
        more=tuple(dict.fromkeys((*printed.more, *more.more))),
    )


def _has_text(printed: Printed) -> bool:
    """Whether the body alone makes it an article: a fragment may have no title."""
    return sum(map(len, printed.paragraphs)) >= ENOUGH_TEXT


def _check(printed: Printed, decoded: Decoded, url: str) -> None:
    """A page with hardly any text may be a refusal; one without title or content is no article."""
    if not _has_text(printed) and (refused := refusal(decoded.text)):
        if refused.kind == "blocked":
            raise BlockedError(url, found=refused.detail)
        raise PageError(url, field="page", found=refused.detail, expected="an article", kind=refused.kind)
    if not any(said.field == "title" for said in printed.said) and not _has_text(printed):
        raise PageError(url, field="title", found="none", expected="a heading, a title tag or a meta tag")
    if not (printed.paragraphs or printed.images or printed.attachments or printed.more):
        raise PageError(url, field="body", found="no text, picture or file", expected="an article")
