"""What fangzhi knows of a content management system: one `Platform` each, all of the same shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.extract.list_entries import Found
from crawler.extract.list_pager import Pager, PrintedPager
from crawler.extract.list_source import ListSource


def _no_identity(url: str) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Platform:
    """One CMS family.

    `recognise` returns the evidence on a list page, or None. `pager` gives the requests for the following
    page. `rows` reads the entries where the generic reader cannot (XML in scripts, JSON); None: it can.
    `article_url` is the pattern of article addresses, `metadata` where article pages keep title, time and
    source, best first. `identity` maps an article's URL to one form for all its spellings, or None.
    """

    name: str
    recognise: Callable[[ListSource, PrintedPager], str | None]
    pager: Callable[[ListSource, PrintedPager], Pager]
    rows: Callable[[ListSource], list[Found] | None] | None = None
    article_url: re.Pattern[str] | None = None
    metadata: tuple[str, ...] = ()
    identity: Callable[[str], str | None] = _no_identity
