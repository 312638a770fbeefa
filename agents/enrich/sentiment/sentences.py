"""Where the sentences of a text begin and end.

Own code instead of spaCy's sentencizer: on 4.6 million characters of web pages it took 0.3 s, the sentencizer with its
tokeniser 3.2 s. The sentencizer ignores line ends, so 18 % of its sentences went over one, such as from a heading to
the text below. Given each line by itself, it finds 98 % of the same sentences.
"""

import re
from collections.abc import Iterator

from agents.enrich.languages.vocabulary import Vocabulary

# Possessive, and from the start of a run only: a long run of dots or quotes is read once.
BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s++[\"'“‘(\[]*+[^\W_a-z])|\n+")
LAST_WORD = re.compile(r"(?<!\S)(\S+)\.$")


def sentences(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, without the white space around it; a line's end also ends a sentence."""
    start = 0
    for boundary in BOUNDARY.finditer(text):
        tail = text[max(0, boundary.end() - 12) : boundary.end()]
        if not boundary.group().isspace() and _is_abbreviation(tail, vocabulary):
            continue
        yield from _stripped(text, start, boundary.end())
        start = boundary.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviation(tail: str, vocabulary: Vocabulary) -> bool:
    """Return whether this dot ends an abbreviation or an initial, like Mr. or the J. of a name; so does that of U.S."""
    last = LAST_WORD.search(tail)
    if last is None:
        return False
    word = last[1].lstrip("\"'“‘(").casefold()
    return word in vocabulary.abbreviations or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
