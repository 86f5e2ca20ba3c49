"""truecms: JSONP with a datastore as XML inside; no Referer, no list; more than ten a page answers 404."""

from __future__ import annotations

import json

from tests.replicas.replica import Asked, Post, Replica, Reply


class TruecmsSite(Replica):
    platform = "truecms"
    list_path = "/nantong/gzdt/gzdt.html"

    def article_path(self, post: Post) -> str:
        return f"/nantong/gzdt/content/{post.hex}.html"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == self.list_path:
            return self.frame(
                "<div id='list'></div><script>$.page({proxyUrl: '/web/messageController/getMessage.do', perPage: 15, "
                "columnId: '8b5c9ff2-51ad'});</script>"
            )
        if asked.path != "/web/messageController/getMessage.do" or "Referer" not in asked.headers:
            return None
        first, size = int(asked.query["startrecord"]), int(asked.query["perpage"])
        if size > 10:
            return None
        records = "".join(
            f"<record><![CDATA[{self.row(post)}]]></record>" for post in self.shown[first - 1 : first - 1 + size]
        )
        xml = f"<datastore><totalrecord>{len(self.posts)}</totalrecord><recordset>{records}</recordset></datastore>"
        return Reply(f"{asked.query['callback']}({json.dumps({'result': xml})})".encode(), "application/javascript")
