"""What the sentiment model looks at in a sentence."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentiment.features import BUCKETS, balance, summary, target_view, tone_view

ENGLISH = vocabulary_of("en")
LEXICON = {"praised": 0.5, "brutal": -0.75}
SENTENCE = "Critics praised Acme but not the brutal Initech"


def look(name, sentence=SENTENCE):
    start = sentence.index(name)
    return target_view(sentence, start, start + len(name), LEXICON, ENGLISH)


def test_the_same_sentence_gives_the_same_features_in_every_process():
    assert look("Acme").buckets[:3] == [52246, 127376, 100897]


def test_features_are_of_length_one_and_within_the_buckets():
    view = look("Acme")
    assert sum(value * value for value in view.values) == pytest.approx(1)
    assert all(0 <= bucket < BUCKETS for bucket in view.buckets)


def test_the_targets_own_words_do_not_count():
    renamed = SENTENCE.replace("Acme", "Umbrella Corporation")
    assert look("Acme") == look("Umbrella Corporation", renamed)


def test_two_targets_in_a_sentence_look_different():
    assert look("Acme") != look("Initech")


def test_names_do_not_count_for_the_tone():
    assert tone_view(SENTENCE, LEXICON, ENGLISH) == tone_view(SENTENCE.replace("Acme", "Zenith"), LEXICON, ENGLISH)


def test_the_balance_is_between_its_bounds_and_zero_without_evidence():
    assert balance("Critics praised it", LEXICON, ENGLISH) == pytest.approx(1 / 3)
    assert balance("a brutal, brutal, brutal war", LEXICON, ENGLISH) == pytest.approx(-2.25 / 3.25)
    assert balance("The committee met", LEXICON, ENGLISH) == 0


def test_a_summary_keeps_good_and_bad_apart():
    assert summary([0.5, -0.75, 0]) == pytest.approx([0.5, 0.75, -0.25, -0.46211716, 0, 1])


def test_a_target_alone_is_seen_too():
    assert len(target_view("Acme", 0, 4, LEXICON, ENGLISH).dense) == len(look("Acme").dense)
