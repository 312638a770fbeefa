"""What of a text stands in quotation marks, in the styles of many languages."""

import re
from collections.abc import Iterator, Sequence

from agents.enrich.sentences import WIDE, Place

CLOSERS = {
    "“": "”",
    "„": '“”"',
    "”": "”",  # Swedish and Finnish
    "«": "»",
    "»": "«»",  # Danish, German books; Finnish
    "‹": "›",
    "›": "‹›",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "＂": "＂",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "〝": "〞〟",
}
"""The marks that close a quotation, by the mark that opens it."""

EITHER = '"”»›＂'  # marks that open or close; they open only where a word begins
MARK = re.compile(f"[{''.join(sorted({*CLOSERS, *''.join(CLOSERS.values())}))}\n]")


def quotations(text: str) -> Iterator[Place]:
    """Yield start and end of each quotation, with its marks.

    A quotation ends in its line. One that nothing closes counts only if it begins the line, as the paragraphs of a long
    quotation do; elsewhere the mark is a slip of the pen or stands for inches.
    """
    opened, line = -1, 0  # where the open quotation and the line begin
    for match in MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "\n":
            if opened == line:
                yield opened, at
            opened, line = -1, at + 1
        elif opened >= 0:
            if _closes(text, at, text[opened]):
                yield opened, at + 1
                opened = -1
        elif mark in CLOSERS and _opens(text, at):
            opened = at
    if opened == line:
        yield opened, len(text)


def shares(places: Sequence[Place], parts: Sequence[Place]) -> list[float]:
    """Return how much of each place, 0 to 1, the parts cover; both in order and without overlap."""
    covered, first = [], 0
    for start, end in places:
        while first < len(parts) and parts[first][1] <= start:
            first += 1
        part, common = first, 0
        while part < len(parts) and parts[part][0] < end:
            common += min(end, parts[part][1]) - max(start, parts[part][0])
            part += 1
        covered.append(common / (end - start))
    return covered


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if mark not in EITHER:
        return True
    return bool(after) and not after.isspace() and not (before.isalnum() and not WIDE.match(before))


def _closes(text: str, at: int, opener: str) -> bool:
    if text[at] not in CLOSERS[opener]:
        return False
    return text[at] != "’" or not text[at + 1 : at + 2].isalnum()  # ’ may be an apostrophe
