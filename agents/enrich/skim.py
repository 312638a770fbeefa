"""Adaptive reading: the encoder reads the title and the lead, then only sentences with something new, within a budget.

News repeats its names. Once a sentence with a word has been read, another sentence with the same word says little more
about where names are: the mentions of known names are found without the encoder.
"""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush

from agents.enrich.encoder.reading import Encoder, Glance, Reading
from agents.enrich.sentences import Place
from agents.enrich.spans import Span
from schemas import EntityType

WORD = re.compile(r"[^\W\d_]+")
LEAD = 3  # sentences that are read in any case
GLANCES = 0.9  # share of the budget for reading with half of the layers; the rest is for finishing
SETTLED = 0.6  # share of what is left then for the names that are in doubt; the rest is for sentiment
DOUBT = 0.5
"""How doubtful a piece must be for all layers to read its sentence: F1 is as if they read each, at 40 % of the cost."""

TITLE = -1  # the number of the title, before that of the first sentence
MAX_TITLE = 300  # characters; longer ones are no titles
MARKS = 2  # pieces around each sentence
SHORT = 4  # letters of a word that counts as a whole; of longer ones the last letters may be an ending
ENDING = 3
HALVES = 2  # in the budget's unit, a piece read by all layers


class Skim:
    """One text as far as the encoder has read it; reads on until the budget, in pieces read by all layers, is used."""

    def __init__(
        self,
        encoder: Encoder,
        text: str,
        places: Sequence[Place],
        budget: float,
        title: str | None = None,
        has_others: bool = False,
    ) -> None:
        self.glances: dict[int, Glance] = {}
        self.readings: dict[int, Reading] = {}
        self._encoder = encoder
        self._text = text
        self._places = places
        self._title = (title or "")[:MAX_TITLE]
        sizes = encoder.sizes([*(text[start:end] for start, end in places), self._title])
        self._costs = {number: MARKS + size for number, size in zip([*range(len(places)), TITLE], sizes, strict=True)}
        self._left = budget * HALVES
        self._has_others = has_others
        self._is_cased = text.lower() != text.upper()

    @property
    def title(self) -> Reading | None:
        """What the encoder made of the title; None if there is none, or it has not been read with all layers."""
        return self.readings.get(TITLE)

    def look(self, candidates: Sequence[Collection[str]]) -> None:
        """Glance at title and lead, then at the sentences with most candidates, for their length, that none before has.

        `candidates` are the words of each sentence that may be in a name. Where no letter has a case, all are
        candidates, and the sentences are read in order.
        """
        known: set[str] = set()
        stems = [{stem(word) for word in words} for words in candidates]
        waiting = [(self._rank(number, len(words)), number) for number, words in enumerate(stems)]
        heapify(waiting)
        left = self._left * GLANCES
        chosen = [TITLE] if self._title and self._costs[TITLE] <= left else []
        left -= sum(self._costs[number] for number in chosen)
        while waiting:
            rank, number = heappop(waiting)
            new = stems[number] - known
            if not new and number >= LEAD:
                continue
            now = self._rank(number, len(new))
            if waiting and now > rank:  # others have taken some of its words
                heappush(waiting, (now, number))
                continue
            if self._costs[number] > left:
                continue  # a shorter one may fit
            left -= self._costs[number]
            known |= new
            chosen.append(number)
        self._left -= sum(self._costs[number] for number in chosen)
        self._glance(sorted(chosen))

    def _rank(self, number: int, new: int) -> tuple[float, int]:
        """Return what a sentence is sorted by: the smaller, the sooner it is read."""
        if number < LEAD:
            return -math.inf, number
        return -new / self._costs[number] if self._is_cased else 0.0, number

    def settle(self) -> None:
        """Read the title and the sentences with doubtful pieces with all layers, in order, with part of the budget.

        Without a title, it is the longest sentence of the lead that is read in any case: no article is without a tone.
        """
        lead = [number for number in range(LEAD) if number in self.glances]
        first = TITLE if TITLE in self.glances else max(lead, key=self._costs.__getitem__, default=None)
        doubtful = [number for number, glance in self.glances.items() if number != first and glance.doubt > DOUBT]
        self.finish([*([] if first is None else [first]), *sorted(doubtful)], SETTLED)

    def finish(self, numbers: Iterable[int], share: float = 1.0) -> None:
        """Read sentences with all layers, in this order, as far as a share of what is left of the budget goes."""
        chosen: list[int] = []
        kept = self._left * (1 - share)
        for number in numbers:
            if number in self.readings:
                continue
            cost = self._costs[number] * (1 if number in self.glances else HALVES)
            if self._left - cost >= kept:
                self._left -= cost
                chosen.append(number)
        self._glance([number for number in chosen if number not in self.glances])
        readings = self._encoder.finish([self.glances[number] for number in chosen])
        self.readings |= dict(zip(chosen, readings, strict=True))

    def best(self, number: int) -> Glance | None:
        """Return the most that the encoder has read of a sentence, None if it has not."""
        return self.readings.get(number) or self.glances.get(number)

    def spans(self) -> list[Span]:
        """Return the names of all sentences that were read, in order."""
        return [
            Span(start + name.start, start + name.end, EntityType(name.type))
            for number, (start, _) in enumerate(self._places)
            if (read := self.best(number)) is not None
            for name in read.names
        ]

    def _glance(self, numbers: Sequence[int]) -> None:
        sentences = [self._title if number == TITLE else self._text[slice(*self._places[number])] for number in numbers]
        glances = self._encoder.glance(sentences, self._has_others)
        self.glances |= dict(zip(numbers, glances, strict=True))


def capitalised(text: str, places: Sequence[Place]) -> list[Collection[str]]:
    """Return the words of each sentence that may be in a name: those with a capital, or all where there are none.

    The first word of a sentence has a capital anyway: it counts if the text does not have it in small letters.
    """
    words = [WORD.findall(text, start, end) for start, end in places]
    small = {word for sentence in words for word in sentence if word.islower()}
    return [
        [
            word
            for position, word in enumerate(sentence)
            if not word.islower() and (position or word.lower() not in small)
        ]
        for sentence in words
    ]


def stem(word: str) -> str:
    """Return the beginning of a word that its cases have in common."""
    folded = word.casefold()
    return folded if len(folded) <= SHORT else folded[: max(SHORT, len(folded) - ENDING)]
