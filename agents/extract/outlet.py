"""A readable name for an outlet that no page names, from its domain: The Moscow Times from `themoscowtimes.com`."""

from functools import cache
from typing import Any

from tld import get_tld

from agents.extract.words import listed

_ARTICLES = listed("the")
_SMALL = listed("small")
_ACRONYMS = {"abc", "afp", "ap", "eu", "la", "npr", "nyt", "ny", "nz", "sf", "uk", "un", "usa", "us", "upi"}
_VOWELS = set("aeiouy")
_LONGEST_ACRONYM = 4
# A label is split only into frequent words: rare and short pieces are mostly pieces of a foreign word (`kom mer sant`,
# `lemon de`).
_COMMON = {3: 5_000, 4: 8_000}  # rank by length
_KNOWN = 20_000  # rank of longer words


def outlet_name(domain: str | None) -> str | None:
    """Return a readable name for a registrable domain, or None if it is not one."""
    found = get_tld(f"https://{domain}", as_object=True, fail_silently=True, search_private=True)
    if not domain or found is None:
        return None
    words = _words(str(getattr(found, "domain", domain)).lower())
    return " ".join(_capitalise(word, first=place == 0) for place, word in enumerate(words))


def _words(label: str) -> list[str]:
    """Split a label at its hyphens, else into English words; a label of other words stays whole."""
    if "-" in label or not label.isascii():
        return [word for word in label.split("-") if word] or [label]
    words: list[str] = _splitter().split(label)
    is_sound = len(words) > 1 and all(map(_is_word, words)) and words[-1] not in _SMALL
    return words if is_sound else [label]


@cache
def _splitter() -> Any:
    """Return the library's model; its words take a tenth of a second to load, and most pages name their outlet."""
    import wordninja  # type: ignore[import-untyped]

    return wordninja.DEFAULT_LANGUAGE_MODEL


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(_splitter()._wordcost)}


def _is_word(word: str) -> bool:
    if word in _ARTICLES | _SMALL | _ACRONYMS or word.isdigit() or _is_acronym(word):
        return True
    return len(word) > 2 and _ranks().get(word, _KNOWN) < _COMMON.get(len(word), _KNOWN)


def _is_acronym(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_ACRONYM and not _VOWELS & set(word)


def _capitalise(word: str, *, first: bool) -> str:
    if word in _ARTICLES - {"la"} | _SMALL or (word == "la" and not first):
        return word.capitalize() if first else word
    return word.upper() if word in _ACRONYMS or _is_acronym(word) else word.capitalize()
