"""The AsyncAPI document describes the public topics as the code uses them."""

from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from schemas import DeadLetter, Origin, Reason
from schemas.json_schema import PUBLIC, examples
from streams.asyncapi import asyncapi
from streams.records import ARTICLE_TYPE, DUPLICATE_TYPE, REDRIVES, REPLAY, cloud_event_headers, passed_on
from streams.settings import Settings
from streams.topics import Topics
from tests.support.contract import header_validator

SETTINGS = Settings(topic_prefix="x-", partitions=6, replication_factor=3)
TIME = datetime(2026, 3, 4, 5, 6, 7, 250, tzinfo=UTC)
DOCUMENT = asyncapi(SETTINGS)
MESSAGES = DOCUMENT["components"]["messages"]


def test_the_channels_are_the_public_topics():
    public = [topic for topic in Topics(SETTINGS).all() if topic.public]
    channels = DOCUMENT["channels"].values()
    assert [channel["address"] for channel in channels] == [topic.name for topic in public]
    for channel, topic in zip(channels, public, strict=True):
        kafka = channel["bindings"]["kafka"]
        assert (kafka["topic"], kafka["partitions"], kafka["replicas"]) == (topic.name, 6, 3)
        config = kafka["topicConfiguration"]
        written = {**config, "cleanup.policy": ",".join(config["cleanup.policy"])}
        assert {name: str(value) for name, value in written.items()} == topic.config


def test_every_message_is_on_one_channel_and_every_channel_has_an_operation():
    references = [
        message["$ref"] for channel in DOCUMENT["channels"].values() for message in channel["messages"].values()
    ]
    assert sorted(references) == sorted(f"#/components/messages/{name}" for name in MESSAGES)
    used = {operation["channel"]["$ref"] for operation in DOCUMENT["operations"].values()}
    assert used == {f"#/channels/{name}" for name in DOCUMENT["channels"]}


def test_every_schema_is_some_messages_payload_or_a_dead_letters_line():
    payloads = {message["payload"].get("$ref") for message in MESSAGES.values()} - {None}
    assert payloads == {f"./json/{name}.json" for name in PUBLIC if name != "dead-letter.v1"}
    assert "json/dead-letter.v1.json" in MESSAGES["deadLetter"]["description"]


@pytest.mark.parametrize("message, kind", [("article", ARTICLE_TYPE), ("duplicate", DUPLICATE_TYPE)])
@pytest.mark.parametrize("is_replay", [False, True])
def test_the_headers_that_newsmill_writes_are_described(message, kind, is_replay):
    given = [(REPLAY, b"again"), (REDRIVES, b"2")] if is_replay else []
    headers = dict(cloud_event_headers(kind, "a1.2", TIME) + passed_on(given, "raw/0/1"))
    described = MESSAGES[message]["headers"]
    assert set(headers) - {REPLAY, REDRIVES} == set(described["required"])
    assert set(headers) <= set(described["properties"])
    header_validator(message).validate({name: text.decode() for name, text in headers.items()})


@pytest.mark.parametrize("timestamp", [None, TIME])
def test_a_dead_letters_headers_are_described(timestamp):
    origin = Origin(topic="news.raw.v1", partition=3, offset=41, timestamp=timestamp)
    letter = DeadLetter(
        reason=Reason.NO_ARTICLE, stage="extract", error="none", failed_at=TIME, origin=origin, version="0.1.0"
    )
    headers = {name: text.decode() for name, text in letter.to_headers()}
    described = MESSAGES["deadLetter"]["headers"]
    assert set(described["required"]) == set(headers) - {"newsmill-origin-timestamp"}
    assert set(headers) <= set(described["properties"])
    header_validator("deadLetter").validate(headers)
    assert header_validator("deadLetter").is_valid(headers | {"newsmill-reason": "a_later_one"})
    assert not header_validator("deadLetter").is_valid(headers | {"newsmill-attempt": "often"})
    cut = letter.model_copy(update={"truncated": 40, "sha256": "0f" * 32})
    marked = {name: text.decode() for name, text in cut.to_headers()}
    assert set(marked) - set(headers) == {"newsmill-truncated", "newsmill-sha256"} <= set(described["properties"])
    header_validator("deadLetter").validate(marked)


def test_every_schema_of_headers_and_payloads_is_valid():
    for message in MESSAGES.values():
        Draft202012Validator.check_schema(message["headers"])
        Draft202012Validator.check_schema(message["payload"])


def test_messages_have_real_events_as_examples():
    for message, name in (("rawArticle", "raw-article.v1"), ("article", "article.v1"), ("duplicate", "duplicate.v1")):
        assert [example["payload"] in examples(name) for example in MESSAGES[message]["examples"]] == [True]
