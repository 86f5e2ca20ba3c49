"""Where things lie: project root and output folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import UsageError
from crawler.project import check_names, find_root, output_folder
from tests.sites import Home


def test_fangzhi_home_wins_over_the_folder_one_stands_in(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Home.make(tmp_path / "other")
    monkeypatch.chdir(other.root)
    monkeypatch.setenv("FANGZHI_HOME", str(home.root))
    assert find_root() == home.root
    monkeypatch.delenv("FANGZHI_HOME")
    assert find_root() == other.root


def test_the_nearest_scrapy_cfg_upwards_is_the_root(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANGZHI_HOME", raising=False)
    deep = home.root / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_root() == home.root


def test_no_project_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FANGZHI_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"scrapy\.cfg") as caught:
        find_root()
    assert caught.value.exit_code == 2
    monkeypatch.setenv("FANGZHI_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="nowhere"):
        find_root()


def test_output_is_what_was_chosen_else_the_environment_else_the_root_s(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FANGZHI_OUTPUT", raising=False)
    assert output_folder(home.root) == home.output
    monkeypatch.setenv("FANGZHI_OUTPUT", str(tmp_path / "env"))
    assert output_folder(home.root) == tmp_path / "env"
    assert output_folder(home.root, tmp_path / "chosen") == tmp_path / "chosen"


def test_sites_are_each_taken_once_in_the_order_asked(home: Home) -> None:
    for name in ("b", "a", "c"):
        home.write(name, "")
    assert check_names(home.root, ["c", "a", "c"]) == ["c", "a"]
    assert check_names(home.root, []) == ["a", "b", "c"]


def test_a_project_without_site_files_says_where_they_live(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="spiders"):
        check_names(tmp_path, [])
