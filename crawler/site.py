"""The vocabulary of a site file: Site, Channel, ListPage, ArticlePage, Rule. Data only, checked when built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

RESERVED_NAMES = frozenset({"demo", "feeds", "exports", "all"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A CSS selector that says where a field stands.

    One match is expected: none is an error unless `optional`, several are an error unless `many`.
    `attr` takes an attribute instead of the text, `pattern` the first group of a regular expression.
    """

    css: str
    attr: str | None = None
    pattern: str | None = None
    optional: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Host:
    """A host of a site, when more than its name is to be said.

    `verify_certificate=False`: this very host is read although its certificate is expired, self-signed or another
    host's. Every record, archived response and report says so.
    """

    name: str
    verify_certificate: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """One list of a site: `key` for files and feeds, `title` as printed in the site's navigation.

    `url` is the list's first page; None means: found from the home page's links by its title.
    `every_hours` is the longest time between two visits.
    """

    key: str
    title: str
    url: str | None = None
    assumed: bool = False
    every_hours: float | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Where the entries of a list stand, when the reader cannot find them by itself.

    CSS selectors: `items` for the blocks, the rest inside a block. A list page with fewer than
    `at_least` entries (its last page excepted) is reported.
    """

    items: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    at_least: int = 1
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One layout of article pages: rules that override the generic reader, field by field.

    `when` is a CSS selector that recognises the layout (None: always). Newest layout first.
    A rule may be written as a bare CSS selector. `drop` removes blocks from the body.
    """

    when: str | None = None
    title: Rule | str | None = None
    subtitle: Rule | str | None = None
    publish_time: Rule | str | None = None
    source: Rule | str | None = None
    author: Rule | str | None = None
    editor: Rule | str | None = None
    reviewer: Rule | str | None = None
    breadcrumb: Rule | str | None = None
    original_url: Rule | str | None = None
    body: Rule | str | None = None
    drop: tuple[str, ...] = ()
    assumed: bool = False

    def rules(self) -> dict[str, Rule]:
        """The rules given, by field."""
        given = {name: getattr(self, name) for name in RULE_FIELDS}
        return {name: Rule(rule) if isinstance(rule, str) else rule for name, rule in given.items() if rule}


RULE_FIELDS = (
    "title",
    "subtitle",
    "publish_time",
    "source",
    "author",
    "editor",
    "reviewer",
    "breadcrumb",
    "original_url",
    "body",
)


@dataclass(frozen=True, kw_only=True)
class Site:
    """What is known of one website. `name` is the key of its file, records and output folder.

    `every_hours` is the longest time between two visits of a channel that does not say its own.
    `hosts`: further hosts whose pages belong to the site, by name or as Host.
    """

    name: str
    title: str
    home: str
    channels: tuple[Channel, ...] = ()
    listing: ListPage = ListPage()
    articles: tuple[ArticlePage, ...] = ()
    hosts: tuple[str | Host, ...] = ()
    platform: str | None = None
    every_hours: float | None = None
    assumed: bool = False

    @cached_property
    def host(self) -> str:
        """The home page's host, lower-case, without port."""
        return (urlsplit(self.home).hostname or "").lower()

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """Hosts whose pages belong to the site: its own (without www.), those below it, and `hosts`."""
        return (self.host.removeprefix("www."), *(host if isinstance(host, str) else host.name for host in self.hosts))

    @cached_property
    def unverified_hosts(self) -> frozenset[str]:
        """Hosts whose certificates need prove nothing: exactly these, none below them."""
        named = (host for host in self.hosts if isinstance(host, Host) and not host.verify_certificate)
        return frozenset(host.name.lower().rstrip(".") for host in named)

    def owns(self, url: str) -> bool:
        """Whether a URL's host belongs to the site."""
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return False
        return any(host == domain or host.endswith("." + domain) for domain in self.domains)

    def channel(self, key: str) -> Channel:
        """The channel with this key; KeyError if there is none."""
        for channel in self.channels:
            if channel.key == key:
                return channel
        raise KeyError(key)


