"""Template news: reports of different events, each in a frame that a newsroom or its program fills in.

A frame is a title and paragraphs with empty lines between. In it:

- `[rose|fell]` is a wording, chosen at random.
- `{town}` is a name of the language's list `town`, `{town2}` another one, `{woman}`, `{man}` and `{person}` are people,
  and `{person.last}` is the last word of a name. The same slot has the same value in the whole report.
- `{income:12.1..940.9}` is a number, `{case:#1000..9999}` one without separators, `{at:clock}` a time of day,
  `{start:hour}` a full or half hour, and `{worth:shares*price}` a product. The range stands at one place of the frame.
- `{date}`, `{day}`, `{weekday}`, `{month}`, `{quarter}` and `{year}` are of the event's day, `{day+2}` two days later.
"""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple, Protocol

from tests.support.articles import frames_de, frames_en, frames_es, frames_other


class Report(NamedTuple):
    """What an outlet publishes on one event."""

    kind: str
    language: str
    domain: str
    title: str
    text: str  # paragraphs, separated by "\n"


class Frames(Protocol):
    """What is known of a language: its outlets, with the paragraph that each appends, and its frames by kind."""

    OUTLETS: Mapping[str, str]
    WEEKDAYS: Sequence[str]
    MONTHS: Sequence[str]
    QUARTERS: Sequence[str]
    FORMATS: Mapping[str, str]  # of `date`, `day`, `clock`, and the two marks of numbers: `group`, `point`
    DIGITS: Mapping[str, str]  # of the outlets that do not print 0123456789
    DATELINE: str  # before a story: a slot `town`, and an agency
    ABOVE: Sequence[str]  # lines that a web site prints above a story: navigation, subscription
    BELOW: Sequence[str]  # and below it: other headlines, subscription, copyright
    LISTS: Mapping[str, str]  # names, separated by commas; first names alone if there is a list of last names
    FRAMES: Mapping[str, Sequence[str]]  # one for all outlets of the language, or one for each


LANGUAGES: Mapping[str, Frames] = {
    "en": frames_en,
    "de": frames_de,
    "es": frames_es,
    "ar": frames_other.Arabic,
    "hi": frames_other.Hindi,
    "zh": frames_other.Chinese,
}

SUCCESSIVE = {"earnings": 91, "weather": 1, "match": 1, "insider": 2, "earthquake": 1, "roads": 7, "fuel": 1}
"""Kinds that report on the same names again after so many days: only numbers, dates and some wordings differ."""

NEIGHBOURS = frozenset({"weather"})
"""Kinds that report the same on several places of one day: only names differ."""

ALTERNATIVES = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
SLOT = re.compile(r"\{([a-z]+\d*)(\.last)?([+-]\d+)?(?::([^}]+))?\}")
CALENDAR = frozenset({"date", "day", "weekday", "month", "quarter", "year"})
FIRST_DAY = date(2025, 1, 1)
DAYS = 480


class Event(NamedTuple):
    """What a report is about: the seeds of its names, of its figures and of its wordings, and its day."""

    names: int
    figures: int
    wording: int
    day: date


def reports(seed: int, each: int, languages: Sequence[str] = tuple(LANGUAGES)) -> list[Report]:
    """Return `each` reports for every kind, language and outlet, in random order; no two are of the same event."""
    random = Random(seed)
    found = [
        report
        for language in languages
        for kind in LANGUAGES[language].FRAMES
        for report in _reports(random, kind, language, each)
    ]
    random.shuffle(found)
    return found


def _reports(random: Random, kind: str, language: str, each: int) -> Iterator[Report]:
    frames = LANGUAGES[language].FRAMES[kind]
    seen: set[object] = set()
    for number, domain in enumerate(LANGUAGES[language].OUTLETS):
        missing = each
        for event in _events(random, kind):
            if not missing:
                break
            filled = _Filled(LANGUAGES[language], frames[number % len(frames)], event, domain)
            if seen.isdisjoint(filled.identity):
                missing -= 1
                yield Report(kind, language, domain, filled.title, filled.text)
            seen.update(filled.identity)


def _events(random: Random, kind: str) -> Iterator[Event]:
    """Yield events without end: each is followed by later ones of the same names, and by the same elsewhere."""
    while True:
        event = Event(_seed(random), _seed(random), _seed(random), FIRST_DAY + timedelta(random.randrange(DAYS)))
        yield event
        if kind in SUCCESSIVE:
            for number in range(1, random.randint(2, 4)):
                wording = random.choice((event.wording, _seed(random)))
                later = event.day + timedelta(number * SUCCESSIVE[kind])
                yield Event(event.names, _seed(random), wording, later)
        if kind in NEIGHBOURS:
            for _ in range(random.randint(1, 3)):
                yield event._replace(names=_seed(random))


