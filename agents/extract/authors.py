"""The persons' names in by-lines: split, without `By`, roles, addresses and the outlet's own name."""

import re
from collections.abc import Iterable
from itertools import islice

from agents.extract.clean import clean_value, fold
from agents.extract.labels import BYLINE, SPACE
from agents.extract.words import any_of

_SPLIT = re.compile(
    rf"{SPACE}?(?:[;|/•·、，]|(?<!\w)(?:{any_of('joint')}|&)(?!\w)|,(?!\s*(?:Jr|Sr|II|III|MD|PhD|Ph\.D)\b))\s*+",
    re.IGNORECASE,
)
# 64 characters before the @ and 255 behind it: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|[^\s@]{1,64}+@[^\s@]{1,255}\.\w{1,63}|(?<!\w)@\w+")
# `(Berlin)`, ` - Staff Writer`
_NOTE = re.compile(rf"{SPACE}?(?:\([^)]{{0,200}}\)|\[[^\]]{{0,200}}\])\s*+|{SPACE}[-–—|]\s++.*$")
_NO_PERSON = re.compile(rf"{any_of('desk')}|(?:{any_of('rank')}\s+)*{any_of('role')}", re.IGNORECASE)
# What a visible by-line leaves after the split beside names: a month without its digits, or `Updated ...`.
_DATE_REST = re.compile(
    rf"(?:{SPACE}(?:last )?{any_of('dated')})?(?:^|{SPACE}){any_of('month')}\.?$|^{any_of('dated')}\b.*",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(rf"^{any_of('archive')}\s+", re.IGNORECASE)
_REVIEWER = re.compile(rf"(?:^|(?<![\s,;|])[\s,;|]++){any_of('review')}\b.*$", re.IGNORECASE)
_LONGEST = 60  # characters; a longer one is a sentence
_MOST_WORDS = 7
_MOST = 20  # authors of an article
_LONGEST_BYLINE = 2_000  # characters; twenty names have a quarter of that
_MOST_BYLINES = 200  # and parts of by-lines: papers with more authors are read in part


def clean_authors(bylines: Iterable[str], outlets: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Return the persons' names in the by-lines, each once, in order; names equal to an outlet's are dropped."""
    not_authors = {_squeeze(outlet) for outlet in outlets if outlet}
    names: dict[str, str] = {}
    parts = (part for byline in islice(bylines, _MOST_BYLINES) for part in split_byline(byline))
    for part in islice(parts, _MOST_BYLINES):
        if (name := _clean_name(part)) and _squeeze(name) not in not_authors:
            names.setdefault(fold(name), name)
    return tuple(_fullest(list(names.values())))[:_MOST]


def split_byline(byline: str) -> list[str]:
    """Return the parts of a by-line between commas, semicolons, `and` and similar words; a very long one is cut."""
    persons = _REVIEWER.sub("", _ADDRESS.sub(" ", clean_value(byline[:_LONGEST_BYLINE])))
    return [part for part in _SPLIT.split(BYLINE.sub("", persons)) if part]


def _clean_name(part: str) -> str | None:
    name = _NOTE.sub("", BYLINE.sub("", _ARCHIVE.sub("", part)))
    name = _DATE_REST.sub("", name).strip(" \t,.;:|/-–—\"'*«»")
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or _NO_PERSON.fullmatch(name):
        return None
    if any(character.isdigit() for character in name) or not any(character.isalpha() for character in name):
        return None
    return name


def _fullest(names: list[str]) -> list[str]:
    """Drop a name that is part of another one."""
    words = [set(fold(name).split()) for name in names]
    return [name for name, own in zip(names, words, strict=True) if not any(own < other for other in words)]


def _squeeze(name: str) -> str:
    return re.sub(r"(?:com|org|net)$", "", fold(name).replace(" ", "").removeprefix("the").removeprefix("www"))
