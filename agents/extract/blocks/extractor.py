"""The block extractor: keeps the blocks that the model takes for the article, and says how sure it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from lxml.etree import _Element
from numpy.typing import NDArray

from agents.extract.blocks.blocks import Blocks, Boxes, read_blocks
from agents.extract.blocks.features import features
from agents.extract.blocks.looks import Hints
from agents.extract.blocks.trees import Trees

MODEL = Path(__file__).with_name("model.npz")
_MISLED = 0.3  # share of the words that the model keeps
_NEVER = -100.0  # the raw score of what is surely not of the article
CLOSE = 0.1  # above the confidence at which a page is handed over: there every tree is asked


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's blocks, the numbers of those that are the article's, and the expected share of right words, 0 to 1."""

    blocks: Blocks
    kept: list[int]
    confidence: float


class BlockExtractor:
    """Reads articles with one model; pages with a confidence below `doubtful` are for another witness."""

    def __init__(self, trees: Trees, *, doubtful: float) -> None:
        self._trees = trees
        self.doubtful = doubtful

    def read(self, tree: _Element, hints: Hints, boxes: Boxes | None = None) -> Reading:
        """Return the article of a parsed page; an empty one with a confidence of 0 if the page has no block.

        The blocks that `boxes` takes are not in it. The model sees them nevertheless, as it has learnt to, unless it
        has taken them for the article: then the page is read again without them.
        """
        blocks = read_blocks(tree, boxes)
        reading, misled = self._of(blocks, hints)
        if boxes is None or misled < _MISLED:
            return reading
        return self._of(read_blocks(tree, without=set(boxes.taken)), hints)[0]

    def _of(self, blocks: Blocks, hints: Hints) -> tuple[Reading, float]:
        """Return the article in a page's blocks, and the share of the model's words that is not of the article."""
        if not blocks.texts:
            return Reading(blocks, [], 0.0), 0.0
        rows = features(blocks, hints)
        words = rows[:, 1]
        scores = self._trees.quick(rows)
        if agreement(scores, words) < self.doubtful + CLOSE:
            scores = self._trees.raw(rows)
        confidence = agreement(scores, words)
        if not blocks.taken:
            return Reading(blocks, np.flatnonzero(scores > 0).tolist(), confidence), 0.0
        held = float(words[scores > 0].sum())
        scores[blocks.taken] = _NEVER
        left = float(words[scores > 0].sum())
        reading = Reading(blocks, np.flatnonzero(scores > 0).tolist(), confidence)
        return reading, 1 - left / held if held else 0.0


@cache
def bundled(doubtful: float) -> BlockExtractor:
    """Return the extractor with newsmill's own model, loaded once a process."""
    return BlockExtractor(Trees.load(MODEL), doubtful=doubtful)


def agreement(scores: NDArray[np.float32], words: NDArray[np.float32]) -> float:
    """Return the expected share that the kept words and the right ones have in common: an estimate of their Jaccard.

    `scores` are raw scores, whose sigmoid is the probability that a block is of the article.
    """
    likely = words / (1 + np.exp(-scores))
    kept = scores > 0
    held = float(words[kept].sum())
    missed = float(likely[~kept].sum())
    return float(likely[kept].sum()) / (held + missed) if held + missed else 0.0
