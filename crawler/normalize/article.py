"""Printed to Article: one value per field, chosen by precedence, parsed, with its provenance. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from crawler.items import Article, Credit, Printed, Provenance, Said
from crawler.normalize.dates import Moment, days_apart, find_date, republic_date
from crawler.normalize.people import is_account, names_in
from crawler.normalize.precedence import UNITED, kind_of, ranked
from crawler.normalize.sources import is_self, read_source, split_source
from crawler.normalize.text import one_line, without_dashes
from crawler.normalize.titles import choose_title
from crawler.normalize.urls import canonical_url
from crawler.site import Site

# Raise it when a rule changes what a page is read as.
READER = "4"
_PEOPLE = ("author", "editor", "reviewer")
_CREDITED = frozenset({*_PEOPLE, "credit", "source"})
_VIEWS = re.compile(r"^[\s\[【(（共已]*(\d[\d,，]{0,14})(?:\.(\d))?\s*(万)?(?![\d:：/\-年.])")
_URL = re.compile(r"https?://[^\s<>\"'）】]+")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_LONGEST_NUMBER = 80
_COMMON_ROLES = frozenset(["作者", "记者", "通讯员", "記者", "通訊員"])
_TRADITIONAL = frozenset("發佈張貼時間後異動訊載")


@dataclass(slots=True)
class _Choice:
    """The record being made: what is said of each field, strongest first; values, where they come from, doubts."""

    said: dict[str, list[Said]]
    values: dict[str, object] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)

    def names(self, raw: str) -> list[str]:
        """The people in a printed value, found once: they are asked for as a role's and as a credit's."""
        if raw not in self.named:
            self.named[raw] = names_in(raw)
        return self.named[raw]

    def take(self, name: str, value: object, said: Said) -> None:
        self.values[name] = value
        self.provenance[name] = Provenance(method=said.method, locator=said.locator, raw=said.raw)


def normalize_article(printed: Printed, *, site: Site | None = None) -> Article:
    """The record of a page. Reads nothing but what `printed` says and the site's own title."""
    choice = _Choice(ranked(printed.said), warnings=list(printed.warnings))
    _titles(choice)
    _time(choice, printed)
    for name in _PEOPLE:
        _people(choice, name)
    _source(choice, site)
    _numbers(choice)
    body = "\n".join(printed.paragraphs) or None
    _content_provenance(choice, printed, body)
    credits = _credits(choice, printed)
    values = choice.values
    return Article(
        url=printed.url,
        canonical_url=canonical_url(printed.url),
        title=_text(values.get("title")),
        subtitle=_text(values.get("subtitle")),
        publish_time=_text(values.get("publish_time")),
        publish_precision=_text(values.get("publish_precision")),
        source=_text(values.get("source")),
        source_raw=_text(values.get("source_raw")),
        author=_names(values.get("author")),
        editor=_names(values.get("editor")),
        reviewer=_names(values.get("reviewer")),
        credits=credits,
        views=values["views"] if isinstance(values.get("views"), int) else None,  # type: ignore[arg-type]
        breadcrumb=printed.breadcrumb,
        document_number=_text(values.get("document_number")),
        index_number=_text(values.get("index_number")),
        issuer=_text(values.get("issuer")),
        original_url=_text(values.get("original_url")),
        body=body,
        body_html=printed.body_html,
        images=printed.images,
        attachments=printed.attachments,
        language=printed.language,
        content_sha256=_content_sha256(choice, printed, body),
        reader=READER,
        site=site.name if site else None,
        site_title=site.title if site else None,
        channel=printed.channel,
        fetched_at=printed.fetched_at,
        evidence=printed.evidence,
        provenance=choice.provenance,
        warnings=tuple(dict.fromkeys(choice.warnings)),
        more=printed.more,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _names(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def _titles(choice: _Choice) -> None:
    if (title := choose_title(choice.said.get("title", []))) is None:
        return
    choice.take("title", one_line(title.raw), title)
    for said in choice.said.get("subtitle", ()):
        subtitle = without_dashes(said.raw)
        if subtitle and subtitle != choice.values["title"]:
            choice.take("subtitle", subtitle, said)
            return


def _time(choice: _Choice, printed: Printed) -> None:
    """The strongest date; where others name the same day more precisely, their time of day."""
    dated = [(said, moment) for said in choice.said.get("publish_time", ()) if (moment := _moment(said, printed))]
    if not dated:
        return
    said, moment = next((pair for pair in dated[1:] if _is_printed_instead(pair, dated[0])), dated[0])
    finer = next((pair for pair in dated[1:] if _is_finer(pair, moment)), None)
    if finer is not None:
        both = f"{said.raw} | {finer[0].raw}"
        said, moment = (
            Said(field=said.field, raw=both, method=finer[0].method, locator=f"{said.locator} + {finer[0].locator}"),
            finer[1],
        )
    choice.take("publish_time", moment.iso, said)
    choice.take("publish_precision", moment.precision, said)
    choice.warnings += _conflicts(dated)


def _moment(said: Said, printed: Printed) -> Moment | None:
    moment = find_date(said.raw, reference=printed.fetched_at)
    if moment or said.method != "label":
        return moment
    # 99-03-04 is of the Republic only where the label is Taiwan's.
    return republic_date(said.raw, short=not _TRADITIONAL.isdisjoint(said.locator))


_FINENESS = {"day": 0, "minute": 1, "second": 2}


def _is_printed_instead(pair: tuple[Said, Moment], first: tuple[Said, Moment]) -> bool:
    """Whether the page prints another time of the same day than a meta tag of no standard: readers saw the printed."""
    (said, moment), (strongest, other) = pair, first
    if strongest.method != "meta" or kind_of(strongest).lower() == "meta[name=pubdate]" or said.method != "heuristic":
        return False
    return (
        moment.day == other.day
        and "day" not in (moment.precision, other.precision)
        and moment.iso[:16] != other.iso[:16]
    )


def _is_finer(pair: tuple[Said, Moment], moment: Moment) -> bool:
    said, other = pair
    if other.day != moment.day or _FINENESS[other.precision] <= _FINENESS[moment.precision]:
        return False
    # Only refine what is known: 14:30 becomes 14:30:12, never 17:04.
    return said.method not in ("url", "list") and (moment.precision == "day" or other.iso[:16] == moment.iso[:16])


def _conflicts(dated: list[tuple[Said, Moment]]) -> Iterable[str]:
    first_said, first = dated[0]
    for said, moment in dated[1:]:
        kind = kind_of(said)
        if said.method == "url" or kind.endswith(("weak", "document")):
            continue
        # A list that prints [01-23] has its year from the clock.
        if said.method == "list" and moment.day[5:] == first.day[5:]:
            continue
        if days := days_apart(first.iso, moment.iso):
            yield f"publish_time: {first_said.method} and {said.method} differ by {days} day{'s' if days > 1 else ''}"


def _source(choice: _Choice, site: Site | None) -> None:
    for said in choice.said.get("source", ()):
        if (source := read_source(said.raw)) is None:
            continue
        choice.take("source", site.title if site and is_self(source) else source, said)
        choice.take("source_raw", source, said)
        if "author" not in choice.values and (people := names_in(split_source(said.raw)[2])):
            choice.take("author", people, said)
        return


def _people(choice: _Choice, name: str) -> None:
    """The people of one role, from the strongest kind of statement that names any (all kinds for UNITED roles)."""
    taken: list[str] = []
    first: Said | None = None
    for said in choice.said.get(name, ()):
        if first is not None and name not in UNITED and kind_of(said) != kind_of(first):
            break
        people = [person for person in choice.names(said.raw) if not is_account(person)]
        if people and first is None:
            first = said
        taken += [person for person in people if person not in taken]
    if first is not None:
        choice.take(name, taken, first)


def _credits(choice: _Choice, printed: Printed) -> tuple[Credit, ...]:
    """Every printed role. Their provenance: all places that name one, in page order, the method of the first."""
    told = [(said, roles) for said in printed.said if said.field in _CREDITED and (roles := _roles(choice, said))]
    for said, roles in told:
        choice.warnings += [
            f"{said.field}: {role} {name} looks like an account" for role, name in roles if is_account(name)
        ]
    if told:
        locators = " + ".join(dict.fromkeys(said.locator for said, _ in told))
        raw = " | ".join(dict.fromkeys(f"{said.role or ''} {said.raw}".strip() for said, _ in told))
        choice.provenance["credits"] = Provenance(method=told[0][0].method, locator=locators[:300], raw=raw[:300])
    named = list(dict.fromkeys(pair for _, roles in told for pair in roles))
    # 本报记者 in a header line is a label and, by another rule, a 记者: said once, as it is printed.
    return tuple(
        Credit(role=role, name=name)
        for role, name in named
        if role not in _COMMON_ROLES
        or not any(name == other and longer != role and longer.endswith(role) for longer, other in named)
    )


def _roles(choice: _Choice, said: Said) -> list[tuple[str, str]]:
    """The people that a statement names with their role, also behind a source: 科技日报记者 张三."""
    role, names = said.role, said.raw
    if said.field == "source":
        _, role, names = split_source(said.raw)
    return [(role, name) for name in choice.names(names)] if role else []


def _numbers(choice: _Choice) -> None:
    parsers: dict[str, Callable[[str], object | None]] = {
        "views": _views,
        "document_number": _number,
        "index_number": _number,
        "issuer": read_source,
        "original_url": _original_url,
    }
    for name, parse in parsers.items():
        for said in choice.said.get(name, ()):
            if (value := parse(said.raw)) is not None:
                choice.take(name, value, said)
                break


def _views(raw: str) -> int | None:
    match = _VIEWS.match(raw)
    if match is None:
        return None
    number = int(re.sub(r"\D", "", match[1]))
    return number * 10_000 + int(match[2] or 0) * 1000 if match[3] else number


def _number(raw: str) -> str | None:
    text = one_line(raw)
    return text if 0 < len(text) <= _LONGEST_NUMBER and re.search(r"\d", text) else None


def _original_url(raw: str) -> str | None:
    match = _URL.search(raw)
    return match[0] if match else None


def _content_provenance(choice: _Choice, printed: Printed, body: str | None) -> None:
    """Where body, pictures, files and breadcrumb come from; a site's rule names itself."""
    opening = printed.paragraphs[0][:60] if printed.paragraphs else ""
    place = next((said for said in printed.said if said.field == "body"), None) or Said(
        field="body", raw="", method="heuristic", locator=printed.body_locator or "body"
    )
    path = next((said for said in printed.said if said.field == "breadcrumb"), place)
    for name, said, raw in (
        ("body", place, opening if body else ""),
        ("body_html", place, opening or (printed.body_html or "")[:60]),
        ("images", place, " | ".join(image.url for image in printed.images)),
        ("attachments", place, " | ".join(file.name or file.url for file in printed.attachments)),
        ("breadcrumb", path, " | ".join(printed.breadcrumb)),
        ("language", place, opening or str(choice.values.get("title", ""))),
    ):
        if raw and (name != "body_html" or printed.body_html):
            choice.provenance[name] = Provenance(method=said.method, locator=said.locator, raw=raw[:300])


def _content_sha256(choice: _Choice, printed: Printed, body: str | None) -> str:
    """SHA-256 over what the article says, as canonical JSON. Counters and guessed dates stay out."""
    values, time = choice.values, choice.provenance.get("publish_time")
    content = {
        **{name: _text(values.get(name)) for name in ("title", "subtitle", "source")},
        **{name: _names(values.get(name)) for name in _PEOPLE},
        "body": body,
        "attachments": [{"url": file.url, "name": file.name} for file in printed.attachments],
        "publish_time": _text(values.get("publish_time")) if time and time.method not in ("list", "url") else None,
    }
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()
