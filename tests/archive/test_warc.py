"""WARC files: bytes as received, one gzip member a record, offsets that lead there."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.warc import WarcFile, members, read_response
from crawler.errors import StorageError
from tests.archive.makers import HOST, exchange

GBK_REASON = "成功".encode("gbk").decode("latin-1")
GBK_HEADER = ("X-Note", "科技局".encode("gbk").decode("latin-1"))


def write(path: Path, *exchanges):
    warc = WarcFile.create(path, {"software": "test"})
    pointers = [warc.add(each) for each in exchanges]
    warc.sync()
    warc.close()
    return pointers


def test_every_byte_of_a_body_comes_back(tmp_path: Path) -> None:
    bodies = [b"", b"\x00\xff" * 5000, "正文".encode("gb18030"), b"HTTP/1.1 200 OK\r\n\r\nWARC/1.1\r\n"]
    pointers = write(tmp_path / "a.warc.gz", *(exchange(body=body) for body in bodies))
    for body, pointer in zip(bodies, pointers, strict=True):
        archived = read_response(tmp_path / "a.warc.gz", pointer.offset)
        assert archived.body == body
        assert archived.record_id == pointer.record_id


def test_raw_header_bytes_and_the_reason_phrase_stand_as_on_the_wire(tmp_path: Path) -> None:
    sent = exchange(
        reason=GBK_REASON, headers=(("X-wEiRd-CaSe", "1"), GBK_HEADER, ("Set-Cookie", "a"), ("Set-Cookie", "b"))
    )
    (pointer,) = write(tmp_path / "a.warc.gz", sent)
    assert read_response(tmp_path / "a.warc.gz", pointer.offset).headers == sent.headers
    with (tmp_path / "a.warc.gz").open("rb") as file:
        file.seek(pointer.offset)
        record = next(iter(ArchiveIterator(file)))
        assert record.http_headers.statusline.encode("latin-1").endswith("成功".encode("gbk"))


def test_members_lie_where_the_pointers_say(tmp_path: Path) -> None:
    pointers = write(tmp_path / "a.warc.gz", *(exchange(f"{HOST}/{n}") for n in range(5)))
    found = dict(members(tmp_path / "a.warc.gz"))
    assert {pointer.offset: pointer.length for pointer in pointers}.items() <= found.items()
    assert len(found) == 1 + 2 * 5
    assert sum(found.values()) == (tmp_path / "a.warc.gz").stat().st_size


def test_transfer_encoding_is_renamed_because_the_body_is_stored_without_it(tmp_path: Path) -> None:
    (pointer,) = write(tmp_path / "a.warc.gz", exchange(headers=(("Transfer-Encoding", "chunked"),)))
    archived = read_response(tmp_path / "a.warc.gz", pointer.offset)
    assert archived.headers == (("X-Archive-Orig-Transfer-Encoding", "chunked"),)
    assert archived.body == b"<html>page</html>"


def test_warcio_s_own_check_passes(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", exchange(), exchange(body=b"", status=304, reason="Not Modified"))
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("warcio")), "check", str(tmp_path / "a.warc.gz")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_a_cut_body_is_marked_as_such(tmp_path: Path) -> None:
    (pointer,) = write(tmp_path / "a.warc.gz", exchange(truncated="disconnect"))
    with (tmp_path / "a.warc.gz").open("rb") as file:
        file.seek(pointer.offset)
        record = next(iter(ArchiveIterator(file)))
    assert record.rec_headers.get_header("WARC-Truncated") == "disconnect"


def test_the_request_is_kept_with_its_target(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", exchange("http://h.example.cn?x=/1", method="POST", request_body=b"page=2"))
    with (tmp_path / "a.warc.gz").open("rb") as file:
        request = next(record for record in ArchiveIterator(file) if record.rec_type == "request")
        assert request.http_headers.statusline.endswith("/?x=/1 HTTP/1.1")


@pytest.mark.parametrize("offset", [1, 10**9])
def test_a_place_without_a_record_is_a_storage_error(tmp_path: Path, offset: int) -> None:
    write(tmp_path / "a.warc.gz", exchange())
    with pytest.raises(StorageError):
        read_response(tmp_path / "a.warc.gz", offset)


def test_a_cut_file_is_named_with_the_place(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", exchange())
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[:-3])
    with pytest.raises(StorageError, match="byte"):
        list(members(tmp_path / "a.warc.gz"))


def test_every_record_is_of_warc_1_1(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", exchange())
    raw = (tmp_path / "a.warc.gz").read_bytes()
    records = [gzip.decompress(raw[start : start + length]) for start, length in members(tmp_path / "a.warc.gz")]
    assert len(records) == 3 and all(record.startswith(b"WARC/1.1\r\n") for record in records)
