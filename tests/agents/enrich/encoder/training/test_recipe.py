"""How often each set is drawn, and that the recipe knows the languages that the levels call trained."""

import pytest

from agents.enrich.encoder.training import recipe
from agents.enrich.levels import ENTITIES_TRAINED


def test_sets_are_drawn_by_the_root_of_their_size_times_a_factor():
    assert recipe.weight_of("labelled.da", 400) == 20
    assert recipe.weight_of("labelled.fr", 400) == 5
    assert recipe.weight_of("silver.en", 400, silver=0.8) == pytest.approx(16)


def test_sets_without_labels_are_drawn_less_often():
    assert recipe.weight_of("plain.is", 400) == pytest.approx(0.6 * 0.5 * 20)
    assert recipe.weight_of("plain.ar", 400) == pytest.approx(0.6 * 1.3 * 20)


def test_the_languages_with_names_by_people_are_those_whose_level_is_trained():
    assert set(recipe.LANGUAGES) == ENTITIES_TRAINED


def test_every_factor_is_of_a_language_that_has_such_a_set():
    assert set(recipe.FACTORS[recipe.LABELLED]) <= set(recipe.LANGUAGES)
    assert set(recipe.FACTORS[recipe.PLAIN]) <= set(recipe.PLAIN_LANGUAGES)


def test_teachers_differ_in_seed_and_in_how_often_silver_labels_are_drawn():
    assert [teacher.seed for teacher in recipe.TEACHERS] == [1, 2, 3, 4]
    assert len({teacher.silver for teacher in recipe.TEACHERS}) == 4
    assert recipe.FIRST == 1


def test_teachers_judge_in_english_most():
    assert recipe.target_weight("silver.en") == 6
    assert recipe.target_weight("plain.de") == 2
    assert recipe.target_weight("labelled.sk") == 0.5
