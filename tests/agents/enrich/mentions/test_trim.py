"""Spans cut to the name itself, and spans that are not names."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.trim import trimmed
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")


def names(text, name, kind):
    start = text.index(name)
    return [span.of(text) for span in trimmed(text, [Span(start, start + len(name), kind)], ENGLISH)]


@pytest.mark.parametrize(
    "text, name, kind, expected",
    [
        ("He left the United States.", "the United States", EntityType.GPE, "United States"),
        ("The United States won.", "The United States", EntityType.GPE, "United States"),
        ("He lives in The Hague.", "The Hague", EntityType.GPE, "The Hague"),
        ("a plan of Russia's to", "Russia's", EntityType.GPE, "Russia"),
        ("the Nations’ plan", "the Nations’", EntityType.ORG, "Nations"),
        ("“Sergei Lavrov,” he", "“Sergei Lavrov,”", EntityType.PERSON, "Sergei Lavrov"),
        ("Mr. Lavrov left", "Mr. Lavrov", EntityType.PERSON, "Lavrov"),
        ("Foreign Minister Wang Yi left", "Foreign Minister Wang Yi", EntityType.PERSON, "Wang Yi"),
        ("Vice President Dr. Ann Lee spoke", "Vice President Dr. Ann Lee", EntityType.PERSON, "Ann Lee"),
        ("Pope Francis spoke", "Pope Francis", EntityType.PERSON, "Pope Francis"),
        ("Ann Lee\nRead more", "Ann Lee\nRead more", EntityType.PERSON, "Ann Lee"),
        ("Ann Lee\tPort Callan\t7", "Ann Lee\tPort Callan", EntityType.PERSON, "Ann Lee"),
        ("Port Callan\tSkerry Island", "Port Callan\tSkerry Island", EntityType.GPE, "Port Callan"),
        ("by Ann Lee/Reuters", "Ann Lee/Reuters", EntityType.PERSON, "Ann Lee"),
        ("the Survey of Health (SH", "Survey of Health (SH", EntityType.ORG, "Survey of Health"),
        ("in the U.S. today", "the U.S.", EntityType.GPE, "U.S."),
        ("Son Heung-min scored", "Son Heung-min", EntityType.PERSON, "Son Heung-min"),
    ],
)
def test_a_span_is_cut_to_the_name(text, name, kind, expected):
    assert names(text, name, kind) == [expected]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("A", EntityType.ORG),
        ("May", EntityType.PERSON),
        ("Tuesday", EntityType.ORG),
        ("Read more", EntityType.ORG),
        ("cloud computing", EntityType.PERSON),
        ("2021", EntityType.LAW),
        ("www.example.org", EntityType.ORG),
        ("AI", EntityType.GPE),
        ("...", EntityType.ORG),
        ("s Order", EntityType.PERSON),
        ("One Two Three Four Five Six Seven", EntityType.PERSON),
    ],
)
def test_a_span_that_is_not_a_name_is_dropped(name, kind):
    assert names(f"Here: {name} is", name, kind) == []
