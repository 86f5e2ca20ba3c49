"""Atom (RFC 4287) and OPML. Text is text: whatever a page prints is escaped, never markup.

Built with lxml: feedgenerator knows one author an entry and no text summaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from uuid import UUID

from lxml import etree

from crawler import __version__
from crawler.monitor.posts import Post

if TYPE_CHECKING:
    from crawler.monitor.feeds import Feed

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"

#: Media types of the files that sites offer; others are application/octet-stream. Our own list, because the
#: machine's would give other bytes on other machines.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "dc": _DC})
    _text(root, "id", feed.urn)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated)
    _person(root, "author", feed.author)
    _link(root, "self", feed.address("atom"), type="application/atom+xml")
    if feed.home:
        _link(root, "alternate", feed.home)
    _text(root, "generator", "fangzhi").set("version", __version__)
    for post in feed.posts:
        _entry(root, post)
    return _document(root)


def _entry(root: etree._Element, post: Post) -> None:
    entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
    entry.set("{http://www.w3.org/XML/1998/namespace}lang", post.language)
    _text(entry, "id", post_urn(post))
    _text(entry, "title", post.title)
    _text(entry, "updated", post.updated)
    if post.published:
        _text(entry, "published", post.published)
        etree.SubElement(entry, f"{{{_DC}}}date").text = post.printed
    _link(entry, "alternate", post.url)
    for name in post.authors or (post.site_title,):
        _person(entry, "author", name)
    for name in post.editors:
        _person(entry, "contributor", name)
    if post.source:
        etree.SubElement(entry, f"{{{_DC}}}source").text = post.source
    for key, title in post.channels:
        etree.SubElement(entry, f"{{{_ATOM}}}category", term=f"{post.site}.{key}", label=title)
    _text(entry, "summary", post.summary)
    for url, name in post.attachments:
        _link(entry, "enclosure", url, type=media_type(url), title=name)


def post_urn(post: Post) -> str:
    """The post's id: that of its record, written as a URN."""
    return UUID(post.id).urn


def media_type(url: str) -> str:
    """The media type that a file's name tells."""
    suffix = urlsplit(url).path.rpartition(".")[2].lower()
    return MEDIA_TYPES.get(suffix, "application/octet-stream")


def opml(feeds: Iterable[Feed]) -> bytes:
    """A list of the feeds, for a feed reader to subscribe to."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "方志 fangzhi"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", type="rss", text=feed.title, title=feed.title, xmlUrl=feed.address("atom"))
    return _document(root)


def _document(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = text
    return element


def _person(parent: etree._Element, role: str, name: str) -> None:
    _text(etree.SubElement(parent, f"{{{_ATOM}}}{role}"), "name", name)


def _link(parent: etree._Element, rel: str, href: str, *, type: str | None = None, title: str | None = None) -> None:
    # A page's address may hold characters that no IRI has.
    safe = quote(href, safe="%/:=&?~#+!$,;'@()*[]", encoding="utf-8")
    link = etree.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=safe)
    for name, value in (("type", type), ("title", title)):
        if value:
            link.set(name, value)
