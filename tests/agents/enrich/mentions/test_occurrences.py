"""Further places where a known name stands."""

import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.occurrences import completed
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")
PERSON, ORG, GPE = EntityType.PERSON, EntityType.ORG, EntityType.GPE


def found(text, name, kind, language="en"):
    start = text.index(name)
    known = Span(start, start + len(name), kind)
    return [(span.start, span.of(text)) for span in completed(text, [known], vocabulary_of(language)) if span != known]


def test_a_name_is_found_everywhere_it_stands_again():
    text = (
        "Trump ‘congratulates’ China.\nTrump first called on Congress. But Trump’s party said President Trump was late."
    )
    assert found(text, "Trump", EntityType.PERSON) == [(29, "Trump"), (65, "Trump"), (94, "Trump")]


def test_a_surname_is_looked_for_if_one_person_has_it():
    text = "Sergei Lavrov came to Guilin. In the end Lavrov left."
    assert found(text, "Sergei Lavrov", EntityType.PERSON) == [(41, "Lavrov")]


@pytest.mark.parametrize("name", ["Ann Lavrov Jr.", "Ann Lavrov, Jr.", "Ann Lavrov III", "Ann III"])
def test_a_generation_is_no_surname(name):
    text = f"{name} came to Guilin. Later Jr. and the III went, and Lavrov left."
    assert [name for _, name in found(text, name, PERSON)] == ["Lavrov"] * ("Lavrov" in name)


def test_where_nouns_have_capitals_one_before_a_full_name_or_a_title_in_any_case_is_no_part_of_it():
    text = "Emmanuel Macron kam. Er sah den Nachbarn Emmanuel Macron, den Präsidenten Macron und die Familie Macron."
    assert found(text, "Emmanuel Macron", PERSON, "de") == [(41, "Emmanuel Macron"), (74, "Macron")]
    assert found("Ann Lee came. I met Mary Ann Lee.", "Ann Lee", PERSON) == []


def test_a_surname_that_two_people_have_is_not_looked_for():
    text = "Boris Johnson met Rachel Johnson. Then Johnson left."
    spans = [Span(0, 13, EntityType.PERSON), Span(18, 32, EntityType.PERSON)]
    assert completed(text, spans, ENGLISH) == spans


@pytest.mark.parametrize(
    "text, name",
    [
        ("Moscow agreed. He reads the Moscow Times.", "Moscow"),
        ("Apple grew. He had an apple. Apple pie it was.", "Apple"),
        ("York won. He went to New York today.", "York"),
        ("Kent won. The Kentish coast. A Kent-based firm.", "Kent"),
        ("He met Li once. Li left.", "Li"),
    ],
)
def test_part_of_another_name_or_a_common_word_is_not_the_name(text, name):
    assert found(text, name, EntityType.GPE) == []


def test_an_acronym_counts_even_if_it_is_short():
    assert found("The EU agreed. Then the EU paid.", "EU", EntityType.ORG) == [(24, "EU")]


def test_mentions_do_not_overlap():
    text = "New York City grew. New York City is large. New York is, too."
    spans = completed(text, [Span(0, 13, EntityType.GPE), Span(44, 52, EntityType.GPE)], ENGLISH)
    assert [span.of(text) for span in spans] == ["New York City", "New York City", "New York"]


def test_without_known_names_nothing_is_found():
    assert completed("Nothing here.", [], ENGLISH) == []


