"""Where the sentences of a text begin and end, in every script.

Own code instead of spaCy's sentencizer, which ignores line ends: 18 % of its sentences went over one, such as from a
heading to the text below. Given each line by itself, it finds 98 % of the same sentences, in ten times the time.

Thai and Lao have no full stop: spaces stand between their clauses, and a long line is cut at some of them.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias
from unicodedata import category

from agents.enrich.languages.vocabulary import Vocabulary

Place: TypeAlias = tuple[int, int]
"""Where a part of a text begins and ends, in characters."""

SPACED = ".!?…‽⁇⁈⁉։"
"""Marks that end a sentence if white space follows; the last one is Armenian."""

FREE = "。！？｡؟۔।॥።፧។៕။།༎"
"""Marks that end a sentence whatever follows: Chinese and Japanese, Arabic, Urdu, Indic, Ethiopic, Khmer, Burmese,
Tibetan. No abbreviation is written with them.
"""

CLOSING = "\"'”’»›)\\]}」』】》〉）］"
OPENING = "\"'“”‘’„‚«»‹›(\\[{「『【《〈（［¿¡–—―•·*-"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: written without spaces between words."""

# Possessive, and from the start of a run only: a long run of dots or quotes is read once. In this order: marks before
# white space, which “ and « may close too („…“, »…«), and in French » after a space; marks that need no space; the
# Greek question mark, which is a semicolon; the Armenian full stop, often typed as a colon; line ends.
STOP = re.compile(
    rf"""
    (?<![{SPACED}{FREE}])[{SPACED}]++ [{CLOSING}“‘«]*+ (?:[ \u00a0\u202f][»›](?=[\s,.;:]|\Z))?+
    | [{FREE}]++ [{SPACED}{FREE}]*+ (?P<free>[{CLOSING}]*+)
    | (?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e] [{CLOSING}]*+
    | (?<=[\u0561-\u0587]): [{CLOSING}]*+
    | [\n\r\u2028\u2029]++
    """,
    re.VERBOSE,
)
BEGINNING = re.compile(rf"(\s*+)(?:[{OPENING}][ \u00a0\u202f]?+)*+")
WIDE = re.compile(f"[{UNSPACED}]")
HIRAGANA = re.compile("[\u3041-\u309f]")
GEORGIAN = re.compile("[\u10d0-\u10ff]")  # small letters by Unicode, but sentences begin with them

LAST_WORD = re.compile(r"(?<!\S)(\S+)\.$")
FIRST_WORD = re.compile(r"\w{2,12}")
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_\uac00-\ud7a3]")  # but Hangul, where a letter may be a sentence's last
ORDINAL = re.compile(r"\d{1,2}|[IVX]{2,5}")
ORDINALS = frozenset("bs cs da de et fi hr hu is lv nb nn no sk sl sr tr".split())
"""Languages that write ordinal numbers with a dot: the 3. of 3. März."""

THAI = re.compile("[\u0e00-\u0eff]")  # and Lao: a dot ends abbreviations only
TAIL = 12  # characters before a dot that are looked at; no abbreviation is as long

LONGEST = 600  # characters; what has more is a list or lacks full stops
LONGEST_UNSPACED = 200  # the same where words have no spaces between them: it says about as much
PAUSE = re.compile(r"[,;:،؛၊፣–—]\s|[、，；：]|\s[–—]")
SPACE = re.compile(r"\s")


def sentences(text: str, vocabulary: Vocabulary) -> Iterator[Place]:
    """Yield start and end of each sentence, without the white space around it; a line's end also ends a sentence.

    A sentence of more than LONGEST characters comes in parts, which end at a comma or a space. The time grows with the
    text's length, not with its square.
    """
    start = 0
    for end in _ends(text, vocabulary):
        yield from _parts(text, start, end)
        start = end


def _ends(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Yield where sentences end, in order."""
    start = 0
    for stop in STOP.finditer(text):
        if _is_end(text, start, stop, vocabulary):
            start = stop.end()
            yield start
    yield len(text)


def _is_end(text: str, start: int, stop: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Return whether a mark ends the sentence that begins at start."""
    end = stop.end()
    if stop["free"] is not None:
        return not (stop["free"] and HIRAGANA.match(text, end))  # the sentence of 「なぜ？」と聞いた goes on
    if stop[0].isspace():  # before the look at what follows, which may be white space up to the text's end
        return True
    beginning = BEGINNING.match(text, end)
    if beginning is None or beginning.end() == len(text):
        return True
    if not beginning[1]:
        return _is_between_wide(text, stop, beginning.end())
    return _may_begin(text[beginning.end()]) and not _is_inside(text, start, end, beginning.end(), vocabulary)


def _is_between_wide(text: str, stop: re.Match[str], following: int) -> bool:
    """Return whether this is a narrow ! or ? between letters that are written without spaces."""
    if stop[0][-1] not in "!?" and HIRAGANA.match(text, following):
        return False
    return stop[0][0] in "!?" and all(WIDE.match(text, at) for at in (max(0, stop.start() - 1), following))


def _may_begin(letter: str) -> bool:
    """Return whether a sentence may begin with this character."""
    if letter.islower():
        return GEORGIAN.match(letter) is not None
    return letter.isalnum() or category(letter) == "Sc"  # a currency's sign


def _is_inside(text: str, start: int, end: int, following: int, vocabulary: Vocabulary) -> bool:
    """Return whether the dot before end ends an abbreviation, an initial or a number, like the J. of a name."""
    tail = text[max(start, end - TAIL) : end]
    last = LAST_WORD.search(tail)
    if last is None:
        return False
    word = last[1].lstrip("\"'“‘„«‚(")
    if word.isdecimal() and tail.strip() == last[0] and end - start <= TAIL:
        return True  # the number of an item in a list
    if vocabulary.code in ORDINALS and ORDINAL.fullmatch(word):
        return True
    folded = word.casefold()
    if folded not in vocabulary.abbreviations and not INITIALS.fullmatch(folded):
        return THAI.match(word[-1:]) is not None
    return not (_may_end(folded, vocabulary) and _opens(text, following, vocabulary))


def _may_end(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether this abbreviation often ends a sentence: U.S., p.m., Inc., Jr.; an honorific never does."""
    return "." in word or word in vocabulary.corporate_suffixes or word in vocabulary.generations


def _opens(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence begins with a word that begins no name: The, It."""
    first = FIRST_WORD.match(text, start)
    return first is not None and first[0].lower() in vocabulary.articles | vocabulary.pronouns


def _parts(text: str, start: int, end: int) -> Iterator[Place]:
    """Yield a sentence, or if it is too long its parts, without the white space around."""
    start, end = _stripped(text, start, end)
    while end - start > LONGEST_UNSPACED and end - start > (longest := _longest(text, start)):
        cut = _cut(text, start + longest // 2, start + longest)
        yield _stripped(text, start, cut)
        start, end = _stripped(text, cut, end)
    if start < end:
        yield start, end


def _longest(text: str, start: int) -> int:
    """Return how many characters the sentence from start may have."""
    wide = len(WIDE.findall(text, start, start + LONGEST_UNSPACED))
    return LONGEST_UNSPACED if wide > LONGEST_UNSPACED / 2 else LONGEST


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut: behind the last comma between the two places, or the last space, or at the second place."""
    for mark in (PAUSE, SPACE):
        found = list(mark.finditer(text, start, end))
        if found:
            return found[-1].end()
    while end > start + 1 and category(text[end])[0] == "M":  # a vowel sign stays with its letter
        end -= 1
    return end


def _stripped(text: str, start: int, end: int) -> Place:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
