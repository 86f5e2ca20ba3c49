"""The frontier: what the lists showed, what is still to fetch, how each visit ended. Tables in a site's ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.items import Entry, PageRequest

if TYPE_CHECKING:
    from crawler.archive.ledger import Ledger

MAX_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """What is remembered of a channel. Entries first seen in a walk up to `closed_walk` are known ground.

    `last_start`: identities on the first page when the last walk closed; `ended_at`: how many pages the list
    had when a walk last came to its end; `entry_request`: what brought the first entries where the list's
    address gives but a shell; `next_choice`: which candidate for page 2 was right.
    """

    key: str
    url: str | None
    platform: str | None
    walk: int
    closed_walk: int
    last_start: tuple[str, ...]
    ended_at: int | None
    entry_request: PageRequest | None
    next_choice: int
    visited_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEntry:
    """A listed article still to fetch, with the channel that claims it and the list page that showed it."""

    identity: str
    channel: str
    entry: Entry
    list_seq: int | None
    attempts: int


class Frontier:
    """One site's channels, listed entries and visits, written within the ledger's transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # -- channels ------------------------------------------------------------------------------------

    def channel(self, key: str, title: str) -> ChannelState:
        """What is remembered of a channel; a new one has never been walked."""
        row = self._ledger.row(
            "SELECT key, url, platform, walk, closed_walk, last_start, ended_at, visited_at,"
            " entry_request, next_choice FROM channels WHERE key = ?",
            (key,),
        )
        if not row:
            self._ledger.write("INSERT INTO channels (key, title) VALUES (?, ?)", (key, title))
            row = (key, None, None, 0, 0, None, None, None, None, 0)
        return ChannelState(
            key=row[0],
            url=row[1],
            platform=row[2],
            walk=row[3],
            closed_walk=row[4],
            last_start=tuple(json.loads(row[5] or "[]")),
            ended_at=row[6],
            visited_at=row[7],
            entry_request=_request(row[8]),
            next_choice=row[9],
        )

    def update_channel(self, key: str, **changes: Any) -> None:
        """Change columns of a channel: url, found_on, platform, walk, closed_walk …"""
        columns = ", ".join(f"{name} = ?" for name in changes)
        self._ledger.write(f"UPDATE channels SET {columns} WHERE key = ?", (*changes.values(), key))  # noqa: S608

    def channels(self) -> list[dict[str, Any]]:
        """All channels with their columns."""
        names = [row[1] for row in self._ledger.rows("PRAGMA table_info(channels)")]
        return [dict(zip(names, row, strict=True)) for row in self._ledger.rows("SELECT * FROM channels")]

    # -- entries and visits --------------------------------------------------------------------------

    def known_walk(self, channel: str, identity: str) -> int | None:
        """The walk in which a channel first listed this article; None if it never did."""
        row = self._ledger.row("SELECT walk FROM entries WHERE channel = ? AND identity = ?", (channel, identity))
        return row[0] if row else None

    def add_entry(
        self, channel: str, identity: str, entry: Entry, *, walk: int, position: int, at: str, list_seq: int | None
    ) -> bool:
        """Remember that a channel lists an article; True when it did not before."""
        cursor = self._ledger.write(
            "INSERT OR IGNORE INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                channel, identity, entry.url, entry.title, entry.date, entry.published,
                entry.pinned, entry.external, walk, position, at, list_seq,
            ),
        )  # fmt: skip
        if not entry.external:
            self._ledger.write(
                "INSERT OR IGNORE INTO visits (identity, state, at, run) VALUES (?, 'pending', ?, 0)", (identity, at)
            )
        return cursor.rowcount > 0

    def pending(self, order: list[str], run: int, limit: int, channels: list[str] | None = None) -> list[PendingEntry]:
        """Listed articles not yet fetched and not yet tried in this run, in list order.

        `order`: channel keys in site-file order; the first that lists an article claims it. `channels`
        narrows to articles that one of these lists. After MAX_ATTEMPTS failed ones only a full crawl asks again.
        """
        rank = " ".join(f"WHEN ? THEN {number}" for number in range(len(order)))
        wanted = channels if channels is not None else order
        marks = ",".join("?" * len(wanted))
        rows = self._ledger.rows(
            f"SELECT e.identity, e.channel, e.url, e.title, e.date, e.published, e.pinned, e.external, e.list_seq,"  # noqa: S608
            f" v.attempts, min(CASE e.channel {rank} ELSE {len(order)} END) AS ranked"
            f" FROM visits v JOIN entries e ON e.identity = v.identity"
            f" WHERE v.state IN ('pending', 'failed') AND v.run < ? AND v.attempts < {MAX_ATTEMPTS} AND EXISTS"
            f" (SELECT 1 FROM entries w WHERE w.identity = v.identity AND w.channel IN ({marks}))"
            f" GROUP BY e.identity ORDER BY ranked, e.walk, e.position LIMIT ?",
            (*order, run, *wanted, limit),
        )
        return [
            PendingEntry(
                identity=row[0],
                channel=row[1],
                entry=Entry(
                    url=row[2], title=row[3], date=row[4], published=row[5], pinned=bool(row[6]), external=bool(row[7])
                ),
                list_seq=row[8],
                attempts=row[9],
            )
            for row in rows
        ]

    def unfinished(self) -> tuple[int, int]:
        """How many listed articles wait for the next run, and how many only a full crawl asks for again."""
        ((waiting, given_up),) = self._ledger.rows(
            f"SELECT coalesce(sum(attempts < {MAX_ATTEMPTS}), 0), coalesce(sum(attempts >= {MAX_ATTEMPTS}), 0)"  # noqa: S608
            " FROM visits WHERE state IN ('pending', 'failed')"
        )
        return int(waiting), int(given_up)

    def set_visit(
        self, identity: str, state: str, *, run: int, at: str, article: str | None = None, detail: str | None = None
    ) -> None:
        """Remember how a visit ended: stored, alias, refused, unreadable, offsite, missing or failed."""
        self._ledger.write(
            "INSERT INTO visits (identity, state, attempts, article, detail, at, run) VALUES (?,?,1,?,?,?,?)"
            " ON CONFLICT (identity) DO UPDATE SET state = excluded.state, attempts = attempts + 1,"
            " article = coalesce(excluded.article, article), detail = excluded.detail, at = excluded.at,"
            " run = excluded.run",
            (identity, state, article, detail, at, run),
        )

    def touch_visit(self, identity: str, run: int) -> None:
        """Note that this run has taken a pending article up, so that it is not handed out twice."""
        self._ledger.write("UPDATE visits SET run = ? WHERE identity = ?", (run, identity))

    def reopen(self, channels: list[str]) -> None:
        """Ask again for every article these channels list (a full crawl)."""
        marks = ",".join("?" * len(channels))
        self._ledger.write(
            f"UPDATE visits SET state = 'pending', run = 0, attempts = 0 WHERE identity IN"  # noqa: S608
            f" (SELECT identity FROM entries WHERE external = 0 AND channel IN ({marks}))",
            channels,
        )

    def visits(self) -> dict[str, int]:
        """How many listed articles are in each state."""
        return dict(self._ledger.rows("SELECT state, count(*) FROM visits GROUP BY state"))


def request_text(request: PageRequest) -> str:
    """A list request as the ledger keeps it."""
    return json.dumps([request.url, request.method, request.headers, request.body.decode("latin-1")])


def _request(text: str | None) -> PageRequest | None:
    if not text:
        return None
    url, method, headers, body = json.loads(text)
    return PageRequest(url, method, tuple((name, value) for name, value in headers), body.encode("latin-1"))
