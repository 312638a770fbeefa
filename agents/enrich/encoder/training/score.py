"""How many names a network finds: exact spans of PER, ORG and LOC, as the labelled data have them."""

from collections import Counter
from collections.abc import Callable, Sequence

from agents.enrich.encoder.decode import Found, names
from agents.enrich.encoder.labels import COARSE
from agents.enrich.encoder.rows import Floats

KIND = {fine: coarse for coarse, kinds in COARSE.items() for fine in kinds}

Labelled = tuple[str, Sequence[tuple[int, int, str]], Sequence[int], Sequence[tuple[int, int]]]
"""A sentence: its text, its names, its pieces and their offsets."""


def f1(right: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 if there is nothing to find or found."""
    return 2 * right / max(1, found + wanted)


def score(rows: Sequence[Labelled], scores_of: Callable[[Sequence[Sequence[int]]], list[Floats]]) -> float:
    """Return F1 over all names of the rows; `scores_of` returns the scores of each sentence's pieces."""
    right = found = wanted = 0
    for (text, spans, _, offsets), scores in zip(rows, scores_of([row[2] for row in rows]), strict=True):
        ours = {coarse(name) for name in names(scores, offsets[: len(scores)], text)}
        theirs = set(map(tuple, spans))
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return f1(right, found, wanted)


def coarse(name: Found) -> tuple[int, int, str]:
    """Return a name as the labelled data have it."""
    return name.start, name.end, KIND[name.type]


def macro_f1(pairs: Sequence[tuple[int, int]], classes: Sequence[int]) -> float:
    """Return the mean of the classes' F1; a pair is what was said and what is true."""
    counts = Counter(pairs)
    said, true = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    return sum(f1(counts[one, one], said[one], true[one]) for one in classes) / len(classes)
