"""The names of time zones that newspapers write behind a time, as hours from UTC.

A name counts only where newspapers mean one zone by it; one that means another in a language or country has it there.
"""

from collections.abc import Mapping
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# RFC 822 has UT, GMT and the first eight of the Americas; the others are those of the tz database.
_HOURS: Mapping[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "WEZ": 0, "WESZ": 1,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "AKST": -9, "AKDT": -8, "HST": -10, "HAST": -10,
    "BRT": -3, "BRST": -2, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5, "VET": -4, "UYT": -3, "BOT": -4,
    "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2, "HNEC": 1, "HAEC": 2, "BST": 1,
    "EET": 2, "EEST": 3, "OEZ": 2, "OESZ": 3, "MSK": 3, "MSD": 4, "МСК": 3, "TRT": 3, "SAMT": 4, "YEKT": 5, "OMST": 6,
    "NOVT": 7, "KRAT": 7, "IRKT": 8, "YAKT": 9, "VLAT": 10,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "IDT": 3, "IRST": 3.5, "GST": 4, "PKT": 5, "IST": 5.5, "NPT": 5.75,
    "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "SGT": 8, "MYT": 8, "PHT": 8, "HKT": 8, "AWST": 8, "KST": 9, "JST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_BY_LANGUAGE: Mapping[str, Mapping[str, float]] = {
    "bn": {"BST": 6},  # Bangladesh
    "ga": {"IST": 1},  # Ireland, in summer
    "he": {"IST": 2},  # Israel
    "ru": {"MCK": 3},  # in Latin letters that look the same
    "zh": {"CST": 8},  # China
}
_BY_REGION: Mapping[str, Mapping[str, float]] = {
    "BD": {"BST": 6}, "IE": {"IST": 1}, "IL": {"IST": 2}, "CN": {"CST": 8}, "TW": {"CST": 8}, "PH": {"PST": 8},
    "CU": {"CST": -5}, "AU": {"EST": 10, "EDT": 11, "CST": 9.5, "WST": 8},
}  # fmt: skip
# Regions' names without a season mean the zone that holds at the date.
_PLACES: Mapping[str, str] = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "EST5EDT": "America/New_York", "CST6CDT": "America/Chicago", "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}  # fmt: skip


def zone_of(name: str, language: str | None = None, region: str | None = None) -> tzinfo | None:
    """Return the zone of a name (`CET`, `Europe/Berlin`), as a BCP 47 tag and a country mean it; None if not known."""
    name = name.strip()
    if "/" in name or name.upper() in _PLACES:
        return _place(_PLACES.get(name.upper(), name))
    spoken = _BY_LANGUAGE.get((language or "").lower().replace("_", "-").partition("-")[0], {})
    known = {**_HOURS, **spoken, **_BY_REGION.get(region or "", {})}
    hours = known.get(name.upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def _place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # `../x` and `Europe` are not names
        return None
