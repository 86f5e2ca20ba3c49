"""Tell others by webhook or mail, through apprise. Addresses come from FANGZHI_NOTIFY alone and are never shown."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawler.cli.words import language, printable, say
from crawler.errors import StorageError
from crawler.monitor.index import with_index
from crawler.monitor.notify import News, destination_key, set_marks, subject, take_news, text
from crawler.net.guard import AddressGuard, ForbiddenAddress, proxy_routes, split_hosts

#: Longest that one address may hold up a run.
PATIENCE_SECONDS = 30.0

#: The guard below stands in for all of Python's name look-ups: one message at a time.
_sending = threading.Lock()


def send_news(output: Path, allow_private: str) -> None:
    """Tell every destination of FANGZHI_NOTIFY what it does not know yet; a dead one is named and tried next time."""
    for number, url in enumerate(os.environ.get("FANGZHI_NOTIFY", "").split(), 1):
        try:
            problem = _tell(output, url, allow_private)
        except StorageError as error:
            problem = str(error)
        if problem:
            # The number names it: the address itself is a secret.
            print(printable(f"fangzhi: FANGZHI_NOTIFY {number}: {problem}"), file=sys.stderr)


def _tell(output: Path, url: str, allow_private: str) -> str | None:
    key = destination_key(url)
    news = with_index(output, lambda index: take_news(index, key))
    if not news.posts and not news.changes:
        return None
    problem = _send(url, news, allow_private)
    if problem:
        with_index(output, lambda index: set_marks(index, key, list(news.before)))
    return problem


def _send(url: str, news: News, allow_private: str) -> str | None:
    """Send one message; what went wrong, without the address, or None. Gives up after PATIENCE_SECONDS.

    apprise limits each read, not the whole: a server that sends a byte now and then would hold a crawl for ever.
    """
    problems: list[str | None] = []
    if not _sending.acquire(timeout=PATIENCE_SECONDS):
        return say("not sent: another address still holds the line", "未发送：另一地址仍未答复")

    def deliver() -> None:
        try:
            problems.append(_deliver(url, news, allow_private))
        finally:
            _sending.release()

    sender = threading.Thread(target=deliver, name="notice", daemon=True)
    sender.start()
    sender.join(PATIENCE_SECONDS)
    not_delivered = say("not delivered; tried again next time", "未送达，下次重试")
    return problems[0] if problems else not_delivered


def _deliver(url: str, news: News, allow_private: str) -> str | None:
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it would log addresses with their tokens
    # A redirect could lead the message, and us, anywhere.
    asset = apprise.AppriseAsset(http_redirects=False, app_id="fangzhi", app_desc="fangzhi 方志")
    service = apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if service is None:
        return say("not an address that apprise knows", "不是 apprise 认识的地址")
    with _guarded(_guard(allow_private)) as refused:
        sent = service.notify(
            body=text(news, language()), title=subject(news, language()), body_format=apprise.NotifyFormat.TEXT
        )
    if refused:
        return say("refused: it leads to a private address", "已拒绝：该地址指向内网")
    return None if sent else say("not delivered; tried again next time", "未送达，下次重试")


def _guard(allow_private: str) -> AddressGuard:
    return AddressGuard.allowing(split_hosts(allow_private), proxy_routes())


@contextlib.contextmanager
def _guarded(guard: AddressGuard) -> Iterator[list[str]]:
    """Check every address that is looked up meanwhile.

    apprise has no place for a guard, but whatever it sends through (requests, smtplib) asks socket.getaddrinfo for
    the very addresses it then connects to. Nothing else of ours connects while a message is sent.
    """
    asked = socket.getaddrinfo
    refused: list[str] = []

    def checked(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        found = asked(host, port, *args, **options)
        try:
            guard.check(str(host), [str(address[4][0]) for address in found], port)
        except ForbiddenAddress as error:
            refused.append(str(host))
            raise OSError("refused") from error
        return found

    socket.getaddrinfo = checked
    try:
        yield refused
    finally:
        socket.getaddrinfo = asked
