"""What helps to read a date that can be read in two ways: 03/04/2026 is in March in Boston, and in April in Leeds.

Who writes the month first is from CLDR (https://cldr.unicode.org): the United States and the Philippines, with
what is governed from there. Canada writes all three orders.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Order(StrEnum):
    """The order of day and month in figures, where the year is last."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Clues(Protocol):
    """What is known of a date's surroundings."""

    @property
    def language(self) -> str | None:
        """The primary language, `pt` of `pt-BR`."""

    @property
    def region(self) -> str | None:
        """The country, `BR` of `pt-BR`."""

    @property
    def order(self) -> Order | None:
        """The order in which language and country write; None if they do not decide."""

    @property
    def latest(self) -> datetime | None:
        """When the text was fetched: nothing is published more than a day later."""

    @property
    def witnesses(self) -> frozenset[date]:
        """The days that are stated elsewhere, beyond doubt."""


@dataclass(frozen=True, slots=True)
class Known:
    """Clues that are known at once."""

    language: str | None = None
    region: str | None = None
    order: Order | None = None
    latest: datetime | None = None
    witnesses: frozenset[date] = frozenset()


NOTHING = Known()
DAY_FIRST = Known(order=Order.DAY_FIRST)  # for those who ask only whether a text is a date

_MONTH_FIRST = frozenset("US PH PR GU AS VI MP FM MH PW UM".split())
_ALL_ORDERS = frozenset("CA PR PA".split())
_YEAR_FIRST = frozenset("hu lt zh ja ko mn eu".split())  # and with the year last as often one way as the other
_ENGLISH = frozenset(("en", "fil", "tl"))
_NEAR = timedelta(days=1)  # time zones
_FRESH = timedelta(days=2)  # most pages are fetched when they are new
# Endings of domains that are sold everywhere for what they spell.
_SOLD = frozenset("ac ag ai am bz cc cd co eu fm gg gl io is la li ly me ms nu pw sc sh so st to tk tv vc ws".split())


def clues_of(tags: Iterable[str], host: str | None = None, latest: datetime | None = None) -> Known:
    """Return what language tags (BCP 47, the most trustworthy first) and the host of an address tell."""
    languages, regions = [], []
    for tag in tags:
        language, region = split_tag(tag)
        languages += [language] if language else []
        regions += [region] if region else []
    if country := _country(host):
        regions.append(country)
    language = languages[0] if languages else None
    return Known(language, regions[0] if regions else None, order_of(language, regions), latest)


def split_tag(tag: str) -> tuple[str | None, str | None]:
    """Return the primary language and the region of a tag: `zh` and `TW` of `zh-Hant-TW`, `en` and `GB` of `en_GB`."""
    parts = tag[:35].replace("_", "-").split(",")[0].strip().split("-")
    language = parts[0].lower()
    if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        return None, None
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return language, region


def order_of(language: str | None, regions: list[str]) -> Order | None:
    """Return the order in which a language writes in these countries.

    en-US is what software has until somebody changes it, so another country that is named decides.
    """
    if language is not None and language not in _ENGLISH:
        unsure = language in _YEAR_FIRST or any(region in _MONTH_FIRST | _ALL_ORDERS for region in regions)
        return None if unsure and language != "fr" else Order.DAY_FIRST
    if any(region not in _MONTH_FIRST and region not in _ALL_ORDERS for region in regions):
        return Order.DAY_FIRST
    is_american = bool(regions) and not any(region in _ALL_ORDERS for region in regions)
    return Order.MONTH_FIRST if is_american or language in ("fil", "tl") else None


def _country(host: str | None) -> str | None:
    """Return the country that the end of a host's name stands for."""
    ending = (host or "").rstrip(".").rpartition(".")[2].lower()
    if len(ending) != 2 or not ending.isalpha() or ending in _SOLD:
        return None
    return "GB" if ending == "uk" else ending.upper()


def decide(readings: list[date], preferred: date | None, clues: Clues) -> date | None:
    """Return the day that one of several readings of a date is, or None if nothing decides.

    What is after the fetch is none; a day that is stated elsewhere decides; then the reading that language and country
    prefer; then that the page was fetched when it was new.
    """
    latest = clues.latest
    possible = list(dict.fromkeys(day for day in readings if not latest or day - _NEAR <= latest.date()))
    if len(possible) <= 1:
        return possible[0] if possible else None
    confirmed = [day for day in possible if any(abs(day - other) <= _NEAR for other in clues.witnesses)]
    if len(confirmed) == 1:
        return confirmed[0]
    if preferred in possible:
        return preferred
    fresh = [day for day in possible if latest and latest.date() - day <= _FRESH]
    return fresh[0] if len(fresh) == 1 else None
