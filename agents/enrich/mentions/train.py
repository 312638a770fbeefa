"""Fit the weights of salience: `python -m agents.enrich.mentions.train ARTICLES... --out salience.json`.

ARTICLES are files of enriched articles, one JSON object a line, as `newsmill process` writes them. The headline is
the choice among the things of an article's text; articles whose headline names none of them are left out. A field
`other_title`, if an object has one, is a second headline of the article: from these comes the weight of being named in
the title. Reports by cross-validation, so that no site is in both parts. Needs only numpy.
"""

import argparse
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.headline import named
from agents.enrich.mentions.salience import IN_TITLE, TEXT_FEATURES, choice, features
from agents.enrich.spans import Span, Thing
from schemas import EntityType

Floats = NDArray[np.float64]
FOLDS = 5
RIDGE = 1.0  # of each weight; the features are of the order of 1
STEPS = 30  # of Newton's method; some 8 are needed
CONVERGED = 1e-6  # change of a weight
BINS = 10


class Choice(NamedTuple):
    """One article's choice."""

    site: str
    features: Floats
    """(things, features)"""
    chosen: Floats
    """(things,) the share of each in the headline's choice; sums to 1."""
    chosen_by_other: Floats
    """(things,) the same of the second headline; zeros if there is none."""


class Reliability(NamedTuple):
    """How well probabilities fit what happened."""

    table: list[tuple[int, float, float]]
    """Of each bin of probability: things, mean probability, share that headlines chose."""
    error: float
    """The expected calibration error: the mean distance of the two, weighted by things."""


def main() -> None:
    """Fit on all articles, write the weights, report by cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+", metavar="ARTICLES", help="files of enriched articles")
    parser.add_argument("--out", type=Path, required=True, metavar="JSON", help="the file to write")
    arguments = parser.parse_args()
    choices = [choice for path in arguments.articles for choice in read(path)]
    weights = fit(choices)
    named_weights = dict(zip(TEXT_FEATURES, (round(float(weight), 3) for weight in weights), strict=True))
    named_weights[IN_TITLE] = round(fit_title(choices, weights), 3)
    arguments.out.write_text(json.dumps(named_weights, indent=1) + "\n", encoding="utf-8")
    report(choices)


def read(path: Path) -> Iterator[Choice]:
    """Yield the choices of the articles whose headline names something."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            found = choice_of(json.loads(line))
            if found is not None:
                yield found


def choice_of(article: dict[str, object]) -> Choice | None:
    """Return an article's choice, or None if its headline names nothing or there is nothing to choose."""
    text, title = str(article["text"]), str(article.get("title") or "")
    things: list[Thing] = [
        [Span(mention["start"], mention["end"], EntityType(entity["type"])) for mention in entity["mentions"]]
        for entity in article["entities"]  # type: ignore[attr-defined]
    ]
    if len(things) < 2:
        return None
    vocabulary = vocabulary_of(article["language"]["code"])  # type: ignore[index]
    chosen = np.array(named(title, things, text, vocabulary), np.float64)
    other = np.array(named(str(article.get("other_title") or ""), things, text, vocabulary), np.float64)
    if not chosen.any():
        return None
    source = article.get("source") or {}
    site = str(source.get("domain") or "") if isinstance(source, dict) else ""
    return Choice(site, features(things, text), chosen / chosen.sum(), other / max(1.0, other.sum()))


def fit(choices: Sequence[Choice]) -> Floats:
    """Return the weights of the conditional logit, by Newton's method with halved steps; the problem is convex."""
    weights = np.zeros(len(TEXT_FEATURES))
    value = _surprise(choices, weights)
    for _ in range(STEPS):
        gradient, curvature = -RIDGE * weights, RIDGE * np.eye(len(weights))
        for one in choices:
            shares = choice(one.features @ weights)
            mean = shares @ one.features
            gradient += one.chosen @ one.features - mean
            curvature += (one.features * shares[:, None]).T @ one.features - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        while (lower := _surprise(choices, weights + step)) > value and np.abs(step).max() > CONVERGED:
            step /= 2
        weights, value = weights + step, lower
        if np.abs(step).max() < CONVERGED:
            break
    return weights


def _surprise(choices: Sequence[Choice], weights: Floats) -> float:
    """Return what the fit makes smallest: the surprise at the choices, and the size of the weights."""
    total = RIDGE * float(weights @ weights) / 2
    for one in choices:
        scores = one.features @ weights
        highest = scores.max()
        total += float(np.log(np.exp(scores - highest).sum()) + highest - one.chosen @ scores)
    return total


def fit_title(choices: Sequence[Choice], weights: Floats) -> float:
    """Return the weight of being named in the title, from articles with a second headline; 0 if there are none."""
    pairs = [one for one in choices if one.chosen_by_other.any()]

    def surprise(weight: float) -> float:
        scores = [one.features @ weights + weight * (one.chosen > 0) for one in pairs]
        return -sum(
            float(one.chosen_by_other @ np.log(choice(score))) for one, score in zip(pairs, scores, strict=True)
        )

    print(f"{len(pairs)} articles have a second headline that names something")
    return min(np.arange(0, 6, 0.05).tolist(), key=surprise) if pairs else 0.0


def cross_validated(choices: Sequence[Choice]) -> Iterator[tuple[Choice, Floats]]:
    """Yield each choice with the probabilities of a model that has seen no article of its site."""
    for fold in range(FOLDS):
        held_out = [one for one in choices if _fold(one) == fold]
        weights = fit([one for one in choices if _fold(one) != fold])
        yield from ((one, choice(one.features @ weights)) for one in held_out)


def reliability(predicted: Sequence[tuple[Choice, Floats]]) -> Reliability:
    """Return how often headlines chose what has each probability."""
    probabilities = np.concatenate([shares for _, shares in predicted])
    chosen = np.concatenate([one.chosen for one, _ in predicted])
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    table = [
        (int(inside.sum()), float(probabilities[inside].mean()), float(chosen[inside].mean()))
        for number in range(BINS)
        if (inside := bins == number).any()
    ]
    error = sum(count * abs(mean - share) for count, mean, share in table) / len(chosen)
    return Reliability(table, error)


def report(choices: Sequence[Choice]) -> None:
    """Print how often the most salient thing is in the headline, beside simpler rules, and the reliability."""
    predicted = list(cross_validated(choices))
    print(f"{len(choices)} articles, {len({one.site for one in choices})} sites")
    first, mentions = TEXT_FEATURES.index("logarithm of things before"), TEXT_FEATURES.index("logarithm of mentions")
    rules = {
        "this model": [shares for _, shares in predicted],
        "the first mentioned": [-one.features[:, first] for one, _ in predicted],
        "the most mentioned": [one.features[:, mentions] - 1e-3 * one.features[:, first] for one, _ in predicted],
    }
    for name, scores in rules.items():
        hits = [one.chosen[int(score.argmax())] > 0 for (one, _), score in zip(predicted, scores, strict=True)]
        print(f"{name:20} in the headline: {np.mean(hits):.3f}")
    loss = np.mean([-float(one.chosen @ np.log(shares)) for one, shares in predicted])
    even = np.mean([math.log(len(shares)) for _, shares in predicted])
    print(f"log loss {loss:.3f}; of equal shares {even:.3f}")
    found = reliability(predicted)
    for count, mean, share in found.table:
        print(f"{count:6} things: mean salience {mean:.3f}, share in headlines {share:.3f}")
    print(f"expected calibration error {found.error:.4f}")


def _fold(one: Choice) -> int:
    return zlib.crc32(one.site.encode()) % FOLDS


if __name__ == "__main__":
    main()
