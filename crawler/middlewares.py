"""Downloader middlewares, outermost first: scope, robots, revalidation, refusal, decoding, capture."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.responsetypes import responsetypes
from scrapy.utils.response import get_meta_refresh

from crawler.archive.archive import Captured
from crawler.archive.decoding import ContentDecodingError, decode_content
from crawler.archive.ledger import Seen
from crawler.archive.warc import Exchange
from crawler.errors import FangzhiError, StorageError, over
from crawler.extract.encoding import decode
from crawler.extract.refusal import refusal
from crawler.failures import PASSING, classify
from crawler.net.handler import NotAsked, Refused, Wire
from crawler.net.politeness import HostGates
from crawler.net.robots import Robots, RobotsCache, parse_robots
from crawler.project import output_folder

if TYPE_CHECKING:
    from crawler.spider import SiteSpider

PAGES = frozenset({"home", "list", "article", "part"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: What may follow a redirect to another origin: who asks and what is understood, nothing that was meant for the first.
SAFE_HEADERS = frozenset({"accept", "accept-encoding", "accept-language", "content-type", "user-agent"})
_HEAD_BYTES = 8_192
_TAIL_BYTES = 4_096


class _Middleware:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Middleware:
        return cls(crawler)

    @property
    def spider(self) -> SiteSpider:
        return self.crawler.spider  # type: ignore[return-value]

    def _distrust(self, request: Request) -> None:
        """The answer is no good: a later 304 must not bring it back."""
        captured: Captured = request.meta["captured"]
        self.spider.archive.ledger.distrust(captured.seq)

    def _count_redirect(self, request: Request) -> None:
        chain = [*request.meta.get("redirect_urls", ()), request.url]
        most = self.crawler.settings.getint("REDIRECT_MAX_TIMES")
        if len(chain) > most:
            raise Refused("redirect_loop", f"{over('REDIRECT_MAX_TIMES', len(chain), most)}: {' → '.join(chain)}")


class ScopeMiddleware(_Middleware):
    """Only web addresses, only the site's own hosts (files may lie elsewhere), so many requests a host, nothing once
    blocked; and no header that was meant for another origin."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._most = crawler.settings.getint("MAX_HOST_REQUESTS")
        self._asked: Counter[str] = Counter()

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused("forbidden_address", f"scheme of {request.url[:200]!r}, expected http or https")
        if self.spider.report.blocked_by:
            raise NotAsked("blocked", f"not asked: {self.spider.report.blocked_by}")
        if request.meta.get("role") in PAGES and not self.spider.site.owns(request.url):
            raise Refused("offsite", f"{parts.hostname} does not belong to the site")
        self._spend(parts.hostname or "")
        if moved_from := request.meta.get("redirect_urls"):
            _forget_origin(request, moved_from[-1])

    def _spend(self, host: str) -> None:
        if self._asked[host] >= self._most:
            raise NotAsked("limit", over("MAX_HOST_REQUESTS", f"more than {self._most} requests to {host}", self._most))
        self._asked[host] += 1


def _forget_origin(request: Request, moved_from: str) -> None:
    """Drop the headers meant for the origin that sent us here; http to https on one host is no other origin."""
    old, new = urlsplit(moved_from), urlsplit(request.url)
    upgraded = (old.scheme, new.scheme, old.hostname) == ("http", "https", new.hostname) and not (old.port or new.port)
    if upgraded or (old.scheme, old.netloc.lower()) == (new.scheme, new.netloc.lower()):
        return
    for name in [name for name in request.headers if name.decode("latin-1").lower() not in SAFE_HEADERS]:
        del request.headers[name]


