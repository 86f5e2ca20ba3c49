"""The columns of a dataset: the keys of Article, in their order, and `channels` after `channel`.

Types come from Article's own annotations, never from the values, so that a column of nulls keeps its type.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crawler.items import RECORD_FIELDS, Article

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """A string."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of 64 bits."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with fixed keys."""

    fields: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object whose keys differ from row to row."""


Kind = Text | Whole | Many | Struct | Keyed

_FLAT = (Text, Whole)
#: One encoder for all cells: making one a cell took a fifth of the time of an export.
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type as the record documents it (`doc_type`) and as files hold it (`kind`)."""

    name: str
    kind: Kind
    doc_type: str
    en: str
    zh: str

    @property
    def flat(self) -> bool:
        """Whether one cell of a table holds it as it is."""
        return isinstance(self.kind, _FLAT)

    def cell(self, row: Row) -> str | int | None:
        """The value for formats that know no lists: those become JSON text."""
        value = row[self.name]
        if self.flat or value is None:
            return typing.cast("str | int | None", value)
        return _as_json(value)


_CHANNELS = Column(
    "channels",
    Many(Text()),
    "list[str]",
    "all channels that list it: `channel` first, the others in alphabetical order",
    "列出该文的全部栏目：首个为 channel，其余按字母排序",
)


@cache
def columns() -> tuple[Column, ...]:
    """All columns, in order."""
    return tuple(_columns())


def _columns() -> Iterator[Column]:
    hints = typing.get_type_hints(Article)
    for field in RECORD_FIELDS:
        doc = field.metadata
        yield Column(field.name, _kind(hints[field.name]), doc["type"], doc["en"], doc["zh"])
        if field.name == "channel":
            yield _CHANNELS


def _kind(hint: Any) -> Kind:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (inner,) = [part for part in typing.get_args(hint) if part is not types.NoneType]
        return _kind(inner)
    if typing.get_origin(hint) is tuple:
        return Many(_kind(typing.get_args(hint)[0]))
    if typing.get_origin(hint) is dict:
        return Keyed()
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return Struct(tuple((name, _kind(inner)) for name, inner in hints.items()))
    return Whole() if hint is int else Text()
