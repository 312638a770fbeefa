"""The words of a text as the deduplicator compares them, and which of them are numbers or names."""

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: written without spaces between words."""

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0980-\u0dff"
"""Combining marks, and the whole Indic blocks: parts of words that `\\w` does not match."""

UNSEEN = re.compile("[\u00ad\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Joiners and other characters without width: one copy of a text has them, another has lost them on its way."""

STOPS = ".!?…。！？।؟\n"

NUMERAL = r"\d{1,40}(?:[.,:]\d{1,40}){0,9}"
LONGEST = 100  # letters of a word, and ends of a sentence in a row; what is longer, no word of any language, is cut

TOKEN = re.compile(rf"{NUMERAL}|[^\W\d][\w{MARKS}]{{,{LONGEST - 1}}}|[{STOPS}]{{1,{LONGEST}}}")
"""A number with its separators, a word, or the end of a sentence."""

TOKEN_WITH_UNSPACED = re.compile(
    rf"{NUMERAL}|[{UNSPACED}]+|[^\W\d{UNSPACED}](?:(?![{UNSPACED}])[\w{MARKS}]){{,{LONGEST - 1}}}"
    rf"|[{STOPS}]{{1,{LONGEST}}}"
)
UNSPACED_LETTER = re.compile(rf"[{UNSPACED}]")
KNOWN = 1 << 14
"""Words that are kept with their hashes, 4 to 20 MB: nine of ten words of a text were in one of the last texts."""

NOT_DIGIT = re.compile(r"\D")

PLAIN, STOP, CAPITALISED, NUMBER = range(4)
"""What a word may be; a capitalised one is a name or the first word of a sentence."""


class Word(NamedTuple):
    """A word in the form in which it is compared: without case, a number without its separators."""

    form: str
    kind: int  # PLAIN, STOP for the end of a sentence or line, CAPITALISED or NUMBER
    hash: int  # 32 bits


def words_of(text: str) -> list[Word]:
    """Split a text into words and ends of sentences.

    Scripts without spaces are split into pairs of characters: three neighbouring pairs cover four characters, about two
    words of Chinese or one word of Thai.
    """
    if UNSEEN.search(text):
        text = UNSEEN.sub("", text)
    if not UNSPACED_LETTER.search(text):
        return list(map(_word, TOKEN.findall(text)))
    return list(chain.from_iterable(map(_words, TOKEN_WITH_UNSPACED.findall(text))))


def hashed(form: str) -> int:
    """Return a word's hash of 32 bits."""
    return crc32(form.encode("utf-8", "surrogatepass"))


def _words(token: str) -> list[Word]:
    if not UNSPACED_LETTER.match(token):
        return [_word(token)]
    return [_word(pair) for pair in map("".join, pairwise(token))] or [_word(token)]


@lru_cache(KNOWN)
def _word(token: str) -> Word:
    first = token[0]
    if first in STOPS:
        return Word(".", STOP, hashed("."))
    if first.isdecimal():
        digits = NOT_DIGIT.sub("", token)
        return Word(digits, NUMBER, hashed(digits))
    form = token.casefold()
    is_capitalised = first.isupper() and len(token) > 1  # not the English "I"
    return Word(form, CAPITALISED if is_capitalised else PLAIN, hashed(form))