@pytest.mark.parametrize(
    "language, kind, text, name, others",
    [
        ("de", PERSON, "Angela Merkel kam. Merkels Partei wartet auf Merkel.", "Angela Merkel", ["Merkels", "Merkel"]),
        ("de", PERSON, "Ursula von der Leyen kam. Dann ging von der Leyen.", "Ursula von der Leyen", ["von der Leyen"]),
        (
            "ru",
            PERSON,
            "Владимир Путин прибыл. О Путине, с Путиным.",
            "Владимир Путин",
            ["Путине", "Путиным"],
        ),
        ("ru", GPE, "Москва ждёт. Он был в Москве.", "Москва", ["Москве"]),
        ("pl", GPE, "Warszawa czeka. Był w Warszawie.", "Warszawa", ["Warszawie"]),
        ("fi", GPE, "Helsinki odottaa. Hän on Helsingissä.", "Helsinki", ["Helsingissä"]),
        ("fi", ORG, "EU odottaa. Se on EU:n asia.", "EU", ["EU:n"]),
        ("hu", ORG, "A NATO vár. A NATO-nak igaza van.", "NATO", ["NATO-nak"]),
        ("tr", GPE, "Ankara bekliyor. Toplantı Ankara'da yapıldı.", "Ankara", ["Ankara"]),
        ("hu", PERSON, "Orbán Viktor beszélt. Később Orbán elment.", "Orbán Viktor", ["Orbán"]),
        ("zh", GPE, "他在北京说，北京很大。", "北京", ["北京"]),
        ("zh", PERSON, "习近平访问法国。习主席说，习近平将会谈。", "习近平", ["习", "习近平"]),
        ("ja", PERSON, "安倍晋三首相は語った。安倍氏は帰った。", "安倍晋三", ["安倍"]),
        ("ja", GPE, "ロシアは認めた。東京でロシア側が語った。", "ロシア", ["ロシア"]),
        ("ko", PERSON, "이재명 대표가 말했다. 이재명은 서울로 갔다.", "이재명", ["이재명"]),
        ("ko", GPE, "서울은 넓다. 그는 서울에서 살았다.", "서울", ["서울"]),
        ("hi", GPE, "दिल्ली बड़ी है। वह दिल्ली में है।", "दिल्ली", ["दिल्ली"]),
        ("ar", GPE, "مصر كبيرة. سافر إلى روسيا ومصر أمس.", "مصر", ["مصر"]),
    ],
)
def test_a_name_is_found_again_in_every_language(language, kind, text, name, others):
    assert [form for _, form in found(text, name, kind, language)] == others


@pytest.mark.parametrize(
    "language, text, name",
    [
        ("ja", "ロシアは認めた。ベラロシアンの話。", "ロシア"),
        ("ko", "서울은 넓다. 서울대는 크다.", "서울"),
        ("hi", "राम गया। रामायण पढ़ी।", "राम"),
        ("zh", "IS是组织。THIS不是。", "IS"),
        ("ru", "Лавров прибыл. Лаврентьев тоже.", "Лавров"),
        ("de", "Mainz wuchs. Der Mainzer Dom.", "Mainz"),
    ],
)
def test_a_longer_word_is_not_the_name_in_any_language(language, text, name):
    assert found(text, name, GPE, language) == []


def test_a_given_name_alone_counts_where_it_is_spoken_of_as_a_person():
    text = "Will Harker won. Will it rain? “Will said he would,” she said."
    assert found(text, "Will Harker", PERSON) == [(32, "Will")]


def test_a_month_of_a_persons_name_counts_only_where_it_is_the_person():
    text = "Rosalind May won. In May it rains, on 3 May too. They asked May why. May denied it."
    assert [start for start, _ in found(text, "Rosalind May", PERSON)] == [60, 69]


@pytest.mark.parametrize("language", ["en", "ru", "ko", "zh", "ar"])
def test_very_many_names_take_little_time(language):
    names = [f"Name Nr{number}" for number in range(8_000)] + ["北京" + chr(0x4E00 + number) for number in range(4_000)]
    text = " ".join(names * 2)
    spans, start = [], 0
    for name in names:
        spans.append(Span(start, start + len(name), PERSON))
        start += len(name) + 1
    started = time.process_time()
    completed(text, spans, vocabulary_of(language))
    assert time.process_time() - started < 15


def test_in_a_language_whose_repeats_may_be_no_names_only_recognised_places_count():
    text = "กระทรวง น้ำ กระทรวง"
    spans = [Span(0, 7, EntityType.ORG)]
    assert completed(text, spans, vocabulary_of("th")) == spans


def test_a_counted_noun_begins_no_sentence_without_an_article():
    text = "Laura Bush planted a bush. Bush will leave. Anna Rice bought rice. Rice will be dear."
    assert [name for _, name in found(text, "Laura Bush", PERSON)] == ["Bush"]
    assert found(text, "Anna Rice", PERSON) == []


def test_no_noun_begins_a_french_sentence_without_an_article():
    text = "Marie Petit est la maire d’un petit port. Petit a déclaré que le petit port restera."
    assert [name for _, name in found(text, "Marie Petit", PERSON, "fr")] == ["Petit"]


def test_a_german_noun_behind_an_article_is_no_surname():
    text = "Anna Koch kam. Ein Koch kochte. Der Koch ging. Danach sprach Koch."
    assert found(text, "Anna Koch", PERSON, "de") == [(text.rindex("Koch"), "Koch")]
