"""Look at list pages nobody has described: platform, list, pager, two articles, and every doubt in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement

from crawler.cli.words import say
from crawler.errors import BlockedError, PageError
from crawler.extract.channels import ChannelLink, find_channels
from crawler.extract.document import parse
from crawler.extract.encoding import decode
from crawler.extract.head_names import title_from_tag
from crawler.extract.meta import Head, read_head
from crawler.identity import identify
from crawler.items import Article, Entry, Listing, PageRequest, Part
from crawler.probe import FetchedPage, Probe
from crawler.reading import read_article, read_list
from crawler.walk import Walk, read_in_parts

FEW_ENTRIES = 3
MAX_SHELLS = 4


@dataclass(slots=True)
class SampleArticle:
    """One article tried: what was fetched, what was read (None when it could not be), and why not."""

    entry: Entry
    page: FetchedPage | None = None
    article: Article | None = None
    error: str | None = None


@dataclass(slots=True)
class ListSurvey:
    """What was seen of one list: its pages, entries, pager, sample articles, and doubts."""

    url: str
    title: str
    first: FetchedPage
    listing: Listing
    second: FetchedPage | None = None
    second_listing: Listing | None = None
    samples: list[SampleArticle] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Survey:
    """What was seen of a site. `channels`: lists a home page offers when no list was given."""

    home: str
    title: str
    lists: list[ListSurvey] = field(default_factory=list)
    channels: list[ChannelLink] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def doubts(self) -> list[str]:
        """All doubts, each once."""
        return list(dict.fromkeys([*self.failures, *(doubt for seen in self.lists for doubt in seen.doubts)]))


async def survey(probe: Probe, urls: Sequence[str], title: str | None = None) -> Survey:
    """Look at each list: its first page, its second, two of its articles. Raises BlockedError when refused."""
    parts = urlsplit(urls[0])
    found = Survey(urlunsplit((parts.scheme, parts.netloc, "/", "", "")), title or "")
    for url in urls:
        try:
            await _survey_list(probe, url, found)
        except BlockedError:
            raise
        except PageError as error:
            found.failures.append(say(f"{url} could not be read: {error}", f"{url} 读不出来：{error}"))
    found.title = title or await _site_title(probe, found) or parts.hostname or ""
    return found


async def _survey_list(probe: Probe, url: str, found: Survey) -> None:
    page = await probe.fetch(PageRequest(url))
    listing = _listing(page)
    seen = ListSurvey(page.url, "", page, listing)
    if listing.entries_elsewhere and not listing.entries:
        await _follow_shell(probe, seen)
    if _is_home(url) or not seen.listing.entries:
        offered = find_channels(page.body, page.url, charset=page.charset)
        found.channels += [channel for channel in offered if probe.site.owns(channel.url)]
        found.failures.append(_no_list(url, seen.listing))
        return
    seen.title = _list_title(page, found.title)
    found.lists.append(seen)
    await _second_page(probe, seen)
    for entry in _sample_entries(seen.listing.entries):
        seen.samples.append(await _sample(probe, entry))
    seen.doubts += _doubts(seen)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.lower() in ("", "/", "/index.html", "/index.htm", "/index.shtml") and not parts.query


def _no_list(url: str, listing: Listing) -> str:
    if _is_home(url):
        return say(f"{url} is a home page; name one of its lists", f"{url} 是首页；请给出它的某个列表页")
    tried = listing.platform or say("no known platform", "未识别出平台")
    return say(f"{url} shows no list of dated links ({tried})", f"{url} 上没有找到带日期的链接列表（{tried}）")


def _listing(page: FetchedPage) -> Listing:
    return read_list(page.body, page.url, charset=page.charset, fetched_at=page.fetched_at)


async def _follow_shell(probe: Probe, seen: ListSurvey) -> None:
    """A shell page's entries come with its next request, sometimes behind another shell."""
    walk = _walk()
    for _ in range(MAX_SHELLS):
        step = walk.take(seen.listing)
        page, listing = await _first_that_reads(probe, step.next, walk)
        if page is None or listing is None:
            return
        seen.first, seen.listing = page, listing
        if listing.entries:
            return


async def _second_page(probe: Probe, seen: ListSurvey) -> None:
    walk = _walk()
    step = walk.take(seen.listing)
    seen.second, seen.second_listing = await _first_that_reads(probe, step.next, walk)


def _walk() -> Walk:
    return Walk(identify=identify, on_known_ground=lambda identity: False, budget=MAX_SHELLS)


async def _first_that_reads(
    probe: Probe, requests: Sequence[PageRequest], walk: Walk
) -> tuple[FetchedPage | None, Listing | None]:
    """The first request that goes on with the list."""
    for request in requests:
        walk.asked.add(request)
        try:
            page = await probe.fetch(request)
            listing = _listing(page)
        except BlockedError:
            raise
        except PageError:
            continue
        if walk.judge(listing) == "new":
            return page, listing
    return None, None


