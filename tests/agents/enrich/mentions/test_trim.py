"""Spans cut to the name itself, and spans that are not names."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.trim import trimmed
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")
PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE


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
        ("Jr.", EntityType.PERSON),
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


@pytest.mark.parametrize(
    "language, kind, span, name",
    [
        ("en", PERSON, "Will Harker’s of", "Will Harker"),
        ("en", PERSON, "😀 Ann Lee 😀", "Ann Lee"),
        ("de", PERSON, "Bundeskanzlerin Dr. Angela Merkel", "Angela Merkel"),
        ("de", ORG, "die Europäische Zentralbank", "Europäische Zentralbank"),
        ("fr", PERSON, "M. Emmanuel Macron", "Emmanuel Macron"),
        ("fr", ORG, "l’Union européenne", "Union européenne"),
        ("es", PERSON, "presidente Pedro Sánchez", "Pedro Sánchez"),
        ("it", ORG, "l'Unione europea", "Unione europea"),
        ("ru", PERSON, "Президент Владимир Путин", "Владимир Путин"),
        ("ru", ORG, "«Газпром»", "Газпром"),
        ("ru", ORG, "завод «Красный Октябрь»", "завод «Красный Октябрь»"),
        ("tr", GPE, "Ankara'da", "Ankara"),
        ("tr", PERSON, "Erdoğan’ın", "Erdoğan"),
        ("fi", ORG, "EU:n", "EU:n"),
        ("ja", PERSON, "安倍晋三首相", "安倍晋三"),
        ("ja", PERSON, "田中さん", "田中"),
        ("zh", PERSON, "李先生", "李"),
        ("zh", GPE, "沪", "沪"),
        ("ko", PERSON, "이재명 대통령", "이재명"),
        ("ko", PERSON, "김철수 씨", "김철수"),
        ("ko", PERSON, "김상군", "김상군"),
        ("hi", GPE, "दिल्ली", "दिल्ली"),
        ("hi", PERSON, "ममता बनर्जी", "ममता बनर्जी"),
        ("th", PERSON, "ทักษิณ ชินวัตร", "ทักษิณ ชินวัตร"),
        ("ar", GPE, "«القاهرة»", "القاهرة"),
    ],
)
def test_spans_are_cut_to_the_name_in_every_language(language, kind, span, name):
    text = f"x {span} x"
    found = list(trimmed(text, [Span(2, 2 + len(span), kind)], vocabulary_of(language)))
    assert [one.of(text) for one in found] == [name]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mrs May left.", ["May"]),
        ("Then May said so.", ["May"]),
        ("In May it rains.", []),
        ("They met on May 3.", []),
        ("May was dry.", []),
    ],
)
def test_a_month_is_a_name_only_where_it_is_spoken_of_as_a_person(text, expected):
    start = text.index("May")
    found = trimmed(text, [Span(start, start + 3, PERSON)], vocabulary_of("en"))
    assert [span.of(text) for span in found] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Ann Lee Sr. spoke", "Ann Lee Sr."),
        ("Ann Lee, Jr., spoke", "Ann Lee, Jr."),
        ("we saw Ann Lee III. It rained", "Ann Lee III"),
        ("Ann Lee, IV of the team", "Ann Lee, IV"),
        ("Ann Lee sr. spoke", "Ann Lee"),
        ("Ann Lee. Jr. spoke", "Ann Lee"),
        ("Ann Lee Srx spoke", "Ann Lee"),
    ],
)
def test_a_person_has_the_generation_behind_the_name(text, expected):
    assert names(text, "Ann Lee", PERSON) == [expected]


def test_a_generation_that_begins_another_name_is_not_part_of_this_one():
    spans = [Span(0, 7, PERSON), Span(8, 17, ORG)]
    assert list(trimmed("Ann Lee III Corps came", spans, ENGLISH)) == spans


@pytest.mark.parametrize(
    "text, name",
    [
        ("He left Victoria plc of Leeds.", "Victoria plc"),
        ("He left Mars Inc. for good.", "Mars Inc."),
        ("He left Mars, Inc. for good.", "Mars, Inc."),
        ("He left Mars limited in time.", "Mars"),
        ("He left Mars Incorrigible.", "Mars"),
    ],
)
def test_a_legal_form_behind_a_company_is_part_of_its_name(text, name):
    first = name.split()[0].rstrip(",")
    span = Span(8, 8 + len(first), EntityType.ORG)
    assert [cut.of(text) for cut in trimmed(text, [span], vocabulary_of("en"))] == [name]
