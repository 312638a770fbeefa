"""Salience: how much an article is about each thing that it names."""

import math
import re
from collections.abc import Sequence

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.link import name_of, type_of
from agents.enrich.spans import Thing
from schemas import EntityType

TITLE_BONUS = 1.0  # a thing in the headline counts twice
LEAD = 0.5  # share of its weight that a first mention at the very end keeps: news begins with the most important
UNSPREAD = 0.7  # share that a thing keeps if it is mentioned in one place only
ADJECTIVES = 0.5  # share that a nationality keeps: Russian says less of the subject than Russia


def saliences(things: Sequence[Thing], text: str, title: str | None, vocabulary: Vocabulary) -> list[float]:
    """Return the salience of each thing; they sum to 1."""
    weights = [_weight(thing, text, title or "", vocabulary) for thing in things]
    total = sum(weights)
    return [weight / total for weight in weights]


def _weight(thing: Thing, text: str, title: str, vocabulary: Vocabulary) -> float:
    """Return the logarithm of the mentions, times factors for an early start, for spread and for the title."""
    length = len(text)
    earliness = 1 - thing[0].start / length
    spread = (thing[-1].start - thing[0].start) / length
    weight = math.log2(1 + len(thing)) * (LEAD + (1 - LEAD) * earliness) * (UNSPREAD + (1 - UNSPREAD) * spread)
    if _is_in(title, {name_of(thing, text, vocabulary), *(span.of(text) for span in thing)}):
        weight *= 1 + TITLE_BONUS
    return weight * ADJECTIVES if type_of(thing, text) is EntityType.NORP else weight


def _is_in(title: str, names: set[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) for name in names if name in title)