def _seed(random: Random) -> int:
    return random.getrandbits(48)


class _Filled:
    """A frame with its slots filled for one event."""

    def __init__(self, frames: Frames, frame: str, event: Event, domain: str) -> None:
        self._frames = frames
        self._event = event
        self._values: dict[str, str] = {}
        self._numbers: dict[str, float] = {}
        self._kinds = {slot[1]: slot[4] for slot in SLOT.finditer(frame) if slot[4]}
        wording = Random(event.wording)
        worded = ALTERNATIVES.sub(lambda options: wording.choice(options[1].split("|")), frame)
        filled = SLOT.sub(self._value, worded).translate(
            str.maketrans(string.digits, frames.DIGITS.get(domain, string.digits))
        )
        self.title, *paragraphs = (_one_line(paragraph) for paragraph in filled.strip().split("\n\n"))
        self.text = "\n".join([*paragraphs, _one_line(frames.OUTLETS[domain])])

    @property
    def identity(self) -> tuple[object, ...]:
        """What no other report may share: the values on that day, and the text."""
        return (self._event.day, *sorted(self._values.items())), self.text

    def _value(self, slot: re.Match[str]) -> str:
        name, last, shift, _ = slot.groups()
        if name in CALENDAR:
            return self._calendar(name, self._event.day + timedelta(int(shift or 0)))
        if name not in self._values:
            kind = self._kinds.get(name)
            self._values[name] = self._figure(name, kind) if kind else self._name(name)
        return self._values[name].split()[-1] if last else self._values[name]

    def _calendar(self, name: str, day: date) -> str:
        quarter = self._frames.QUARTERS[(day.month - 1) // 3]
        weekday, month = self._frames.WEEKDAYS[day.weekday()], self._frames.MONTHS[day.month - 1]
        known = {"weekday": weekday, "month": month, "quarter": quarter, "year": str(day.year)}
        return known.get(name) or self._frames.FORMATS[name].format(day=day.day, month=month, year=day.year)

    def _name(self, slot: str) -> str:
        """Draw a name that no other slot of the report has, the same one wherever the slot comes in the frame."""
        random = Random(f"{self._event.names} {slot}")
        key = slot.rstrip(string.digits)
        while (name := self._draw(random, key)) in self._values.values():
            pass
        return name

    def _draw(self, random: Random, key: str) -> str:
        if key == "ticker":
            return "".join(random.choices(string.ascii_uppercase, k=random.randint(3, 4)))
        if key == "person":
            key = random.choice(("woman", "man"))
        lists = self._frames.LISTS
        name = random.choice(_names(lists[key]))
        return f"{name} {self._draw(random, 'last')}" if key in {"woman", "man"} and "last" in lists else name

    def _figure(self, slot: str, kind: str) -> str:
        random = Random(f"{self._event.figures} {slot}")
        if kind in {"clock", "hour"}:
            return _clock(random, self._frames.FORMATS["clock"], 1 if kind == "clock" else 30)
        if "*" in kind:
            one, other = map(self._amount, kind.split("*"))
            return self._number(slot, one * other, 0)
        low, _, high = kind.lstrip("#").partition("..")
        places = len(low.partition(".")[2])
        number = random.randint(int(float(low) * 10**places), int(float(high) * 10**places)) / 10**places
        return str(int(number)) if kind.startswith("#") else self._number(slot, number, places)

    def _amount(self, slot: str) -> float:
        if slot not in self._values:
            self._values[slot] = self._figure(slot, self._kinds[slot])
        return self._numbers[slot]

    def _number(self, slot: str, number: float, places: int) -> str:
        self._numbers[slot] = number
        marks = {ord(","): self._frames.FORMATS["group"], ord("."): self._frames.FORMATS["point"]}
        return f"{number:,.{places}f}".translate(marks)


@cache
def _names(listed: str) -> Sequence[str]:
    return [" ".join(name.split()) for name in listed.split(",")]


def _clock(random: Random, form: str, step: int) -> str:
    hour, minute = random.randrange(6, 23), random.randrange(0, 60, step)
    half = "a.m." if hour < 12 else "p.m."
    return form.format(hour=hour, twelve=hour % 12 or 12, minute=minute, half=half)


def _one_line(paragraph: str) -> str:
    """Join the lines of a paragraph, with a space between if the script has spaces."""
    joined = re.sub(r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])\n *", "", paragraph)
    return re.sub(r"(?<=\.)\.(?!\.)", "", " ".join(joined.split()))  # an abbreviation at the sentence's end
