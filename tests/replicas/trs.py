"""TRS WCM: relative ./YYYYMM/tYYYYMMDD_n.html links, createPageHTML(total, current from 0, stem, extension)."""

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class TrsSite(Replica):
    platform = "trs"
    list_path = "/xwdt/gzdt/"

    def article_path(self, post: Post) -> str:
        day = post.day.replace("-", "")
        return f"/xwdt/gzdt/{day[:6]}/t{day}_{post.number}.html"

    def row(self, post: Post) -> str:
        link = "." + self.article_path(post).removeprefix("/xwdt/gzdt")
        pin = "<b>【置顶】</b>" if post.pinned else ""
        return f'<li>{pin}<a href="{link}" target="_blank">{post.title}</a><span class="fr">{post.day}</span></li>'

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/xwdt/gzdt/(?:index(?:_(\d+))?\.html)?", asked.path)
        current = int(found[1] or 0) if found else -1
        if not 0 <= current < self.pages or (found and found[1] == "0"):
            return None
        script = f'<script>createPageHTML({self.pages}, {current}, "index", "html");</script>'
        return self.frame(
            f"<ul class='list'>{self.rows(self.on_page(current + 1))}</ul><div class='page'>{script}</div>"
        )
