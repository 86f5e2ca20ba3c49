"""Huai'an: nsetpage(1,total,size) says 1 on every page; page n is list_n.html."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class NsetpageSite(Replica):
    platform = "nsetpage"
    list_path = "/zcjd/list.html"

    def article_path(self, post: Post) -> str:
        return f"/col/11899_458884/art/w/17722944/1774599{post.number:06d}24JsQdCt2.html"

    def row(self, post: Post) -> str:
        pin = "<em class='top-icon'></em>" if post.pinned else ""
        cut = post.title if len(post.title) < 16 else post.title[:14] + "..."
        return f'<li>{pin}<a title="{post.title}" href="{self.article_path(post)}">{cut}</a><span class="lb-time">{post.day}</span></li>'

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/zcjd/list(?:_(\d+))?\.html", asked.path)
        page = int(found[1] or 1) if found else 0
        if not 1 <= page <= self.pages:
            return None
        script = f"<script>nsetpage(1,{len(self.posts)},{self.size},'list','html');</script>"
        return self.frame(f"<div class='lb-lb'><ul>{self.rows(self.on_page(page))}</ul></div>{script}")
