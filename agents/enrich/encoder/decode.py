"""From the labels of pieces to names: whole words, each with one type."""

import unicodedata
from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.enrich.encoder.labels import LABELS, TYPES
from agents.enrich.encoder.rows import Floats

# Scripts whose words are not separated: there a name may end at any piece. Hangul too: particles follow a name at once.
UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3130, 0x318F),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
CLOSING = ").\"'’”»"  # what may end a name: Inc., (SPD)
FIRST_SYLLABLE, LAST_SYLLABLE, SYLLABLES_OF_VOWEL = 0xAC00, 0xD7A3, 28  # of Hangul; the first of 28 ends in a vowel
COLUMN = {label: column for column, label in enumerate(LABELS)}
OPENING = set("(\"'«“")
WHOLE_WORD = 0.5  # weight of the mean over a word's pieces; the rest is its first piece's, which says where names begin
LEAST = 0.6
"""How probable it must be that a word is in a name. Mean F1 in 23 languages: .796 at .5, .799 at .55, .801 at .6."""

MAIN = (("PERSON",), ("ORG",), ("GPE", "LOC", "FAC"))
"""The types of which there are labels in all languages. Places are one until the end: most labels do not tell kinds."""

OTHERS = tuple((kind,) for kind in TYPES if not any(kind in group for group in MAIN))

# Korean particles follow a name at once, and a piece of the vocabulary may hold both. The first ones stand behind a
# consonant, the second ones behind a vowel. 도 and 로 are left out: provinces and streets end in them.
PARTICLES = ("에서", "에게", "으로", "께서", "의", "에")
AFTER_CONSONANT, AFTER_VOWEL = "은이을과", "는가를와"

# Chinese and Japanese words may also share a piece with a name: 在北京, 日本の. Cut off, F1 on development sentences is
# .711 instead of .699 in Chinese, .748 instead of .731 in Japanese. The list has no syllable of surnames (和, 于).
BEFORE_HAN, AFTER_HAN = frozenset("在与與对對从從向被是"), frozenset("的是在のはがをにでと")
MIN_HAN = 2  # letters that a name keeps
HIRAGANA = "\u3041", "\u309f"  # behind another such letter, one may be the end of a name


class Found(NamedTuple):
    """A name in a sentence: `sentence[start:end]`, its type, and how probable it is in the network's view, 0 to 1."""

    start: int
    end: int
    type: str
    probability: float


class Word(NamedTuple):
    """A word's characters, text[start:end], and its first piece."""

    start: int
    end: int
    piece: int


def is_letter(character: str) -> bool:
    """Return whether a character is part of a word: Hindi and Thai words end in marks, which isalnum() refuses."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def is_unspaced(character: str) -> bool:
    """Return whether a character's script writes words without spaces, or particles at once after a name."""
    code = ord(character)
    return code >= UNSPACED[0][0] and any(first <= code <= last for first, last in UNSPACED)


def glued(text: str, at: int) -> bool:
    """Return whether text[at - 1] and text[at] are in one word."""
    return (
        0 < at < len(text)
        and is_letter(text[at])
        and is_letter(text[at - 1])
        and not (is_unspaced(text[at]) or is_unspaced(text[at - 1]))
    )


def names(scores: Floats, offsets: Sequence[tuple[int, int]], text: str, has_others: bool = False) -> list[Found]:
    """Return the names of a sentence, in order and without overlap: people, organisations, places.

    `scores` is (pieces, len(LABELS)), before the softmax; `offsets` are the pieces' characters. `has_others` adds names
    of the other types, which only English labels have, between them.
    """
    words = _words(offsets, text)
    if not words:
        return []
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    found = _of_groups(MAIN, odds, words, offsets, text)
    if has_others:
        covered = [(name.start, name.end) for name in found]
        others = _of_groups(OTHERS, odds, words, offsets, text)
        found += [one for one in others if not any(one.start < end and start < one.end for start, end in covered)]
        found.sort()
    return found


