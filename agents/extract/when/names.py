"""Which month a word is, by its language where two differ: `listopad` is October in Zagreb and November in Brno."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agents.extract.when import calendars, months
from agents.extract.when.calendars import Calendar

# Arabic letters that are typed for each other; marks of length and vowels are left out.
_LETTERS = str.maketrans("يىئكأإآٱۀةھ", "یییکااااههه", "ـًٌٍَُِّْٰٔ.\u200c\u200d׳'’॰")
_BEFORE = ("ខែ", "เดือน", "ເດືອນ", "ב", "ל")  # written together with the name of the month
_AFTER = ("လ",)
_LANGUAGES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "sh": "sr", "dr": "prs"}
_RELATED = {"fa": "prs", "prs": "fa"}

Month = tuple[Calendar, int]


def months_of(word: str, language: str | None) -> tuple[Month, ...]:
    """Return the months that a word may be, those of the language alone if it has the word; `12 آذار/مارس` is one."""
    found = _lookup(_key(word))
    if not found:
        return ()
    language = _LANGUAGES.get(language or "", language)
    own = {
        month
        for month, languages in found.items()
        if language in languages or _RELATED.get(language or "") in languages
    }
    return tuple(own or found)


@lru_cache(maxsize=4_096)
def _lookup(key: str) -> Mapping[Month, frozenset[str]]:
    for form in _forms(key):
        if form in _MONTHS:
            return _MONTHS[form]
    first, slash, second = key.partition("/" if "/" in key else " ")
    if not slash or not first or not second:
        return {}
    one, other = _lookup(first.strip()), _lookup(second.strip())
    return {month: one[month] for month in one if month in other}


def _forms(key: str) -> Iterator[str]:
    yield key
    for before in _BEFORE:
        if key.startswith(before):
            yield key[len(before) :].strip()
    for after in _AFTER:
        if key.endswith(after):
            yield key[: -len(after)]


def _key(word: str) -> str:
    """Return a word as it is looked up: without case, accents, and letters that are typed for each other."""
    word = " ".join(word.casefold().translate(_LETTERS).split())
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not "\u0300" <= part <= "\u036f")).replace(
        "ı", "i"
    )


def _table() -> dict[str, dict[Month, frozenset[str]]]:
    found: dict[str, dict[Month, frozenset[str]]] = {}
    for calendar, rows in {Calendar.GREGORIAN: months.MONTHS, **calendars.MONTHS}.items():
        for language, row in rows.items():
            for number, forms in enumerate(row.split(), 1):
                for form in forms.split("/"):
                    languages = found.setdefault(_key(form.replace("_", " ")), {})
                    month = (calendar, number)
                    languages[month] = languages.get(month, frozenset()) | {language}
    return found


_MONTHS = _table()
FIRST_WORDS = tuple(
    sorted(
        {
            form.partition("_")[0]
            for rows in (months.MONTHS, *calendars.MONTHS.values())
            for row in rows.values()
            for month in row.split()
            for form in month.split("/")
            if "_" in form
        }
    )
)
"""Of the names that have two words (`كانون الثاني`)."""
