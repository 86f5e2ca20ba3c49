"""Where the text begins within its block: below the header's lines, above labels that are the text's own."""

from __future__ import annotations

import re

from crawler.extract.labels import has_label
from crawler.extract.noise import is_day_alone, is_header_line, is_link_line, is_noise, is_own_header
from crawler.extract.outline import Line, Outline
from crawler.normalize.dates import find_date

_FIELD = re.compile(r"^[\u4e00-\u9fff]{2,6}[:：]\s?\S.{0,60}$")


def after_header(page: Outline, start: int, end: int, files: set[int]) -> int:
    """The line after the last header line (labels, tools, a date with a publisher) before the first paragraph."""
    last, dated = start - 1, False
    for place in range(start, min(end, start + 16)):
        line = page.lines[place]
        if place in files:
            break  # an article that is one file begins with it
        if dated and _is_of_text(page, place):
            continue
        if is_noise(line) or is_link_line(line) or is_header_line(line):
            last = place
            dated = dated or find_date(line.text) is not None
        elif len(line.text) > 60:
            break
    return last + 1


def _is_of_text(page: Outline, place: int) -> bool:
    """Whether a line of labels below the page's own date is the text's: 时间：4月20日上午, 书名：… above 作者：…."""
    line = page.lines[place]
    return has_label(line.raw) and (in_record(page, place) or (is_header_line(line) and not is_own_header(line)))


def after_own_header(page: Outline, start: int, end: int, files: set[int]) -> int:
    """The same where the header stands above the text's block: only lines that plainly are one."""
    while start < end and start not in files:
        line = page.lines[start]
        if not (is_noise(line) or is_link_line(line) or is_own_header(line)):
            break
        start += 1
    return start


def after_day(page: Outline, start: int, end: int) -> int:
    """The line after a day alone or with its desk: a notice of short lines and tables begins below it."""
    while start < end - 1 and (is_day_alone(page.lines[start].text) or _is_stamp(page.lines[start])):
        start += 1
    return start


def _is_stamp(line: Line) -> bool:
    """Whether a line is a moment with little beside it: 2023-12-08 16:40:02 职称科 2765."""
    moment = find_date(line.text[:80])
    return moment is not None and moment.precision != "day" and is_own_header(line)


def in_record(page: Outline, place: int) -> bool:
    """Whether a line like 作者：张三丰 stands among others of its form: 书名：…, 出版社：…."""
    beside = (page.lines[max(0, place - 1)], page.lines[min(place + 1, len(page.lines) - 1)])
    form = _FIELD.match(page.lines[place].text)
    return bool(form) and all(_FIELD.match(line.text) and not is_noise(line) and not line.linked for line in beside)