class RobotsMiddleware(_Middleware):
    """Obeys robots.txt: asked once per host and day, shared by all runs on the output folder."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        output = output_folder(crawler.settings["FANGZHI_ROOT"], crawler.settings["FANGZHI_OUTPUT"])
        self._gates = HostGates.of(output)
        self._cache = RobotsCache(output / ".hosts")
        self._known: dict[str, Robots] = {}
        self._agent = crawler.settings["USER_AGENT"].partition("/")[0]

    async def process_request(self, request: Request) -> None:
        if request.meta.get("role") == "robots" or not self.crawler.settings.getbool("ROBOTSTXT_OBEY"):
            return
        parts = urlsplit(request.url)
        robots = await self._robots(f"{parts.scheme}://{parts.netloc}".lower())
        if robots.status == 0:
            kind, _, detail = robots.text.partition(": ")
            raise (NotAsked if kind in PASSING else Refused)(kind, f"robots.txt did not come: {detail}")
        if robots.closed:
            raise NotAsked("robots", f"robots.txt of {parts.netloc} answered {robots.status}: closed")
        if not robots.allows(request.url, self._agent):
            raise Refused("robots", "robots.txt disallows it")

    async def _robots(self, origin: str) -> Robots:
        robots = self._known.get(origin) or self._cache.load(origin)
        if robots is None:
            robots = await self._fetch(origin)
            self._remember(origin, robots)
        if origin not in self._known:
            self._known[origin] = robots
            delay = robots.crawl_delay_seconds(self._agent)
            await self._gates.gate(urlsplit(origin).hostname or "").set_crawl_delay(delay)
        return robots

    def _remember(self, origin: str, robots: Robots) -> None:
        if robots.status == 0:
            return  # no answer closes the site for this run; the next one asks again
        try:
            self._cache.save(origin, robots)
        except OSError as error:
            raise StorageError(f"robots.txt of {origin}: {error.strerror}") from error

    async def _fetch(self, origin: str) -> Robots:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            meta={"role": "robots", "download_maxsize": self.crawler.settings.getint("MAX_ROBOTS_BYTES")},
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except FangzhiError:
            raise
        except Exception as error:  # whatever kept it from coming: an unreachable robots.txt closes the site
            kind, detail = classify(error) or ("robots", f"{type(error).__name__}: {error}")
            return Robots(0, f"{kind}: {detail}", time.time())
        return parse_robots(response.status, response.body)


class RevalidateMiddleware(_Middleware):
    """Asks conditionally where meta["revalidate"] says so; a 304 becomes the archived page it stands for."""

    def process_request(self, request: Request) -> None:
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        request.meta.pop("seen", None)
        if not request.meta.get("revalidate") or request.method != "GET":
            return
        seen = self.spider.archive.ledger.last_good(request.url)
        if seen is None or not (seen.etag or seen.last_modified):
            return
        request.meta["seen"] = seen
        if seen.etag:
            request.headers["If-None-Match"] = seen.etag
        if seen.last_modified:
            request.headers["If-Modified-Since"] = seen.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        seen: Seen | None = request.meta.get("seen")
        if response.status != 304 or seen is None:
            return response
        archived = self.spider.archive.read(seen.pointer.warc, seen.pointer.offset)
        try:
            encoding = archived.header("content-encoding")
            body = decode_content(archived.body, encoding, limit=request.meta["download_maxsize"])
        except ContentDecodingError as error:  # a limit that is lower now than when the page came
            raise Refused(error.kind, str(error)) from error
        request.meta["captured"] = Captured(seen.seq, seen.pointer, archived.fetched_at)
        request.meta["not_modified"] = True
        headers = {k: v for k, v in archived.headers if k.lower() not in ("content-encoding", "content-length")}
        return response.replace(status=200, headers=headers, body=body)


class LocationMiddleware(_Middleware):
    """A redirect leads to a web address or nowhere: Scrapy's own middlewares would drop others without a word."""

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status in REDIRECTS and "Location" in response.headers:
            self._count_redirect(request)
            _check_target(response.url, (response.headers["Location"] or b"").decode("latin-1"))
        return response


class RefreshMiddleware(_Middleware):
    """The same for <meta http-equiv=refresh>, which pages use as a redirect."""

    def process_response(self, request: Request, response: Response) -> Response:
        if isinstance(response, HtmlResponse) and b"refresh" in response.body[:_HEAD_BYTES].lower():
            seconds, target = _refresh_of(response)
            if target and (seconds or 0) < self.crawler.settings.getint("METAREFRESH_MAXDELAY"):
                self._count_redirect(request)
                _check_target(response.url, target)
        return response


