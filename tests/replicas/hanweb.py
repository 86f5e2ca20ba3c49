"""Hanweb JCMS: three pages of records as XML in the page, the rest from dataproxy.jsp.

`HanwebSite` counts with startrecord and endrecord, `HanwebPagedSite` knows `page` alone and its own page size.
"""

from __future__ import annotations

from tests.replicas.replica import Asked, Post, Replica, Reply

_PROXY = "/module/web/jpage/dataproxy.jsp"
_QUERY = "appid=1&webid=1&path=/&columnid=282&unitid=423656&webname=市科协&permissiontype=0"


class HanwebSite(Replica):
    platform = "hanweb"
    list_path = "/col/col282/index.html"
    embedded = 2

    def article_path(self, post: Post) -> str:
        year, month, day = (int(part) for part in post.day.split("-"))
        return f"/art/{year}/{month}/{day}/art_282_{post.number}.html"

    def store(self, posts: list[Post], *, group: bool) -> str:
        records = "".join(f"<record><![CDATA[{self.row(post)}]]></record>" for post in posts)
        link = f'<nextgroup><![CDATA[<a href="{_PROXY}?page=1&{_QUERY}"></a>]]></nextgroup>' if group else ""
        return (
            f"<datastore>{link}<totalrecord>{len(self.posts)}</totalrecord><totalpage>{self.pages}</totalpage>"
            f"<recordset>{records}</recordset></datastore>"
        )

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == self.list_path:
            xml = self.store(self.shown[: self.embedded * self.size], group=True)
            script = f"<script>$('#423656').jpage({{perPage: {self.size}, proxyUrl: '{_PROXY}'}});</script>"
            return self.frame(f"<div id='423656'><script type='text/xml'>{xml}</script></div>{script}")
        if asked.path == _PROXY:
            return Reply(
                ("<?xml version='1.0' encoding='UTF-8'?>" + self.store(self.chosen(asked), group=False)).encode(),
                "text/xml",
            )
        return None

    def chosen(self, asked: Asked) -> list[Post]:
        start = int(asked.query.get("startrecord", "1"))
        end = int(asked.query.get("endrecord", start + self.size - 1))
        return self.shown[start - 1 : end]


class HanwebPagedSite(HanwebSite):
    def chosen(self, asked: Asked) -> list[Post]:
        return self.on_page(int(asked.query.get("page", "1")))
