"""One row of a list: what blocks, boxes and dates are made of."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extract.list_links import Link


@dataclass(slots=True)
class Row:
    """One row: its link, its element's number, and its text (`since` to `until`, in Layout.text)."""

    link: Link
    node: int
    since: int = 0
    until: int = 0
