"""The words of each language. Covers also languages/vocabulary.py."""

from dataclasses import fields
from pathlib import Path

import pytest

from agents.enrich import languages
from agents.enrich.languages import calendar, known, vocabulary_of
from agents.enrich.languages.vocabulary import FLAGS, MAPPINGS, TEXTS, Vocabulary, any_of

KINDS = [field.name for field in fields(Vocabulary) if field.name not in FLAGS | TEXTS | MAPPINGS | {"code"}]
NEWS = "ar cs da de en es fi fr hi hr hu id it ja ko lv nl nn no pl pt ro ru sk sr sv th tr uk zh".split()
SPACED = [code for code in known() if vocabulary_of(code).spaced]


def test_each_language_that_gets_entities_has_a_file():
    assert known() == NEWS


@pytest.mark.parametrize("code", known())
def test_words_are_in_lower_case_and_without_white_space_around_them(code):
    words = [word for kind in KINDS for word in getattr(vocabulary_of(code), kind)]
    assert [word for word in words if word != word.lower() or word != word.strip()] == []


@pytest.mark.parametrize("code", known())
def test_every_language_knows_its_calendar_its_interface_and_its_pronouns(code):
    vocabulary = vocabulary_of(code)
    assert all((vocabulary.months, vocabulary.days, vocabulary.interface, vocabulary.pronouns))


@pytest.mark.parametrize("code", SPACED)
def test_every_language_with_spaces_knows_titles_verbs_of_speech_and_abbreviations(code):
    vocabulary = vocabulary_of(code)
    assert vocabulary.honorifics | vocabulary.titles_behind
    assert vocabulary.offices | vocabulary.titles_behind
    assert code == "ko" or (vocabulary.speech and vocabulary.abbreviations)


@pytest.mark.parametrize("code", known())
def test_a_language_with_cases_says_which_words_of_a_name_have_them(code):
    vocabulary = vocabulary_of(code)
    assert vocabulary.inflected in (("all", "last") if vocabulary.endings else ("",))
    assert bool(vocabulary.joiners) == bool(vocabulary.joined_endings)
    assert all(change.count(">") == 1 for change in vocabulary.stem_changes)


def test_a_language_without_a_file_has_only_the_words_that_many_share():
    other = vocabulary_of("xx")
    assert other.code == "xx"
    assert not other.honorifics - {"dr", "prof"}
    assert not (other.articles | other.connectives | other.locatives | other.interface | other.dates)
    assert "gmbh" in other.corporate_suffixes


def test_a_language_may_have_the_words_of_another():
    assert vocabulary_of("nb").code == "nb"
    assert vocabulary_of("nb").offices == vocabulary_of("no").offices


def test_a_file_adds_to_the_words_that_many_share():
    assert {"gmbh", "oyj"} <= vocabulary_of("fi").corporate_suffixes


def test_a_vocabulary_is_made_once_because_functions_are_cached_by_it():
    assert vocabulary_of("en") is vocabulary_of("en")
    assert vocabulary_of("xx") is vocabulary_of("xx")


def test_a_kind_of_words_that_nobody_knows_is_refused(monkeypatch, tmp_path):
    (tmp_path / "international.toml").write_text('articels = "the"')
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="articels"):
        vocabulary_of.__wrapped__("xx")


def test_the_calendar_comes_from_cldr_and_a_language_that_it_lacks_has_none():
    months, days = calendar("de")
    assert {"mai", "märz"} <= months
    assert "sonntag" in days
    assert calendar("xx") == calendar("no such code") == (frozenset(), frozenset())


def test_possessives_have_both_apostrophes_and_both_cases():
    assert set(vocabulary_of("en").possessives) == {"'s", "’s", "'S", "’S"}
    assert Vocabulary(code="xx").possessives == ()


def test_a_pattern_of_words_takes_a_capital_and_one_of_no_words_matches_nothing():
    assert set(any_of(["near"]).split("|")) == {"near", "Near"}
    assert any_of([]) == "(?!)"


def test_the_files_are_in_the_package():
    assert {path.stem for path in Path(languages.__file__).parent.glob("*.toml")} == {*NEWS, "international"}
