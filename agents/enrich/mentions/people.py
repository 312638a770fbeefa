"""Which short names of people are which full names: a surname, a given name, a name with an initial."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from agents.enrich.languages.letters import is_written_together
from agents.enrich.languages.vocabulary import Strings, Vocabulary
from agents.enrich.mentions.inflection import CROWD, Inflection
from agents.enrich.mentions.names import Key

SHORT_NAME = 3  # syllables of most Chinese and Korean names, the first of which is the family name
LONGEST_FAMILY_NAME = 3  # characters of a family name that is written as one with the given name
SHORTEST_FULL_NAME, LONGEST_FULL_NAME = 2, 6  # characters of such a name; a foreign one has a dot between its words


def full_names(keys: Sequence[Key], vocabulary: Vocabulary) -> Iterator[tuple[Key, Key]]:
    """Yield the people's names that are short for exactly one other name, with that name.

    If two people of the text have the surname, it is neither's: nothing in a text says surely whose it is.
    """
    names = _Names(keys, vocabulary)
    for short in keys:
        candidates = names.fullest(names.longer(short))
        if len(candidates) == 1:
            yield short, candidates[0]


class _Names:
    """The people's names of a text, by their words."""

    def __init__(self, keys: Sequence[Key], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._generations = vocabulary.generations
        self._inflection = Inflection.of(vocabulary)
        self._two_surnames = vocabulary.two_surnames
        self._family_name_first = vocabulary.family_name_first
        self._by_surname: defaultdict[str, list[Key]] = defaultdict(list)
        self._by_first: defaultdict[str, list[Key]] = defaultdict(list)
        self._by_middle: defaultdict[str, list[Key]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[Key]] = defaultdict(list)
        for key in keys:
            self._add(key)

    def _add(self, key: Key) -> None:
        for stem in self._inflection.stems(surname(key, self._generations)):
            _put(self._by_surname[stem], key)
        for stem in self._inflection.stems(key[0]):
            _put(self._by_first[stem], key)
        for word in dict.fromkeys(key[1:-1]) if self._two_surnames else ():
            _put(self._by_middle[word], key)
        for beginning in _beginnings(key[0], self._vocabulary) if len(key) == 1 else ():
            _put(self._by_beginning[beginning], key)

    def longer(self, short: Key) -> list[Key]:
        """Return the longer names that this one may be short for, if it is a surname, or else a given name."""
        sharing = self._find(self._by_surname, short[-1])
        found = [key for key in sharing if len(key) > len(short) and self._shares_surname(short, key)]
        if self._two_surnames:
            middles = self._by_middle.get(short[-1], ())
            found += [key for key in middles if len(key) > len(short) and _contains(key, short)]
        if len(short) == 1 and (self._family_name_first or not found):
            firsts = self._find(self._by_first, short[0])
            found += [key for key in firsts if len(key) > 1 and self._inflection.shared(short[0], key[0])]
            found += self._by_beginning.get(short[0], ())
        return list(dict.fromkeys(found))

    def fullest(self, keys: list[Key]) -> list[Key]:
        """Leave out names that are short for others among them, and the juniors if there is a senior.

        More than CROWD are too many to compare, and cannot be one person.
        """
        if len(keys) > CROWD:
            return []
        seniors = [key for key in keys if key[-1] not in self._generations] or keys
        return [
            key
            for key in seniors
            if not any(
                len(other) > len(key)
                and len(key) > 1
                and (self._shares_surname(key, other) or (self._two_surnames and _contains(other, key)))
                for other in seniors
            )
        ]

    def _find(self, index: dict[str, list[Key]], word: str) -> list[Key]:
        return list(dict.fromkeys(key for stem in sorted(self._inflection.stems(word)) for key in index.get(stem, ())))

    def _shares_surname(self, short: Key, full: Key) -> bool:
        """Return whether short is the end of full (Le Pen), or has its surname with its given name or initial.

        A junior is meant only by his surname, because his given names are his father's.
        """
        if full[-1] in self._generations:
            return len(short) == 1 and short[0] == full[-2]
        if not self._inflection.shared(short[-1], full[-1]) or _has_other_initial(short, full):
            return False
        given, first = short[0], full[0]
        return (
            short[:-1] == full[-len(short) : -1]
            or (len(short) > 1 and self._inflection.shared(given, first) > 0)
            or given == first[0]
        )


def surname(key: Key, generations: Strings) -> str:
    """Return the last word of a name that is no Jr."""
    return key[-2 if key[-1] in generations and len(key) > 1 else -1]


def _has_other_initial(short: Key, full: Key) -> bool:
    """Return whether both have a middle name, one of them an initial that is not the other's: George W. and H. W."""
    middles = short[1:2], full[1:2]
    is_initial = len(short) > 2 and any(len(middle) == 1 for (middle,) in middles)
    return is_initial and middles[0][0][0] != middles[1][0][0]


def _put(keys: list[Key], key: Key) -> None:
    if len(keys) <= CROWD:
        keys.append(key)


def _contains(full: Key, short: Key) -> bool:
    return any(full[start : start + len(short)] == short for start in range(len(full) - len(short) + 1))


def _is_together(word: str) -> bool:
    """Return whether a name may be a family name and a given name without a space: 安倍晋三, 이재명."""
    return SHORTEST_FULL_NAME <= len(word) <= LONGEST_FULL_NAME and all(map(_is_cjk, word))


def _is_cjk(character: str) -> bool:
    return is_written_together(character) or "가" <= character <= "힣"


def beginnings(names: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return what may be the family name of each full name without a space, if no other name begins so."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for beginning in _beginnings(name, vocabulary):
            owners[beginning].add(name)
    return {start: next(iter(found)) for start, found in owners.items() if len(found) == 1}


def _beginnings(name: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what may be the family name of a name without a space."""
    if not _is_together(name):
        return
    longest = min(LONGEST_FAMILY_NAME, len(name) - 1)
    if vocabulary.short_family_names:
        longest = min(longest, max(1, len(name) - 2), 2) if len(name) > SHORT_NAME else 1
    for length in range(1, longest + 1):
        yield name[:length]
