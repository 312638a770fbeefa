"""Characters without width that spell words: where they do they stay, elsewhere they are noise."""

import re

# Scripts whose letters join, or whose vowel signs and conjuncts do: Arabic, Syriac, those of India and Sri Lanka,
# Tibetan, Myanmar, Khmer, Mongolian and their neighbours, Adlam.
_JOINING = (
    "\u0600-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
    "\U0001e900-\U0001e95f"
)
_VIRAMA = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2"
_PICTURE = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_JOINER = re.compile("[\u200c\u200d\u180e\U000e0001-\U000e007f]")
# A non-joiner means something between two letters, and behind the sign that joins consonants; a joiner beside a letter,
# and between pictures, which it makes one; both only once. Tags spell the flag of a region behind a black flag.
_IDLE = re.compile(
    "(?<=[\u200c\u200d])[\u200c\u200d]+"
    f"|(?<![{_JOINING}\u200c\u200d])\u200c|(?<![{_VIRAMA}\u200c\u200d])\u200c(?![{_JOINING}\u200c\u200d])"
    f"|(?<![{_JOINING}{_PICTURE}\u200c\u200d])\u200d(?![{_JOINING}])|(?<=[{_PICTURE}])\u200d(?![{_PICTURE}])"
    "|(?<![\u1820-\u1842\u1887-\u18a8\u180b-\u180d])\u180e|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0001-\U000e007f]+"
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef]"
)
# Malayalam spells the consonants that end a syllable with virama and joiner, or as letters of their own.
_CHILLUS = {
    0x0D7A: "\u0d23\u0d4d",
    0x0D7B: "\u0d28\u0d4d",
    0x0D7C: "\u0d30\u0d4d",
    0x0D7D: "\u0d32\u0d4d",
    0x0D7E: "\u0d33\u0d4d",
    0x0D7F: "\u0d15\u0d4d",
}
_CHILLU = re.compile("[\u0d7a-\u0d7f]")

# Signs that a reader of pages removes as it does control characters, and letters of Linear A that it keeps.
_KEPT = (0x200C, 0x200D, 0x180E, *range(0x600, 0x606), 0x6DD, *range(0xE0020, 0xE0080))
_GUARDED = {code: 0x10600 + place for place, code in enumerate(_KEPT)}
_UNGUARDED = {guard: code for code, guard in _GUARDED.items()}
GUARDED = re.compile("[" + "".join(map(chr, _KEPT)) + "]")
"""What `guard` replaces."""


def without_idle_joiners(text: str) -> str:
    """Return the text without the joiners that change nothing: between Latin letters, doubled, at the end of words."""
    if text.isascii() or not _JOINER.search(text):
        return text
    return _IDLE.sub("", text)


def without_joiners(text: str) -> str:
    """Return the text as it is compared with others: without any character that has no width of its own."""
    if _CHILLU.search(text):
        text = text.translate(_CHILLUS)
    return _UNSEEN.sub("", text)


def guard(text: str) -> str:
    """Return the text with letters that no news has in the place of joiners."""
    return text.translate(_GUARDED)


def unguard(text: str) -> str:
    """Return the text with its joiners again."""
    return text.translate(_UNGUARDED)
