"""Repair of text that was decoded with a wrong charset, as a whole or in parts, where its bytes say so beyond doubt.

ftfy repairs only UTF-8 that was read as another charset; bytes of another charset that were read as Latin-1 need a
judge of words in any case (`charset/fitness.py`). A few searches for pairs of characters find that nothing is to be
done, as in most pages.
"""

import re
from collections import Counter

from agents.extract.charset.beyond import beyond_ascii
from agents.extract.charset.fitness import MULTI_BYTE, SINGLE_BYTE, fitness, of_letters, sample_of

_TIMES = 3  # that a text is looked at: some are decoded wrong twice
# Each begins with a set of characters, so that the search goes past all others in C: most pages have none of these.
_MAY_BE_UTF_8 = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_MAY_BE_CYRILLIC = re.compile(
    "[\u0420\u0421][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2122]{1,9}[\u0420\u0421]"
)
_IN_WORDS = re.compile("[\u00c0-\u00ff]{4}")
_SURE = 0.75  # fitness of a decoding, from which it is right
_WRONG = 0.45  # and up to which it is wrong
_PICTURE = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
_SEVERAL = 3  # Western letters in words, beside which those that stand alone are decoded too
_LEAST_SAMPLE = 12  # bytes beyond ASCII


def _bytes_of(codec: str) -> dict[int, int]:
    """Return the byte of each character in a codec, and of each control character, which undefined bytes become."""
    table = {byte: byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        character = bytes((byte,)).decode(codec, "replace")
        if character != "\ufffd":
            table[ord(character)] = byte
    return table


def _sequences(table: dict[int, int]) -> str:
    """Return a pattern for characters in UTF-8 that was decoded by a codec: the first byte of each, and the others."""

    def characters(first: int, last: int) -> str:
        return "".join(f"\\U{code:08x}" for code, byte in sorted(table.items()) if first <= byte <= last)

    rest = f"[{characters(0x80, 0xBF)}]"
    two, three, four = (f"[{characters(*leads)}]" for leads in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    return f"[{characters(0xC2, 0xF4)}](?:(?<={two}){rest}|(?<={three}){rest}{rest}|(?<={four}){rest}{rest}{rest})"


_WESTERN = _bytes_of("cp1252")
_CYRILLIC = _bytes_of("cp1251")
_RUN = re.compile(rf"{_sequences(_WESTERN)}(?:{_sequences(_WESTERN)})*")
_CYRILLIC_RUN = re.compile(rf"{_sequences(_CYRILLIC)}(?:{_sequences(_CYRILLIC)})*")
_LOST_QUOTE = re.compile("(?<=[\\w.,!?])â€(?:\x9d|\ufffd)?(?![^\x00-\x7f])")  # the last byte of ” is undefined
_LOST_SPACE = re.compile("(?<=[a-z])Ã (?=[a-z ])")  # à, whose second byte is a no-break space
_PIECE = re.compile("[ -;=?-~" + "".join(f"\\U{code:08x}" for code in sorted(_WESTERN)) + "]+")
_WESTERN_SIGNS = re.compile("[\u00a0-\u017f\u2010-\u2044\u20ac\u2122]+")


def repair_mojibake(text: str) -> str:
    """Return the text with what was decoded wrong decoded again; signs that stand alone, in a text about them, stay."""
    if text.isascii():
        return text
    for _ in range(_TIMES):
        repaired = _repaired(text)
        if repaired == text:
            break
        text = repaired
    return text


def _repaired(text: str) -> str:
    # Bytes first: UTF-8 that was decoded wrong never has four such letters in a row, but other bytes may look like it.
    beyond = beyond_ascii(text)
    if _IN_WORDS.search(beyond) and (decoded := _of_bytes(text)) != text:
        return decoded
    if _MAY_BE_UTF_8.search(beyond) and _RUN.search(beyond):
        text = (_whole(text) if _whole(beyond) else None) or _of_utf_8(text)
    if _MAY_BE_CYRILLIC.search(beyond):
        text = _of_cyrillic(text)
    return text


def _whole(text: str) -> str | None:
    """Return the text that all of the bytes are as UTF-8: no text in another charset is."""
    try:
        return text.translate(_WESTERN).encode("latin-1").decode()
    except UnicodeError:
        return None


def _of_utf_8(text: str) -> str:
    """Decode runs of UTF-8 again that are words, or in words; others only beside such runs in the same script."""
    found_runs = ((found, _decoded(found)) for found in _RUN.finditer(text))
    sure = Counter(_script(whole) for found, whole in found_runs if whole and _is_sure(found, whole))
    if not sure:
        return text
    scripts = {script for script, count in sure.items() if script or count >= _SEVERAL}

    def again(found: re.Match[str]) -> str:
        decoded = _decoded(found)
        if decoded and (_is_sure(found, decoded) or (_script(decoded) in scripts and not _is_in_capitals(found))):
            return decoded
        return found[0]

    text = _RUN.sub(again, text)
    text = _LOST_QUOTE.sub("”", text) if "â€" in text else text
    return _LOST_SPACE.sub("à ", text) if "Ã " in text else text


def _of_cyrillic(text: str) -> str:
    """Decode runs of UTF-8 that was read as Windows-1251, if some of them are words."""
    words = sum(len(found[0]) >= 2 * _SEVERAL for found in _CYRILLIC_RUN.finditer(text))
    least = 1 if words >= _SEVERAL else _SEVERAL

    def again(found: re.Match[str]) -> str:
        decoded = _decoded(found, _CYRILLIC)
        return decoded if decoded and len(decoded) >= least else found[0]

    return _CYRILLIC_RUN.sub(again, text) if words else text


def _is_sure(found: re.Match[str], decoded: str) -> bool:
    """Whether UTF-8 is a word, a Western letter beside a small one, or a sign beside a letter or digit."""
    if not _WESTERN_SIGNS.fullmatch(decoded):
        return len(decoded) > 2 or _PICTURE.match(decoded) is not None
    before, after = _before(found), found.string[found.end() : found.end() + 1]
    if decoded[0].isalpha():
        return before.islower() or (after.islower() and not before.isalpha())
    return (before.isalnum() and not before.isupper()) or (after.isalnum() and not before.isalpha())


def _is_in_capitals(found: re.Match[str]) -> bool:
    """Whether a run stands behind a capital, and no small letter follows: `MAÇÃ”`, but not `KÃ¶ln`."""
    return _before(found).isupper() and not found.string[found.end() : found.end() + 1].islower()


def _before(found: re.Match[str]) -> str:
    return found.string[found.start() - 1 : found.start()]


def _decoded(found: re.Match[str], table: dict[int, int] = _WESTERN) -> str | None:
    try:
        return bytes(map(table.__getitem__, map(ord, found[0]))).decode()
    except UnicodeDecodeError:
        return None


def _script(decoded: str) -> int:
    """Return a number for the script of the first character; 0 for Western letters and signs."""
    return 0 if _WESTERN_SIGNS.fullmatch(decoded) else ord(decoded[0]) >> 8


def _of_bytes(text: str) -> str:
    """Decode the parts again whose bytes were read as Latin-1, if another codec makes words of them and that none."""
    parts = [found[0] for found in _PIECE.finditer(text) if _IN_WORDS.search(found[0])]
    source = "\n".join(parts)
    sample = sample_of(_encoded(source))
    if sum(byte >= 0x80 for byte in sample) < _LEAST_SAMPLE:
        return text
    if of_letters(sample.decode("cp1252", "replace")) > _WRONG:
        return text
    best = max((*SINGLE_BYTE, *MULTI_BYTE), key=lambda codec: fitness(sample, codec))
    if fitness(sample, best) < _SURE:
        return text

    def again(found: re.Match[str]) -> str:
        part = found[0]
        is_wrong = _IN_WORDS.search(part) or (best in MULTI_BYTE and fitness(_encoded(part), best) >= _SURE)
        return _encoded(part).decode(best, "replace") if is_wrong else part

    return _PIECE.sub(again, text)


def _encoded(text: str) -> bytes:
    return bytes(_WESTERN.get(code, 0x3F) if code > 0x7F else code for code in map(ord, text))
