"""Where the sentences of a text lie."""

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sr jr st sen rep gov gen col capt lt sgt rev hon inc corp co ltd vs etc no fig al jan feb mar
    apr jun jul aug sept sep oct nov dec e.g i.e a.m p.m""".split()
)
BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\W_a-z])|\n+")
LAST_WORD = re.compile(r"(\S+)\.$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, white space left out; a line's end ends a sentence, too."""
    start = 0
    for boundary in BOUNDARY.finditer(text):
        if not boundary.group().isspace() and _is_abbreviation(text[max(0, boundary.end() - 12) : boundary.end()]):
            continue
        yield from _stripped(text, start, boundary.end())
        start = boundary.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviation(tail: str) -> bool:
    """Tell whether what ends here is Mr. or the J. of a name, and no sentence; U.S. may be either and counts here."""
    last = LAST_WORD.search(tail)
    if last is None:
        return False
    word = last[1].lstrip("\"'“‘(").casefold()
    return word in ABBREVIATIONS or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
