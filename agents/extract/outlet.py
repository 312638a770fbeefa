"""How an outlet is called that no page names: a readable name from its domain, `themoscowtimes` as The Moscow Times."""

import wordninja  # type: ignore[import-untyped]
from tld import get_tld

_ARTICLES = {"the", "le", "la", "les", "el", "los", "il", "der", "die", "das", "al", "de", "o", "a"}
_SMALL = {"of", "and", "de", "du", "for", "in", "on", "to"}
_ACRONYMS = {"abc", "afp", "aljazeera", "ap", "eu", "la", "npr", "nyt", "uk", "un", "usa", "us", "upi"}
_VOWELS = set("aeiouy")
_SHORTEST = 3  # letters of a word that the word list may be trusted with
_LONGEST_ACRONYM = 4


def outlet_name(domain: str | None) -> str | None:
    """Return a readable name for a registrable domain, or None without one."""
    if not domain:
        return None
    found = get_tld(f"https://{domain}", as_object=True, fail_silently=True, search_private=True)
    label = str(getattr(found, "domain", "") or domain)
    words = _words(label.lower())
    return " ".join(_capitalise(word, first=place == 0) for place, word in enumerate(words))


def _words(label: str) -> list[str]:
    """Split a label at its hyphens, else into English words; a label of no such words stays whole."""
    if "-" in label or not label.isascii():
        return [word for word in label.split("-") if word] or [label]
    words: list[str] = wordninja.split(label)
    is_sound = all(len(word) >= _SHORTEST or word.isdigit() for word in words[1:])
    return words if is_sound and (len(words[0]) >= 2 if words else False) else [label]


def _capitalise(word: str, *, first: bool) -> str:
    is_acronym = word in _ACRONYMS or (len(word) <= _LONGEST_ACRONYM and not _VOWELS & set(word)) or len(word) == 2
    if word in _ARTICLES or word in _SMALL:
        return word.capitalize() if first else word
    return word.upper() if is_acronym else word.capitalize()
