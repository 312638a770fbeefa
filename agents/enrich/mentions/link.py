"""Linking: which mentions in a text are of the same thing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from agents.enrich.languages.vocabulary import Strings, Vocabulary
from agents.enrich.mentions.names import Key, initials, is_acronym, key_of
from agents.enrich.spans import Span, Thing
from schemas import EntityType

BODIES = frozenset({EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC, EntityType.EVENT, EntityType.LAW})
"""Types of the things that acronyms stand for; the recogniser often gives an acronym and its full name two of them."""


def linked(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Thing]:
    """Group spans by the thing they name, in order of first mention.

    A short form that could stand for two full names stays a thing of its own.
    """
    mentions: dict[Key, Thing] = {}
    for span in sorted(spans):
        mentions.setdefault(key_of(span.of(text), span.type, vocabulary), []).append(span)
    kinds = {key: type_of(thing, text) for key, thing in mentions.items()}
    people = [key for key, kind in kinds.items() if kind is EntityType.PERSON]
    bodies = [key for key, kind in kinds.items() if kind in BODIES]
    acronyms: set[Key] = {
        key for key in bodies if len(key) == 1 and any(is_acronym(span.of(text)) for span in mentions[key])
    }
    full_forms = (
        dict(_people(people, vocabulary.generations))
        | dict(_acronyms(acronyms, bodies, vocabulary))
        | dict(_defined(text, mentions))
    )
    things: dict[Key, Thing] = {}
    for key, thing in mentions.items():
        while key in full_forms:  # always to a longer key, so this ends
            key = full_forms[key]
        things.setdefault(key, []).extend(thing)
    return sorted(map(sorted, things.values()))


def type_of(thing: Thing, text: str) -> EntityType:
    """Return the most frequent type of a thing's longest names."""
    words = [len(span.of(text).split()) for span in thing]
    longest = [span.type for span, count in zip(thing, words, strict=True) if count == max(words)]
    return Counter(longest).most_common(1)[0][0]


def name_of(thing: Thing, text: str) -> str:
    """Return the name of a thing with the most words; among equals, one not in capitals, then the most frequent."""
    names = Counter(" ".join(span.of(text).split()) for span in thing)
    return max(names, key=lambda name: (len(name.split()), not name.isupper(), names[name], len(name), name))


def _people(keys: Sequence[Key], generations: Strings) -> Iterator[tuple[Key, Key]]:
    """Yield the people's names that are short for exactly one other name, with that name."""
    by_surname: defaultdict[str, list[Key]] = defaultdict(list)
    by_given_name: defaultdict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_surname[key[-2 if key[-1] in generations and len(key) > 1 else -1]].append(key)
        by_given_name[key[0]].append(key)
    for short in keys:
        longer = [
            key for key in by_surname[short[-1]] if len(key) > len(short) and _shares_surname(short, key, generations)
        ]
        if not longer and len(short) == 1:
            longer = [key for key in by_given_name[short[0]] if len(key) > 1]
        candidates = _fullest(longer, generations)
        if len(candidates) == 1:
            yield short, candidates[0]


def _shares_surname(short: Key, full: Key, generations: Strings) -> bool:
    """Return whether short is the end of full (Le Pen), or has its surname with its given name or initial.

    A junior is meant only by his surname, because his given names are his father's.
    """
    if full[-1] in generations:
        return len(short) == 1 and short[0] == full[-2]
    if short[-1] != full[-1]:
        return False
    return short == full[-len(short) :] or short[0] == full[0] or short[0] == full[0][0]


def _fullest(keys: list[Key], generations: Strings) -> list[Key]:
    """Leave out names that are short for others among them, and the juniors if there is a senior."""
    seniors = [key for key in keys if key[-1] not in generations] or keys
    return [
        key
        for key in seniors
        if not any(
            len(other) > len(key) and len(key) > 1 and _shares_surname(key, other, generations) for other in seniors
        )
    ]


def _acronyms(acronyms: set[Key], bodies: Sequence[Key], vocabulary: Vocabulary) -> Iterator[tuple[Key, Key]]:
    """Yield the acronyms that are the initials of exactly one name, with that name."""
    by_initials: defaultdict[str, list[Key]] = defaultdict(list)
    for key in bodies:
        for acronym in initials(key, vocabulary) if len(key) > 1 else ():
            by_initials[acronym].append(key)
    for short in acronyms:
        if len(by_initials[short[0]]) == 1:
            yield short, by_initials[short[0]][0]


def _defined(text: str, mentions: dict[Key, Thing]) -> Iterator[tuple[Key, Key]]:
    """Yield the acronyms in brackets behind a name that has their letters in order, with that name.

    The rule of Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions, 2003.
    """
    by_end = {thing_span.end: key for key, thing in mentions.items() for thing_span in thing}
    for key, thing in mentions.items():
        for span in thing:
            full = by_end.get(span.start - 2)
            in_brackets = text[span.start - 2 : span.start] == " (" and text[span.end : span.end + 1] == ")"
            if full and in_brackets and len(full) > 1 and len(key) == 1 and _abbreviates(key[0], full):
                yield key, full


def _abbreviates(acronym: str, full: Key) -> bool:
    letters = iter("".join(full))
    return acronym[0] == full[0][0] and all(letter in letters for letter in acronym)
