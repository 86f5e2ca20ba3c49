"""What commands and their options say of themselves, in the user's language, and the options that several share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from crawler.cli.words import say

Command = TypeVar("Command", bound=Callable[..., Any])

app = typer.Typer(
    name="fangzhi",
    help=say(
        "Keeps the news of China's government and association sites, with the archived page behind every record.",
        "方志：保存政府网站和科协网站的新闻，每条记录都有存档页面为证。",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def command(en: str, zh: str, *, example: str, name: str | None = None) -> Callable[[Command], Command]:
    """A command of `fangzhi`: what it does, and an example of its arguments."""
    return app.command(name, help=say(en, zh), epilog=say("Example: ", "例：") + f"fangzhi {example}")


def flag(name: str, en: str, zh: str, *names: str, **more: Any) -> Any:
    """An option without a value."""
    return typer.Option(name, *names, help=say(en, zh), **more)


def option(name: str, metavar: str, en: str, zh: str, **more: Any) -> Any:
    """An option with a value, which the help calls `metavar`."""
    return typer.Option(name, metavar=metavar, help=say(en, zh), **more)


def argument(metavar: str, en: str, zh: str) -> Any:
    """What stands on the command line without a name."""
    return typer.Argument(metavar=metavar, help=say(en, zh))


Json = Annotated[bool, flag("--json", "one JSON document on stdout", "在标准输出打印一份 JSON")]
Output = Annotated[
    Path | None, option("--output", "DIR", "output folder (default: output/)", "输出目录（默认 output/）")
]
Sites = Annotated[list[str] | None, argument("[SITE]...", "sites; none: all", "站点；不写则全部")]
Site = Annotated[str | None, option("--site", "S", "only this site", "只要该站点")]
Settings = Annotated[
    list[str] | None,
    option("-s", "NAME=VALUE", "a Scrapy setting, wins over site files", "Scrapy 设置，优先于站点文件"),
]
Jobs = Annotated[int, option("--jobs", "N", "sites at a time", "同时抓取的站点数", min=1)]
NoFiles = Annotated[bool, flag("--no-files", "leave images and attachments", "不下载图片和附件")]
Verbose = Annotated[bool, flag("-v", "show the log", "显示日志", "--verbose")]
