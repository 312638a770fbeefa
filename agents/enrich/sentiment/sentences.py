"""Where the sentences of a text lie."""

import re
from collections.abc import Iterator

from agents.enrich.languages.vocabulary import Vocabulary

BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\W_a-z])|\n+")
LAST_WORD = re.compile(r"(\S+)\.$")


def sentences(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, white space left out; a line's end ends a sentence, too."""
    start = 0
    for boundary in BOUNDARY.finditer(text):
        tail = text[max(0, boundary.end() - 12) : boundary.end()]
        if not boundary.group().isspace() and _is_abbreviation(tail, vocabulary):
            continue
        yield from _stripped(text, start, boundary.end())
        start = boundary.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviation(tail: str, vocabulary: Vocabulary) -> bool:
    """Tell whether what ends here is Mr. or the J. of a name, and no sentence; U.S. may be either and counts here."""
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
