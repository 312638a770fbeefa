"""No regular expression of the source is slow on any text: the time grows with the text's length, not with its square.

A pattern such as `\\S+@\\S+` needs only one long word to hold a worker for minutes. The patterns, and how each
is used, are found by support/patterns.py; the texts against each come from support/adversaries.py.
"""

import math
import re
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions import agree, context, names, revise, trim
from agents.extract.asking.ending import LONGEST_PLEA
from agents.extract.html.boxes.asking import LONGEST as LONGEST_BOX
from agents.extract.html.dialogs import notices
from agents.extract.interstitial import judge
from tests.support.adversaries import adversaries
from tests.support.patterns import Found, Source, read_source
from tests.support.recognition import rules

ENGLISH = vocabulary_of("en")
LENGTH = 100_000  # characters
PARTS = 8  # of the patterns, for several processes
LIMIT = 1.0  # seconds of this process; the slowest pattern takes .1 if it is linear, and 4 or more if it is quadratic
MANY = 4  # times the limit may a pattern of hundreds of phrases take on the little text that it sees, if it is linear
LINEAR = 3  # times as long may twice the text take; it is 2 if the time is linear, and 4 if it is quadratic
ATTEMPTS = 3  # other processes take the caches and half of a core, so that even this process's own time may double

# Patterns that would be slow, and each function that uses one of them, on a part of the text that it cuts first.
CAPPED: dict[str, dict[str, Callable[[str], object]]] = {
    "agents.enrich.mentions.context.WORD_BEFORE": {
        "agents.enrich.mentions.context.beside": lambda text: context.beside(
            f"{text} Name", len(text) + 1, len(text) + 5, ENGLISH
        )
    },
}
# Patterns of hundreds of phrases, and how many characters each sees; where it is cut is tested in test_judge.py.
CUT = {
    "agents.extract.asking.ending._LOCKED": LONGEST_PLEA,
    "agents.extract.asking.ending._ONWARD": LONGEST_PLEA,
    "agents.extract.html.boxes.asking._ASKS": LONGEST_BOX,
    "agents.extract.html.boxes.comments._REMARKS": LONGEST_PLEA,
    "agents.extract.interstitial.judge._TITLES[": judge.LONGEST_TITLE,
    "agents.extract.interstitial.judge._TEXTS[": judge.READ,
    "agents.extract.interstitial.judge._CONSENT_TITLE": judge.LONGEST_TITLE,
    "agents.extract.interstitial.judge._CONSENT_TEXT": judge.READ,
    "agents.extract.interstitial.judge._LOGIN_TITLE": judge.LONGEST_TITLE,
    "agents.extract.interstitial.judge._LOGIN_TEXT": judge.READ,
    "agents.extract.interstitial.judge._NO_SCRIPT": judge.READ,
    "agents.extract.interstitial.judge._LOADING": judge.LONGEST_TITLE,
    "agents.extract.html.dialogs.notices._PHRASE": notices.READ,
}
WORDS = rules()
# Functions that make a pattern while they run: what they make from English words, and how they use it.
MADE: dict[str, tuple[re.Pattern[str], str]] = {
    "agents.enrich.mentions.agree._locative": (agree._locative(ENGLISH)[0], "search"),
    "agents.enrich.mentions.revise._possessor": (revise._possessor(ENGLISH), "search"),
    "agents.enrich.mentions.names._joined_ending": (names._joined_ending(vocabulary_of("hu")), "search"),
    "agents.enrich.mentions.trim._article": (trim._article(ENGLISH), "match"),
    "agents.enrich.recognise.cnn.rules._infix": (WORDS.infix, "finditer"),
    "agents.enrich.recognise.cnn.rules._prefix": (WORDS.prefix, "match"),
    "agents.enrich.recognise.cnn.rules._suffix": (WORDS.suffix, "search"),
    "agents.enrich.recognise.cnn.urls.__init__": (WORDS.urls._host, "match"),
}
# Their patterns are variables of their modules.
AT_IMPORT = {
    "agents.extract.labels._label",
    "agents.extract.interstitial.judge._text",
    "agents.extract.interstitial.judge._title",
}
OWN = "streams."  # makes patterns from settings and names of topics, which only the operator writes


