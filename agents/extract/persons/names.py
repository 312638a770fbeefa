"""What a person's full name looks like, and its usual form: given name first, in small letters."""

import re
import unicodedata

from agents.extract.labels import AGENCY
from agents.extract.words import any_of, listed

_ARTICLES = listed("the")
PARTICLES = frozenset(
    "al af av ap bin da das de del della den der di do dos du el la le ten ter van von vom y e i и zu zum".split()
)
_NO_NAME = re.compile(rf"(?i)(?<!\w)(?:{any_of('no_name', 'office', 'role', 'desk')})(?!\w)")
_VOWEL = re.compile("[aeiouyàâáäãåæèéêëìíîïòóôöõøœùúûüýăąęėįųůőűıα-ωάέήίόύώаеёиоуыэюяіїєў]")
_NO_PERSON = re.compile(
    r"(?i)(?<!\w)(?:agency|customs|group|live|magazin\w*|media|news|post|press|radio|redakt\w*|spiegel|times|today|tv|usa"
    r"|u\.s\.|zeitung)(?!\w)"
)
_LONGEST_GIVEN = 3  # words of given names behind a comma
_LONGEST_FAMILY = 4  # words of a family name in front of it, particles included
_HAN = 4  # characters of a full name in Han or Hangul


def is_full(text: str) -> bool:
    """Whether a text looks like a given name with a family name, and does not end within one."""
    words = text.split()
    if len(words) == 1:
        return 2 <= len(text) <= _HAN and all(unicodedata.category(letter) == "Lo" for letter in text)
    if len(words) < 2 or words[-1].casefold() in PARTICLES or words[0].casefold() in PARTICLES - {"al", "la", "van"}:
        return False
    return all(not word[:1].islower() or word in PARTICLES for word in words) and not _NO_NAME.search(text)


def in_order(family: str, given: str) -> str | None:
    """Return `Olga Brandt` for `Brandt` and `Olga`, as catalogues write them; None if they may be two of something."""
    words, rest = family.split(), given.split()
    if not 1 <= len(rest) <= _LONGEST_GIVEN or not 1 <= len(words) <= _LONGEST_FAMILY:
        return None
    if (
        any(word.casefold() not in PARTICLES for word in words[:-1])
        or _is_acronym(words[-1])
        or not words[-1][:1].isupper()
    ):
        return None
    if (
        not rest[0][:1].isupper()
        or any(word[:1].islower() and word not in PARTICLES for word in rest)
        or _is_acronym(rest[0])
    ):
        return None
    if _NO_NAME.search(given) or _NO_NAME.search(family) or AGENCY.search(given) or AGENCY.search(family):
        return None
    return f"{given} {family}"


def in_small_letters(name: str) -> str:
    """Return `JANE DOE` as `Jane Doe`, where each word may be one of a name; any other text as it is."""
    words = name.split()
    if name != name.upper() or name == name.lower() or len(words) < 2 or _NO_NAME.search(name) or AGENCY.search(name):
        return name
    if _NO_PERSON.search(name) or words[0].casefold() in _ARTICLES or not all(_is_word(word) for word in words):
        return name
    return " ".join(_small(word) if place else _capitalised(word) for place, word in enumerate(words))


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is spelt as letters: CNN, RTL; initials with full stops are not."""
    letters = [letter for letter in word if letter.isalpha()]
    return (
        "." not in word
        and len(letters) > 1
        and word == word.upper()
        and (len(letters) <= 3 or not _VOWEL.search(word.lower()))
    )


def _is_word(word: str) -> bool:
    bare = word.strip(".,'’-")
    if len(bare) == 1 or word.casefold() in PARTICLES:
        return bare.isalpha()
    return len(bare) > 2 and _VOWEL.search(word.lower()) is not None and not any(map(str.isdigit, word))


def _small(word: str) -> str:
    return word.lower() if word.casefold() in PARTICLES else _capitalised(word)


def _capitalised(word: str) -> str:
    """Return `O'NEILL-SMITH` as `O'Neill-Smith`, and `MCDONALD` as `McDonald`."""
    parts = re.split(r"([-'’.])", word)
    small = "".join(part[:1] + part[1:].lower() for part in parts)
    return f"Mc{small[2:].capitalize()}" if small.startswith("Mc") and len(small) > 4 else small
