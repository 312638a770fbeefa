"""The words met so far, with what the networks made of each: once for each word type, in bounded memory."""

from collections.abc import Sequence

import numpy as np

from agents.enrich.recognise.cnn.arrays import Floats, Integers
from agents.enrich.recognise.cnn.embed import Embedding
from agents.enrich.recognise.cnn.rules import Token
from agents.enrich.recognise.cnn.words import Features

CAPACITY = 20_000  # word types, 0.8 kB each for two networks of 96 dimensions


class WordTypes:
    """Embeddings by word type: all features of a word are functions of its text and its norm.

    `embeddings` is (networks, types, width). Row 0 is the padding.
    """

    def __init__(self, features: Features, networks: Sequence[Embedding], capacity: int = CAPACITY) -> None:
        self._features = features
        self._networks = networks
        self._capacity = capacity
        self._forget(capacity)

    def rows(self, tokens: Sequence[Token]) -> Integers:
        """Add the new word types and return the row of each token; without space, all other types are forgotten."""
        new = [token for token in dict.fromkeys(tokens) if token not in self._rows]
        if 1 + len(self._rows) + len(new) > len(self.is_space):
            new = list(dict.fromkeys(tokens))
            self._forget(max(self._capacity, 1 + len(new)))
        if new:
            self._add(new)
        return np.fromiter(map(self._rows.__getitem__, tokens), np.int64, len(tokens))

    def _forget(self, size: int) -> None:
        """Start again with empty rows; the system gives the memory only as rows are filled."""
        self._rows: dict[Token, int] = {}
        width = len(self._networks[0].mixer.gain)
        self.embeddings: Floats = np.zeros((len(self._networks), size, width), np.float32)
        self.is_space = np.zeros(size, np.bool_)

    def _add(self, tokens: list[Token]) -> None:
        features = self._features.of(tokens)
        start = 1 + len(self._rows)
        stop = start + len(tokens)
        for number, network in enumerate(self._networks):
            self.embeddings[number, start:stop] = network.embed(features)
        self.is_space[start:stop] = [token.text.isspace() for token in tokens]
        self._rows.update(zip(tokens, range(start, stop), strict=True))
