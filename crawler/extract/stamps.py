"""Lines around the title that tell a day and say of what: a law's passing, a newspaper's issue, who posted when."""

from __future__ import annotations

import re

from crawler.normalize.dates import find_date

# Below a speech's or a law's title stands when it was given: （2020年12月28日）.
_GIVEN_ON = re.compile(r"[（(]\s?\d{4}年\d{1,2}月\d{1,2}日\s?[)）]")
# And below a law's who passed it when: （2020年9月29日市第十五届人大常委会第三十一次会议通过　2020年11月25日…批准）.
_PASSED_ON = re.compile(
    r"[（(][^）)]{0,40}\d{4}年\s?\d{1,2}月\s?\d{1,2}日(?:[^）)]{0,60}(?:通过|批准|公布|修正|修订|印发|施行)|[^）)]{6,60}发布)"
)
WEEKDAY = re.compile(r"星期|(?:^|[\s\d日（(])周[一二三四五六日天]|℃")
# An e-paper prints the day of the issue, with its weekday, beside the way to the others.
_ISSUE = re.compile(r"[上前下后]一?[期版]|往期|第\s?[\dA-Z]{1,4}\s?[期版]")
_OF_VISIT = re.compile("今天|今日|现在|天气|℃")
_LONGEST_TAIL = {"由": 8}
# Updated: May 6, 2024 · Submitted by webmaster on Wed, 04/10/2019 - 14:20, as English pages and Drupal print it.
# (Date: and Time: are as often those of a meeting.)
_POSTED = re.compile(
    r"(?:(?:Last\s)?(?:Updated?|Published|Posted|Submitted|Released?|Created|Publish|Issued?)"
    r"(?:\s?by\s[^,.:;]{1,30}?)?(?:\s(?:on|at|[Tt]ime|[Dd]ate))?|由\s?[^，。]{1,20}?\s?(?:提交于|发布于|发表于|于))\s?[:：]?\s{0,4}"
)


def is_history(text: str) -> bool:
    """Whether a line in brackets tells when a speech was given or a law passed, not when the page was published."""
    return text[0] in "（(" and bool(_GIVEN_ON.fullmatch(text) or _PASSED_ON.match(text))


def is_issue_day(text: str) -> bool:
    """Whether a line says of which day a newspaper is: 2018年11月09日　星期五　上一期　下一期."""
    return len(text) <= 80 and bool(WEEKDAY.search(text) and _ISSUE.search(text)) and not _OF_VISIT.search(text)


def is_posted_on(text: str) -> bool:
    """Whether a line says before all when something was posted: Updated: May 6, 2024."""
    if text[0] not in "LUPSRCI由" or len(text) > 120 or text.endswith((".", "。")):
        return False
    moment = find_date(text)
    # 由市科协主办的展览于5月1日开幕 goes on.
    if moment is None or len(text) - moment.end > _LONGEST_TAIL.get(text[0], 60):
        return False
    return _POSTED.fullmatch(text[: moment.start]) is not None


def is_passed_above_day(text: str, following: str) -> bool:
    """Whether a law's history stands above the day of its page: the text begins below both."""
    if len(following) > 60 or not is_history(text) or not text.endswith(("）", ")")):
        return False
    moment = find_date(following)
    return moment is not None and moment.start <= 6
