"""What a model makes of a sentence, as far as sentiment goes; the encoder's readings and those of the linear model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from agents.enrich.sentences import Place
from agents.enrich.sentiment import Floats, SentimentModel

TOWARD = 0.25
"""Weight of the linear model's sentiment toward a target beside the encoder's: alone, macro-F1 is lower by .005."""


class Reading(Protocol):
    """A sentence that a model has read."""

    def toward(self, start: int, end: int) -> Floats:
        """Return the probabilities of negative, neutral and positive toward sentence[start:end]."""

    def tone(self) -> Floats:
        """Return the probabilities of negative, neutral and positive of the sentence as a whole."""


@dataclass(frozen=True)
class LinearReading:
    """A sentence with the linear model, which reads it when it is asked."""

    model: SentimentModel
    sentence: str

    def toward(self, start: int, end: int) -> Floats:
        """Return the probabilities of negative, neutral and positive toward sentence[start:end]."""
        return self.model.toward(self.sentence, start, end)

    def tone(self) -> Floats:
        """Return the probabilities of negative, neutral and positive of the sentence as a whole."""
        return self.model.tone(self.sentence)


@dataclass(frozen=True)
class Blended:
    """A sentence in English that the encoder has read, with what the linear model makes of it beside.

    Macro-F1 of the tone on NewsMTSC's development sentences is .684, as of the encoder alone (linear model: .619),
    but the training data are of politics: of an accident only the lexicon knows that it is bad news.
    """

    encoded: Reading
    linear: Reading

    def toward(self, start: int, end: int) -> Floats:
        """Return the weighted probabilities of negative, neutral and positive toward sentence[start:end]."""
        encoded, linear = self.encoded.toward(start, end), self.linear.toward(start, end)
        return np.asarray((1 - TOWARD) * encoded + TOWARD * linear, np.float32)

    def tone(self) -> Floats:
        """Return the mean of both models' probabilities of negative, neutral and positive of the whole sentence."""
        return np.asarray((self.encoded.tone() + self.linear.tone()) / 2, np.float32)


def linear_readings(model: SentimentModel, text: str, places: Sequence[Place]) -> dict[int, Reading]:
    """Return a reading of each sentence of a text, by its number."""
    return {number: LinearReading(model, text[start:end]) for number, (start, end) in enumerate(places)}


def linear_title(model: SentimentModel, title: str | None) -> Reading | None:
    """Return a reading of a title, without the Capitals of a Headline: the model would take all its words for names."""
    if not title:
        return None
    words = title.split()
    capitals = sum(word[0].isupper() for word in words)
    return LinearReading(model, title.lower() if capitals > len(words) / 2 else title)
