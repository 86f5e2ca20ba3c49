"""Sites of no known system: page number in the query, 下一页 links, a pager that tells nothing, forms, JSON, frames."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import json
import re

from tests.replicas.replica import Asked, Post, Replica, Reply


class QuerySite(Replica):
    platform = "query_pages"
    list_path = "/list.php?cid=3"
    charset = "gbk"

    def article_path(self, post: Post) -> str:
        return f"/show.php?id={post.number}"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != "/list.php" or asked.query.get("cid") != "3":
            return None
        page = int(asked.query.get("page", "1"))
        numbers = " ".join(
            f"<b>{n}</b>" if n == page else f"<a href='list.php?cid=3&page={n}'>{n}</a>"
            for n in range(1, self.pages + 1)
        )
        rows = "".join(
            f"<tr><td>·<a href='{self.article_path(post)}'>{'<img src=/i/ding.gif>' if post.pinned else ''}{post.title}</a></td><td>{post.day}</td></tr>"
            for post in self.on_page(page)
        )
        return self.frame(f"<table>{rows}<tr><td colspan=2 align=center>{numbers}</td></tr></table>")


class NextLinkSite(Replica):
    platform = "next_link"
    list_path = "/staticmores/003/003-1.html"

    def article_path(self, post: Post) -> str:
        return f"/staticpages/{post.day.replace('-', '')}/kx{post.hex[:8]}-{post.number}.html"

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/staticmores/003/003-(\d+)\.html", asked.path)
        page = int(found[1]) if found else 0
        if not 1 <= page <= self.pages:
            return None
        onward = f"<a href='003-{page + 1}.html'>下一页</a>" if page < self.pages else ""
        back = f"<a href='003-{page - 1}.html'>上一页</a>" if page > 1 else ""
        return self.frame(
            f"<ul>{self.rows(self.on_page(page))}</ul><div class='more-page'>{back}<span class='here'>{page}</span>{onward}</div>"
        )


class TemplateSite(Replica):
    """Its pager is drawn by a script that is not in the page; wrong addresses answer with the home page and 200."""

    platform = "page_template"
    list_path = "/gg/tzgg/index.html"

    def article_path(self, post: Post) -> str:
        return f"/gg/tzgg/{post.number}.html"

    def answer(self, asked: Asked) -> Reply | None:
        found = re.fullmatch(r"/gg/tzgg/index(?:_(\d+))?\.html", asked.path)
        page = int(found[1] or 1) if found else 0
        if not found:
            return None
        if not 1 <= page <= self.pages or found[1] == "1":
            return self.home()
        pager = f"<a href='javascript:;'>上一页</a> 第{page}页/共{self.pages}页 <a href='javascript:;' id='nextpage'>下一页</a>"
        return self.frame(f"<ul>{self.rows(self.on_page(page))}</ul><div class='pager'>{pager}</div>")


class FormSite(Replica):
    """page('2') fills in a form and posts it to the same address."""

    platform = "next_link"
    list_path = "/gtapp/nrglIndex.action"

    def article_path(self, post: Post) -> str:
        return f"/gtxxgk/nrglIndex.action?messageID={post.hex}"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != self.list_path:
            return None
        page = int(asked.form.get("cpage", "1"))
        rows = "".join(
            f"<tr><td class='nlist'>{'<b>[置顶]</b>' if post.pinned else ''}<a href='{self.article_path(post)}'>{post.title}</a></td><td>{post.day}</td></tr>"
            for post in self.on_page(page)
        )
        script = "<script>function page(n){ document.all.cpage.value = n; document.forms['pf'].submit(); }</script>"
        pager = f"第{page}页 共{self.pages}页 " + (
            f"<a href=\"javascript:page('{page + 1}')\">下一页</a>" if page < self.pages else ""
        )
        form = f"<form name='pf' method='post' action='{self.list_path}'><input type='hidden' name='cpage' value='{page}'></form>"
        return self.frame(f"<table>{rows}</table>{script}{form}<div>{pager}</div>")


class IframeSite(Replica):
    platform = "iframe"
    list_path = "/class/QJLKNQNP/"

    def article_path(self, post: Post) -> str:
        return f"/html/{post.day[:4]}/QJLKNQNP_{post.day[5:7]}{post.day[8:]}/{post.number}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == self.list_path:
            return self.frame(
                "<iframe src='/visitcount.html' width=0 height=0></iframe><iframe src='/class/list_inner.php?cid=9' width='100%'></iframe>"
            )
        if asked.path != "/class/list_inner.php":
            return None
        page = int(asked.query.get("p", "1"))
        onward = f"<a href='/class/list_inner.php?cid=9&p={page + 1}'>后一页</a>" if page < self.pages else ""
        return Reply.page(f"<html><body><ul>{self.rows(self.on_page(page))}</ul>{onward}</body></html>")


class JsonSite(Replica):
    platform = "json_api"
    list_path = "/api/news?pageNo=1&pageSize=6"

    def article_path(self, post: Post) -> str:
        return f"/article/detail?id={post.number}"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != "/api/news":
            return None
        posts = self.on_page(int(asked.query.get("pageNo", "1")))
        rows = [
            {"title": post.title, "linkUrl": self.article_path(post), "publishTime": post.day + " 00:00:00"}
            for post in posts
        ]
        return Reply(
            json.dumps({"code": 0, "data": {"total": len(self.posts), "rows": rows}}).encode(), "application/json"
        )
