"""The function words of each language."""

import pytest

from agents.enrich.function_words import FUNCTION_WORDS


@pytest.mark.parametrize("code", FUNCTION_WORDS)
def test_a_languages_words_are_in_lower_case_and_without_punctuation(code):
    words, share = FUNCTION_WORDS[code]
    assert len(words) >= 20
    assert all(word.isalpha() and word.islower() for word in words)
    assert 0.1 < share < 0.5
