"""Gradient-boosted trees, as LightGBM trains them, evaluated in numpy alone.

A tree has at most 32 leaves, numbered from left to right, so a set of its leaves is a mask of 32 bits. A row that
fails the test of a split cannot reach the leaves left of the split. Of the leaves that remain after all splits of a
tree, in any order, the lowest is the row's (QuickScorer: Lucchese et al., SIGIR 2015). So the trees need no walk from
the root: the first split of all trees is looked at for all rows at once, then the second, and so on. Trees share most
of their conditions, each a feature and a threshold: each condition is compared once a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

LEAVES = 32  # at most, in a tree: bits of a mask
ROWS = 256  # evaluated together, so that the values in use stay in the processor's cache
Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]


class Trees:
    """An ensemble whose first trees can decide the easy rows alone."""

    def __init__(self, first: "_Part", rest: "_Part | None", sure: float, slope: float) -> None:
        self._first = first
        self._rest = rest
        self._margin = float(np.log((1 - sure) / sure))  # of a raw score from 0
        self._slope = slope

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model that `pack` made and `numpy.savez` wrote; raises FileNotFoundError if there is no such file."""
        with np.load(path, allow_pickle=False) as stored:
            return cls.from_arrays({name: stored[name] for name in stored.files})

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Make the ensemble of the arrays that `pack` returns; other names are ignored."""
        prefix = int(arrays["prefix"])
        cut = prefix if 0 < prefix < len(arrays["leaves"]) else None
        rest = None if cut is None else _Part.of(arrays, slice(cut, None))
        return cls(_Part.of(arrays, slice(cut)), rest, float(arrays["sure"]), float(arrays["slope"]))

    def raw(self, rows: Floats) -> Floats:
        """Return the raw score (log odds) of each row by all trees; rows are float32 (n, features) without NaN."""
        scores = self._first.scores(rows)
        return scores if self._rest is None else scores + self._rest.scores(rows)

    def quick(self, rows: Floats) -> Floats:
        """Return the raw score of each row, by the first trees alone where these are sure of it.

        They are if their probability is at most `sure`, or at least 1 - `sure`. The score of a row so decided is
        multiplied by the model's slope, to be near the score by all trees.
        """
        if self._rest is None:
            return self._first.scores(rows)
        scores = self._first.scores(rows)
        open_rows = np.flatnonzero(np.abs(scores) < self._margin)
        quick = scores * np.float32(self._slope)
        quick[open_rows] = scores[open_rows] + self._rest.scores(rows[open_rows])
        return quick

    def slope_on(self, rows: Floats) -> float:
        """Return the slope to store for such rows: the least-squares ratio of whole to first score of decided rows.

        It is 1 if no row is decided by the first trees.
        """
        first, whole = self._first.scores(rows).astype(float), self.raw(rows).astype(float)
        decided = np.abs(first) >= self._margin
        first, whole = first[decided], whole[decided]
        return float(first @ whole / (first @ first)) if len(first) else 1.0


@dataclass(frozen=True)
class _Part:
    """Some trees of an ensemble, with the conditions that they use."""

    features: NDArray[np.intp]  # (conditions,)
    thresholds: Floats  # (conditions, 1)
    conditions: NDArray[np.intp]  # (splits, trees)
    masks: NDArray[np.uint32]  # (splits, trees, 1): the leaves left of the split
    leaves: Floats  # (trees * LEAVES,)

    @classmethod
    def of(cls, arrays: Arrays, trees: slice) -> Self:
        """Return some trees of those that `pack` returned."""
        used, conditions = np.unique(arrays["conditions"][:, trees], return_inverse=True)
        masks = np.ascontiguousarray(arrays["masks"][:, trees])
        return cls(
            arrays["features"][used].astype(np.intp),
            arrays["thresholds"][used][:, None],
            conditions.reshape(masks.shape).astype(np.intp),
            masks[:, :, None],
            arrays["leaves"][trees].ravel(),
        )

    def scores(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row reaches."""
        slices = (rows[start : start + ROWS] for start in range(0, len(rows), ROWS))
        return np.concatenate([np.empty(0, np.float32), *map(self._scores, slices)])

    def _scores(self, rows: Floats) -> Floats:
        trees = self.masks.shape[1]
        failed = np.ascontiguousarray(rows.T).take(self.features, axis=0) > self.thresholds
        gone = np.zeros((trees, len(rows)), np.uint32)
        for conditions, masks in zip(self.conditions, self.masks, strict=True):
            gone |= failed.take(conditions, axis=0) * masks
        first_leaf = np.arange(0, trees * LEAVES, LEAVES)[:, None]
        return np.asarray(self.leaves.take(first_leaf + _lowest_zero(gone)).sum(axis=0), np.float32)


