"""Copies of a text as other outlets print them: edited, cut, with a lead or with boilerplate, corrected.

A text is paragraphs, separated by "\\n". Every function draws from the given random generator alone, so a seed gives
the same copy again. In a script without spaces (Chinese, Japanese, Thai), a character counts as a word.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeAlias

from tests.support.articles.newsroom import LANGUAGES, Frames

Copy: TypeAlias = Callable[[str, str, Random], str]
"""Makes a copy of the first text; sentences that it adds come from the second."""

LOWER, UPPER = "a-zßáéíóúñäöü", "A-ZÁÉÍÓÚÑÄÖÜ"
PUNCTUATION = ".,;:।。，、；："
SENTENCE_END = re.compile(rf"(?<=[.!?…।؟])\s+(?=[^\s\d{LOWER}])|(?<=[。！？])")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3005-\u30ff\u3400-\u9fff]")
WORD = re.compile(r"[^\W\d_](?:\w|[\u0900-\u0963])*[,;:]?")  # of letters, with the vowel signs of Hindi
PARTICLES = frozenset("的了也将在对已并就都与及和是はがをにでとも")
"""Characters of Chinese and Japanese that are words of their own and no part of a name."""

PLACE = re.compile(rf"\b(?:in|at|near|from|aus|bei|nach|en) ([{UPPER}][{LOWER}]{{3,}})\b")
DETERMINED = re.compile(rf"\b(?:the|a|der|die|das|den|dem|des|eine?[rnms]?|la|el) ([{UPPER}][{LOWER}]{{3,}})\b")
DATELINE = re.compile(rf"^[{UPPER}][^\n.()]{{2,40}}?(?: \([^)\n]*\))?\.? ?[—–-]+ ")

NUMBER = re.compile(r"(?<![A-Za-z\d.,:/+-])\d{1,3}(?![A-Za-z\d%:/-]|[.,]\d)")
AMOUNT = re.compile(r"(?<![A-Za-z\d.,:/+-])\d{1,3}[.,]\d{1,3}(?![A-Za-z\d:/-]|[.,]\d| Uhr| p\.m\.| a\.m\.)")
TIME_UNITS = {"年", "月", "日", "时", "分"}
CALENDAR = frozenset(name.lower() for known in LANGUAGES.values() for name in (*known.MONTHS, *known.WEEKDAYS))


def edited(text: str, random: Random, share: float) -> str:
    """Return the text with this share of its words replaced, dropped, or with another word before them.

    Only ordinary words are edited, and the words that come in are from the text: no number and no name changes.
    Where a script has no capitals, those are the short words that the text repeats; in Thai nothing is edited.
    """
    mark = _mark(text)
    paragraphs = [_words(paragraph, mark) for paragraph in text.split("\n")]
    ordinary = _ordinary(paragraphs, mark)
    places = [(words, at) for words in paragraphs for at, word in enumerate(words) if word in ordinary]
    others = sorted({word.rstrip(",;:") for word in ordinary})
    edits = round(share * sum(map(len, paragraphs)))
    for words, at in random.sample(places, min(edits, len(places))):
        words[at] = _edited(words[at], random, others, mark)
    return "\n".join(mark.join(filter(None, words)) for words in paragraphs)


def cut(text: str, random: Random, share: float) -> str:
    """Return the text without the last share of its words, from a paragraph's or a sentence's end if one is near."""
    mark = _mark(text)
    total = len(_words(text, mark))
    kept, near = total * (1 - share), total * random.uniform(0.02, 0.06)
    for ends in (_ends([[paragraph] for paragraph in text.split("\n")], mark), _ends(_split(text), mark)):
        nearest = min(ends[:-1], key=lambda end: abs(end - kept), default=0)
        if nearest and abs(nearest - kept) <= near:
            return _first_words(text, nearest, mark)
    return _first_words(text, round(kept), mark) + "…"


def led(text: str, other: str, random: Random, words: int) -> str:
    """Return the text below a lead of so many words, which are sentences of the other text."""
    mark = _mark(other)
    sentences = [sentence for sentences in _split(other) for sentence in sentences]
    first = random.randrange(len(sentences))
    lead = _first_words(mark.join(sentences[first:] + sentences[:first]), words, mark)
    return f"{lead.rstrip(PUNCTUATION)}{'.' if mark else '。'}\n{text}"


def dressed(text: str, random: Random, lines: int) -> str:
    """Return the text among so many lines of a web site: navigation, subscription, headlines, copyright."""
    frames = _language(text)
    above = min(len(frames.ABOVE), random.randint(0, lines // 2))
    below = min(len(frames.BELOW), lines - above)
    return "\n".join([*_some(frames.ABOVE, above, random), text, *_some(frames.BELOW, below, random)])


def reordered(text: str, random: Random) -> str:
    """Return the text with its paragraphs in another order; if there is one alone, its sentences."""
    paragraphs = text.split("\n")
    if len(paragraphs) > 1:
        return "\n".join(_shuffled(paragraphs, random))
    return _mark(text).join(_shuffled(_split(text)[0], random))


def excerpt(text: str, random: Random, share: float) -> str:
    """Return neighbouring sentences that have about this share of the words: the first, the last, or in the middle."""
    mark = _mark(text)
    paragraphs = _split(text)
    ends = _ends(paragraphs, mark)
    wanted = share * ends[-1]
    latest = max(at for at, end in enumerate([0, *ends[:-1]]) if ends[-1] - end >= wanted or at == 0)
    first = random.choice((0, latest, random.randint(0, latest)))
    before = [0, *ends][first]
    last = min(range(first, len(ends)), key=lambda at: abs(ends[at] - before - wanted))
    taken = iter(range(len(ends)))
    runs = [[sentence for sentence in sentences if first <= next(taken) <= last] for sentences in paragraphs]
    return "\n".join(mark.join(run) for run in runs if run)


def relocated(text: str, random: Random) -> str:
    """Return the text with another dateline, and with one or two of its places renamed throughout.

    Places are capitalised words behind a preposition; in a script without capitals the dateline alone changes.
    """
    frames = _language(text)
    towns = [town.strip() for town in frames.LISTS["town"].split(",") if town.strip() not in text]
    town, *new = random.sample(towns, 3)
    places = sorted(set(PLACE.findall(text)) - set(DETERMINED.findall(text)))
    places = [place for place in places if place.lower() not in CALENDAR]
    for place, name in zip(random.sample(places, min(len(places), random.randint(1, 2))), new, strict=False):
        text = re.sub(rf"\b{place}\b", name, text)
    return frames.DATELINE.format(town=town) + _mark(text) + DATELINE.sub("", text)


def corrected(text: str, random: Random) -> str:
    """Return the text with one of its numbers raised throughout, as a toll is; a text without numbers is unchanged.

    It is a whole number below 1,000 if the text has one, else an amount. Dates, years and times are not raised.
    """
    numbers = _numbers(text, NUMBER) or _numbers(text, AMOUNT)
    if not numbers:
        return text
    number = random.choice(sorted(numbers))
    places, raised = numbers[number], _raised(number, random)
    for start in reversed(places):
        text = text[:start] + raised + text[start + len(number) :]
    return text


def _in_turn(*kinds: str) -> Copy:
    def copied(text: str, other: str, random: Random) -> str:
        for kind in kinds:
            text = SINGLE[kind](text, other, random)
        return text

    return copied


SINGLE: Mapping[str, Copy] = {
    "edited": lambda text, _, random: edited(text, random, random.uniform(0.02, 0.08)),
    "cut": lambda text, _, random: cut(text, random, random.uniform(0.1, 0.3)),
    "led": lambda text, other, random: led(text, other, random, random.randint(20, 80)),
    "dressed": lambda text, _, random: dressed(text, random, random.randint(3, 14)),
    "reordered": lambda text, _, random: reordered(text, random),
    "relocated": lambda text, _, random: relocated(text, random),
    "corrected": lambda text, _, random: corrected(text, random),
}

KINDS: Mapping[str, Copy] = {
    **SINGLE,
    "edited, cut, dressed": _in_turn("edited", "cut", "dressed"),
    "edited, led, dressed": _in_turn("edited", "led", "dressed"),
    "relocated, cut, led": _in_turn("relocated", "cut", "led"),
    "corrected, edited, led": _in_turn("corrected", "edited", "led"),
    "reordered, edited, dressed": _in_turn("reordered", "edited", "dressed"),
}
"""The copies of a whole text as they are usual: light edits, short cuts, short leads, and three of them at once."""


def _mark(text: str) -> str:
    """Return what stands between words: nothing if most letters are of a script without spaces."""
    return "" if 2 * len(UNSPACED.findall(text)) > len(re.findall(r"\w", text)) else " "


def _words(text: str, mark: str) -> list[str]:
    return text.split() if mark else re.findall(r"\S\s*", text)


def _split(text: str) -> list[list[str]]:
    """Return the sentences of each paragraph."""
    return [[sentence for sentence in SENTENCE_END.split(paragraph) if sentence] for paragraph in text.split("\n")]


def _ends(paragraphs: Iterable[Sequence[str]], mark: str) -> list[int]:
    """Return after how many words of the text each of its parts ends."""
    return list(accumulate(len(_words(part, mark)) for parts in paragraphs for part in parts))


def _first_words(text: str, number: int, mark: str) -> str:
    kept: list[str] = []
    for paragraph in text.split("\n"):
        words = _words(paragraph, mark)[:number]
        number -= len(words)
        if words:
            kept.append(mark.join(words).strip())
    return "\n".join(kept)


def _ordinary(paragraphs: Iterable[Iterable[str]], mark: str) -> set[str]:
    """Return the words that are no number and no name."""
    counted = Counter(word for words in paragraphs for word in words)
    if not mark:
        return counted.keys() & PARTICLES
    plain = [word for word in counted if WORD.fullmatch(word) and word.rstrip(",;:") not in CALENDAR]
    if any(word != word.lower() for word in plain):
        return {word for word in plain if word == word.lower()}
    return {word for word in plain if counted[word] > 1 and len(word) <= 4}


def _edited(word: str, random: Random, others: Sequence[str], mark: str) -> str:
    """Return another word, both, or nothing."""
    bare = word.rstrip(",;:")
    other = random.choice([other for other in others if other != bare] or [""])
    return random.choice((other + word[len(bare) :], other + word[len(bare) :], mark.join((other, word)).strip(), ""))


def _shuffled(parts: Sequence[str], random: Random) -> Sequence[str]:
    """Return the parts in another order, if there is one."""
    if len(set(parts)) < 2:
        return parts
    while (order := random.sample(parts, len(parts))) == list(parts):
        pass
    return order


def _some(lines: Sequence[str], number: int, random: Random) -> list[str]:
    return [lines[at] for at in sorted(random.sample(range(len(lines)), number))]


def _raised(number: str, random: Random) -> str:
    """Raise the number's first digits, in the digits of its script."""
    whole = re.split("[.,]", number)[0]
    raised = int(whole) + random.randint(1, 2 + int(whole) // 5)
    zero = ord(whole[0]) - int(whole[0])
    return "".join(chr(zero + int(digit)) for digit in str(raised)) + number[len(whole) :]


def _numbers(text: str, kind: re.Pattern[str]) -> dict[str, list[int]]:
    """Return the numbers that are no part of a date, and where each begins."""
    numbers: dict[str, list[int]] = {}
    for match in kind.finditer(text):
        around = text[max(0, match.start() - 12) : match.end() + 14].lower()
        is_date = any(name in around for name in CALENDAR) or text[match.end() : match.end() + 1] in TIME_UNITS
        if not is_date:
            numbers.setdefault(match[0], []).append(match.start())
    return numbers


def _language(text: str) -> Frames:
    """Return the language of which the text has the most words."""
    words = _words(text.lower(), _mark(text))
    return LANGUAGES[max(LANGUAGES, key=lambda code: sum(word in _vocabulary(code) for word in words))]


@cache
def _vocabulary(code: str) -> frozenset[str]:
    frames = LANGUAGES[code]
    text = "\n".join([*frames.OUTLETS.values(), *(frame for kind in frames.FRAMES.values() for frame in kind)]).lower()
    return frozenset(_words(text, _mark(text)))
