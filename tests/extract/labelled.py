"""Pages built from tests/data/labelled_lines.jsonl: one line of each kind in a plain page, values typed by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler import read_article
from crawler.items import Article

LINES = Path(__file__).parents[1] / "data" / "labelled_lines.jsonl"
URL = "http://www.yunshan.gov.cn/xwzx/8812.html"
FIELDS = (
    "publish_time",
    "source",
    "author",
    "editor",
    "reviewer",
    "views",
    "document_number",
    "index_number",
    "issuer",
)
_TITLES = ("云山县开展春季科普进校园活动", "关于印发云山县科普工作要点的通知", "云山县科协召开2024年度工作会议")
_WRAPPERS = ('<div class="info">{}</div>', '<p class="xx">{}</p>', '<table><tr><td align="center">{}</td></tr></table>')
_PARAGRAPHS = (
    "活动采取现场讲解、动手实验、互动问答等形式，向同学们介绍了防震减灾、食品安全和航天科技知识，受到师生欢迎。",
    "据介绍，今年以来全县共组织科普志愿者一百二十余人次，走进十八所学校，发放图书资料三千余册。",
    "下一步，有关部门将继续丰富活动内容，让更多群众共享科普成果，推动全民科学素质稳步提升。",
)


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line: where it stands, its markup, what must be read, what is not judged."""

    number: int
    at: str
    html: str
    gold: dict[str, Any]
    open: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name for test reports."""
        return f"{self.number}-{self.at}"


def labelled_lines() -> list[LabelledLine]:
    """All lines."""
    rows = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    return [
        LabelledLine(number, row["at"], row["html"], row["gold"], tuple(row.get("open", ())))
        for number, row in enumerate(rows, 1)
    ]


def page(line: LabelledLine) -> str:
    """The line in a page of its own."""
    title = _TITLES[line.number % 3]
    wrapper = _WRAPPERS[0 if line.html.startswith("<") else 1 if "</p>" in line.html else line.number % 3]
    paragraphs = list(_PARAGRAPHS)
    if line.at == "opening":
        paragraphs.insert(0, line.html)
    if line.at == "closing":
        paragraphs.append(line.html)
    return "".join(
        (
            f"<html><head><meta charset='utf-8'><title>{title}_云山县人民政府</title>",
            line.html.replace("{title}", title) if line.at == "meta" else "",
            "</head><body><div class='top'><a href='/'>首页</a><a href='/xw/'>新闻</a><a href='/gk/'>公开</a></div>",
            "<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/xwzx/'>新闻中心</a></div>",
            f"<div class='main'><h1>{title}</h1>",
            wrapper.format(line.html) if line.at == "header" else "",
            f"<div class='nr'>{''.join(f'<p>　　{text}</p>' for text in paragraphs)}</div>",
            line.html if line.at == "footer" else "",
            "</div><div class='foot'>版权所有：云山县人民政府　滇ICP备12345678号　您是第88123位</div></body></html>",
        )
    )


def read(line: LabelledLine) -> Article:
    """What the reader makes of it."""
    return read_article(page(line).encode(), URL)
