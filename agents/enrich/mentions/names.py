"""How names are written, and which ways of writing are the same name."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

from agents.enrich.languages.vocabulary import Vocabulary
from schemas import EntityType

MIN_PLURAL = 5  # letters; Laos has four

Key: TypeAlias = tuple[str, ...]
"""A name's words in lower case, without accents, dots, articles and corporate suffixes."""


@lru_cache(maxsize=50_000)
def key_of(name: str, kind: EntityType, vocabulary: Vocabulary) -> Key:
    """Return the same key for all ways to write a name."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\w+|&", re.sub(r"['’.]", "", folded))
    if words and words[0] in vocabulary.articles:
        words = words[1:] or words
    if kind is EntityType.ORG:
        while len(words) > 1 and words[-1] in vocabulary.corporate_suffixes:
            words.pop()
    elif kind is EntityType.NORP:
        words = [_singular(word, vocabulary) for word in words]
    return vocabulary.synonyms.get(tuple(words), tuple(words))


def _singular(word: str, vocabulary: Vocabulary) -> str:
    """Return Russian for Russians; Swiss and Chinese stay as they are."""
    if len(word) < MIN_PLURAL or word.endswith(vocabulary.not_plural):
        return word
    return word.removesuffix(vocabulary.plural)


def is_acronym(name: str) -> bool:
    """Return whether a name is two to six capitals, with or without dots: EU, U.S., NATO."""
    return re.fullmatch(r"(?:[A-Z]\.?){2,6}", name) is not None


def initials(key: Key, vocabulary: Vocabulary) -> set[str]:
    """Return the acronyms that a name may have, with and without its connectives."""
    return {
        "".join(word[0] for word in key),
        "".join(word[0] for word in key if word not in vocabulary.connectives),
    }


def is_title(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word may stand before a person's name without being part of it."""
    plain = word.strip(".,").casefold()
    return plain in vocabulary.honorifics or plain in vocabulary.offices or plain in vocabulary.office_attributes
