"""Publication dates that content systems write into URLs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.items import Said
from crawler.normalize.dates import find_date, parse_epoch

# t20200403_123.html (TRS), /art/2020/4/3/art_ (Hanweb), /2022/1031/c… (WebPlus, people.cn), /2020-04/03/, /20200403/
_PATTERNS = (
    re.compile(r"/t((?:19|20)\d\d[01]\d[0-3]\d)_"),
    re.compile(r"/art/((?:19|20)\d\d/\d{1,2}/\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d/[01]\d[0-3]\d)/"),
    re.compile(r"/((?:19|20)\d\d-\d{1,2}[/-]\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d/\d{1,2}/\d{1,2})/"),
    re.compile(r"/((?:19|20)\d\d[01]\d[0-3]\d)(?:/|_|$)"),
)
_EPOCH_NAME = re.compile(r"/(1[0-9]{12})\w*\.s?html?$")


def url_date(url: str) -> Said | None:
    """The date in a URL's path. Epoch milliseconds in file names (Huai'an) give the second."""
    path = urlsplit(url).path[:500]
    if (name := _EPOCH_NAME.search(path)) and (moment := parse_epoch(name[1])):
        return Said(field="publish_time", raw=moment.iso, method="url", locator=f"file name {name[1]}")
    for pattern in _PATTERNS:
        if match := pattern.search(path):
            day = _dashed(match[1])
            if find_date(day):
                return Said(field="publish_time", raw=day, method="url", locator=match[0])
    return None


def _dashed(printed: str) -> str:
    digits = re.sub(r"\D+", "-", printed)
    if re.fullmatch(r"\d{4}-\d{4}", digits):
        return f"{digits[:4]}-{digits[5:7]}-{digits[7:]}"
    if re.fullmatch(r"\d{8}", digits):
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return digits
