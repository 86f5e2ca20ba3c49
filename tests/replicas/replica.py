"""A small site that behaves like one CMS family, on 127.0.0.1 over real HTTP.

A family's module defines one class with `platform`, `list_path`, `article_path` and `answer`; everything else
is here: the server, the posts and what happens to them between two visits (`publish`, `pin`, `edit`, `delete`,
`move`), the article pages, the menu, side box and footer around every list.

    with TrsSite(posts=25) as site:
        crawl(site.list_url)
        site.publish("新的一篇")
        crawl(site.list_url)        # finds site.expected()
"""

# ruff: noqa: E501 (a line of markup reads best as the one line it is)

from __future__ import annotations

import hashlib
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Self
from urllib.parse import parse_qsl, urlsplit

TOPICS = (
    "市科协召开学会工作座谈会",
    "关于开展科普示范基地申报工作的通知",
    "院士专家走进开发区开展技术服务",
    "全民科学素质行动规划纲要实施方案印发",
    "青少年科技创新大赛落下帷幕",
    "机关党支部开展主题党日活动",
    "科技馆流动展览进校园",
)


@dataclass(frozen=True)
class Post:
    """One post: its number never changes, whatever else does."""

    number: int
    title: str
    day: str
    pinned: bool = False
    text: str = ""

    @property
    def hex(self) -> str:
        """32 hex digits, as many systems name their articles."""
        return hashlib.md5(str(self.number).encode()).hexdigest()


@dataclass(frozen=True)
class Asked:
    """A request: `query` and `form` hold the last value of each name."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """A response."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200

    @classmethod
    def page(cls, text: str, charset: str = "utf-8") -> Reply:
        return cls(text.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}")


NOT_FOUND = Reply(b"<html><head><title>404</title></head><body>404 Not Found</body></html>", status=404)


