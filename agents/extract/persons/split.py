"""Where a by-line with several persons is split: at marks, and at words that join persons but not surnames."""

import re

from agents.extract.clean import clean_value
from agents.extract.labels import AGENCY, BYLINE, SPACE
from agents.extract.persons.names import PARTICLES, in_order, is_full
from agents.extract.persons.roles import is_role
from agents.extract.words import any_of

_AND = re.compile(r"(?<!\s)\s++and\s++")
_LONGEST = 2_000  # characters of a by-line; twenty names have a quarter of that
# 64 characters before the @ and 255 behind it: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|[^\s@]{1,64}+@[^\s@]{1,255}\.\w{1,63}|(?<!\w)@\w+")
_REVIEWER = re.compile(rf"(?:^|(?<![\s,;|])[\s,;|]++){any_of('review')}\b.*$", re.IGNORECASE)
_MARK = re.compile(rf"{SPACE}?[;；|•·、，]\s*+")
# A joint is in small letters, because some are names (`Dan`) or initials (`Jane E. Doe`); a few are written in any.
_JOINT = re.compile(
    rf"{SPACE}?(?:,(?!\s*(?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D|Esq)\b)|(?P<slash>[/／])"
    rf"|(?<!\w)(?P<word>{any_of('joint')}|&|(?i:and|with|und|mit|et|avec|og|och))(?!\w))\s*+"
)
# https://github.com/microlinkhq/metascraper/issues/352: a label is no label where one word follows it in metadata.
_GIVEN = re.compile(r"\s*(?:Von|Di|Af) [^\W\d_a-zß-ÿ]\w+\s*")
_REPORTED = re.compile(r"(?:[/／]|\s)\w{2,6}(?:報導|报道|專電|专电)\W*$")  # `記者王小明／台北報導`
_SUFFIX = re.compile(r",\s*((?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D)\.?)\s*$")
_SURNAMES = re.compile(any_of("surname_joint"))


def split_byline(byline: str) -> list[str]:
    """Return the parts of a by-line between commas, semicolons, `and` and similar words; a very long one is cut."""
    return [part for chunk in _MARK.split(BYLINE.sub("", _read(byline))) for part in _parts(chunk) if part]


def split_stated(byline: str, *, is_person: bool) -> list[str]:
    """Return the names in metadata, where a family name may stand first: `Brandt, Olga`.

    `is_person`: the page says that it is one person's, so only full names are split from each other, since some pages
    have several persons in one; surnames with a joint (`José Ortega y Medina`) are not.
    """
    text = _read(byline)
    bare = BYLINE.sub("", text)
    text = text if is_person and is_whole_name(text) else bare
    chunks = [chunk for chunk in _MARK.split(text) if chunk]
    people = [_ordered(part) for chunk in chunks for part in _AND.split(chunk)]
    if all(people):
        return [name for name in people if name]
    parts = (part for chunk in chunks for part in _stated(chunk, is_person=is_person))
    return [part for part in parts if part]


def _stated(chunk: str, *, is_person: bool) -> list[str]:
    name = _ordered(chunk)
    return [name] if name else _parts(chunk, is_person=is_person)


def is_whole_name(text: str) -> bool:
    """Whether what looks like the label of a by-line is a given name: `Von Miller`."""
    return _GIVEN.fullmatch(text) is not None


def _read(byline: str) -> str:
    return _REPORTED.sub("", _REVIEWER.sub("", _ADDRESS.sub(" ", clean_value(byline[:_LONGEST]))))


def _ordered(part: str) -> str | None:
    """Return `Olga Brandt` for `Brandt, Olga`; None for anything else."""
    suffix = _SUFFIX.search(part)
    family, comma, given = (part[: suffix.start()] if suffix else part).partition(",")
    if not comma or "," in given or not (name := in_order(family.strip(), given.strip())):
        return None
    return f"{name}, {suffix[1]}" if suffix else name


def _parts(chunk: str, *, is_person: bool = False) -> list[str]:
    """Return what is between joints that join persons."""
    parts: list[str] = []
    start, joint = 0, None
    for found in (*_JOINT.finditer(chunk), None):
        text = chunk[start : found.start() if found else len(chunk)]
        if joint is None or not parts or _are_two(parts[-1], text, joint, is_person=is_person):
            parts.append(text)
        else:
            parts[-1] += joint[0] + text
        start, joint = (found.end(), found) if found else (start, None)
    return parts


def _are_two(left: str, right: str, joint: re.Match[str], *, is_person: bool) -> bool:
    """Whether the texts on both sides of a joint are two persons."""
    word = joint["word"]
    if word is None and joint["slash"] is None:
        return True
    if word is not None and left.rpartition(" ")[2] in PARTICLES:  # `von und zu`
        return False
    if not right or not left or is_role(right) or AGENCY.fullmatch(right):
        return True
    joins_surnames = word is not None and _SURNAMES.fullmatch(word) is not None
    if is_person and joins_surnames:
        return False
    if not is_person and not joins_surnames:
        return True
    are_single = word is not None and not joins_surnames and len(left.split()) == 1 == len(right.split())
    return are_single or (is_full(left) and is_full(right))
