"""Revision: spans that the rest of the text contradicts."""

import re
from collections.abc import Sequence
from functools import cache

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.casing import Headlines
from agents.enrich.mentions.context import begins_sentence, is_behind_article, is_spoken_of_as_person
from agents.enrich.mentions.names import key_of
from agents.enrich.spans import Span
from schemas import EntityType

OWNERS = frozenset({EntityType.PERSON, EntityType.GPE, EntityType.NORP, EntityType.ORG})
LOWER_CASE_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][\w-]*")


def revised(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Return the spans without common nouns, without pieces of headlines, and without the names of their owners."""
    common = set(LOWER_CASE_WORD.findall(text))
    proper = [span for span in spans if not _is_common_noun(text, span, common, vocabulary)]
    headlines = Headlines(text, vocabulary)
    in_prose = {key_of(span.of(text), span.type, vocabulary) for span in proper if span.start not in headlines}
    attested = [
        span
        for span in proper
        if " " not in span.of(text)
        or span.start not in headlines
        or key_of(span.of(text), span.type, vocabulary) in in_prose
    ]
    owners = {span.of(text) for span in attested if span.type in OWNERS}
    return [_without_owner(text, span, owners, vocabulary) for span in attested]


def _is_common_noun(text: str, span: Span, common: set[str], vocabulary: Vocabulary) -> bool:
    """Return whether this is a single word that begins a sentence here and is in lower case elsewhere.

    A person of whom the sentence says something is none: `Gates denied it`. A noun behind an article is one.
    """
    name = span.of(text)
    if span.type is EntityType.PERSON and " " not in name and is_behind_article(text, span.start, span.end, vocabulary):
        return True
    if not name[1:].islower() or " " in name or name.lower() not in common:
        return False
    if span.type is EntityType.PERSON and is_spoken_of_as_person(text, span.start, span.end, vocabulary):
        return False
    return begins_sentence(text, span.start, vocabulary)


@cache
def _possessor(vocabulary: Vocabulary) -> re.Pattern[str]:
    ending = re.escape(vocabulary.possessive) or "(?!)"
    return re.compile(rf"['’]{ending}\s+(?=[A-Z]\S* )")


def _without_owner(text: str, span: Span, owners: set[str], vocabulary: Vocabulary) -> Span:
    """Return Air Force for Ukraine's Air Force, if the text also names Ukraine alone."""
    possessor = _possessor(vocabulary).search(text, span.start, span.end)
    if possessor and text[span.start : possessor.start()] in owners:
        return span._replace(start=possessor.end())
    return span
