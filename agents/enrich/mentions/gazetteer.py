"""The gazetteer: the names of countries, continents and large cities."""

from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.names import Key, key_of
from schemas import EntityType

CITIES = Path(__file__).with_name("cities.txt")
ORGANISATIONS = frozenset({"EU", "EZ", "UN"})  # territories in CLDR, but organisations in the news
UNKNOWN = "ZZ"
SCRIPTS = {"sr": ("sr", "sr_Latn"), "zh": ("zh", "zh_Hant")}  # languages that newspapers write in two scripts


@cache
def territories(vocabulary: Vocabulary) -> dict[Key, EntityType]:
    """Return countries as GPE and larger regions as LOC, by their names in a language (Unicode CLDR).

    A language that CLDR does not know has none.
    """
    return {
        key_of(name, EntityType.GPE, vocabulary): EntityType.LOC if code.isdigit() else EntityType.GPE
        for locale in SCRIPTS.get(vocabulary.code, (vocabulary.code,))
        for code, name in _names(locale).items()
        if code not in ORGANISATIONS and code != UNKNOWN
    }


def _names(locale: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(locale).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def cities(vocabulary: Vocabulary) -> frozenset[Key]:
    """Return the cities of more than 100,000 people; `list_cities` wrote the list from GeoNames."""
    lines = CITIES.read_text(encoding="utf-8").splitlines()
    return frozenset(key_of(line, EntityType.GPE, vocabulary) for line in lines if line and not line.startswith("#"))
