"""List pages written for the tests: one main list in many kinds of markup, amid what real pages put around it.

`POSTS` are the entries; a kind is a function from posts to the markup of the main list.
"""

# ruff: noqa: E501 (a row of markup reads best as the one line it is)

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
    """One post: address as the list writes it, its whole title, its day."""

    href: str
    title: str
    day: str

    @property
    def parts(self) -> tuple[str, str, str]:
        year, month, day = self.day.split("-")
        return year, month, day


SUBJECTS = (
    "市科协召开2025年度工作总结会议",
    "关于开展科普示范基地申报工作的通知",
    "我市3名科技工作者获表彰",
    "院士专家走进开发区开展技术服务",
    "全民科学素质行动规划纲要实施方案（征求意见稿）公开征求意见",
    "党建引领促发展 科技惠民暖人心",
    "学会换届选举公告",
    "“科创筑梦”助力“双减”科普行动试点工作推进会在我市举行",
    "机关党支部开展主题党日活动",
    "公示",
)


def posts(count: int) -> list[Post]:
    """Posts with different titles, newest first."""
    made = []
    for number in range(count):
        subject = SUBJECTS[number % len(SUBJECTS)]
        title = subject if number < len(SUBJECTS) and len(subject) > 4 else f"{subject}（第{number + 1}期）"
        day = f"{2025 - number // 12}-{12 - number % 12:02d}-{28 - number % 28:02d}"
        made.append(Post(f"/gzdt/content_{9000 - number}.html", title, day))
    return made


def ul(rows: Sequence[Post]) -> str:
    items = "".join(f'<li><a href="{p.href}" target="_blank">{p.title}</a><span>{p.day}</span></li>\n' for p in rows)
    return f'<ul class="newslist">{items}</ul>'


def ul_date_first(rows: Sequence[Post]) -> str:
    items = "".join(f"<li><span class='rq'>[{p.day}]</span>·<a href='{p.href}'>{p.title}</a></li>" for p in rows)
    return f"<ul>{items}</ul>"


def groups_of_five(rows: Sequence[Post]) -> str:
    groups = [rows[start : start + 5] for start in range(0, len(rows), 5)]
    return "".join(f'<div class="five">{ul(group)}</div><div class="line"></div>' for group in groups)


def table(rows: Sequence[Post]) -> str:
    cells = "".join(
        f'<tr><td width="20"><img src="/images/dot.gif"></td><td><a href="{p.href}">{p.title}</a></td>'
        f"<td align=right>{p.day.replace('-', '/')}</td></tr>"
        for p in rows
    )
    return f"<table><tbody>{cells}</tbody></table>"


def nested_tables(rows: Sequence[Post]) -> str:
    inner = "".join(
        f"<table width=100%><tr><td>·</td><td><a href={p.href} class=f14>{p.title}</a></td><td>({p.day})</td></tr></table>"
        for p in rows
    )
    return f"<table><tr><td>{inner}</td></tr></table>"


def two_rows_each(rows: Sequence[Post]) -> str:
    cells = "".join(
        f"<tr><td><a href='{p.href}'>{p.title}</a></td></tr><tr><td class=time>发布时间：{p.day}</td></tr>"
        for p in rows
    )
    return f"<table>{cells}</table>"


def dl(rows: Sequence[Post]) -> str:
    items = "".join(f"<dt><a href='{p.href}'>{p.title}</a></dt><dd>{p.day.replace('-', '.')}</dd>" for p in rows)
    return f"<dl>{items}</dl>"


def line_breaks(rows: Sequence[Post]) -> str:
    return "<p>" + "".join(f'<a href="{p.href}">{p.title}</a> ({p.day})<br>\n' for p in rows) + "</p>"


