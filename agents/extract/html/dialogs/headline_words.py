"""The words of a headline, for the question whether a text is of the article that it heads."""

import re

from agents.extract.clean import fold

_MOST = 15  # words
_SHORTEST = 4  # letters: shorter ones are in any text
_STEM = 5  # letters of a word, so that its other forms are it too
# Scripts without spaces. Hiragana is left out: it writes endings and small words, which are in any text.
_PAIRS = re.compile("[\u30a1-\u30fa\u3400-\u9fff]{2,}")
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{5,}")


def headline_words(title: str) -> list[str]:
    """Return the stems of a headline's words; in scripts without spaces, its pairs of characters."""
    found: list[str] = []
    for word in fold(title).split()[:_MOST]:
        runs, longer = _PAIRS.findall(word), _SOUTH_EAST.findall(word)
        if runs or longer:
            found.extend(run[at : at + 2] for run in runs for at in range(len(run) - 1))
            found.extend(run[at : at + _STEM] for run in longer for at in range(0, len(run) - _STEM + 1, 2))
        elif len(word) >= _SHORTEST:
            found.append(word[:_STEM])
    return list(dict.fromkeys(found))


def shared(words: list[str], text: str) -> int:
    """Return how many of the words a text has."""
    text = text.casefold()
    return sum(word in text for word in words)