def _sample_entries(entries: Sequence[Entry]) -> list[Entry]:
    own = [entry for entry in entries if not entry.external]
    return [own[0], own[len(own) // 2]] if len(own) > 1 else own


async def _sample(probe: Probe, entry: Entry) -> SampleArticle:
    sample = SampleArticle(entry)
    try:
        sample.page, sample.article = await fetch_article(probe, entry.url, entry)
    except BlockedError:
        raise
    except PageError as error:
        sample.error = str(error)
    return sample


async def fetch_article(probe: Probe, url: str, entry: Entry | None = None) -> tuple[FetchedPage, Article]:
    """Fetch and read an article page, with the parts it asks for."""
    page = await probe.fetch(PageRequest(url), "article")

    def read(parts: tuple[Part, ...]) -> Article:
        return read_article(
            page.body, page.url, charset=page.charset, entry=entry, fetched_at=page.fetched_at, parts=parts
        )

    async def fetch(address: str) -> Part:
        part = await probe.fetch(PageRequest(address), "part")
        return Part(address, part.body, part.charset)

    article, _ = await read_in_parts(read, fetch, probe.settings.getint("MAX_PARTS"))
    return page, article


# -- names -------------------------------------------------------------------------------------------


def _head(page: FetchedPage) -> Head:
    return read_head(*_parsed(page))


def _parsed(page: FetchedPage) -> tuple[HtmlElement, bytes]:
    utf8 = decode(page.body, page.charset).text.encode("utf-8", "replace")
    return parse(utf8, page.url), utf8


def _list_title(page: FetchedPage, site_title: str) -> str:
    """The column's name: meta ColumnName, else what <title> says before the site's name."""
    root, utf8 = _parsed(page)
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "columnname" and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return (title_from_tag(read_head(root, utf8), site_title or None) or "").strip()


async def _site_title(probe: Probe, found: Survey) -> str | None:
    """The site's name: a meta tag of a page at hand, else the home page's <title>."""
    for seen in found.lists:
        name = _named_in_title(_head(seen.first))
        if name:
            return name
    try:
        home = await probe.fetch(PageRequest(found.home), "home")
    except BlockedError:
        raise
    except PageError:
        return None
    head = _head(home)
    return _named_in_title(head) or _home_title(head.title_tag)


def _named_in_title(head: Head) -> str | None:
    """A site name from the meta tags, if <title> knows it too: some name the publishing system instead."""
    return next((name for name in head.site_names if name in head.title_tag), None)


def _home_title(title_tag: str) -> str | None:
    for mark in ("-", "_", "|", "–", "—"):
        pieces = [piece.strip() for piece in title_tag.split(mark) if piece.strip() not in ("", "首页", "网站首页")]
        title_tag = max(pieces, key=len) if pieces else ""
    return title_tag.strip() or None


# -- doubts ------------------------------------------------------------------------------------------


def _doubts(seen: ListSurvey) -> list[str]:
    doubts = []
    entries = seen.listing.entries
    if len(entries) < FEW_ENTRIES:
        doubts.append(say(f"only {len(entries)} entries on the first page", f"第一页只有 {len(entries)} 条"))
    undated = sum(entry.date is None for entry in entries)
    if undated > len(entries) / 2:
        doubts.append(
            say(f"{undated} of {len(entries)} entries print no date", f"{len(entries)} 条中有 {undated} 条没有日期")
        )
    if all(entry.external for entry in entries):
        doubts.append(say("every entry leads to another site", "所有条目都指向别的网站"))
    if seen.second_listing is None:
        doubts.append(_no_second_page(seen.listing))
    elif not seen.second_listing.entries:
        count = len(seen.second_listing.problems)
        doubts.append(say(f"page 2 has {count} rows without a working link", f"第 2 页有 {count} 行没有可用的链接"))
    for sample in seen.samples:
        doubts += _article_doubts(sample)
    return doubts


def _no_second_page(listing: Listing) -> str:
    if listing.total_pages and listing.total_pages > 1:
        return say(
            f"the list says it has {listing.total_pages} pages, but page 2 did not answer as a list",
            f"列表称有 {listing.total_pages} 页，但第 2 页不像列表",
        )
    if listing.next:
        return say("page 2 did not answer as a list", "第 2 页不像列表")
    return say("no pager was found; the list may have one page only", "没有找到翻页；可能只有一页")


def _article_doubts(sample: SampleArticle) -> list[str]:
    if sample.article is None:
        return [say(f"{sample.entry.url} was not read: {sample.error}", f"{sample.entry.url} 读不出来：{sample.error}")]
    article, doubts = sample.article, []
    if not article.body and not article.attachments and not article.images:
        doubts.append(say(f"{article.url} gave no body", f"{article.url} 没有正文"))
    if not article.publish_time:
        doubts.append(say(f"{article.url} gave no publish time", f"{article.url} 没有发布时间"))
    if article.title and sample.entry.title and not _same_title(article.title, sample.entry.title):
        doubts.append(
            say(
                f"{article.url} is titled {article.title!r}, its list says {sample.entry.title!r}",
                f"{article.url} 的标题是“{article.title}”，列表上是“{sample.entry.title}”",
            )
        )
    return doubts + [f"{article.url}: {warning}" for warning in article.warnings]


def _same_title(one: str, other: str) -> bool:
    one, other = ("".join(filter(str.isalnum, text)) for text in (one, other))
    return one[:8] in other or other[:8] in one
