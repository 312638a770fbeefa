"""Within a version of a topic the contract only gains: what was agreed on as v1 still holds, for feeds and subscribers.

`samples/v1` has events of v1 as they were on the wire, and `baseline` the contract as it was last agreed on. A change
that fails here breaks some feed or subscriber: it needs a new version of the topic beside the old one. After an
addition, `newsmill schema export --output tests/schemas/baseline` makes it part of the agreed contract.
`tests/support/compatibility.py` says which change breaks feeds and which breaks subscribers.
"""

import base64
import copy
import json
from collections.abc import Callable
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from schemas import DeadLetter
from schemas.json_schema import PUBLIC, READ, json_schema
from streams.asyncapi import asyncapi
from streams.settings import Settings
from tests.support.compatibility import Side, breaks
from tests.support.contract import header_validator, validator

FOLDER = Path(__file__).parent
BASELINE = FOLDER / "baseline"
READS_HEADERS = {"rawArticle", "rawPage"}
Change = Callable[[dict[str, Any]], object]


def samples(name: str) -> list[Any]:
    path = FOLDER / "samples" / "v1" / f"{name.removesuffix('.v1')}.jsonl"
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def side(name: str) -> Side:
    return Side.READS if PUBLIC.get(name) in READ or name in READS_HEADERS else Side.WRITES


