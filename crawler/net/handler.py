"""The download handler: takes the host's turn, connects through the guard, and keeps what stood on the wire.

Built on Scrapy's aiohttp handler, which keeps the reason phrase and the spelling of header names: evidence
that the default handler loses.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import aiohttp
import yarl
from aiohttp.http_exceptions import BadHttpMessage, HttpProcessingError, LineTooLong
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Headers, Response

from crawler.archive.warc import Headers as WireHeaders
from crawler.errors import over
from crawler.net.certificates import CertificateProblem, Trust, problem_of
from crawler.net.guard import AddressGuard, GuardedConnector, proxy_routes, split_hosts
from crawler.net.politeness import HostGates, HostState, backoff_seconds, retry_after_seconds
from crawler.project import output_folder

if TYPE_CHECKING:
    from crawler.spider import SiteSpider

#: The setting that bounds an answer's body, by the role of the request.
SIZE_LIMITS = {"file": "MAX_FILE_BYTES", "robots": "MAX_ROBOTS_BYTES"}
_PAUSING_STATUS = frozenset({429, 503})

logging.getLogger("scrapy.core.downloader.handlers._base_streaming").addFilter(
    # Scrapy calls every handler but its oldest experimental, once per crawl; its users chose this one knowingly.
    lambda record: "is experimental" not in record.getMessage()
)


@dataclass(slots=True)
class Wire:
    """What stood on the wire for one request. Header bytes are decoded as Latin-1, so that none is lost.

    `doubt`: what is wrong with the certificate of a host whose site file excepts it.
    """

    reason: str = ""
    doubt: str | None = None
    headers: WireHeaders = ()
    request_headers: WireHeaders = ()
    started_at: float = field(default_factory=time.time)


class Refused(IgnoreRequest):
    """A request or its answer that goes no further; `kind` is a problem kind of report.json."""

    def __init__(self, kind: str, detail: str) -> None:
        self.kind = kind
        super().__init__(detail)


class NotAsked(Refused):
    """A request that this run does not send: the site refuses us, a host's requests are spent, or its robots.txt did
    not come. What needed it waits, no try spent."""


class TooSlow(DownloadTimeoutError):
    """A body that comes, but not at the least rate: a drip would hold its host for the whole time limit."""


class PoliteDownloadHandler(AiohttpDownloadHandler):
    """One request at a time per host, to permitted addresses only."""

    lazy = True  # reading the system's certificates takes longer than a small site: only for the scheme in use

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._gates = HostGates.of(output_folder(settings["FANGZHI_ROOT"], settings["FANGZHI_OUTPUT"]))
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._retry_wait = settings.getfloat("RETRY_WAIT")
        self._host_pause = settings.getfloat("HOST_PAUSE")
        self._longest_wait = settings.getfloat("LONGEST_HOST_WAIT")
        self._failures_allowed = settings.getint("HOST_FAILURES")
        self._least_rate = settings.getint("MIN_BYTES_PER_SECOND")
        self._window = settings.getfloat("RATE_WINDOW")
        self._most_header_bytes = settings.getint("MAX_HEADER_BYTES")
        self._most_headers = settings.getint("MAX_HEADERS")
        guard: AddressGuard | None = settings["ADDRESS_GUARD"]
        self._verify(settings["DEMO_AUTHORITY_PEM"])
        self._trust = Trust(_excepted(crawler) if settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES") else None)
        self._unused_session = self._session
        self._session = self._new_session(
            guard or AddressGuard.allowing(split_hosts(settings["ALLOW_PRIVATE_HOSTS"] or ""), proxy_routes())
        )

    def _verify(self, authority_pem: bytes | None) -> None:
        if self._ssl_context.verify_mode != ssl.CERT_REQUIRED:  # switched off: verified first all the same
            self._ssl_context.verify_mode = ssl.CERT_REQUIRED
            self._ssl_context.check_hostname = True
            self._ssl_context.load_default_certs()
        if authority_pem:
            self._ssl_context.load_verify_locations(cadata=authority_pem.decode("ascii"))
        # Many old government servers know no secure renegotiation; OpenSSL 3 would refuse them.
        self._ssl_context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)

    def _new_session(self, guard: AddressGuard) -> aiohttp.ClientSession:
        self._connector = connector = GuardedConnector(
            guard, self._trust, limit=self._pool_size_total, limit_per_host=self._pool_size_per_host
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_line_size=self._most_header_bytes // 4,
            max_field_size=self._most_header_bytes // 4,
            max_headers=self._most_headers,
        )

    async def download_request(self, request: Request) -> Response:
        """Fetch when the host's turn has come."""
        try:
            host = yarl.URL(request.url, encoded=True).host or ""
        except ValueError as error:  # xn--a: no name of any language
            raise Refused("malformed_link", f"no host to ask: {error}") from error
        async with self._gates.gate(host).turn(self._delay, self._longest_wait) as state:
            self._stop_if_blocked()
            try:
                response = await self._download(request, host)
            except (
                DownloadFailedError,
                DownloadTimeoutError,
                DownloadConnectionRefusedError,
                CannotResolveHostError,
            ):
                self._note_failure(state)
                raise
            self._note_answer(state, response)
            return response

    async def _download(self, request: Request, host: str) -> Response:
        if request.meta.get("proxy"):
            await self._connector.check_behind_proxy(host)
        try:
            return await super().download_request(request)
        except CertificateProblem as problem:
            if not self._trust.excuses(host, problem):
                raise
        return await super().download_request(request)

    def _stop_if_blocked(self) -> None:
        # Requests that queued for their turn while the block came must not be sent after it.
        blocked_by = self.crawler.spider.report.blocked_by if self.crawler.spider else None  # type: ignore[attr-defined]
        if blocked_by:
            raise NotAsked("blocked", f"not asked: {blocked_by}")

    def _note_failure(self, state: HostState) -> None:
        state.failures += 1
        wait = backoff_seconds(self._retry_wait, state.failures) if self._retry_wait else 0.0
        if state.failures >= self._failures_allowed:
            wait = max(wait, self._host_pause)
        state.not_before = max(state.not_before, time.time() + wait)

    def _note_answer(self, state: HostState, response: Response) -> None:
        if response.status < 500 and response.status != 429:
            state.failures = 0
            return
        self._note_failure(state)
        if response.status in _PAUSING_STATUS:
            value = response.headers.get("Retry-After")
            seconds = retry_after_seconds(value.decode("latin-1") if value else None, time.time())
            if seconds is not None:
                state.not_before = time.time() + seconds

    @asynccontextmanager
    async def _make_request(self, request: Request, timeout: float) -> AsyncIterator[_ClientResponse]:  # noqa: ASYNC109 - Scrapy's signature
        # Escapes are sent as they stand on the page: re-encoding GBK bytes asks for another page.
        request.meta["verbatim_url"] = True
        wire = Wire()
        request.meta["wire"] = wire
        try:
            async with super()._make_request(request, timeout) as response:
                wire.doubt = self._trust.doubt(response.url.host or "")
                wire.reason = (response.reason or "").encode("utf-8", "surrogateescape").decode("latin-1")
                wire.headers = _latin1(response.raw_headers)
                wire.request_headers = _public(response.request_info.headers)
                header_bytes = sum(len(name) + len(value) + 4 for name, value in wire.headers)
                if header_bytes > self._most_header_bytes:
                    raise Refused("too_large", over("MAX_HEADER_BYTES", header_bytes, self._most_header_bytes))
                yield response
        except DownloadConnectionRefusedError as error:
            if problem := problem_of(error.__cause__):
                raise problem from error
            if request.url.startswith("https:") and _was_cut(error.__cause__):
                raise DownloadConnectionRefusedError("handshake: cut off before it was done") from error
            raise
        except DownloadFailedError as error:
            if too_much := self._header_limit(error):
                raise Refused("too_large", too_much) from error
            raise
        except HttpProcessingError as error:
            raise DownloadFailedError(str(error)) from error
        except UnicodeError as error:  # a..b: a name that cannot be looked up
            raise Refused("malformed_link", f"no host to ask: {error}") from error

    def _header_limit(self, error: BaseException | None) -> str | None:
        """Which limit on headers aiohttp's parser has met; None for any other failure."""
        while error and not isinstance(error, BadHttpMessage):
            error = error.__cause__
        if isinstance(error, LineTooLong):
            return over("MAX_HEADER_BYTES / 4", "a longer line", self._most_header_bytes // 4)
        if error and "Too many headers" in str(error):
            return over("MAX_HEADERS", f"more than {self._most_headers}", self._most_headers)
        return None

    async def _iter_body_chunks(self, response: _ClientResponse) -> AsyncIterator[bytes]:  # type: ignore[override]
        """The body, as long as it comes at the least rate."""
        since, received = time.monotonic(), 0
        while True:
            try:
                async with asyncio.timeout(self._window) as silence:
                    chunk = await response.content.readany()
            except TimeoutError as error:
                if not silence.expired():
                    raise  # the whole request's time is up
                raise self._too_slow(received) from error
            if not chunk:
                return
            yield chunk
            received += len(chunk)
            now = time.monotonic()
            if now - since >= self._window:
                if received < self._least_rate * (now - since):
                    raise self._too_slow(received)
                since, received = now, 0

    def _too_slow(self, received: int) -> TooSlow:
        return TooSlow(over("MIN_BYTES_PER_SECOND", f"{received} bytes in {self._window:g} s", self._least_rate))

    @staticmethod
    def _cancel_maxsize(size: int, limit: int, request: Request, *, expected: bool) -> NoReturn:
        found = f"{size} bytes announced" if expected else f"more than {limit} bytes"
        raise Refused("too_large", over(SIZE_LIMITS.get(request.meta.get("role", ""), "MAX_PAGE_BYTES"), found, limit))

    @staticmethod
    def _extract_headers(response: _ClientResponse) -> Headers:
        # From the bytes: aiohttp's text of a raw GBK header holds surrogates that encode to nothing.
        return Headers(list(response.raw_headers))

    async def close(self) -> None:
        """Close the connections."""
        await self._unused_session.close()
        await super().close()


def _public(headers: Mapping[str, str]) -> WireHeaders:
    """Request headers as sent, without the password of the operator's proxy: archives are given away."""
    return tuple((str(k), str(v)) for k, v in headers.items() if k.lower() != "proxy-authorization")


def _latin1(headers: Any) -> WireHeaders:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)


def _was_cut(error: BaseException | None) -> bool:
    return isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionError) and (
        not isinstance(error.os_error, ConnectionRefusedError)
    )  # fmt: skip


def _excepted(crawler: Crawler) -> frozenset[str]:
    spider: SiteSpider | None = crawler.spider  # type: ignore[assignment]
    return spider.site.unverified_hosts if spider else frozenset()
