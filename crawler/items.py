"""The values that travel through fangzhi: Printed (what a page says), Article (the record), Listing.

All are frozen dataclasses, built once with keywords. Columns, schema and docs derive from `Article`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Method = Literal["rule", "meta", "script", "label", "byline", "list", "url", "heuristic"]
METHODS: tuple[str, ...] = get_args(Method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of a page about one field, in the page's own words.

    `field` is a key of the record (or `credit` with `role`), `raw` the words without their label,
    `method` one of METHODS, `locator` where it stands (a CSS path, `meta[name=PubDate]`, `text: 来源：`).
    """

    field: str
    raw: str
    method: Method
    locator: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a filled field comes from; `raw` holds the page's own words."""

    method: Method
    locator: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A content image: absolute URL, printed caption, SHA-256 hex of its bytes (None: not fetched)."""

    url: str
    caption: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file offered by the article: absolute URL, printed name, SHA-256 hex (None: not fetched)."""

    url: str
    name: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One printed role with its own label: Credit(role="责任编辑", name="刘斌")."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A further archived response that a field came from; role: "list", "part" or "home"."""

    role: str
    warc: str
    offset: int
    record_id: str
    payload_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The archived response a record was read from. `offset` counts bytes in the WARC file."""

    warc: str
    offset: int
    record_id: str
    payload_sha256: str
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A further piece of an article (page 2 of its body, a body iframe) given back to the reader."""

    url: str
    body: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a page says, before anything is normalised or chosen.

    `said` holds every statement found, in page order; choosing and parsing is crawler.normalize's work.
    `paragraphs` is the body as printed; images and attachments have absolute URLs.
    The crawl adds `channel`, `fetched_at` (UTC, Z), `evidence` and `listed_as` (the identity under which the
    list showed it) with dataclasses.replace.
    """

    url: str
    said: tuple[Said, ...] = ()
    paragraphs: tuple[str, ...] = ()
    body_html: str | None = None
    body_locator: str | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    language: str = "zh-Hans"
    warnings: tuple[str, ...] = ()
    fetched_at: str | None = None
    channel: str | None = None
    evidence: Evidence | None = None
    listed_as: str | None = None


def _doc(en: str, zh: str, type_: str, *, reading: bool = True) -> dict[str, Any]:
    return {"en": en, "zh": zh, "type": type_, "reading": reading}


def _bookkeeping(en: str, zh: str, type_: str) -> Any:
    return field(default=None, metadata=_doc(en, zh, type_, reading=False))


def _value(en: str, zh: str, type_: str) -> Any:
    return field(default=None, metadata=_doc(en, zh, type_))


def _many(en: str, zh: str, type_: str) -> Any:
    return field(default=(), metadata=_doc(en, zh, type_))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The one record, in the order of its keys.

    Reading a page fills the reading fields; the crawl adds identity, times and evidence.
    `more` (URLs of parts still to fetch) and `listed_as` (identity of its list entry) are no keys of the record.
    """

    id: str | None = _bookkeeping("first 32 hex digits of sha256(site + newline + identity)", "记录标识", "str")
    site: str | None = _bookkeeping("site key, name of its file", "站点代号", "str")
    site_title: str | None = _bookkeeping("the site's own name", "站点名称", "str")
    channel: str | None = _bookkeeping("first channel that listed it, in site-file order", "栏目代号", "str")
    url: str = field(metadata=_doc("as fetched, after redirects", "实际抓取地址", "str"))
    canonical_url: str = field(metadata=_doc("normalised URL", "规范化地址", "str"))
    title: str | None = _value("title, one line, without site name", "标题", "str")
    subtitle: str | None = _value("second heading line or dash line, without dashes", "副标题", "str")
    publish_time: str | None = _value("ISO 8601, +08:00, or a day", "发布时间", "str")
    publish_precision: str | None = _value("second, minute or day", "发布时间精度", "str")
    source: str | None = _value("来源, 本网 resolved to the site's title", "来源", "str")
    source_raw: str | None = _value("来源 in the page's words", "来源原文", "str")
    author: tuple[str, ...] = _many("作者, 记者, 通讯员, 撰稿, bylines", "作者", "list[str]")
    editor: tuple[str, ...] = _many("编辑, 责任编辑, 网络编辑 …", "编辑", "list[str]")
    reviewer: tuple[str, ...] = _many("审核, 编审, 一审/二审/三审 … in printed order", "审核", "list[str]")
    credits: tuple[Credit, ...] = _many(
        "every printed role, in page order, with its own label", "全部署名", "list[{role, name}]"
    )
    views: int | None = _value("views printed in the article's header", "浏览次数", "int")
    breadcrumb: tuple[str, ...] = _many("breadcrumb without 首页", "栏目路径", "list[str]")
    document_number: str | None = _value("发文字号, 文号", "发文字号", "str")
    index_number: str | None = _value("索引号", "索引号", "str")
    issuer: str | None = _value("发文机关, 发布机构", "发文机关", "str")
    original_url: str | None = _value("原文链接", "原文链接", "str")
    body: str | None = _value("paragraphs joined by newline", "正文", "str")
    body_html: str | None = _value("the body's sanitised markup", "正文标记", "str")
    images: tuple[Image, ...] = _many("content images in page order", "图片", "list[{url, caption, sha256}]")
    attachments: tuple[Attachment, ...] = _many("attachments in page order", "附件", "list[{url, name, sha256}]")
    language: str = field(default="zh-Hans", metadata=_doc("BCP 47", "语言", "str"))
    content_sha256: str | None = _value("hash over what the article says, not its counters", "内容摘要", "str")
    revision: int | None = _bookkeeping("1, 2, … for one id", "版次", "int")
    reason: str | None = _bookkeeping("new, changed, reread, gone or back", "本行原因", "str")
    state: str | None = _bookkeeping("live or gone", "状态", "str")
    reader: str | None = _value("version of the reading rules", "阅读规则版本", "str")
    first_seen: str | None = _bookkeeping("UTC", "首次发现时间", "str")
    fetched_at: str | None = _bookkeeping("UTC", "抓取时间", "str")
    evidence: Evidence | None = _bookkeeping(
        "the archived response it was read from", "存档证据", "{warc, offset, record_id, payload_sha256, also}"
    )
    provenance: dict[str, Provenance] = field(
        default_factory=dict,
        metadata=_doc("method, locator and raw words of each filled field", "出处", "{field: {method, locator, raw}}"),
    )
    warnings: tuple[str, ...] = _many("doubts, in words", "疑点", "list[str]")
    more: tuple[str, ...] = ()
    listed_as: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The reading fields as plain JSON values."""
        return {f.name: _plain(getattr(self, f.name)) for f in RECORD_FIELDS if f.metadata["reading"]}

    def to_record(self) -> dict[str, Any]:
        """All keys of the record, in order, as plain JSON values."""
        return {f.name: _plain(getattr(self, f.name)) for f in RECORD_FIELDS}


RECORD_FIELDS = tuple(f for f in dataclasses.fields(Article) if f.metadata)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list page.

    `date` is the printed day (YYYY-MM-DD) or None; `published` the printed moment where the list prints
    one (ISO 8601 with +08:00). `external`: the link leaves the site. Year-less dates are completed only
    when the fetch time is known.
    """

    url: str
    title: str
    date: str | None = None
    pinned: bool = False
    external: bool = False
    published: str | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for another page of a list. Headers are (name, value) pairs."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list, read.

    `entries` in page order, the main list only. `heading` is the text of <title>. `platform` names the CMS
    family and `why` its evidence. `next` holds requests for the following page, best first.
    `entries_elsewhere`: a shell page whose entries come with `next`. `problems`: links that could not be read,
    one line each.
    """

    url: str
    entries: tuple[Entry, ...] = ()
    platform: str | None = None
    why: str | None = None
    next: tuple[PageRequest, ...] = ()
    entries_elsewhere: bool = False
    heading: str | None = None
    page: int | None = None
    total_pages: int | None = None
    total_entries: int | None = None
    problems: tuple[str, ...] = ()