def agreed(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((BASELINE / "json" / f"{name}.json").read_text())
    return schema


def agreed_document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((BASELINE / "asyncapi.yaml").read_text())
    return document


def within(old: Any, new: Any) -> bool:
    """Return whether the new value has everything that the old one has."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in new and within(value, new[name]) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(within, old, new))
    return bool(old == new)


@pytest.mark.parametrize("name", PUBLIC)
def test_events_of_v1_still_decode_and_lose_nothing(name):
    assert len(samples(name)) >= 5
    for sample in samples(name):
        event = PUBLIC[name].from_object(sample)
        if PUBLIC[name] not in READ:  # a feed may write times and nulls in other forms
            assert within(sample, orjson.loads(event.encode()))


@pytest.mark.parametrize("name", PUBLIC)
def test_events_of_v1_are_valid_by_the_present_schema(name):
    for sample in samples(name):
        validator(name).validate(sample)


def test_each_optional_field_is_present_in_some_samples_and_absent_in_others():
    for name in PUBLIC:
        fields = json_schema(name)["properties"].keys()
        present = [set(sample) for sample in samples(name)]
        assert set().union(*present) == fields, f"some field of {name} is in no sample"
        optional = fields - set(json_schema(name).get("required", ()))
        assert all(any(field not in sample for sample in present) for field in optional), name


def test_dead_letters_of_v1_are_still_read_from_their_records():
    for sample in samples("dead-letter-records"):
        key, value = (sample[part] and base64.b64decode(sample[part]) for part in ("key", "value"))
        headers = [(name, text and base64.b64decode(text)) for name, text in sample["headers"]]
        letter = DeadLetter.from_record(key, value, headers)
        assert (letter.key, letter.value) == (key, value)
        assert letter.to_headers() == headers
        header_validator("deadLetter").validate({name: (text or b"").decode() for name, text in headers})


@pytest.mark.parametrize("name", PUBLIC)
def test_a_schema_has_only_gained_since_it_was_agreed(name):
    assert breaks(agreed(name), json_schema(name), side(name)) == []


@pytest.mark.parametrize("name", agreed_document()["components"]["messages"])
def test_headers_have_only_gained_since_they_were_agreed(name):
    before, after = (part["components"]["messages"][name] for part in (agreed_document(), asyncapi(Settings())))
    assert breaks(before["headers"], after["headers"], side(name)) == []
    assert before.get("contentType") == after.get("contentType")


def test_channels_keep_their_addresses_and_messages():
    now = asyncapi(Settings())["channels"]
    for name, channel in agreed_document()["channels"].items():
        assert channel["address"] == now[name]["address"]
        assert channel["messages"].keys() <= now[name]["messages"].keys()


def put(path: str, value: Any) -> Change:
    *way, last = path.split(".")
    return lambda schema: reduce(getitem, way, schema).update({last: value})


def cut(path: str) -> Change:
    *way, last = path.split(".")
    return lambda schema: reduce(getitem, way, schema).pop(last)


ARTICLE, RAW, LETTER = "article.v1", "raw-article.v1", "dead-letter.v1"
ALWAYS = json_schema(ARTICLE)["required"]
TYPES = json_schema(ARTICLE)["$defs"]["EntityType"]["enum"]
MAYBE_TEXT, MAYBE_SHORT = {"anyOf": [{"type": "string"}, {"type": "null"}]}, [{"type": "string", "maxLength": 9}]
BREAKING: list[tuple[str, str, Change]] = [
    (ARTICLE, ".title: is gone", cut("properties.title")),
    (ARTICLE, ".source.domain: is gone", cut("$defs.Source.properties.domain")),
    (ARTICLE, ".title: is required now", put("required", [*ALWAYS, "title"])),
    (ARTICLE, ".tone: is required now", put("required", [*ALWAYS, "tone"])),
    (ARTICLE, ".authors: is not always there", put("required", [name for name in ALWAYS if name != "authors"])),
    (ARTICLE, ".title: type was string, is integer", put("properties.title.type", "integer")),
    (ARTICLE, ".title: type was string", put("properties.title.type", ["string", "integer"])),
    (ARTICLE, ".title: null is a new alternative", put("properties.title", MAYBE_TEXT)),
    (ARTICLE, ".text: minLength was 1, is None", cut("properties.text.minLength")),
    (ARTICLE, ".word_count: minimum was 0, is 1", put("properties.word_count.minimum", 1)),
    (ARTICLE, ".published_at: format was date-time", cut("properties.published_at.format")),
    (ARTICLE, ".entities.*.type: enum was", put("$defs.EntityType.enum", [*TYPES, "SHIP"])),
    (ARTICLE, ".entities.*.type: enum was", put("$defs.EntityType.enum", TYPES[1:])),
    (ARTICLE, ".authors.*: type was", put("properties.authors.items.type", "integer")),
    (
        ARTICLE,
        ".provenance.methods.*: type was",
        put("$defs.Provenance.properties.methods.additionalProperties.type", "number"),
    ),
    (LETTER, ".reason: type was string", put("properties.reason", {"type": "integer"})),
    (LETTER, ".reason: enum was None", put("properties.reason", {"type": "string", "enum": ["no_article"]})),
    (RAW, ".title: is gone", cut("properties.title")),
    (RAW, ".source: is required now", put("required", ["source"])),
    (RAW, ".title: null is no alternative any more", put("properties.title", {"type": "string"})),
    (RAW, ".url: string is no alternative any more", put("properties.url.anyOf", [*MAYBE_SHORT, {"type": "null"}])),
    (RAW, ".content_type: pattern was None", put("properties.content_type.pattern", "^.")),
    (RAW, ".*: was {}, is False", put("additionalProperties", False)),
    (RAW, ".headers.*: type was", put("properties.headers.additionalProperties.type", "integer")),
    (RAW, "is no alternative any more", put("anyOf", [{"required": ["url"]}])),
]
ADDING: list[tuple[str, Change]] = [
    (ARTICLE, put("properties.tone", {"type": "string"})),
    (ARTICLE, put("$defs.Source.properties.country", {"type": "string"})),
    (ARTICLE, put("properties.title.description", "Better words.")),
    (ARTICLE, put("$defs.Unused", {"type": "string"})),
    (LETTER, put("properties.reason.anyOf", [{"enum": ["no_article", "a_later_one"]}, {"type": "string"}])),
    (RAW, put("properties.tone", {"type": "string"})),
    (RAW, cut("not")),
    (RAW, cut("properties.url.pattern")),
    (RAW, put("properties.id.anyOf", [{"type": "string"}, {"type": "null"}, {"type": "integer"}])),
    (RAW, put("properties.content_type", MAYBE_TEXT)),
    (RAW, put("properties.source.anyOf", [{"type": "string", "maxLength": 9999}, {"type": "null"}])),
]


def changed(name: str, change: Change) -> list[str]:
    schema = copy.deepcopy(json_schema(name))
    change(schema)
    return breaks(json_schema(name), schema, side(name))


@pytest.mark.parametrize("name, expected, change", BREAKING)
def test_a_breaking_change_is_named(name, expected, change):
    assert any(expected in line for line in changed(name, change))


@pytest.mark.parametrize("name, change", ADDING)
def test_an_addition_breaks_nothing(name, change):
    assert changed(name, change) == []
