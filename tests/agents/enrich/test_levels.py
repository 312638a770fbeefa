"""The level of each language, for entities and for sentiment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.levels import ENTITIES_TRAINED, SAME, TRANSFERRED, Level, entities_level, sentiment_level, standard


@pytest.mark.parametrize(
    "code, entities, sentiment",
    [
        ("en", Level.TRAINED, Level.TRAINED),
        ("ru", Level.TRAINED, Level.TRAINED),
        ("de", Level.TRAINED, Level.TRANSFERRED),
        ("es", Level.TRANSFERRED, Level.TRANSFERRED),
        ("xh", Level.NONE, Level.NONE),
        ("und", Level.NONE, Level.NONE),
        ("nb", Level.TRAINED, Level.TRANSFERRED),
        ("yue", Level.TRAINED, Level.TRANSFERRED),
    ],
)
def test_a_language_rests_on_its_own_labels_or_on_those_of_others_or_has_no_answers(code, entities, sentiment):
    assert (entities_level(code), sentiment_level(code)) == (entities, sentiment)


def test_no_language_is_at_two_levels():
    assert frozenset() == ENTITIES_TRAINED & TRANSFERRED


def test_other_codes_lead_to_languages_of_the_tables():
    assert set(SAME.values()) <= ENTITIES_TRAINED | TRANSFERRED
    assert not set(SAME) & (ENTITIES_TRAINED | TRANSFERRED)


@given(st.text())
def test_any_code_has_a_level(code):
    assert entities_level(code) in Level
    assert sentiment_level(code) in Level
    assert standard(standard(code)) == standard(code)
