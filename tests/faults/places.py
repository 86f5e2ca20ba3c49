"""Faults of lists, robots.txt, the home page, files and the parts of an article."""

from __future__ import annotations

from tests.faults.pages import CHALLENGES, CLOSED, LOGINS, SOFT_404S, refresh
from tests.faults.server import FILE, HTML, LIST, PART, SPOILT, SPOILT_PATH, Answer, Talk, list_page
from tests.faults.table import Fault
from tests.faults.wire import drip_body, endless, hang, reset_at_once, said, swollen
from tests.sites import html, title

WHOLE = list_page("").encode()
PLAIN = ("Content-Type", "text/plain")


def bad_list(name: str, answer: Answer, kinds: str, health: str = "broken", code: int = 3, **other: object) -> Fault:
    return Fault(f"list {name}", answer, "list", kinds, health, code, again=True, **other)  # type: ignore[arg-type]


def links(number: int) -> bytes:
    items = "".join(f'<li><a href="/art/2023/x{n}.html">{title(n)}</a></li>' for n in range(number))
    return list_page("", entries=items).encode()


def endless_pager(talk: Talk) -> None:
    """Every page has another post and another 下一页."""
    number = int(talk.path.partition("p=")[2] or 0)
    following = f'<div class="page"><a href="{LIST}?p={number + 1}">下一页</a></div>'
    item = f'<li><a href="/art/2023/x{number}.html">{title(number + 50)}</a><span>2023-05-06</span></li>'
    talk.say(list_page("", entries=item, more=following).replace("<span>下一页</span>", "").encode())


def calendar(*, new: bool | None) -> Answer:
    """A link to the month before on every page, without end: with entries of its own, the same ones, or none."""

    def month(talk: Talk) -> None:
        number = int(talk.path.partition("month=")[2] or 0)
        item = f'<li><a href="/art/2023/m{number}.html">{title(number + 50)}</a><span>2023-05-06</span></li>'
        page = list_page("", entries=item if new and number else "")
        before = f'<a href="{LIST}?month={number + 1}">下一页</a>'
        page = page.replace("<span>下一页</span>", before)
        if number and new is None:
            page = page[: page.index("<ul>")] + page[page.index("</ul>") + 5 :]
        talk.say(page.encode())

    return month


def same_page_for_ever(talk: Talk) -> None:
    number = int(talk.path.partition("p=")[2] or 0)
    talk.say(WHOLE.replace("<span>下一页</span>".encode(), f'<a href="{LIST}?p={number + 1}">下一页</a>'.encode()))


MALFORMED_HREFS = (
    "http://[::1/x.html",
    "http://h:99999/x.html",
    "//[/x.html",
    "http:///x.html",
    "ht!tp://x/y",
    "%zz%/\x00.html",
)
BAD_ITEMS = "".join(
    f'<li><a href="{href}">{title(70 + n)}</a><span>2024-02-0{n + 1}</span></li>'
    for n, href in enumerate(MALFORMED_HREFS)
)

