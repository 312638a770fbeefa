"""What stands beside a place in a text: whether a word there begins a sentence, is a date, or is spoken of as a person.

Many surnames are also months, days or other words: May, August, Sunday, Will, Bush, Gates.
"""

import re
from typing import NamedTuple

from agents.enrich.languages.letters import MARKS
from agents.enrich.languages.vocabulary import Vocabulary

REACH = 40  # characters to look back for the word before
CHARACTER = rf"(?:[\w.'’-]|[{MARKS}])"
WORD_BEFORE = re.compile(rf"(?P<start>^|.) *(?<!{CHARACTER})(?P<word>{CHARACTER}+) +$", re.DOTALL)
WORD_AFTER = re.compile(rf",? +(?P<word>{CHARACTER}+)")
POSSESSIVE = re.compile(r"['’](?:s|S)\b")
SENTENCE_END = frozenset('.!?:;\n\t"“”«»„•—–।。！？「」『』…')
SENTENCE_START = re.compile(r"(?:^|[.!?:\n\t\"“”‘«„¿¡।。！？「『…(\[•–—-])\s{0,3}$")
"""Of the three characters before a place."""
LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+$")
LONGEST_ABBREVIATION = 12  # letters
LONGEST_LINE = 5_000  # characters that are read for its end
PROSE_END = frozenset('.!?…"”’»)')
YEAR = re.compile(r",? +(?:\d{1,4}(?!\d)|')")
AGE = re.compile(r", \d{1,3},")  # May, 61, said
DAY = re.compile(r"(?<!\d)\d{1,2}(?:\.|er|st|nd|rd|th|º|ª)?(?: +(?:of|de|di))? +$")


class Beside(NamedTuple):
    """The words on both sides of a place, empty if there are none."""

    before: str
    before_starts: bool
    """Whether the word before begins a sentence."""
    after: str


def beside(text: str, start: int, end: int, vocabulary: Vocabulary) -> Beside:
    """Return the words beside text[start:end], in the same sentence."""
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    after = WORD_AFTER.match(text, end)
    if before is None or begins_sentence(text, start, vocabulary):
        return Beside("", False, after["word"] if after else "")
    begins = before["start"] in SENTENCE_END or not before["start"]
    return Beside(before["word"], begins, after["word"] if after else "")


def begins_sentence(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence, a quotation or a line begins here; none does behind the dot of Mr. or an initial."""
    found = SENTENCE_START.search(text, max(0, start - 3), start)
    if found is None or found[0].rstrip(" ") != ".":
        return found is not None
    word = LAST_WORD.search(text, max(0, found.start() - LONGEST_ABBREVIATION), found.start())
    plain = word[0].casefold() if word else ""
    return plain in vocabulary.dates or (
        not (len(plain) == 1 and plain.isalpha()) and plain not in vocabulary.abbreviations
    )


def is_date(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether a month or a day is one here: behind `in` or `last`, beside a number, before `last year`."""
    words = beside(text, start, end, vocabulary)
    return AGE.match(text, end) is None and (
        _plain(words.before) in vocabulary.date_words
        or _plain(words.before) in vocabulary.articles
        or _plain(words.before) in vocabulary.dates
        or _plain(words.after) in vocabulary.dates
        or (_plain(words.after) in vocabulary.date_words and not text.startswith(",", end))
        or YEAR.match(text, end) is not None
        or DAY.search(text, max(0, start - 12), start) is not None
    )


def speaks(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether a verb of what people do is behind a word, or an honorific before it."""
    words = beside(text, start, end, vocabulary)
    return _plain(words.after) in vocabulary.speech or _plain(words.before) in vocabulary.honorifics


def is_spoken_of_as_person(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether a title stands before a word, or a possessive, an age or a verb of what people do beside it."""
    words = beside(text, start, end, vocabulary)
    return (
        _plain(words.before) in vocabulary.honorifics | vocabulary.offices
        or _plain(words.after) in vocabulary.speech
        or (_plain(words.before) in vocabulary.speech and text[start:end].casefold() not in vocabulary.days)
        or AGE.match(text, end) is not None
        or (bool(vocabulary.possessive) and POSSESSIVE.match(text, end) is not None)
    )


def is_behind_article(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether an article makes a word a noun where nouns have capitals: der Koch, ein Kaiser; not die Merkel."""
    if not vocabulary.capitalised_nouns:
        return False
    before = _plain(beside(text, start, end, vocabulary).before)
    return before in vocabulary.articles and before != "die"


def may_be_surname(
    text: str, start: int, end: int, vocabulary: Vocabulary, is_common: bool, is_mass: bool = False
) -> bool:
    """Return whether a known surname that is also another word is the surname here.

    `is_mass` is whether the other word may begin a sentence without an article: `Rice is dear`, but not `Bush will go`.

    A month behind `in`, `last` or a number is the month, and a day is the day unless something says that it is a
    person. At the beginning of a sentence, where any word has a capital, something must say so too.
    """
    word = text[start:end].casefold()
    person = is_spoken_of_as_person(text, start, end, vocabulary)
    if word in vocabulary.dates:
        if is_date(text, start, end, vocabulary):
            return False
        return person or (word not in vocabulary.days and not begins_sentence(text, start, vocabulary))
    if not begins_sentence(text, start, vocabulary):
        return person or not is_common or _is_prose(text, end)
    after = _plain(beside(text, start, end, vocabulary).after)
    is_verb = text[end : end + 1] == " " and (after in vocabulary.pronouns or after in vocabulary.articles)
    if person or not is_common:
        return person or not is_verb
    return not is_mass and text[end : end + 1] == " " and after in vocabulary.auxiliaries


def _is_prose(text: str, offset: int) -> bool:
    """Return whether the line ends as sentences do, and headings do not."""
    end = text.find("\n", offset, offset + LONGEST_LINE)
    line_end = text[offset : offset + LONGEST_LINE if end < 0 else end].rstrip()
    return line_end[-1:] in PROSE_END


def _plain(word: str) -> str:
    return word.strip(".,'’-").casefold()
