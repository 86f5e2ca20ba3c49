"""Undo Content-Encoding: gzip, deflate, br. A cut or swollen body is an error, never a shorter page."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli

from crawler.errors import over

MAX_DECODED_BYTES = 8 << 20
MAX_RATIO = 200  # above 1 MiB; real pages reach about 30
MAX_CODINGS = 2
MAX_MEMBERS = 100
_STEP = 1 << 16

Decode = Callable[[bytes], bytes]


class ContentDecodingError(ValueError):
    """The body does not decode: `kind` is truncated, too_large or bad_encoding."""

    def __init__(self, kind: str, detail: str) -> None:
        self.kind = kind
        super().__init__(detail)


def decode_content(body: bytes, content_encoding: str | None, *, limit: int = MAX_DECODED_BYTES) -> bytes:
    """The body as the page's author wrote it. `content_encoding` is the header's value."""
    codings = [coding.strip().lower() for coding in (content_encoding or "").split(",")]
    codings = [coding for coding in codings if coding and coding != "identity"]
    if len(codings) > MAX_CODINGS:
        raise ContentDecodingError("bad_encoding", over("content codings", len(codings), MAX_CODINGS))
    for coding in reversed(codings):
        body = _decode_one(body, coding, limit)
    return body


def _decode_one(body: bytes, coding: str, limit: int) -> bytes:
    if not body:
        return body
    if coding in ("gzip", "x-gzip"):
        # Servers label plain pages as gzip; a page that does not begin like gzip is taken as it is.
        return _gunzip(body, limit) if b"\x1f\x8b".startswith(body[:2]) else body
    if coding == "deflate":
        wrapped = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflate(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, limit)
    if coding == "br":
        return _unbrotli(body, limit)
    raise ContentDecodingError("bad_encoding", f"content coding {coding[:40]!r}, expected gzip, deflate or br")


def _inflate(body: bytes, window_bits: int, limit: int) -> bytes:
    return _inflate_one(body, window_bits, limit)[0]


def _gunzip(body: bytes, limit: int) -> bytes:
    """All members of a gzip body: some servers send a page in several. What follows them is padding."""
    pieces: list[bytes] = []
    rest = body
    while rest.startswith(b"\x1f\x8b") or not pieces:
        piece, rest = _inflate_one(rest, zlib.MAX_WBITS + 16, limit)
        pieces.append(piece)
        if len(pieces) > MAX_MEMBERS:
            raise ContentDecodingError("bad_encoding", over("gzip members", f"more than {MAX_MEMBERS}", MAX_MEMBERS))
        _check_size(sum(map(len, pieces)), len(body), limit)
    return b"".join(pieces)


def _inflate_one(body: bytes, window_bits: int, limit: int) -> tuple[bytes, bytes]:
    """What a compressed stream holds, and what follows it."""
    decoder = zlib.decompressobj(window_bits)
    pieces: list[bytes] = []
    size, rest = 0, body
    try:
        while not decoder.eof:
            piece = decoder.decompress(rest, _STEP)
            rest = decoder.unconsumed_tail
            size += len(piece)
            _check_size(size, len(body), limit)
            pieces.append(piece)
            if not piece and not rest:
                break
    except zlib.error as error:
        raise ContentDecodingError("bad_encoding", f"compressed body is damaged: {error}") from error
    if not decoder.eof:
        raise ContentDecodingError("truncated", f"compressed body ends early, after {size} decoded bytes")
    return b"".join(pieces), decoder.unused_data


def _unbrotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        rest = body
        while not decoder.is_finished():
            piece = decoder.process(rest, output_buffer_limit=_STEP)
            rest = b""
            size += len(piece)
            _check_size(size, len(body), limit)
            pieces.append(piece)
            if not piece and decoder.can_accept_more_data():
                break
    except brotli.error as error:
        raise ContentDecodingError("bad_encoding", f"compressed body is damaged: {error}") from error
    if not decoder.is_finished():
        raise ContentDecodingError("truncated", f"compressed body ends early, after {size} decoded bytes")
    return b"".join(pieces)


def _check_size(size: int, received: int, limit: int) -> None:
    if size > limit:
        raise ContentDecodingError("too_large", over("decoded bytes", f"more than {limit} out of {received}", limit))
    if size > (1 << 20) and size > received * MAX_RATIO:
        raise ContentDecodingError(
            "too_large", over("decoded ratio", f"more than {MAX_RATIO} out of {received} bytes", MAX_RATIO)
        )
