"""fangzhi new: from the address of a list page to a working site file, tried."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.table import Table
from scrapy.settings import Settings

from crawler.cli.crawl import Options, Runs, base_settings, mind_contact, quiet_logging, run_crawls
from crawler.cli.survey import ListSurvey, SampleArticle, Survey, survey
from crawler.cli.words import printable, say
from crawler.errors import FangzhiError, UsageError
from crawler.loader import load_site
from crawler.probe import run_probe
from crawler.project import find_root
from crawler.site import RESERVED_NAMES, Channel, Site, problems_of
from crawler.sitefile import key_of, name_of_host, site_file

TRIAL_LIST_PAGES = 2
_SHOWN_ENTRIES = 5
_SHOWN_CHANNELS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOptions:
    """What the command line asked for."""

    urls: tuple[str, ...]
    name: str | None = None
    title: str | None = None
    channels: tuple[str, ...] = ()
    dry_run: bool = False
    settings: tuple[str, ...] = ()
    as_json: bool = False


@dataclass(slots=True)
class Result:
    """What came of it. `file` is the site file (None when nothing was written), `unsigned` the saved pages."""

    site: Site
    seen: Survey
    file: Path | None = None
    unsigned: Path | None = None
    trial: dict[str, Any] | None = None

    @property
    def doubts(self) -> list[str]:
        """Every doubt, in plain words."""
        return [*self.seen.doubts, *self._trial_doubts()]

    @property
    def exit_code(self) -> int:
        """0 when there is nothing to doubt, else 3."""
        return 3 if self.doubts or not self.seen.lists else 0

    def _trial_doubts(self) -> list[str]:
        if self.trial is None:
            return []
        if self.trial.get("error"):
            return [str(self.trial["error"])]
        doubts = []
        if self.trial["health"] != "ok":
            doubts.append(
                say(f"the trial crawl says {self.trial['health']}: ", f"试抓结果 {self.trial['health']}：")
                + str(self.trial["reason"])
            )
        if not self.trial["counts"]["articles_read"]:
            doubts.append(say("the trial crawl read no article", "试抓没有读到文章"))
        return doubts


def new_command(options: NewOptions) -> int:
    """Run `fangzhi new`."""
    root = find_root()
    _check_urls(options.urls)
    name = options.name or name_of_host(urlsplit(options.urls[0]).hostname or "")
    target = root / "spiders" / f"{name}.py"
    _check_name(name, target, dry_run=options.dry_run)
    settings = base_settings(Options(settings=options.settings))
    mind_contact()
    with quiet_logging():
        seen = run_probe(options.urls[0], settings, lambda probe: survey(probe, options.urls, options.title))
    result = Result(_site(name, seen, options.channels), seen)
    if not options.dry_run:
        _write(result, target, root)
        if seen.lists:
            result.trial = _try(target, settings)
    if options.as_json:
        typer.echo(json.dumps(_as_dict(result), ensure_ascii=False, indent=1))
    else:
        _print(result, options)
    return result.exit_code


# -- checking ----------------------------------------------------------------------------------------


def _check_urls(urls: Sequence[str]) -> None:
    hosts = set()
    for url in urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            raise UsageError(f"{url}: not an address") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url}: expected an http or https address of a list page")
        hosts.add(parts.hostname)
    if len(hosts) > 1:
        raise UsageError(f"the addresses lie on {len(hosts)} hosts ({', '.join(sorted(hosts))}); one site at a time")


def _check_name(name: str, target: Path, *, dry_run: bool) -> None:
    if not name.isidentifier() or name.startswith("_") or name in RESERVED_NAMES:
        raise UsageError(f"--name {name}: expected a Python identifier that is not reserved, such as kjt_sc")
    if target.exists() and not dry_run:
        raise UsageError(f"spiders/{target.name} exists and is never overwritten; choose another --name, or delete it")


# -- writing -----------------------------------------------------------------------------------------


def _site(name: str, seen: Survey, titles: tuple[str, ...]) -> Site:
    taken: set[str] = set()
    channels = []
    for number, found in enumerate(seen.lists):
        key = key_of(found.url, taken)
        taken.add(key)
        title = titles[number] if number < len(titles) else found.title or key
        channels.append(Channel(key, " ".join(title.split()), found.url))
    if not channels:
        # Nothing was recognised: a file to finish by hand, with the address as its one channel.
        channels = [Channel("c1", titles[0] if titles else "?", seen.home)]
    return Site(name=name, title=seen.title or name, home=seen.home, channels=tuple(channels))


def _write(result: Result, target: Path, root: Path) -> None:
    wrong = problems_of(result.site)
    if wrong:
        field, found, expected = wrong[0]
        raise UsageError(f"cannot write a site file: {field}: found {found!r}, expected {expected}")
    platform = next((seen.listing.platform for seen in result.seen.lists if seen.listing.platform), None)
    note = f"Platform: {platform or 'not recognised'}. Written by `fangzhi new`."
    if not result.seen.lists:
        note = "No list was recognised: give the channels, and ListPage rules where the reader needs them."
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(site_file(result.site, note))
    except OSError as error:
        raise UsageError(f"{target}: {error.strerror}") from error
    result.file = target
    result.unsigned = _save_unsigned(result, root / "unsigned" / target.stem)


def _save_unsigned(result: Result, folder: Path) -> Path | None:
    """Save the pages seen as goldens nobody has signed: to be read, corrected and moved to tests/golden by a person."""
    for number, seen in enumerate(result.seen.lists, 1):
        _save(
            folder / f"list_{number}",
            seen.first.body,
            {
                "kind": "list",
                "url": seen.first.url,
                "signed": False,
                "entries": [{"url": e.url, "title": e.title, "date": e.date} for e in seen.listing.entries],
            },
        )
        for place, sample in enumerate(seen.samples, 1):
            if sample.page and sample.article:
                _save(
                    folder / f"list_{number}_article_{place}",
                    sample.page.body,
                    {"url": sample.page.url, "signed": False, **sample.article.to_dict()},
                )
    return folder if folder.exists() else None


def _save(folder: Path, body: bytes, expected: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_bytes(body)
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# -- trying ------------------------------------------------------------------------------------------


def _try(target: Path, settings: Settings) -> dict[str, Any]:
    """A crawl of two list pages into a folder that is thrown away; its report."""
    try:
        spider = load_site(target)
    except FangzhiError as error:
        return {"error": str(error)}
    with tempfile.TemporaryDirectory(prefix="fangzhi-") as folder:
        settings = settings.copy()
        settings.set("WANTED_LIST_PAGES", TRIAL_LIST_PAGES, priority="cmdline")
        settings.set("ARCHIVE_FOLDER", str(Path(folder) / target.stem), priority="cmdline")
        settings.set("FETCH_FILES", False, priority="cmdline")
        runs = Runs.of({target.stem: spider}, Path(folder))
        run_crawls(runs, settings, Options())
        return runs.to_dict()["sites"][0]  # type: ignore[no-any-return]


# -- showing -----------------------------------------------------------------------------------------


def _as_dict(result: Result) -> dict[str, Any]:
    return {
        "exit_code": result.exit_code,
        "site": result.site.name,
        "title": result.site.title,
        "file": str(result.file) if result.file else None,
        "unsigned": str(result.unsigned) if result.unsigned else None,
        "lists": [_list_dict(seen) for seen in result.seen.lists],
        "channels_offered": [{"title": c.title, "url": c.url} for c in result.seen.channels[:50]],
        "trial": result.trial,
        "doubts": result.doubts,
    }


def _list_dict(seen: ListSurvey) -> dict[str, Any]:
    listing = seen.listing
    return {
        "url": seen.url,
        "title": seen.title,
        "platform": listing.platform,
        "why": listing.why,
        "entries": [{"url": e.url, "title": e.title, "date": e.date} for e in listing.entries],
        "total_pages": listing.total_pages,
        "page_2": seen.second.url if seen.second else None,
        "articles": [sample.article.to_dict() for sample in seen.samples if sample.article],
    }


def _print(result: Result, options: NewOptions) -> None:
    console = Console(highlight=False, markup=False)
    for seen in result.seen.lists:
        _print_list(seen, console)
    if result.seen.channels and not result.seen.lists:
        _print_channels(result.seen, console)
    _print_verdict(result, options, console)


def _print_list(seen: ListSurvey, console: Console) -> None:
    listing = seen.listing
    console.print(f"\n{printable(seen.title or '?')}  {printable(seen.url)}", style="bold", soft_wrap=True)
    platform = (
        f"{listing.platform} ({printable(listing.why or '')})" if listing.platform else say("none recognised", "未识别")
    )
    console.print(say("platform: ", "平台：") + platform, soft_wrap=True)
    pages = say(f"{listing.total_pages} pages", f"共 {listing.total_pages} 页") if listing.total_pages else ""
    second = printable(seen.second.url) if seen.second else say("not found", "未找到")
    console.print(say("page 2:   ", "第 2 页：") + f"{second}  {pages}", soft_wrap=True)
    console.print(
        say(
            f"{len(listing.entries)} entries on the first page, for example:",
            f"第一页 {len(listing.entries)} 条，例如：",
        )
    )
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
    for entry in listing.entries[:_SHOWN_ENTRIES]:
        table.add_row(
            "", entry.date or "—", printable(entry.title), say("(other site)", "（外站）") if entry.external else ""
        )
    console.print(table)
    for sample in seen.samples[:1]:
        _print_sample(sample, console)


def _print_sample(sample: SampleArticle, console: Console) -> None:
    article = sample.article
    if article is None:
        return
    console.print(say("one article, as it is read:", "读出的一篇文章："))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2))
    for name in ("title", "publish_time", "source", "author", "editor", "reviewer", "body"):
        value = getattr(article, name)
        origin = article.provenance.get(name)
        text = "、".join(value) if isinstance(value, tuple) else str(value or "—")
        where = f"{origin.method}: {origin.locator}" if origin else ""
        table.add_row("", name, printable(text.replace("\n", " ¶ "))[:60], printable(where)[:40])
    console.print(table)


def _print_channels(seen: Survey, console: Console) -> None:
    console.print(
        say("This page leads to these lists; name one or more of them:", "这个页面通向以下列表，请选一个或几个：")
    )
    for channel in seen.channels[:_SHOWN_CHANNELS]:
        console.print(f"  {printable(channel.title)}  {printable(channel.url)}", soft_wrap=True)


def _print_verdict(result: Result, options: NewOptions, console: Console) -> None:
    console.print("")
    if result.trial and "counts" in result.trial:
        counts = result.trial["counts"]
        # That it stopped after two pages was asked for, and is no problem.
        problems = counts["problems"] - result.trial["problem_counts"].get("limit", 0)
        console.print(
            say(
                f"Trial crawl: {counts['list_pages']} list pages, {counts['articles_read']} articles read, "
                f"{problems} problems, health {result.trial['health']}.",
                f"试抓：{counts['list_pages']} 个列表页，读出 {counts['articles_read']} 篇文章，"
                f"{problems} 个问题，状态 {result.trial['health']}。",
            )
        )
    for doubt in result.doubts:
        console.print(say("doubt: ", "疑点：") + printable(doubt), soft_wrap=True)
    if result.file and result.seen.lists:
        verdict = (
            say("It works", "可以使用")
            if not result.doubts
            else say("It works, with the doubts above", "可以使用，但有上述疑点")
        )
        console.print(f"{verdict}: spiders/{result.file.name}", style="bold")
        console.print(say(f"Next: fangzhi crawl {result.site.name}", f"下一步：fangzhi crawl {result.site.name}"))
    elif result.file:
        console.print(
            say("No list was recognised. Finish by hand: ", "没有识别出列表，请手工补完：")
            + f"spiders/{result.file.name}",
            style="bold",
        )
    elif options.dry_run:
        console.print(say("Dry run: nothing was written.", "试运行：没有写入任何文件。"), style="bold")
