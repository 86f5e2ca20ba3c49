"""Whether a regular expression of the reader can blow up: pages full of what the expressions themselves speak of.

    .venv/bin/python benchmarks/patterns.py

Units are the literals of every expression in the engine, each repeated to a line of 400 characters, and white space
and marks, each to a short line, a long one and a very long one. They stand everywhere at once: in the heading, between
labels, in the first and last paragraphs with brackets and without, in a script, a link and a table, after words that
make a search begin. The slowest pages are printed; exit code 1 when one takes more than two seconds of CPU time.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import crawler
from crawler import PageError, read_article, read_list

LENGTHS_OF_MARKS = (80, 1_500, 100_000)
LENGTHS_OF_WORDS = (400,)
LONGEST_SECONDS = 2.0
SHOWN = 8
MARKS = (
    " ",
    "\t",
    "'",
    "\\'",
    "= [{'",
    "\n",
    "\0",
    "\u3000",
    "&nbsp;",
    "<b>",
    "<br>",
    "0",
    "a",
    "字",
    "张三 ",
    "2020-",
    "12:",
    "..",
    "\\",
)
PAGE = """<html><head><title>{0}</title><meta name="ContentSource" content="{0}"></head><body><h1>题{0}</h1>
<div>来源：{0} 作者：{0} 时间：2020-01-01 {0}</div><div id="zoom"><p>（记者 {0}）{1}</p><p>{0}</p><p>{1}</p>
<table><tr><td>{0}</td><td><a href="/a.html?{0}">{0}</a> 2020-01-01</td></tr></table>
<p>{1}（{0}）</p><p>（{0} 责任编辑：{0}）</p></div>
<script>var a='{0}';document.write('来源：'+a)</script>{0}</body></html>"""
# A list page that prints none: its list may stand in a script.
SHELL = """<html><head><title>列表</title></head><body><ul id="list"></ul>
<script>var item = [{{'title':{0}</script></body></html>"""
TEXT = "会议强调，要认真贯彻落实有关部署，确保各项工作按时完成，取得实效。" * 3
URL = "http://www.example.com/art/2020/1/1/art_1_1.html"


def main() -> int:
    """Time them all."""
    units = list(dict.fromkeys([*MARKS, *literals()]))
    found = []
    for unit in units:
        for length in lengths_of(unit):
            found.append((seconds(unit, length), length, unit))
            if found[-1][0] > LONGEST_SECONDS:
                print("slow:", *found[-1], flush=True)
    print(f"{len(units)} units, {len(found)} pages; the slowest:")
    for taken, length, unit in sorted(found)[: -SHOWN - 1 : -1]:
        print(f"{taken * 1000:10.1f} ms  {unit!r} to {length} characters")
    return 1 if max(found)[0] > LONGEST_SECONDS else 0


def lengths_of(unit: str) -> tuple[int, ...]:
    """To how many characters a unit is repeated."""
    return LENGTHS_OF_MARKS if unit in MARKS else LENGTHS_OF_WORDS


def seconds(unit: str, length: int) -> float:
    """The time of reading one page as an article and as a list, and its words as a list in a script."""
    words = (unit * (length // len(unit) + 1))[:length]
    page, shell = PAGE.format(words, TEXT).encode(), SHELL.format(words).encode()
    started = time.process_time()
    for read, what in ((read_article, page), (read_list, page), (read_list, shell)):
        with contextlib.suppress(PageError):
            read(what, URL)
    return time.process_time() - started


def literals() -> list[str]:
    """The words in the sources of all expressions, without their syntax."""
    words: dict[str, None] = {}
    for pattern in patterns():
        source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
        syntax = r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[A-Za-z]|\{\d*,?\d*\}|\?[:=!]|\?<[!=]|\?P<\w+>|\?P=\w+"
        words |= dict.fromkeys(re.findall(r"[^\s()\[\]{}|?*+^$\\.]{1,20}", re.sub(syntax, " ", source)))
    return list(words)


def patterns() -> Iterator[re.Pattern[Any]]:
    """The compiled expressions of all modules."""
    for module in pkgutil.walk_packages(crawler.__path__, "crawler."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            held = value if isinstance(value, (tuple, list)) else (value,)
            yield from (one for one in held if isinstance(one, re.Pattern))


if __name__ == "__main__":
    sys.exit(main())