class TooSlow(Exception):
    pass


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture
def _limited() -> Iterator[None]:
    """Let SIGVTALRM end a match; the timer counts this process's own time, so that a busy machine changes nothing."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("_limited")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_of_the_source_is_slow_on_any_text(source, part):
    patterns = list(source.patterns.values())[part::PARTS]
    assert {found.name: text for found in patterns if (text := slow_text(found))} == {}


@pytest.mark.usefixtures("_limited")
@pytest.mark.parametrize("place", MADE)
def test_no_pattern_that_is_made_while_a_stage_runs_is_slow(place):
    pattern, method = MADE[place]
    assert slow_text(Found(place, pattern, {"": {method}})) is None


def test_the_lists_above_are_complete(source):
    assert {maker for maker in source.makers if not maker.startswith(OWN)} == MADE.keys() | AT_IMPORT
    for name, functions in CAPPED.items():
        found = next(found for found in source.patterns.values() if found.name == name)
        assert set(found.uses) == functions.keys()
    assert [found.name for found in source.patterns.values() if not found.uses] == []
    assert [cut for cut in CUT if not any(found.name.startswith(cut) for found in source.patterns.values())] == []


@pytest.mark.usefixtures("_limited")
@pytest.mark.parametrize(
    "pattern, method",
    [
        (r"https?://\S*|www\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+", "sub"),
        (r"\s*(?:[;|/]|,(?!\s*Jr\b))\s*", "split"),
        (r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*|\s+[-–—|]\s+.*$", "sub"),
        (r"<[^>]*>", "sub"),
        (r"^#|\]\([^)\s]*\)|^```", "search"),
        (r"\W*(?:published|posted)\s*:", "search"),
        (r"[.!?…]+[\"'”’)\]]*(?=\s+[A-Z])|\n+", "finditer"),
        (r"(?:^|[.!?\n])\s*$", "search"),
        (r"(?:a|aa)+:", "fullmatch"),
        (r"(\w+\s?)*:", "match"),
    ],
)
def test_patterns_that_were_slow_are_found(pattern, method):
    assert slow_text(Found("", re.compile(pattern), {"": {method}}))


@pytest.mark.usefixtures("_limited")
def test_a_pattern_that_sees_little_text_is_found_too():
    found = Found("agents.extract.interstitial.judge._TEXTS[", re.compile(r"\w*\w*\w*:"), {"": {"search"}})
    assert slow_text(found)


@pytest.mark.parametrize(
    "times, is_found",
    [((0.9,), False), ((1.5, 0.9), False), ((1.5, 1.5, 1.5, 0.8), False), ((1.5, 1.5, 1.5, 0.4), True),
     ((1.5, 1.5, 4.5), True), ((math.inf,), True)],
)  # fmt: skip
def test_slow_is_what_takes_longer_each_time_and_not_in_proportion(monkeypatch, times, is_found):
    left = iter(times)
    monkeypatch.setitem(globals(), "seconds", lambda *_: next(left))
    assert is_slow(str, "text", "te", 1.0) is is_found
    assert list(left) == []


def calls(found: Found) -> list[Callable[[str], object]]:
    """Return what to call with a text: the pattern's methods, or the functions that cap the text before it."""
    if found.name in CAPPED:
        return list(CAPPED[found.name].values())
    return [using(found.pattern, method) for method in sorted(set().union(*found.uses.values()) - {"pattern"})]


def using(pattern: re.Pattern[Any], method: str) -> Callable[[str], object]:
    """Return a function that applies one method of a pattern to a text."""
    call = getattr(pattern, method)
    kind = str if isinstance(pattern.pattern, str) else str.encode
    if method in ("sub", "subn"):
        return lambda text: call(kind(""), kind(text))
    return lambda text: list(call(kind(text))) if method == "finditer" else call(kind(text))


def slow_text(found: Found) -> str | None:
    """Return the start of the first text on which one of a pattern's uses is slow, or None."""
    length = next((length for name, length in CUT.items() if found.name.startswith(name)), LENGTH)
    limit = LIMIT * length / LENGTH
    texts = adversaries(found.pattern)
    for adversary in texts if length == LENGTH else texts[::5]:
        for call in calls(found):
            # Cheap first: what takes the limit at full length takes a hundredth at a tenth of it, if it is quadratic.
            may_be = seconds(call, adversary.text(length // 10)) > limit / 250
            if may_be and is_slow(call, adversary.text(length), adversary.text(length // 2), limit):
                return adversary.text(40)
    return None


def is_slow(call: Callable[[str], object], text: str, half: str, limit: float) -> bool:
    """Tell whether a call takes longer than a limit each time, and far longer or more than in proportion to the text.

    One that had to be stopped is not asked again.
    """
    for _ in range(ATTEMPTS):
        taken = seconds(call, text)
        if taken <= limit:
            return False
        if taken == math.inf:
            return True
    return taken > MANY * limit or taken > LINEAR * seconds(call, half)


def seconds(call: Callable[[str], object], text: str) -> float:
    """Return this process's time that a call took; it is stopped at the limit."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        call(text)
    except TooSlow:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started
