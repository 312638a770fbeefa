"""Sentiment toward what an article names, and of the article; and a linear model for English."""

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentiment.features import View, balance, target_view, tone_view

BUNDLED = Path(__file__).with_name("sentiment.npz")
LANGUAGE = "en"  # of the training data and of both lexicons
CLASSES = (-1, 0, 1)  # the order of the model's columns
SHIFT = (
    1.5  # of the log odds by a balance of 1; macro-F1 of NewsMTSC's development sentences: .604 at 0, .619, .594 at 3
)
Floats = NDArray[np.float32]


class Linear:
    """A multinomial logistic regression over hashed and dense features."""

    def __init__(self, hashed: Floats, dense: Floats, bias: Floats) -> None:
        self._hashed = hashed  # (buckets, classes)
        self._dense = dense  # (dense values, classes)
        self._bias = bias  # (classes,)

    def probabilities(self, view: View) -> Floats:
        """Return the probability of each class."""
        values = np.array(view.values, np.float32)
        scores = values @ self._hashed[view.buckets] + np.array(view.dense, np.float32) @ self._dense + self._bias
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum(), np.float32)


class SentimentModel:
    """The lexicon and the two regressions that `agents.enrich.sentiment.train` trained."""

    name = f"newsmill-sentiment-{LANGUAGE}"

    def __init__(self, version: str, lexicon: dict[str, float], target: Linear, tone: Linear) -> None:
        self.version = version
        self.vocabulary = vocabulary_of(LANGUAGE)
        self._lexicon = lexicon
        self._target = target
        self._tone = tone

    @classmethod
    def load(cls, path: Path = BUNDLED) -> Self:
        """Read a model; raises FileNotFoundError if there is no such file."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        words = arrays["lexicon_words"].tobytes().decode().split("\n")
        lexicon = dict(zip(words, arrays["lexicon_valences"].astype(float).tolist(), strict=True))
        parts = [
            Linear(*(arrays[f"{head}_{part}"].astype(np.float32) for part in ("hashed", "dense", "bias")))
            for head in ("target", "tone")
        ]
        return cls(str(arrays["version"]), lexicon, *parts)

    def toward(self, sentence: str, start: int, end: int) -> Floats:
        """Return the sentiment toward sentence[start:end]: the probabilities of negative, neutral and positive."""
        return self._target.probabilities(target_view(sentence, start, end, self._lexicon, self.vocabulary))

    def tone(self, sentence: str) -> Floats:
        """Return the tone of a sentence: the probabilities of negative, neutral and positive.

        The lexicon shifts what the regression learnt, for its words go beyond the politics of the training data.
        """
        learnt = self._tone.probabilities(tone_view(sentence, self._lexicon, self.vocabulary))
        shifted = learnt * np.exp(SHIFT * balance(sentence, self._lexicon, self.vocabulary) * np.array(CLASSES))
        return np.asarray(shifted / shifted.sum(), np.float32)
