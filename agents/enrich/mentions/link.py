"""Linking: which mentions in a text are of the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from agents.enrich.languages.letters import fold, has_case, is_written_together
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.inflection import CROWD, Inflection, cases, nominative_rank
from agents.enrich.mentions.names import Key, initials, is_acronym, key_of
from agents.enrich.mentions.people import full_names
from agents.enrich.spans import Span, Thing
from schemas import EntityType

BODIES = frozenset({EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC, EntityType.EVENT, EntityType.LAW})
"""Types of the things that acronyms stand for; the recogniser often gives an acronym and its full name two of them."""

PLACES = frozenset({EntityType.GPE, EntityType.LOC})
LONGEST_JOINT = 8  # characters of an `and` between two names
VERB = re.compile(r" ([^\W\d_]{3,})")
OPEN, CLOSE = ("(", "（", "[", "【", "《"), (")", "）", "]", "】", "》")


def linked(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Thing]:
    """Group spans by the thing they name, in order of first mention.

    A short form that could stand for two full names stays a thing of its own.
    """
    mentions: dict[Key, Thing] = {}
    for span, key in _keyed(text, sorted(spans), vocabulary):
        mentions.setdefault(key, []).append(span)
    mentions = _without_cases(text, mentions, vocabulary)
    kinds = {key: type_of(thing, text) for key, thing in mentions.items()}
    people = [key for key, kind in kinds.items() if kind is EntityType.PERSON and key]
    bodies = [key for key, kind in kinds.items() if kind in BODIES and key]
    acronyms: set[Key] = {
        key for key in bodies if len(key) == 1 and any(is_acronym(span.of(text)) for span in mentions[key])
    }
    full_forms = (
        dict(full_names(people, vocabulary))
        | dict(_acronyms(acronyms, bodies, vocabulary))
        | dict(_defined(text, mentions))
    )
    things: dict[Key, Thing] = {}
    for key, thing in mentions.items():
        things.setdefault(_fullest(key, full_forms), []).extend(thing)
    return sorted(map(sorted, things.values()))


def type_of(thing: Thing, text: str) -> EntityType:
    """Return the most frequent type of a thing's longest names."""
    words = [len(span.of(text).split()) for span in thing]
    most = max(words)
    longest = [span.type for span, count in zip(thing, words, strict=True) if count == most]
    return Counter(longest).most_common(1)[0][0]


def name_of(thing: Thing, text: str, vocabulary: Vocabulary) -> str:
    """Return the fullest name of a thing, in the nominative if the text has it.

    It is the name with the most words, or without spaces with the most characters; among equals, one not in capitals,
    then the most frequent.
    """
    names = Counter(" ".join(span.of(text).split()) for span in thing)
    fullest = max(names, key=lambda name: (*_fullness(name), names[name], len(name), name))
    if not (vocabulary.endings or vocabulary.joined_endings or vocabulary.glued_before):
        return fullest
    same = [name for name in names if _is_case(name, fullest, thing[0].type, vocabulary)]
    return min(same, key=lambda name: (*nominative_rank(name, vocabulary), -names[name], name))


def _fullness(name: str) -> tuple[int, bool, int]:
    together = len(name) if name and (is_written_together(name[0]) or "가" <= name[0] <= "힣") else 0
    return len(name.split()), not (has_case(name) and name.isupper()), together


def _is_case(name: str, fullest: str, kind: EntityType, vocabulary: Vocabulary) -> bool:
    """Return whether a name is the fullest one in another case, and not another name or the same in capitals."""
    if name == fullest:
        return True
    if len(name.split()) != len(fullest.split()) or (name.isupper() and not is_acronym(name)):
        return False
    if any(fullest == prefix + name for prefix in vocabulary.glued_before):
        return True
    key, other = key_of(fullest, kind, vocabulary), key_of(name, kind, vocabulary)
    return Inflection.of(vocabulary).fit(other, key, is_person=kind is EntityType.PERSON) > 0


