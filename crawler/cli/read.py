"""fangzhi read: one article page, and why each field is what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from crawler import read_article
from crawler.cli.words import printable, say
from crawler.errors import BlockedError, PageError, UsageError
from crawler.items import Article

_SHOWN_CHARACTERS = 160
_NO_URL = "http://page.invalid/"

_METHODS = {
    "rule": ("a rule of the site file", "站点文件的规则"),
    "meta": ("a meta tag", "meta 标签"),
    "script": ("written by a script", "脚本写出"),
    "label": ("labelled text", "带标签的文字"),
    "byline": ("a byline", "署名"),
    "list": ("the list page", "列表页"),
    "url": ("the address", "网址"),
    "heuristic": ("the page's layout", "版面推断"),
}
_FIELDS_ZH = {
    "title": "标题",
    "subtitle": "副标题",
    "publish_time": "发布时间",
    "source": "来源",
    "author": "作者",
    "editor": "编辑",
    "reviewer": "审核",
    "credits": "全部署名",
    "views": "浏览次数",
    "breadcrumb": "栏目路径",
    "document_number": "发文字号",
    "index_number": "索引号",
    "issuer": "发文机关",
    "original_url": "原文链接",
    "body": "正文",
    "images": "图片",
    "attachments": "附件",
}


def read_command(page: str, url: str | None, *, explain: bool, settings: tuple[str, ...], as_json: bool) -> int:
    """Run `fangzhi read`: 0 fine, 3 the page is no article or leaves doubts, 4 blocked."""
    try:
        article = _read_url(page, settings) if _is_url(page) else _read_file(page, url)
    except PageError as error:
        return _refuse(error, as_json=as_json)
    if as_json:
        typer.echo(json.dumps(article.to_dict(), ensure_ascii=False, indent=1))
    elif explain:
        print_explanation(article)
    else:
        _print_article(article)
    return 3 if article.warnings else 0


def _is_url(page: str) -> bool:
    return page.lower().startswith(("http://", "https://"))


def _read_file(page: str, url: str | None) -> Article:
    try:
        body = Path(page).read_bytes()
    except OSError as error:
        raise UsageError(f"{page}: {error.strerror}") from error
    if url is not None and not _is_url(url):
        raise UsageError(f"--url {url}: expected an http or https URL")
    return read_article(body, url or _NO_URL)


def _read_url(url: str, settings: tuple[str, ...]) -> Article:
    from crawler.cli.crawl import Options, base_settings, quiet_logging
    from crawler.cli.survey import fetch_article
    from crawler.probe import run_probe

    with quiet_logging():
        _, article = run_probe(url, base_settings(Options(settings=settings)), lambda probe: fetch_article(probe, url))
    return article


def _refuse(error: PageError, *, as_json: bool) -> int:
    code = error.exit_code if isinstance(error, BlockedError) else 3
    if as_json:
        typer.echo(json.dumps({"error": str(error), "kind": error.kind, "exit_code": code}, ensure_ascii=False))
    typer.echo(f"fangzhi: {error.kind}: {printable(str(error))}", err=True)
    return code


def _print_article(article: Article) -> None:
    console = Console(highlight=False, markup=False)
    for name in _shown_fields(article):
        if name != "body":
            console.print(f"{_label(name)}: {_shown(getattr(article, name), 2_000)}", soft_wrap=True)
    console.print("")
    for paragraph in (article.body or say("(no body text)", "（无正文文字）")).split("\n"):
        console.print(printable(paragraph) + "\n", soft_wrap=True)
    _print_doubts(article, console)


def print_explanation(article: Article) -> None:
    """A table: field, value, how it was found, where, and the page's own words."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 160
    table = Table(show_lines=True, header_style="bold")
    for title, ratio in (
        (say("field", "字段"), 2), (say("value", "取值"), 6), (say("found by", "依据"), 3),
        (say("where", "位置"), 4), (say("the page's words", "网页原话"), 5),
    ):  # fmt: skip
        table.add_column(title, ratio=ratio, overflow="fold")
    for name in _shown_fields(article):
        origin = article.provenance.get(name)
        en, zh = _METHODS.get(origin.method, ("", "")) if origin else ("", "")
        table.add_row(
            _label(name),
            _shown(getattr(article, name)),
            say(en, zh),
            _shown(origin.locator) if origin else "",
            _shown(origin.raw) if origin else "",
        )
    console.print(table)
    empty = [_label(name) for name in _FIELDS_ZH if not getattr(article, name)]
    if empty:
        console.print(say("the page prints no ", "网页没有印出：") + say(", ", "、").join(empty), soft_wrap=True)
    _print_doubts(article, console)


def _shown_fields(article: Article) -> list[str]:
    return [name for name in _FIELDS_ZH if getattr(article, name)]


def _label(name: str) -> str:
    return say(name, f"{_FIELDS_ZH[name]} {name}")


def _shown(value: Any, limit: int = _SHOWN_CHARACTERS) -> str:
    if isinstance(value, tuple):
        value = " · ".join(_one(item) for item in value)
    text = printable(str(value).replace("\n", " ¶ "))
    return text if len(text) <= limit else f"{text[:limit]}…"


def _one(item: Any) -> str:
    if hasattr(item, "role"):
        return f"{item.role}：{item.name}"
    if hasattr(item, "url"):
        words = getattr(item, "caption", None) or getattr(item, "name", None)
        return f"{words} <{item.url}>" if words else str(item.url)
    return str(item)


def _print_doubts(article: Article, console: Console) -> None:
    for warning in article.warnings:
        console.print(say("doubt: ", "疑点：") + printable(warning), soft_wrap=True)
    if article.canonical_url.startswith(_NO_URL):
        console.print(say("no --url given: links have no site", "未给 --url：链接没有站点"))
