"""Why a site is as it is, as data: a code and its values, and a sentence in English and in Chinese for each code.

Reports, ledgers and scripts hold the English sentence. It is made from its template here, so that `reason_of` reads
the code and the values back from it, and screens and notices can say the same in Chinese (`in_chinese`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

#: Health words, and what stands in their place, in Chinese.
HEALTH_ZH = {
    "ok": "正常", "quiet": "无更新", "degraded": "降级", "broken": "失效", "blocked": "被拦截",
    "unreachable": "无法访问", "held": "占用中", "error": "错误",
}  # fmt: skip


class Reason(NamedTuple):
    """A reason's code, a key of REASONS, and its values by name."""

    code: str
    values: dict[str, str]


#: Code → the sentence in English and in Chinese; an English sentence is read back by the first that fits.
REASONS: dict[str, tuple[str, str]] = {
    "list_empty": ("the list has no entries", "列表没有条目"),
    "all_foreign": ("all {entries} entries lead to other sites", "{entries} 个条目全部指向其他网站"),
    "other_channels": (
        "{elsewhere} of {entries} entries belong to other channels of the site",
        "{entries} 个条目中有 {elsewhere} 个属于本站其他栏目",
    ),
    "other_page": (
        "another page in the list's place: '{heading}', it was '{before}'",
        "列表处换成了别的页面：“{heading}”，原为“{before}”",
    ),
    "none_as_new": (
        "none of the {entries} entries was listed before, and none is as new as the last ({newest})",
        "{entries} 个条目都没有见过，也没有一条比上次的（{newest}）新",
    ),
    "none_known": ("none of the {entries} entries was listed before", "{entries} 个条目都没有见过"),
    "garbled": (
        "only {share} of the letters in titles are Chinese: garbled?",
        "标题中的汉字只占 {share}：乱码？",
    ),
    "same_titles": ("{entries} entries have {titles} different titles", "{entries} 个条目只有 {titles} 种标题"),
    "changed_titles": (
        "{changed} of {known} posts listed before have another title now",
        "见过的 {known} 篇中有 {changed} 篇换了标题",
    ),
    "moved_dates": (
        "{moved} of {known} posts listed before have another date now",
        "见过的 {known} 篇中有 {moved} 篇换了日期",
    ),
    "dates_gone": (
        "{undated} of {entries} entries have no date; they used to",
        "{entries} 个条目中有 {undated} 个没有日期，以前都有",
    ),
    "dates_stopped": (
        "{new} new entries, but the newest date is still {newest}",
        "新增 {new} 个条目，最新日期却仍是 {newest}",
    ),
    "pager_gone": ("the list offers no second page; it used to", "列表没有第二页了，以前有"),
    "shorter": (
        "{entries} entries on the first page, usually {usual}",
        "首页只有 {entries} 个条目，平常 {usual} 个",
    ),
    "articles_lost": ("{failed} of {tried} articles could not be read", "{tried} 篇文章中有 {failed} 篇读不出"),
    "articles_gone": (
        "{gone} of {tried} articles that the list links to are not there",
        "列表链接的 {tried} 篇文章中有 {gone} 篇不存在",
    ),
    "field_gone": (
        "{missing} of {read} articles have no {field}; they used to",
        "{read} 篇文章中有 {missing} 篇没有{field}，以前都有",
    ),
    "alike_titles": ("{alike} of {titled} articles have the same title", "{titled} 篇文章中有 {alike} 篇标题相同"),
    "short_bodies": (
        "bodies have {characters} characters, usually {usual}",
        "正文只有 {characters} 字，平常 {usual} 字",
    ),
    "quiet": ("the list was read; the newest post is of {newest}", "列表已读到；最新一篇的日期是 {newest}"),
    "page_replaced": (
        "another page was served in place of list page {page}",
        "列表第 {page} 页的位置给出了别的页面",
    ),
    "short_list": ("the list is shorter than it says: {detail}", "列表比它自称的短：{detail}"),
    "few_entries": (
        "{entries} entries, expected at least {least} a page",
        "共 {entries} 个条目，每页应至少 {least} 个",
    ),
    "goes_on": ("the list goes on: {detail}", "列表还有后文：{detail}"),
    "left_out": ("entries were left out: {detail}", "有条目被略去：{detail}"),
    "rest_waits": ("the rest waits for the next run: {detail}", "其余留待下次：{detail}"),
    "ledger_damaged": (
        "the ledger cannot be read ({detail}); run `fangzhi verify {site}`",
        "账本无法读取（{detail}）；请运行 `fangzhi verify {site}`",
    ),
    "internal_error": ("internal error: {detail}", "程序内部错误：{detail}"),
    # -- what stands inside the ones above and below
    "pages_of": ("{pages} of {promised} list pages", "{promised} 个列表页只有 {pages} 个"),
    "entries_of": ("{entries} of {promised} entries", "{promised} 个条目只有 {entries} 个"),
    "over_limit": ("{setting}: found {found}, allowed {allowed}", "{setting}：实际 {found}，上限 {allowed}"),
    "not_on_home": (
        "channel '{channel}' is not among the home page's links",
        "首页的链接中没有栏目“{channel}”",
    ),
    "robots_missing": ("robots.txt did not come: {detail}", "取不到 robots.txt：{detail}"),
    "robots_closed": ("robots.txt of {host} answered {status}: closed", "{host} 的 robots.txt 返回 {status}：视为禁止"),
    "robots_forbids": ("robots.txt disallows it", "robots.txt 不允许"),
    "left_alone": (
        "HostPaused: {host} is to be left alone for another {seconds} s",
        "{host} 还须停歇 {seconds} 秒，期间不再请求",
    ),
    "slow_down": ("HTTP 429: asked to slow down again and again", "HTTP 429：一再要求放慢"),
    "no_page": ("page: found {found}, expected a list page", "不是列表页：{found}"),
    "no_site_page": ("page: found {found}, expected a page of the site", "不是该网站的页面：{found}"),
    "password_form": ("a form that asks for a password", "要求输入密码的表单"),
    "cookie_script": ("a script that sets a cookie and reloads", "设置 cookie 后重新加载的脚本"),
    "no_article": ("page: found {found}, expected an article", "不是文章页：{found}"),
}  # fmt: skip

