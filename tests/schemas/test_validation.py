"""The JSON Schemas and newsmill agree which events are valid."""

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas import DeadLetter, Reason, Rejected
from schemas.json_schema import PUBLIC, examples, json_schema
from tests.support.articles.events import EVENTS
from tests.support.contract import validator

RAW, LETTER = "raw-article.v1", "dead-letter.v1"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_schema_is_valid_in_its_dialect(name):
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("name", PUBLIC)
def test_the_examples_are_valid(name):
    for example in examples(name):
        validator(name).validate(example)


@pytest.mark.parametrize("name", PUBLIC)
@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_event_on_the_wire_is_valid(name, data):
    event = data.draw(EVENTS[PUBLIC[name]])
    validator(name).validate(orjson.loads(event.encode()))


@pytest.mark.parametrize("name", PUBLIC)
@settings(deadline=None, max_examples=30)
@given(st.data())
def test_an_event_of_a_newer_newsmill_is_valid(name, data):
    fields = orjson.loads(data.draw(EVENTS[PUBLIC[name]]).encode())
    validator(name).validate(fields | {"not_yet_known": {"deep": [1]}})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Ferries are back"},
        {"url": None, "content": None},
        {"content": "<p>a</p>", "content_base64": "PHA+"},
        {"url": "ftp://example.org"},
        {"url": "/news/1"},
        {"url": "https://example.org/" + "a" * 8192},
        {"url": "https://example.org", "id": "x" * 1025},
        {"url": "https://example.org", "headers": {"etag": 1}},
        {"url": "https://example.org", "metadata": "free"},
        {"url": "https://example.org", "content_type": None},
        {"url": "https://example.org", "published_at": "yesterday"},
    ],
)
def test_an_event_that_newsmill_rejects_is_invalid(fields):
    assert not validator(RAW).is_valid(fields)
    with pytest.raises(Rejected):
        PUBLIC[RAW].from_object(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "HTTPS://Example.org/A"},
        {"content": ""},
        {"content_base64": "", "content": None, "title": None},
        {"url": "https://example.org", "content": "<p>a</p>", "metadata": {"any": [None, {"thing": 1}]}},
    ],
)
def test_an_event_that_newsmill_accepts_is_valid(fields):
    validator(RAW).validate(fields)
    PUBLIC[RAW].from_object(fields)


def _without(name: str, field: str) -> dict[str, Any]:
    return {key: value for key, value in examples(name)[0].items() if key != field}


@pytest.mark.parametrize(
    "name, field",
    [(name, field) for name in PUBLIC if name != RAW for field in json_schema(name)["required"]],
)
def test_a_field_that_newsmill_always_writes_is_required(name, field):
    assert not validator(name).is_valid(_without(name, field))


@pytest.mark.parametrize(
    "name, changes",
    [
        ("article.v1", {"text": ""}),
        ("article.v1", {"revision": 0}),
        ("article.v1", {"status": "old"}),
        ("article.v1", {"title": None}),
        ("article.v1", {"published_at": "2026-03-04"}),
        ("article.v1", {"entities": [{"name": "A", "type": "PERSON", "salience": 0, "mentions": []}]}),
        ("duplicate.v1", {"duplicate_of": {"id": "a1"}}),
        ("duplicate.v1", {"duplicate_of": examples("duplicate.v1")[0]["duplicate_of"] | {"evidence": {"share": 1}}}),
        ("article.v1", {"contains": [{"id": "a1"}]}),
        (LETTER, {"headers": [["a"]]}),
    ],
)
def test_an_event_that_newsmill_never_writes_is_invalid(name, changes):
    assert not validator(name).is_valid(examples(name)[0] | changes)


def test_an_unknown_reason_is_valid_and_is_kept():
    newer = examples(LETTER)[0] | {"reason": "bad_luck"}
    validator(LETTER).validate(newer)
    assert DeadLetter.from_object(newer).reason == "bad_luck"


def test_the_documented_reasons_are_those_of_the_code():
    documented, _ = json_schema(LETTER)["properties"]["reason"]["anyOf"]
    assert documented["enum"] == [reason.value for reason in Reason]
