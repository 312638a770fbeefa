"""Texts that ask for consent: told by several of their phrases, which the table of interstitials has by language."""

import re

from agents.extract.interstitial import phrases

READ = 3_000  # characters that phrases are looked for in
_SURE = 4  # phrases
_LIKELY = 3  # phrases, in a text that quotes nothing
_QUOTED = re.compile("[“”„«»「『]")
_PHRASE = re.compile("|".join((*phrases.CONSENT.texts.values(), *phrases.PURPOSES.values())), re.IGNORECASE)


def may_ask(text: str) -> bool:
    """Whether a text has a word of such a notice."""
    text = text.lower()
    return any(map(text.__contains__, phrases.CONSENT_STEMS))


def is_notice(text: str) -> bool:
    """Whether a text asks for consent."""
    found = {match[0].lower() for match in _PHRASE.finditer(text[:READ])}
    return len(found) >= (_SURE if _QUOTED.search(text) else _LIKELY)
