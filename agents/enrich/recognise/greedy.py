"""spaCy's greedy entity recogniser run outside its parser loop: the same entities, four to five times as fast."""

from typing import Self

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from agents.enrich.recognise.network import Layer, by_position, encode, read_layers
from agents.enrich.recognise.transitions import TokenSpan, Transitions
from agents.enrich.recognise.word_types import WordTypes


class GreedyRecogniser:
    """The weights of a pipe's recogniser, and the word types it has met so far.

    It is only for texts as the tokeniser leaves them: without entities and sentence starts.
    """

    def __init__(self, types: WordTypes, layers: list[Layer], transitions: Transitions) -> None:
        self._types = types
        self._layers = layers
        self._transitions = transitions

    @classmethod
    def of(cls, nlp: Language) -> Self | None:
        """Read the weights from a pipeline; None if it is not made of tokeniser, HashEmbed, convolutions and BILUO."""
        if nlp.pipe_names != ["ner"]:
            return None
        pipe = nlp.get_pipe("ner")
        assert isinstance(pipe, EntityRecognizer)
        try:
            embed, encoder = pipe.model.get_ref("tok2vec").layers[0].layers
            layers = read_layers(encoder)
            transitions = Transitions.read(pipe)
        except (ValueError, KeyError):
            return None  # another architecture: spaCy's own loop runs it
        return cls(WordTypes(nlp.vocab, embed, by_position(layers[0])), layers, transitions)

    def entities(self, doc: Doc) -> list[TokenSpan]:
        """Return the entities of a tokenised text, in order, without overlap."""
        rows = self._types.rows(doc)
        vectors = encode(rows, self._types.embedding, self._types.projected, self._layers)
        return self._transitions.decode(vectors, self._types.is_space[rows])
