"""Recognition by a spaCy model that the operator has chosen for a language. Needs the extra `spacy`."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Self

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from agents.enrich.models import LABELS
from agents.enrich.recognise.chunks import chunks
from agents.enrich.spans import Span

NOT_NEEDED = ["tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
FORGET_AFTER = 2_000_000  # characters: some 25,000 word types, 10 MB in spaCy's vocabulary


class SpacyRecogniser:
    """A spaCy pipeline reduced to its entity recogniser, whose memory does not grow with the texts it reads."""

    def __init__(self, nlp: Language) -> None:
        self.name = f"{nlp.lang}_{nlp.meta['name']}"
        self.version = str(nlp.meta["version"])
        self._nlp = nlp
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
        for entity in self._nlp(chunk).ents:
            if entity.label_ in LABELS:
                yield Span(offset + entity.start_char, offset + entity.end_char, LABELS[entity.label_])

    def _forget_words(self, length: int) -> None:
        """Free the words that spaCy keeps in memory (https://spacy.io/api/language#memory_zone).

        To do so after each text would cost a quarter of the speed: common words would be new every time.
        """
        self._read += length
        if self._read > FORGET_AFTER:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = length
