"""Digits of all scripts, Chinese numerals, and the marks of direction: text in which every figure is 0 to 9."""

import re
import unicodedata

# One character for one, so that places in the text stay the same.
_PLAIN = {
    **{
        code: str(unicodedata.decimal(chr(code)))
        for code in range(128, 0x1FC00)  # the last ones are those for computers of the 1980s
        if unicodedata.category(chr(code)) == "Nd"
    },
    **dict.fromkeys(
        map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c\u00a0\u202f\u2009\u3000"), " "
    ),
    **dict(
        zip(
            map(ord, "\uff0f\uff0e\uff0d\uff1a\u2212\u2010\u2011\u2013\u066b\u060c\uff0c\u2044\u06d4"),
            "/.-:----.,,/.",
            strict=True,
        )
    ),
}
_NUMERAL = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_NUMERALS = re.compile(r"[〇零○一二三四五六七八九十百廿卅]{1,8}(?=\s?[年月日號号時时點点分])")
_LONGEST = 300  # characters of a text whose numerals are read


def plain(text: str) -> str:
    """Return the text with its digits as 0 to 9; every character keeps its place."""
    return text if text.isascii() else text.translate(_PLAIN)


def without_numerals(text: str) -> str:
    """Return the text with Chinese numerals in dates as figures: `二〇二六年三月十二日` is `2026年3月12日`."""
    return _NUMERALS.sub(lambda found: _number(found[0]), text) if len(text) <= _LONGEST else text


def _number(numerals: str) -> str:
    """Return a numeral as figures, digit by digit (`二〇二六`) or with tens and hundreds (`十二`, `一百一十五`)."""
    if not any(character in "十百廿卅" for character in numerals):
        return "".join(str(_NUMERAL[character]) for character in numerals)
    total, last = 0, 0
    for character in numerals:
        if character in _NUMERAL:
            last = _NUMERAL[character]
        else:
            total += 100 * (last or 1) if character == "百" else _TENS[character] * (last or 1)
            last = 0
    return str(total + last)
