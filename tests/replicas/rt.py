"""Tongchuan: news_list.rt?channlId=…&pageNo=N, totals in div.cms_page, buttons that call a script."""

from __future__ import annotations

from tests.replicas.replica import Asked, Post, Replica, Reply


class RtSite(Replica):
    platform = "rt"
    list_path = "/news_list.rt?channlId=4164&channlCid=4164&orgId=90&pageNo=1"

    def article_path(self, post: Post) -> str:
        return f"/resources/site/1/html/zxzx/tcyw/{post.day[:4]}{post.day[5:7]}/{post.number}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != "/news_list.rt" or asked.query.get("channlId") != "4164":
            return None
        # Behind its last page the system repeats the last page.
        page = min(int(asked.query.get("pageNo", "1")), self.pages)
        pager = (
            f"<div class='cms_page'><span>共<span>{len(self.posts)}</span>条 <span>{self.pages}</span>页</span>"
            f"<a href='javascript:goPage(1)'>首页</a><a href='javascript:goPage({page + 1})'>下一页</a></div>"
        )
        return self.frame(f"<div class='list'><ul>{self.rows(self.on_page(page))}</ul></div>{pager}")
