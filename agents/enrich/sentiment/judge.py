"""From readings of sentences to judgements: of the main things that an article names, and of the whole article."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from agents.enrich.levels import Level
from agents.enrich.sentences import WIDE, Place, sentences
from agents.enrich.sentiment import Floats, SentimentModel
from agents.enrich.sentiment.pool import Statement, pooled
from agents.enrich.sentiment.quotes import quotations, shares
from agents.enrich.sentiment.readings import Reading, linear_readings, linear_title
from agents.enrich.spans import Span, Thing
from schemas import Sentiment

MAIN = 10  # things that get a sentiment, the most salient ones: of the others an article says too little to judge
MAX_MENTIONS = 3  # sentences judged for a thing: the first ones have most of the weight
MAX_SENTENCES = 12  # of the whole article; later ones have less than a third of the first one's weight
MIN_WORDS = 3  # of a sentence; fewer are a heading or a caption
MIN_WIDE = 6  # the same in letters where words have no spaces between them
HALF_WEIGHT = 5  # the position of a sentence with half the weight of the first: news begins with what happened
TITLE_WEIGHT = 2.0  # the first sentence has 1

QUOTED = 0.5
"""The weight of a sentence in quotation marks, beside 1 of one outside; of one that is quoted in part, between them.

What somebody is quoted with is their attitude; that the article quotes it says a part about the article's. The labels
of the training data are of single sentences and do not tell the two apart, so this is a choice, not a measurement.
"""

LEAST = {Level.TRAINED: 0.4, Level.TRANSFERRED: 0.5}
"""The probability that a label other than neutral needs, by what the language's sentiment rests on.

At .4 macro-F1 on single sentences of NewsMTSC is that of the most likely class (.668 and .670, linear model), and fewer
articles of neutral sentences get another label (22 instead of 26 %). Where no label is of the language, praise or blame
must be more likely than all else together.
"""


class Judge:
    """Judges one text from the sentences that a model has read."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        readings: Mapping[int, Reading],
        title: Reading | None = None,
        level: Level = Level.TRAINED,
    ) -> None:
        """Take a text, where its sentences are, the readings of some of them by number, and the title's reading.

        In a language of no level nothing is judged.
        """
        is_on = level in LEAST
        self._places = places
        self._readings = readings if is_on else {}
        self._title = title if is_on else None
        self._least = LEAST.get(level, 1.0)
        self._text = text
        self._quoted = shares(places, list(quotations(text)))

    def toward(self, thing: Thing) -> Sentiment | None:
        """Return how the text speaks of a thing in the first sentences that mention it; None if none has been read.

        The first sentences have more weight, quotations less, and praise and blame more than reports.
        """
        read = [(number, span) for number, span in first_mentions(thing, self._places) if number in self._readings]
        return pooled(
            [
                self._statement(number, position, self._toward(number, span))
                for position, (number, span) in enumerate(read[:MAX_MENTIONS])
            ],
            self._least,
        )

    def whole(self) -> Sentiment | None:
        """Return the sentiment of title and text; None if no sentence has been read.

        The title counts as two first sentences. It is not named among those that carry the label: their offsets are in
        the text, and each event has the title anyway.
        """
        prose = list(islice(filter(self._is_prose, range(len(self._places))), MAX_SENTENCES))
        statements = [
            self._statement(number, position, self._readings[number].tone())
            for position, number in enumerate(prose or range(min(len(self._places), MAX_SENTENCES)))
            if number in self._readings
        ]
        if self._title is not None:
            statements.append(Statement(self._title.tone(), TITLE_WEIGHT, None))
        return pooled(statements, self._least)

    def _toward(self, number: int, span: Span) -> Floats:
        start, end = self._places[number]
        return self._readings[number].toward(span.start - start, min(end, span.end) - start)

    def _statement(self, number: int, position: int, probabilities: Floats) -> Statement:
        weight = HALF_WEIGHT / (HALF_WEIGHT + position) * (1 - (1 - QUOTED) * self._quoted[number])
        return Statement(probabilities, weight, self._places[number])

    def _is_prose(self, number: int) -> bool:
        sentence = self._text[slice(*self._places[number])]
        return len(sentence.split()) >= MIN_WORDS or len(WIDE.findall(sentence)) >= MIN_WIDE


def first_mentions(thing: Thing, places: Sequence[Place]) -> list[tuple[int, Span]]:
    """Return the number of each sentence that mentions a thing, with the first mention in it, in order."""
    found: dict[int, Span] = {}
    for span in thing:
        number = bisect_right(places, span.start, key=itemgetter(0)) - 1
        if number >= 0 and span.start < places[number][1]:
            found.setdefault(number, span)
    return sorted(found.items())


def needed(things: Iterable[Thing], places: Sequence[Place], each: int) -> list[int]:
    """Return the numbers of the sentences to read, so that each thing is judged by its first `each` sentences."""
    return sorted({number for thing in things for number, _ in first_mentions(thing, places)[:each]})


def linear_judge(model: SentimentModel, text: str, title: str | None) -> Judge:
    """Return the judge of a text whose sentences all are read by the linear model."""
    places = list(sentences(text, model.vocabulary))
    return Judge(text, places, linear_readings(model, text, places), linear_title(model, title))
