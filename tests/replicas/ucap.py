"""Kaipu UCAP: createPageHTML with the name of a div, counted from 1; page n is common_list_n.shtml."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class UcapSite(Replica):
    platform = "ucap"
    list_path = "/kjt/c100495/common_list.shtml"

    def article_path(self, post: Post) -> str:
        return f"/kjt/c100495/{post.day[:4]}{post.day[5:7]}/{post.hex}.shtml"

    def row(self, post: Post) -> str:
        pin = "<img src='/images/zhiding.png'>" if post.pinned else ""
        return f"<dl><dt>{pin}<a href='{self.article_path(post)}'>{post.title}</a></dt><dd>{post.day.replace('-', '/')}</dd></dl>"

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/kjt/c100495/common_list(?:_(\d+))?\.shtml", asked.path)
        page = int(found[1] or 1) if found else 0
        if not 1 <= page <= self.pages or (found and found[1] == "1"):
            return None
        call = f"createPageHTML('page_div',{self.pages}, {page},'common_list','shtml',{len(self.posts)});"
        return self.frame(
            f"<div class='lists'>{self.rows(self.on_page(page))}</div><div id='page_div'></div><script>{call}</script>"
        )
