"""What a model makes of a sentence, as far as sentiment goes; the encoder's readings and those of the linear model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from agents.enrich.sentences import Place
from agents.enrich.sentiment import Floats, SentimentModel


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
