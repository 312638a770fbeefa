"""The hashes by which the networks know strings and find their rows: MurmurHash, as spaCy and thinc use it.

Own code, because the kept packages (murmurhash, mmh3) offer Python neither of the two: the 64-bit hash of version 2 for
strings, and the 128-bit hash of version 3 for an array of numbers at once. Source of both: Austin Appleby's SMHasher,
public domain.
"""

import struct
from collections.abc import Mapping

import numpy as np

from agents.enrich.recognise.cnn.arrays import Hashes

STRING_SEED = 1
FACTOR = 0xC6A4A7935BD1E995
MASK = 0xFFFFFFFFFFFFFFFF
WORD = 8  # bytes

BEFORE, AFTER = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
FINAL_1, FINAL_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)


class Numbers:
    """The numbers by which the networks know strings: their hash, but for those to which spaCy gives another one."""

    def __init__(self, symbols: Mapping[str, int]) -> None:
        self._symbols = symbols

    def of(self, text: str) -> int:
        """Return the number of a string."""
        symbol = self._symbols.get(text)
        return string_hash(text) if symbol is None else symbol


def string_hash(text: str) -> int:
    """Return the 64-bit hash of a string; half a surrogate pair counts as a question mark, others as in UTF-8."""
    return bytes_hash(text.encode("utf-8", "replace"))


def bytes_hash(key: bytes) -> int:
    """Return MurmurHash64A of a key."""
    whole = len(key) - len(key) % WORD
    state = STRING_SEED ^ (len(key) * FACTOR & MASK)
    for (word,) in struct.iter_unpack("<Q", key[:whole]):
        word = word * FACTOR & MASK
        word = (word ^ word >> 47) * FACTOR & MASK
        state = (state ^ word) * FACTOR & MASK
    if whole < len(key):
        state = (state ^ int.from_bytes(key[whole:], "little")) * FACTOR & MASK
    state = (state ^ state >> 47) * FACTOR & MASK
    return state ^ state >> 47


def number_hashes(keys: Hashes, seed: int) -> Hashes:
    """Return the four 32-bit parts (keys, 4) of MurmurHash3_x64_128 of 64-bit numbers (keys,)."""
    start = np.uint64(seed ^ WORD)
    first = keys * BEFORE
    first = (first << np.uint64(31) | first >> np.uint64(33)) * AFTER ^ start
    first += start
    second = _finished(first + start)
    first = _finished(first) + second
    hashes: Hashes = np.stack([first, first + second], axis=1).astype("<u8").view("<u4")
    return hashes


def _finished(values: Hashes) -> Hashes:
    values = (values ^ values >> np.uint64(33)) * FINAL_1
    values = (values ^ values >> np.uint64(33)) * FINAL_2
    values ^= values >> np.uint64(33)
    return values
