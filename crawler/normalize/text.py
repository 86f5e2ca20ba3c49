"""Text as the record keeps it: one line, no marks that nobody sees."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\u00ad\0-\x08\x0e-\x1b\x7f]")
_DASHES = re.compile(r"^[\s\-—–―─－~～]+|[\s\-—–―─－]+$")


def one_line(text: str) -> str:
    """Collapse white space, decode entities a meta tag kept, drop leftover tags and unseen marks."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isprintable() or "\ufffd" in text:
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def without_dashes(text: str) -> str:
    """A subtitle without the dashes around it."""
    return _DASHES.sub("", one_line(text))
