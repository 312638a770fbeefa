"""The words of a text as the deduplicator compares them, and which of them are numbers or names."""

import re
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: written without spaces between words."""

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0980-\u0dff"
"""Combining marks, and the whole Indic blocks: parts of words that `\\w` does not match."""

STOPS = ".!?…。！？।؟\n"

TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*|[^\W\d][\w{MARKS}]*|[{STOPS}]+")
"""A number with its separators, a word, or the end of a sentence."""

TOKEN_WITH_UNSPACED = re.compile(
    rf"\d+(?:[.,:]\d+)*|[{UNSPACED}]+|[^\W\d{UNSPACED}](?:(?![{UNSPACED}])[\w{MARKS}])*|[{STOPS}]+"
)
UNSPACED_LETTER = re.compile(rf"[{UNSPACED}]")
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
    pattern = TOKEN_WITH_UNSPACED if UNSPACED_LETTER.search(text) else TOKEN
    known: dict[str, list[Word]] = {}
    words: list[Word] = []
    for token in pattern.findall(text):
        found = known.get(token)
        if found is None:
            found = known[token] = _words(token)
        words += found
    return words


def hashed(form: str) -> int:
    """Return a word's hash of 32 bits."""
    return crc32(form.encode("utf-8", "surrogatepass"))


def _words(token: str) -> list[Word]:
    first = token[0]
    if first in STOPS:
        return [_word(".", STOP)]
    if first.isdecimal():
        return [_word(NOT_DIGIT.sub("", token), NUMBER)]
    if UNSPACED_LETTER.match(first):
        return [_word(pair, PLAIN) for pair in map("".join, pairwise(token))] or [_word(token, PLAIN)]
    is_capitalised = first.isupper() and len(token) > 1  # not the English "I"
    return [_word(token.casefold(), CAPITALISED if is_capitalised else PLAIN)]


def _word(form: str, kind: int) -> Word:
    return Word(form, kind, hashed(form))
