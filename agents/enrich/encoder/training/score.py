"""How good an exported encoder is: exact spans of PER, ORG and LOC, sentiment toward targets, topics of sentences.

Each sentence is read alone, so the figures say what the network can do, not what the product makes of an article.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agents.enrich.encoder.decode import Found
from agents.enrich.encoder.files import TOPICS
from agents.enrich.encoder.labels import COARSE
from agents.enrich.encoder.reading import Encoder
from agents.enrich.encoder.training.examples import POLARITIES, Row

KIND = {fine: coarse for coarse, kinds in COARSE.items() for fine in kinds}
READ = 100  # sentences at once


class Names(NamedTuple):
    """F1 of the names after half of the layers and after all, over so many sentences."""

    sentences: int
    half: float
    full: float


def f1(right: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 if there is nothing to find or found."""
    return 2 * right / max(1, found + wanted)


def f1_of_names(rows: Sequence[Row], found: Iterable[Sequence[Found]]) -> float:
    """Return F1 over all names of the rows, from those that were found in each."""
    right = ours = theirs = 0
    for row, names in zip(rows, found, strict=True):
        said, true = {coarse(name) for name in names if name.type in KIND}, set(map(tuple, row["spans"]))
        right, ours, theirs = right + len(said & true), ours + len(said), theirs + len(true)
    return f1(right, ours, theirs)


def coarse(name: Found) -> tuple[int, int, str]:
    """Return a name as the labelled data have it."""
    return name.start, name.end, KIND[name.type]


def macro_f1(pairs: Sequence[tuple[int, int]], classes: Sequence[int]) -> float:
    """Return the mean of the classes' F1; a pair is what was said and what is true."""
    counts = Counter(pairs)
    said, true = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    return sum(f1(counts[one, one], said[one], true[one]) for one in classes) / len(classes)


def names(encoder: Encoder, rows: Sequence[Row]) -> Names:
    """Return how well an encoder finds the names of the rows."""
    half: list[Sequence[Found]] = []
    full: list[Sequence[Found]] = []
    for some in _parts(rows):
        glances = encoder.glance([row["text"] for row in some])
        half += [glance.names for glance in glances]
        full += [reading.names for reading in encoder.finish(glances)]
    return Names(len(rows), f1_of_names(rows, half), f1_of_names(rows, full))


def sentiment(encoder: Encoder, rows: Sequence[Row]) -> float:
    """Return macro-F1 of the three classes toward the rows' targets."""
    pairs = []
    for some in _parts(rows):
        for row, reading in zip(some, encoder.read([row["sentence"] for row in some]), strict=True):
            pairs.append((int(reading.toward(row["from"], row["to"]).argmax()) - 1, int(row["polarity"])))
    return macro_f1(pairs, POLARITIES)


def topics(encoder: Encoder, rows: Sequence[Row]) -> float:
    """Return the share of the rows whose topic is the most probable one."""
    right = 0
    for some in _parts(rows):
        readings = encoder.read([row["text"] for row in some])
        found = [TOPICS[int(reading.topics.argmax())] for reading in readings]
        right += sum(one == row["topic"] for one, row in zip(found, some, strict=True))
    return right / len(rows)


def table(figures: Mapping[str, Names]) -> list[str]:
    """Return the lines of a table of names by language, with the mean."""
    lines = ["language  sentences  F1, half  F1, full"]
    lines += [f"{name:8} {one.sentences:10,} {one.half:9.3f} {one.full:9.3f}" for name, one in figures.items()]
    half, full = (sum(getattr(one, part) for one in figures.values()) / len(figures) for part in ("half", "full"))
    return [*lines, f"{'mean':8} {'':10} {half:9.3f} {full:9.3f}"]


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), READ):
        yield rows[start : start + READ]
