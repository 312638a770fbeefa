"""Readings by the linear model."""

import pytest

from agents.enrich.sentiment import SentimentModel
from agents.enrich.sentiment.readings import TOWARD, Blended, linear_readings, linear_title


@pytest.fixture(scope="module")
def model():
    return SentimentModel.load()


def test_each_sentence_of_a_text_is_read_by_its_number(model):
    text = "They praised Acme. They met."
    readings = linear_readings(model, text, [(0, 18), (19, 28)])
    assert list(readings) == [0, 1]
    assert readings[0].toward(13, 17).tolist() == model.toward("They praised Acme.", 13, 17).tolist()
    assert readings[1].tone().tolist() == model.tone("They met.").tolist()


def test_capitals_in_a_headline_do_not_hide_its_words(model):
    shouted, plain = (
        linear_title(model, title) for title in ("Minister Brutally Murdered", "minister brutally murdered")
    )
    assert shouted.tone().tolist() == plain.tone().tolist()
    assert shouted.tone()[0] > 0.5


def test_an_article_without_a_title_has_no_reading_of_it(model):
    assert linear_title(model, None) is None
    assert linear_title(model, "") is None


def test_a_blended_reading_has_mostly_the_encoders_sentiment_and_the_mean_tone(model):
    plain, crash = linear_readings(model, "They met. Nine people were killed.", [(0, 9), (10, 34)]).values()
    blended = Blended(plain, crash)
    mixed = (1 - TOWARD) * plain.toward(0, 4) + TOWARD * crash.toward(0, 4)
    assert blended.toward(0, 4).tolist() == pytest.approx(mixed.tolist())
    assert blended.tone().tolist() == pytest.approx(((plain.tone() + crash.tone()) / 2).tolist())
    assert blended.tone().sum() == pytest.approx(1)
