"""The built-in recognition of English names: two convolutional networks of spaCy's, without spaCy."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from agents.enrich.models import LABELS
from agents.enrich.recognise.chunks import chunks
from agents.enrich.recognise.cnn.convolve import Convolutions
from agents.enrich.recognise.cnn.files import BUNDLED, CONVOLUTIONS, RULES, Weights
from agents.enrich.recognise.cnn.network import Network
from agents.enrich.recognise.cnn.rules import Rules
from agents.enrich.recognise.cnn.tokenise import Tokeniser
from agents.enrich.recognise.cnn.word_types import WordTypes
from agents.enrich.recognise.cnn.words import Features
from agents.enrich.spans import Span


class EnglishRecogniser:
    """Finds the names in English texts of any length, in memory that does not grow with them."""

    def __init__(self, name: str, version: str, tokeniser: Tokeniser, network: Network) -> None:
        self.name = name
        self.version = version
        self._tokeniser = tokeniser
        self._network = network

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Self:
        """Load the rules and the networks; raises OSError if a file is missing."""
        rules = Rules.load(folder / RULES)
        weights = Weights.load(folder)
        types = WordTypes(Features(rules.numbers), weights.embeddings)
        network = Network(types, Convolutions.load(folder / CONVOLUTIONS).run, weights.decoder)
        return cls(weights.name, weights.version, Tokeniser(rules), network)

    def recognise(self, text: str) -> list[Span]:
        """Return the spans of the types newsmill knows, in order, without overlap."""
        return [span for start, chunk in chunks(text) for span in self._spans(chunk, start)]

    def _spans(self, chunk: str, offset: int) -> Iterator[Span]:
        words, starts = self._tokeniser.tokenise(chunk)
        for first, end, label in self._network.entities(words):
            if label in LABELS:
                yield Span(offset + starts[first], offset + starts[end - 1] + len(words[end - 1].text), LABELS[label])
