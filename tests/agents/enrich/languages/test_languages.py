"""The words of each language. Covers also languages/en.py and languages/vocabulary.py."""

from dataclasses import fields
from pathlib import Path

import pytest

from agents.enrich import languages
from agents.enrich.languages import known, vocabulary_of
from agents.enrich.languages.vocabulary import Vocabulary, any_of

KINDS = [field.name for field in fields(Vocabulary) if field.name != "code"]

LACKING: dict[str, list[str]] = {
    "en": [],
}
"""The kinds of words that a language does not have yet."""


def words(vocabulary):
    """Yield all words of a vocabulary, in all kinds."""
    for kind in KINDS:
        for entry in getattr(vocabulary, kind):
            yield from [entry] if isinstance(entry, str) else entry


def test_it_is_listed_which_language_lacks_which_kind_of_words():
    found = {code: [kind for kind in KINDS if not getattr(vocabulary_of(code), kind)] for code in known()}
    assert found == LACKING


def test_every_file_but_the_kinds_themselves_is_a_language_under_its_own_code():
    files = {path.stem for path in Path(languages.__file__).parent.glob("*.py")} - {"__init__", "vocabulary"}
    assert files == set(known())
    assert all(vocabulary_of(code).code == code for code in files)


@pytest.mark.parametrize("code", known())
def test_words_are_in_lower_case(code):
    assert [word for word in words(vocabulary_of(code)) if word != word.lower()] == []


def test_a_language_without_a_file_has_the_english_words_under_its_own_code():
    english, other = vocabulary_of("en"), vocabulary_of("xx")
    assert other.code == "xx"
    assert all(getattr(other, kind) == getattr(english, kind) for kind in KINDS)


def test_a_vocabulary_is_made_once_because_functions_are_cached_by_it():
    assert vocabulary_of("en") is vocabulary_of("en")
    assert vocabulary_of("xx") is vocabulary_of("xx")


def test_possessives_have_both_apostrophes_and_both_cases():
    assert set(vocabulary_of("en").possessives) == {"'s", "’s", "'S", "’S"}
    assert Vocabulary(code="xx").possessives == ()


def test_a_pattern_of_words_takes_a_capital_and_one_of_no_words_matches_nothing():
    assert set(any_of(["near"]).split("|")) == {"near", "Near"}
    assert any_of([]) == "(?!)"
