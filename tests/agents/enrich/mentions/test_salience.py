"""How much an article is about each thing."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.salience import saliences
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")
TEXT = "Kenya and Ghana and Kenya agreed on trade. " + "The talks went on all day. " * 20 + "Peru. Kenya. Kenyans left."


def thing(name, kind=EntityType.GPE, limit=9):
    starts = [start for start in range(len(TEXT)) if TEXT.startswith(name, start)][:limit]
    return [Span(start, start + len(name), kind) for start in starts]


def test_saliences_sum_to_one():
    assert sum(saliences([thing("Kenya"), thing("Ghana"), thing("Peru")], TEXT, None, ENGLISH)) == pytest.approx(1)


def test_without_things_there_are_no_saliences():
    assert saliences([], TEXT, "Kenya", ENGLISH) == []


def test_more_mentions_and_earlier_ones_count_more():
    kenya, ghana, peru = saliences([thing("Kenya"), thing("Ghana"), thing("Peru")], TEXT, None, ENGLISH)
    assert kenya > ghana > peru


def test_a_place_in_the_title_counts():
    ghana, peru = saliences([thing("Ghana"), thing("Peru")], TEXT, "Peru in talks", ENGLISH)
    assert peru > ghana
    assert saliences([thing("Ghana"), thing("Peru")], TEXT, "Peruvians in talks", ENGLISH)[1] < ghana


def test_a_nationality_counts_less_than_the_country():
    country, people = saliences([thing("Peru"), thing("Kenyans", EntityType.NORP)], TEXT, None, ENGLISH)
    assert country > people
