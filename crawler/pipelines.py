"""Item pipelines: Normalize → Deduplicate → FetchFiles → Store. Each calls one pure function or one store."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from itemadapter import ItemAdapter
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.archive.replay import content_hash_today
from crawler.errors import StorageError, over
from crawler.failures import classify
from crawler.identity import identify
from crawler.items import Article, Attachment, Evidence, Image, Printed, Provenance
from crawler.net.handler import NotAsked, Refused
from crawler.normalize.article import normalize_article

if TYPE_CHECKING:
    from crawler.spider import SiteSpider


class _Pipeline:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Pipeline:
        return cls(crawler)

    @property
    def spider(self) -> SiteSpider:
        return self.crawler.spider  # type: ignore[return-value]


class Normalize(_Pipeline):
    """Printed → Article: times, people, source, text and URLs as the record wants them."""

    def process_item(self, item: Printed) -> Article:
        site = self.spider.site
        said = ItemAdapter(item)
        article = normalize_article(item, site=site)
        self.spider.report.tally(said["channel"]).add(article)
        evidence = _needed(said["evidence"], article)
        if doubt := self.spider.archive.doubt_of(evidence):
            unverified = Provenance(method="rule", locator="site file: verify_certificate=False", raw=doubt)
            article = dataclasses.replace(article, provenance={**article.provenance, "evidence": unverified})
        return dataclasses.replace(
            article,
            site=site.name,
            site_title=site.title,
            channel=said["channel"],
            fetched_at=said["fetched_at"],
            evidence=evidence,
            listed_as=said["listed_as"],
        )


def _needed(evidence: Evidence, article: Article) -> Evidence:
    """The evidence without the list page when no field came from there."""
    if any(origin.method == "list" for origin in article.provenance.values()):
        return evidence
    return dataclasses.replace(evidence, also=tuple(also for also in evidence.also if also.role != "list"))


class Deduplicate(_Pipeline):
    """Drops what is stored already, before its files are fetched: the same article, or the same text again."""

    def process_item(self, item: Article) -> Article:
        article = ItemAdapter(item)
        identity = identity_of(article)
        twin = self.spider.archive.twin_of(item, identity)
        if twin:
            raise _alias(self.spider, article, twin.id)
        return item


class FileWaits(NotAsked):
    """A file that this run may not ask for, and for which its article waits."""

    def __init__(self, url: str, kind: str, detail: str) -> None:
        self.url = url
        super().__init__(kind, detail)


class FetchFiles(_Pipeline):
    """Fetches the article's images and attachments; the record waits for them. A failed one costs a warning."""

    async def process_item(self, item: Article) -> Article:
        settings = self.crawler.settings
        if not settings.getbool("FETCH_FILES", True):
            return item
        article = ItemAdapter(item)
        warnings: list[str] = []
        budget = settings.getint("MAX_FILES_PER_ARTICLE")
        fetched: dict[str, list[Any]] = {}
        for field in ("images", "attachments"):
            fetched[field] = []
            for file in article[field]:
                sha256 = await self._sha256(file, field, budget, warnings)
                budget -= 1
                fetched[field].append(dataclasses.replace(file, sha256=sha256))
        return dataclasses.replace(
            item,
            images=tuple(fetched["images"]),
            attachments=tuple(fetched["attachments"]),
            warnings=(*item.warnings, *warnings),
        )

    async def _sha256(self, file: Image | Attachment, field: str, budget: int, warnings: list[str]) -> str | None:
        known = self.spider.archive.ledger.file(file.url)
        if known and not self.spider.full:
            return known[0]
        if budget <= 0:
            limit = self.crawler.settings.getint("MAX_FILES_PER_ARTICLE")
            if budget == 0:
                self.spider.report.problem(file.url, "limit", over("MAX_FILES_PER_ARTICLE", "more files", limit))
            warnings.append(f"{field}: {file.url} not fetched: too many files")
            return None
        try:
            response = await self._fetch(file.url)
        except StorageError:
            raise
        except Exception as error:
            problem = classify(error)
            if problem is None:
                raise
            if self.spider.report.blocked_by or (isinstance(error, NotAsked) and problem[0] == "limit"):
                # Without its files now means without them for good: the article waits for a run that may ask.
                raise FileWaits(file.url, *problem) from error
            self.spider.report.problem(file.url, *problem)
            warnings.append(f"{field}: {file.url} not fetched: {problem[0]}")
            return None
        self.spider.report.counts.files += 1
        if doubt := response.meta["wire"].doubt:
            warnings.append(f"{field}: certificate behind {file.url} not verified: {doubt}")
        return self.spider.archive.add_file(file.url, response.body, response.meta["captured"])

    async def _fetch(self, url: str) -> Response:
        limit = self.crawler.settings.getint("MAX_FILE_BYTES")
        seconds = self.crawler.settings.getfloat("FILE_TIMEOUT")
        meta = {"role": "file", "revalidate": self.spider.full, "download_maxsize": limit, "download_timeout": seconds}
        request = Request(url, callback=NO_CALLBACK, meta=meta)
        response: Response = await self.crawler.engine.download_async(request)
        if response.status != 200:
            raise HttpError(response)
        if not response.body:
            raise Refused("not_a_file", "an empty answer came in place of the file")
        if is_page(response) and not urlsplit(url).path.lower().endswith((".htm", ".html", ".shtml", ".mht")):
            raise Refused("not_a_file", "a web page came in place of the file")
        return response


def is_page(response: Response) -> bool:
    """Whether an answer is a web page: old servers say 200 and show an error page where a file is missing."""
    said = (response.headers.get("Content-Type") or b"").lower()
    return said.startswith(b"text/html") and response.body[:512].lstrip()[:1] == b"<"


class Store(_Pipeline):
    """Writes the record, unless it says nothing new."""

    def process_item(self, item: Article) -> Article:
        spider = self.spider
        article = ItemAdapter(item)
        outcome = spider.archive.add(
            item,
            identity_of(article),
            earlier_hash=lambda stored: content_hash_today(spider.archive.folder, stored, spider),
        )
        if outcome.what == "duplicate":
            raise _alias(spider, article, outcome.id)
        spider.archive.settle(article["listed_as"], "stored", article=outcome.id)
        counts = spider.report.counts
        if outcome.what == "unchanged":
            counts.unchanged += 1
            raise DropItem(f"unchanged: {article['url']}", log_level="DEBUG")
        if outcome.what == "new":
            counts.new += 1
        else:
            counts.changed += 1
        return item


def identity_of(article: ItemAdapter) -> str:
    """What names the article for good: from where it was found in the end, after redirects."""
    return identify(article["url"])


def _alias(spider: SiteSpider, article: ItemAdapter, id_: str) -> DropItem:
    spider.archive.settle(article["listed_as"], "alias", article=id_)
    spider.report.counts.duplicates += 1
    return DropItem(f"duplicate of {id_}: {article['url']}", log_level="DEBUG")
