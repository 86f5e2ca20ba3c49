"""robots.txt as RFC 9309 wants it: kept at most 24 h, unreachable means closed, absent means open."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from crawler.net.politeness import host_file_name

MAX_AGE_SECONDS = 24 * 3600.0
MAX_ERROR_AGE_SECONDS = 600.0  # an unreachable robots.txt closes the site; ask again soon
MAX_BYTES = 512_000  # RFC 9309: at least 500 KiB are to be read


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site's robots.txt answered: `status` 0 when it never came, `text` is then "kind: detail"."""

    status: int
    text: str
    fetched_at: float

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether this URL may be fetched."""
        if self.closed:
            return False
        if self.status >= 400:
            return True
        return bool(Protego.parse(self.text).can_fetch(url, user_agent))

    def crawl_delay_seconds(self, user_agent: str) -> float:
        """The Crawl-delay asked for; 0 without one."""
        if self.closed or self.status >= 400:
            return 0.0
        return float(Protego.parse(self.text).crawl_delay(user_agent) or 0.0)

    @property
    def closed(self) -> bool:
        """Whether everything is disallowed: a server error or no answer at all (RFC 9309, 2.3.1.4)."""
        return self.status == 0 or self.status >= 500 or self.status == 429

    @property
    def stale(self) -> bool:
        """Whether it must be asked for again. A clock set back makes it stale too."""
        age = time.time() - self.fetched_at
        return not 0 <= age < (MAX_ERROR_AGE_SECONDS if self.closed else MAX_AGE_SECONDS)


class RobotsCache:
    """robots.txt of all hosts, shared by all runs on an output folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, origin: str) -> Robots | None:
        """The fresh answer for an origin (scheme://host:port), or None."""
        try:
            kept = json.loads(self._path(origin).read_text(encoding="utf-8"))
            robots = Robots(int(kept["status"]), str(kept["text"]), float(kept["fetched_at"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return None if robots.stale else robots

    def save(self, origin: str, robots: Robots) -> None:
        """Remember an answer."""
        path = self._path(origin)
        aside = path.with_suffix(".aside")
        aside.write_text(json.dumps(asdict(robots)), encoding="utf-8")
        aside.rename(path)

    def _path(self, origin: str) -> Path:
        parts = urlsplit(origin)
        name = host_file_name(f"{parts.hostname or ''}.{parts.port or ''}.{parts.scheme}".lower())
        return self._folder / f"{name}.robots"


def parse_robots(status: int, body: bytes) -> Robots:
    """A robots.txt answer as received."""
    return Robots(status, body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff"), time.time())
