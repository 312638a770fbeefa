"""The features of a sentence for the sentiment model: hashed words and phrases, and sums of the lexicon's valences.

There are two views: one of a target, with the words beside it by side and distance, but without its own words; and one
of the whole sentence without names. The name itself must not decide the sentiment.
"""

import math
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.sentiment.valence import is_negation, valences

BUCKETS = 1 << 17  # of the hashed features
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
TARGET = "@target"
WINDOWS = (3, 6)  # words beside the target that count as near
REACHES = (2, 4, 7, 12, 99)  # words beside the target over which valences are summed
PHRASE, STEM, NEAR = 0.5, 0.5, 0.7  # weights of features beside the plain word's 1
STEM_LENGTH = 5

Pair = tuple[str, float]


class View(NamedTuple):
    """The features of one view: buckets with values of length 1 together, and dense values."""

    buckets: list[int]
    values: list[float]
    dense: list[float]


def words_of(text: str) -> list[str]:
    """Return the words and marks of a text in lower case."""
    return [match.group().lower() for match in WORD.finditer(text)]


def target_view(sentence: str, start: int, end: int, lexicon: Mapping[str, float], vocabulary: Vocabulary) -> View:
    """Look at a sentence from its target, sentence[start:end]."""
    left, right = words_of(sentence[:start]), words_of(sentence[end:])
    words = [*left, TARGET, *right]
    at = len(left)
    pairs = [*_whole(words), *_beside("L", left[::-1]), *_beside("R", right)]
    found = valences(words, lexicon, vocabulary)
    dense = summary(found)
    for reach in REACHES:
        dense += summary(found[max(0, at - reach) : at]) + summary(found[at + 1 : at + 1 + reach])
    dense += summary([valence / (1 + abs(position - at) / 4) for position, valence in enumerate(found)])
    dense += [
        min(at, 20) / 20,
        min(len(right), 20) / 20,
        min(len(words), 60) / 60,
        float(any(mark in left for mark in '"“')),
        float(any(mark in right for mark in '"“')),
        float(_negations(left[-6:], vocabulary)),
        float(_negations(right[:6], vocabulary)),
        float(sentence[start:end].lower() in vocabulary.pronouns),
    ]
    return _view(pairs, dense)


def tone_view(sentence: str, lexicon: Mapping[str, float], vocabulary: Vocabulary) -> View:
    """Look at a sentence as a whole."""
    words = [match.group() for match in WORD.finditer(sentence)]
    plain = [word.lower() for position, word in enumerate(words) if not position or not word[0].isupper()]
    found = valences(plain, lexicon, vocabulary)
    density = 10 * sum(found) / (len(plain) + 5)
    return _view(_whole(plain), [*summary(found), density])


def balance(sentence: str, lexicon: Mapping[str, float], vocabulary: Vocabulary) -> float:
    """Return the lexicon's own judgement of a sentence, -1 to 1; 0 if it has none of the words."""
    found = valences(words_of(sentence), lexicon, vocabulary)
    return sum(found) / (1 + sum(map(abs, found)))


def summary(found: Iterable[float]) -> list[float]:
    """Return the sums of good and bad valences, their difference, its tanh, and which sum is larger."""
    good = bad = 0.0
    for valence in found:
        if valence > 0:
            good += valence
        else:
            bad -= valence
    return [good, bad, good - bad, math.tanh(2 * (good - bad)), float(good > bad), float(bad > good)]


def _negations(words: Iterable[str], vocabulary: Vocabulary) -> int:
    return sum(is_negation(word, vocabulary) for word in words)


def _whole(words: Sequence[str]) -> Iterator[Pair]:
    """Yield the words of a sentence, their beginnings and pairs of neighbours."""
    for word in dict.fromkeys(words):
        yield f"w={word}", 1.0
        if len(word) > STEM_LENGTH and word != TARGET:
            yield f"s={word[:STEM_LENGTH]}", STEM
    for first, second in pairwise(words):
        yield f"b={first} {second}", PHRASE


def _beside(side: str, words: Sequence[str]) -> Iterator[Pair]:
    """Yield the words on one side of the target, nearest first, by how near they are."""
    for window in WINDOWS:
        for word in dict.fromkeys(words[:window]):
            yield f"{side}{window}={word}", NEAR
    for distance, word in enumerate(words[:3]):
        yield f"{side}@{distance}={word}", NEAR
    for first, second in pairwise(words[:6]):
        yield f"{side}b={first} {second}", NEAR


def _view(pairs: Iterable[Pair], dense: list[float]) -> View:
    named = list(pairs)
    length = math.sqrt(sum(value * value for _, value in named)) or 1.0
    return View([_bucket(name) for name, _ in named], [value / length for _, value in named], dense)


@lru_cache(maxsize=1 << 14)  # most features of a sentence have been seen: 3 MB save a tenth of the fast tier's time
def _bucket(name: str) -> int:
    """Return the bucket of a feature. crc32 is the same in every process, unlike hash(), and in C."""
    return zlib.crc32(name.encode()) % BUCKETS
