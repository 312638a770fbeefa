"""Which things a headline names."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.headline import named
from agents.enrich.spans import Span
from schemas import EntityType

PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE


def is_named(title, name, kind, language="en", others=()):
    text = "\n".join([name, *(other for other, _ in others)])
    things = [[Span(0, len(name), kind)]]
    for other, its_kind in others:
        start = text.index(other, len(name))
        things.append([Span(start, start + len(other), its_kind)])
    return named(title, things, text, vocabulary_of(language))[0]


@pytest.mark.parametrize(
    "language, title, name, kind",
    [
        ("en", "Lavrov leaves Guilin", "Sergei Lavrov", PERSON),
        ("en", "GERMANY’S NEW LAW", "Germany", GPE),
        ("en", "Coca Cola grows", "Coca-Cola Co.", ORG),
        ("en", "O'Brien leaves", "Mary O’Brien", PERSON),
        ("fr", "L’Iran répond", "Iran", GPE),
        ("fr", "L’Oréal grandit", "L’Oréal", ORG),
        ("tr", "Ankara'da toplantı", "Ankara", GPE),
        ("de", "Merkels letzte Rede", "Angela Merkel", PERSON),
        ("ru", "Встреча с Путиным", "Владимир Путин", PERSON),
        ("ru", "Выборы в Москве", "Москва", GPE),
        ("fi", "Vaalit Helsingissä", "Helsinki", GPE),
        ("hu", "Orbánnal tárgyalt", "Orbán Viktor", PERSON),
        ("zh", "习近平会见马克龙", "习近平", PERSON),
        ("ja", "ロシアが発表", "ロシア", GPE),
        ("ko", "이재명은 서울로", "이재명", PERSON),
        ("ar", "زيارة إلى روسيا ومصر", "مصر", GPE),
    ],
)
def test_a_name_in_any_case_or_a_surname_names_the_thing(language, title, name, kind):
    assert is_named(title, name, kind, language)


@pytest.mark.parametrize(
    "title, name, kind",
    [("An apple a day", "Apple", ORG), ("Peruvians vote", "Peru", GPE), ("The bank of it", "Bank of England", ORG)],
)
def test_other_words_do_not(title, name, kind):
    assert not is_named(title, name, kind)


def test_a_surname_of_two_people_names_neither():
    assert not is_named("Johnson leaves", "Boris Johnson", PERSON, others=[("Rachel Johnson", PERSON)])
    assert is_named("Boris Johnson leaves", "Boris Johnson", PERSON, others=[("Rachel Johnson", PERSON)])
