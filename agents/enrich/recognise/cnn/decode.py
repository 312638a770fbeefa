"""The greedy decoding of spaCy's transition-based entity recogniser, for all words of a text at once.

The parser walks a text from left to right and scores, at each word, the actions Begin, In, Last, Unit and Out of the
BILUO scheme. Outside an entity the scores depend on the word alone; inside one, on the word, the one before it and
the entity's first. So every word's action outside is scored in one product, the entities that begin are followed in
waves of one word, and a scan from left to right drops what begins inside another.

The scores are the sums of several networks' scores, which found more than the better one alone.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from agents.enrich.recognise.cnn.arrays import Booleans, Floats, Integers

# Words of an entity. All that begin are followed at once, so without a bound some texts would take time with the square
# of their length; no name is that long.
LONGEST = 40


class TokenSpan(NamedTuple):
    """An entity over the tokens start to end (exclusive) with the networks' own label."""

    start: int
    end: int
    label: str


class Decoder(NamedTuple):
    """The weights of each network's two upper layers, rearranged; the biases of the last are summed."""

    labels: NDArray[np.str_]
    hidden: Floats  # (networks, 3, width, 2 * units): of the current word, the entity's first, the word before
    bias_outside: Floats  # (networks, 2 * units)
    bias_inside: Floats
    outside: Floats  # (networks, units, 1 + 2 * labels): Out, then Begin and Unit of each label
    outside_bias: Floats
    inside: Floats  # (networks, labels, units): In minus Last
    inside_bias: Floats

    @classmethod
    def summed(cls, decoders: Sequence[Self]) -> Self:
        """Return the decoder that sums the scores of others; raises ValueError if their labels differ."""
        first = decoders[0]
        if any(decoder.labels.tolist() != first.labels.tolist() for decoder in decoders):
            raise ValueError("the networks have other labels")
        return cls(
            labels=first.labels,
            hidden=np.concatenate([decoder.hidden for decoder in decoders]),
            bias_outside=np.concatenate([decoder.bias_outside for decoder in decoders]),
            bias_inside=np.concatenate([decoder.bias_inside for decoder in decoders]),
            outside=np.concatenate([decoder.outside for decoder in decoders]),
            outside_bias=np.sum([decoder.outside_bias for decoder in decoders], axis=0, dtype=np.float32),
            inside=np.concatenate([decoder.inside for decoder in decoders]),
            inside_bias=np.sum([decoder.inside_bias for decoder in decoders], axis=0, dtype=np.float32),
        )

    def decode(self, vectors: Floats, is_space: Booleans) -> list[TokenSpan]:
        """Return the entities of one text from its words' vectors (networks, words, width), in order, apart."""
        count = vectors.shape[1]
        if not count:
            return []
        current = vectors @ self.hidden[:, 0]
        begins, units, label = self._actions_outside(current, is_space)
        ends = np.arange(1, count + 1)
        starts = np.flatnonzero(begins)
        ends[starts] = self._ends(starts, label[starts], vectors, current)
        spans, free = [], 0
        for start in np.flatnonzero(begins | units).tolist():
            if start >= free:
                free = int(ends[start])
                spans.append(TokenSpan(start, free, str(self.labels[label[start]])))
        return spans

    def _actions_outside(self, current: Floats, is_space: Booleans) -> tuple[Booleans, Booleans, Integers]:
        """Return where entities of several words begin, where those of a single word are, and their labels."""
        hidden = _maxout(current + self.bias_outside[:, None])
        scores = (hidden @ self.outside).sum(axis=0) + self.outside_bias
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
        first = vectors[:, starts] @ self.hidden[:, 1]
        last = vectors.shape[1] - 1
        for length in range(2, LONGEST + 1):
            if not len(open_):
                break
            before = vectors[:, at - 1] @ self.hidden[:, 2]
            state = _maxout(current[:, at] + first[:, open_] + before + self.bias_inside[:, None])
            wanted = label[open_]
            score = np.einsum("nij,nij->i", state, self.inside[:, wanted]) + self.inside_bias[wanted]
            goes_on = (score > 0) & (at < last) & (length < LONGEST)
            ends[open_[~goes_on]] = at[~goes_on] + 1
            open_, at = open_[goes_on], at[goes_on] + 1
        return ends


def _maxout(state: Floats) -> Floats:
    units = state.shape[-1] // 2
    return np.maximum(state[..., :units], state[..., units:])
