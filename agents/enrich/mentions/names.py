"""How names are written, and which ways of writing are the same name."""

import re
from functools import cache, lru_cache
from typing import TypeAlias

from agents.enrich.languages.letters import WORD, fold
from agents.enrich.languages.vocabulary import Strings, Vocabulary
from schemas import EntityType

MIN_PLURAL = 5  # letters; Laos has four
KEY_WORDS = re.compile(rf"{WORD}|&")
OMITTED = re.compile(r"['’.]")
SUREST_SUFFIX = 3  # letters
OTHER_WORDS = frozenset("spa asa sas зао".split())
LONGEST_ACRONYM = 6  # letters

Key: TypeAlias = tuple[str, ...]
"""A name's words in lower case, without accents, dots, articles and corporate suffixes."""


@lru_cache(maxsize=50_000)
def key_of(name: str, kind: EntityType, vocabulary: Vocabulary) -> Key:
    """Return the same key for all ways to write a name, but not for its cases."""
    joined = _joined_ending(vocabulary).search(name)
    words = KEY_WORDS.findall(OMITTED.sub("", fold(name[: joined.start()] if joined else name)))
    if len(words) > 1 and words[0] in folded(vocabulary.articles):
        words = words[1:]
    if kind is EntityType.ORG:
        while len(words) > 1 and words[-1] in folded(vocabulary.corporate_suffixes):
            words.pop()
    elif kind is EntityType.PERSON:
        while len(words) > 1 and words[-1] in folded(vocabulary.titles_behind):
            words.pop()
    elif kind is EntityType.NORP:
        words = [_singular(word, vocabulary) for word in words]
    return _synonyms(vocabulary).get(tuple(words), tuple(words))


def is_company(key: Key, vocabulary: Vocabulary) -> bool:
    """Return whether the last word of a name says that it is a company's: Mars Inc.

    Short ones may be another word: Las Vegas NV, Leamington Spa, the surname Sá.
    """
    last = key[-1] if len(key) > 1 else ""
    return len(last) >= SUREST_SUFFIX and last not in OTHER_WORDS and last in folded(vocabulary.corporate_suffixes)


@cache
def folded(words: Strings) -> Strings:
    """Return words as keys have them."""
    return frozenset(OMITTED.sub("", fold(word)) for word in words)


@cache
def _synonyms(vocabulary: Vocabulary) -> dict[Key, Key]:
    pairs = vocabulary.synonyms.items()
    return {tuple(KEY_WORDS.findall(fold(one))): tuple(KEY_WORDS.findall(fold(other))) for one, other in pairs}


@cache
def _joined_ending(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a case ending behind a mark, at the end of a name: the :n of EU:n."""
    endings = "|".join(map(re.escape, sorted(vocabulary.joined_endings))) or "(?!)"
    return re.compile(rf"(?<=\w)[{re.escape(vocabulary.joiners or ':')}](?:{endings})$")


def _singular(word: str, vocabulary: Vocabulary) -> str:
    """Return Russian for Russians; Swiss and Chinese stay as they are."""
    if len(word) < MIN_PLURAL or word.endswith(vocabulary.not_plural):
        return word
    return word.removesuffix(vocabulary.plural)


def is_acronym(name: str) -> bool:
    """Return whether a name is two to six capitals, with or without dots: EU, U.S., NATO, США."""
    letters = name.replace(".", "")
    return (
        1 < len(letters) <= LONGEST_ACRONYM
        and letters.isalpha()
        and all(map(str.isupper, letters))
        and ".." not in name
        and not name.startswith(".")
    )


def initials(key: Key, vocabulary: Vocabulary) -> set[str]:
    """Return the acronyms that a name may have, with and without its connectives."""
    connectives = folded(vocabulary.connectives)
    return {
        "".join(word[0] for word in key),
        "".join(word[0] for word in key if word not in connectives),
    }


def is_title(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word, in any case, may stand before a person's name without being part of it."""
    plain = word.strip(".,").casefold()
    endings = vocabulary.inner_endings if vocabulary.capitalised_nouns else ()  # of the Präsidenten of Präsident
    return plain in vocabulary.titles or any(plain.removesuffix(ending) in vocabulary.titles for ending in endings)
