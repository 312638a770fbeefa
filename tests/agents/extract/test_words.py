"""The words by language: the lists here say which language lacks which kind of word, so that a new lack is seen."""

import re
from dataclasses import fields

import pytest

from agents.extract.words import LANGUAGES, Words, any_of, listed

KINDS = [field.name for field in fields(Words)]

LACKS = {  # of kinds that most languages have
    "author": "ar da el fa fi he hi hu id ko nl no sv tr vi",
    "joint": "he ja ko",
    "published": "bg da el fa fi he hi hr hu id ro sk vi",
    "modified": "ar bg el fa fi he hi hr hu id ro sk vi",
    "related": "",
    "source": "bg fa",
    "origin": "bg fa fi fr he hi hr hu id ro vi",
    "title": "ar bg cs da el fa fi he hi hr hu id ko no ro sk tr vi",
    "credit": "ar el fa he hi hu vi",
}
HAVE = {  # kinds that only some languages need, or only some have so far
    "by": "de en es fr nl pl pt",
    "by_at_start": "da es it no ru sv",
    "before_by": "de en es fr",
    "no_name": "en",
    "office": "en",
    "surname_joint": "ar bg cs es fa hr it pl pt ru sk uk",
    "role": "ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sk sv tr uk vi zh",
    "rank": "en",
    "desk": "bg cs da de en es fi fr hr hu id it ja ko nl no pl pt ro ru sk sv tr uk zh",
    "archive": "en",
    "review": "en",
    "before_date": "ar de en es fr it nl pt",
    "dated": "en",
    "month": "de en",
    "minutes": "de en ru",
    "published_at": "de en es fr it nl pt ru uk",
    "here": "de en es fr it nl pt ru uk",
    "credit_of": "es fr",
    "no_title": "ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sk sv tr uk vi zh",
    "unfinished": "ar bg cs da de el en es fa fi fr he hi hr hu id it nl no pl pt ro ru sk sv tr uk vi",
    "outlet": "ja ko zh",
    "button": "cs de en es fr pl pt ru sk sv uk",
    "plea": "de en es fr it pt ru uk",
    "channel": "en es no pl ru sv uk",
    "rights": "en",
    "the": "ar de en es fr it",
    "small": "en es fr",
    "abbreviation": "de en es fr",
}


def having(kind):
    return {code for code, words in LANGUAGES.items() if getattr(words, kind)}


def test_every_kind_of_word_is_in_one_of_the_two_lists():
    assert sorted([*LACKS, *HAVE]) == sorted(KINDS)


@pytest.mark.parametrize("kind, codes", LACKS.items())
def test_these_languages_and_no_others_lack_a_word(kind, codes):
    assert LANGUAGES.keys() - having(kind) == set(codes.split())


@pytest.mark.parametrize("kind, codes", HAVE.items())
def test_these_languages_and_no_others_have_a_word(kind, codes):
    assert having(kind) == set(codes.split())


def test_languages_have_codes_of_iso_639_1():
    assert all(re.fullmatch("[a-z]{2}", code) for code in LANGUAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_match_an_empty_text_or_capture_groups(kind):
    """An empty alternative, as in `a||b`, would match in front of any text."""
    for words in (getattr(row, kind) for row in LANGUAGES.values()):
        pattern = re.compile(words)
        assert pattern.groups == 0
        assert not words or pattern.fullmatch("") is None
    assert re.compile(any_of(kind)).match("") is None


@pytest.mark.parametrize("kind", ["the", "small", "here"])
def test_kinds_that_are_used_as_lists_have_plain_words(kind):
    assert all(word.isalpha() for word in listed(kind))


def test_several_kinds_are_one_group():
    assert re.fullmatch(any_of("by", "author"), "von")
    assert re.fullmatch(any_of("by", "author"), "auteurs")
    assert not re.fullmatch(any_of("by"), "auteurs")
