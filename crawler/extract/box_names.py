"""Ids and classes that say what a block beside the text is: a box, a lead, a picture's frame, the article's files."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.outline import HEADINGS, Block

# Ids and classes of boxes that are no article, whoever holds them: share bars, cards of an author, tag lines, players.
# What holds much of the text is no box, whatever its name.
_BOX = re.compile(
    r"(?:^|[\s_\-])(?:relat(?:e|ed|ion|ive)(?:[_\-]\w*|s|news|site|img)?|recommend\w*|tuijian|xg(?:xw|yd|lj|wz|wd|jd)|"
    r"guess\w*|hot(?:news|list|words?)|shar(?:e|ing)\w*|bdshare\w*|social\w*|follow\w*|subscri\w+|like|praise|zan|"
    r"reward\w*|dashang|comments?|vote\w*|copyright|disclaimer|declare|statement|shengming|mzsm|"
    r"author[_\-]?(?:info|card|bio|meta|posts?|box|news)|(?:article|about|arc|post|news)[_\-]author|"
    r"app(?:down\w*|load|code|box|ad|tips?|title|e\d+)|down(?:load)?[_\-]?app|wx[_\-]?(?:follow|info|code)|"
    r"qr(?:code)?|ewm\w*|erweima|ads?|adv(?:ert\w*)?|guanggao|promo\w*|"
    r"tags?|tag[_\-]?(?:box|list)|meta[_\-]?tags?|keywords?|prev|next|prevnext|pager|pagination|toolbar|tools?|"
    r"font[_\-]?size|video[_\-]?(?:info|list|desc)|player\w*|rss\w*|newsletter|breadcrumbs?|crumbs?)(?:$|[\s_\-])"
)
# A lead between heading and text says what the article says again.
LEAD = re.compile(
    r"(?:^|[\s_\-])(?:introduction|intro|summary|abstract|digest|zhaiyao|daodu|lead|brief|tips|zy)(?:$|[\s_\-])"
)
_PICTURE = re.compile(
    r"(?:^|[\s_\-])(?:(?:img|image|pic|picture|photo|tu|tupian|zutu|datu)(?:s|box|list|wrap(?:per)?|con|div|area)?|"
    r"figure|caption|fullpic|picinfo|tuji)(?:$|[\s_\-])"
)
# What stands between heading and text under such a name says of the page who wrote it and when: 由 admin 提交于 周三.
_META = re.compile(
    r"(?:^|[\s_\-])(?:meta(?:data)?|submitted|by-?line|(?:post|news|article|art|entry|page|content)?-?info|dateline)(?:$|[\s_\-])"
)
# Beside the text, but the article's own: its files, its issuer's name.
OWN = re.compile(
    r"fujian|attach|annex|accessor|appendix|luokuan|(?:^|[\s_\-])(?:fj|sign|signed|signature)(?:$|[\s_\-])"
)
FILES = re.compile(r"fujian|attach|annex|accessor|appendix|download|(?:^|[\s_\-])(?:fj\w{0,4}|files?)(?:$|[\s_\-])")
# These hold a paragraph or a part of one, never an article.
LEAVES = frozenset(["p", "li", "dd", "dt", "blockquote", "pre", "center", "caption", "tr", "ul", "ol", *HEADINGS])


@lru_cache(maxsize=4096)
def is_box_name(names: str) -> bool:
    """Whether ids and classes are those of a box."""
    return bool(_BOX.search(names))


def box_of(block: Block) -> Block | None:
    """The innermost block with the name of a box that a block stands in."""
    return next((near for near in block.chain() if is_box_name(near.names)), None)


def is_lead(block: Block) -> bool:
    """Whether a block stands in one with the name of a lead."""
    return any(near.tag not in LEAVES and LEAD.search(near.names) for near in block.chain())


def is_meta(block: Block) -> bool:
    """Whether a block has the name of a header line: when, by whom, from where."""
    return bool(block.names) and bool(_META.search(block.names))


def is_picture(block: Block) -> bool:
    """Whether a block frames a picture."""
    return block.tag in ("figure", "figcaption") or bool(_PICTURE.search(block.names))