def cards(rows: Sequence[Post]) -> str:
    items = "".join(
        f'<div class="item"><div class="pic"><a href="{p.href}"><img src="/u/{n}.jpg" alt="{p.title}"></a></div>'
        f'<div class="txt"><h3><a href="{p.href}">{p.title}</a></h3><p>{p.parts[1]}月{p.parts[2]}日，会议在我市召开，与会人员参加了学习'
        f'并讨论。</p><span class="date">{p.day}</span><a class="more" href="{p.href}">查看详细&gt;&gt;</a></div></div>'
        for n, p in enumerate(rows)
    )
    return f'<div class="cards">{items}</div>'


def wrapped_cards(rows: Sequence[Post]) -> str:
    items = "".join(
        f'<a class="card" href="{p.href}"><div class="day"><b>{p.parts[2]}</b><i>{p.parts[0]}-{p.parts[1]}</i></div>'
        f'<div class="info"><h4>{p.title}</h4><p>这是一段摘要，说明了活动的时间、地点和意义……</p></div></a>'
        for p in rows
    )
    return f'<div class="cardlist">{items}</div>'


def wrapped_rows(rows: Sequence[Post]) -> str:
    items = "".join(f"<li><a href='{p.href}'><p>{p.title}</p><span class='date'>{p.day}</span></a></li>" for p in rows)
    return f"<ul>{items}</ul>"


def day_blocks(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<li><div class='time'><span>{p.parts[1]}-{p.parts[2]}</span><em>{p.parts[0]}</em></div><a href='{p.href}'>{p.title}</a></li>"
        for p in rows
    )
    return f"<ul>{items}</ul>"


def cut_titles(rows: Sequence[Post]) -> str:
    items = "".join(
        f'<li><i>{p.day}</i><a href="{p.href}" title="{p.title}">{p.title[:6] + "..." if len(p.title) > 8 else p.title}</a></li>'
        for p in rows
    )
    return f"<ul>{items}</ul>"


def categories(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<li>[<a href='/gzdt/'>工作动态</a>] <a href='{p.href}'>{p.title}</a><span>{p.day}</span></li>" for p in rows
    )
    return f"<ul>{items}</ul>"


def date_in_link(rows: Sequence[Post]) -> str:
    return "<ul>" + "".join(f"<li><a href='{p.href}'>{p.title} {p.day}</a></li>" for p in rows) + "</ul>"


def chinese_dates(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<div class=row><a href='{p.href}'>{p.title}</a><span>来源：市科协 时间：{p.parts[0]}年{int(p.parts[1])}月{int(p.parts[2])}日"
        f" 点击：{n}</span></div>"
        for n, p in enumerate(rows)
    )
    return f"<div class=rows>{items}</div>"


def striped(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<li class='{'odd' if n % 2 else 'even first'}'><a href='{p.href}' style='color:{'red' if n == 1 else 'black'}'>"
        f"{'<strong>' + p.title + '</strong>' if n % 3 == 0 else p.title}</a><span class='fr'>{p.day}</span></li>"
        for n, p in enumerate(rows)
    )
    return f"<ul>{items}</ul>"


def uppercase_unclosed(rows: Sequence[Post]) -> str:
    items = "".join(f"<LI><A HREF='{p.href}'>{p.title}</A><FONT COLOR=gray>[{p.day}]</FONT>\n" for p in rows)
    return f"<UL>{items}</UL>"


def dates_before(rows: Sequence[Post]) -> str:
    return "<div>" + "".join(f"{p.day} <a href='{p.href}'>{p.title}</a><br>" for p in rows) + "</div>"


def dl_dates_before(rows: Sequence[Post]) -> str:
    return "<dl>" + "".join(f"<dt>{p.day}</dt><dd><a href='{p.href}'>{p.title}</a></dd>" for p in rows) + "</dl>"


def open_government_table(rows: Sequence[Post]) -> str:
    cells = "".join(
        f"<tr><td>{n}</td><td><a href='{p.href}'>{p.title}</a><div class='tip' style='display:none'><b>索引号：</b>00123/2025-{n:05d}"
        f"<b>成文日期：</b>2019-01-0{n % 9 + 1}<b>发布日期：</b>{p.day}</div></td><td>川科发〔2025〕{n}号</td><td>{p.day}</td></tr>"
        for n, p in enumerate(rows, 1)
    )
    return f"<table><tr><th>序号</th><th>名称</th><th>文号</th><th>发布日期</th></tr>{cells}</table>"


