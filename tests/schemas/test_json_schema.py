"""The JSON Schemas of the public events describe the models, for readers who do not have the models."""

from typing import Any

import orjson
import pytest

from schemas import DeadLetter, RawArticle
from schemas.json_schema import PUBLIC, examples, json_schema

WRITTEN = [name for name, kind in PUBLIC.items() if kind is not RawArticle]


def parts(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the event's own schema and those it refers to, by name."""
    return {schema["title"]: schema} | schema.get("$defs", {})


@pytest.mark.parametrize("name", PUBLIC)
def test_a_schema_names_its_event_and_version(name):
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:newsmill:{name.replace('.', ':')}"
    assert schema["title"] == PUBLIC[name].__name__
    assert schema["description"]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_field_is_described(name):
    described = parts(json_schema(name))
    for title, part in described.items():
        for field, schema in part.get("properties", {}).items():
            referred = described.get(schema.get("$ref", "").rpartition("/")[2], {})
            assert schema.get("description") or referred.get("description"), f"{title}.{field}"


@pytest.mark.parametrize("name", PUBLIC)
def test_examples_are_events_as_they_are_on_the_wire(name):
    assert json_schema(name)["examples"] == examples(name)
    for example in examples(name):
        event = PUBLIC[name].from_object(example)
        if name != "raw-article.v1":
            assert orjson.loads(event.encode()) == example


@pytest.mark.parametrize("name", WRITTEN)
def test_a_field_that_newsmill_writes_is_always_present_or_absent_instead_of_null(name):
    for title, part in parts(json_schema(name)).items():
        for field, schema in part.get("properties", {}).items():
            assert "default" not in schema, f"{title}.{field}"
            assert {"type": "null"} not in schema.get("anyOf", ()), f"{title}.{field}"


@pytest.mark.parametrize("name", PUBLIC)
def test_unknown_fields_are_allowed_everywhere(name):
    assert not any(part.get("additionalProperties") is False for part in parts(json_schema(name)).values())


def test_fields_with_a_default_are_required_and_fields_that_may_be_none_are_not():
    article = json_schema("article.v1")
    assert {"id", "revision", "status", "authors", "entities", "metadata"} <= set(article["required"])
    assert not {"url", "title", "published_at", "sentiment", "raw_id"} & set(article["required"])
    assert article["$defs"]["Entity"]["required"] == ["name", "type", "mentions", "salience"]


def test_a_raw_article_has_no_required_field():
    assert "required" not in json_schema("raw-article.v1")


def test_times_and_base64_are_marked_as_such():
    article, letter = json_schema("article.v1"), json_schema("dead-letter.v1")
    assert article["properties"]["published_at"]["format"] == "date-time"
    assert letter["properties"]["value_base64"]["contentEncoding"] == "base64"
    assert set(DeadLetter.model_json_schema()["properties"]) == set(letter["properties"])
