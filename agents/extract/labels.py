"""The patterns of what newspapers write around an article, compiled once from the words of all languages."""

import re

from agents.extract.words import any_of

# A run of white space, tried from its start only: a search that began at each of its characters would be quadratic.
SPACE = r"(?:(?<!\s)\s++)"
_COLON = r"\s*[:：]"
_MARKS = r"(?<!\W)\W*+"  # also from their start only
_DATED = rf"(?:\s{any_of('before_date')})?(?:{_COLON}\s*|\s+(?=\d|\w+\.? \d))"


def _label(kind: str, ending: str) -> re.Pattern[str]:
    """Compile a label at the start of a line, after any punctuation and before the ending."""
    return re.compile(rf"{_MARKS}{any_of(kind)}{ending}", re.IGNORECASE)


# `By`, `Written by`, `Автор:` before a name.
BYLINE = re.compile(
    rf"^\s*(?:{any_of('before_by')}\s+)?{any_of('by', 'by_at_start', 'author')}(?:{_COLON}\s*|\s+)", re.IGNORECASE
)
# The space before a by-line that follows something else; a small word before a capital letter.
BEFORE_BYLINE = re.compile(rf"{SPACE}(?={any_of('by')} [^\Wa-z\d])")
RELATED = _label("related", rf"(?:{_COLON}|\s*[»>→]|\W*$)\s*")
SOURCE = _label("source", rf"(?:{_COLON}\s*|\s+(?=https?:)|\W*$)")
PUBLISHED_AT = _label("published_at", rf"(?:{_COLON}|\s)\s*")
# Any short label that contains the stem of an origin, before a bare URL: `Ursprüngliche URL: https://...`.
ORIGIN = re.compile(
    rf"(?=[^:：]{{0,60}}{any_of('origin')})[^\d:：./]{{2,60}}?\s*[:：–—-]?\s*(?=https?://\S+$)", re.IGNORECASE
)
PUBLISHED = _label("published", _DATED)
MODIFIED = _label("modified", _DATED)
TITLE = _label("title", rf"{_COLON}\s*")
CREDIT = re.compile(
    rf"\W*{any_of('credit')}(?:{_COLON}|\s+(?:{any_of('by', 'credit_of')}|/)\s)|\s*[©Ⓒ]|\s*\(c\)\s", re.IGNORECASE
)
AGENCY = re.compile(
    r"\b(?:AFP|Reuters|REUTERS|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|Bloomberg|Xinhua|TASS|ТАСС|РИА|dpa|EFE|ANSA"
    r"|AP(?: Photo)?|imago|Alamy|iStock|Unsplash|Wikimedia|AAP|PAP|ČTK)\b"
)
PROMOTION = re.compile(
    rf"\W*(?:{any_of('button')}\W*$|{any_of('plea')}\b.{{0,160}}\b{any_of('channel')}\b|{any_of('rights')})",
    re.IGNORECASE,
)
READING_TIME = re.compile(rf"{_MARKS}\d+\s*[- ]?{any_of('minutes')}\b.{{0,15}}", re.IGNORECASE)
