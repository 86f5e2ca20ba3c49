"""Faults of content: a whole answer that is not the article, or an article that is hard to read."""

from __future__ import annotations

from tests.faults.server import HOME, LIST, SPOILT, SPOILT_PATH, Talk
from tests.faults.table import Fault
from tests.faults.wire import BODY, said
from tests.sites import html, post_page


def shown(name: str, text: str, kinds: str, status: str = "200 OK", **other: object) -> Fault:
    """One article replaced by a page of text."""
    return Fault(name, said(html(text).body, status), kinds=kinds, **other)  # type: ignore[arg-type]


def blocked(name: str, text: str, status: str = "200 OK") -> Fault:
    return Fault(name, said(html(text).body, status), kinds="blocked", health="blocked", code=4, again=True)


CHALLENGES = {
    "412": ('<html><head><script>$_ts=window["$_ts"];</script></head><body></body></html>', "412 Precondition Failed"),
    "521": ('<script>document.cookie="__jsl_clearance=1";location.href=location.pathname</script>', "521 "),
    "202": ("<html><head><script src='/a.js'></script></head><body></body></html>", "202 Accepted"),
    "captcha": ("<html><title>安全验证</title><body>请输入验证码</body></html>", "200 OK"),
    "slider": ("<html><title>访问验证</title><body><p>请拖动滑块完成验证</p></body></html>", "200 OK"),
    "arg1": ("<html><script>var arg1='ABCDEF0123456789';function setCookie(){}</script></html>", "200 OK"),
    "403 waf": ("<html><title>403</title><body>您的访问被拦截，请求疑似攻击行为</body></html>", "403 Forbidden"),
    "cloudflare": ("<html><title>Just a moment...</title><body>Checking your browser</body></html>", "503 Service Unavailable"),
    "too often": ("<html><body>访问过于频繁，请稍后再试</body></html>", "200 OK"),
    "429 for ever": ("<html><body>slow down</body></html>", "429 Too Many Requests"),
}  # fmt: skip
SOFT_404 = "<html><title>提示</title><body>您访问的页面不存在或已被删除</body></html>"
LOGIN = "<html><title>登录</title><body><form>请先登录 <input type=password></form></body></html>"
LOGIN_FORM = (
    "<html><head><title>用户登录</title></head><body><form action='/login'><input name='user'>"
    "<input type='password' name='password'><button>登录</button></form></body></html>"
)
#: Pages that say with 200 that there is no page.
SOFT_404S = {
    "soft 404": SOFT_404,
    "soft 404 in a template": "<html><head><title>某某市科学技术局</title></head><body><ul>"
    + "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(12))
    + "</ul><div><p>抱歉，您访问的信息不存在或已被删除</p></div><p>主办：某某市科学技术局</p></body></html>",
    "soft 404 by its title": "<html><head><title>404 Not Found</title></head><body><h1>出错了</h1></body></html>",
    "soft 404 as a script": "<html><title>提示</title><body><p>该信息已删除</p><script>setTimeout('location=\"/\"',3000)</script></body></html>",
}
LOGINS = {"login wall": LOGIN, "login form": LOGIN_FORM}
CLOSED = "<html><title>通知</title><body>系统维护中，请稍后访问</body></html>"

REFUSALS = [
    *(blocked(f"article {name}", *answer) for name, answer in CHALLENGES.items()),
    *(
        Fault(f"list {name}", said(html(answer[0]).body, answer[1]), "list", "blocked", "blocked", 4, again=True)
        for name, answer in CHALLENGES.items()
    ),
    *(shown(name, text, "soft_404") for name, text in SOFT_404S.items()),
    shown("honest 404", "<html><title>404 Not Found</title></html>", "http_status", "404 Not Found"),
    shown("410", "<html><title>410 Gone</title></html>", "http_status", "410 Gone"),
    *(shown(name, text, "login") for name, text in LOGINS.items()),
    shown("maintenance", CLOSED, "maintenance", again=True),
    shown("500", "<html><body>error</body></html>", "http_status", "500 Internal Server Error", again=True),
    shown("403 bare", "<html><body>x</body></html>", "http_status|blocked", "403 Forbidden", again=True),
    shown("short text", "<html><body><p>短</p></body></html>", "not_an_article"),
    shown("frameset only", "<html><frameset><frame src=a.html></frameset></html>", "not_an_article"),
    shown("script only", "<html><body><script>var a=1;</script></body></html>", "not_an_article"),
    Fault("soft 404 by redirect", said(b"", "302 Found", ("Location", "/404.html")), kinds="soft_404|http_status",
          more=(("/404.html", said(html(SOFT_404).body)),), elsewhere=True),
    Fault("home by redirect", said(b"", "302 Found", ("Location", "/")), kinds="not_an_article|soft_404", elsewhere=True),
    Fault("home that reads like an article", said(b"", "302 Found", ("Location", "/")), kinds="soft_404", elsewhere=True,
          more=((HOME, said(post_page(9).encode())),)),
    Fault("list by redirect", said(b"", "302 Found", ("Location", LIST)), kinds="not_an_article|soft_404", elsewhere=True),
]  # fmt: skip

