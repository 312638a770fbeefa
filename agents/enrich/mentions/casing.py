"""Capitals as typography: the words of HEADLINES, ledes and SURNAMES in the case that the text has elsewhere.

The recogniser takes capitals for acronyms, and the text has the name in ordinary case a few lines below. The restored
text is exactly as long as the text, so offsets are the same in both.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from agents.enrich.languages.letters import CAPITALS, MARKS
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.context import begins_sentence

LETTERS = rf"(?:[^\W\d_]|[{MARKS}])*+"
WORD = re.compile(r"[^\W\d_]+")
CAPITALISED = re.compile(rf"(?<![^\W\d_])[{CAPITALS}]{LETTERS}")
WITHIN_RUN = re.compile(r"[ ,.'’&\"“”«»„/–—-]{0,4}")
ROMAN = re.compile(r"[IVXLC]{1,5}")
VOWELS = frozenset("AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝĄĘĚĒĪĀŪŐŰİŮŒАЕЁИОУЫЭЮЯІЇЄΑΕΗΙΟΥΩΆΈΉΊΌΎΏ")
DATELINE = re.compile(r"(?:, [^\n(–—-]{1,30})? *(?:\([^\n()]{2,30}\) ?[-–—:.]{0,3}|[–—-]{1,2}) ")
SPEAKER = re.compile(r" ?: ")
HYPHENATED = re.compile(r" [^\W\d_]\w*-[^\W\d_]")

SHOUTED = 3  # words in capitals, one behind the other, that no language writes as acronyms
LONG = 4  # letters; most acronyms are shorter
ABBREVIATED = 2  # letters of a word before a dot or behind an apostrophe
SURE = 6  # letters; acronyms are hardly ever as long, so a capital at the beginning of a sentence is evidence too
MIN_HEADLINE = 4  # words
HEADLINE_SHARE = 0.6  # share of a headline's words
END = frozenset('.!?"”')


class Word(NamedTuple):
    """A word with a capital in a text."""

    start: int
    end: int
    text: str


class Headlines:
    """The lines of a text in which Most Words Have Capitals; `in` asks for an offset."""

    def __init__(self, text: str, vocabulary: Vocabulary, or_all: bool = False) -> None:
        """Find the headlines, also those in which all words have capitals if `or_all`: they may be lists of names.

        In a language that does not write them so, a text has none.
        """
        lines = text.split("\n") if vocabulary.title_case_headlines else [""]
        self._starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        self._are_headlines = [self._is_headline(line, or_all) for line in lines]
        self.exist = any(self._are_headlines)

    def __contains__(self, offset: int) -> bool:
        return self.exist and self._are_headlines[bisect_right(self._starts, offset) - 1]

    @staticmethod
    def _is_headline(line: str, or_all: bool) -> bool:
        words = [word for word in line.split() if word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in words)
        has_capitals = HEADLINE_SHARE * len(words) <= capitals < len(words) + or_all
        return len(words) >= MIN_HEADLINE and has_capitals and line[-1] not in END


def restored(text: str, vocabulary: Vocabulary) -> str:
    """Return the text in ordinary case, as long as it was.

    A word in capitals gets the form that the text has elsewhere within a sentence. Without one, only runs of several
    words, datelines, speakers and surnames behind a given name get a capital; acronyms stay.
    """
    if text.islower() or text.upper() == text.lower():
        return text
    words = [Word(match.start(), match.end(), match[0]) for match in CAPITALISED.finditer(text)]
    headlines = Headlines(text, vocabulary, or_all=True)
    if not headlines.exist and not any(len(word.text) > 1 and word.text.isupper() for word in words):
        return text
    forms = _Forms(text, words, headlines, vocabulary)
    pieces, done = [], 0
    changed = dict(_shouted(text, words, forms)) | dict(_in_headlines(text, words, headlines, forms))
    for start, new in sorted(changed.items()):
        pieces += [text[done:start], new]
        done = start + len(new)
    return "".join([*pieces, text[done:]])


class _Forms:
    """How a text writes its words where case says something."""

    def __init__(self, text: str, words: Sequence[Word], headlines: Headlines, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.small = (
            vocabulary.articles
            | vocabulary.connectives
            | vocabulary.locatives
            | vocabulary.date_words
            | vocabulary.pronouns
        )
        self.lower = {word for word in set(WORD.findall(text)) if word.islower()}
        self._within: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._first: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.acronyms = set(vocabulary.acronyms | vocabulary.common_abbreviations)
        self._pairs: dict[tuple[str, str], tuple[str, str]] = {}
        before = Word(-2, -2, "")  # beside no word
        asked = {word.text.lower() for word in words if word.text.isupper() or word.start in headlines}
        for word in words:
            if not word.text.isupper() and word.text.lower() in asked and word.start not in headlines:
                seen = self._first if begins_sentence(text, word.start, vocabulary) else self._within
                seen[word.text.lower()][word.text] += 1
                if before.end + 1 == word.start and before.end > 0:
                    self._pairs[before.text.lower(), word.text.lower()] = before.text, word.text
            before = word

    def of(self, word: str, is_shouted: bool, before: str = "", after: str = "") -> str | None:
        """Return the form that the text has for a word in capitals, or None; in a run, a common word's is small.

        A common word beside the same neighbour as in a name is the name: WILL HARKER, Will Harker.
        """
        low = word.lower()
        if (low, after.lower()) in self._pairs:
            return self._pairs[low, after.lower()][0]
        if (before.lower(), low) in self._pairs:
            return self._pairs[before.lower(), low][1]
        if low in self._within:
            return self._within[low].most_common(1)[0][0]
        if low in self.lower:
            return low if is_shouted else None
        if low in self._first and (is_shouted or len(low) >= SURE):
            return self._first[low].most_common(1)[0][0]
        return None

    def is_name(self, low: str) -> bool:
        """Return whether the text has a word with a capital within a sentence."""
        return low in self._within

    def is_acronym(self, word: str) -> bool:
        """Return whether a word in capitals is known as an acronym, cannot be spoken as a word, or is a number."""
        return len(word) > 1 and (
            word.lower() in self.acronyms
            or ROMAN.fullmatch(word) is not None
            or (len(word) < SURE and _is_unspeakable(word) and word.lower() not in self.vocabulary.titles)
        )


def _shouted(text: str, words: Sequence[Word], forms: _Forms) -> Iterator[tuple[int, str]]:
    """Yield the words in capitals that get another form, with where they start."""
    runs = list(_runs(text, words, forms.vocabulary))
    for run in runs:
        if not run.is_shouting:
            new = dict(_in_few(text, words, run, forms))
            forms.acronyms.update(word.text.lower() for word in run.words if word.start not in new)
            yield from new.items()
    for run in runs:
        if run.is_shouting:
            yield from _in_shout(text, run, forms)


class _Run(NamedTuple):
    """Words in capitals that follow each other on a line."""

    first: int
    """The place of the first one among the words of the text."""
    words: list[Word]

    @property
    def is_shouting(self) -> bool:
        """Whether there are so many that they are no acronyms."""
        return len(self.words) >= SHOUTED and sum(len(word.text) >= LONG for word in self.words) > 1


def _runs(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[_Run]:
    run = _Run(0, [])
    for place, word in enumerate(words):
        if run.words and not (word.text.isupper() and _goes_on(text, run.words[-1], word, vocabulary)):
            yield run
            run = _Run(0, [])
        if word.text.isupper():
            run = run if run.words else _Run(place, [])
            run.words.append(word)
    if run.words:
        yield run


def _goes_on(text: str, before: Word, word: Word, vocabulary: Vocabulary) -> bool:
    """Return whether two words are of one sentence: only a few marks are between them, and a dot behind Mr. only."""
    between = WITHIN_RUN.fullmatch(text, before.end, word.start)
    if between is None or "." not in between[0]:
        return between is not None
    return len(before.text) <= ABBREVIATED or before.text.lower() in vocabulary.titles


def _in_shout(text: str, run: _Run, forms: _Forms) -> Iterator[tuple[int, str]]:
    """Yield the words of a headline in capitals: as the text has them, small words small, others with a capital."""
    vocabulary = forms.vocabulary
    for number, word in enumerate(run.words):
        low = word.text.lower()
        known = forms.of(word.text, True, *_neighbours(run, number))
        if number and len(word.text) <= ABBREVIATED and text[word.start - 1] in "'’":
            new = _small(word.text, vocabulary)  # the S of O'BRIEN'S
        elif forms.is_acronym(word.text) and not forms.is_name(low):
            continue
        elif known is not None or low in forms.small or low in vocabulary.headline_verbs:
            new = known or _small(word.text, vocabulary)
            new = new if number or not new.islower() else _capital(new, vocabulary)
        else:
            new = _capital(word.text, vocabulary)
        if len(new) == len(word.text):
            yield word.start, new


def _in_few(text: str, words: Sequence[Word], run: _Run, forms: _Forms) -> Iterator[tuple[int, str]]:
    """Yield the few words in capitals that are no acronyms: the text has another form, or their place says so."""
    is_name = _is_pair(run, forms) or _is_marked(text, words, run, forms)
    for number, word in enumerate(run.words):
        if len(word.text) == 1 or (forms.is_acronym(word.text) and not forms.is_name(word.text.lower())):
            continue
        known = forms.of(word.text, False, *_neighbours(run, number))
        new = known or (_capital(word.text, forms.vocabulary) if is_name else "")
        if len(new) == len(word.text):
            yield word.start, new


def _neighbours(run: _Run, number: int) -> tuple[str, str]:
    """Return the words before and after one of a run, empty at its ends."""
    before = run.words[number - 1].text if number else ""
    return before, run.words[number + 1].text if number + 1 < len(run.words) else ""


def _is_pair(run: _Run, forms: _Forms) -> bool:
    """Return whether a run is a name of two words: MOUNT SORREL."""
    return len(run.words) > 1 and all(len(word.text) >= LONG and not forms.is_acronym(word.text) for word in run.words)


def _is_marked(text: str, words: Sequence[Word], run: _Run, forms: _Forms) -> bool:
    """Return whether a run is a dateline, a speaker, or a surname behind a given name: BERLIN (Reuters) -, HAMLET:."""
    first, last = run.words[0], run.words[-1]
    shortest = LONG - 1 if HYPHENATED.match(text, last.end) else LONG  # LEE Jae-myung
    if max(len(word.text) for word in run.words) < shortest:
        return False
    if first.start == 0 or text[first.start - 1] == "\n":
        return any(pattern.match(text, last.end) for pattern in (DATELINE, SPEAKER, HYPHENATED))
    if HYPHENATED.match(text, last.end):
        return True
    before = words[run.first - 1] if run.first else None
    return (
        before is not None
        and before.end + 1 == first.start
        and text[before.end] in " -"
        and len(before.text) > 1
        and before.text[0].isupper()
        and before.text.lower() not in forms.small | forms.lower
    )


def _in_headlines(text: str, words: Sequence[Word], headlines: Headlines, forms: _Forms) -> Iterator[tuple[int, str]]:
    """Yield the words of Title Case Headlines that the text has only in lower case."""
    for word in words:
        if word.start in headlines and word.text.istitle() and not begins_sentence(text, word.start, forms.vocabulary):
            low = word.text.lower()
            is_common = low in forms.lower or low.removesuffix("s") in forms.lower  # Minister Quits: he quit
            if is_common and not forms.is_name(low) and len(low) == len(word.text):
                yield word.start, low


def _small(word: str, vocabulary: Vocabulary) -> str:
    """Return a word in lower case, letter by letter, so that it stays as long as it was."""
    letters = (vocabulary.lower_case.get(letter, letter.lower()) for letter in word)
    return "".join(new if len(new) == 1 else letter for new, letter in zip(letters, word, strict=True))


def _capital(word: str, vocabulary: Vocabulary) -> str:
    return word[0].upper()[:1] + _small(word[1:], vocabulary)


def _is_unspeakable(word: str) -> bool:
    """Return whether a word has letters of which vowels are known, and none."""
    return not VOWELS.intersection(word) and any("A" <= letter <= "Z" or "А" <= letter <= "Я" for letter in word)
