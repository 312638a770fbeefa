"""Which of a text's things its headline names."""

import re
from collections import Counter
from collections.abc import Sequence

from agents.enrich.languages.letters import WORD, fold, has_case, is_written_together
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.inflection import CROWD, Inflection
from agents.enrich.mentions.link import type_of
from agents.enrich.mentions.names import OMITTED, Key, is_acronym, key_of
from agents.enrich.mentions.people import surname
from agents.enrich.spans import Thing
from schemas import EntityType

LONGEST = 300  # characters of a headline that are read
WORDS = re.compile(WORD)


def named(title: str, things: Sequence[Thing], text: str, vocabulary: Vocabulary) -> list[bool]:
    """Return of each thing whether a headline names it: by any of its names in the text, in any case of its language.

    A person is also named by a surname that no other person of the text has.
    """
    headline = _Headline(title[:LONGEST], vocabulary)
    keys = [_keys(thing, text, vocabulary) for thing in things]
    surnames: Counter[str] = Counter()
    people = [set[str]() for _ in things]
    for number, thing in enumerate(things):
        if type_of(thing, text) is EntityType.PERSON:
            people[number] = {_surname(key, vocabulary) for key in keys[number] if len(key) > 1}
            surnames.update(people[number])
    return [
        any(map(headline.has, found)) or any(headline.has((name,)) for name in own if surnames[name] == 1)
        for found, own in zip(keys, people, strict=True)
    ]


class _Headline:
    """The words of a headline as keys have them."""

    def __init__(self, title: str, vocabulary: Vocabulary) -> None:
        self._inflection = Inflection.of(vocabulary)
        folded = fold(title)
        self._together = OMITTED.sub("", folded).replace(" ", "")
        # An apostrophe is within a name (O'Brien), or it parts one from an article or an ending (l'Iran, Iran's).
        self._ways = [WORDS.findall(OMITTED.sub("", folded)), WORDS.findall(folded)]
        self._stems = {stem for words in self._ways for word in words for stem in self._inflection.stems(word)}
        # Many a headline Has Capitals, but one of a common word in lower case is not the name: apple, Apple.
        self._small = {fold(word) for word in WORDS.findall(title) if word.islower()}

    def has(self, key: Key) -> bool:
        """Return whether the headline has these words next to each other."""
        if not key or (len(key) == 1 and key[0] in self._small):
            return False
        if is_written_together(key[0][0]) or not has_case(key[0]):
            return "".join(key) in self._together
        if not self._inflection.stems(key[-1]) & self._stems:
            return False
        return any(
            self._inflection.fit(tuple(words[start : start + len(key)]), key, is_person=False)
            for words in self._ways
            for start in range(len(words) - len(key) + 1)
        )


def _keys(thing: Thing, text: str, vocabulary: Vocabulary) -> set[Key]:
    """Return the keys of a thing's names; of an endless list only the first."""
    names = dict.fromkeys((span.of(text), span.type) for span in thing[: CROWD * CROWD])
    return {key_of(name, kind, vocabulary) for name, kind in names if len(name) > 1 or is_acronym(name)}


def _surname(key: Key, vocabulary: Vocabulary) -> str:
    return key[0] if vocabulary.family_name_first else surname(key, vocabulary.generations)