def agencies(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<li><a class='dw' href='http://kx{n}.kexie.gov.cn/'>某县科协</a><a class='bt' href='{p.href}'>{p.title}</a><span>{p.day}</span></li>"
        for n, p in enumerate(rows)
    )
    return f"<ul>{items}</ul>"


def pictures(rows: Sequence[Post]) -> str:
    items = "".join(
        f"<li><a href='{p.href}'><img src='/u/{n}.jpg'></a><p><a href='{p.href}'>{p.title}</a></p><em>{p.day}</em></li>"
        for n, p in enumerate(rows)
    )
    return f"<ul class='piclist'>{items}</ul>"


def two_columns(rows: Sequence[Post]) -> str:
    pairs = "".join(
        "<tr>"
        + "".join(f"<td>·<a href='{p.href}'>{p.title}</a></td><td>{p.day}</td>" for p in rows[n : n + 2])
        + "</tr>"
        for n in range(0, len(rows), 2)
    )
    return f"<table>{pairs}</table>"


KINDS: dict[str, Callable[[Sequence[Post]], str]] = {
    kind.__name__: kind
    for kind in (
        *(
            ul,
            ul_date_first,
            groups_of_five,
            table,
            nested_tables,
            two_rows_each,
            dl,
            line_breaks,
            cards,
            wrapped_cards,
        ),
        *(wrapped_rows, day_blocks, cut_titles, categories, date_in_link, chinese_dates, striped, uppercase_unclosed),
        *(dates_before, dl_dates_before, open_government_table, agencies, pictures, two_columns),
    )
}

NAV = (
    '<div class="top"><a href="http://www.gov.cn/">中国政府网</a> <a href="/mobile/">手机版</a></div><div class="menu"><ul>'
    '<li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a><ul><li><a href="/jggk/ldjs/">领导介绍</a></li></ul></li>'
    '<li><a href="/gzdt/">工作动态</a></li><li><a href="/tzgg/">通知公告</a></li><li><a href="/kpzl/">科普专栏</a></li></ul></div>'
)
CRUMB = '<div class="where">您当前的位置：<a href="/">首页</a> &gt; <a href="/gzdt/">工作动态</a></div>'
SIDE = (
    '<div class="left"><h2>工作动态</h2><ul><li><a href="/gzdt/">图片新闻</a></li><li><a href="/gzdt/jc/">基层动态</a></li></ul>'
    "<div class='box'><h3>热门文章</h3><ul>"
    + "".join(
        f"<li><a href='/gzdt/content_{700 + n}.html'>热门文章第{n}篇的标题也可能很长很长</a></li>" for n in range(8)
    )
    + "</ul></div></div>"
)
FOOT = (
    "<div class='links'><h3>友情链接</h3><a href='http://www.cast.org.cn/'>中国科学技术协会门户网站</a>"
    "<a href='http://www.most.gov.cn/'>中华人民共和国科学技术部</a><a href='http://www.kepuchina.cn/'>科普中国资源服务平台</a></div>"
    "<div class='foot'>主办单位：市科学技术协会 <a href='https://beian.miit.gov.cn/'>蜀ICP备12345678号-1</a></div>"
)
URL = "http://www.kexie.gov.cn/gzdt/index.html"


def page(main: str, *, pager: str = "", side: str = SIDE, left: bool = True) -> bytes:
    """A whole page around a main list."""
    middle = f'<div class="right">{CRUMB}<div class="con">{main}{pager}</div></div>'
    columns = side + middle if left else middle + side
    return (
        f"<!DOCTYPE html><html><head><title>工作动态</title></head><body>{NAV}<div class='wrap'>{columns}</div>{FOOT}</body></html>"
    ).encode()
