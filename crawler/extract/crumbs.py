"""The breadcrumb: 您现在的位置：首页 > 新闻中心 > 部门动态."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.outline import EDGE, Block, Line, Outline, clean
from crawler.normalize.people import is_publisher

_LEAD = re.compile(
    r"(?:您?(?:当前|现在|目前|所在|的|在|所处)*(?:的)?(?:位置|位於)(?:是|为|在)?|当前栏目|當前位置|你在这里|您在这里)\s*[:：>»›]?|所在位置\s*[:：]?"
)
# One of these is in each lead, and asked for first: the leads take fifty times as long.
_LEAD_WORD = re.compile("位[置於]|当前栏目|在这里")
# Asked of every line above the text: a lead has one of the first three, the home page's name one of the next.
_PATH_LETTER = re.compile("[位栏里页頁H>]")
_NAMES = re.compile(
    r"bread_?-?crumb|(?:^|[\s_\-])bread(?:$|[\s_\-\d])|(?:^|[\s_\-])(?:crumbs?|position|weizhi|location|dqwz|curr?ent-?_?(?:pos|position|place)|site-?path|path|mbx|nowpos|wz|place|local|dangqian)(?:$|[\s_\-\d])"
)
_SEPARATORS = re.compile(rf"[>＞»›→/／|｜≫»·{EDGE}]+|&gt;|\s[-－—]+\s|-{{2,}}|-?>")
_HOME = re.compile(r"^(?:[\w（）()·]{0,20}?(?:网站)?(?:首\s*页|主页)|Home|HOME|首頁)$")
_OWN = frozenset(
    {
        "正文",
        "文章",
        "内容",
        "详细内容",
        "文章正文",
        "详情",
        "阅读",
        "新闻详情",
        "文章详情",
        "信息内容",
        "正文内容",
        "浏览文章",
        "查看",
    }
)
# A menu has no arrows between its words, but may have dashes: then its last word is a link too.
_FROM_HOME = re.compile(
    r"(?:(?:网站|本站|门户网站)?(?:首\s?页|主页|首頁)|Home|HOME)\s?(?:([>＞»›→≫]|-?&gt;|-{1,2}>)|[-－—]{1,2}\s)"
)
_CLOSE = 3
_MOST_CELLS, _LONGEST_CELL = 12, 20
_LONGEST = 200
_FIRST_LINES = 400


def breadcrumb_of(
    page: Outline, until: int, title: str | None, sites: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], str | None]:
    """The breadcrumb without 首页 and the article's own last step, and where it stands.

    `sites`: names of the site, one of which may stand where others print 首页.
    """
    lines = page.lines[: min(until, _FIRST_LINES)]
    for number, line in enumerate(lines):
        if not _PATH_LETTER.search(line.text) or len(line.text) > _LONGEST:
            continue
        start = line.text[:40]
        lead = _LEAD.search(start) if _LEAD_WORD.search(start) else None
        if lead or _starts_at_home(line):
            alone = len(_steps(line.raw)) < 2 and (lead is None or lead.end() == len(line.text))
            steps = _steps(EDGE.join([line.raw, *_links_after(lines, number)]) if alone else line.raw)
            steps = [step for step in steps if not _HOME.match(step) and step != title]
            if len(steps) > 1 and steps[0] in sites and is_publisher(steps[0]) and steps[1] not in _OWN:
                steps = steps[1:]
            # 现在位置:文章 has nothing but the article's own step.
            kept = tuple(step for step in steps if step not in _OWN) or tuple(steps)
            if kept:
                return kept, f"text: {lead[0] if lead else line.text[:10]}"
    return (), None


def _starts_at_home(line: Line) -> bool:
    """首页 > 新闻中心, or any path in a block that is named as one."""
    text = line.text
    if path := _FROM_HOME.match(text):
        return bool(path[1]) or line.links < sum(map(len, _steps(line.raw)))
    return ("首页" in text or ">" in text or _HOME.match(text) is not None) and _is_named(line.block)


def _links_after(lines: list[Line], number: int) -> Iterator[str]:
    """The steps of a path whose every step is a cell or an item of its own."""
    behind_mark = False
    for line in lines[number + 1 : number + 1 + _MOST_CELLS]:
        is_mark = _SEPARATORS.fullmatch(line.text) is not None
        is_step = line.linked or _HOME.match(line.text) or (behind_mark and len(line.text) <= _LONGEST_CELL)
        if not (is_mark or is_step):
            return
        behind_mark = is_mark
        yield line.raw


def _is_named(block: Block) -> bool:
    """Whether the names of a block or of those closely around it speak of a path."""
    return any(_NAMES.search(one.names) for one in islice(block.chain(), _CLOSE))


def _steps(raw: str) -> list[str]:
    text = _LEAD.sub("", raw, count=1) if _LEAD_WORD.search(raw) else raw
    return [step for part in _SEPARATORS.split(text) if (step := clean(part).strip(" :：>-—·\xa0")) and len(step) <= 40]
