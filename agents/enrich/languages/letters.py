"""The letters of the world's scripts: what belongs to a word, and which ways of writing a word are the same."""

import unicodedata

DROPPED = ((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670))
"""Accents and the vowel points of Hebrew and Arabic; marks elsewhere are letters: ガ is not カ, कि is not क."""

TOGETHER = (  # scripts that are written without spaces between words, as far as a name may begin or end anywhere
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x309F),  # Hiragana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


SCRIPTS_END = 0x20000  # behind it are Han, which have neither marks nor capitals, and the selectors of variants
VARIANTS = "\U000e0100-\U000e01ef"


def characters(*categories: str) -> str:
    """Return the characters of Unicode categories as ranges for a character class of a pattern."""
    ranges: list[list[int]] = []
    for code in range(SCRIPTS_END):
        if unicodedata.category(chr(code)).startswith(categories):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = characters("M") + VARIANTS
"""Marks on letters: `\\w` of a pattern lacks them, but they are parts of words."""
CAPITALS = characters("Lu", "Lt")
WORD = rf"[^\W_](?:[^\W_]|[{MARKS}])*+"
"""A pattern for a word: a letter or digit, and more of them with their marks."""


def fold(text: str) -> str:
    """Return a text in lower case, without accents and in one way of writing each letter."""
    apart = unicodedata.normalize("NFKD", text)
    kept = apart if apart.isascii() else "".join(character for character in apart if not _is_dropped(character))
    return unicodedata.normalize("NFC", kept.casefold().replace("ı", "i").replace("ς", "σ"))


def is_part_of_word(character: str) -> bool:
    """Return whether a character is a letter, a digit or a mark on one."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def is_written_together(character: str) -> bool:
    """Return whether words of the character's script may follow each other without a space."""
    return not character.isascii() and any(first <= ord(character) <= last for first, last in TOGETHER)


def has_case(text: str) -> bool:
    """Return whether a text has letters with capitals."""
    return text.lower() != text.upper()


def _is_dropped(character: str) -> bool:
    return not character.isascii() and any(first <= ord(character) <= last for first, last in DROPPED)
