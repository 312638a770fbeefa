"""Agreement on types: the recogniser sees a few words at a time, but the whole text shows which type is right."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from agents.enrich.languages.vocabulary import Vocabulary, any_of
from agents.enrich.mentions.context import speaks
from agents.enrich.mentions.gazetteer import cities, territories
from agents.enrich.mentions.inflection import cases
from agents.enrich.mentions.names import Key, folded, is_company, key_of
from agents.enrich.spans import Span
from schemas import EntityType

PLACES = frozenset({EntityType.GPE, EntityType.LOC})
WAVERING = PLACES | {
    EntityType.PERSON,
    EntityType.ORG,
    EntityType.NORP,
    EntityType.FAC,
    EntityType.PRODUCT,
}
"""Types that the recogniser confuses from one mention of a thing to the next."""

ENOUGH = 0.25  # share of a name's mentions behind in or near: people and companies seldom stand there
FEW = 3  # mentions that are not recognised as a person; with more, the person of that surname is the mistake


def agreed(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Return the spans with one type for each name, in all its cases.

    It is the most frequent type in this text; but a person's surname is a person, and a known place that things are in
    is a place.
    """
    keys = [key_of(span.of(text), span.type, vocabulary) for span in spans]
    same = _cases(keys, vocabulary)
    keys = [same.get(key, key) for key in keys]
    counts, located = _evidence(text, spans, keys, vocabulary)
    majority = {key: count.most_common(1)[0][0] for key, count in counts.items()}
    people = [key for key, kind in majority.items() if kind is EntityType.PERSON and len(key) in (2, 3)]
    surnames = {key[start:] for key in people for start in range(1, len(key))}
    if vocabulary.family_name_first:
        surnames |= {key[:1] for key in people}
    surnames |= {same.get(surname, surname) for surname in surnames}
    types = {
        key: EntityType.ORG
        if is_company(key, vocabulary)
        else EntityType.PERSON
        if _is_surname(key, counts[key], surnames, key in located)
        else _in_gazetteer(key, kind, key in located, vocabulary)
        for key, kind in majority.items()
    }
    typed = [
        span._replace(type=types[key]) if span.type in WAVERING else span for span, key in zip(spans, keys, strict=True)
    ]
    return list(_with_namesakes(text, typed, keys, vocabulary))


def _with_namesakes(text: str, spans: Sequence[Span], keys: Sequence[Key], vocabulary: Vocabulary) -> Iterator[Span]:
    """Yield the spans; a place's name that speaks behind a person of that surname is the person: Denzel Washington."""
    surnames: set[Key] = set()
    locative, reach = _locative(vocabulary)
    for span, key in zip(spans, keys, strict=True):
        if span.type is EntityType.PERSON and len(key) > 1:
            surnames.add(key[:1] if vocabulary.family_name_first else key[-1:])
        is_namesake = span.type in PLACES and key in surnames
        if is_namesake and speaks(text, span.start, span.end, vocabulary):
            is_namesake = locative.search(text, max(0, span.start - reach), span.start) is None
            yield span._replace(type=EntityType.PERSON) if is_namesake else span
        else:
            yield span


def _cases(keys: Sequence[Key], vocabulary: Vocabulary) -> dict[Key, Key]:
    """Return the names, and the surnames of names, that are cases of others; types do not count: they may be wrong."""
    counts = Counter(keys)
    counts.update((key[-1],) for key in keys if len(key) in (2, 3))
    return cases(dict.fromkeys(counts, EntityType.GPE), counts, vocabulary)


def _evidence(
    text: str, spans: Sequence[Span], keys: Sequence[Key], vocabulary: Vocabulary
) -> tuple[dict[Key, Counter[EntityType]], set[Key]]:
    """Return how often each name has each type, and the names behind a locative (the places that things are in)."""
    locative, reach = _locative(vocabulary)
    counts: defaultdict[Key, Counter[EntityType]] = defaultdict(Counter)
    behind_preposition: Counter[Key] = Counter()
    for span, key in zip(spans, keys, strict=True):
        if span.type in WAVERING:
            counts[key][span.type] += 1
            behind_preposition[key] += locative.search(text, max(0, span.start - reach), span.start) is not None
    return counts, {key for key, count in counts.items() if behind_preposition[key] >= ENOUGH * count.total()}


@cache
def _locative(vocabulary: Vocabulary) -> tuple[re.Pattern[str], int]:
    """Return the pattern of a locative at the end of a text, and the most characters it may have."""
    words, articles = vocabulary.locatives, vocabulary.definite_articles
    pattern = rf"\b(?:{any_of(words)})\s+(?:(?:{'|'.join(articles)})\s+)?$"
    return re.compile(pattern), 3 + max(map(len, words), default=0) + max(map(len, articles), default=0)


def _is_surname(key: Key, counts: Counter[EntityType], surnames: set[Key], is_located: bool) -> bool:
    if key not in surnames:
        return False
    if any(counts[kind] for kind in PLACES) and is_located:
        return False
    return counts[EntityType.PERSON] > 0 or counts.total() <= FEW


def _in_gazetteer(key: Key, kind: EntityType, is_located: bool, vocabulary: Vocabulary) -> EntityType:
    """Return the type by the gazetteer: a country, unless it is also a given name; a city, if things are in it."""
    if kind in PLACES:
        return kind
    territory = territories(vocabulary).get(key)
    if territory and (
        is_located or kind is not EntityType.PERSON or " ".join(key) not in folded(vocabulary.countries_as_given_names)
    ):
        return territory
    return EntityType.GPE if is_located and key in cities(vocabulary) else kind
