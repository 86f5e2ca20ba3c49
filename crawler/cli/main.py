"""fangzhi: the commands. Each lives in its own file and is imported when it is called."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler import __version__
from crawler.cli.options import (
    Jobs,
    Json,
    NoFiles,
    Output,
    Settings,
    Site,
    Sites,
    Verbose,
    app,
    argument,
    command,
    flag,
    option,
)  # fmt: skip
from crawler.cli.words import printable, say
from crawler.errors import FangzhiError, UsageError


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fangzhi {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, flag("--version", "print the version", "打印版本号", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Common options."""


@command(
    "Walk the lists, fetch new articles, archive them, write records.",
    "遍历列表，抓取新文章，存档并写入记录。",
    example="crawl tongchuan --channel bmdt",
)
def crawl(
    sites: Sites = None,
    channel: Annotated[list[str] | None, option("--channel", "C", "only this channel", "只抓取该栏目")] = None,
    full: Annotated[
        bool, flag("--full", "walk to the end and ask again for known articles", "走完整个列表并复查已知文章")
    ] = False,
    max_pages: Annotated[
        int | None, option("--max-pages", "N", "list pages per channel", "每个栏目的列表页数上限", min=1)
    ] = None,
    output: Output = None,
    jobs: Jobs = 4,
    no_files: NoFiles = False,
    due: Annotated[
        bool, flag("--due", "only what is due now (for cron)", "只访问到期的栏目（供定时任务使用）")
    ] = False,
    settings: Settings = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> None:
    """Crawl."""
    if due:
        if channel or full or max_pages:
            raise UsageError("--due chooses the channels itself and walks as far as needed; leave the other options")
        from crawler.cli.due import DueOptions, due_command

        due_options = DueOptions(
            sites=tuple(sites or ()), output=output, jobs=jobs, files=not no_files, settings=tuple(settings or ()),
            verbose=verbose, as_json=as_json,
        )  # fmt: skip
        raise typer.Exit(due_command(due_options))
    from crawler.cli.crawl import Options, crawl_command

    options = Options(
        sites=tuple(sites or ()), channels=tuple(channel or ()), full=full, max_pages=max_pages, output=output,
        jobs=jobs, files=not no_files, settings=tuple(settings or ()), verbose=verbose, as_json=as_json,
    )  # fmt: skip
    raise typer.Exit(crawl_command(options))


@command("Crawl five built-in sites without internet.", "不联网，抓取内置的五个演示站点。", example="demo")
def demo(output: Output = None, verbose: Verbose = False, as_json: Json = False) -> None:
    """Demo."""
    from crawler.cli.demo import demo_command

    raise typer.Exit(demo_command(output, verbose=verbose, as_json=as_json))


@command(
    "The sites known: name, title, channels, what is assumed.",
    "已知站点：名称、标题、栏目，以及哪些是推测。",
    example="sites --json",
)
def sites(names: Sites = None, output: Output = None, as_json: Json = False) -> None:
    """Sites."""
    from crawler.cli.sites import sites_command

    raise typer.Exit(sites_command(list(names or ()), output, as_json=as_json))


@command(
    "Make a site file from the address of a list page, and try it.",
    "由列表页地址生成站点文件并试抓。",
    example="new http://www.example.gov.cn/tzgg/",
)
def new(
    urls: Annotated[list[str], argument("URL...", "list pages of one site", "同一网站的列表页")],
    name: Annotated[str | None, option("--name", "NAME", "name of the site", "站点代号")] = None,
    title: Annotated[str | None, option("--title", "TITLE", "the site's own name", "网站名称")] = None,
    channel: Annotated[
        list[str] | None, option("--channel", "C", "name of a list, in the order of the URLs", "栏目名，按网址顺序")
    ] = None,
    dry_run: Annotated[bool, flag("--dry-run", "look only, write nothing", "只看不写")] = False,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """New."""
    from crawler.cli.new import NewOptions, new_command

    options = NewOptions(
        urls=tuple(urls), name=name, title=title, channels=tuple(channel or ()), dry_run=dry_run,
        settings=tuple(settings or ()), as_json=as_json,
    )  # fmt: skip
    raise typer.Exit(new_command(options))


@command("Read one article page.", "读一个文章页面。", example="read page.html --explain")
def read(
    page: Annotated[str, argument("FILE_OR_URL", "a saved page or an address", "存下的网页或网址")],
    url: Annotated[str | None, option("--url", "URL", "where a saved page came from", "网页的原地址")] = None,
    explain: Annotated[bool, flag("--explain", "show where each field came from", "说明每个字段从何而来")] = False,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """Read."""
    from crawler.cli.read import read_command

    raise typer.Exit(read_command(page, url, explain=explain, settings=tuple(settings or ()), as_json=as_json))


@command(
    "Check every stored byte and every record against its evidence.",
    "核对每个存档字节、每条记录与其证据是否一致。",
    example="verify tongchuan",
)
def verify(
    names: Sites = None,
    output: Output = None,
    deep: Annotated[
        bool, flag("--deep", "read every record again from its archived page", "从存档页面重读每条记录")
    ] = False,
    as_json: Json = False,
) -> None:
    """Verify."""
    from crawler.cli.verify import verify_command

    raise typer.Exit(verify_command(list(names or ()), output, deep=deep, as_json=as_json))


@command(
    "A dataset release: data, datapackage.json, card with a data dictionary.",
    "导出数据集：数据、datapackage.json、含数据字典的说明。",
    example="export --format parquet",
)
def export(
    format_: Annotated[
        str, option("--format", "FORMAT", "parquet, csv, jsonl or sqlite", "parquet、csv、jsonl 或 sqlite")
    ],
    out: Annotated[
        Path | None, option("--out", "DIR", "the release's folder", "导出目录（默认在 output/exports/ 下）")
    ] = None,
    site: Site = None,
    channel: Annotated[str | None, option("--channel", "C", "only this channel", "只导出该栏目")] = None,
    since: Annotated[str | None, option("--since", "DAY", "published on this day or later", "发布于该日或之后")] = None,
    until: Annotated[
        str | None, option("--until", "DAY", "published on this day or before", "发布于该日或之前")
    ] = None,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Export."""
    from crawler.cli.export import Options, export_command
    from crawler.export.selection import Wanted

    wanted = Wanted(site=site, channel=channel, since=since, until=until)
    raise typer.Exit(export_command(Options(format=format_, wanted=wanted, output=output, out=out, as_json=as_json)))


@command(
    "Atom and JSON Feed of the newest posts: all, SITE, SITE.CHANNEL.",
    "最新文章的 Atom 和 JSON Feed。",
    example="feed --site tongchuan",
)
def feed(
    site: Site = None,
    out: Annotated[
        Path | None, option("--out", "DIR", "where to write (default: feeds/)", "写入目录（默认 feeds/）")
    ] = None,
    base_url: Annotated[
        str | None, option("--base-url", "URL", "address the folder is published at", "该目录发布的网址")
    ] = None,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Feed."""
    from crawler.cli.feed import feed_command

    raise typer.Exit(feed_command(output, out, site, base_url, as_json=as_json))


@command(
    "Posts first seen since a time, as JSON Lines.",
    "某时刻以来首次发现的文章，JSON Lines。",
    example="new-posts --since 24h",
    name="new-posts",
)
def new_posts(
    since: Annotated[str, option("--since", "TIME", "24h, 7d, a day or ISO 8601", "24h、7d、日期或 ISO 8601 时间")],
    site: Site = None,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """New posts."""
    from crawler.cli.new_posts import new_posts_command

    raise typer.Exit(new_posts_command(output, since, site, as_json=as_json))


@command("Visit each channel when it is due, as one process.", "作为常驻进程，到期即访问各栏目。", example="watch")
def watch(
    sites: Sites = None,
    output: Output = None,
    jobs: Jobs = 4,
    no_files: NoFiles = False,
    settings: Settings = None,
    verbose: Verbose = False,
    as_json: Annotated[bool, flag("--json", "one JSON line per visit", "每次访问打印一行 JSON")] = False,
) -> None:
    """Watch."""
    from crawler.cli.due import DueOptions, due_command

    options = DueOptions(
        sites=tuple(sites or ()), output=output, jobs=jobs, files=not no_files, settings=tuple(settings or ()),
        verbose=verbose, as_json=as_json, for_ever=True,
    )  # fmt: skip
    raise typer.Exit(due_command(options))


@command("How every site is, and why.", "各站点的状态及原因。", example="status --failing")
def status(
    sites: Sites = None,
    failing: Annotated[
        bool, flag("--failing", "only sites that fail; silent when none does", "只列出异常站点；一切正常则不输出")
    ] = False,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Status."""
    from crawler.cli.status import status_command

    raise typer.Exit(status_command(list(sites or ()), output, failing=failing, as_json=as_json))


@command(
    "Units for cron or systemd that run `crawl --due`.",
    "生成定时运行 `crawl --due` 的 cron 或 systemd 配置。",
    example="schedule --systemd",
)
def schedule(
    cron: Annotated[bool, flag("--cron", "lines for crontab -e", "crontab 行")] = False,
    systemd: Annotated[bool, flag("--systemd", "service and timer", "service 与 timer")] = False,
    output: Output = None,
    as_json: Json = False,
) -> None:
    """Schedule."""
    from crawler.cli.schedule import schedule_command

    raise typer.Exit(schedule_command(output, cron=cron, systemd=systemd, as_json=as_json))


@command(
    "Check installation, clock, disk, ledgers; and, for named sites, whether they can be reached.",
    "检查安装、时钟、磁盘、账本；点名的站点还检查能否访问。",
    example="doctor tongchuan",
)
def doctor(
    sites: Sites = None,
    network: Annotated[bool, flag("--network", "ask every site's home page", "访问每个站点的首页")] = False,
    output: Output = None,
    settings: Settings = None,
    as_json: Json = False,
) -> None:
    """Doctor."""
    from crawler.cli.doctor import doctor_command

    raise typer.Exit(
        doctor_command(list(sites or ()), output, network=network, settings=tuple(settings or ()), as_json=as_json)
    )


def run() -> None:
    """Entry point of the `fangzhi` command: errors become one clear line and the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Asked to stop, a command ends as after Ctrl-C; a crawl's own handler takes over while it runs.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code: Any = app(standalone_mode=False)
    except FangzhiError as error:
        _complain(str(error), error.exit_code)
    except typer.Abort:
        _complain(say("interrupted", "已中断"), 130)
    except KeyboardInterrupt:
        _complain(say("interrupted; what was fetched is kept", "已中断；已抓取的内容都已保存"), 130)
    except BrokenPipeError:
        os._exit(0)  # the reader of our output went away; nothing is left to say to it
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        hint = say("`fangzhi --help` shows the commands", "运行 `fangzhi --help` 查看命令")
        _complain(f"{error.format_message()}\n{hint}", 2)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str, code: int) -> None:
    if "--json" in sys.argv:
        typer.echo(json.dumps({"error": message, "exit_code": code}, ensure_ascii=False))
    typer.echo("fangzhi: " + "\n".join(printable(line) for line in message.splitlines()), err=True)
    sys.exit(code)
