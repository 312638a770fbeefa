"""The words are exactly spaCy's, and time grows with the length of a text.

Covers also cnn/rules.py.
"""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.enrich.recognise.cnn import tokenise
from agents.enrich.recognise.cnn.tokenise import Tokeniser
from tests.support.recognition import PIECES, SMALL, TEXTS, jumbled, rules

NLP = spacy.load(SMALL, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"])
TOKENISER = Tokeniser(rules())


def spacys_own(text):
    return [(token.text, token.norm_, token.idx) for token in NLP.make_doc(text)]


def ours(text, tokeniser=TOKENISER):
    tokens = tokeniser.tokenise(text)
    return [(word.text, word.norm, start) for word, start in zip(tokens.words, tokens.starts, strict=True)]


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_are_spacys_own(text):
    assert ours(text) == spacys_own(text)


def test_the_words_of_jumbled_pieces_are_spacys_own():
    for text in jumbled(6_000, list(NLP.tokenizer.rules)):
        assert ours(text) == spacys_own(text), text


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=20).map("".join))
def test_the_words_of_any_text_are_spacys_own(text):
    text = text.encode("utf-8", "replace").decode()  # spaCy refuses half a surrogate pair
    assert ours(text) == spacys_own(text)


def test_half_a_surrogate_pair_is_a_word_like_others():
    assert ours("a \ud800 b") == [("a", "a", 0), ("\ud800", "\ud800", 2), ("b", "b", 4)]


def test_words_of_a_chunk_longer_than_a_suffix_are_spacys_own():
    for text in ("!" * 500, "(" * 300 + ")" * 300, "a" + "." * 400, ":)" * 100, "x" * 500 + "...'s", "5" * 99 + "km."):
        assert ours(text) == spacys_own(text), text


def test_chunks_stay_within_their_capacity_and_forgetting_changes_nothing():
    small = Tokeniser(rules(), 20)
    for text in TEXTS * 2:
        assert ours(text, small) == ours(text)
    assert len(small._known) + len(small._older) <= 20


def test_a_long_chunk_is_not_remembered():
    tokeniser = Tokeniser(rules())
    tokeniser.tokenise("x" * (tokenise.LONGEST + 1))
    assert tokeniser._known == {}


def test_a_chunk_that_comes_again_is_kept_while_others_are_forgotten():
    tokeniser = Tokeniser(rules(), 10)
    for number in range(100):
        tokeniser.tokenise(f"again {number}")
    assert "again" in tokeniser._known | tokeniser._older
