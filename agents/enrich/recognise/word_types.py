"""The part of the recogniser's network that reads single words: once for each word type, in bounded memory."""

from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, NORM, ORTH
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from agents.enrich.recognise.network import Floats, Integers

CAPACITY = 8_000  # word types, 3.8 kB each at 96 dimensions; 40,000 were no faster on a stream of news
HASH_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: keeps (a, b) and (b, a) apart


class WordTypes:
    """Embeddings by word type, (ORTH, NORM): all features of spaCy's embedding are functions of these two.

    `embedding` is (types, width). `projected` is the first convolution's product with it, by position in the window, so
    that this layer becomes three look-ups: it is the only layer that reads words and not their context. Row 0 is the
    padding.
    """

    def __init__(self, vocab: Vocab, embed: Model[Any, Any], by_position: Floats, capacity: int = CAPACITY) -> None:
        self._vocab = vocab
        self._embed = embed
        self._by_position = by_position
        self._capacity = capacity
        self._forget(capacity)

    def rows(self, doc: Doc) -> Integers:
        """Add the new word types and return the row of each token; without space, all other types are forgotten."""
        attributes: Integers = doc.to_array([ORTH, NORM]).reshape(-1, 2)
        keys = (attributes[:, 0] ^ (attributes[:, 1] * HASH_MIX)).tolist()
        new = {key: token for token, key in enumerate(keys) if key not in self._rows}
        if 1 + len(self._rows) + len(new) > len(self.embedding):
            new = {key: token for token, key in enumerate(keys)}
            self._forget(max(self._capacity, 1 + len(new)))
        if new:
            self._add(list(new), attributes[list(new.values())])
        return np.array([self._rows[key] for key in keys], np.int64)

    def _forget(self, size: int) -> None:
        """Start again with empty rows; the system gives the memory only as rows are filled."""
        self._rows: dict[int, int] = {}
        self.embedding = np.zeros((size, len(self._by_position)), np.float32)
        self.projected = np.zeros((size, self._by_position.shape[1]), np.float32)
        self.is_space = np.zeros(size, bool)

    def _add(self, keys: list[int], attributes: Integers) -> None:
        norms: Any = attributes[:, 1]
        words = [self._vocab.strings[int(orth)] for orth in attributes[:, 0]]
        types = Doc(self._vocab, words=words).from_array([NORM], norms)
        start = 1 + len(self._rows)
        rows = slice(start, start + len(keys))
        self.embedding[rows] = self._embed.predict([types])[0]
        self.projected[rows] = self.embedding[rows] @ self._by_position
        self.is_space[rows] = types.to_array(IS_SPACE)
        self._rows.update(zip(keys, range(rows.start, rows.stop), strict=True))
