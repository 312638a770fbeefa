"""The first sentences of a text, and the number of its words."""

import re
import unicodedata

from agents.extract.words import any_of

_LONGEST = 300  # characters of a summary
_MOST = 3  # sentences of a summary
_SHORTEST = 60  # characters: a shorter first paragraph is a dateline or a label, and the next is added
# Scripts written without spaces between words. Han and Thai words average about two and four characters
# (https://aclanthology.org/W03-1730; https://en.wikipedia.org/wiki/Thai_script), kana and hangul syllables are counted
# with Han where they run together.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")
_SENTENCE_END = re.compile(
    "(?:[.!?\u2026\u061f\u06d4\u0964][\"'\u201d\u2019\u00bb)\\]]*(?=\\s)|[\u3002\uff01\uff1f][\u300d\u300f\u201d]*)"
)
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"'\u201c])(?:[^\W\d_]|[^\W\d_]\.[^\W\d_]|\d+|{any_of('abbreviation')})\.$")


def word_count(text: str) -> int:
    """Return the number of words; in scripts without spaces, an estimate from the number of characters."""
    unspaced, south_east = _UNSPACED.findall(text), _SOUTH_EAST.findall(text)
    if unspaced or south_east:
        text = _SOUTH_EAST.sub(" ", _UNSPACED.sub(" ", text))
    han = sum(map(len, unspaced))
    thai = sum(unicodedata.category(character)[0] == "L" for run in south_east for character in run)
    return len(_WORD.findall(text)) + -(-han // 2) + -(-thai // 4)


def summary(text: str) -> str:
    """Return the first one to three sentences, cut at the end of a sentence within about 300 characters."""
    lead = _lead(text)
    ends = [end for end in _sentence_ends(lead) if end <= _LONGEST][:_MOST]
    if ends:
        return lead[: ends[-1]].strip()
    first = next(iter(_sentence_ends(lead)), len(lead))
    return lead[:first].strip() if first <= 1.3 * _LONGEST else _shorten(lead)


def _lead(text: str) -> str:
    """Return the first paragraph, and the next ones while the text is too short."""
    lead = ""
    for line in text[: 4 * _LONGEST].split("\n"):
        paragraph = " ".join(line.split())  # a row of a table has tabs
        lead = lead + paragraph if lead.endswith("。") else f"{lead} {paragraph}".strip()
        if len(lead) >= _SHORTEST:
            break
    return lead


def _sentence_ends(text: str) -> list[int]:
    found = (match.end() for match in _SENTENCE_END.finditer(text))
    ends = [end for end in found if not _ABBREVIATION.search(text[max(end - 12, 0) : end])]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _shorten(text: str) -> str:
    """Cut a very long sentence after a word."""
    cut = text[: _LONGEST - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[_LONGEST // 2 :] else cut).rstrip(" ,;:-\u2013\u2014") + "\u2026"
