"""The time of day beside a date, in 24 or 12 hours of any language, with its zone."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import NamedTuple

from agents.extract.when.zones import zone_of

_DIGIT = re.compile(r"\d")
# By language: the words for the first and the second half of the day.
_MORNING = {
    "en": "a.m.|am",
    "ko": "오전|새벽",
    "zh": "上午|凌晨|早上|清晨",
    "ja": "午前",
    "vi": "sáng|sa",
    "el": "π.μ.|πμ",
    "ar": "صباحا|صباحاً|صباحًا|ص",
    "fa": "ق.ظ|ق.ظ.|قبل از ظهر|صبح",
    "tr": "öö",
    "hi": "पूर्वाह्न|सुबह",
    "bn": "পূর্বাহ্ণ|সকাল",
    "ne": "बिहान",
    "sq": "pd",
    "am": "ጥዋት",
    "hu": "de.|délelőtt",
    "id": "pagi",
    "ms": "pg",
    "ur": "صبح",
    "es": "de la mañana",
    "fil": "ng umaga",
}
_EVENING = {
    "en": "p.m.|pm",
    "ko": "오후|저녁|밤",
    "zh": "下午|晚上|中午|傍晚|晚间|晚間",
    "ja": "午後",
    "vi": "chiều|tối|ch",
    "el": "μ.μ.|μμ",
    "ar": "مساء|مساءً|مساءا|م",
    "fa": "ب.ظ|ب.ظ.|بعد از ظهر|بعدازظهر|عصر|شب",
    "tr": "ös",
    "hi": "अपराह्न|शाम|रात",
    "bn": "অপরাহ্ণ|বিকাল|রাত",
    "ne": "बेलुका|साँझ",
    "sq": "md",
    "am": "ከሰዓት",
    "hu": "du.|délután",
    "id": "siang|sore|malam",
    "ms": "petang|ptg",
    "ur": "شام|رات",
    "es": "de la tarde|de la noche",
    "fil": "ng hapon|ng gabi",
}
_NOON = re.compile(r"(?<!\w)(?:12\s?)?(?:noon|正午|정오)(?!\w)", re.IGNORECASE)


def _any_of(*tables: dict[str, str]) -> str:
    words = {word for table in tables for row in table.values() for word in row.split("|")}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_HALF = rf"({_any_of(_MORNING, _EVENING)})"
_IS_EVENING = re.compile(_any_of(_EVENING), re.IGNORECASE)
_TIME = re.compile(
    rf"(?:(?<!\w){_HALF}\s{{0,2}})?(?<![\d:.,])(\d{{1,2}})(?:"
    r"(?:[:.h٫]|\s?[時时點点시]\s?|\s?giờ\s?)(\d\d)(?:(?:[:.]|\s?[分분]\s?)(\d\d)(?:[.,]\d{1,9})?)?\s?[分분秒초h]?"
    r"|(?=\s?[時时點点시]|\s?uhr|\s?h\b|\s?giờ|\s{0,2}(?:[ap]\.?m\b|[ap]\.m\.)))(?!\d)"
    rf"(?:\s{{0,2}}{_HALF}(?!\w))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?\s?([+-])(\d{1,2})(?::?([0-5]\d))?(?!\d)", re.IGNORECASE)
_NAME = re.compile(r"(?<![^\W\d_])(?:[A-Z]{1,5}|МСК|[A-Z][A-Za-z]{1,20}/[A-Z][A-Za-z_/-]{2,40})(?![^\W_])")


class Clock(NamedTuple):
    """A time of day; without a zone it may be in any."""

    hour: int
    minute: int
    second: int
    tzinfo: tzinfo | None


def has_no_figures(text: str) -> bool:
    """Whether there is no digit, nor noon, in a text."""
    return not _DIGIT.search(text) and not _NOON.search(text)


def read_clock(text: str, language: str | None = None, region: str | None = None) -> Clock | None:
    """Return the time of day in a text, in ASCII digits; None if there is none, or other figures are beside it."""
    if _NOON.search(text):
        return Clock(12, 0, 0, None) if not _DIGIT.search(_NOON.sub("", text)) else None
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute, second = int(found[2]), int(found[3] or 0), int(found[4] or 0)
    half = found[1] or found[5]
    if half and hour <= 12:
        hour = hour % 12 + (12 if _IS_EVENING.fullmatch(half) else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    zone, rest = _zone(text[found.end() :], language, region)
    if _DIGIT.search(text[: found.start()]) or _DIGIT.search(rest):
        return None
    return Clock(hour, minute, min(second, 59), zone)


def _zone(text: str, language: str | None, region: str | None) -> tuple[tzinfo | None, str]:
    """Return the zone behind a time, if there is one, and the other text."""
    if offset := _OFFSET.search(text):
        distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if distance < timedelta(hours=15):
            return timezone(distance if offset[1] == "+" else -distance), text[: offset.start()] + text[offset.end() :]
    for name in _NAME.finditer(text[:80]):
        if zone := zone_of(name[0], language, region):
            return UTC if name[0] in ("Z", "UTC", "GMT") else zone, text
    return None, text
