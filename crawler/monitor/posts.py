"""Posts: what a feed or a script needs of a record, and when it counts as published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crawler.archive.snapshot import Line, Snapshot, channels_in_order
from crawler.errors import UsageError

SUMMARY_CHARACTERS = 200
_DURATION = re.compile(r"(\d{1,6})([mhdw])")
_BEIJING = timezone(timedelta(hours=8))
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

#: What XML 1.0 cannot hold, not even escaped. Pages print such characters; feeds must stay well-formed.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A record as feeds show it; all text is fit for XML.

    `order`: what posts are sorted by, UTC; `published`: RFC 3339 or None; `printed`: the record's own publish_time;
    `updated`: when this version was fetched; `channels`: (key, title).
    """

    id: str
    site: str
    site_title: str
    url: str
    title: str
    summary: str
    order: str
    published: str | None
    printed: str | None
    updated: str
    source: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    channels: tuple[tuple[str, str], ...]
    attachments: tuple[tuple[str, str], ...]
    image: str | None
    language: str


def post_of(record: dict[str, Any], channels: Iterable[tuple[str, str]]) -> Post:
    """A record of a live article as a post."""
    summary = shorten(record["body"] or "")
    images = [image["url"] for image in record["images"] or () if _is_web(image["url"])]
    files = [(file["url"], file["name"] or "") for file in record["attachments"] or () if _is_web(file["url"])]
    return Post(
        id=record["id"],
        site=record["site"],
        site_title=fit(record["site_title"] or record["site"]),
        url=fit(record["url"]),
        title=fit(record["title"] or summary[:40] or record["url"]),
        summary=summary,
        order=order_of(record["publish_time"], record["first_seen"]),
        published=moment(record["publish_time"]),
        printed=record["publish_time"],
        updated=record["fetched_at"],
        source=fit(record["source"]) if record["source"] else None,
        authors=tuple(fit(name) for name in record["author"] or ()),
        editors=tuple(fit(name) for name in record["editor"] or ()),
        channels=tuple((key, fit(title)) for key, title in channels),
        attachments=tuple((fit(url), fit(name)) for url, name in files),
        image=fit(images[0]) if images else None,
        language=record["language"] or "zh-Hans",
    )


def order_of(publish_time: str | None, first_seen: str) -> str:
    """The UTC moment a post is sorted by: as published, but never after it was first seen.

    A page that prints a wrong year in the future would otherwise head the feed for ever.
    """
    published = moment(publish_time)
    if published is None:
        return first_seen
    return min(f"{datetime.fromisoformat(published).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", first_seen)


def moment(publish_time: str | None) -> str | None:
    """A publish time as feeds need it, with a time of day: a day alone becomes its first moment in Beijing."""
    if publish_time is None or "T" in publish_time:
        return publish_time
    return f"{publish_time}T00:00:00+08:00"


def fit(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)


def shorten(body: str) -> str:
    """The beginning of a body on one line."""
    text = " ".join(fit(body[: 4 * SUMMARY_CHARACTERS]).split())
    return text if len(text) <= SUMMARY_CHARACTERS else f"{text[:SUMMARY_CHARACTERS]}…"


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def parse_since(text: str, now: datetime) -> str:
    """A moment (UTC, Z) from `24h`, `7d`, `2026-11-01` or ISO 8601; without a zone it is Beijing time."""
    try:
        return f"{_moment(text, now).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):
        raise UsageError(
            f"--since: found {text!r}, expected a duration such as 24h or 7d, a day or an ISO 8601 time"
        ) from None


def _moment(text: str, now: datetime) -> datetime:
    if duration := _DURATION.fullmatch(text):
        return now - timedelta(**{_UNITS[duration[2]]: int(duration[1])})
    then = datetime.fromisoformat(text)
    return then if then.tzinfo else then.replace(tzinfo=_BEIJING)


def posts_since(folders: Iterable[Path], since: str) -> Iterator[dict[str, Any]]:
    """Records of live articles first seen at or after `since` (UTC, Z), with `channels`, oldest first."""
    found = [(line, folder, channels) for folder in folders for line, channels in _find(folder, since)]
    found.sort(key=lambda item: (item[0].first_seen, item[1].name, item[0].offset))
    for line, folder, channels in found:
        with Snapshot(folder) as snapshot:
            record = snapshot.record(line)
        yield record | {"channels": channels_in_order(record["channel"], channels)}


def _find(folder: Path, since: str) -> list[tuple[Line, list[str]]]:
    with Snapshot(folder) as snapshot:
        new = [line for line in snapshot.lines(since=since) if line.state == "live"]
        listed: dict[str, list[str]] = {line.id: [] for line in new}
        for id_, channel in snapshot.memberships() if new else ():
            if id_ in listed:
                listed[id_].append(channel)
    return [(line, listed[line.id]) for line in new]