_HOST = re.compile(r"[^\s/:@*]{1,253}")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def problems_of(site: Site) -> list[tuple[str, Any, str]]:
    """What is wrong with a site's data: (field, found, expected) for each mistake."""
    wrong: list[tuple[str, Any, str]] = []
    if not site.name.isidentifier() or site.name.startswith("_"):
        wrong.append(("name", site.name, "a Python identifier such as kjt_sc"))
    if site.name in RESERVED_NAMES:
        wrong.append(("name", site.name, f"a name that is not reserved ({', '.join(sorted(RESERVED_NAMES))})"))
    if not isinstance(site.title, str) or not site.title.strip():
        wrong.append(("title", site.title, "the site's own name"))
    if not _is_web_url(site.home):
        wrong.append(("home", site.home, "an http or https URL"))
    if not site.channels:
        wrong.append(("channels", site.channels, 'at least one Channel("key", "printed name")'))
    # ("a",) without its comma is a string; (Channel(…)) without its comma is a Channel.
    for name, example in (("channels", "Channel"), ("articles", "ArticlePage"), ("hosts", "host name")):
        if not isinstance(getattr(site, name), tuple | list):
            wrong.append((name, getattr(site, name), f"a tuple: ({example},) with its comma"))
    if any(name in ("channels", "articles") for name, _, _ in wrong):
        return wrong
    wrong += [("hosts", host, 'a host name, or Host("name", …)') for host in site.hosts if not _is_host(host)]
    keys: set[str] = set()
    for number, channel in enumerate(site.channels, 1):
        where = f"channels[{number}]"
        if not isinstance(channel, Channel):
            wrong.append((where, channel, 'Channel("key", "printed name")'))
            continue
        if not isinstance(channel.key, str) or not _KEY.fullmatch(channel.key):
            wrong.append((f"{where}.key", channel.key, "lower-case letters, digits, - and _"))
        elif channel.key in keys:
            wrong.append((f"{where}.key", channel.key, "a key used once"))
        keys.add(channel.key)
        if channel.url is not None and not _is_web_url(channel.url):
            wrong.append((f"{where}.url", channel.url, "an http or https URL, or None"))
    for where, hours in (
        ("every_hours", site.every_hours),
        *((f"channels[{number}].every_hours", c.every_hours) for number, c in enumerate(site.channels, 1)
          if isinstance(c, Channel)),
    ):  # fmt: skip
        if hours is not None and not _is_period(hours):
            wrong.append((where, hours, "hours between two visits, more than 0, at most 8760"))
    if not isinstance(site.listing, ListPage):
        wrong.append(("listing", site.listing, "a ListPage"))
    for number, layout in enumerate(site.articles, 1):
        if not isinstance(layout, ArticlePage):
            wrong.append((f"articles[{number}]", layout, "an ArticlePage"))
    return wrong + _wrong_selectors(site)


def _is_host(host: object) -> bool:
    if isinstance(host, Host):
        return isinstance(host.verify_certificate, bool) and bool(_HOST.fullmatch(str(host.name)))
    return isinstance(host, str)


def _is_period(hours: object) -> bool:
    return isinstance(hours, int | float) and not isinstance(hours, bool) and 0 < hours <= 8760


def _is_web_url(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _wrong_selectors(site: Site) -> list[tuple[str, Any, str]]:
    from cssselect import SelectorError
    from parsel.csstranslator import css2xpath

    selectors: dict[str, str | None] = {}
    if isinstance(site.listing, ListPage):
        for name in ("items", "link", "title", "date"):
            selectors[f"listing.{name}"] = getattr(site.listing, name)
    for number, layout in enumerate(site.articles, 1):
        if isinstance(layout, ArticlePage):
            selectors[f"articles[{number}].when"] = layout.when
            for name, rule in layout.rules().items():
                selectors[f"articles[{number}].{name}"] = rule.css
            for css in layout.drop:
                selectors[f"articles[{number}].drop"] = css
    wrong: list[tuple[str, Any, str]] = []
    for name, selector in selectors.items():
        if selector is None:
            continue
        try:
            css2xpath(selector)
        except (SelectorError, TypeError):
            wrong.append((name, selector, "a CSS selector"))
    return wrong
