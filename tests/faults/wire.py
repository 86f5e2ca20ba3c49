"""Faults of the wire: how an answer is sent. All but the last group spoil one article."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli

from tests.faults.server import HTML, SPOILT, Answer, Headers, Talk
from tests.faults.table import Fault
from tests.sites import post_page

BODY = post_page(SPOILT).encode()
PACKED = gzip.compress(BODY)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CLOSE = b"Connection: close\r\n\r\n"
MEBIBYTE = 1 << 20


def sent(*pieces: bytes) -> Answer:
    """These bytes and the end."""
    return lambda talk: talk.send(*pieces)


def said(body: bytes = BODY, status: str = "200 OK", *headers: tuple[str, str], length: int | None = None) -> Answer:
    """A well-formed answer."""
    return lambda talk: talk.say(body, status, headers or HTML, length=length)


def coded(body: bytes, coding: str) -> Answer:
    return said(body, "200 OK", *HTML, ("Content-Encoding", coding))


def chunks(body: bytes, size: int = 700) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def chunked(rest: bytes) -> Answer:
    return sent(HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", rest)


def swollen(mebibytes: int, pack: Callable[[bytes], bytes] = gzip.compress) -> bytes:
    return pack(BODY + b" " * (mebibytes * MEBIBYTE))


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def reset_in_body(talk: Talk) -> None:
    talk.send(HEAD + b"Content-Length: 5000\r\n\r\n", BODY[:300])
    talk.reset()
    talk.socket.close()


def reset_at_once(talk: Talk) -> None:
    talk.reset()
    talk.socket.close()


def endless(talk: Talk) -> None:
    talk.send(HEAD + CLOSE)
    for _ in range(40):
        talk.send(b"<p>" + b"x" * MEBIBYTE)


def endless_chunks(talk: Talk) -> None:
    talk.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(40):
        talk.send(chunks(b"y" * MEBIBYTE, MEBIBYTE))


def drip_body(talk: Talk) -> None:
    talk.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY))
    talk.drip((BODY[place : place + 1] for place in range(len(BODY))), 0.05)


def steady(talk: Talk) -> None:
    talk.send(HEAD + b"Content-Length: 40000\r\n\r\n")
    talk.drip((b"x" * 100 for _ in range(400)), 0.05)


def drip_headers(talk: Talk) -> None:
    talk.drip((bytes([byte]) for byte in HEAD * 100), 0.2)


def early_hints(number: int) -> Answer:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * number
    return lambda talk: (talk.send(hints), talk.say(BODY))[-1]


def once(bad: Answer) -> Answer:
    """Bad the first time, good when asked again."""
    return lambda talk: bad(talk) if talk.count == 0 else talk.say(BODY)


def hang(talk: Talk) -> None:
    talk.hang()


def cookies(number: int, size: int) -> Headers:
    return tuple(("Set-Cookie", f"c{n}={'x' * size}") for n in range(number))


CUT = [
    Fault("content length cut", said(BODY[:500], length=len(BODY)), kinds="truncated", again=True),
    Fault("chunk cut", chunked(chunks(BODY)[:900]), kinds="truncated", again=True),
    Fault("last chunk missing", chunked(chunks(BODY)), kinds="truncated", again=True),
    Fault("chunk size no number", chunked(b"zz\r\n" + BODY), kinds="connection|truncated", again=True),
    Fault("chunk size negative", chunked(b"-5\r\n" + BODY), kinds="connection|truncated", again=True),
    Fault("gzip cut", coded(PACKED[:-300], "gzip"), kinds="truncated", again=True),
    Fault("gzip without trailer", coded(PACKED[:-8], "gzip"), kinds="truncated", again=True),
    Fault("deflate cut", coded(zlib.compress(BODY)[:-200], "deflate"), kinds="truncated", again=True),
    Fault("br cut", coded(brotli.compress(BODY)[:-100], "br"), kinds="truncated", again=True),
    Fault("content length short", said(BODY, length=600), kinds="connection", again=True),
    Fault("http 1 0 cut", sent(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", BODY[:400]), kinds="truncated", again=True),
    Fault("no length cut", sent(HEAD + CLOSE, BODY[:400]), kinds="truncated", again=True),
    Fault("reset in the body", reset_in_body, kinds="truncated|connection", again=True),
    Fault("reset at once", reset_at_once, kinds="connection", again=True),
    Fault("empty close", sent(b""), kinds="connection", again=True),
    Fault("closed in the status line", sent(b"HTTP/1."), kinds="connection", again=True),
    Fault("closed in the headers", sent(HEAD + b"Content-Le"), kinds="connection", again=True),
]  # fmt: skip
ODD_BUT_WHOLE = [
    Fault("http 1 0 whole", sent(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", BODY), stored=True),
    Fault("no length whole", sent(HEAD + CLOSE, BODY), stored=True),
    Fault("no content type", said(BODY, "200 OK", ("Server", "x")), stored=True),
    Fault("content type jpeg", said(BODY, "200 OK", ("Content-Type", "image/jpeg")), stored=True),
    Fault("content type json", said(BODY, "200 OK", ("Content-Type", "application/json")), stored=True),
    Fault("content type broken", said(BODY, "200 OK", ("Content-Type", ";;=/charset")), stored=True),
    Fault("plain labelled gzip", coded(BODY, "gzip"), stored=True),
    Fault("deflate raw", coded(raw_deflate(BODY), "deflate"), stored=True),
    Fault("identity", coded(BODY, "identity"), stored=True),
    Fault("gzip twice", coded(gzip.compress(PACKED), "gzip, gzip"), stored=True),
    Fault("early hints", early_hints(2), stored=True),
    Fault("continue first", lambda talk: (talk.send(b"HTTP/1.1 100 Continue\r\n\r\n"), talk.say(BODY))[-1], stored=True),
    Fault("cookies many", said(BODY, "200 OK", *HTML, *cookies(60, 300)), stored=True),
    Fault("bare line feeds", sent(HEAD.replace(b"\r\n", b"\n") + b"Content-Length: %d\n\n" % len(BODY), BODY), kinds="|connection", stored=True, again=True),
    Fault("206 unasked", said(BODY, "206 Partial Content", *HTML, ("Content-Range", f"bytes 0-{len(BODY) - 1}/{len(BODY)}")), kinds="http_status"),
    Fault("201", said(BODY, "201 Created"), kinds="http_status"),
    Fault("cut once", once(said(BODY[:500], length=len(BODY))), stored=True),
    Fault("reset once", once(reset_at_once), stored=True),
    Fault("503 once", once(said(b"busy", "503 Service Unavailable")), stored=True),
    Fault("503 once with retry after", once(said(b"busy", "503 Service Unavailable", ("Retry-After", "1"))), stored=True),
    Fault("429 once with retry after", once(said(b"slow", "429 Too Many Requests", ("Retry-After", "0"))), stored=True),
]  # fmt: skip
TOO_MUCH = [
    Fault("gzip bomb", coded(swollen(64), "gzip"), kinds="too_large", says="decoded"),
    Fault("deflate bomb", coded(swollen(64, zlib.compress), "deflate"), kinds="too_large", says="decoded"),
    Fault("br bomb", coded(swollen(64, lambda b: brotli.compress(b, quality=5)), "br"), kinds="too_large", says="decoded"),
    Fault("gzip in gzip bomb", coded(gzip.compress(swollen(64)), "gzip, gzip"), kinds="too_large", says="decoded"),
    Fault("gzip ratio", coded(swollen(4), "gzip"), kinds="too_large", says="decoded"),
    Fault("three codings", coded(gzip.compress(gzip.compress(PACKED)), "gzip, gzip, gzip"), kinds="bad_encoding", says="content codings: found 3, allowed 2"),
    Fault("unknown coding", coded(BODY, "zstd"), kinds="bad_encoding"),
    Fault("gzip damaged", coded(PACKED[:200] + b"\0" * 50 + PACKED[250:], "gzip"), kinds="bad_encoding|truncated"),
    Fault("plain labelled br", coded(BODY, "br"), kinds="bad_encoding"),
    Fault("endless body", endless, kinds="too_large", says="MAX_PAGE_BYTES: found"),
    Fault("endless chunks", endless_chunks, kinds="too_large", says="MAX_PAGE_BYTES: found"),
    Fault("content length huge", said(BODY, length=1 << 40), kinds="too_large", says="MAX_PAGE_BYTES: found 1099511627776 bytes announced"),
    Fault("header line of 20 KB", said(BODY, "200 OK", *HTML, ("X-Long", "x" * 20_480)), kinds="too_large", says="MAX_HEADER_BYTES / 4: found"),
    Fault("10 000 headers", said(BODY, "200 OK", *HTML, *((f"X-{n}", "1") for n in range(10_000))), kinds="too_large", says="MAX_HEADERS: found"),
    Fault("headers of 200 KB", said(BODY, "200 OK", *HTML, *((f"X-{n}", "x" * 10_000) for n in range(20))), kinds="too_large", says="MAX_HEADER_BYTES: found"),
    Fault("cookie bomb", said(BODY, "200 OK", *HTML, *cookies(200, 3_000)), kinds="too_large", says="MAX_HEADER_BYTES: found"),
    Fault("early hints without end", early_hints(20_000), kinds="|connection|timeout|too_large", stored=True, again=True),
]  # fmt: skip
SLOW = [
    Fault("drip body", drip_body, kinds="timeout", again=True, says="MIN_BYTES_PER_SECOND: found"),
    Fault("steady but too long", steady, kinds="timeout", again=True, says="took longer than 6"),
    Fault("drip headers", drip_headers, kinds="timeout", again=True),
    Fault("hang", hang, kinds="timeout", again=True),
    Fault("hang after the headers", lambda talk: (talk.send(HEAD + b"Content-Length: 9000\r\n\r\n"), talk.hang())[-1], kinds="timeout", again=True, says="MIN_BYTES_PER_SECOND: found 0 bytes"),
]  # fmt: skip
MALFORMED = [
    Fault("http 0 9", sent(BODY), kinds="connection", again=True),
    Fault("status line nonsense", sent(b"HELLO WORLD\r\n\r\n", BODY), kinds="connection", again=True),
    Fault("status no number", sent(b"HTTP/1.1 abc OK\r\n" + CLOSE, BODY), kinds="connection", again=True),
    Fault("status of four digits", sent(b"HTTP/1.1 2000 OK\r\n" + CLOSE, BODY), kinds="connection|http_status", again=True),
    Fault("header without colon", sent(HEAD + b"this is no header\r\n" + CLOSE, BODY), kinds="connection", again=True),
    Fault("header with nul", sent(HEAD + b"X-A: a\0b\r\n" + CLOSE, BODY), kinds="connection", again=True),
    Fault("header folded", sent(HEAD + b"X-A: a\r\n  b\r\n" + CLOSE, BODY), kinds="|connection", stored=True, again=True),
    Fault("content length no number", sent(HEAD + b"Content-Length: many\r\n\r\n", BODY), kinds="connection", again=True),
    Fault("content length negative", sent(HEAD + b"Content-Length: -1\r\n\r\n", BODY), kinds="connection", again=True),
    Fault("two content lengths", sent(HEAD + b"Content-Length: 5\r\nContent-Length: %d\r\n\r\n" % len(BODY), BODY), kinds="connection", again=True),
    Fault("length and chunks", sent(HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", chunks(BODY) + b"0\r\n\r\n"), kinds="|connection", stored=True, again=True),
    Fault("204", sent(b"HTTP/1.1 204 No Content\r\n" + CLOSE), kinds="http_status"),
    Fault("205", sent(b"HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n" + CLOSE), kinds="http_status"),
    Fault("304 without validators", sent(b"HTTP/1.1 304 Not Modified\r\n" + CLOSE), kinds="http_status"),
    Fault("101", sent(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), kinds="http_status"),
    Fault("999", said(BODY, "999 Denied"), kinds="http_status", again=True),
    Fault("empty body", said(b""), kinds="truncated", again=True),
    Fault("pdf instead of a page", said(b"%PDF-1.4" + bytes(4000)), kinds="not_an_article"),
    Fault("nul bytes only", said(bytes(5000)), kinds="not_an_article"),
    Fault("crlf in location", said(b"", "302 Found", ("Location", "/art/2024/%0d%0aSet-Cookie:%20a=b")), kinds="http_status", elsewhere=True),
    Fault("location missing", said(b"", "302 Found", ("Server", "x")), kinds="http_status"),
    Fault("location no url", said(b"", "302 Found", ("Location", "http://[::bad")), kinds="malformed_link"),
    Fault("location of raw gbk", sent(b"HTTP/1.1 302 Found\r\nLocation: /art/" + "科技".encode("gbk") + b".html\r\nContent-Length: 0\r\n" + CLOSE), kinds="http_status", elsewhere=True),
]  # fmt: skip
FAULTS = [*CUT, *ODD_BUT_WHOLE, *TOO_MUCH, *SLOW, *MALFORMED]
