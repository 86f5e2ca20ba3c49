"""The two languages of the screen. Keys, kinds and codes stay English everywhere."""

from __future__ import annotations

import locale
import os
import unicodedata

_HEALTH_ZH = {
    "ok": "正常",
    "quiet": "无更新",
    "degraded": "降级",
    "broken": "失效",
    "blocked": "被拦截",
    "unreachable": "无法访问",
    "held": "占用中",
    "error": "错误",
}


def language() -> str:
    """ "zh" or "en": FANGZHI_LANG, else the locale."""
    chosen = os.environ.get("FANGZHI_LANG", "").lower()
    if chosen in ("zh", "en"):
        return chosen
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def say(en: str, zh: str) -> str:
    """The text in the user's language."""
    return zh if language() == "zh" else en


def health_word(word: str) -> str:
    """A health word (or what stands in its place) in the user's language."""
    return say(word, _HEALTH_ZH.get(word, word))


def printable(text: str) -> str:
    """Text that cannot move the cursor, ring bells or turn lines around: control and bidi characters escaped."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"\\u{ord(character):04x}"
    return character
