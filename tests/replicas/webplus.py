"""WebPlus: list.htm, list2.htm …; the next link is javascript:void(0) on the last page."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class WebplusSite(Replica):
    platform = "webplus"
    list_path = "/xwdt/list.htm"

    def article_path(self, post: Post) -> str:
        return f"/{post.day[:4]}/{post.day[5:7]}{post.day[8:]}/c166a{post.number}/page.htm"

    def row(self, post: Post) -> str:
        pin = "<img src='/_images/top.gif'>" if post.pinned else ""
        return (
            f"<li class='news'><span class='news_title'>{pin}<a href='{self.article_path(post)}' title='{post.title}'>{post.title}</a></span>"
            f"<span class='news_meta'>{post.day}</span></li>"
        )

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/xwdt/list(\d*)\.htm", asked.path)
        page = int(found[1] or 1) if found else 0
        if not 1 <= page <= self.pages:
            return None
        onward = f"/xwdt/list{page + 1}.htm" if page < self.pages else "javascript:void(0);"
        pager = (
            f"<div class='wp_paging'><span>每页<em class='per_count'>{self.size}</em>记录</span><span>总共<em class='all_count'>{len(self.posts)}</em>记录</span>"
            f"<a class='next' href='{onward}'><span>下一页&gt;&gt;</span></a><span>页码<em class='curr_page'>{page}</em>/<em class='all_pages'>{self.pages}</em></span></div>"
        )
        return self.frame(
            f"<div id='wp_news_w6'><ul class='wp_article_list'>{self.rows(self.on_page(page))}</ul></div>{pager}"
        )
