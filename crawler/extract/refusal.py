"""Pages that are no answer: challenges, bans, soft 404s, log-in and maintenance pages.

A real article may talk about any of this, so words alone never suffice: a page with an article's worth
of text is never a refusal, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Refusal(NamedTuple):
    """Why a page is no answer: a problem kind (blocked, soft_404, login, maintenance) and the evidence."""

    kind: str
    detail: str


# Statuses that only challenges and bans use (412 Ruishu, 521 Jiasule, 471 CNKI, 491 wzws throttling).
BAN_STATUSES = {
    412: "HTTP 412 (瑞数)",
    418: "HTTP 418",
    429: "HTTP 429",
    471: "HTTP 471",
    491: "HTTP 491",
    521: "HTTP 521 (加速乐)",
}

# Scripts that set a cookie and reload. They stand in pages without text of their own.
CHALLENGE_SCRIPTS = (
    ("$_ts", "瑞数 $_ts script"),
    ("__jsl_clearance", "加速乐 script"),
    ("acw_sc__v2", "阿里云 acw_sc__v2 script"),
    ("var arg1='", "阿里云 arg1 script"),
    ("sbu_fpc.js", "bot_sbu script"),
    ("/_guard/", "创宇 guard script"),
    ("wzwschallenge", "网站卫士 challenge"),
    ("WZWS_CONFIRM", "网站卫士 challenge"),
    ("cf-challenge", "Cloudflare challenge"),
    ("challenge-platform", "Cloudflare challenge"),
)

# Words of refusal, by kind; judged only on pages without an article's worth of text.
WORDS: tuple[tuple[str, str], ...] = (
    (
        "blocked",
        "疑似攻击行为|疑似黑客攻击|访问被阻断|请求被拦截|请求已被拦截|访问被拦截|访问已被拦截|网站防火墙|创宇盾|安全狗|云防护节点"
        "|[Ww]eb应用防火墙|WAF拦截|网站卫士|恶意访问|(?:访问|请求|操作)过于频繁|访问频率过高|访问次数过多|您的IP已被|IP地址被禁止"
        "|禁止访问|拒绝访问|滑动验证|拖动滑块|请输入验证码|安全验证|人机验证|访问验证|浏览器安全检查|正在检查您的浏览器"
        "|Access Denied|Request blocked|Just a moment|checking your browser",
    ),
    (
        "soft_404",
        "(?:页面|网页|文章|信息|内容|文件|资源|栏目|记录)不存在|页面已?被?删除|(?:文章|信息|内容)已(?:经|被|经被)?删除|不存在或已"
        "|页面(?:找不到|没有找到|未找到|走丢|丢失|已经?下线)|找不到页面|找不到您要|没有找到您要|找不到该页|无法找到该"
        "|链接已?失效|404 ?错误|错误 ?404|404页面|Not Found|找不到文件或目录",
    ),
    (
        "login",
        "请先登录|请登录后|请您登录|登录后(?:查看|访问)|需要登录|尚未登录|登录超时|没有(?:权限访问|访问权限)|无权(?:访问|限查看)"
        "|仅限(?:内网|校内)",
    ),
    (
        "maintenance",
        "(?:系统|网站|升级|正在|停机)维护|维护中|(?:系统|网站|正在)升级|网站改版|暂停(?:访问|服务)|暂时无法访问|网站(?:正在)?建设中?"
        "|临时关闭|已关闭访问|站点已关闭|服务暂不可用|Service Unavailable",
    ),
)

_LONGEST_PAGE = 400_000
_WORDS = tuple((kind, re.compile(words)) for kind, words in WORDS)
_UNSEEN = (
    ("<script", "</script"),
    ("<style", "</style"),
    ("<noscript", "</noscript"),
    ("<textarea", "</textarea"),
    ("<select", "</select"),
    ("<!--", "-->"),
)
_RUN = re.compile(r">[^<>{};=]{90,2000}<")
_BLOCKS = re.compile(
    r"</?(?:p|div|li|ul|td|tr|table|h\d|br|dd|dt|section|article|body|head|title|form)\b[^>]{0,2000}>", re.I
)
_TAGS = re.compile(r"<[^<>]{0,4000}>")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.I)
_SENTENCE = re.compile(r"[，。；！？、]")
_SPACE = re.compile(r"(?:\s|&nbsp;)+")
_DAY = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_ARTICLE_LABEL = re.compile(r"(?:时间|日期|来源|发布于|作者)\s?[：:]\s?\S{2}")
_ARTICLE_META = re.compile(r"<meta[^>]{0,200}(?:ArticleTitle|PubDate)[\"']?\s{1,9}content\s?=\s?[\"']?[^\"'\s>]", re.I)
_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s?=\s?[\"']?password", re.I)
_LOGIN_TITLE = re.compile(r"登[录陆]|身份认证|统一认证|[Ll]og ?[Ii]n\b|[Ss]ign ?[Ii]n\b")
_COOKIE_RELOAD = re.compile(r"document\.cookie.{0,4000}location", re.S)
_ARTICLE_PARAGRAPH = 90
_SHORT_PAGE = 400
_TEMPLATE_PAGE = 3000
_CHALLENGE_TEXT = 200
_FORM_TEXT = 120


def refusal(text: str, *, status: int | None = None, headers: Mapping[str, str] | None = None) -> Refusal | None:
    """What kind of refusal a page is, or None for a page worth reading.

    `text` is the decoded page; `status` and `headers` what HTTP said, when known.
    """
    if status in BAN_STATUSES:
        return Refusal("blocked", BAN_STATUSES[status])
    page = text[:_LONGEST_PAGE]
    if any(_is_article_paragraph(run[0]) for run in _RUN.finditer(page)):
        return None
    title, lines = _visible(page)
    if any(_is_article_paragraph(line) for line in lines):
        return None
    size = sum(map(len, lines))
    return (
        _by_script(page, size, status)
        or _by_headers(headers or {}, size)
        or (None if _is_article_or_list(page, lines) else _by_words(title, lines, size) or _by_form(page, title, size))
    )


def _visible(text: str) -> tuple[str, list[str]]:
    """The title and the visible lines of a page, without parsing it: refusals are small and often broken."""
    match = _TITLE.search(text)
    bare = text.replace(match[0], "", 1) if match else text
    for opening, closing in _UNSEEN:
        bare = _without(bare, opening, closing)
    lines = (_SPACE.sub(" ", line).strip() for line in _TAGS.sub("", _BLOCKS.sub("\n", bare)).split("\n"))
    return (match[1].strip() if match else ""), [line for line in lines if line]


def _without(text: str, opening: str, closing: str) -> str:
    """The text without what stands between two marks; an unclosed one hides the rest. Linear on any input."""
    lower, kept, position = text.lower(), [], 0
    while (start := lower.find(opening, position)) >= 0:
        kept.append(text[position:start])
        end = lower.find(closing, start)
        if end < 0:
            return "".join(kept)
        position = end + len(closing)
    return "".join(kept) + text[position:] if kept else text


def _is_article_paragraph(line: str) -> bool:
    return len(line) >= _ARTICLE_PARAGRAPH and len(_SENTENCE.findall(line)) >= 2


def _is_article_or_list(page: str, lines: list[str]) -> bool:
    # 关于网站维护的公告 is news, not maintenance: it has a date label or meta tags; a list has dates.
    dated = sum(1 for line in lines if _DAY.search(line))
    return dated >= 3 or bool(_ARTICLE_META.search(page)) or any(_ARTICLE_LABEL.search(line) for line in lines)


def _by_script(text: str, size: int, status: int | None) -> Refusal | None:
    # A challenge prints at most a line or two (Loading…, please enable JavaScript).
    if size > _CHALLENGE_TEXT:
        return None
    for marker, detail in CHALLENGE_SCRIPTS:
        if marker in text:
            return Refusal("blocked", detail)
    if _COOKIE_RELOAD.search(text) and size < 40:
        return Refusal("blocked", "a script that sets a cookie and reloads")
    if status == 202 and size < 40 and "<script" in text.lower():
        return Refusal("blocked", "HTTP 202 with a script only")
    return None


def _by_headers(headers: Mapping[str, str], size: int) -> Refusal | None:
    if size == 0 and any(name.lower() == "wzws-ray" for name in headers):
        return Refusal("blocked", "wzws-ray header on an empty page (网站卫士)")
    return None


def _by_words(title: str, lines: list[str], size: int) -> Refusal | None:
    for kind, words in _WORDS:
        if len(title) <= 40 and (found := words.search(title)):
            return Refusal(kind, found[0])
        for line in lines:
            if _is_message(line, kind, size) and (found := words.search(line)):
                return Refusal(kind, found[0])
    if title.startswith(("404", "403")) and size < _SHORT_PAGE:
        return Refusal("soft_404" if title.startswith("404") else "blocked", title[:40])
    return None


def _by_form(page: str, title: str, size: int) -> Refusal | None:
    # A log-in page need not say 请先登录: a field for a password and hardly anything else is enough. Templates have
    # such a field in their corner, beside a page's worth of text.
    if size > (_TEMPLATE_PAGE if len(title) <= 40 and _LOGIN_TITLE.search(title) else _FORM_TEXT):
        return None
    return Refusal("login", "a form that asks for a password") if _PASSWORD.search(page) else None


def _is_message(line: str, kind: str, size: int) -> bool:
    # A soft 404 often stands in the site's full template; the others come on bare pages,
    # and full templates print 请登录 or 统一身份认证 in their navigation.
    return size <= _SHORT_PAGE or (kind == "soft_404" and len(line) <= 60 and size <= _TEMPLATE_PAGE)
