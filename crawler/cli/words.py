"""The two languages of the screen. Keys, kinds and codes stay English everywhere."""

from __future__ import annotations

import locale
import os
import unicodedata

from crawler.monitor.reasons import HEALTH_ZH, in_chinese


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
    return say(word, HEALTH_ZH.get(word, word))


def reason_text(reason: str) -> str:
    """A health reason in the user's language."""
    return in_chinese(reason) if language() == "zh" else reason


def and_why(word: str, reason: str | None) -> str:
    """A health word with its reason, in the user's language and fit for a terminal."""
    colon = say(": ", "：")
    return f"{health_word(word)}{colon}{printable(reason_text(reason))}" if reason else health_word(word)


def printable(text: str) -> str:
    """Text that cannot move the cursor, ring bells or turn lines around: control and bidi characters escaped."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"\\u{ord(character):04x}"
    return character
