"""JEECMS: index.jhtml, index_2.jhtml; buttons open the pages by script, dates in round brackets."""

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class JeecmsSite(Replica):
    platform = "jeecms"
    list_path = "/tz/index.jhtml"

    def article_path(self, post: Post) -> str:
        return f"/tz/{post.number}.jhtml"

    def row(self, post: Post) -> str:
        pin = "[置顶]" if post.pinned else ""
        return f"<h2><a href='{self.article_path(post)}'>{pin}{post.title}</a><span>({post.day})</span></h2>"

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/tz/index(?:_(\d+))?\.jhtml", asked.path)
        page = int(found[1] or 1) if found else 0
        if not 1 <= page <= self.pages:
            return None
        last = "disabled='disabled'" if page == self.pages else f"onclick=\"location.href='index_{page + 1}.jhtml';\""
        pager = (
            f"共{len(self.posts)}条记录 {page}/{self.pages}页 <a disabled='disabled'>上一页</a> <a {last}>下一页</a>"
        )
        return self.frame(f"<div>{self.rows(self.on_page(page))}</div><div class='pagesite'>{pager}</div>")