def _refresh_of(response: HtmlResponse) -> tuple[float | None, str | None]:
    try:
        return get_meta_refresh(response)
    except ValueError as error:
        raise Refused("malformed_link", f"refresh to what is no URL: {error}") from error


def _check_target(base: str, target: str) -> None:
    try:
        parts = urlsplit(urljoin(base, target.strip()))
        _ = parts.port
    except ValueError as error:
        raise Refused("malformed_link", f"redirect to {target[:200]!r}: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("forbidden_address", f"redirect to {target[:200]!r}, expected http or https")


class RefusalMiddleware(_Middleware):
    """Recognises challenge, login and maintenance pages and soft 404s before anyone takes them for content."""

    def process_response(self, request: Request, response: Response) -> Response:
        if request.meta.get("role") not in PAGES or response.status in (301, 302, 303, 304, 307, 308):
            return response
        if response.status in (429, 503) and "Retry-After" in response.headers:
            return response  # a request to wait, not a wall: Scrapy's retry asks again when the gate lets it
        text = decode(response.body[:200_000]).text
        headers = {name.decode("latin-1"): values[-1].decode("latin-1") for name, values in response.headers.items()}
        found = refusal(text, status=response.status, headers=headers)
        if found is None:
            return response
        kind, detail = found
        if kind == "soft_404" and response.status in (404, 410):
            return response  # an honest 404 says so itself
        if kind == "blocked":
            self.spider.report.block(request.url, detail)
        self._distrust(request)
        raise Refused(kind, detail)


class DecodeMiddleware(_Middleware):
    """Whole or not at all: a body that was cut, swells or does not decode goes no further."""

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if "dataloss" in response.flags:
            return self._again(request, "truncated", f"the body ended after {len(response.body)} bytes")
        encoding = response.headers.get("Content-Encoding")
        if not encoding:
            if not _may_be_cut(request, response):
                return response
            self._distrust(request)
            return self._again(request, "truncated", "no length was announced, and the page ends before </html>")
        limit = request.meta["download_maxsize"]
        try:
            body = decode_content(response.body, encoding.decode("latin-1"), limit=limit)
        except ContentDecodingError as error:
            self._distrust(request)
            if error.kind == "truncated":
                return self._again(request, error.kind, str(error))
            raise Refused(error.kind, str(error)) from error
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        cls = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(headers=headers, body=body, cls=cls)

    def _again(self, request: Request, kind: str, detail: str) -> Request:
        retry = get_retry_request(request, spider=self.spider, reason=kind)
        if retry is None:
            raise Refused(kind, detail)
        return retry


def _may_be_cut(request: Request, response: Response) -> bool:
    """Whether nothing says that a page came whole: neither a length, nor chunks, nor its own last tag."""
    wire: Wire = request.meta["wire"]
    framed = any(name.lower() in ("content-length", "transfer-encoding") for name, _ in wire.headers)
    if framed or request.meta.get("role") not in PAGES or response.status != 200:
        return False
    tail = response.body[-_TAIL_BYTES:].lower()
    return b"<html" in response.body[:_HEAD_BYTES].lower() and b"</html" not in tail and b"</body" not in tail


class CaptureMiddleware(_Middleware):
    """Keep first, understand later: archives every answer as it stood on the wire."""

    def process_response(self, request: Request, response: Response) -> Response:
        wire: Wire = request.meta["wire"]
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=wire.request_headers,
            request_body=request.body,
            status=response.status,
            reason=wire.reason,
            protocol=response.protocol or "HTTP/1.1",
            headers=wire.headers,
            body=response.body,
            fetched_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(wire.started_at)),
            ip_address=str(response.ip_address) if response.ip_address else None,
            truncated="disconnect" if "dataloss" in response.flags else None,
            doubt=wire.doubt,
        )
        request.meta["captured"] = self.spider.archive.keep(exchange, request.meta.get("role", "page"))
        self.spider.report.count_response(len(response.body))
        if wire.doubt:
            self.spider.report.unverified[urlsplit(request.url).hostname or ""] = wire.doubt
        return response
