"""The encoder: sentences in, what it makes of each out, after half of its layers or after all of them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np

from agents.enrich.encoder.decode import Found, names
from agents.enrich.encoder.files import BUNDLED, Heads, version_of
from agents.enrich.encoder.network import Half, Network
from agents.enrich.encoder.pieces import Encoded, Pieces
from agents.enrich.encoder.rows import Floats

LONGEST = 254  # pieces that are read at once: the network was trained on no more


class Glance:
    """A sentence after half of the layers: its names are nearly as good, at half the cost."""

    def __init__(self, sentence: str, encoded: Encoded, parts: Sequence[Half], has_others: bool) -> None:
        self.sentence = sentence
        self.encoded = encoded
        self.parts = parts  # of at most LONGEST pieces each
        self.has_others = has_others
        self._scores = np.concatenate([part.scores[1:-1] for part in parts])

    @property
    def size(self) -> int:
        """The number of pieces."""
        return len(self.encoded.ids)

    @cached_property
    def names(self) -> list[Found]:
        """The names of the sentence, in order, without overlap."""
        return names(self._scores, self.encoded.offsets, self.sentence, self.has_others)

    @cached_property
    def odds(self) -> Floats:
        """The probability of each label for each piece: (pieces, labels)."""
        odds = np.exp(self._scores - self._scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)

    @property
    def outside(self) -> Floats:
        """The probability of each piece that it is in no name: (pieces,)."""
        return self.odds[:, 0]

    @property
    def doubt(self) -> float:
        """How far the most doubtful piece is from one label, 0 to 1: 1 less the probability of its best label."""
        return float(1 - self.odds.max(axis=1).min()) if len(self.odds) else 0.0


class Reading(Glance):
    """A sentence after all layers: its names, the sentiment toward parts of it, its tone, topics and vector."""

    def __init__(self, glance: Glance, parts: Sequence[Half], network: Network, heads: Heads) -> None:
        super().__init__(glance.sentence, glance.encoded, parts, glance.has_others)
        self._network = network
        self._heads = heads

    def toward(self, start: int, end: int) -> Floats:
        """Return the probabilities of negative, neutral and positive toward sentence[start:end]: (3,).

        They are those of the whole sentence if no piece is there.
        """
        marks = np.array([max(a, start) < min(b, end) for a, b in self.encoded.offsets], np.float32)
        if not marks.any():
            return self.tone()
        number = int(marks.argmax()) // LONGEST
        part = self.parts[number]
        around = np.zeros(len(part.states), np.float32)
        around[1:-1] = marks[number * LONGEST : (number + 1) * LONGEST]
        return softmax(self._network.toward(part.states, around))

    def tone(self) -> Floats:
        """Return the probabilities of negative, neutral and positive of the sentence as a whole: (3,)."""
        return softmax(self._heads.tone(np.concatenate([self.parts[0].states[0], self._mean])))

    @cached_property
    def topics(self) -> Floats:
        """The probability of each of `files.TOPICS`: (topics,)."""
        return softmax(self._heads.topic(self._mean))

    @cached_property
    def vector(self) -> Floats:
        """The sentence's vector, of length 1, near those of sentences of the same meaning in any language: (width,)."""
        vector = self._heads.vector(self._mean)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    @cached_property
    def _mean(self) -> Floats:
        return np.asarray(np.concatenate([part.states for part in self.parts]).mean(axis=0), np.float32)


class Encoder:
    """Owns the network's files; reading the same sentences again gives the same readings."""

    name = "newsmill-encoder"

    def __init__(self, pieces: Pieces, network: Network, heads: Heads, version: str) -> None:
        self.version = version
        self._pieces = pieces
        self._network = network
        self._heads = heads

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Self:
        """Open the files of a folder; raises OSError if one is missing."""
        return cls(Pieces.load(folder), Network.load(folder), Heads.load(folder), version_of(folder))

    def sizes(self, sentences: Sequence[str]) -> list[int]:
        """Return how many pieces each sentence has, without reading it."""
        return self._pieces.sizes(sentences)

    def glance(self, sentences: Sequence[str], has_others: bool = False) -> list[Glance]:
        """Read sentences with half of the layers; `has_others` adds names that are no person, organisation or place."""
        encoded = self._pieces.encode(sentences)
        halves = iter(self._network.lower([part for one in encoded for part in _parts(one.ids)]))
        return [
            Glance(sentence, one, [next(halves) for _ in _parts(one.ids)], has_others)
            for sentence, one in zip(sentences, encoded, strict=True)
        ]

    def finish(self, glances: Sequence[Glance]) -> list[Reading]:
        """Read sentences with the other half of the layers."""
        halves = iter(self._network.upper([part.states for glance in glances for part in glance.parts]))
        return [Reading(glance, [next(halves) for _ in glance.parts], self._network, self._heads) for glance in glances]

    def read(self, sentences: Sequence[str], has_others: bool = False) -> list[Reading]:
        """Read sentences with all layers."""
        return self.finish(self.glance(sentences, has_others))


def softmax(scores: Floats) -> Floats:
    """Return probabilities from scores: (classes,)."""
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum(), np.float32)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the pieces of a sentence in parts that are read at once; one empty part for a sentence without pieces."""
    for start in range(0, max(1, len(ids)), LONGEST):
        yield ids[start : start + LONGEST]
