"""All that is between the words of a text and its entities."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from agents.enrich.recognise.cnn.arrays import Floats
from agents.enrich.recognise.cnn.convolve import DEPTH
from agents.enrich.recognise.cnn.decode import Decoder, TokenSpan
from agents.enrich.recognise.cnn.rules import Token
from agents.enrich.recognise.cnn.word_types import WordTypes

BLOCK = 512  # words at a time: what is computed stays in the processor's cache

Convolve: TypeAlias = Callable[[Floats], Floats]
"""Turns embeddings (networks, words + 2 * DEPTH, width) into vectors (networks, words, width)."""


class Network:
    """Several networks that decide together."""

    def __init__(self, types: WordTypes, convolve: Convolve, decoder: Decoder) -> None:
        self._types = types
        self._convolve = convolve
        self._decoder = decoder

    def entities(self, words: Sequence[Token]) -> list[TokenSpan]:
        """Return the entities of one text, in order, without overlap."""
        rows = self._types.rows(words)
        padded = np.pad(rows, DEPTH)
        blocks = [
            self._convolve(self._types.embeddings[:, padded[start : start + BLOCK + 2 * DEPTH]])
            for start in range(0, len(rows), BLOCK)
        ]
        return self._decoder.decode(np.concatenate(blocks, axis=1), self._types.is_space[rows]) if blocks else []
