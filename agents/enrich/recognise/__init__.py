"""Named entity recognition: text in, spans out, by the spaCy model of its language."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Protocol, Self

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from agents.enrich.models import LABELS
from agents.enrich.recognise.greedy import GreedyRecogniser
from agents.enrich.recognise.transitions import TokenSpan
from agents.enrich.spans import Span

NOT_NEEDED = ["tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
CHUNK = 50_000  # characters: limits the memory for one text; spaCy itself refuses more than a million
FORGET_AFTER = 2_000_000  # characters: some 25,000 word types, 10 MB in spaCy's vocabulary


class Recogniser(Protocol):
    """Finds the names in a text."""

    @property
    def name(self) -> str:
        """The model's name, for provenance."""

    @property
    def version(self) -> str:
        """The model's version, for provenance."""

    def recognise(self, text: str) -> list[Span]:
        """Return the spans that name something, in order, without overlap."""


class SpacyRecogniser:
    """A spaCy pipeline reduced to its entity recogniser, whose memory does not grow with the texts it reads."""

    def __init__(self, nlp: Language) -> None:
        self.name = f"{nlp.lang}_{nlp.meta['name']}"
        self.version = str(nlp.meta["version"])
        self._nlp = nlp
        self._greedy = GreedyRecogniser.of(nlp)
        self._zone = ExitStack()
        self._read = FORGET_AFTER

    @classmethod
    def load(cls, model: str) -> Self:
        """Load a model by package name or path; raises OSError if there is no such model."""
        # py-blis picks a generic kernel on processors it does not know; numpy's own BLAS was twice as fast there.
        set_current_ops(NumpyOps(use_blis=False))
        nlp = spacy.load(model, exclude=NOT_NEEDED)
        if "tok2vec" in nlp.pipe_names and "ner" not in nlp.get_pipe("tok2vec").listening_components:  # type: ignore[attr-defined]
            nlp.remove_pipe("tok2vec")  # it served the tagger and the parser only
        return cls(nlp)

    def recognise(self, text: str) -> list[Span]:
        """Return the spans of the types newsmill knows."""
        self._forget_words(len(text))
        return [span for start, chunk in chunks(text) for span in self._spans(chunk, start)]

    def _spans(self, chunk: str, offset: int) -> Iterator[Span]:
        doc = self._nlp.make_doc(chunk)
        for start, end, label in self._entities(doc):
            if label in LABELS:
                last = doc[end - 1]
                yield Span(offset + doc[start].idx, offset + last.idx + len(last), LABELS[label])

    def _entities(self, doc: Doc) -> list[TokenSpan]:
        if self._greedy is not None:
            return self._greedy.entities(doc)
        for _, pipe in self._nlp.pipeline:
            doc = pipe(doc)
        return [TokenSpan(entity.start, entity.end, entity.label_) for entity in doc.ents]

    def _forget_words(self, length: int) -> None:
        """Free the words that spaCy keeps in memory (https://spacy.io/api/language#memory_zone).

        To do so after each text would cost a quarter of the speed: common words would be new every time.
        """
        self._read += length
        if self._read > FORGET_AFTER:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = length


def chunks(text: str, limit: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Cut a text at ends of lines, or else of words, into pieces of at most `limit` characters with their offsets."""
    start = 0
    while len(text) - start > limit:
        cut = max(
            text.rfind("\n", start + limit // 2, start + limit), text.rfind(" ", start + limit - 100, start + limit)
        )
        end = start + limit if cut < 0 else cut + 1
        yield start, text[start:end]
        start = end
    yield start, text[start:]
