"""Content-Encoding undone: whole or not at all."""

from __future__ import annotations

import gzip
import random
import zlib
from functools import partial

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive.decoding import ContentDecodingError, decode_content

TEXT = "".join(random.Random(1).choices("省市科技局召开会议推动创新发展，。", k=400)).encode()


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw": raw_deflate,
    "br": partial(brotli.compress, quality=5),
}


def pack(coding: str, body: bytes) -> tuple[bytes, str]:
    return PACKERS[coding](body), "deflate" if coding == "raw" else coding


@pytest.mark.parametrize("coding", PACKERS)
@given(body=st.binary(max_size=3000))
@settings(max_examples=25, deadline=None)
def test_what_was_packed_comes_back(coding: str, body: bytes) -> None:
    packed, header = pack(coding, body)
    assert decode_content(packed, header) == body


@pytest.mark.parametrize("coding", PACKERS)
def test_a_body_cut_at_any_offset_is_never_a_shorter_page(coding: str) -> None:
    packed, header = pack(coding, TEXT)
    for length in range(1, len(packed)):
        with pytest.raises(ContentDecodingError) as caught:
            decode_content(packed[:length], header)
        assert caught.value.kind in ("truncated", "bad_encoding")


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_too_large_before_it_swells(coding: str) -> None:
    packed, header = pack(coding, bytes(64 << 20))
    with pytest.raises(ContentDecodingError) as caught:
        decode_content(packed, header)
    assert caught.value.kind == "too_large"


def test_a_bomb_in_a_bomb_and_a_chain_of_codings_are_refused() -> None:
    twice = gzip.compress(gzip.compress(bytes(64 << 20)))
    with pytest.raises(ContentDecodingError):
        decode_content(twice, "gzip, gzip")
    with pytest.raises(ContentDecodingError) as caught:
        decode_content(b"x", "gzip, gzip, gzip")
    assert caught.value.kind == "bad_encoding"


@pytest.mark.parametrize("header", [None, "", "identity", "gzip", "x-gzip", "GZIP"])
def test_plain_pages_labelled_as_gzip_are_taken_as_they_are(header: str | None) -> None:
    assert decode_content(b"<html>plain</html>", header) == b"<html>plain</html>"


def test_an_empty_body_is_empty_whatever_its_label() -> None:
    assert [decode_content(b"", coding) for coding in ("gzip", "deflate", "br")] == [b"", b"", b""]


def test_all_members_of_a_gzip_body_are_the_page() -> None:
    assert decode_content(gzip.compress(b"first ") + gzip.compress(b"second") + b"\0\0", "gzip") == b"first second"
    with pytest.raises(ContentDecodingError):
        decode_content(gzip.compress(b"first ") + gzip.compress(TEXT)[:-9], "gzip")


def test_thousands_of_gzip_members_are_refused() -> None:
    with pytest.raises(ContentDecodingError) as caught:
        decode_content(gzip.compress(b"x") * 5000, "gzip")
    assert caught.value.kind == "bad_encoding"


def test_an_unknown_coding_is_named() -> None:
    with pytest.raises(ContentDecodingError, match="zstd"):
        decode_content(b"x", "zstd")


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, br"]))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_anything_else(body: bytes, coding: str) -> None:
    try:
        decode_content(body, coding)
    except ContentDecodingError as error:
        assert error.kind in ("truncated", "bad_encoding", "too_large")
