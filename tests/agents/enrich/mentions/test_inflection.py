"""Cases of names: the same name with other endings, in each language that writes them on names."""

import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.inflection import Inflection, cases, nominative_rank
from agents.enrich.mentions.names import key_of
from schemas import EntityType

PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE

SAME = [
    ("ru", PERSON, "Путин", "Путина Путину Путиным Путине"),
    ("ru", PERSON, "Зеленский", "Зеленского Зеленскому Зеленским Зеленском"),
    ("ru", GPE, "Москва", "Москвы Москве Москву Москвой"),
    ("ru", GPE, "Россия", "России Россию Россией"),
    ("ru", GPE, "Китай", "Китая Китаю Китаем Китае"),
    ("ru", GPE, "Израиль", "Израиля Израилю Израилем Израиле"),
    ("ru", GPE, "Рим", "Рима Риме Римом"),
    ("uk", PERSON, "Зеленський", "Зеленського Зеленському Зеленським"),
    ("uk", GPE, "Київ", "Києва Києву Києві Києвом"),
    ("uk", GPE, "Україна", "України Україні Україну Україною"),
    ("uk", GPE, "Прага", "Праги Празі Прагу"),
    ("pl", PERSON, "Tusk", "Tuska Tuskowi Tuskiem Tusku"),
    ("pl", PERSON, "Kaczyński", "Kaczyńskiego Kaczyńskiemu Kaczyńskim"),
    ("pl", PERSON, "Duda", "Dudy Dudzie Dudę Dudą"),
    ("pl", GPE, "Warszawa", "Warszawy Warszawie Warszawę Warszawą"),
    ("pl", GPE, "Polska", "Polski Polsce Polskę Polską"),
    ("pl", GPE, "Rosja", "Rosji Rosję Rosją"),
    ("cs", PERSON, "Babiš", "Babiše Babišovi Babišem"),
    ("cs", PERSON, "Fiala", "Fialy Fialovi Fialu Fialou"),
    ("cs", PERSON, "Havel", "Havla Havlovi Havlem"),
    ("cs", GPE, "Praha", "Prahy Praze Prahu Prahou"),
    ("sk", PERSON, "Fico", "Fica Ficovi Ficom"),
    ("sk", GPE, "Bratislava", "Bratislavy Bratislave Bratislavu Bratislavou"),
    ("hr", PERSON, "Plenković", "Plenkovića Plenkoviću Plenkovićem"),
    ("hr", GPE, "Hrvatska", "Hrvatske Hrvatskoj Hrvatsku Hrvatskom"),
    ("sr", PERSON, "Vučić", "Vučića Vučiću Vučićem"),
    ("sr", PERSON, "Вучић", "Вучића Вучићу Вучићем"),
    ("sr", GPE, "Srbija", "Srbije Srbiji Srbiju Srbijom"),
    ("lv", PERSON, "Kariņš", "Kariņa Kariņam Kariņu"),
    ("lv", GPE, "Latvija", "Latvijas Latvijai Latviju Latvijā"),
    ("fi", PERSON, "Marin", "Marinin Marinia Marinille"),
    ("fi", PERSON, "Niinistö", "Niinistön Niinistöä Niinistölle"),
    ("fi", GPE, "Helsinki", "Helsingin Helsingissä Helsingistä Helsinkiin"),
    ("hu", PERSON, "Orbán", "Orbánt Orbánnak Orbánnal Orbánról"),
    ("hu", GPE, "Budapest", "Budapesten Budapestre Budapestről"),
    ("hu", GPE, "Amerika", "Amerikában Amerikából"),
    ("ro", GPE, "România", "României"),
    ("ro", ORG, "Guvernul", "Guvernului"),
    ("de", PERSON, "Merkel", "Merkels"),
    ("de", ORG, "Bundestag", "Bundestags Bundestages"),
    ("sv", PERSON, "Löfven", "Löfvens"),
    ("da", GPE, "Danmark", "Danmarks"),
    ("no", GPE, "Norge", "Norges"),
    ("nn", GPE, "Noreg", "Noregs"),
]


def merged(language, kind, *names):
    """Return how many names are left."""
    vocabulary = vocabulary_of(language)
    keys = [key_of(name, kind, vocabulary) for name in names]
    found = cases(dict.fromkeys(keys, kind), dict.fromkeys(keys, 1), vocabulary)
    return len(dict.fromkeys(found.get(key, key) for key in keys))


