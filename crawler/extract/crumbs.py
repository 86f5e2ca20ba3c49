"""The breadcrumb: 您现在的位置：首页 > 新闻中心 > 部门动态."""

from __future__ import annotations

import re

from crawler.extract.outline import EDGE, Block, Outline, clean

_LEAD = re.compile(
    r"(?:您?(?:当前|现在|目前|所在|的|在|所处)*(?:的)?(?:位置|位於)(?:是|为|在)?|当前栏目|當前位置|你在这里|您在这里)\s*[:：>»›]?|所在位置\s*[:：]?"
)
# Asked of every line above the text: a lead has one of these.
_LEAD_LETTER = re.compile("[位栏里]")
_NAMES = re.compile(
    r"bread_?-?crumb|(?:^|[\s_\-])(?:crumbs?|position|weizhi|location|dqwz|curr?ent-?_?(?:pos|position|place)|site-?path|path|mbx|nowpos|wz|place|local|dangqian)(?:$|[\s_\-\d])"
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
_LONGEST = 200
_FIRST_LINES = 400


def breadcrumb_of(page: Outline, until: int, title: str | None) -> tuple[tuple[str, ...], str | None]:
    """The breadcrumb without 首页 and the article's own last step, and where it stands."""
    for line in page.lines[: min(until, _FIRST_LINES)]:
        if len(line.text) > _LONGEST:
            continue
        start = line.text[:40]
        lead = _LEAD.search(start) if _LEAD_LETTER.search(start) else None
        if lead or (("首页" in line.text or ">" in line.text) and _is_named(line.block)):
            steps = _steps(line.raw)
            steps = [step for step in steps if not _HOME.match(step) and step != title]
            # 现在位置:文章 has nothing but the article's own step.
            kept = tuple(step for step in steps if step not in _OWN) or tuple(steps)
            if kept:
                return kept, f"text: {lead[0] if lead else line.text[:10]}"
    return (), None


def _is_named(block: Block) -> bool:
    """Whether the names of a block or of the one around it speak of a path."""
    return bool(_NAMES.search(block.names) or (block.parent is not None and _NAMES.search(block.parent.names)))


def _steps(raw: str) -> list[str]:
    text = _LEAD.sub("", raw, count=1)
    return [step for part in _SEPARATORS.split(text) if (step := clean(part).strip(" :：>-—·\xa0")) and len(step) <= 40]
