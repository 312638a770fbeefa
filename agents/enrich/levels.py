"""What each language rests on: labels of its own, what its neighbours taught the encoder, or nothing."""

from enum import StrEnum

ENTITIES_TRAINED = frozenset("da de en fi fr hi hr hu id ja ko lv nn no pt ro ru sk sr sv th tr zh".split())
"""Languages with labelled names in the encoder's training data."""

SENTIMENT_TRAINED = frozenset({"en", "ru"})
"""Languages with labelled sentiment in the encoder's training data."""

TRANSFERRED = frozenset("ar bg bn bs ca cs el es et eu fa gl he is it lt mk ms nl pl sl sq uk ur vi".split())
"""Languages that the encoder has read much of, next to languages with labels, but with no label of their own."""

SAME = {"arz": "ar", "nb": "no", "sh": "hr", "wuu": "zh", "yue": "zh"}
"""Codes that the detector gives for what is written as another language of the tables."""


class Level(StrEnum):
    """What the answers in a language rest on; provenance states it."""

    TRAINED = "trained"  # people labelled texts in this language
    TRANSFERRED = "transferred"  # only texts in other languages were labelled
    OWN = "own"  # a model of the operator's own, of which newsmill does not know what it rests on
    NONE = "none"  # nobody knows what the answers are worth, so there are none


def standard(code: str) -> str:
    """Return the code under which the tables have a language: `no` for `nb`."""
    return SAME.get(code, code)


def entities_level(code: str) -> Level:
    """Return what entities in a language rest on; any code is fine."""
    return _level(standard(code), ENTITIES_TRAINED)


def sentiment_level(code: str) -> Level:
    """Return what sentiment toward entities in a language rests on; any code is fine."""
    return _level(standard(code), SENTIMENT_TRAINED)


def _level(code: str, trained: frozenset[str]) -> Level:
    if code in trained:
        return Level.TRAINED
    return Level.TRANSFERRED if code in TRANSFERRED | ENTITIES_TRAINED else Level.NONE
