"""The valence of words: how good or bad each is, from a lexicon, reversed by a negation before it."""

from collections.abc import Mapping, Sequence

from agents.enrich.languages.vocabulary import Vocabulary

SCOPE = 3  # words after a negation that it reverses
REVERSED = -0.7  # not good is less bad than bad; VADER (Hutto and Gilbert, 2014) measured -0.74


def is_negation(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word in lower case reverses those after it."""
    return word in vocabulary.negations or word.endswith(vocabulary.negation_endings)


def valences(words: Sequence[str], lexicon: Mapping[str, float], vocabulary: Vocabulary) -> list[float]:
    """Return the valence of each word in lower case, -1 to 1; 0 if the lexicon does not have it."""
    found = [lexicon.get(word, 0.0) for word in words]
    for position, valence in enumerate(found):
        if valence and any(is_negation(word, vocabulary) for word in words[max(0, position - SCOPE) : position]):
            found[position] = REVERSED * valence
    return found
