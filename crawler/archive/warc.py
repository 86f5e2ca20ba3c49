"""The evidence: every response as received, appended to WARC 1.1 files, one gzip member a record.

warcio builds and reads the records; the members are compressed here because its writer is fixed to the
slowest level and hides where a member begins.
"""

from __future__ import annotations

import hashlib
import os
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.segment import SegmentDigest
from crawler.errors import StorageError

MAX_WARC_BYTES = 1 << 30
#: A field of response records: what is wrong with the certificate of the host, which a site file excepts.
DOUBT = "X-Certificate-Not-Verified"
_GZIP_LEVEL = 6  # a third of the time of level 9 for 3 % more bytes

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back, as it stood on the wire.

    Header values are bytes decoded as Latin-1, so that none is lost. `body` is the payload after transfer
    decoding and before content decoding; `fetched_at` is UTC, Z.
    `truncated` gives the reason when the body was cut (WARC-Truncated): length, time or disconnect.
    `doubt`: what is wrong with the host's certificate, when it was read all the same.
    """

    url: str
    method: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    protocol: str
    headers: Headers
    body: bytes
    fetched_at: str
    ip_address: str | None = None
    truncated: str | None = None
    doubt: str | None = None

    @property
    def payload_sha256(self) -> str:
        """SHA-256 of the body, hex."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where an archived response lies: file name, byte offset and length of its gzip member."""

    warc: str
    offset: int
    length: int
    record_id: str
    payload_sha256: str


@dataclass(frozen=True, slots=True)
class Archived:
    """An archived response, read back: URL, status, headers, body as received, time of the fetch, doubt (Exchange)."""

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: str
    record_id: str
    doubt: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, case-insensitive."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class WarcFile:
    """One WARC file open for appending. Nothing is durable before `sync`."""

    def __init__(self, path: Path, file: BinaryIO, length: int) -> None:
        self.path, self._file, self.length = path, file, length
        self.added = SegmentDigest(path.name, length)

    @classmethod
    def create(cls, path: Path, info: dict[str, str]) -> WarcFile:
        """Begin a new file with its warcinfo record."""
        warc = cls(path, path.open("xb"), 0)
        builder = RecordBuilder(warc_version="WARC/1.1")
        warc._append(_member(builder.create_warcinfo_record(path.name, info)))
        return warc

    def add(self, exchange: Exchange) -> Pointer:
        """Append a response record and its request record."""
        response, request = _records(exchange)
        member = _member(response)
        offset = self._append(member)
        self._append(_member(request))
        return Pointer(
            warc=self.path.name,
            offset=offset,
            length=len(member),
            record_id=response.rec_headers.get_header("WARC-Record-ID"),
            payload_sha256=exchange.payload_sha256,
        )

    def flush(self) -> None:
        """Make what was appended readable by others (not yet durable)."""
        self._file.flush()

    def sync(self) -> None:
        """Force everything appended onto the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; call `sync` first."""
        self._file.close()

    def _append(self, member: bytes) -> int:
        offset = self.length
        self._file.write(member)
        self.added.add(member)
        self.length += len(member)
        return offset


def read_response(path: Path, offset: int) -> Archived:
    """Read the response record whose gzip member starts at `offset`.

    Raises StorageError when there is none: the archive was changed from outside.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for record in ArchiveIterator(file):
                return _archived(record)
    except Exception as error:  # warcio raises many types on damaged bytes; all mean the same here
        raise StorageError(f"{path} at byte {offset}: no readable record ({error})") from error
    raise StorageError(f"{path} at byte {offset}: no record")


def members(path: Path) -> Iterator[tuple[int, int]]:
    """Offset and length of each gzip member. Raises StorageError at the first that does not end."""
    with path.open("rb") as file:
        start, decoder = 0, zlib.decompressobj(zlib.MAX_WBITS + 16)
        position = 0
        while chunk := file.read(1 << 16):
            while chunk:
                try:
                    decoder.decompress(chunk)
                except zlib.error as error:
                    raise StorageError(f"{path} at byte {start}: damaged member ({error})") from error
                if not decoder.eof:
                    position += len(chunk)
                    break
                position += len(chunk) - len(decoder.unused_data)
                yield start, position - start
                chunk, start, decoder = decoder.unused_data, position, zlib.decompressobj(zlib.MAX_WBITS + 16)
        if position != start:
            raise StorageError(f"{path} at byte {start}: member cut off at the end of the file")


class _WireHead(StatusAndHeaders):  # type: ignore[misc] # warcio ships no types
    """Header lines byte for byte: old servers send raw GBK in them, which warcio would escape or refuse."""

    def to_ascii_bytes(self, header_filter: Any = None) -> bytes:
        return bytes(self.to_bytes(header_filter, "latin-1"))


def _member(record: Any) -> bytes:
    plain = BytesIO()
    WARCWriter(plain, gzip=False).write_record(record)
    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return packer.compress(plain.getvalue()) + packer.flush()


def _records(exchange: Exchange) -> tuple[Any, Any]:
    builder = RecordBuilder(warc_version="WARC/1.1")
    response_id, request_id = (f"<urn:uuid:{uuid.uuid4()}>" for _ in range(2))
    common = {"WARC-Date": exchange.fetched_at}
    if exchange.ip_address:
        common["WARC-IP-Address"] = exchange.ip_address
    extra = {"WARC-Truncated": exchange.truncated} if exchange.truncated else {}
    if exchange.doubt:
        extra[DOUBT] = exchange.doubt
    digest = "sha256:" + exchange.payload_sha256
    response = builder.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=_WireHead(
            f"{exchange.status} {exchange.reason}".strip(), list(_stored(exchange.headers)), protocol=exchange.protocol
        ),
        warc_headers_dict={"WARC-Record-ID": response_id, **common, **extra, "WARC-Payload-Digest": digest},
    )
    request = builder.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_WireHead(
            f"{exchange.method} {_request_target(exchange.url)} HTTP/1.1",
            list(exchange.request_headers),
            is_http_request=True,
        ),
        warc_headers_dict={"WARC-Record-ID": request_id, **common, "WARC-Concurrent-To": response_id},
    )
    return response, request


def _stored(headers: Headers) -> Iterator[tuple[str, str]]:
    # The body is stored without its transfer coding, so the header that announces one must not stand
    # as it was: a reader would try to take chunks apart.
    for name, value in headers:
        yield (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name), value


def _request_target(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _archived(record: Any) -> Archived:
    if record.rec_type != "response":
        raise ValueError(f"a {record.rec_type} record where a response was expected")
    return Archived(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(record.http_headers.headers),
        body=record.raw_stream.read(),
        fetched_at=record.rec_headers.get_header("WARC-Date"),
        record_id=record.rec_headers.get_header("WARC-Record-ID"),
        doubt=record.rec_headers.get_header(DOUBT),
    )
