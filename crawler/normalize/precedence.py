"""Which statement wins, per field, as data: kinds of statements, strongest first.

A kind is a statement's method and the head of its locator (what stands before the first colon);
`*` at the end stands for any locator. A field takes the first kind that yields a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from crawler.items import Said

PRECEDENCE: dict[str, tuple[str, ...]] = {
    "title": ("rule", "meta[name=ArticleTitle]", "heuristic", "label header", "meta title", "meta", "list"),
    "subtitle": ("rule", "heuristic"),
    "publish_time": (
        "rule",
        "meta[name=PubDate]",
        "script header",
        "label header",
        "meta",
        "heuristic",
        "label footer",
        "script variable",
        "list",
        "label header weak",
        "label footer weak",
        "url",
        "label header document",
    ),
    "source": (
        "rule",
        "label header",
        "script header",
        "meta[name=ContentSource]",
        "label footer",
        "script footer",
        "byline",
        "meta",
        "heuristic",
    ),
    # meta Author is often the operator: it is never believed alone, so it has no place here.
    "author": (
        "rule",
        "label header",
        "script header",
        "label footer",
        "heuristic",
        "byline last paragraph",
        "byline byline",
        "byline dateline",
    ),
    "editor": ("rule", "label footer", "script footer", "byline", "label header", "script header", "meta"),
    "reviewer": ("rule", "label footer", "script footer", "byline", "label header", "script header"),
    "views": ("label header", "script header", "label footer"),
    "document_number": ("label header", "heuristic"),
    "index_number": ("label header",),
    "issuer": ("label header",),
    "original_url": ("rule", "label footer", "label header"),
}
# Every printed editor and reviewer counts, wherever it stands; a page has one author line.
UNITED = frozenset({"author", "editor", "reviewer"})


def kind_of(said: Said) -> str:
    """The kind of a statement: `meta[name=PubDate]`, `label header`, `byline dateline`, `list`."""
    if said.method == "meta":
        return said.locator if said.locator.startswith("meta[") else f"meta {said.locator}"
    if said.method in ("label", "script", "byline"):
        return f"{said.method} {said.locator.partition(':')[0]}"
    return said.method


# The place of each kind, by field.
_PLACES = {
    field: {kind.lower(): place for place, kind in reversed(list(enumerate(order)))}
    for field, order in PRECEDENCE.items()
}


def rank(said: Said) -> int | None:
    """The place of a statement in its field's precedence; None: it has no say."""
    places = _PLACES.get(said.field)
    return places.get(kind_of(said).lower(), places.get(said.method)) if places else None


def ranked(statements: Iterable[Said]) -> dict[str, list[Said]]:
    """The statements by field, strongest first, page order within a kind."""
    found: dict[str, list[tuple[int, Said]]] = {}
    for said in statements:
        if (place := rank(said)) is not None:
            found.setdefault(said.field, []).append((place, said))
    return {field: [said for _, said in sorted(own, key=itemgetter(0))] for field, own in found.items()}
