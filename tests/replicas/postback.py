"""ASP.NET WebForms: __doPostBack with a new __VIEWSTATE on every page, in gb2312; a stale one is refused."""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

from tests.replicas.replica import Asked, Post, Replica, Reply


class PostbackSite(Replica):
    platform = "postback"
    list_path = "/NewsList.aspx?ID=3"
    charset = "gb2312"

    def article_path(self, post: Post) -> str:
        return f"/NewsShow.aspx?ID={post.number}"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path != "/NewsList.aspx":
            return None
        page = 1
        if asked.method == "POST":
            form = asked.form
            page = int(form.get("__EVENTARGUMENT") or 0)
            if form.get("__VIEWSTATE") != f"state-of-page/{page - 1}+==" or form.get("__EVENTTARGET") != "AspNetPager1":
                return Reply(b"Validation of viewstate failed", status=500)
        pager = f"第{page}页/共{self.pages}页 " + (
            f"<a href=\"javascript:__doPostBack('AspNetPager1','{page + 1}')\">下一页</a>"
            if page < self.pages
            else "<a disabled='disabled'>下一页</a>"
        )
        return self.frame(
            f"<form method='post' action='./NewsList.aspx?ID=3' id='form1'><input type='hidden' name='__VIEWSTATE' value='state-of-page/{page}+=='>"
            "<input type='hidden' name='__EVENTTARGET' value=''><input type='hidden' name='__EVENTARGUMENT' value=''>"
            f"<ul class='dj_list'>{self.rows(self.on_page(page))}</ul><div id='AspNetPager1'>{pager}</div></form>"
        )
