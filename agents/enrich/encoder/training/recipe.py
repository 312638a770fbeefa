"""The numbers of the training that made the bundled encoder; `multilingual/MODEL.md` says what came of it."""

import math
from dataclasses import dataclass

LABELLED, SILVER, PLAIN, JUDGED, TOPICAL = "labelled", "silver", "plain", "judged", "topics"
"""The kinds of sets: names by people, names by the English recogniser, none; targets with polarity; topics."""

DEV_NAMES, DEV_TARGETS, DEV_TOPICS, TARGET_ROWS = "dev-names", "dev-targets", "dev-topics", "targets"
"""The kinds of rows that stay text: those to measure on, and the targets that the last step has read."""

NAMED = (LABELLED, SILVER, PLAIN)
ENGLISH = "en"
LANGUAGES = "da de en fi fr hi hr hu id ja ko lv nn no pt ro ru sk sr sv th tr zh".split()
"""The languages with names by people."""

PLAIN_LANGUAGES = "ar ca cs da de el es fa fi fr hi hu id is it ja ko lv nl no pl pt ru sv tr uk vi zh".split()
"""Languages of sentences without labels: those of the pages and topics that are at hand."""

MOST_PLAIN = {"de": 20_000}  # sentences; other languages have fewer
TARGETS = ("newsmtsc", "rusentne")
CAPITALS_SEEDS = {LABELLED: 1, SILVER: 2, PLAIN: 3}  # of `examples.with_capitals`

LEAST = 5  # times that a piece is seen, to be in the vocabulary
FREQUENT = 5_000  # words of a language whose pieces are in it anyway
WORD_LANGUAGES = (
    "de fr es it pt nl ru pl cs sv da nb fi hu tr uk zh ja ko ar hi en ro sk hr bg el he fa id vi sl ca lv lt".split()
)

FACTORS = {
    LABELLED: {"fr": 0.25, "sk": 0.6, "th": 0.8, "en": 1.5, "nn": 0.7, "no": 0.9, "hu": 0.8},
    PLAIN: {
        **dict.fromkeys("es fa".split(), 1.0),
        **dict.fromkeys("fr pl it nl uk cs".split(), 1.2),
        "ar": 1.3, "de": 0.25, "ru": 0.6, "pt": 0.4,
    },
}  # fmt: skip
"""How much more often a set is drawn than the root of its size says. Low: French of 1900 with OCR's misreadings, Slovak
fiction, languages with much; high: English, of which little is labelled, and languages that have no labels at all.
"""

OTHERS = {LABELLED: 1.0, PLAIN: 0.5}
PLAIN_FACTOR = 0.6


@dataclass(frozen=True)
class Schedule:
    """How one network is trained. `pieces` are those of a batch, `judged` its sentences with a target."""

    seed: int
    steps: int
    pieces: int
    judged: int = 96
    rate: float = 3e-4
    silver: float = 1.0  # factor of the English sentences with the recogniser's names


TEACHERS = tuple(
    Schedule(seed, steps=340, pieces=24_576, silver=silver) for seed, silver in enumerate((0.8, 1.0, 0.6, 1.2), 1)
)
STUDENT = Schedule(seed=11, steps=1_150, pieces=49_152, judged=128)
FIRST = TEACHERS[0].seed  # the teacher whose weights the student begins with

FOUND_TARGETS = 60_000  # sentences with a name that the teachers found, toward which they judge
TARGET_WEIGHTS = {f"{SILVER}.{ENGLISH}": 6.0, f"{PLAIN}.de": 2.0, f"{LABELLED}.ru": 1.5, f"{PLAIN}.es": 1.5,
                  f"{PLAIN}.fr": 1.5}  # fmt: skip
OTHER_TARGETS = 0.5


def weight_of(name: str, sentences: int, silver: float = 1.0) -> float:
    """Return how often a set such as `labelled.da` is drawn, beside others."""
    kind, _, language = name.partition(".")
    if kind == SILVER:
        return silver * math.sqrt(sentences)
    factor = FACTORS[kind].get(language, OTHERS[kind])
    return (PLAIN_FACTOR if kind == PLAIN else 1.0) * factor * math.sqrt(sentences)


def target_weight(name: str) -> float:
    """Return how often a set's sentences are drawn to be judged by the teachers."""
    return TARGET_WEIGHTS.get(name, OTHER_TARGETS)