def _of_groups(
    groups: Sequence[Sequence[str]], odds: Floats, words: Sequence[Word], offsets: Sequence[tuple[int, int]], text: str
) -> list[Found]:
    """Return the names of some types. Where names are is decided first, over all of them; their types then.

    A name's type is the most probable over all its words, so that its parts cannot have different ones.
    """
    pieces = frozenset(offsets)
    begins, inside = (odds @ _sums(position, groups) for position in "BI")
    first = [word.piece for word in words]
    whole = np.add.reduceat(begins + inside, first) / np.diff([*first, len(odds)])[:, None]
    begins, inside = begins[first], inside[first]
    either = (1 - WHOLE_WORD) * (begins + inside) + WHOLE_WORD * whole
    is_begin = begins.sum(axis=1) > inside.sum(axis=1)
    found = []
    for start, end in _runs(either.sum(axis=1) > LEAST, is_begin):
        of_group = either[start:end].mean(axis=0)
        group = groups[int(of_group.argmax())]
        kinds = [float(odds[first[start:end]][:, _columns((kind,))].sum()) for kind in group]
        first_character, last_character = _stripped(text, words[start].start, words[end - 1].end)
        last_character = _without_particle(text, first_character, last_character, pieces)
        first_character, last_character = _without_words(text, first_character, last_character, pieces)
        if last_character > first_character:
            kind = group[int(np.argmax(kinds))]
            found.append(Found(first_character, last_character, kind, min(1.0, float(of_group.max()))))
    return found


def _words(offsets: Sequence[tuple[int, int]], text: str) -> list[Word]:
    """Return the words of a text that pieces stand for; a piece may be one, as in Chinese."""
    words: list[Word] = []
    for piece, (start, end) in enumerate(offsets):
        if start >= end or (words and words[-1].end > start):  # white space, or a second piece of one character
            continue
        if words and words[-1].end == start and glued(text, start):
            words[-1] = words[-1]._replace(end=end)
        else:
            words.append(Word(start, end, piece))
    return words


def _columns(kinds: Iterable[str], positions: str = "BI") -> list[int]:
    return [COLUMN[f"{position}-{kind}"] for kind in kinds for position in positions]


@cache
def _sums(position: str, groups: Sequence[Sequence[str]]) -> Floats:
    """Return what sums the probabilities of labels by group: (labels, groups)."""
    sums = np.zeros((len(LABELS), len(groups)), np.float32)
    for number, group in enumerate(groups):
        sums[_columns(group, position), number] = 1
    return sums


def _runs(is_name: NDArray[np.bool_], is_begin: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first word of each name, and the one after its last."""
    runs: list[tuple[int, int]] = []
    for word in np.flatnonzero(is_name).tolist():
        if runs and runs[-1][1] == word and not is_begin[word]:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _without_words(text: str, start: int, end: int, pieces: Set[tuple[int, int]]) -> tuple[int, int]:
    """Return the ends of a name without Chinese or Japanese words of one letter that share a piece with its letters."""
    if end - start > MIN_HAN and text[start] in BEFORE_HAN and (start, start + 1) not in pieces:
        start += 1
    if end - start > MIN_HAN and text[end - 1] in AFTER_HAN and (end - 1, end) not in pieces:
        end -= 0 if HIRAGANA[0] <= text[end - 2] <= HIRAGANA[1] else 1
    return start, end


def _without_particle(text: str, start: int, end: int, pieces: Set[tuple[int, int]]) -> int:
    """Return the end of a name without a Korean particle; one that is a piece of its own has a label of its own."""
    if end - start <= 2 or not _is_syllable(text[end - 1]) or (end - 1, end) in pieces:
        return end
    for particle in PARTICLES:
        if text.endswith(particle, start + 2, end):
            return end - len(particle)
    ends_in_consonant = _is_syllable(text[end - 2]) and (ord(text[end - 2]) - FIRST_SYLLABLE) % SYLLABLES_OF_VOWEL > 0
    is_particle = text[end - 1] in (AFTER_CONSONANT if ends_in_consonant else AFTER_VOWEL)
    return end - 1 if is_particle and _is_syllable(text[end - 2]) else end


def _is_syllable(character: str) -> bool:
    return FIRST_SYLLABLE <= ord(character) <= LAST_SYLLABLE


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut marks at both ends, other than closing ones that belong to the name."""
    while end > start and not (is_letter(text[end - 1]) or text[end - 1] in CLOSING):
        end -= 1
    while start < end and not is_letter(text[start]):
        start += 1
    while end - start > 1 and text[end - 1] in CLOSING and not _belongs(text, start, end):
        end -= 1
    return start, end


def _belongs(text: str, start: int, end: int) -> bool:
    """Return whether the last mark is part of the name: the dot of an abbreviation, or what closes an opening mark."""
    if text[end - 1] == ".":
        return end < len(text)
    return bool(OPENING & set(text[start : end - 1]))
