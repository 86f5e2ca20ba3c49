"""Huai'an 信息公开: a shell page and a form that answers JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.replicas.replica import Asked, Post, Replica, Reply


@dataclass
class HuaianOpenSite(Replica):
    platform = "huaian_open"
    list_path = "/cmsweb/zwgk/sj/indexdept.html?orgId=40288&topic=6112"
    size: int = 15

    def article_path(self, post: Post) -> str:
        return f"/col/11899_458884/art/w/17722944/1774599{post.number:06d}24JsQdCt2.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/cmsweb/zwgk/sj/indexdept.html":
            return self.frame(
                "<div id='lists'></div><script>$.post('/articleCommonController/lists.do', form, show);</script>"
            )
        if asked.path != "/articleCommonController/lists.do" or asked.form.get("topic") != "6112":
            return None
        rows = self.on_page(int(asked.form["page"])) if asked.form.get("deptid") == "40288" else []
        found = [
            {"title": post.title, "path": self.article_path(post), "releaseTime": post.day + " 10:00"} for post in rows
        ]
        return Reply(json.dumps({"value": {"total": len(self.posts), "list": found}}).encode(), "application/json")
