"""A site file's rules for its article pages: CSS on the page's own tree. One means one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from parsel.csstranslator import css2xpath

from crawler.errors import PageError
from crawler.extract.outline import clean
from crawler.items import Said
from crawler.site import ArticlePage, Rule, Site


@dataclass(slots=True)
class Ruled:
    """What a site's rules found: statements, the body's elements, elements to leave out, ruled fields."""

    said: list[Said] = field(default_factory=list)
    body: list[HtmlElement] = field(default_factory=list)
    dropped: list[HtmlElement] = field(default_factory=list)
    breadcrumb: tuple[str, ...] = ()


def apply_rules(root: HtmlElement, url: str, site: Site | None) -> Ruled:
    """Apply the first layout of the site that recognises the page; without one everything is left to the reader.

    Raises PageError naming the rule when it matches nothing or too much.
    """
    ruled = Ruled()
    layout = _layout(root, site.articles if site else ())
    if layout is None:
        return ruled
    for name, rule in layout.rules().items():
        matches = _matches(root, url, name, rule)
        if name == "body":
            ruled.body = [match for match in matches if isinstance(match, HtmlElement)]
            ruled.said.append(Said(field=name, raw="", method="rule", locator=rule.css))
        elif name == "breadcrumb":
            ruled.breadcrumb = tuple(text for match in matches if (text := _text(match, rule)))
            ruled.said.append(Said(field=name, raw=" | ".join(ruled.breadcrumb), method="rule", locator=rule.css))
        else:
            ruled.said += _statements(matches, url, name, rule)
    for css in layout.drop:
        ruled.dropped += [match for match in _xpath(css)(root) if isinstance(match, HtmlElement)]
    return ruled


def _layout(root: HtmlElement, layouts: Sequence[ArticlePage]) -> ArticlePage | None:
    return next((layout for layout in layouts if layout.when is None or _xpath(layout.when)(root)), None)


@lru_cache(maxsize=2048)
def _xpath(css: str) -> etree.XPath:
    return etree.XPath(css2xpath(css))


def _matches(root: HtmlElement, url: str, name: str, rule: Rule) -> list[object]:
    matches = list(_xpath(rule.css)(root))
    if (not matches and not rule.optional) or (len(matches) > 1 and not rule.many):
        expected = "at least 1" if rule.many else "1"
        raise PageError(url, field=name, found=f"{rule.css!r} matched {len(matches)}", expected=expected)
    return matches


def _statements(matches: list[object], url: str, name: str, rule: Rule) -> list[Said]:
    texts = [text for match in matches if (text := _text(match, rule))]
    if matches and not texts and rule.pattern and not rule.optional:
        raise PageError(url, field=name, found=f"{rule.css!r} without {rule.pattern!r}", expected="a match")
    return [Said(field=name, raw=text, method="rule", locator=rule.css) for text in texts]


def _text(match: object, rule: Rule) -> str:
    if isinstance(match, HtmlElement):
        text = match.get(rule.attr) or "" if rule.attr else match.text_content()
    else:
        text = str(match)
    text = clean(text[:20_000])
    if rule.pattern is None:
        return text
    found = re.search(rule.pattern, text)
    return (found[1] if found and found.re.groups else found[0] if found else "") or ""