@pytest.mark.parametrize("language, kind, name, others", SAME, ids=[f"{row[0]}-{row[2]}" for row in SAME])
def test_the_cases_of_a_name_are_the_name(language, kind, name, others):
    for other in others.split():
        assert merged(language, kind, name, other) == 1, other
    assert merged(language, kind, *others.split(), name) == 1


@pytest.mark.parametrize(
    "language, kind, name, other",
    [
        ("ru", PERSON, "Владимир Путин", "Владимиром Путиным"),
        ("ru", ORG, "Европейский союз", "Европейского союза"),
        ("pl", PERSON, "Donald Tusk", "Donaldowi Tuskowi"),
        ("pl", ORG, "Unia Europejska", "Unii Europejskiej"),
        ("cs", PERSON, "Petr Fiala", "Petrem Fialou"),
        ("de", PERSON, "Angela Merkel", "Angela Merkels"),
        ("de", ORG, "Deutsche Bahn", "Deutschen Bahn"),
        ("de", ORG, "Vereinte Nationen", "Vereinten Nationen"),
        ("fi", PERSON, "Sanna Marin", "Sanna Marinin"),
        ("ar", GPE, "مصر", "ومصر"),
    ],
)
def test_names_of_two_words_have_cases_too(language, kind, name, other):
    assert merged(language, kind, name, other) == 1


@pytest.mark.parametrize(
    "language, kind, name, other",
    [
        ("ru", PERSON, "Лавров", "Лаврентьев"),
        ("ru", PERSON, "Иван Петров", "Анна Петрова"),
        ("ru", GPE, "Латвия", "Литва"),
        ("ru", GPE, "Австрия", "Австралия"),
        ("ru", GPE, "Мали", "Мале"),
        ("pl", PERSON, "Nowak", "Nowakowski"),
        ("cs", PERSON, "Novák", "Nováková"),
        ("de", PERSON, "Andrea Müller", "Andreas Müller"),
        ("fi", GPE, "Turku", "Tampere"),
        ("en", PERSON, "Roger", "Rogers"),
        ("fr", PERSON, "Jean", "Jeanne"),
        ("hu", PERSON, "Kovács", "Kovácsics"),
    ],
)
def test_other_names_stay_apart(language, kind, name, other):
    assert merged(language, kind, name, other) == 2


def test_a_case_that_may_be_of_two_names_is_of_the_one_with_the_longer_stem():
    vocabulary = vocabulary_of("ru")
    keys = [("нигер",), ("нигерия",), ("нигерии",)]
    found = cases(dict.fromkeys(keys, GPE), {keys[0]: 3, keys[1]: 2, keys[2]: 1}, vocabulary)
    assert found.get(keys[2]) == keys[1]


def test_names_of_different_types_are_not_compared():
    vocabulary = vocabulary_of("ru")
    assert cases({("петр",): PERSON, ("петра",): GPE}, {("петр",): 1, ("петра",): 1}, vocabulary) == {}


@pytest.mark.parametrize(
    "language, nominative, other",
    [
        ("ru", "Владимир Путин", "Владимира Путина"),
        ("ru", "Москва", "Москве"),
        ("ru", "Израиль", "Израиля"),
        ("pl", "Warszawa", "Warszawę"),
        ("pl", "Lewica", "Lewicy"),
        ("cs", "Rusko", "Ruska"),
        ("sk", "Slovensko", "Slovenska"),
        ("ru", "Косово", "Косова"),
        ("hr", "Hrvatska", "Hrvatske"),
        ("lv", "Kariņš", "Kariņa"),
        ("lv", "Rīga", "Rīgā"),
        ("fi", "Helsinki", "Helsingissä"),
        ("de", "Angela Merkel", "Angela Merkels"),
    ],
)
def test_the_nominative_is_nearer_to_the_nominative(language, nominative, other):
    vocabulary = vocabulary_of(language)
    assert nominative_rank(nominative, vocabulary) < nominative_rank(other, vocabulary)


def test_a_language_without_endings_has_no_cases():
    assert not Inflection.of(vocabulary_of("en")).exists
    assert cases({("путин",): PERSON, ("путина",): PERSON}, {}, vocabulary_of("en")) == {}


def test_very_many_names_of_one_stem_take_little_time():
    vocabulary = vocabulary_of("ru")
    keys = [("иван" + "аб"[number % 2] * (number % 7), f"петров{number}") for number in range(50_000)]
    keys += [(f"а{number}", "петрова") for number in range(50_000)]
    started = time.process_time()
    cases(dict.fromkeys(keys, PERSON), dict.fromkeys(keys, 1), vocabulary)
    assert time.process_time() - started < 20
