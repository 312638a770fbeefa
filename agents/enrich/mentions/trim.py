"""Trimming: recognised spans are cut to the name itself, and those that name nothing are dropped."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from agents.enrich.languages.letters import has_case, is_part_of_word, is_written_together
from agents.enrich.languages.vocabulary import Vocabulary, any_of
from agents.enrich.mentions.context import begins_sentence, is_date, is_spoken_of_as_person
from agents.enrich.mentions.names import is_company
from agents.enrich.spans import Span
from schemas import EntityType

MAX_WORDS = {EntityType.PERSON: 6, EntityType.NORP: 4, EntityType.GPE: 6}
MAX_WORDS_OF_OTHERS = 12  # titles of works and laws are long; more words are a line of text without a full stop
LINE_END = re.compile(r"[\n\t]")  # a tab ends a cell of a table
PERSON_END = re.compile(r"[\n\t/:(|;,]|\s[–—-]\s")
ADDRESS = re.compile(r"://|www\.|\w@\w|\.(?:com|html?|php|jpe?g|png)$", re.IGNORECASE)
SMALL_WORDS_BEHIND = re.compile(r"['’][sS](?:\s+[^\W\d_A-Z]\w*)+$")
QUOTES = '"”“»«’'
QUOTATION = re.compile(r"[\"“„«‘”]")
APOSTROPHES = ("'", "’")
SUFFIX = re.compile(r",? (?P<word>[^\W\d_]{3,11})\b(?:\.(?=,| [^\W\d_A-Z]))?")
GENERATION = re.compile(r",? (?P<word>[^\W\d_]{2,3})\b\.?")


def trimmed(text: str, spans: Iterable[Span], vocabulary: Vocabulary) -> Iterator[Span]:
    """Yield the spans without articles, titles and possessive endings; leave out those that are not names.

    Each is taken to be before the next. A person's name gets the Sr. behind it, which tells a father from a son.
    """
    found = list(spans)
    limits = [*(span.start for span in found[1:]), len(text)]
    for span, limit in zip(found, limits, strict=False):
        start, end = _first_part(text, span)
        start, end = _without_edges(text, start, end, vocabulary)
        if span.type is EntityType.PERSON:
            start = _after_titles(text, start, end, vocabulary)
            end = _before_titles(text, start, end, vocabulary)
            end = _with_generation(text, end, limit, vocabulary)
        elif span.type in (EntityType.ORG, EntityType.GPE):
            end = _with_suffix(text, end, limit, vocabulary)
        cut = Span(start, end, span.type)
        name = cut.of(text)
        if is_name(name, span.type, vocabulary) and (
            name.casefold().strip(".") not in vocabulary.dates or _is_person(text, cut, vocabulary)
        ):
            yield cut


def is_name(name: str, kind: EntityType, vocabulary: Vocabulary) -> bool:
    """Return whether this can be the name of something; a month can, if it is a person's."""
    lowered = name.casefold()
    letters = sum(character.isalnum() for character in name)
    return (
        (letters > 1 or (letters == 1 and _is_syllable(name)))
        and any(map(str.isalpha, name))
        and not (has_case(name) and name.islower())
        and lowered not in vocabulary.interface
        and lowered.strip(".") not in vocabulary.generations
        and lowered not in vocabulary.common_abbreviations
        and ADDRESS.search(name) is None
        and not (kind is EntityType.PERSON and re.match(r"[a-z]\b", name))
        and len(name.split()) <= MAX_WORDS.get(kind, MAX_WORDS_OF_OTHERS)
    )


def _is_syllable(name: str) -> bool:
    """Return whether a single character says as much as a word: 沪, 윤."""
    return all(is_written_together(character) or "가" <= character <= "힣" for character in name)


def _is_person(text: str, span: Span, vocabulary: Vocabulary) -> bool:
    """Return whether what looks like a month or a day is spoken of as a person: Mrs May, `May said`."""
    return (
        span.type is EntityType.PERSON
        and is_spoken_of_as_person(text, span.start, span.end, vocabulary)
        and not is_date(text, span.start, span.end, vocabulary)
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
    """Cut punctuation, a possessive ending with what is behind it, and an article that is not part of the name."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (is_part_of_word(text[end - 1]) or text[end - 1] in ".!)+"):
        if text[end - 1] in QUOTES and QUOTATION.search(text, start + 1, end - 1):
            break  # the hotel «Astoria»
        end -= 1
    end = _before_ending(text, start, end, vocabulary)
    if text.endswith(")", start, end) and "(" not in text[start:end]:
        end -= 1
    article = _article(vocabulary).match(text, start, end)
    # The Hague and The Guardian keep their article: it has a capital in the middle of a sentence.
    if article and (text[start].islower() or (_is_apart(article[0]) and begins_sentence(text, start, vocabulary))):
        start = article.end()
    return start, end


def _before_ending(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Return the end of a name without an ending behind an apostrophe: the 's of Ukraine's, the 'da of Ankara'da."""
    if vocabulary.possessive:
        behind = SMALL_WORDS_BEHIND.search(text, start, end)
        if behind and behind.start() > start:
            return behind.start()
        if text.endswith(vocabulary.possessives, start, end):
            return end - len(vocabulary.possessives[0])
    if vocabulary.joined_are_outside:
        apostrophe = max(text.rfind(mark, start, end) for mark in APOSTROPHES)
        if apostrophe > start and text[apostrophe + 1 : end].casefold() in vocabulary.joined_endings:
            return apostrophe
    return end


def _is_apart(article: str) -> bool:
    """Return whether a space parts an article from the name; L'Oréal keeps its L' at the beginning of a sentence."""
    return article[-1].isspace()


@cache
def _article(vocabulary: Vocabulary) -> re.Pattern[str]:
    elided = [article for article in vocabulary.articles if article.endswith(APOSTROPHES)]
    return re.compile(rf"(?:(?:{any_of(vocabulary.articles.difference(elided))})\s+|(?:{any_of(elided)}))(?=\S)")


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


def _before_titles(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Return where the name ends before a title behind it: 岸田首相, 윤석열 대통령; a title without a name is kept.

    Where titles behind a name are words with spaces around them, people count them to the name: they stay.
    """
    for title in _titles_together(vocabulary):
        name = text[start:end].removesuffix(title)
        # A single syllable such as 군 may also be the last of a name that is written with it.
        is_title = len(title) > 1 or not vocabulary.spaced or name[-1:].isspace()
        if name.strip() and is_title and text.endswith(title, start, end):
            return start + len(name.rstrip())
    return end


def _with_generation(text: str, end: int, limit: int, vocabulary: Vocabulary) -> int:
    """Return the end of a person's name with the Jr., Sr. or III behind it, unless that is beyond the limit."""
    behind = GENERATION.match(text, end, limit)
    word = behind["word"] if behind else ""
    if behind is None or not word[0].isupper() or word.casefold() not in vocabulary.generations:
        return end
    return behind.end("word") if word.isupper() else behind.end()


def _with_suffix(text: str, end: int, limit: int, vocabulary: Vocabulary) -> int:
    """Return the end of a name with the legal form behind it, unless that is beyond the limit: Victoria plc."""
    behind = SUFFIX.match(text, end, limit)
    word = behind["word"] if behind else ""
    is_suffix = (word[:1].isupper() or word == "plc") and is_company(("", word.casefold()), vocabulary)
    return behind.end() if behind and is_suffix else end


@cache
def _titles_together(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the titles behind names of a language that writes them together, the longest first."""
    titles = [title for title in vocabulary.titles_behind if all(map(_is_syllable, title))]
    return tuple(sorted(titles, key=lambda title: (-len(title), title)))
