"""Hanweb JPaaS: a shell page with two units; the API pages by paramJson alone."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import json

from tests.replicas.replica import Asked, Post, Replica, Reply

_API = "/api-gateway/jpaas-publish-server/front/page/build/unit"


class JpaasSite(Replica):
    platform = "jpaas"
    list_path = "/col/col1229123351/index.html"

    def article_path(self, post: Post) -> str:
        return f"/col/col1229123351/art/{post.day[:4]}/art_{post.hex}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == self.list_path:
            return self.frame(self.unit("当前位置") + self.unit("分页列表"))
        return self.api(asked) if asked.path == _API else None

    def unit(self, tag: str) -> str:
        query = f"{{'parseType':'bulidstatic','webId':'9','tplSetId':'abc','pageType':'column','tagId':'{tag}','editType':'null','pageId':'282'}}"
        return f'<div class="unit"><script src="/script/AuthorizedRead/unitbuild.js" url="{_API}" queryData="{query}"></script></div>'

    def api(self, asked: Asked) -> Reply:
        if asked.query.get("tagId") != "分页列表":
            return Reply(
                json.dumps({"success": True, "data": {"html": "<span>首页</span>"}}).encode(), "application/json"
            )
        page = json.loads(asked.query.get("paramJson", "{}")).get("pageNo", 1)
        html = f'<ul>{self.rows(self.on_page(page))}</ul><div class="pagination" rows="{self.size}" count="{len(self.posts)}"></div>'
        return Reply(json.dumps({"success": True, "code": "200", "data": {"html": html}}).encode(), "application/json")
