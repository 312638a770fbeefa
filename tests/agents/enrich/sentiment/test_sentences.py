"""Where sentences begin and end."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentiment.sentences import sentences


def pieces(text):
    return [text[start:end] for start, end in sentences(text, vocabulary_of("en"))]


def test_sentences_end_with_marks_and_with_lines():
    text = "He came. “Why?” she asked. “No!” He left…\nA heading\n\nThe end"
    assert pieces(text) == ["He came.", "“Why?” she asked.", "“No!”", "He left…", "A heading", "The end"]


@pytest.mark.parametrize(
    "text",
    ["Mr. Smith and Dr. J. R. Lee met Gov. Brown.", "It cost 3.5 million.", "The U.S. Senate met.", "See e.g. Rome."],
)
def test_an_abbreviation_does_not_end_a_sentence(text):
    assert pieces(text) == [text]


def test_a_lower_case_word_does_not_begin_a_sentence():
    assert pieces("At example.com! you can buy.") == ["At example.com! you can buy."]


def test_an_empty_text_has_no_sentences():
    assert pieces(" \n ") == []
