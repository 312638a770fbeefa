"""Train the bundled sentiment model: `python -m agents.enrich.sentiment.train --data FOLDER --out MODEL`.

FOLDER holds newsmtsc-train.jsonl.gz and newsmtsc-dev.jsonl.gz: NewsMTSC (Hamborg and Donnay, 2021; MIT,
https://github.com/fhamborg/NewsMTSC), one JSON object a line with sentence, from, to and polarity (-1, 0, 1). The
lexicon is the mean of VADER's (MIT) and AFINN's (Apache-2.0). Training needs the packages of `requirements-train.lock`
(scikit-learn, vaderSentiment, afinn); the model itself needs only numpy.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from afinn import Afinn
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentiment import CLASSES, LANGUAGE, SentimentModel
from agents.enrich.sentiment.features import BUCKETS, View, target_view, tone_view

Example = dict[str, Any]
VADER_RANGE, AFINN_RANGE = 4, 5  # largest valence of each lexicon
DENSE_WEIGHT = 0.06  # of a dense value's standard deviation beside a hashed part of length 1
INVERSE_REGULARISATION = {"target": 4.0, "tone": 2.0}


def main() -> None:
    """Train on the training split, write the model, report on the development split."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the training data")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL", help="the file to write, *.npz")
    parser.add_argument("--version", default="1", help="the model's version, for provenance (%(default)s)")
    arguments = parser.parse_args()
    examples = read(arguments.data / "newsmtsc-train.jsonl.gz")
    lexicon = mean_lexicon()
    arrays: dict[str, Any] = {
        "version": np.array(arguments.version),
        "lexicon_words": np.frombuffer("\n".join(lexicon).encode(), np.uint8),
        "lexicon_valences": np.array(list(lexicon.values()), np.float16),
    }
    lexicon = dict(zip(lexicon, arrays["lexicon_valences"].astype(float).tolist(), strict=True))
    for head, look in views(lexicon).items():
        arrays |= {f"{head}_{part}": weights for part, weights in fit(head, look, examples).items()}
    np.savez_compressed(arguments.out, **arrays)
    report(SentimentModel.load(arguments.out), read(arguments.data / "newsmtsc-dev.jsonl.gz"))


def read(path: Path) -> list[Example]:
    """Read examples, one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def mean_lexicon() -> dict[str, float]:
    """Return the valence of single words, -1 to 1: the mean of the lexicons that have it."""
    vader = {word: value / VADER_RANGE for word, value in SentimentIntensityAnalyzer().lexicon.items()}
    afinn = {word: value / AFINN_RANGE for word, value in Afinn()._dict.items()}
    words = sorted(word for word in vader | afinn if "\n" not in word and any(map(str.isalpha, word)))
    values = {word: [lexicon[word] for lexicon in (vader, afinn) if word in lexicon] for word in words}
    return {word: sum(found) / len(found) for word, found in values.items() if " " not in word}


def views(lexicon: dict[str, float]) -> dict[str, Callable[[Example], View]]:
    """Return how each regression looks at an example."""
    vocabulary = vocabulary_of(LANGUAGE)
    return {
        "target": lambda one: target_view(one["sentence"], one["from"], one["to"], lexicon, vocabulary),
        "tone": lambda one: tone_view(one["sentence"], lexicon, vocabulary),
    }


def fit(head: str, look: Callable[[Example], View], examples: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """Fit one regression; return its weights by part, with the scale of the dense values folded in."""
    seen = [look(example) for example in examples]
    rows = np.repeat(np.arange(len(seen)), [len(view.buckets) for view in seen])
    columns = np.concatenate([view.buckets for view in seen])
    hashed = csr_matrix((np.concatenate([view.values for view in seen]), (rows, columns)), (len(seen), BUCKETS))
    dense = np.array([view.dense for view in seen])
    scale = DENSE_WEIGHT / (dense.std(axis=0) + 1e-6)
    regression = LogisticRegression(C=INVERSE_REGULARISATION[head], max_iter=1000)
    regression.fit(hstack([hashed, csr_matrix(dense * scale)]).tocsr(), [e["polarity"] for e in examples])
    assert tuple(regression.classes_) == CLASSES
    weights = regression.coef_.T
    return {
        "hashed": weights[:BUCKETS].astype(np.float16),
        "dense": (weights[BUCKETS:] * scale[:, None]).astype(np.float32),
        "bias": regression.intercept_.astype(np.float32),
    }


def report(model: SentimentModel, examples: Sequence[Example]) -> None:
    """Print macro-averaged F1 toward the target on examples, beside that of methods without training."""
    truth = [example["polarity"] for example in examples]
    vader, afinn = SentimentIntensityAnalyzer(), Afinn()
    compound = [vader.polarity_scores(example["sentence"])["compound"] for example in examples]
    guesses = {
        "always neutral": [0] * len(truth),
        "VADER": [int(value >= 0.05) - int(value <= -0.05) for value in compound],  # thresholds of its authors
        "AFINN": [int(np.sign(afinn.score(example["sentence"]))) for example in examples],
        "this model": [
            CLASSES[int(model.toward(example["sentence"], example["from"], example["to"]).argmax())]
            for example in examples
        ],
    }
    for name, guess in guesses.items():
        print(f"{name:15} macro F1 {f1_score(truth, guess, average='macro'):.3f}")


if __name__ == "__main__":
    main()
