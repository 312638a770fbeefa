"""The persons' names in by-lines: split, without `By`, roles, addresses and the outlet's own name."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from agents.extract.clean import fold
from agents.extract.labels import BYLINE, SPACE
from agents.extract.persons.names import in_small_letters
from agents.extract.persons.roles import is_role, without_role
from agents.extract.persons.split import is_whole_name, split_byline, split_stated
from agents.extract.words import any_of

# `(Berlin)`, ` - Staff Writer`
_NOTE = re.compile(rf"{SPACE}?(?:\([^)]{{0,200}}\)|\[[^\]]{{0,200}}\])\s*+|{SPACE}[-–—|]\s++.*$")
_DASH = re.compile(r"^([^-–—|]{2,60}) [-–—] (.{2,60})$")
_NO_PERSON = re.compile(rf"{any_of('desk')}|(?:{any_of('rank')}\s+)*{any_of('role')}", re.IGNORECASE)
# What a visible by-line leaves after the split beside names: a month without its digits, or `Updated ...`.
_DATE_REST = re.compile(
    rf"(?:{SPACE}(?:last )?{any_of('dated')})?(?:^|{SPACE}){any_of('month')}\.?$|^{any_of('dated')}\b.*",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(rf"^{any_of('archive')}\s+", re.IGNORECASE)
# `Jane Doe for the Harbour Times`, `Jane Doe in London`
_FOR = re.compile(
    r"^(\S++ \S++.*?) (?:[Ff]or|para|pour) (?:the |The |la |le |el )?[^\W\da-zß-ÿ].*$|^(\S.*?) in [^\W\da-zß-ÿ].*$"
)
_CODE = re.compile(r"\w+(?:\.\w+){3,}")  # of a template that was not filled in
_LONGEST = 60  # characters; a longer one is a sentence
_MOST_WORDS = 7
_MOST = 20  # authors of an article
_MOST_BYLINES = 200  # and parts of by-lines: papers with more authors are read in part


def clean_authors(
    bylines: Iterable[str],
    outlets: Iterable[str | None] = (),
    *,
    is_stated: bool = False,
    are_persons: bool = False,
) -> tuple[str, ...]:
    """Return the persons' names in the by-lines, each once, in order; names equal to an outlet's are dropped.

    `is_stated`: they are metadata, where a family name may stand first; `are_persons`: each is one person's there.
    """
    not_authors = {_squeeze(outlet) for outlet in outlets if outlet}
    names: dict[str, str] = {}
    for part, is_first in islice(_parts(bylines, not_authors, is_stated, are_persons), _MOST_BYLINES):
        if (name := _clean_name(part, is_first=is_first, is_person=are_persons)) and _squeeze(name) not in not_authors:
            names.setdefault(fold(name), name)
    return tuple(_fullest(list(names.values())))[:_MOST]


def _parts(
    bylines: Iterable[str], not_authors: set[str], is_stated: bool, are_persons: bool
) -> Iterator[tuple[str, bool]]:
    """Yield the parts of by-lines, and whether each is the first of its by-line."""
    for byline in islice(bylines, _MOST_BYLINES):
        parts = split_stated(byline, is_person=are_persons) if is_stated else split_byline(byline)
        for place, part in enumerate(parts):
            dash = _DASH.match(part)
            yield (dash[2] if dash and _squeeze(dash[1]) in not_authors else part), place == 0


def _clean_name(part: str, *, is_first: bool, is_person: bool) -> str | None:
    bare = BYLINE.sub("", _ARCHIVE.sub("", part))
    name = _NOTE.sub("", part if is_person and is_whole_name(part) else bare)
    name = _DATE_REST.sub("", name).strip(" \t,.;:|/-–—\"'*«»")
    if _NO_PERSON.fullmatch(name) or is_role(name, is_first=is_first) or _CODE.fullmatch(name):
        return None
    name = in_small_letters(_without_outlet(without_role(name)))
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or _NO_PERSON.fullmatch(name):
        return None
    if any(character.isdigit() for character in name) or not any(character.isalpha() for character in name):
        return None
    return name


def _without_outlet(name: str) -> str:
    found = _FOR.fullmatch(name)
    return next(filter(None, found.groups()), name) if found else name


def _fullest(names: list[str]) -> list[str]:
    """Drop a name that is part of another one."""
    words = [set(fold(name).split()) for name in names]
    return [name for name, own in zip(names, words, strict=True) if not any(own < other for other in words)]


def _squeeze(name: str) -> str:
    return re.sub(r"(?:com|org|net)$", "", fold(name).replace(" ", "").removeprefix("the").removeprefix("www"))
