"""verify: any flipped, cut or inserted byte is found and located; a sound archive has nothing to say."""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from crawler.archive.verify import Damage, verify_site
from crawler.errors import StorageError
from tests.archive.makers import sound_archive

HOW = ("flip", "cut", "insert")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_archive(tmp_path_factory.mktemp("sound") / "kjj")


def corrupt(path: Path, how: str, chance: random.Random) -> int:
    """Change one byte of a file; gives its place."""
    whole = bytearray(path.read_bytes())
    place = chance.randrange(len(whole))
    if how == "flip":
        whole[place] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del whole[place]
    else:
        whole.insert(place, whole[place] ^ 0x55)
    path.write_bytes(whole)
    return place


def near(damage: Damage, path: Path, place: int, how: str) -> bool:
    """Whether the damage is located: its byte range, line or file covers the place."""
    if not path.as_posix().endswith(damage.file):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", damage.place)]
    if damage.place.startswith("bytes "):
        return numbers[0] <= place <= numbers[1]
    if damage.place.startswith("line "):
        return numbers[0] <= path.read_bytes()[:place].count(b"\n") + 2
    return True


def test_a_sound_archive_has_no_damage(sound: Path) -> None:
    found = verify_site(sound)
    assert found.damage == []
    assert (found.records, found.files) == (6, 1) and found.responses == 7


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("pattern", ["articles.jsonl", "pages-*.warc.gz", "index.cdxj", "files/*/*"])
def test_any_changed_byte_is_found_and_located(sound: Path, tmp_path: Path, pattern: str, how: str) -> None:
    chance = random.Random(f"{pattern} {how}")
    for _ in range(30):
        folder = tmp_path / "kjj"
        shutil.copytree(sound, folder)
        path = chance.choice(sorted(folder.glob(pattern)))
        place = corrupt(path, how, chance)
        damage = verify_site(folder).damage
        assert any(near(each, path, place, how) for each in damage), (path.name, how, place, damage)
        shutil.rmtree(folder)


@pytest.mark.parametrize("pattern", ["articles.jsonl", "pages-*.warc.gz", "files/*/*", "index.cdxj"])
def test_a_missing_file_is_found(sound: Path, tmp_path: Path, pattern: str) -> None:
    folder = tmp_path / "kjj"
    shutil.copytree(sound, folder)
    path = sorted(folder.glob(pattern))[0]
    path.unlink()
    assert any(path.as_posix().endswith(each.file) for each in verify_site(folder).damage)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE responses SET offset = offset + 1 WHERE seq = 2",
        "UPDATE responses SET record_id = 'urn:x' WHERE seq = 3",
        "UPDATE responses SET payload_sha256 = '00' WHERE seq = 1",
        "UPDATE articles SET line_offset = line_offset + 1",
        "UPDATE articles SET revision = 2 WHERE rowid_is_not_here",
        "DELETE FROM segments WHERE start = 0",
        "UPDATE files SET length = length + 1",
    ],
)
def test_a_changed_ledger_pointer_is_found(sound: Path, tmp_path: Path, change: str) -> None:
    folder = tmp_path / "kjj"
    shutil.copytree(sound, folder)
    ledger = sqlite3.connect(folder / "ledger.sqlite")
    ledger.execute(change.replace("rowid_is_not_here", "id = (SELECT min(id) FROM articles)"))
    ledger.commit()
    ledger.close()
    assert verify_site(folder).damage


def test_a_torn_ledger_is_damage_not_a_crash(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(10):
        folder = tmp_path / "kjj"
        shutil.copytree(sound, folder)
        whole = (folder / "ledger.sqlite").read_bytes()
        start = chance.randrange(100, len(whole) - 5000)
        (folder / "ledger.sqlite").write_bytes(whole[:start] + b"\xee" * 4096 + whole[start + 4096 :])
        with contextlib.suppress(StorageError):  # the error says so as well
            assert verify_site(folder).damage
        shutil.rmtree(folder)


def test_bytes_beyond_the_committed_ones_are_no_damage(sound: Path, tmp_path: Path) -> None:
    """Another run may be writing; whatever it leaves is cut off at the next start."""
    folder = tmp_path / "kjj"
    shutil.copytree(sound, folder)
    for path in (folder / "articles.jsonl", next(folder.glob("pages-*"))):
        path.write_bytes(path.read_bytes() + b"half a rec")
    assert verify_site(folder).damage == []


def test_a_folder_without_an_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no archive"):
        verify_site(tmp_path)
