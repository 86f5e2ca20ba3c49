"""Bodies in pieces: page 2 of an article, a body that stands in a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from crawler.extract.body import Body
from crawler.extract.document import text_of
from crawler.extract.outline import Outline, clean
from crawler.normalize.urls import absolute_url

_NUMBER = re.compile(r"^[\[【(（\s]*(?:第\s*)?(\d{1,2})(?:\s*页)?[\]】)）\s]*$")
_NUMBER_LETTER = re.compile(r"[\d页]")
_NEXT = re.compile(r"^[\[【\s]*下一?页\s*[>»›]*[\]】\s]*$")
_SCRIPTED_PAGES = re.compile(
    r"createPageHTML\(\s*(\d{1,2})\s*,\s*0\s*,\s*[\"']([\w\-./]{1,120})[\"']\s*,\s*[\"'](s?html?)[\"']"
)
_NOISE_FRAMES = re.compile(
    r"visitcount|login|tree\.jsp|share|foot|head|top\.|count|weather|player|map|comment|stat|nav|menu|banner|search|like|ad[sv_]|video",
    re.I,
)
_MOST_PARTS = 100  # more than two digits number; how many are fetched is the crawl's limit, which says so
_MOST_LINKS = 3000
# Lines below the body in which its pager stands.
_PAGER_REACH = 30


def continuation_urls(page: Outline, body: Body | None, url: str, *, short: bool) -> list[str]:
    """URLs of the article's further parts: pages 2… of its body, or its frames when it has hardly any text."""
    found = list(dict.fromkeys([*_further_pages(page, body, url), *(_frames(page, url) if short else ())]))
    return [part for part in found if part != url][:_MOST_PARTS]


def _further_pages(page: Outline, body: Body | None, url: str) -> Iterator[str]:
    stem, _, extension = urlsplit(url).path.rpartition(".")
    if not stem:
        stem, extension = urlsplit(url).path, ""
    start, end = (body.start, body.end + _PAGER_REACH) if body else (0, len(page.lines))
    numbered: dict[int, str] = {}
    name = re.sub(r"[_\-]\d{1,2}$", "", stem.rpartition("/")[2])
    for _, element, _ in page.links_in(start, end + 1)[-_MOST_LINKS:]:
        href = element.get("href") or ""
        if not (name in href or href.startswith("?")):
            continue
        text = text_of(element)[:60]
        if not _NUMBER_LETTER.search(text):
            continue
        text = clean(text)
        if not (_NUMBER.match(text) or _NEXT.match(text)):
            continue
        try:
            target = absolute_url(href, url)
        except ValueError:
            continue
        if number := _part_number(target, url, stem, extension):
            numbered.setdefault(number, target)
    yield from (numbered[number] for number in sorted(numbered))
    yield from _scripted_pages(page, url, stem)


def _part_number(target: str, url: str, stem: str, extension: str) -> int | None:
    """Which part of this article a URL is: name_2.html beside name.html, ?page=2 on the same path."""
    here, there = urlsplit(url), urlsplit(target)
    if here.netloc.lower() != there.netloc.lower():
        return None
    own = re.sub(r"[_\-]\d{1,2}$", "", stem) if re.search(r"\d{4,}\D*[_\-]\d{1,2}$", stem) else stem
    if there.path.startswith(own) and (match := re.fullmatch(r"[_\-](\d{1,2})\.?(\w*)", there.path[len(own) :])):
        return int(match[1]) if match[2] == extension else None
    if there.path == here.path and (
        match := re.search(r"(?:^|&)(?:page|p|pageno|pagenum|pn)=(\d{1,2})(?:&|$)", there.query, re.I)
    ):
        same = re.sub(r"(?:^|&)(?:page|p|pageno|pagenum|pn)=\d{1,2}", "", there.query, flags=re.I)
        return int(match[1]) if same.strip("&") in here.query else None
    return None


def _scripted_pages(page: Outline, url: str, stem: str) -> Iterator[str]:
    """TRS: createPageHTML(3, 0, "t20200403_1", "html") in an article names its parts _1 and _2."""
    name = stem.rpartition("/")[2]
    for script in page.scripts:
        if "createPageHTML(" not in script:
            continue
        match = _SCRIPTED_PAGES.search(script[:20_000])
        if match and name and match[2] == name:
            yield from (urljoin(url, f"{name}_{part}.{match[3]}") for part in range(1, min(int(match[1]), _MOST_PARTS)))


def _frames(page: Outline, url: str) -> Iterator[str]:
    for _, element, block in page.frames:
        source = (element.get("src") or "").strip()
        if element.tag != "iframe" or not source or block.hidden or _NOISE_FRAMES.search(source):
            continue
        try:
            target = absolute_url(source, url)
        except ValueError:
            continue
        if urlsplit(target).netloc.lower() == urlsplit(url).netloc.lower() and not re.search(
            r"\.(?:pdf|docx?|xlsx?|mp4|swf)(?:$|\?)", target, re.I
        ):
            yield target