DECLARED = post_page(SPOILT).replace("<head>", '<head><meta charset="gb2312">')
TEXT = [
    Fault("gbk as utf-8", said(post_page(SPOILT).encode("gbk"), "200 OK", ("Content-Type", "text/html; charset=utf-8")), stored=True),
    Fault("utf-8 as gbk", said(BODY, "200 OK", ("Content-Type", "text/html; charset=gb2312")), stored=True),
    Fault("utf-8 with gbk meta", said(DECLARED.encode()), stored=True),
    Fault("unknown charset", said(BODY, "200 OK", ("Content-Type", "text/html; charset=foo-8")), stored=True),
    Fault("gbk undeclared", said(post_page(SPOILT).encode("gbk"), "200 OK", ("Content-Type", "text/html")), stored=True),
    Fault("utf-16", said(post_page(SPOILT).encode("utf-16"), "200 OK", ("Content-Type", "text/html")), stored=True),
    Fault("some broken characters", said(BODY.replace("会议".encode(), b"\xe4\xbc", 1)), stored=True),
    Fault("nuls in the text", said(BODY.replace("会议".encode(), "会\0议".encode())), stored=True),
    Fault("surrogates as references", said(BODY.replace("会议".encode(), "会&#xD83D;议".encode(), 2)), stored=True),
    Fault("control and bidi characters", said(BODY.replace("会议".encode(), "会\u202e\x1b]0;x\x07\x9b2J议".encode())), stored=True),
    Fault("nesting 3 000", said(BODY.replace(b'<div class="content">', b"<div>" * 3_000 + b'<div class="content">')), kinds="|not_an_article|limit", stored=True),
    Fault("nesting 100 000", said(BODY.replace(b'<div class="content">', b"<div>" * 100_000 + b'<div class="content">')), kinds="|not_an_article|limit", stored=True),
    Fault("unclosed tags", said(BODY.replace(b"</p>", b"").replace(b"</div>", b"")), stored=True),
    Fault("100 000 attributes", said(BODY.replace(b"<body>", b"<body " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">")), stored=True),
    Fault("20 000 spaces after a label", said(BODY.replace("来源：".encode(), "来源：".encode() + b" " * 20_000)), stored=True),
    Fault("entities of a billion laughs", said(b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>' + BODY), stored=True),
    Fault("external entity", said(b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.replace("会议要求".encode(), "会议要求&x;".encode())), stored=True),
    Fault("title of a megabyte", said(BODY.replace(b"<h1>", b"<h1>" + "长".encode() * 300_000)), kinds="|not_an_article", stored=True),
    Fault("link hrefs malformed", said(BODY.replace("会议要求".encode(), '<a href="http://[::1">甲</a><a href="//">乙</a><a href="http://%zz:99999/">丙</a>会议要求'.encode())), stored=True),
]  # fmt: skip


def loop(talk: Talk) -> None:
    talk.say(b"", "302 Found", (("Location", SPOILT_PATH),))


def ladder(talk: Talk) -> None:
    talk.say(b"", "302 Found", (("Location", f"{SPOILT_PATH}?step={talk.count}"),))


def refresh_ladder(talk: Talk) -> None:
    talk.say(refresh(f"{SPOILT_PATH}?step={talk.path.count('x')}{'x' * talk.path.count('x')}x"))


def refresh(target: str) -> bytes:
    return f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head><body></body></html>'.encode()


def moved(name: str, target: str, kinds: str, **other: object) -> Fault:
    """A redirect; the problem may stand under the redirect's target."""
    return Fault(f"302 {name}", said(b"", "302 Found", ("Location", target)), kinds=kinds, elsewhere=True, **other)  # type: ignore[arg-type]


def refreshed(name: str, target: str, kinds: str) -> Fault:
    return Fault(f"refresh {name}", said(refresh(target)), kinds=kinds, elsewhere=True)


AWAY = [
    ("to a file", "file:///etc/passwd", "forbidden_address"),
    ("to data", "data:text/html,<p>x</p>", "forbidden_address"),
    ("to ftp", "ftp://127.0.0.1/a", "forbidden_address"),
    ("to gopher", "gopher://127.0.0.1/a", "forbidden_address"),
    ("to javascript", "javascript:alert(1)", "forbidden_address"),
    ("to loopback", "http://127.0.0.1/", "offsite|forbidden_address"),
    ("to metadata", "http://169.254.169.254/latest/", "offsite|forbidden_address"),
    ("to another site", "http://www.example.org/", "offsite"),
]
REDIRECTS = [
    Fault("redirect loop", loop, kinds="redirect_loop", says="REDIRECT_MAX_TIMES: found 9, allowed 8"),
    Fault("redirect ladder", ladder, kinds="redirect_loop", elsewhere=True, says="REDIRECT_MAX_TIMES: found 9, allowed 8"),
    Fault("meta refresh chain", refresh_ladder, kinds="redirect_loop", elsewhere=True, says="REDIRECT_MAX_TIMES: found 9, allowed 8"),
    Fault("meta refresh loop", said(refresh(SPOILT_PATH)), kinds="redirect_loop", says="REDIRECT_MAX_TIMES"),
    *(moved(*row) for row in AWAY),
    *(refreshed(*row) for row in AWAY),
    Fault("moved for good", said(b"", "301 Moved Permanently", ("Location", "/art/2024/new.html")), stored=True,
          more=(("/art/2024/new.html", said()),), elsewhere=True),
    Fault("moved to a hanging page", said(b"", "302 Found", ("Location", "/slow")), kinds="timeout", again=True,
          more=(("/slow", lambda talk: talk.hang()),), elsewhere=True),
]  # fmt: skip
FAULTS = [*REFUSALS, *TEXT, *REDIRECTS]
