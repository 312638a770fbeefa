"""Trimming: recognised spans are cut to the name itself, and those that name nothing are dropped."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from agents.enrich.languages.vocabulary import Vocabulary, any_of
from agents.enrich.spans import Span
from schemas import EntityType

MAX_WORDS = {EntityType.PERSON: 6, EntityType.NORP: 4, EntityType.GPE: 6}
MAX_WORDS_OF_OTHERS = 12  # titles of works and laws are long; more words are a line of text without a full stop
SENTENCE_START = re.compile(r"(?:^|[.!?:\n\t\"“”‘(\[•–—-])\s{0,3}$")  # of the three characters before a name
LINE_END = re.compile(r"[\n\t]")  # a tab ends a cell of a table
PERSON_END = re.compile(r"[\n\t/:(|;,]|\s[–—-]\s")
ADDRESS = re.compile(r"://|www\.|\w@\w|\.(?:com|html?|php|jpe?g|png)$", re.IGNORECASE)


def trimmed(text: str, spans: Iterable[Span], vocabulary: Vocabulary) -> Iterator[Span]:
    """Yield the spans without articles, titles and possessive endings; leave out those that are not names."""
    for span in spans:
        start, end = _first_part(text, span)
        start, end = _without_edges(text, start, end, vocabulary)
        if span.type is EntityType.PERSON:
            start = _after_titles(text, start, end, vocabulary)
        cut = Span(start, end, span.type)
        if is_name(cut.of(text), span.type, vocabulary):
            yield cut


def is_name(name: str, kind: EntityType, vocabulary: Vocabulary) -> bool:
    """Return whether this can be the name of something."""
    lowered = name.casefold()
    return (
        sum(character.isalnum() for character in name) > 1
        and any(map(str.isalpha, name))
        and not name.islower()
        and lowered.strip(".") not in vocabulary.calendar
        and lowered not in vocabulary.interface
        and lowered not in vocabulary.common_abbreviations
        and ADDRESS.search(name) is None
        and not (kind is EntityType.PERSON and re.match(r"[a-z]\b", name))
        and len(name.split()) <= MAX_WORDS.get(kind, MAX_WORDS_OF_OTHERS)
    )


def _first_part(text: str, span: Span) -> tuple[int, int]:
    """Return the part of a span before anything that ends a name: a line's or a cell's end, or an open bracket."""
    start = span.start + len(span.of(text)) - len(span.of(text).lstrip())
    name = text[start : span.end]
    end = PERSON_END.search(name) if span.type is EntityType.PERSON else LINE_END.search(name)
    name = name[: end.start()] if end else name
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")]
    return start, start + len(name)


def _without_edges(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """Cut punctuation, a possessive ending, and an article that is not part of the name."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in ".!)+"):
        end -= 1
    if text.endswith(vocabulary.possessives, start, end):
        end -= len(vocabulary.possessives[0])
    if text.endswith(")", start, end) and "(" not in text[start:end]:
        end -= 1
    article = _article(vocabulary).match(text, start, end)
    # The Hague and The Guardian keep their article: it has a capital in the middle of a sentence.
    if article and (text[start].islower() or SENTENCE_START.search(text, max(0, start - 3), start)):
        start = article.end()
    return start, end


@cache
def _article(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(vocabulary.articles)})\s+(?=\S)")


def _after_titles(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Return where the name begins behind Mr. or Foreign Minister; a title without a name is kept."""
    words = list(re.finditer(r"\S+", text[start:end]))
    plain = [word.group().strip(".,").casefold() for word in words]
    first = 0
    for position, word in enumerate(plain[:-1]):
        if word in vocabulary.honorifics or word in vocabulary.offices:
            first = position + 1
        elif word not in vocabulary.office_attributes:
            break
    return start + words[first].start() if words else start