def _lowest_zero(masks: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Return the place of the lowest bit that is 0: as a float32, a power of two has its place as the exponent."""
    powers = ~masks & (masks + np.uint32(1))
    return (powers.astype(np.float32).view(np.int32) >> 23) - 127


@dataclass
class _Tree:
    """The splits of a tree, and the values of its leaves from left to right."""

    conditions: list[tuple[int, float]] = field(default_factory=list)
    masks: list[int] = field(default_factory=list)
    leaves: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, structure: Mapping[str, Any], zero: AbstractSet[int]) -> Self:
        """Return a tree of a dump without the splits on features that are 0; raises ValueError as `pack` does."""
        tree = cls()
        tree._add(structure, zero)
        if len(tree.leaves) > LEAVES:
            raise ValueError(f"a tree has {len(tree.leaves)} leaves; train with num_leaves of at most {LEAVES}")
        return tree

    def _add(self, node: Mapping[str, Any], zero: AbstractSet[int]) -> int:
        """Add a node and all nodes below it; return the mask of its leaves."""
        if "split_feature" not in node:
            self.leaves.append(node["leaf_value"])
            return 1 << (len(self.leaves) - 1)
        if node["decision_type"] != "<=" or node.get("missing_type") == "Zero":
            raise ValueError(
                f"feature {node['split_feature']}: only numerical splits, without zero_as_missing, are known"
            )
        if node["split_feature"] in zero:
            return self._add(node["left_child" if node["threshold"] >= 0 else "right_child"], zero)
        place = len(self.masks)
        self.conditions.append((node["split_feature"], _at_most(node["threshold"])))
        self.masks.append(0)
        left = self.masks[place] = self._add(node["left_child"], zero)
        return left | self._add(node["right_child"], zero)


def pack(
    dumps: Sequence[Mapping[str, Any]],
    *,
    zero: AbstractSet[int] = frozenset(),
    prefix: int = 0,
    sure: float = 0.1,
    slope: float = 1.0,
) -> dict[str, NDArray[Any]]:
    """Return the arrays of an ensemble whose raw score is the mean of boosters, given as `Booster.dump_model()`.

    zero: features that are 0 whenever the model is used, whose splits are resolved here. prefix: trees that
    `Trees.quick` evaluates for all rows, 0 for all trees. sure: these trees decide a row if their probability is at
    most this far from 0 or 1. slope: what the raw score of such a row is then multiplied by (`Trees.slope_on`).
    Raises ValueError if there is no tree, a tree has more than 32 leaves or a split is not numerical.
    """
    trees = [_Tree.of(structure, zero) for structure in _interleaved([dump["tree_info"] for dump in dumps])]
    if not trees:
        raise ValueError("the boosters have no trees")
    known = sorted({condition for tree in trees for condition in tree.conditions})
    numbers = {condition: number for number, condition in enumerate(known)}
    shape = max(len(tree.masks) for tree in trees), len(trees)
    conditions, masks = np.zeros(shape, np.int32), np.zeros(shape, np.uint32)  # a mask of 0 clears nothing
    leaves = np.zeros((len(trees), LEAVES), np.float32)
    for number, tree in enumerate(trees):
        conditions[: len(tree.masks), number] = [numbers[condition] for condition in tree.conditions]
        masks[: len(tree.masks), number] = tree.masks
        leaves[number, : len(tree.leaves)] = np.array(tree.leaves) / len(dumps)
    return {
        "features": np.array([feature for feature, _ in known], np.int16),
        "thresholds": np.array([threshold for _, threshold in known], np.float32),
        "conditions": conditions,
        "masks": masks,
        "leaves": leaves,
        "prefix": np.array(prefix),
        "sure": np.array(sure),
        "slope": np.array(slope),
    }


def _interleaved(boosters: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[Mapping[str, Any]]:
    """Yield the trees of all boosters so that the first N are about the same share of each booster."""
    places = (
        (number / len(trees), booster, number) for booster, trees in enumerate(boosters) for number in range(len(trees))
    )
    for _, booster, number in sorted(places):
        yield boosters[booster][number]["tree_structure"]


def _at_most(threshold: float) -> float:
    """Return the largest float32 that is not above a threshold: a float32 passes the one test if it passes the other.

    Values nearer to 0 than 1e-35 are the exception: LightGBM takes them as 0.
    """
    with np.errstate(over="ignore"):
        near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
