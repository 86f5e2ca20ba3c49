"""The reader's scores never fall below benchmarks/floors.json.

Raise a floor when a rule gets better, never lower one.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.reader import cases, corpus_root, score  # noqa: E402 - the project root must be importable first
from benchmarks.reader_lists import list_tally  # noqa: E402
from benchmarks.reader_peers import fangzhi  # noqa: E402
from benchmarks.reader_scores import Tally  # noqa: E402

FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))


@cache
def tally(name: str) -> Tally:
    """The scores on one set of labelled pages, both parts together."""
    if name == "lists" and (root := corpus_root()) is not None:
        return list_tally(root / "corpus", "all")
    return score(cases("all")[name], fangzhi)


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, floors in FLOORS.items() for key in floors])
def test_score_holds_its_floor(name: str, key: str) -> None:
    if name != "own" and corpus_root() is None:
        pytest.skip("FANGZHI_CORPUS is absent: the real pages are not scored")
    share = tally(name).share(key)
    assert share is not None, f"{name}: nothing was judged for {key}"
    assert share >= FLOORS[name][key], f"{name}: {key} fell to {share:.4f}"
