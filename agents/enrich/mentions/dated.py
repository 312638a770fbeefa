"""People whose surname is a month, a day or a common word, and whom the recogniser took for less: Adaeze Sunday."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from agents.enrich.languages.letters import CAPITALS, MARKS
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.context import beside, is_date, is_spoken_of_as_person, speaks
from agents.enrich.spans import Span
from schemas import EntityType

MIN_GIVEN = 3  # letters
MOST_PLACES = 20  # of one word
MOST_SURNAMES = 20  # each takes a search through the text
BEHIND = re.compile(rf" (?P<surname>[{CAPITALS}][^\W\d_]++)(?!['’-]\w)")
WORD = re.compile(r"\w+")
LOWER_CASE = re.compile(r"\b[^\W\d_A-Z]\w*")
PAIR = re.compile(rf"(?<![\w’'-])(?P<given>[{CAPITALS}]\w*+) (?P<surname>[{CAPITALS}](?:\w|[{MARKS}])*+)")


def with_dated(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Return the spans with the full names that end with a month or a day and are spoken of as people.

    The given name must be no other word of the text and no surname in it: `Biden Sunday said` is Biden on a Sunday.
    """
    named = list(_dated(text, spans, vocabulary))
    starts = {start: (end, surname) for start, end, surname in named}
    kept = [span for span in spans if not (span.start in starts and span.end <= starts[span.start][0])]
    taken = {place for span in kept for place in (span.start, span.end - 1)}
    full = [Span(start, end, EntityType.PERSON) for start, end, surname in named if not {start, surname} & taken]
    return list(_with_common(text, sorted([*kept, *full]), vocabulary))


def _with_common(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> Iterator[Span]:
    """Yield the spans; a given name gets the common word with a capital behind it that speaks elsewhere: Doris Day."""
    common: set[str] | None = None
    speak: dict[str, bool] = {}
    limits = [*(span.start for span in spans[1:]), len(text)]
    for span, limit in zip(spans, limits, strict=False):
        place = BEHIND.match(text, span.end, limit) if _is_given(text, span, vocabulary) else None
        if place is None:
            yield span
            continue
        common = set(LOWER_CASE.findall(text)) if common is None else common
        surname = place["surname"]
        if surname not in speak and len(speak) < MOST_SURNAMES:
            is_common = surname.lower() in common and surname.lower() not in vocabulary.dates
            speak[surname] = is_common and _speaks(text, surname, vocabulary)
        yield span._replace(end=place.end()) if speak.get(surname) else span


def _is_given(text: str, span: Span, vocabulary: Vocabulary) -> bool:
    """Return whether a span may be a given name alone; where nouns have capitals, too much may stand behind one."""
    is_first = not (vocabulary.capitalised_nouns or vocabulary.family_name_first)
    return is_first and span.type is EntityType.PERSON and " " not in span.of(text)


def _speaks(text: str, surname: str, vocabulary: Vocabulary) -> bool:
    """Return whether a verb of speech is behind one of the first places where a word stands without a given name."""
    start = -1
    for _ in range(MOST_PLACES):
        start = text.find(surname, start + 1)
        if start < 0:
            return False
        end = start + len(surname)
        is_alone = not beside(text, start, end, vocabulary).before[:1].isupper()
        if is_alone and text[end : end + 1] == " " and speaks(text, start, end, vocabulary):
            return True
    return False


def _dated(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each such name, and where its surname starts."""
    known = {word for span in spans for word in span.of(text).split()[1:]}
    alone = {span.of(text) for span in spans if span.type is EntityType.PERSON and " " not in span.of(text)}
    words: Counter[str] | None = None
    common: set[str] = set()
    for place in _places(text, vocabulary):
        given, start, end = place["given"], place.start("surname"), place.end("surname")
        if words is None:
            words, common = Counter(WORD.findall(text)), set(LOWER_CASE.findall(text))
        if given in known or (given in alone and words[given] > 1):
            continue
        if not is_spoken_of_as_person(text, start, end, vocabulary) or is_date(text, start, end, vocabulary):
            continue
        if given.lower() not in common:
            yield place.start(), end, start


def _places(text: str, vocabulary: Vocabulary) -> Iterator[re.Match[str]]:
    """Yield each capitalised word that stands before a capitalised month or day."""
    dates, titles = vocabulary.dates, vocabulary.titles | vocabulary.date_words | vocabulary.articles
    start = 0
    while place := PAIR.search(text, start):
        start = place.start("surname")
        given, surname = place["given"], place["surname"]
        if surname.lower() in dates:
            low = given.lower()
            if len(given) >= MIN_GIVEN and low not in dates and low not in titles and not given.isupper():
                yield place
