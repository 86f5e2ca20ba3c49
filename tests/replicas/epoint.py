"""Epoint EWB: the site's GUID stands in a script file; lists come from a POST with a JSON body."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.replicas.replica import Asked, Post, Replica, Reply


@dataclass
class EpointSite(Replica):
    platform = "epoint"
    list_path = "/gzdt/003001/list.html"
    count: int = 120
    size: int = 50

    def article_path(self, post: Post) -> str:
        code = post.hex
        guid = f"{code[:8]}-{code[8:12]}-{code[12:16]}-{code[16:20]}-{code[20:]}"
        return f"/gzdt/003001/{post.day.replace('-', '')}/{guid}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == self.list_path:
            scripts = "<script src='/js/webBuilderCommon.js'></script><script>var categorynum = '003001', deptcode = '';</script>"
            return self.frame(f"<div class='ewb-list' id='EWB-FRONT'></div>{scripts}<!-- getgovinfolist -->")
        if asked.path == "/js/webBuilderCommon.js":
            script = "var siteInfo = {projectName: 'EWB-FRONT', siteGuid: '7eb5f7f1-9041-43ad-8e13-8fcb82ea831a'};"
            return Reply(script.encode(), "application/javascript")
        if asked.method != "POST" or asked.path != "/EWB-FRONT/rest/lightfrontaction/getgovinfolist":
            return None
        wish = json.loads(asked.body)
        if wish["siteGuid"] != "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a" or wish["categorynum"] != "003001":
            return None
        rows = [self.json(post) for post in self.on_page(wish["pageIndex"] + 1)]
        return Reply(json.dumps({"custom": {"total": len(self.posts), "data": rows}}).encode(), "application/json")

    def json(self, post: Post) -> dict[str, str]:
        return {
            "infourl": self.article_path(post),
            "title": post.title[:9] + "...",
            "realtitle": post.title,
            "infodate": post.day,
        }
