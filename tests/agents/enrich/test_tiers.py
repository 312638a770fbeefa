"""How thoroughly articles are read, as a setting says it."""

import pickle

import pytest

from agents.enrich.agent import choice_of
from agents.enrich.tiers import BUDGETS, ENGLISH_BUDGETS, Choice, Tier, tiers_of
from streams.settings import Settings


@pytest.mark.parametrize(
    "setting, tiers",
    [
        ("accurate", {"": Tier.ACCURATE}),
        ("fast", {"": Tier.FAST}),
        ("accurate,en=fast", {"": Tier.ACCURATE, "en": Tier.FAST}),
        ("fast, de = accurate,fr=fast", {"": Tier.FAST, "de": Tier.ACCURATE, "fr": Tier.FAST}),
        ("fast,nb=accurate", {"": Tier.FAST, "no": Tier.ACCURATE}),  # under which the tables have it
    ],
)
def test_a_setting_names_a_tier_and_those_of_single_languages(setting, tiers):
    assert tiers_of(setting) == tiers


@pytest.mark.parametrize("setting", ["", "slow", "accurate,", "accurate,en", "accurate,en=slow", "FAST"])
def test_another_tier_is_refused(setting):
    with pytest.raises(ValueError, match="is not a valid Tier"):
        tiers_of(setting)


def test_every_tier_has_a_budget_and_the_fast_one_the_smaller():
    for budgets in (BUDGETS, ENGLISH_BUDGETS):
        assert set(budgets) == set(Tier)
        assert 0 <= budgets[Tier.FAST] < budgets[Tier.ACCURATE]


def test_settings_choose_the_tiers_and_models_and_the_choice_travels():
    settings = Settings(enrichment="fast, en=accurate", entity_models="fr=a_b,de=c")
    choice = choice_of(settings)
    assert choice == Choice((("fr", "a_b"), ("de", "c")), "fast,en=accurate")
    assert pickle.loads(pickle.dumps(choice)) == choice  # noqa: S301 # to the children of the pool
    assert hash(choice)
    assert choice_of(Settings()) == Choice()
