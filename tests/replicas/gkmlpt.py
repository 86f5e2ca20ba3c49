"""Guangdong gkmlpt: a shell page with a SID; the API answers JSON, page 0 is the same as page 1."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from tests.replicas.replica import Asked, Post, Replica, Reply


class GkmlptSite(Replica):
    platform = "gkmlpt"
    list_path = "/gkmlpt/index#3079"

    def article_path(self, post: Post) -> str:
        return f"/gkmlpt/content/4/{post.number}/post_{post.number}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/gkmlpt/index":
            return self.frame(
                "<div id='app'></div><script>window._CONFIG = {SID: '755325', BASE_URL: '/gkmlpt'}</script>"
            )
        if asked.path != "/gkmlpt/api/all/3079" or asked.query.get("sid") != "755325":
            return None
        page = max(int(asked.query.get("page", "1")), 1)
        answer = {"total": len(self.posts), "articles": [self.json(post) for post in self.on_page(page)]}
        return Reply(json.dumps(answer).encode(), "application/json")

    def json(self, post: Post) -> dict[str, object]:
        noon = datetime.fromisoformat(post.day + "T09:30:00").replace(tzinfo=timezone(timedelta(hours=8)))
        return {"id": post.number, "title": post.title, "url": self.address(post), "create_time": int(noon.timestamp())}