def _keyed(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> Iterator[tuple[Span, Key]]:
    """Yield the spans with their keys; a person who has the name of a place has the key of the full name before it."""
    keys = [key_of(span.of(text), span.type, vocabulary) for span in spans]
    places = {key for span, key in zip(spans, keys, strict=True) if span.type in PLACES}
    full: dict[Key, Key] = {}
    for span, key in zip(spans, keys, strict=True):
        if span.type is EntityType.PERSON and len(key) > 1:
            full.setdefault(key[:1] if vocabulary.family_name_first else key[-1:], key)
        yield span, full.get(key, key) if span.type is EntityType.PERSON and key in places else key


def _apart(text: str, mentions: Mapping[Key, Thing], vocabulary: Vocabulary) -> Iterator[frozenset[Key]]:
    """Yield pairs of names that are no cases of one: an `and` joins them, or verbs tell a man from a woman.

    Women are taken for men with such names (https://github.com/natasha/yargy/issues/60).
    """
    people = sorted(
        (span, key)
        for key, thing in mentions.items()
        for span in thing
        if span.type is EntityType.PERSON and len(key) > 1
    )
    for (before, one), (after, other) in pairwise(people):
        if one != other and after.start - before.end <= LONGEST_JOINT:
            words = text[before.end : after.start].strip(" ,").lower()
            if words in vocabulary.and_words:
                yield frozenset((one, other))
    men = {key for span, key in people if _is_followed(text, span, vocabulary.masculine_verbs)}
    women = {key for span, key in people if _is_followed(text, span, vocabulary.feminine_verbs)}
    if len(men) <= CROWD and len(women) <= CROWD:
        yield from (frozenset((man, woman)) for man in men - women for woman in women - men)


def _is_followed(text: str, span: Span, endings: tuple[str, ...]) -> bool:
    word = VERB.match(text, span.end) if endings else None
    return word is not None and word[1].endswith(endings)


def _without_cases(text: str, mentions: dict[Key, Thing], vocabulary: Vocabulary) -> dict[Key, Thing]:
    """Return the mentions with those of the other cases of a name under one key."""
    kinds = {key: type_of(thing, text) for key, thing in mentions.items()}
    others = cases(kinds, {key: len(thing) for key, thing in mentions.items()}, vocabulary)
    if others:
        apart = set(_apart(text, mentions, vocabulary))
        others = {key: other for key, other in others.items() if frozenset((key, other)) not in apart}
    merged: dict[Key, Thing] = {}
    for key, thing in mentions.items():
        merged.setdefault(others.get(key, key), []).extend(thing)
    return {key: sorted(thing) for key, thing in merged.items()}


def _fullest(key: Key, full_forms: Mapping[Key, Key]) -> Key:
    """Return the full form of the full form, and so on, until one has none or they go in a circle."""
    seen = {key}
    while key in full_forms and full_forms[key] not in seen:
        key = full_forms[key]
        seen.add(key)
    return key


def _acronyms(acronyms: set[Key], bodies: Sequence[Key], vocabulary: Vocabulary) -> Iterator[tuple[Key, Key]]:
    """Yield the acronyms that are the initials of exactly one name, with that name."""
    by_initials: defaultdict[str, list[Key]] = defaultdict(list)
    for key in bodies:
        for acronym in initials(key, vocabulary) if 1 < len(key) <= CROWD else ():
            by_initials[acronym].append(key)
    for short in acronyms:
        if len(by_initials[short[0]]) == 1:
            yield short, by_initials[short[0]][0]


def _defined(text: str, mentions: dict[Key, Thing]) -> Iterator[tuple[Key, Key]]:
    """Yield the short names in brackets behind a name that has their letters in order, with that name.

    The rule of Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions, 2003. Acronyms in
    another script are taken as they are: 世界卫生组织（WHO）, Всемирная организация здравоохранения (WHO).
    """
    by_end = {thing_span.end: (key, thing_span) for key, thing in mentions.items() for thing_span in thing}
    for key, thing in mentions.items():
        for span in thing:
            before = span.start - 1
            if not text.startswith(OPEN, max(0, before)) or not text.startswith(CLOSE, span.end) or len(key) != 1:
                continue
            full, named = by_end.get(before) or by_end.get(before - 1) or (None, None)
            if full and named and text[named.end : before].strip() == "" and full != key:
                short, name = span.of(text), named.of(text)
                if len(fold(name)) > len(fold(short)) and (
                    _abbreviates(key[0], full) or (is_acronym(short) and _is_in_another_script(short, name, named))
                ):
                    yield key, full


def _abbreviates(acronym: str, full: Key) -> bool:
    letters = iter("".join(full))
    return bool(full) and acronym[0] == full[0][0] and all(letter in letters for letter in acronym)


def _is_in_another_script(acronym: str, name: str, span: Span) -> bool:
    return span.type in BODIES and acronym.isascii() and not any(map(str.isascii, name.split(maxsplit=1)[0]))
