"""Full names are told from others, put in order, and written in small letters."""

import pytest

from agents.extract.persons.names import in_order, in_small_letters, is_full


@pytest.mark.parametrize("text", ["Jane Doe", "Jan van der Berg", "王小明", "Ana Costa e Silva", "A. Ivanova"])
def test_these_are_full_names(text):
    assert is_full(text)


@pytest.mark.parametrize("text", ["Jane", "Karl von", "zu Dornburg", "Guardian staff", "jane doe"])
def test_these_are_not(text):
    assert not is_full(text)


def test_a_family_name_goes_behind_and_other_pairs_are_none():
    assert in_order("Brandt", "Olga") == "Olga Brandt"
    assert in_order("CNN", "Reuters") is None
    assert in_order("Jane Doe", "Paris") is None
    assert in_order("Doe", "Senior Reporter") is None


@pytest.mark.parametrize(
    "name, small",
    [
        ("JANE O'NEILL-SMITH", "Jane O'Neill-Smith"),
        ("JOHN MCDONALD", "John McDonald"),
        ("USA TODAY", "USA TODAY"),
        ("DER SPIEGEL", "DER SPIEGEL"),
        ("AP", "AP"),
        ("Jane Doe", "Jane Doe"),
    ],
)
def test_capitals_become_small_letters_where_they_are_surely_a_name(name, small):
    assert in_small_letters(name) == small
