"""A release says what the records say, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.archive.archive import Archive
from crawler.items import RECORD_FIELDS
from tests.export.archives import article, fill, make, mark_gone
from tests.export.conftest import FORMATS
from tests.sites import FANGZHI, Ended, Home, wait_for

KEYS = [field.name for field in RECORD_FIELDS]
COLUMNS = [*KEYS[: KEYS.index("channel") + 1], "channels", *KEYS[KEYS.index("channel") + 1 :]]


def rows_of(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def export(home: Home, *arguments: str, format_: str = "jsonl") -> Ended:
    return home.run("export", "--format", format_, "--json", *arguments)


def test_jsonl_holds_every_record_as_it_is(releases: dict[str, Path], records: dict[str, dict[str, Any]]) -> None:
    rows = rows_of(releases["jsonl"])
    assert len(rows) == len(records) > 200
    for row in rows:
        assert list(row) == COLUMNS
        channels = row.pop("channels")
        assert channels[0] == row["channel"]
        assert row == records[row["id"]]


def test_rows_stand_in_order_of_site_time_and_id(releases: dict[str, Path]) -> None:
    keys = [(row["site"], row["publish_time"], row["id"]) for row in rows_of(releases["jsonl"])]
    assert keys == sorted(keys)


def test_an_article_in_two_channels_says_so(releases: dict[str, Path], demo: Home) -> None:
    several = {row["id"]: set(row["channels"]) for row in rows_of(releases["jsonl"]) if len(row["channels"]) > 1}
    assert several
    for id_, channels in several.items():
        assert channels == _listed(demo, id_)


def _listed(demo: Home, id_: str) -> set[str]:
    for path in (demo.output / "demo").glob("*/ledger.sqlite"):
        rows = sqlite3.connect(path).execute(
            "SELECT channel FROM entries WHERE identity IN (SELECT identity FROM visits WHERE article = ?)", (id_,)
        )
        if found := {channel for (channel,) in rows}:
            return found
    return set()


def test_csv_sqlite_and_parquet_say_the_same(releases: dict[str, Path]) -> None:
    expected = [(row["id"], row["title"], row["body"], row["editor"]) for row in rows_of(releases["jsonl"])]
    with (releases["csv"] / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        from_csv = [(r["id"], r["title"], r["body"] or None, json.loads(r["editor"])) for r in csv.DictReader(file)]
    assert from_csv == expected
    query = "SELECT id, title, body, editor FROM"
    db = sqlite3.connect(releases["sqlite"] / "articles.sqlite")
    assert [(*row[:3], json.loads(row[3])) for row in db.execute(f"{query} articles ORDER BY rowid")] == expected
    assert duckdb.sql(f"{query} '{releases['parquet']}/articles.parquet'").fetchall() == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_records_give_the_same_bytes(
    releases: dict[str, Path], demo: Home, tmp_path: Path, format_: str
) -> None:
    out = tmp_path / "again"
    assert export(demo, "--output", "output/demo", "--out", str(out), format_=format_).code == 0
    for name in ("README.md", "datapackage.json", f"articles.{format_}"):
        assert (out / name).read_bytes() == (releases[format_] / name).read_bytes(), name


@pytest.mark.parametrize("format_", FORMATS)
def test_the_descriptor_describes_the_file(releases: dict[str, Path], format_: str) -> None:
    descriptor = json.loads((releases[format_] / "datapackage.json").read_text(encoding="utf-8"))
    (resource_,) = descriptor["resources"]
    body = (releases[format_] / resource_["path"]).read_bytes()
    assert resource_["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert resource_["bytes"] == len(body)
    assert resource_["rows"] == len(rows_of(releases["jsonl"])) == sum(site["rows"] for site in descriptor["sites"])
    assert [field["name"] for field in resource_["schema"]["fields"]] == COLUMNS
    assert descriptor["demo"] is True


def test_the_card_tells_what_and_from_where_in_both_languages(releases: dict[str, Path]) -> None:
    rows = rows_of(releases["jsonl"])
    text = (releases["jsonl"] / "README.md").read_text(encoding="utf-8")
    days = [row["publish_time"][:10] for row in rows]
    for said in (
        f"{len(rows)} 篇文章",
        f"{len(rows)} articles",
        "演示数据",
        "DEMO",
        f"{min(days)} – {max(days)}",
        "SHA-256",
    ):
        assert said in text
    for name in COLUMNS:
        assert f"| `{name}` |" in text
    mine = [row for row in rows if row["site"] == "tongchuan"]
    share = 100 * sum(bool(row["editor"]) for row in mine) / len(mine)
    head = next(line for line in text.splitlines() if line.startswith("| site | title"))
    rates = next(line for line in text.splitlines() if line.startswith("| tongchuan | 100.0"))
    assert dict(zip(head.split(" | "), rates.split(" | "), strict=True))["editor"] == f"{share:.1f}"


def test_filters_choose_by_site_channel_and_day(releases: dict[str, Path], demo: Home, tmp_path: Path) -> None:
    everything = rows_of(releases["jsonl"])
    chosen = {
        ("--site", "kjt_sc"): [row for row in everything if row["site"] == "kjt_sc"],
        ("--channel", "tzgg"): [row for row in everything if "tzgg" in row["channels"]],
        ("--since", "2018-03-01", "--until", "2018-04-20"): [
            row for row in everything if "2018-03-01" <= row["publish_time"][:10] <= "2018-04-20"
        ],
    }
    for arguments, expected in chosen.items():
        ended = export(demo, "--output", "output/demo", "--out", str(tmp_path / "chosen"), *arguments)
        assert ended.code == 0, ended.err
        assert rows_of(tmp_path / "chosen") == expected
        assert 0 < len(expected) < len(everything)


@pytest.mark.parametrize(
    "wrong",
    [["--site", "nobody"], ["--channel", "nothing"], ["--since", "yesterday"], ["--until", "2024-02-30"]],
    ids=lambda wrong: wrong[0],
)
def test_what_is_not_known_is_named(demo: Home, wrong: list[str]) -> None:
    ended = export(demo, "--output", "output/demo", *wrong)
    assert ended.code == 2
    assert wrong[1] in ended.err


def test_an_unknown_format_is_named(demo: Home) -> None:
    ended = export(demo, "--output", "output/demo", format_="xlsx")
    assert ended.code == 2
    assert "xlsx" in ended.err


def test_older_versions_and_gone_articles_are_left_out(home: Home) -> None:
    make(home.output, article(1), article(2), article(3))
    make(home.output, article(2, title="第2号通知（更正）", content_sha256="f" * 64))
    mark_gone(home.output, 3)
    ended = export(home)
    rows = rows_of(Path(ended.json["folder"]))
    assert sorted((row["title"], row["revision"]) for row in rows) == [("第1号通知", 1), ("第2号通知（更正）", 2)]


def test_a_running_crawl_is_read_up_to_its_last_commit(home: Home) -> None:
    archive = Archive(home.output / "kx", "kx", "某县科学技术协会")
    try:
        fill(archive, article(1), article(2))
        archive.commit()
        fill(archive, article(3))
        archive.records._file.flush()
        assert export(home).json["rows"] == 2
    finally:
        archive.close()
    assert export(home).json["rows"] == 3


def test_a_damaged_record_stops_the_export_by_name(home: Home) -> None:
    make(home.output, article(1), article(2))
    path = home.output / "kx" / "articles.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"id"', b'{"id', 1))
    ended = export(home)
    assert ended.code == 5
    assert "articles.jsonl at byte 0" in ended.err
    assert not list((home.output / "exports").glob("[!.]*"))


def test_a_damaged_ledger_stops_every_reading_command_by_name(home: Home) -> None:
    make(home.output, article(1))
    (home.output / "kx" / "ledger.sqlite").write_bytes(b"no database at all" * 500)
    for command in (["export", "--format", "csv"], ["feed"], ["new-posts", "--since", "1d"]):
        ended = home.run(*command)
        assert ended.code == 5
        assert "ledger.sqlite" in ended.err


def test_a_folder_that_is_no_release_is_left_alone(home: Home, tmp_path: Path) -> None:
    make(home.output, article(1))
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    ended = export(home, "--out", str(mine))
    assert ended.code == 2
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_no_article_at_all_is_a_release_with_a_schema(home: Home) -> None:
    make(home.output)
    for format_ in FORMATS:
        assert export(home, format_=format_).json["rows"] == 0
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{home.output}/exports/all-parquet/articles.parquet'").fetchall()
    assert [row[0] for row in described] == COLUMNS


@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_leaves_the_old_release(home: Home, format_: str) -> None:
    make(home.output, article(1))
    assert export(home, format_=format_).code == 0
    folder = home.output / "exports" / f"all-{format_}"
    before = contents(folder)
    make(home.output, *(article(n, body=os.urandom(150_000).hex()) for n in range(2, 6)))
    limited = subprocess.run(
        [FANGZHI, "export", "--format", format_],
        env=home.environment(), cwd=home.root, capture_output=True, text=True, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
    )  # fmt: skip
    assert limited.returncode == 5, limited.stderr
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "terminate"])
def test_an_export_that_is_stopped_leaves_the_old_release(home: Home, stop: signal.Signals) -> None:
    make(home.output, article(1))
    assert export(home).code == 0
    folder = home.output / "exports" / "all-jsonl"
    before = contents(folder)
    make(home.output, *(article(n, body=f"{n}" * 2_000) for n in range(2, 4_000)))
    aside = folder.with_name(".all-jsonl.aside")
    process = home.start("export", "--format", "jsonl")
    wait_for(aside.exists)
    process.send_signal(stop)
    process.communicate(timeout=20)
    assert process.returncode == (-9 if stop == signal.SIGKILL else 130)
    assert contents(folder) == before
    assert export(home).json["rows"] == 3_999
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_a_death_between_the_two_renames_is_undone(home: Home) -> None:
    make(home.output, article(1))
    folder = Path(export(home).json["folder"])
    before = contents(folder)
    folder.rename(folder.with_name(f".{folder.name}.previous"))
    shutil.copytree(folder.with_name(f".{folder.name}.previous"), folder.with_name(f".{folder.name}.aside"))
    (home.output / "kx" / "articles.jsonl").write_bytes(b"")  # the next export fails, too
    assert export(home).code == 5
    assert contents(folder) == before
