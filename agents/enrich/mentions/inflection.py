"""The cases of a name: Путин and Путиным, Helsinki and Helsingissä, Merkel and Merkels.

A general rule instead of a grammar: two words are cases of one if both are the same stem with endings that the language
has, or with none. It says only which of a text's names may be the same, so both must be in the text.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from agents.enrich.languages.vocabulary import Strings, Vocabulary
from agents.enrich.mentions.gazetteer import territories
from agents.enrich.mentions.names import Key, folded
from schemas import EntityType

MIN_STEM = 4  # letters that two cases share
MIN_WHOLE_STEM = 3  # letters, if one of the two has no ending: Рим, Риме
LONGEST_WORD = 40  # letters of a word that is taken apart
CROWD = 20  # names that share a stem; with more, none of them is compared

PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})


class Inflection:
    """The cases of one language; `Inflection.of` makes each once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._endings = _by_length(folded(vocabulary.endings))
        self._inner = _by_length(folded(vocabulary.inner_endings or vocabulary.endings))
        self._fleeting = folded(vocabulary.fleeting)
        self._vowels = self._fleeting | frozenset("aeiouyаеиоуыэюяєі")
        self._changes = [_pair(change) for change in sorted(vocabulary.stem_changes)]
        self._all = vocabulary.inflected == "all"

    @staticmethod
    @cache
    def of(vocabulary: Vocabulary) -> "Inflection":
        """Return the cases of a vocabulary's language."""
        return Inflection(vocabulary)

    @property
    def exists(self) -> bool:
        """Whether names of the language have cases that are written on them."""
        return bool(self._vocabulary.endings)

    @lru_cache(maxsize=50_000)  # noqa: B019 - one object for each language, for the life of the process
    def stems(self, word: str, is_inner: bool = False) -> Strings:
        """Return what may be the stem of a word, itself included."""
        stems = {word}
        if len(word) <= LONGEST_WORD:
            endings = self._inner if is_inner else self._endings
            for length, known in endings.items():
                if len(word) - length >= MIN_WHOLE_STEM and word[-length:] in known:
                    stems.add(word[:-length])
            for stem in frozenset(stems):
                stems.update(self._variants(stem))
        return frozenset(stems)

    def shared(self, one: str, other: str, is_inner: bool = False, shortest: int = MIN_STEM) -> int:
        """Return how well two words fit as cases of one: 0 if they do not, more for a longer common stem."""
        if one == other:
            return 2 * len(one) + 2
        fits = [
            2 * len(stem) + (stem in (one, other))
            for stem in self.stems(one, is_inner) & self.stems(other, is_inner)
            if len(stem) >= shortest or (len(stem) >= MIN_WHOLE_STEM and stem in (one, other))
        ]
        return max(fits, default=0)

    def fit(self, one: Key, other: Key, is_person: bool) -> int:
        """Return how well two names fit as cases of one: 0 if they do not."""
        if len(one) != len(other):
            return 0
        # A place of one short word is less sure: Mali is not Malé.
        shortest = MIN_WHOLE_STEM if is_person or len(one) > 1 else MIN_STEM
        total = self.shared(one[-1], other[-1], shortest=shortest)
        for first, second in zip(one[:-1], other[:-1], strict=True):
            inflects = self._all or not is_person
            fits = self.shared(first, second, not self._all, shortest) if inflects else int(first == second)
            if not fits or not total:
                return 0
            total += fits
        return total

    def _variants(self, stem: str) -> Iterator[str]:
        """Yield what else a stem may be: the helsink of helsing, the pav'l of Pavel and Pavla."""
        for changed, former in self._changes:
            if stem.endswith(changed) and len(stem) > MIN_WHOLE_STEM:
                yield stem[: -len(changed)] + former
        if not self._fleeting or len(stem) < MIN_WHOLE_STEM or stem[-1] in self._vowels:
            return
        if stem[-2] in self._fleeting:
            yield f"{stem[:-2]}'{stem[-1]}"
        elif stem[-2] not in self._vowels:
            yield f"{stem[:-1]}'{stem[-1]}"


def cases(kinds: Mapping[Key, EntityType], counts: Mapping[Key, int], vocabulary: Vocabulary) -> dict[Key, Key]:
    """Return each name that is a case of another, with that one, the more frequent.

    A name that fits two others equally well is neither, and a country is no other: Niger and Nigeria. Names of more
    than CROWD that share a stem are not compared, which keeps the cost of hostile texts linear.
    """
    inflection = Inflection.of(vocabulary)
    found = dict(_glued(kinds, vocabulary))
    if not inflection.exists:
        return found
    by_stem: defaultdict[tuple[object, int, str], list[Key]] = defaultdict(list)
    countries = territories(vocabulary)
    for key in sorted(kinds.keys() - found.keys(), key=lambda key: (key not in countries, -counts[key], key)):
        if not key:
            continue
        group = _class(kinds[key])
        buckets = [(group, len(key), stem) for stem in sorted(inflection.stems(key[-1]))]
        candidates = {other for bucket in buckets for other in by_stem.get(bucket, ())[: CROWD + 1]}
        is_person = group is EntityType.PERSON
        former = None if key in countries else _best(key, candidates, inflection, is_person)
        if former is not None:
            found[key] = former
            continue
        for bucket in buckets:
            if len(by_stem[bucket]) <= CROWD:
                by_stem[bucket].append(key)
    return found


def nominative_rank(name: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return how far a written name is from the nominative: its length, then how seldom nominatives end so."""
    ranks = 0
    for word in name.lower().split():
        ends = [rank for rank, ending in enumerate(vocabulary.nominative) if word.endswith(ending)]
        is_bare = not any(word.endswith(ending) for ending in vocabulary.endings)
        ranks += 0 if is_bare else 1 + min(ends, default=len(vocabulary.nominative))
    return len(name), ranks


def _best(key: Key, candidates: set[Key], inflection: Inflection, is_person: bool) -> Key | None:
    """Return the one that fits best, or None."""
    if len(candidates) > CROWD:
        return None
    fits = sorted(((inflection.fit(key, other, is_person), other) for other in candidates), reverse=True)
    fits = [fit for fit in fits if fit[0]]
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1]


def _glued(kinds: Mapping[Key, EntityType], vocabulary: Vocabulary) -> Iterator[tuple[Key, Key]]:
    """Yield the names with a word glued before them, with the name alone: the Arabic for `and Egypt`, with Egypt."""
    for key in kinds if vocabulary.glued_before else ():
        for prefix in sorted(vocabulary.glued_before):
            alone = (key[0].removeprefix(prefix), *key[1:]) if key else key
            if alone != key and alone in kinds and _class(kinds[alone]) == _class(kinds[key]):
                yield key, alone
                break


def _class(kind: EntityType) -> object:
    return "place" if kind in PLACES else kind


def _by_length(endings: Strings) -> dict[int, Strings]:
    lengths = sorted({len(ending) for ending in endings if ending})
    return {length: frozenset(ending for ending in endings if len(ending) == length) for length in lengths}


def _pair(change: str) -> Sequence[str]:
    return [next(iter(folded(frozenset({part})))) if part else "" for part in change.split(">")]
