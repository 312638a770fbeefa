"""One judgement from many statements."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.sentiment.pool import CARRIERS, Statement, pooled
from schemas import SentimentLabel

BAD, PLAIN, GOOD = np.float32([0.9, 0.08, 0.02]), np.float32([0.04, 0.92, 0.04]), np.float32([0.02, 0.08, 0.9])
odds = st.lists(st.floats(0.001, 1), min_size=3, max_size=3).map(lambda values: np.array(values) / sum(values))


def statements(*probabilities, weight=1.0):
    return [Statement(one, weight, (10 * number, 10 * number + 9)) for number, one in enumerate(probabilities)]


def places(sentiment):
    return [(passage.start, passage.end) for passage in sentiment.sentences]


def test_one_statement_is_the_judgement():
    sentiment = pooled(statements(BAD), 0.4)
    assert sentiment.label is SentimentLabel.NEGATIVE
    assert sentiment.probabilities.model_dump() == pytest.approx({"negative": 0.9, "neutral": 0.08, "positive": 0.02})
    assert sentiment.score == -0.88
    assert places(sentiment) == [(0, 9)]


def test_one_clear_statement_is_not_drowned_by_reports():
    assert pooled(statements(PLAIN, BAD, PLAIN, PLAIN), 0.4).label is SentimentLabel.NEGATIVE
    assert pooled(statements(PLAIN, PLAIN, PLAIN), 0.4).label is SentimentLabel.NEUTRAL


def test_praise_and_blame_cancel_out():
    assert pooled(statements(GOOD, BAD), 0.5).label is SentimentLabel.NEUTRAL
    assert pooled(statements(GOOD, BAD), 0.5).score == 0


def test_a_label_other_than_neutral_needs_its_probability():
    mixed = np.float32([0.45, 0.35, 0.2])
    assert pooled(statements(mixed), 0.4).label is SentimentLabel.NEGATIVE
    assert pooled(statements(mixed), 0.5).label is SentimentLabel.NEUTRAL


def test_a_statement_of_less_weight_counts_less():
    light = [*statements(GOOD), *statements(BAD, weight=0.2)]
    assert pooled(light, 0.4).label is SentimentLabel.POSITIVE


def test_the_sentences_that_carry_the_label_come_strongest_first_without_the_title():
    mild = np.float32([0.6, 0.3, 0.1])
    title = Statement(BAD, 2.0, None)
    sentiment = pooled([*statements(PLAIN, mild, GOOD, BAD, mild), title], 0.4)
    assert places(sentiment) == [(30, 39), (10, 19), (40, 49)]
    assert len(places(sentiment)) == CARRIERS
    assert places(pooled([title], 0.4)) == []


def test_nothing_said_is_no_judgement():
    assert pooled([], 0.4) is None


@given(st.lists(odds, min_size=1, max_size=5), st.sampled_from([0.0, 0.4, 0.5]))
def test_the_parts_of_a_judgement_agree(said, least):
    sentiment = pooled(statements(*said), least)
    of = sentiment.probabilities.model_dump()
    assert sum(of.values()) == pytest.approx(1, abs=1e-9)
    assert sentiment.score == pytest.approx(of["positive"] - of["negative"], abs=1e-9)
    label = sentiment.label.value
    if label == "neutral":
        assert of[label] == max(of.values()) or max(of.values()) < least
    else:
        assert of[label] == max(of.values()) >= least
