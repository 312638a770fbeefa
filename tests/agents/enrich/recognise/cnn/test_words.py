"""What the networks are given of a word is what spaCy gives them."""

import pytest
import spacy
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX

from agents.enrich.recognise.cnn.tokenise import Tokeniser
from agents.enrich.recognise.cnn.words import Features, shape
from tests.support.recognition import SMALL, TEXTS, jumbled, rules


def test_features_are_spacys_own():
    nlp = spacy.load(SMALL, exclude=["tok2vec", "tagger", "parser", "lemmatizer", "ner"])
    bundled = rules()
    features, tokeniser = Features(bundled.numbers), Tokeniser(bundled)
    for text in [*TEXTS, *jumbled(1_000)]:
        expected = nlp.make_doc(text).to_array([NORM, PREFIX, SUFFIX, SHAPE, ORTH]).reshape(-1, 5)
        assert (features.of(tokeniser.tokenise(text).words) == expected).all(), text


@pytest.mark.parametrize(
    "word, expected",
    [
        ("Paris", "Xxxxx"),
        ("international", "xxxx"),
        ("COVID-19", "XXXX-dd"),
        ("x" * 100, "LONG"),
        ("e\u0301", "x\u0301"),
    ],
)
def test_a_shape_has_runs_of_four_at_most(word, expected):
    assert shape(word) == expected
