"""The language of a text as BCP 47: simplified or traditional Chinese by its characters, English by its letters."""

from __future__ import annotations

import re

# Pairs of frequent characters that differ in the two scripts.
_SIMPLIFIED = re.compile("[这们国学会发动经济产业机进实现务书记区际党员与东车长门问题间开关说对时]")
_TRADITIONAL = re.compile("[這們國學會發動經濟產業機進實現務書記區際黨員與東車長門問題間開關說對時]")
_CHINESE = re.compile(r"(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){10}")
_LATIN = re.compile(r"[A-Za-z]")
_SAMPLE = 800


def language_of(text: str) -> str:
    """zh-Hans unless the text plainly is traditional Chinese or English."""
    sample = text[:_SAMPLE]
    if not _CHINESE.match(sample) and len(_LATIN.findall(sample)) > 200:
        return "en"
    traditional = len(_TRADITIONAL.findall(sample))
    return "zh-Hant" if traditional > 3 and traditional > 2 * len(_SIMPLIFIED.findall(sample)) else "zh-Hans"
