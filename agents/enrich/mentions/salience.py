"""Salience: how probable it is that a headline names each thing that a text names.

A conditional logit (McFadden, 1974): the things of a text are the alternatives among which its headline chooses, and
their saliences sum to 1. `train.py` fits it on the headlines of real articles, from the text alone; if a headline names
several things, each is an equal part of the choice. Where an article has a title, what it names is a further fact: it
multiplies the odds by a weight that was fitted on articles with two headlines, of which one names what the other does.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.headline import named
from agents.enrich.mentions.link import type_of
from agents.enrich.spans import Thing
from schemas import EntityType

WEIGHTS = Path(__file__).with_name("salience.json")
IN_TITLE = "named in the title"
LEAD = 300  # characters: about the first two sentences
KINDS = [kind for kind in EntityType if kind is not EntityType.PERSON]
TEXT_FEATURES = (
    "logarithm of mentions",
    "share of all mentions",
    "logarithm of things before",
    "logarithm of characters before",
    "first of all",
    "in the first paragraph",
    "in the lead",
    "spread",
    "share of paragraphs",
    "named in several words",
    "mentioned again",
    *(f"{kind.value} instead of PERSON" for kind in KINDS),
)

Floats = NDArray[np.float64]


def saliences(things: Sequence[Thing], text: str, title: str | None, vocabulary: Vocabulary) -> list[float]:
    """Return the salience of each thing; they sum to 1."""
    if not things:
        return []
    weights = load_weights()
    scores = features(things, text) @ np.array([weights[name] for name in TEXT_FEATURES])
    if title:
        scores += weights[IN_TITLE] * np.array(named(title, things, text, vocabulary), np.float64)
    return [float(share) for share in choice(scores)]


def choice(scores: Floats) -> Floats:
    """Return the probability of each alternative."""
    odds = np.exp(scores - scores.max())
    shares: Floats = odds / odds.sum()
    return shares


@cache
def load_weights() -> Mapping[str, float]:
    """Return the fitted weight of each feature."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def features(things: Sequence[Thing], text: str) -> Floats:
    """Return the features of each thing, a row each in the order of the things; `TEXT_FEATURES` names the columns."""
    length = max(1, len(text))
    total = sum(map(len, things))
    first_paragraph = _first_paragraph(text)
    paragraphs = _paragraphs(text)
    order = {start: rank for rank, start in enumerate(sorted({thing[0].start for thing in things}))}
    rows = []
    for thing in things:
        start = thing[0].start
        kind = type_of(thing, text)
        within = {int(place) for place in np.searchsorted(paragraphs, [span.start for span in thing], "right")}
        rows.append(
            [
                math.log(len(thing)),
                len(thing) / total,
                math.log1p(order[start]),
                math.log1p(start / 100),
                float(order[start] == 0),
                float(start < first_paragraph),
                float(start < LEAD),
                (thing[-1].start - start) / length,
                len(within) / len(paragraphs),
                float(any(" " in span.of(text) for span in thing)),
                float(len(thing) > 1),
                *(float(kind is other) for other in KINDS),
            ]
        )
    return np.array(rows, np.float64).reshape(len(rows), len(TEXT_FEATURES))


def _first_paragraph(text: str) -> int:
    """Return where the first paragraph ends."""
    end = text.find("\n")
    return len(text) if end < 0 else end


def _paragraphs(text: str) -> NDArray[np.int64]:
    """Return where the paragraphs start."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return np.array(starts, np.int64)
