"""Bytes to text: BOM, then strict UTF-8, then strict GB18030, before any header or meta is believed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a page, the charset that decoded it, and `how`: bom, strict, declared or lossy."""

    text: str
    charset: str
    how: str


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """Decode a page. `declared` is the HTTP header's charset: a hint, never believed against the bytes."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(charset, "replace"), charset, "bom")
    for charset in ("utf-8", "gb18030"):
        try:
            return Decoded(body.decode(charset), charset, "strict")
        except UnicodeDecodeError:
            continue
    return Decoded(body.decode("utf-8", "replace"), "utf-8", "lossy")
