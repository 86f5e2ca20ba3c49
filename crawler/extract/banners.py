"""Lines that look like a title by where they stand: the site's name in a banner (no title), a line drawn as one."""

from __future__ import annotations

import re

from crawler.extract.outline import Line, Outline

_SITE_NAME = re.compile(
    r"[\u4e00-\u9fff·（）()]{2,18}(?:网|网站|官网|门户|人民政府|协会|学会|委员会|科协|局|厅|大学|学院|医院|研究院|研究所|联合会|集团|公司|服务平台)"
)
_DEED = re.compile("召开|举行|举办|开展|关于|成立|走进|访问|赴|到|在|与|为|获|向|对|来")
# More of what offices are called. A title may end so too (家门口的图书馆): it counts only in a banner.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff·（）()]{2,24}(?:工会|妇联|残联|文联|侨联|作协|记协|团委|工委|管委会|党委|纪委|监委|政法委|党校|院|馆|所|站|"
    r"中心|办公室|办事处|政府|政协|人大|[总支大]队|[组织宣传统战]{2}部|研究会|商会|基金会|促进会|联盟|分会|报社|电视台|"
    r"开发区|高新区|新区|园区|街道|镇|乡|中学|小学|学校|幼儿园)"
)
_BANNER_NAMES = re.compile(
    r"(?:^|[\s_\-])(?:(?:top|site|web|hd|head|page)?[_\-]?(?:ban(?:ner)?|logo)|(?:site|web|page)[_\-]?(?:top|head(?:er)?))(?:$|[\s_\-\d])"
)
_HOME = re.compile(r"(?:网站)?(?:首\s{0,2}页|主页)(?:\W|$)|Home\b|HOME\b")
_NEAR = 3
_TITLED = re.compile(r"title|biaoti", re.I)
_CENTRED = re.compile(r"text-align\s{0,2}:\s{0,2}center", re.I)
_LARGE = re.compile(
    r"font-size\s{0,2}:\s{0,2}(?:1[6-9]|[2-4]\d)(?:\.\d{1,2})?\s?p[xt]|font-weight\s{0,2}:\s{0,2}(?:bold|[6-9]00)", re.I
)
_STATEMENT_END = ("。", "；", "：", ":", "，", "！", "？", "、")


def is_site_name(text: str) -> bool:
    """Whether a text is the name of an office or a site and tells no news."""
    return bool(_SITE_NAME.fullmatch(text)) and not _DEED.search(text)


def is_office(text: str) -> bool:
    """Whether a text ends as names of offices do."""
    return is_site_name(text) or (bool(_OFFICE.fullmatch(text)) and not _DEED.search(text) and "的" not in text)


def is_banner(page: Outline, place: int) -> bool:
    """Whether a line is an office's name in the page's banner: in a block of that name, or right above 首页."""
    line = page.lines[place]
    if not is_office(line.text):
        return False
    around = line.block.parent
    if _BANNER_NAMES.search(line.block.names) or (around is not None and _BANNER_NAMES.search(around.names)):
        return True
    return any(below.linked and _HOME.match(below.text) for below in page.lines[place + 1 : place + 1 + _NEAR])


def is_drawn_as_title(page: Outline, place: int) -> bool:
    """Whether a line is dressed as titles are where blocks have no names, and the line above is not.

    <td align="center" style="font-size:18px"><b>…</b></td>, <span id="lblTitle">…</span>
    """
    line = page.lines[place]
    return _is_drawn(line) and not (place and _is_drawn(page.lines[place - 1]))


def _is_drawn(line: Line) -> bool:
    text = line.text
    if not 6 <= len(text) <= 60 or line.linked or line.block.noisy or text.endswith(_STATEMENT_END):
        return False
    element = line.block.element
    inner = element[0] if len(element) and not (element.text or "").strip() else None
    if inner is not None and _TITLED.search(f"{inner.get('id') or ''} {inner.get('class') or ''}"):
        return True
    style = (element.get("style") or "")[:200]
    centred = element.tag == "center" or element.get("align") == "center" or _CENTRED.search(style) is not None
    if not centred:
        return False
    inner_style = ((inner.get("style") or "") if inner is not None else "")[:200]
    bold = inner is not None and inner.tag in ("b", "strong") and not (inner.tail or "").strip()
    return bold or bool(_LARGE.search(style) or _LARGE.search(inner_style))