LISTS = [
    bad_list("empty answer", said(b""), "empty_list|not_an_article"),
    bad_list("without entries", said(html("<html><title>科技动态</title><body><h2>科技动态</h2><ul></ul></body></html>").body), "empty_list"),
    *(bad_list(name, said(html(text).body), "soft_404") for name, text in SOFT_404S.items()),
    *(bad_list(name, said(html(text).body), "login") for name, text in LOGINS.items()),
    bad_list("maintenance", said(html(CLOSED).body), "maintenance"),
    bad_list("404", said(b"gone", "404 Not Found"), "http_status"),
    bad_list("500", said(b"error", "500 Internal Server Error"), "http_status"),
    bad_list("cut", said(WHOLE[:400], length=len(WHOLE)), "truncated"),
    bad_list("binary", said(bytes(range(256)) * 40), "empty_list|not_an_article"),
    bad_list("gzip bomb", said(swollen(64), "200 OK", *HTML, ("Content-Encoding", "gzip")), "too_large"),
    bad_list("endless", endless, "too_large|timeout", "broken|unreachable"),
    bad_list("hang", hang, "timeout", "unreachable"),
    bad_list("drip", drip_body, "timeout", "unreachable"),
    bad_list("reset", reset_at_once, "connection", "unreachable"),
    bad_list("redirect loop", lambda talk: talk.say(b"", "302 Found", (("Location", LIST),)), "redirect_loop"),
    bad_list("moved to a private address", said(b"", "302 Found", ("Location", "http://10.0.0.1/")), "offsite|forbidden_address"),
    bad_list("refresh to a private address", said(refresh("http://192.168.1.1/")), "offsite|forbidden_address"),
    Fault("list retry after a day", said(b"busy", "503 Service Unavailable", ("Retry-After", "86400")), "list",
          "paused|http_status", "unreachable|broken", 3),
    Fault("list retry after absurd", said(b"busy", "503 Service Unavailable", ("Retry-After", "9" * 400)), "list",
          "paused|http_status", "unreachable|broken", 3),
    Fault("list retry after date", said(b"busy", "503 Service Unavailable", ("Retry-After", "Fri, 31 Dec 2038 23:59:59 GMT")),
          "list", "paused|http_status", "unreachable|broken", 3),
    Fault("list of 200 000 links", said(links(200_000)), "list", "too_large|limit", "broken|ok", 3, again=True),
    Fault("list of 3 000 links", said(links(3_000)), "list", "limit", "degraded", 3, stored=True, elsewhere=True, says="MAX_ENTRIES: found more than 2000 entries, allowed 2000"),
    Fault("list before 21 000 links", said(list_page("", more="<a href='/x'>x</a>" * 21_000).encode()), "list", "limit", "degraded", 3, stored=True, elsewhere=True, says="MAX_LINKS: found 210"),
    Fault("list hrefs malformed", said(list_page("", entries=BAD_ITEMS).encode()), "list", "malformed_link|http_status|offsite", stored=True, elsewhere=True),
    Fault("list pager without end", endless_pager, "list", "limit", "degraded", 3, stored=True, elsewhere=True, says="MAX_LIST_PAGES: found more than 12 pages, allowed 12"),
    Fault("list calendar of new entries", calendar(new=True), "list", "limit", "degraded", 3, stored=True, elsewhere=True, says="MAX_LIST_PAGES"),
    Fault("list calendar of old entries", calendar(new=False), "list", stored=True),
    Fault("list calendar of empty months", calendar(new=None), "list", stored=True),
    Fault("list the same for ever", same_page_for_ever, "list", stored=True, elsewhere=True),
    Fault("list nested 100 000 deep", said(b"<div>" * 100_000 + WHOLE), "list", "|empty_list|limit", "ok|broken", 3, stored=True, again=True),
    Fault("list gbk as utf-8", said(list_page("").encode("gbk"), "200 OK", ("Content-Type", "text/html; charset=utf-8")), "list", stored=True),
    Fault("list titles of control characters", said(WHOLE.replace("某某市".encode(), "某\x1b[2J\u202e\x07市".encode())), "list", stored=True),
    Fault("page 2 500", said(b"error", "500 Internal Server Error"), "page 2", "http_status", "broken", 3, stored=True, again=True),
    Fault("page 2 challenge", said(html(CHALLENGES["412"][0]).body, CHALLENGES["412"][1]), "page 2", "blocked", "blocked", 4, again=True),
    Fault("page 2 cut", said(WHOLE[:300], length=len(WHOLE)), "page 2", "truncated", "broken", 3, stored=True, again=True),
    Fault("page 2 hang", hang, "page 2", "timeout", "unreachable", 3, stored=True, again=True),
    Fault("page 2 missing", said(b"gone", "404 Not Found"), "page 2", "", stored=True),
    Fault("page 2 is the home page", said(html("<html><title>某某科技局</title><body><ul>" + "".join(f'<li><a href="/c{n}/">栏目导航{n}</a></li>' for n in range(9)) + "</ul></body></html>").body), "page 2", "foreign_list|", "degraded|ok", 3, stored=True, again=True),
]  # fmt: skip


def robots(name: str, answer: Answer, kinds: str, health: str, code: int, **other: object) -> Fault:
    return Fault(f"robots {name}", answer, "robots", kinds, health, code, elsewhere=True, **other)  # type: ignore[arg-type]


