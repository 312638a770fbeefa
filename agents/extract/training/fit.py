"""Fit the models on labelled pages: which blocks they learn from, what each counts, and how the models differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import lightgbm
import numpy as np
from numpy.typing import NDArray

from agents.extract.training.examples import SOURCES, Example, unflagged
from agents.extract.training.labels import ARTICLE, words_of

Scores: TypeAlias = NDArray[np.float32]  # raw scores: above 0 a block is article

PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 31,  # 32 at most: `trees` has a bit for each
    "min_data_in_leaf": 40,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "feature_pre_filter": False,
    "force_row_wise": True,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
ROUNDS = 150
THINNED_BY = 1  # seed

DENSITY = 19  # the column of the share of a block's characters in links
LINKED = 0.6  # above which a block far from the article is easy
FAR = 6  # blocks from the article
EASY_KEPT = 0.25  # of the easy blocks, which stand for all of them: half of the blocks are lists of links
LONG_BLOCK, SHORT_BODY = 400, 60  # words
ANY_BLOCK = 0.0015  # weight of a block beside the article's, however short


@dataclass(frozen=True, slots=True)
class Member:
    """How one of the models differs. `power` is that of the blocks' weights: 0 makes all blocks count alike."""

    seed: int
    power: float
    feature_fraction: float = PARAMETERS["feature_fraction"]


MEMBERS = (Member(7, 1.0), Member(8, 0.0), Member(9, 0.5, 0.25))


@dataclass(frozen=True, slots=True)
class Table:
    """The blocks to learn from, of all pages: `page` is the number of each block's page, `data` has the binned rows."""

    data: lightgbm.Dataset
    weights: NDArray[np.float64]
    page: NDArray[np.int64]


def tabulate(examples: Sequence[Example]) -> Table:
    """Return the blocks of all pages as one table, with lists of links far from an article thinned out."""
    random = np.random.RandomState(THINNED_BY)
    rows, is_article, weights, page = [], [], [], []
    for number, example in enumerate(examples):
        if not example.texts:
            continue
        easy = _easy(example)
        kept = ~easy | (random.rand(len(easy)) < EASY_KEPT)
        rows.append(example.rows[kept])
        is_article.append((example.shares > ARTICLE)[kept])
        weights.append((_weights(example) * np.where(easy, 1 / EASY_KEPT, 1))[kept])
        page.append(np.full(kept.sum(), number))
    target = np.concatenate(is_article).astype(np.float64)
    data = lightgbm.Dataset(np.concatenate(rows), target, params=PARAMETERS, free_raw_data=False)
    return Table(data.construct(), np.concatenate(weights), np.concatenate(page))


def _easy(example: Example) -> NDArray[np.bool_]:
    """Return which blocks are links far from the article."""
    at = np.arange(len(example.texts))
    article = at[example.shares > ARTICLE]
    distance = np.abs(at[:, None] - article).min(1, initial=len(at) + FAR)
    is_easy: NDArray[np.bool_] = (example.shares <= ARTICLE) & (example.rows[:, DENSITY] > LINKED) & (distance > FAR)
    return is_easy


def _weights(example: Example) -> NDArray[np.float64]:
    """Return how much each block counts: its part of the article's length, so that every page counts alike."""
    length = max(SHORT_BODY, len(words_of(example.body)))
    return SOURCES[example.source].weight * (np.minimum(example.words, LONG_BLOCK) / length + ANY_BLOCK)


def fit(table: Table, chosen: NDArray[np.bool_], member: Member) -> lightgbm.Booster:
    """Train a member on the chosen pages, one value a page."""
    blocks = np.nonzero(chosen[table.page])[0]
    weights = table.weights[blocks] ** member.power
    part = table.data.subset(blocks.tolist()).construct()
    part.set_weight(weights / weights.mean())  # after construct(), which drops weights that were set before
    own = {"seed": member.seed, "feature_fraction": member.feature_fraction}
    return lightgbm.train(PARAMETERS | own, part, ROUNDS)


def predict(members: Sequence[lightgbm.Booster], example: Example) -> Scores:
    """Return the mean raw score of each block, as of a page without a flag."""
    if not example.texts:
        return np.zeros(0, np.float32)
    rows = unflagged(example.rows)
    scores = [member.predict(rows, raw_score=True) for member in members]
    return np.asarray(np.mean(scores, axis=0), np.float32)
