"""Names in English sentences by the project's own recogniser: labels of ten types, which those by people lack."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from agents.enrich.encoder.labels import TYPES
from agents.enrich.encoder.training.examples import Row, Span
from agents.enrich.languages import vocabulary_of
from agents.enrich.sentences import sentences
from agents.enrich.spans import Span as Recognised

ARTICLE = re.compile(r"(?:the|an?)\s++", re.IGNORECASE)
POSSESSIVES = ("'s", "’s", "'", "’")
CLOSING = ".)!"  # that may end a name: Inc., Yahoo!
LEAST = 15  # characters of a sentence
NAMELESS = 0.5  # share of the sentences without a name that stay


def labelled(pages: Iterable[tuple[str, str]], recognise: Callable[[str], Sequence[Recognised]]) -> Iterator[Row]:
    """Yield the sentences of English pages (document, text) with their names; half of those without are left out."""
    draw = random.Random(0)  # noqa: S311 - a sample, not a secret
    for document, text in pages:
        found = [trimmed(text, span.start, span.end, span.type.value) for span in recognise(text)]
        spans = [span for span in found if span[2] in TYPES and span[1] > span[0]]
        for row in _rows(document, text, spans):
            if row["spans"] or draw.random() < NAMELESS:
                yield row


def _rows(document: str, text: str, spans: Sequence[Span]) -> Iterator[Row]:
    """Yield the sentences of one page; a name that goes over a sentence's end is in neither."""
    following = 0
    for start, end in sentences(text, vocabulary_of("en")):
        while following < len(spans) and spans[following][0] < start:
            following += 1
        inside: list[Span] = []
        while following < len(spans) and spans[following][0] < end:
            first, last, kind = spans[following]
            if last <= end:
                inside.append((first - start, last - start, kind))
            following += 1
        if end - start > LEAST:
            yield {"text": text[start:end], "spans": inside, "doc": document}


def trimmed(text: str, start: int, end: int, kind: str) -> Span:
    """Cut a leading article, a possessive ending and marks off a name, as labels by people leave them out."""
    if article := ARTICLE.match(text, start, end):
        start = article.end()
    for ending in POSSESSIVES:
        if text.endswith(ending, start, end):
            end -= len(ending)
            break
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in CLOSING):
        end -= 1
    return start, end, kind
