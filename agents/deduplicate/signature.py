"""Signatures: a text as 128 MinHash values of its shingles, the same in every process and on every machine.

MinHash: Broder, On the resemblance and containment of documents, 1997. The share of equal values in two signatures
estimates the Jaccard similarity of the two sets of shingles, with a standard error of at most 0.044.
"""

import base64
import binascii
import re
from itertools import pairwise
from sys import intern
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from schemas import Extracted, Reason, Rejected, Signature

PERMUTATIONS = 128
SEED = 1  # part of the format: signatures with another seed cannot be compared

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: written without spaces between words."""

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0980-\u0dff"
"""Combining marks, and the whole Indic blocks: parts of words that `\\w` does not match."""

WORD = re.compile(rf"[\w{MARKS}{UNSPACED}]+")
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]+")
PART = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")


class Text(NamedTuple):
    """The parts of a text that are compared."""

    language: str
    fingerprint: str
    sketch: bytes  # the lower half of each value: 256 bytes; empty if there are no shingles
    shingles: int

    @classmethod
    def of(cls, extracted: Extracted) -> Self:
        """Take the parts from an event; raises Rejected with INVALID_FIELD if its signature is invalid.

        Two different values have equal lower halves with probability 2⁻¹⁶: negligible beside the standard error.
        """
        article, signature = extracted.article, extracted.signature
        sketch = values_of(signature).astype("<u2").tobytes() if signature.shingles else b""
        return cls(intern(article.language.code), article.fingerprint, sketch, signature.shingles)


def sign(text: str) -> Signature:
    """Return the text's signature; a text of fewer than three words has 0 shingles."""
    shingles = shingles_of(text)
    minhash = RMinHash(PERMUTATIONS, SEED)
    minhash.update(shingles)
    values = np.array(minhash.digest(), dtype="<u4")
    return Signature(minhash=base64.b64encode(values.tobytes()).decode(), shingles=len(shingles))


def shingles_of(text: str) -> set[str]:
    """Return the distinct runs of three words, without case and punctuation."""
    words = _words(text.casefold())
    return set(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def values_of(signature: Signature) -> NDArray[np.uint32]:
    """Return the 128 values; raises Rejected with INVALID_FIELD if there are not exactly 128."""
    try:
        values = np.frombuffer(base64.b64decode(signature.minhash, validate=True), dtype="<u4")
    except (binascii.Error, ValueError) as error:
        raise Rejected(Reason.INVALID_FIELD, f"signature.minhash: {error}") from None
    if len(values) != PERMUTATIONS:
        raise Rejected(Reason.INVALID_FIELD, f"signature.minhash: expected {PERMUTATIONS} values, got {len(values)}")
    return values


def _words(text: str) -> list[str]:
    words = WORD.findall(text)
    if not UNSPACED_RUN.search(text):
        return words
    return [unit for word in words for unit in _units(word)]


def _units(word: str) -> list[str]:
    """Split a word where its script changes, and scripts without spaces into pairs of characters.

    Three neighbouring pairs cover four characters: about two words of Chinese or one word of Thai.
    """
    units: list[str] = []
    for part in PART.findall(word):
        is_spaced = len(part) == 1 or not UNSPACED_RUN.match(part)
        units.extend([part] if is_spaced else map("".join, pairwise(part)))
    return units
