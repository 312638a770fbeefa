"""Capitals as typography are undone before recognition, and nothing moves."""

import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.casing import restored


def plain(text, language="en"):
    found = restored(text, vocabulary_of(language))
    assert len(found) == len(text)
    return found


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "MAYOR ANN LEE QUITS AFTER STRIKE\nMr Brown saw Ann Lee and the mayor after a strike.",
            "Mayor Ann Lee quits after strike\nMr Brown saw Ann Lee and the mayor after a strike.",
        ),
        (
            "MAYOR WILL HARKER WINS\nWill Harker won. He will stay.",
            "Mayor Will Harker wins\nWill Harker won. He will stay.",
        ),
        ("He said LAVROV left. Then Lavrov came.", "He said Lavrov left. Then Lavrov came."),
        ("EDWIN TARRANT, the head of it, left.", "Edwin Tarrant, the head of it, left."),
        ("BERLIN (Reuters) - It rains.", "Berlin (Reuters) - It rains."),
        ("LOS ANGELES — It rains.", "Los Angeles — It rains."),
        ("MOUNT SORREL, March 20. It rains.", "Mount Sorrel, March 20. It rains."),
        ("HAMLET: To be.\nTHE COURT: Overruled.", "Hamlet: To be.\nThe Court: Overruled."),
        ("Reporters asked President BIDEN.", "Reporters asked President Biden."),
        ("DON'T GO, SAYS O'BRIEN'S LAWYER", "Don't Go, says O'Brien's Lawyer"),
    ],
)
def test_english_words_in_capitals_are_put_into_ordinary_case(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    "language, text, expected",
    [
        ("fr", "Le président Emmanuel MACRON est venu.", "Le président Emmanuel Macron est venu."),
        ("fr", "Jean-Luc MÉLENCHON est venu.", "Jean-Luc Mélenchon est venu."),
        ("es", "MADRID (EFE).- Llueve en España.", "Madrid (EFE).- Llueve en España."),
        ("de", "ANGELA MERKEL REIST NACH PARIS\nSie reist heute.", "Angela Merkel reist nach Paris\nSie reist heute."),
        (
            "ru",
            "ПУТИН ПРИБЫЛ В КИТАЙ\nПрезидент Путин прибыл утром.",
            "Путин прибыл в Китай\nПрезидент Путин прибыл утром.",
        ),
        ("tr", "IŞIK VE İSTANBUL HABERLERİ\nBugün güzel.", "Işık ve İstanbul Haberleri\nBugün güzel."),
    ],
)
def test_other_languages_are_read_by_their_own_words(language, text, expected):
    assert plain(text, language) == expected


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "NATO and the WHO met in the UK. Who knows why?"),
        ("en", "IBM grew. BBC: Did you? The OPEC ministers met World War II veterans."),
        ("fr", "Le MEDEF, la CGT et l’ONU ont réagi."),
        ("de", "Die SPD und die CDU. Der DAX stieg."),
        ("ru", "МИД и ЦБ сообщили."),
        ("ja", "東京（AP）NHKは伝えた。"),
        ("ar", "قال الرئيس"),
    ],
)
def test_acronyms_and_scripts_without_case_stay(language, text):
    assert plain(text, language) == text


def test_an_acronym_in_a_headline_stays_if_the_text_has_it():
    assert plain("OSPAR CHIEF LEAVES OFFICE\nThe OSPAR chief left.").startswith("OSPAR chief leaves")


def test_common_words_of_a_title_case_headline_are_small_where_the_text_has_them_so():
    text = "Putin Slams Vaccine Criticism on Tuesday\nMr Putin slams it. The vaccine criticism was unfair."
    assert plain(text).startswith("Putin slams vaccine criticism on Tuesday")


def test_a_verb_of_a_title_case_headline_is_small_where_the_text_has_it_without_its_ending():
    text = "Minister Quits Over the Storm\nShe quit on Tuesday. The minister, Ann Lee, left in a storm."
    assert plain(text).startswith("Minister quits Over the storm")


def test_only_languages_that_write_headlines_so_have_title_case_undone():
    text = "Der Neue Bau der Schule in Ulm\nDie neue Schule in Ulm."
    assert plain(text, "de") == text


@pytest.mark.parametrize("text", ["", "A", "AB", "İİİ İİİİ İİİİ İİİİ", "ﬁFI ﬁFI ﬁFI", "’S ’S ’S", "A.B. D.E.", "\n\n"])
def test_an_odd_text_stays_as_long_as_it_was(text):
    plain(text)


@pytest.mark.parametrize("text", ["A" * 100_000, "AB " * 33_000, "ABCD EFGH. " * 9_000, "Ab CDEF (" * 11_000])
def test_a_hostile_text_takes_little_time(text):
    started = time.process_time()
    plain(text)
    assert time.process_time() - started < 2


def test_verbs_of_headlines_are_small():
    text = "TRUMP MEETS PUTIN IN ALASKA\n\nThe two met on Friday."
    assert restored(text, vocabulary_of("en")).startswith("Trump meets Putin in Alaska\n")
