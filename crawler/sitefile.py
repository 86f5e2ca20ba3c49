"""Write a site file: only checked literals of page text enter it, so that a hostile title cannot become code."""

from __future__ import annotations

import ast
import keyword
import re
from urllib.parse import urlsplit

from crawler.site import Channel, ListPage, Site

#: Endings under which names are given out; what stands before them names the site.
_ENDINGS = (
    "gov.cn", "org.cn", "edu.cn", "com.cn", "net.cn", "ac.cn", "mil.cn",
    "gov.hk", "gov.mo", "cn", "com", "net", "org", "gov", "edu", "info", "cc", "top", "vip",
)  # fmt: skip
_COLUMN_NUMBER = re.compile(r"(?:^|&)[a-z]*(?:id|class|cat|col|lm|type|node)[a-z]*=(\d{1,12})(?=&|$)", re.IGNORECASE)
_GENERIC = re.compile(r"(?:index|list|default|more|column|col|node|page|news_?list|common_list)(?:[-_]?\d+)?")
_UNSAFE_IN_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\"'\\]")


def name_of_host(host: str) -> str:
    """A site's name from its host, label of the host first: kjt.sc.gov.cn → kjt_sc."""
    host = host.lower().strip(".").removeprefix("www.")
    for ending in _ENDINGS:
        if host.endswith("." + ending):
            host = host.removesuffix("." + ending)
            break
    name = re.sub(r"[^a-z0-9]+", "_", host).strip("_") or "site"
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"site_{name}"


def key_of(url: str, taken: set[str]) -> str:
    """A channel's key from its list's address: the column's number or folder, else c1, c2 …"""
    parts = urlsplit(url)
    pieces = [re.sub(r"\.[a-z]+$", "", piece) for piece in parts.path.lower().split("/") if piece]
    numbered = [f"c{number}" for number in _COLUMN_NUMBER.findall(parts.query)]
    named = [_folder_key(piece) for piece in _most_telling_first(pieces, parts.path)]
    for candidate in (*numbered, *named):
        if candidate and candidate not in taken:
            return candidate
    return next(key for number in range(1, 1_000) if (key := f"c{number}") not in taken)


def _most_telling_first(pieces: list[str], path: str) -> list[str]:
    """Folders from the inside out, then the file: /kjt/gstz/newschild.shtml is the list of gstz."""
    folders, file = (pieces, []) if path.endswith("/") else (pieces[:-1], pieces[-1:])
    return [*reversed(folders), *file]


def _folder_key(piece: str) -> str | None:
    if re.fullmatch(r"\d{1,12}", piece):
        return f"c{piece}"
    telling = re.fullmatch(r"[a-z][a-z0-9_-]{1,30}", piece) and not _GENERIC.fullmatch(piece)
    return piece if telling else None


def site_file(site: Site, note: str) -> str:
    """The text of a site file. `note` becomes its docstring. Raises ValueError if the text were no plain data."""
    class_name = "".join(part.capitalize() for part in site.name.split("_")) + "Spider"
    names = ["Channel", *(["ListPage"] if site.listing != ListPage() else []), "SiteSpider"]
    lines = [
        f'"""{_comment(site.title)} ({site.host}). {_comment(note)}"""',
        "",
        f"from crawler import {', '.join(names)}",
        "",
        "",
        f"class {class_name}(SiteSpider):",
        f'    """The news of {_comment(site.title)}."""',
        "",
        f"    name = {_literal(site.name)}",
        f"    title = {_literal(site.title)}",
        f"    home = {_literal(site.home)}",
        "    channels = (",
        *(f"        {_channel(channel)}," for channel in site.channels),
        "    )",
    ]
    if site.listing != ListPage():
        lines.append(f"    listing = {_list_page(site.listing)}")
    text = "\n".join(lines) + "\n"
    _check(text)
    return text


def _channel(channel: Channel) -> str:
    arguments = [_literal(channel.key), _literal(channel.title)]
    if channel.url:
        arguments.append(_literal(channel.url))
    return f"Channel({', '.join(arguments)})"


def _list_page(listing: ListPage) -> str:
    given = {name: getattr(listing, name) for name in ("items", "link", "title", "date") if getattr(listing, name)}
    return f"ListPage({', '.join(f'{name}={_literal(value)}' for name, value in given.items())})"


def _literal(text: str) -> str:
    # json-like double quotes, everything unprintable escaped by repr; what repr gives is read back below.
    literal = repr(text)
    if literal.startswith("'") and '"' not in literal:
        literal = f'"{literal[1:-1]}"'
    if ast.literal_eval(literal) != text:
        raise ValueError(f"cannot be written as a literal: {text!r}")
    return literal


def _comment(text: str) -> str:
    """Page text for a docstring: nothing in it can end the string or hide."""
    return _UNSAFE_IN_TEXT.sub("", text)[:200].strip()


_DATA = (
    ast.Module, ast.Expr, ast.Constant, ast.ImportFrom, ast.alias, ast.ClassDef, ast.Name, ast.Load, ast.Store,
    ast.Assign, ast.Tuple, ast.Call, ast.keyword,
)  # fmt: skip


def _check(text: str) -> None:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, _DATA):
            raise ValueError(f"a site file is data; found {type(node).__name__}")
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in ("Channel", "ListPage")
        ):
            raise ValueError("a site file calls nothing but Channel and ListPage")
