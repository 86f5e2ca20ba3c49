"""Images and attachments by their SHA-256."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from crawler.archive.files import file_path, store_file
from crawler.errors import StorageError


def test_a_file_lies_under_its_own_digest_and_alone(tmp_path: Path) -> None:
    name = store_file(tmp_path, b"%PDF-1.4")
    assert name == sha256(b"%PDF-1.4").hexdigest()
    assert store_file(tmp_path, b"%PDF-1.4") == name
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name[:2] / name]
    assert file_path(tmp_path, name).read_bytes() == b"%PDF-1.4"


def test_a_torn_file_under_the_name_is_replaced(tmp_path: Path) -> None:
    name = store_file(tmp_path, b"whole file")
    file_path(tmp_path, name).write_bytes(b"who")
    store_file(tmp_path, b"whole file")
    assert file_path(tmp_path, name).read_bytes() == b"whole file"


def test_an_impossible_place_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"")
    with pytest.raises(StorageError):
        store_file(tmp_path / "files", b"x")
