"""The bundled rules are spaCy's, and rules of another kind are refused.

Covers also convert/__main__.py and convert/graph.py.
"""

import json

import pytest
import spacy

from agents.enrich.recognise.cnn import EnglishRecogniser
from agents.enrich.recognise.cnn.convert.rules import read_rules
from agents.enrich.recognise.cnn.convert.weights import load, read_embedding
from agents.enrich.recognise.cnn.files import BUNDLED, RULES
from tests.support.recognition import SMALL


def test_the_bundled_rules_are_those_of_the_model():
    assert json.loads((BUNDLED / RULES).read_text(encoding="utf-8")) == read_rules(load(SMALL))


def test_rules_that_the_tokeniser_does_not_follow_are_refused():
    nlp = spacy.blank("en")
    nlp.tokenizer.token_match = str.isdigit
    with pytest.raises(ValueError, match="whole words"):
        read_rules(nlp)
    nlp = spacy.blank("en")
    nlp.tokenizer.prefix_search = spacy.util.compile_prefix_regex(["§"]).search
    with pytest.raises(ValueError, match="prefixes"):
        read_rules(nlp)


def test_a_model_without_hashed_features_is_refused():
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("ORG")
    nlp.initialize()
    nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].layers[0].layers[0].attrs["columns"] = ["ORTH"]
    with pytest.raises(ValueError, match="attributes"):
        read_embedding(nlp)


def test_a_model_is_converted_to_files_that_find_names(tmp_path):
    pytest.importorskip("onnx", reason="the group convert is not installed")
    from agents.enrich.recognise.cnn.convert.__main__ import convert

    convert([load(SMALL)], "2", tmp_path)
    recogniser = EnglishRecogniser.load(tmp_path)
    text = "Angela Merkel met Emmanuel Macron in Berlin."
    assert [span.of(text) for span in recogniser.recognise(text)] == ["Angela Merkel", "Emmanuel Macron", "Berlin"]
    assert recogniser.version == "2"
