"""README.md of a release: what the dataset holds, from where, how full it is, how to cite it. Chinese and English."""

from __future__ import annotations

from crawler import __version__
from crawler.export.census import COUNTED, Census
from crawler.export.dictionary import dictionary, table

_DEMO = """> **演示数据。** 这些文章由 fangzhi 内置的演示站点生成，不是真实新闻，请勿用于研究。
> **DEMO.** These articles come from fangzhi's built-in replica sites. They are no real news: not for research.

"""

_TEXT = """# 方志数据集 fangzhi dataset: {label}

{demo}## 说明

`{file}`：{rows} 篇文章，来自 {sites} 个政府网站和科协网站，发布日期 {period}，抓取时间（UTC）{fetched}。
每篇文章一行，取其最新版本；已从网站撤下的不收。按站点、发布时间、标识排序。{filters_zh}
由 fangzhi {version} 从存档网页读出：`evidence` 指向存档响应，`provenance` 说明每个字段在网页何处、原文如何。
空值表示网页没有印出该项，从不臆测。`publish_time` 只到日的不补时刻，时区为北京时间。{format_zh}

**引用**：{cite_zh}

**许可**：文章的权利属于各网站和作者；fangzhi 的许可证只适用于程序，不适用于这些文章。
使用前请自行确认；文中有真实姓名，请依法善用。

## About

`{file}`: {rows} articles of {sites} sites of China's government and associations, published {period},
fetched (UTC) {fetched}. One row an article, its latest version; articles that were taken down are left out.
Sorted by site, publish time and id.{filters_en} Read by fangzhi {version} from archived pages: `evidence` points at the
archived response, `provenance` tells where on the page each field stands and in which words. Null means that the page
prints none; nothing is guessed. A `publish_time` of day precision has no time of day; its zone is Beijing.{format_en}

**Cite as**: {cite_en}

**Licence**: the texts belong to their sites and authors; fangzhi's licence covers the program, not these articles.
Check before you use them; they name real people.

## 站点 Sites

{site_table}
## 填充率 Fill rates

各字段有值的文章所占百分比。Share of articles in which a field is filled, per cent.

{fill_table}
## 数据字典 Data dictionary

{dictionary}"""

_FORMAT_NOTES = {
    "parquet": ("", ""),
    "jsonl": ("", ""),
    "csv": (
        "\n列表和对象是 JSON 文本；以 = + - @ 制表符或回车开头的单元格前加了 `'`，以防被表格软件当作公式；"
        "Excel 每格最多显示 32,767 字。",
        "\nLists and objects are JSON text. A cell that starts with = + - @ tab or CR has a `'` before it, so\n"
        "that no spreadsheet takes it for a formula. Excel shows 32,767 characters a cell.",
    ),
    "sqlite": (
        "\n列表和对象是 JSON 文本。全文检索表 `articles_fts` 以相邻两字为词："
        "查“标准”用 `MATCH '\"标准\"'`，查“国家标准”用 `MATCH '\"国家 家标 标准\"'`，查单字“标”用 `MATCH '\"标\"*'`；"
        "其 `rowid` 即 `articles` 的 `rowid`。",
        "\nLists and objects are JSON text. Full text search, `articles_fts`, takes every two neighbouring characters\n"
        "for a word: 标准 is `MATCH '\"标准\"'`, 国家标准 is `MATCH '\"国家 家标 标准\"'`, the single 标 is\n"
        "`MATCH '\"标\"*'`; its `rowid` is that of `articles`.",
    ),
}


def card(census: Census, *, label: str, file: str, sha256: str, demo: bool) -> str:
    """The whole README.md. `label`: the filters, as Wanted.label gives them."""
    format_ = file.rpartition(".")[2]
    period = _span(census.first_day, census.last_day)
    facts = f"{census.rows:,}", len(census.sites), period
    filtered = label != "all"
    format_zh, format_en = _FORMAT_NOTES[format_]
    return _TEXT.format(
        label=label,
        demo=_DEMO if demo else "",
        file=file,
        rows=facts[0],
        sites=facts[1],
        period=period,
        fetched=_span(census.fetched_first, census.fetched_last),
        version=__version__,
        filters_zh=f"筛选条件见名称：`{label}`。" if filtered else "",
        filters_en=f" The name says what was chosen: `{label}`." if filtered else "",
        format_zh=format_zh,
        format_en=format_en,
        cite_zh=f"方志数据集 {label}，{facts[0]} 篇，{facts[1]} 个站点，{period}，SHA-256 `{sha256}`。",
        cite_en=f"fangzhi dataset {label}, {facts[0]} articles of {facts[1]} sites, {period}, SHA-256 `{sha256}`.",
        site_table=_site_table(census),
        fill_table=_fill_table(census),
        dictionary=dictionary(format_),
    )


def _span(first: str | None, last: str | None) -> str:
    return f"{first} – {last}" if first else "–"


def _site_table(census: Census) -> str:
    head = ("site 站点", "title 名称", "articles 文章", "first 最早", "last 最晚", "without a date 无日期")
    return table(
        head,
        (
            [
                s.site,
                s.title,
                f"{s.rows:,}",
                s.first_day or "",
                s.last_day or "",
                str(s.rows - s.filled["publish_time"]),
            ]
            for s in census.sites.values()
        ),
    )


def _fill_table(census: Census) -> str:
    rows = ([s.site, *(f"{100 * s.fill_rate(name):.1f}" for name in COUNTED)] for s in census.sites.values())
    return table(("site", *COUNTED), rows)