_FIELDS_ZH = {"body": "正文", "title": "标题", "publish time": "发布时间", "source": "来源"}

#: Problem kinds as a Chinese sentence says them.
_KINDS_ZH = {
    "blocked": "被拦截", "truncated": "内容不完整", "too_large": "过大", "timeout": "超时", "soft_404": "页面不存在",
    "login": "需要登录", "maintenance": "维护中", "robots": "robots.txt 禁止", "limit": "达到上限",
    "forbidden_address": "禁止访问的地址", "bad_charset": "编码有误", "empty_list": "空列表",
    "foreign_list": "别的列表", "redirect_loop": "循环跳转", "connection": "无法连接", "certificate": "证书有误",
    "http_status": "服务器返回", "not_an_article": "不是文章", "bad_record": "记录有误", "dns": "域名无法解析",
    "paused": "暂停访问", "offsite": "转到其他网站",
}  # fmt: skip

_FAILURE = re.compile(r"(?P<kind>[a-z_0-9]+): (?P<detail>.*)", re.DOTALL)
_VALUE = re.compile(r"\\\{(\w+)\\\}")
#: Values that are no whole numbers.
_TEXTS = frozenset(
    ["detail", "heading", "before", "newest", "site", "channel", "host", "found", "allowed", "share", "field"]
)


def reason(code: str, **values: object) -> str:
    """The English sentence of a code."""
    return REASONS[code][0].format(**values)


def reason_of(sentence: str) -> Reason | None:
    """Code and values of an English sentence; None for words that no template makes (a server's, a library's).

    A failed fetch, `kind: detail`, has its problem kind for a code.
    """
    for code, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            return Reason(code, found.groupdict())
    failure = _FAILURE.fullmatch(sentence)
    if failure and failure["kind"] in _KINDS_ZH:
        return Reason(failure["kind"], {"detail": failure["detail"]})
    return None


def in_chinese(sentence: str) -> str:
    """A reason in Chinese. What is in no table stays as it is; a channel's name before the reason does too."""
    known = reason_of(sentence)
    if known is None:
        return "：".join(_after_name(sentence))
    values = {name: _value(name, text) for name, text in known.values.items()}
    if known.code not in REASONS:
        return f"{_KINDS_ZH[known.code]}：{values['detail']}"
    return REASONS[known.code][1].format(**values)


def _after_name(sentence: str) -> tuple[str, ...]:
    for colon in re.finditer(": ", sentence):
        rest = sentence[colon.end() :]
        if reason_of(rest):
            return sentence[: colon.start()], in_chinese(rest)
    return (sentence,)


def _value(name: str, text: str) -> str:
    if name == "detail":
        return in_chinese(text)
    return _FIELDS_ZH.get(text, text) if name == "field" else text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for code, (english, _) in REASONS.items():
        yield code, re.compile(_VALUE.sub(_group, re.escape(english)), re.DOTALL)


def _group(value: re.Match[str]) -> str:
    if value[1] == "setting":
        return r"(?P<setting>[A-Z][A-Z_]+(?: / 4)?|--[a-z-]+)"
    return f"(?P<{value[1]}>{'.+?' if value[1] in _TEXTS else '[0-9]+'})"
