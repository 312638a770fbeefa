"""The greedy decoding of spaCy's transition-based entity recogniser, for all words of a text at once.

The parser walks a text from left to right and scores, at each word, the actions Begin, In, Last, Unit and Out of the
BILUO scheme. Outside an entity the scores depend on the word alone; inside one, on the word, the one before it and
the entity's first. So every word's action outside is scored in one product, the entities that begin are followed in
waves of one word, and a scan from left to right drops what begins inside another.
"""

from typing import Any, NamedTuple, Self

import numpy as np
from spacy.pipeline import EntityRecognizer

from agents.enrich.recognise.network import Floats, Integers, parameter

STATE_TOKENS = 3  # the current word, the entity's first word, the word before; spaCy's nr_feature
PIECES = 2  # of the hidden layer's maxout


class TokenSpan(NamedTuple):
    """An entity over the tokens start to end (exclusive) with the model's own label."""

    start: int
    end: int
    label: str


class Transitions(NamedTuple):
    """The weights of the recogniser's two upper layers, rearranged for decoding.

    `hidden` holds the weights of the three state tokens, each (width, PIECES * units), piece-major.
    """

    labels: list[str]
    hidden: list[Floats]
    bias_outside: Floats
    bias_inside: Floats
    outside: Floats  # (units, 1 + 2 * labels): Out, then Begin and Unit of each label
    outside_bias: Floats
    inside: Floats  # (labels, units): In minus Last
    inside_bias: Floats

    @classmethod
    def read(cls, pipe: EntityRecognizer) -> Self:
        """Rearrange a pipe's weights; raises ValueError if its model is built in another way."""
        linear = next(part for part in pipe.model.get_ref("tok2vec").layers if part.name == "linear")
        lower, upper = pipe.model.get_ref("lower"), pipe.model.get_ref("upper")
        weights = parameter(lower, "W")  # (state tokens, units, pieces, inputs)
        tokens, units, pieces, inputs = weights.shape
        if (tokens, pieces) != (STATE_TOKENS, PIECES):
            raise ValueError(f"hidden layer of shape {weights.shape}")
        flat = weights.transpose(0, 2, 1, 3).reshape(tokens, pieces * units, inputs)
        bias = parameter(lower, "b").T.reshape(-1)
        missing = parameter(lower, "pad")[0].transpose(0, 2, 1).reshape(tokens, -1)  # stands for an absent token
        shifts = flat @ parameter(linear, "b")
        actions = _rows_of_actions(pipe)
        labels = sorted({name[2:] for name in actions if name.startswith("B-")})
        score, score_bias = parameter(upper, "W"), parameter(upper, "b")
        start = [actions[name] for name in ["O", *(f"B-{x}" for x in labels), *(f"U-{x}" for x in labels)]]
        go_on, stop = [actions[f"I-{x}"] for x in labels], [actions[f"L-{x}"] for x in labels]
        return cls(
            labels=labels,
            hidden=[np.ascontiguousarray((part @ parameter(linear, "W")).T) for part in flat],
            bias_outside=shifts[0] + missing[1] + missing[2] + bias,
            bias_inside=shifts.sum(axis=0) + bias,
            outside=np.ascontiguousarray(score[start].T),
            outside_bias=score_bias[start],
            inside=score[go_on] - score[stop],
            inside_bias=score_bias[go_on] - score_bias[stop],
        )

    def decode(self, vectors: Floats, is_space: Integers) -> list[TokenSpan]:
        """Return the entities of one text from its words' vectors (tokens, width), in order, without overlap."""
        if not len(vectors):
            return []
        current = vectors @ self.hidden[0]
        begins, units, label = self._actions_outside(current, is_space)
        ends = np.arange(1, len(vectors) + 1)
        starts = np.flatnonzero(begins)
        ends[starts] = self._ends(starts, label[starts], vectors, current)
        spans, free = [], 0
        for start in np.flatnonzero(begins | units).tolist():
            if start >= free:
                free = int(ends[start])
                spans.append(TokenSpan(start, free, self.labels[label[start]]))
        return spans

    def _actions_outside(self, current: Floats, is_space: Integers) -> tuple[Integers, Integers, Integers]:
        """Return where entities of several words begin, where those of a single word are, and their labels."""
        scores = _maxout(current + self.bias_outside) @ self.outside + self.outside_bias
        count = len(self.labels)
        scores[is_space, 1:] = -np.inf  # white space begins nothing
        scores[-1, 1 : 1 + count] = -np.inf  # an entity of several words cannot begin at the last word
        action = scores.argmax(axis=1)
        begins, units = (action > 0) & (action <= count), action > count
        return begins, units, np.where(units, action - count - 1, action - 1)

    def _ends(self, starts: Integers, label: Integers, vectors: Floats, current: Floats) -> Integers:
        """Return where the entities that begin at starts end, by following all of them one word at a time."""
        ends = np.empty(len(starts), np.int64)
        open_, at = np.arange(len(starts)), starts + 1
        first = vectors[starts] @ self.hidden[1]
        while len(open_):
            state = current[at] + first[open_] + vectors[at - 1] @ self.hidden[2] + self.bias_inside
            wanted = label[open_]
            score = np.einsum("ij,ij->i", _maxout(state), self.inside[wanted]) + self.inside_bias[wanted]
            goes_on = (score > 0) & (at < len(vectors) - 1)
            ends[open_[~goes_on]] = at[~goes_on] + 1
            open_, at = open_[goes_on], at[goes_on] + 1
        return ends


def _maxout(state: Floats) -> Floats:
    units = state.shape[1] // PIECES
    return np.maximum(state[:, :units], state[:, units:])


def _rows_of_actions(pipe: Any) -> dict[str, int]:
    moves = pipe.moves
    return {moves.get_class_name(row): row for row in range(moves.n_moves)}
