"""How a name is written, and which ways of writing it are the same name."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

from schemas import EntityType

Key: TypeAlias = tuple[str, ...]
"""A name's words in lower case, without accents, dots, articles and corporate suffixes."""

ARTICLES = frozenset({"the", "a", "an"})
CONNECTIVES = frozenset({"of", "the", "and", "for", "in", "on", "de", "du", "des", "la", "le", "les", "et", "&"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
CORPORATE = frozenset({"inc", "corp", "corporation", "ltd", "limited", "plc", "llc", "co", "ag", "gmbh", "sa", "nv"})
SYNONYMS = {("usa",): ("us",), ("united", "states", "of", "america"): ("united", "states")}

HONORIFICS = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady madam messrs mme mlle m".split())
"""Words that precede a name and are no part of it."""

OFFICES = frozenset(
    """president vice-president minister premier chancellor secretary ambassador senator sen representative rep
    congressman congresswoman governor gov mayor councillor councilor commissioner chairman chairwoman chair director
    chief executive ceo cfo coach captain capt general gen colonel col major maj lieutenant lt sergeant sgt admiral adm
    commander officer detective inspector constable judge justice attorney sheriff speaker spokesman spokeswoman
    spokesperson leader reverend rev father bishop archbishop cardinal rabbi imam sheikh ayatollah analyst economist
    lawmaker mp""".split()
)
"""Words for what a person does, which stand before a name with or without a capital letter."""

OFFICE_ATTRIBUTES = frozenset(
    """vice deputy prime foreign defense defence interior finance justice health trade former ex acting interim first
    assistant associate lead senior executive state attorney opposition party police army us uk eu""".split()
)
"""Words that qualify an office: the Foreign of Foreign Minister."""


COMMON_ABBREVIATIONS = frozenset(
    """ai api atm ceo cfo coo cpu crm css cto diy dna dvd faq gdp gps gpu hiv hr html http id ip iq it kpi led llm mba
    ml mp ngo pc pdf phd pr qr r&d roi saas seo sms sql suv tv ui url usb ux vat vip vpn wifi xml""".split()
)
"""Abbreviations of common nouns, which look like names."""

CALENDAR = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun today tomorrow yesterday""".split()
)
"""Names of months and days, which the recogniser takes for people now and then."""


@lru_cache(maxsize=50_000)
def key_of(name: str, kind: EntityType) -> Key:
    """Return what all the ways to write this name have in common."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"\w+|&", re.sub(r"['’.]", "", folded))
    if words and words[0] in ARTICLES:
        words = words[1:] or words
    if kind is EntityType.ORG:
        while len(words) > 1 and words[-1] in CORPORATE:
            words.pop()
        while len(words) > 1 and words[-1] in CORPORATE:
            words.pop()
    elif kind is EntityType.NORP:
        words = [_singular(word) for word in words]
    return SYNONYMS.get(tuple(words), tuple(words))


def _singular(word: str) -> str:
    """Return Russian for Russians; Swiss and Chinese stay."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def is_acronym(name: str) -> bool:
    """Tell whether a name is two to six capitals, with or without dots: EU, U.S., NATO."""
    return re.fullmatch(r"(?:[A-Z]\.?){2,6}", name) is not None


def initials(key: Key) -> set[str]:
    """Return the acronyms a name of several words may have, with and without its small words."""
    return {
        "".join(word[0] for word in key),
        "".join(word[0] for word in key if word not in CONNECTIVES),
    }


def is_title(word: str) -> bool:
    """Tell whether a word may precede a person's name without being part of it."""
    plain = word.strip(".,").casefold()
    return plain in HONORIFICS or plain in OFFICES or plain in OFFICE_ATTRIBUTES
