"""One type for each name of a text."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.agree import agreed
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")
PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE


def types(text, *names, language="en"):
    """Return the types agreed on for names, given in the order of the text, each with the type recognised."""
    spans, offset = [], 0
    for name, kind in names:
        start = text.index(name, offset)
        offset = start + len(name)
        spans.append(Span(start, offset, kind))
    return [span.type for span in agreed(text, spans, vocabulary_of(language))]


def test_a_name_has_the_type_it_mostly_has():
    text = "Acme grew. Then Acme shrank. Now ACME is gone."
    assert types(text, ("Acme", ORG), ("Acme", PERSON), ("ACME", ORG)) == [ORG, ORG, ORG]


def test_the_surname_of_a_person_is_that_person():
    text = "Sergei Lavrov came. Lavrov spoke."
    assert types(text, ("Sergei Lavrov", PERSON), ("Lavrov", ORG)) == [PERSON, PERSON]


def test_a_name_often_seen_as_something_else_is_no_surname():
    text = "Pixel Google came out. " + "Google sells it. " * 4
    assert types(text, ("Pixel Google", PERSON), *[("Google", ORG)] * 4)[1:] == [ORG] * 4


def test_a_place_where_things_are_is_no_surname():
    text = "Sam Houston fought. He settled in Houston."
    assert types(text, ("Sam Houston", PERSON), ("Houston", GPE)) == [PERSON, GPE]


def test_a_surname_may_have_two_words():
    text = "Marine Le Pen came. Le Pen spoke."
    assert types(text, ("Marine Le Pen", PERSON), ("Le Pen", ORG)) == [PERSON, PERSON]


def test_a_country_is_a_place_whatever_the_recogniser_says():
    assert types("Hungary and Slovakia agreed.", ("Slovakia", ORG)) == [GPE]
    assert types("He said Lesotho would grow.", ("Lesotho", PERSON)) == [GPE]


def test_a_person_named_like_a_country_stays_a_person():
    assert types("He said Jordan would play.", ("Jordan", PERSON)) == [PERSON]


@pytest.mark.parametrize("text, expected", [("Missiles fell in Kyiv.", GPE), ("He said Kyiv would reply.", PERSON)])
def test_a_large_city_is_a_place_if_things_are_in_it(text, expected):
    assert types(text, ("Kyiv", PERSON)) == [expected]


def test_works_and_laws_keep_their_type():
    text = "He read Emma. Emma slept. Emma woke."
    assert types(text, ("Emma", EntityType.WORK_OF_ART), ("Emma", PERSON), ("Emma", PERSON))[0] == "WORK_OF_ART"


def test_the_cases_of_a_name_have_one_type():
    text = "Путин прибыл. Слова Путина. Москва ждёт. Он в Москве, из Москвы."
    names = ("Путин", PERSON), ("Путина", ORG), ("Москва", GPE), ("Москве", ORG), ("Москвы", GPE)
    assert types(text, *names, language="ru")[2:] == [GPE, GPE, GPE]
    full = "Владимир Путин прибыл. Слова Путина."
    assert types(full, ("Владимир Путин", PERSON), ("Путина", ORG), language="ru") == [PERSON, PERSON]


def test_a_family_name_that_comes_first_is_the_persons():
    text = "Orbán Viktor beszélt. Orbán elment."
    assert types(text, ("Orbán Viktor", PERSON), ("Orbán", ORG), language="hu") == [PERSON, PERSON]


def test_a_company_says_what_it_is():
    assert types("Mars Inc. grew. Then Mars Inc. fell.", ("Mars Inc.", GPE), ("Mars Inc.", GPE)) == [ORG, ORG]
    assert types("Phoenix Ltd. grew.", ("Phoenix Ltd.", PERSON)) == [ORG]
    assert types("He likes Leamington Spa. She likes Jorge Sá.", ("Leamington Spa", GPE), ("Jorge Sá", PERSON)) == [
        GPE,
        PERSON,
    ]


def test_a_place_that_speaks_behind_a_person_of_that_surname_is_the_person():
    text = "Denzel Washington came to Washington. Washington said he had left. He is in Washington."
    names = [("Denzel Washington", PERSON), ("Washington", GPE), ("Washington", GPE), ("Washington", GPE)]
    assert types(text, *names) == [PERSON, GPE, PERSON, GPE]


def test_a_place_that_speaks_without_such_a_person_is_a_place():
    text = "Washington said it would wait. He is in Washington. Denzel Washington came."
    assert types(text, ("Washington", GPE), ("Washington", GPE), ("Denzel Washington", PERSON)) == [GPE, GPE, PERSON]