ROBOTS = [
    robots("500", said(b"User-agent: *\nAllow: /", "500 Error"), "robots", "broken", 3),
    robots("503", said(b"x", "503 Service Unavailable"), "robots", "broken", 3),
    robots("429", said(b"x", "429 Too Many Requests"), "robots", "broken", 3),
    robots("403", said(b"x", "403 Forbidden"), "", "ok", 0, stored=True),
    robots("404", said(b"x", "404 Not Found"), "", "ok", 0, stored=True),
    robots("hang", hang, "timeout", "unreachable", 3),
    robots("reset", reset_at_once, "connection", "unreachable", 3),
    robots("endless", endless, "too_large|robots", "broken", 3, says="MAX_ROBOTS_BYTES: found"),
    robots("bomb", said(swollen(64), "200 OK", PLAIN, ("Content-Encoding", "gzip")), "too_large|robots", "broken", 3),
    robots("binary", said(bytes(range(256)) * 20, "200 OK", PLAIN), "", "ok", 0, stored=True),
    robots("html", said(html("<html><body>home</body></html>").body), "", "ok", 0, stored=True),
    robots("disallow all", said(b"User-agent: *\nDisallow: /", "200 OK", PLAIN), "robots", "broken", 3),
    robots("disallow articles", said(b"User-agent: *\nDisallow: /art/", "200 OK", PLAIN), "robots", "degraded|ok|broken", 3),
    robots("of 600 KB", said(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /", "200 OK", PLAIN), "", "ok", 0, stored=True),
    robots("redirect loop", lambda talk: talk.say(b"", "302 Found", (("Location", "/robots.txt"),)), "redirect_loop|robots", "broken", 3),
    robots("moved to a private address", said(b"", "302 Found", ("Location", "http://127.0.0.1:1/robots.txt")), "forbidden_address|robots", "broken|unreachable", 3),
    robots("crawl delay absurd", said(b"User-agent: *\nCrawl-delay: 99999999", "200 OK", PLAIN), "", "ok", 0, stored=True),
    robots("regular expression bomb", said(b"User-agent: *\nDisallow: /" + b"*a" * 2_000 + b"$", "200 OK", PLAIN), "", "ok", 0, stored=True),
]  # fmt: skip


def plan(name: str, answer: Answer, kinds: str, says: str = "") -> Fault:
    """The article's attachment fails: the record is there, the file is not."""
    return Fault(f"file {name}", answer, "file", kinds, stored=True, says=says)


FILES = [
    plan("404", said(b"x", "404 Not Found"), "http_status"),
    plan("hang", hang, "timeout"),
    plan("cut", said(b"%PDF-1.4" + bytes(500), length=9_000), "truncated"),
    plan("reset", reset_at_once, "connection"),
    plan("huge", said(b"%PDF", length=1 << 40), "too_large", "MAX_FILE_BYTES: found"),
    plan("drip", lambda talk: (talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"), talk.drip([b"%"] * 9_000, 0.05))[-1], "timeout", "MIN_BYTES_PER_SECOND: found"),
    plan("empty", said(b""), "not_a_file"),
    plan("bomb", said(swollen(80), "200 OK", ("Content-Encoding", "gzip")), "too_large"),
    plan("redirect loop", lambda talk: talk.say(b"", "302 Found", (("Location", FILE),)), "redirect_loop"),
    plan("moved to a private address", said(b"", "302 Found", ("Location", "http://10.1.2.3/x.pdf")), "forbidden_address"),
    plan("moved to no host", said(b"", "302 Found", ("Location", "http://a..b/x.pdf")), "malformed_link"),
    plan("moved to no name", said(b"", "302 Found", ("Location", "http://xn--a/x.pdf")), "malformed_link"),
    plan("moved to a file", said(b"", "302 Found", ("Location", "file:///etc/passwd")), "http_status|forbidden_address"),
]  # fmt: skip

FRAME = f'<iframe src="{PART}"></iframe>'
SHELL = (
    f"<html><head><title>{title(SPOILT)}</title></head><body><h1>{title(SPOILT)}</h1><div>{FRAME}</div></body></html>"
)


def framed(name: str, answer: Answer, kinds: str, **other: object) -> Fault:
    """The body stands in a frame, and the frame fails: for now, the article waits; for good, the record warns."""
    return Fault(
        f"frame {name}", answer, "part", kinds, more=((SPOILT_PATH, said(html(SHELL).body)),), elsewhere=True, **other
    )  # type: ignore[arg-type]


PARTS = [
    framed("404", said(b"x", "404 Not Found"), "http_status", stored=True),
    framed("moved home", said(b"", "302 Found", ("Location", "/")), "soft_404", stored=True),
    framed("moved to the list", said(b"", "302 Found", ("Location", LIST)), "soft_404", stored=True),
    framed("hang", hang, "timeout", again=True),
    framed("reset", reset_at_once, "connection", again=True),
    framed("moved to a private address", said(b"", "302 Found", ("Location", "http://192.168.0.1/")), "offsite|forbidden_address", stored=True),
    framed("challenge", said(html(CHALLENGES["captcha"][0]).body), "blocked", health="blocked", code=4, again=True),
    framed("gzip bomb", said(swollen(64), "200 OK", *HTML, ("Content-Encoding", "gzip")), "too_large", stored=True),
]  # fmt: skip
FAULTS = [*LISTS, *ROBOTS, *FILES, *PARTS]
