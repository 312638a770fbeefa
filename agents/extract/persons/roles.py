"""What persons do for an outlet, in by-lines before, behind or in the place of a name: `Political Editor`, 記者."""

import re

from agents.extract.persons.names import is_full
from agents.extract.words import LANGUAGES, any_of

_LONGEST_ROLE = 5  # words before or behind a name
_SHORTEST_NAME = 2  # words that a role without a mark leaves
_RANKS = rf"(?:{any_of('rank')}(?:\s+|-))"
# `Senior Reporter`, `correspondent in Paris`: what follows the role begins with a small letter.
_PHRASE = re.compile(rf"(?i:{_RANKS}{{0,4}}{any_of('role')})(?:\s+[^\W\d_A-ZÀ-ÞА-Я]\S{{0,10}}\s+\S.{{0,40}})?")
_RANKED = re.compile(rf"(?i:{any_of('rank')}(?:\s++|-)).*\s(?i:{any_of('role')})")
_LAST = re.compile(rf".*\s(?i:{any_of('role')})")
_GLUED = "|".join(LANGUAGES[code].role for code in ("zh", "ja", "ko"))
_IN_FRONT = re.compile(rf"(?:{_GLUED})[\s:：/／]*(?=\w\w)")
_BEHIND = re.compile(rf"(?<=\w\w)\s*(?:{_GLUED})$")
_LONGEST = 100  # characters of a part that is looked at


def is_role(part: str, *, is_first: bool = True) -> bool:
    """Whether a part of a by-line is a role and no name; behind a name, any words that end in one are a role.

    At the start of a by-line they may be a name: some surnames are roles.
    """
    if len(part) > _LONGEST:
        return False
    return any(one.fullmatch(part) for one in ((_PHRASE, _RANKED) if is_first else (_PHRASE, _RANKED, _LAST)))


def without_role(part: str) -> str:
    """Return a name without the role that stands before or behind it."""
    if len(part) > _LONGEST:
        return part
    part = _BEHIND.sub("", _IN_FRONT.sub("", part, count=1), count=1)
    words = part.split()
    for place in range(min(_LONGEST_ROLE, len(words) - _SHORTEST_NAME), 0, -1):
        if _PHRASE.fullmatch(" ".join(words[:place])) and is_full(" ".join(words[place:])):
            words = words[place:]
            break
    for place in range(_SHORTEST_NAME, len(words)):
        if is_full(" ".join(words[:place])) and _PHRASE.fullmatch(" ".join(words[place:])):
            words = words[:place]
            break
    return " ".join(words)