@dataclass
class Replica(ABC):
    """A running site of one family. `count` posts to begin with, `size` a page."""

    platform: ClassVar[str]
    list_path: ClassVar[str]
    charset: ClassVar[str] = "utf-8"

    count: int = 23
    size: int = 6
    posts: list[Post] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    # -- what a family says -----------------------------------------------------------------------------

    @abstractmethod
    def article_path(self, post: Post) -> str:
        """Where an article stands."""

    @abstractmethod
    def answer(self, asked: Asked) -> Reply | None:
        """The list page, API answer … that a request is for; None: nothing of the kind."""

    # -- what happens to posts ----------------------------------------------------------------------------

    def __post_init__(self) -> None:
        self._last = 1000
        for _ in range(self.count):
            self.publish()

    def publish(self, title: str | None = None) -> Post:
        """A new post on top."""
        self._last += 1
        day = date(2023, 1, 1) + timedelta(days=3 * (self._last - 1000))
        topic = TOPICS[self._last % len(TOPICS)]
        post = Post(
            self._last, title or f"{topic}（{self._last}号）", day.isoformat(), text=f"第{self._last}号。" + topic * 12
        )
        self.posts.insert(0, post)
        return post

    def pin(self, number: int) -> None:
        """Put a post on top of the list, whatever its day."""
        self._change(number, pinned=True)

    def edit(self, number: int, **changes: str) -> None:
        """Change title or text of a post."""
        self._change(number, **changes)

    def delete(self, number: int) -> None:
        """Take a post off the site: out of the list, its page answers 404."""
        self.posts = [post for post in self.posts if post.number != number]

    def move(self, number: int, place: int) -> None:
        """Put a post at another place of the list (0 is the top)."""
        post = self._post(number)
        self.posts.remove(post)
        self.posts.insert(place, post)

    def _post(self, number: int) -> Post:
        return next(post for post in self.posts if post.number == number)

    def _change(self, number: int, **changes: object) -> None:
        self.posts = [replace(post, **changes) if post.number == number else post for post in self.posts]

    # -- what a list shows ----------------------------------------------------------------------------------

    @property
    def shown(self) -> list[Post]:
        """Posts as the list orders them: pinned ones first."""
        return sorted(self.posts, key=lambda post: not post.pinned)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.posts) // self.size))

    def on_page(self, number: int) -> list[Post]:
        """The posts on a page, from 1; [] behind the last one."""
        return self.shown[(number - 1) * self.size : number * self.size] if number >= 1 else []

    def expected(self) -> dict[str, tuple[str, str]]:
        """URL → (title, day) of every live post."""
        return {self.address(post): (post.title, post.day) for post in self.posts}

    def address(self, post: Post) -> str:
        return self.url + self.article_path(post)

    # -- pages --------------------------------------------------------------------------------------------------

    def frame(self, main: str, *, head: str = "") -> Reply:
        """A page of the site around its main part."""
        menu = "".join(
            f"<li><a href='/{key}/'>{word}</a></li>" for key, word in (("gk", "机构概况"), ("fw", "公众服务"))
        )
        hot = "".join(f"<li><a href='/zt/{n}.html'>专题第{n}期：科技工作者的故事</a></li>" for n in range(1, 5))
        return Reply.page(
            f"<!DOCTYPE html><html><head><meta charset='{self.charset}'><title>工作动态_市科协</title>{head}</head><body>"
            f"<div class='header'><ul class='nav'><li><a href='/'>首页</a></li><li><a href='{self.list_path}'>工作动态</a></li>{menu}</ul></div>"
            f"<div class='where'>当前位置：<a href='/'>首页</a> &gt; <a href='{self.list_path}'>工作动态</a></div>"
            f"<div class='sidebar'><h3>热点专题</h3><ul>{hot}</ul></div><div class='main'>{main}</div>"
            "<div class='footer'><a href='https://beian.miit.gov.cn/'>蜀ICP备00000001号</a> 版权所有：市科学技术协会</div></body></html>",
            self.charset,
        )

    def rows(self, posts: list[Post], *, base: str = "") -> str:
        """Posts as the <li> rows most systems print."""
        return "".join(self.row(post) for post in posts)

    def row(self, post: Post) -> str:
        pin = "<font color='red'>[置顶]</font>" if post.pinned else ""
        return f"<li>{pin}<a href='{self.article_path(post)}' title='{post.title}'>{post.title}</a><span>{post.day}</span></li>"

    def article(self, post: Post) -> Reply:
        """An article page with the meta tags of 国办发〔2017〕47号."""
        paragraphs = "".join(f"<p>　　{post.text}第{n}段，编号{post.number}。</p>" for n in range(1, 4))
        head = (
            f"<meta name='ArticleTitle' content='{post.title}'><meta name='PubDate' content='{post.day} 09:30'>"
            "<meta name='ContentSource' content='市科协'>"
        )
        return self.frame(
            f"<h1>{post.title}</h1><div class='info'>发布时间：{post.day} 09:30　来源：市科协　编辑：王晓明</div>"
            f"<div id='zoom' class='TRS_Editor'>{paragraphs}</div>",
            head=head,
        )

    def home(self) -> Reply:
        return self.frame(f"<div class='block'><h2>工作动态</h2><a href='{self.list_path}'>更多&gt;&gt;</a></div>")

    # -- serving ------------------------------------------------------------------------------------------------

    def reply(self, asked: Asked) -> Reply:
        """What the site answers."""
        if asked.path == "/":
            return self.home()
        target = asked.path + ("?" + "&".join(f"{k}={v}" for k, v in asked.query.items()) if asked.query else "")
        for post in self.posts:
            if self.article_path(post) in (asked.path, target):
                return self.article(post)
        return self.answer(asked) or NOT_FOUND

    def __enter__(self) -> Self:
        replica = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                parts = urlsplit(self.path)
                query = dict(parse_qsl(parts.query, keep_blank_values=True))
                body = self.rfile.read(length)
                replica.asked.append(f"{self.command} {self.path}")
                reply = replica.reply(Asked(self.command, parts.path, query, dict(self.headers.items()), body))
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_POST = do_GET  # noqa: N815 (http.server's name)

            def log_message(self, *_: object) -> None:
                """`asked` is the log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """http://127.0.0.1:PORT without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def list_url(self) -> str:
        """The address a user would give."""
        return self.url + self.list_path
