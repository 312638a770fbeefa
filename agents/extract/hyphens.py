"""Words that were divided at the end of a line: which hyphens go with the line's end, and which are spelt."""

import re
from collections.abc import Sequence

from agents.extract.language import detect_language

SOFT_END = re.compile("(?:\u00ad|(?<=\\w)\u00ac)[ \t]*\r?\n[ \t>]*")
"""A soft hyphen, or the sign that old word processors write for one, at the end of a line."""

_END = re.compile(r"(?<![^\s(\[\"'“„«‘–—])([^\W_](?:[^\W_]|['’.-](?=[^\W_])){0,60})[-\u2010]$")
_START = re.compile(r"([^\W_]+)(['’][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LATEST = 40  # characters of a line's end that are read
_SMALL = 3  # letters of a small word within a compound
_SPELT = 2_000  # characters of each line in which words are looked for

# A hyphen that stands for a part of the word, before the conjunction: `Ein- und Ausgang`, `pre- and post-war`.
_SUSPENDED = {
    "af": "en of", "bs": "i ili", "ca": "i o", "cs": "a nebo či i", "da": "og eller samt",
    "de": "und oder bzw sowie noch",
    "en": "and", "es": "y e o u", "et": "ja või ning", "fi": "ja tai sekä eli", "fr": "et ou", "hr": "i ili",
    "hu": "és vagy illetve", "is": "og eða", "it": "e o ed", "nl": "en of", "nn": "og eller", "no": "og eller samt",
    "pl": "i lub oraz czy", "pt": "e ou", "ro": "și sau", "ru": "и или", "sk": "a alebo či i", "sl": "in ali",
    "sv": "och eller samt", "uk": "і та або й",
}  # fmt: skip
# First and second parts that are hardly ever syllables of a longer word: `well-known`, but `pre-sent` and `ex-ample`.
_FIRST = {
    "en": "well self vice twenty thirty forty fifty sixty seventy eighty ninety",
    "bg": "най", "fr": "celui celle ceux celles quelques demi vice", "it": "vice", "pt": "recém vice",
    "ro": "într dintr printr", "ru": "кое", "uk": "будь казна хтозна",
}  # fmt: skip
_SECOND = {
    "en": "known owned based backed style friendly year week month hour minute", "pt": "lhe lhes vos",
    "fr": "il elle ils elles on je nous vous là même mêmes être lui moi toi mère père parents",
    "ru": "либо нибудь таки", "uk": "небудь таки",
}  # fmt: skip
_PAIRS = {
    "en": "so-called would-be ex-husband ex-wife ex-president ex-minister co-operation",
    "fr": "est-ce c'est-à-dire grand-chose avant-hier au-delà au-dessus au-dessous là-bas",
    "pt": "tornou-se trata-se pode-se deve-se fez-se sabe-se",
    "ru": "из-за из-под кто-то что-то как-то где-то когда-то куда-то какой-то какая-то какие-то какое-то почему-то",
    "uk": "з-за з-під хтось-то де-не-де будь-який будь-яка будь-що",
}  # fmt: skip
_ADVERB_END = ("ски", "цки", "ьки", "ому", "ему")  # `по-русски`, `по-новому`
_TABLES = tuple(
    {code: frozenset(words.split()) for code, words in table.items()} for table in (_SUSPENDED, _FIRST, _SECOND, _PAIRS)
)
_NONE: frozenset[str] = frozenset()


def is_divided(before: str, after: str) -> bool:
    """Whether a line ends in a hyphen behind a word, and the next begins with a letter or digit."""
    return before[-1:] in "-\u2010" and after[:1].isalnum() and _END.search(before[-_LATEST:]) is not None


class Hyphens:
    """The hyphens of one text: what it spells elsewhere decides, then its language."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` are those of the text; the words that begin or end one are no evidence."""
        inside = (line[:_SPELT].partition(" ")[2].rpartition(" ")[0] for line in lines)
        self._spelt = {word.casefold() for line in inside for word in _WORD.findall(line)}
        code = detect_language(" ".join(lines[:40])).code
        self._suspended, self._first, self._second, self._pairs = (table.get(code, _NONE) for table in _TABLES)
        self._is_english = code == "en"

    def joined(self, before: str, after: str) -> str:
        """Return two lines as one: a divided word whole, all else with a space."""
        end = _END.search(before[-_LATEST:]) if is_divided(before, after) else None
        start = _START.match(after)
        if end is None or start is None:
            return f"{before} {after}"
        first, second = end[1], start[0]
        if self._is_suspended(second, after[start.end() :]):
            return f"{before} {after}"
        return before + after if self._is_spelt(first, second) else before[:-1] + after

    def _is_suspended(self, second: str, rest: str) -> bool:
        """Whether a small word follows that no word ends in; in English `or` and `to` do, unless a compound follows."""
        if second in self._suspended:
            return True
        if not self._is_english or second not in ("or", "to"):
            return False
        following = rest.split(None, 1)
        return bool(following) and "-" in following[0].strip("-")

    def _is_spelt(self, first: str, second: str) -> bool:
        """Whether a word has the hyphen within a line too."""
        if not second[0].islower() or not first[-1].isalpha():
            return True  # a name, or a number
        last = first.rpartition("-")[2]
        if len(last) > 1 and last.isupper():
            return True  # `EU-weit`
        if last != first and last.islower() and len(last) <= _SMALL:
            return True  # `mother-in-law`
        first, second, last = first.casefold(), second.casefold(), last.casefold()
        pair = f"{first}-{second}"
        if pair in self._spelt or pair in self._pairs or 1 in (len(last), len(second)) or first == second:
            return True
        if first + second in self._spelt or last + second in self._spelt:
            return False
        return last in self._first or second in self._second or (first == "по" and second.endswith(_ADVERB_END))
