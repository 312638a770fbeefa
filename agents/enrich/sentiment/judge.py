"""From sentences to judgements: the sentiment toward each thing that an article names, and of the whole article."""

from bisect import bisect_right

import numpy as np

from agents.enrich.sentences import sentences
from agents.enrich.sentiment import CLASSES, SentimentModel
from agents.enrich.spans import Thing
from schemas import Sentiment, SentimentLabel

LABELS = {-1: SentimentLabel.NEGATIVE, 0: SentimentLabel.NEUTRAL, 1: SentimentLabel.POSITIVE}
MAX_SENTENCES = 60  # later ones have too little weight to change the mean
MAX_MENTIONS = 20  # sentences judged for a thing: further ones hardly change the mean
MIN_WORDS = 3  # of a sentence; fewer are a heading or a caption
HALF_WEIGHT = 5  # the position of a sentence with half the weight of the first: news begins with what happened
TITLE_WEIGHT = 2.0  # the first sentence has 1
NEGATIVE, POSITIVE = -0.1, 0.14  # the tones of plain reports are between them; prose is slightly positive on average
MAX_SENTENCE = 1_000  # characters on each side of a mention: lists without full stops run to thousands


class Judge:
    """Judges one text; its sentences are found once."""

    def __init__(self, model: SentimentModel, text: str) -> None:
        self._model = model
        self._text = text
        self._sentences = list(sentences(text, model.vocabulary))
        self._starts = [start for start, _ in self._sentences]

    def toward(self, thing: Thing) -> Sentiment:
        """Return how a thing is spoken of, on average over the first sentences that mention it."""
        first_in_sentence = {self._sentence_of(span.start): span for span in reversed(thing)}
        probabilities = np.mean(
            [
                self._model.toward(self._text[start:end], span.start - start, span.end - start)
                for (start, end), span in sorted(first_in_sentence.items())[:MAX_MENTIONS]
            ],
            axis=0,
        )
        label = LABELS[CLASSES[int(probabilities.argmax())]]
        return Sentiment(label=label, score=round(float(probabilities[2] - probabilities[0]), 3))

    def whole(self, title: str | None) -> Sentiment:
        """Return the sentiment of the text: the mean tone, with more weight for the title and the first sentences."""
        pieces = [self._text[start:end] for start, end in self._sentences]
        body = [piece for piece in pieces if len(piece.split()) >= MIN_WORDS][:MAX_SENTENCES] or [self._text]
        weighted = [(piece, HALF_WEIGHT / (HALF_WEIGHT + position)) for position, piece in enumerate(body)]
        if title:
            weighted.append((_as_prose(title), TITLE_WEIGHT))
        total = sum(weight for _, weight in weighted)
        tone = sum(weight * self._model.tone(piece[:MAX_SENTENCE]) for piece, weight in weighted) / total
        return Sentiment(label=_label(tone), score=round(tone, 3))

    def _sentence_of(self, offset: int) -> tuple[int, int]:
        start, end = self._sentences[bisect_right(self._starts, offset) - 1]
        return max(start, offset - MAX_SENTENCE), min(end, offset + MAX_SENTENCE)


def _label(tone: float) -> SentimentLabel:
    if tone <= NEGATIVE:
        return SentimentLabel.NEGATIVE
    return SentimentLabel.POSITIVE if tone >= POSITIVE else SentimentLabel.NEUTRAL


def _as_prose(title: str) -> str:
    """Undo the Capitals of a Headline, because the model would read all its words as names."""
    words = title.split()
    capitals = sum(word[0].isupper() for word in words)
    return title.lower() if capitals > len(words) / 2 else title
