"""The bundled sentiment model."""

import gzip
import json

import numpy as np
import pytest

from agents.enrich.sentiment import BUNDLED, CLASSES, SentimentModel
from tests.support.paths import data


@pytest.fixture(scope="module")
def model():
    return SentimentModel.load()


def score(model, sentence, target):
    start = sentence.index(target)
    negative, _, positive = model.toward(sentence, start, start + len(target))
    return positive - negative


def test_probabilities_sum_to_one(model):
    assert model.toward("The mayor spoke.", 4, 9).sum() == pytest.approx(1, abs=1e-6)
    assert model.tone("The mayor praised the great team.").sum() == pytest.approx(1, abs=1e-6)


def test_a_target_that_is_praised_fares_better_than_one_that_is_accused(model):
    praised = score(model, "The committee praised the mayor for her brilliant work.", "mayor")
    accused = score(model, "The committee accused the mayor of corruption and lies.", "mayor")
    assert praised > 0 > accused


def test_good_news_sounds_better_than_bad_news(model):
    assert model.tone("They celebrated a great victory.").argmax() == 2
    assert model.tone("The blast killed nine people and injured dozens.").argmax() == 0
    assert model.tone("They met on Monday.").argmax() == 1


def test_the_bundled_model_is_small():
    assert BUNDLED.stat().st_size < 3_000_000


def test_a_missing_model_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        SentimentModel.load(tmp_path / "none.npz")


@pytest.mark.quality
def test_sentiment_toward_targets_in_the_news_is_as_good_as_it_was(model):
    with gzip.open(data("sentiment", "newsmtsc-dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        examples = [json.loads(line) for line in lines]
    truth = np.array([example["polarity"] for example in examples])
    guess = np.array([CLASSES[model.toward(e["sentence"], e["from"], e["to"]).argmax()] for e in examples])
    f1 = [2 * ((guess == c) & (truth == c)).sum() / ((guess == c).sum() + (truth == c).sum()) for c in CLASSES]
    assert np.mean(f1) > 0.66  # 0.677 when it was trained; VADER has 0.52, the majority 0.21
