"""VSB: static pages count downwards (page k of N is slug/N-k+1.htm); the dynamic list.jsp counts upwards."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class VsbSite(Replica):
    platform = "vsb"
    list_path = "/gzdt.htm"

    def article_path(self, post: Post) -> str:
        return f"/info/1057/{post.number}.htm"

    def items(self, page: int, base: str) -> str:
        return "".join(
            f'<li id="line_u8_{n}">{"<i>[置顶]</i>" if post.pinned else ""}<span>{post.day}</span><a href="{base}info/1057/{post.number}.htm" '
            f'target="_blank" title="{post.title}"><em>{post.title}</em></a></li>'
            for n, post in enumerate(self.on_page(page))
        )

    def answer(self, asked: Asked) -> Reply | None:
        below = re.fullmatch(r"/gzdt/(\d+)\.htm", asked.path)
        if asked.path != self.list_path and not below:
            return None
        page = self.pages - int(below[1]) + 1 if below else 1
        if not 1 <= page <= self.pages or (below and page == 1):
            return None
        following = f"{'' if below else 'gzdt/'}{self.pages - page}.htm"
        onward = f'<a href="{following}">下页</a>' if page < self.pages else "<span class='p_next_d'>下页</span>"
        pager = f'<div class="pb_sys_common"><span class="p_t">共{len(self.posts)}条</span> <span class="p_t">{page}/{self.pages}</span> {onward}</div>'
        return self.frame(f"<div class='list'><ul>{self.items(page, '../' if below else '')}</ul>{pager}</div>")


class VsbDynamicSite(VsbSite):
    list_path = "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1029"

    def article_path(self, post: Post) -> str:
        return f"/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1029&wbnewsid={post.number}"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != "/list.jsp":
            return None
        page = int(asked.query.get("PAGENUM", "1"))
        items = "".join(
            f'<tr id="line_u8_{n}"><td><a href="{self.article_path(post)}">{"【置顶】" if post.pinned else ""}{post.title}</a></td>'
            f"<td>{post.day.replace('-', '/')}</td></tr>"
            for n, post in enumerate(self.on_page(page))
        )
        onward = f"?totalpage={self.pages}&PAGENUM={page + 1}&urltype=tree.TreeTempUrl&wbtreeid=1029"
        pager = f"共{len(self.posts)}条 {page}/{self.pages} " + (
            f'<a href="{onward}">下页</a>' if page < self.pages else "下页"
        )
        return self.frame(f"<table>{items}<tr><td colspan=2>{pager}</td></tr></table>")
