"""The public topics as an AsyncAPI 3.0 document: addresses, keys, headers, and what may be relied on.

Payloads are the JSON Schemas beside it (`json/*.json`), to which the document refers by their file names.
"""

from collections.abc import Collection
from typing import Any, Final, TypeAlias

from schemas.dead_letter import OPEN_REASON, PREFIX, SHA256, TRUNCATED
from schemas.json_schema import examples
from streams.records import ARTICLE_TYPE, DUPLICATE_TYPE, JSON_CONTENT_TYPE, REDRIVES, REPLAY, SOURCE, SPEC_VERSION
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topic, Topics, consumer_group
from streams.version import VERSION

Node: TypeAlias = dict[str, Any]

BINDING: Final = {"bindingVersion": "0.5.0"}
TRACEPARENT = {
    "type": "string",
    "description": "W3C trace context: the feed's own, else one that newsmill derives from the raw event's place.",
}
REPLAYED = {
    REPLAY: {"type": "string", "description": "The name of the replay, if the event was replayed."},
    REDRIVES: {
        "type": "string",
        "pattern": "^[0-9]+$",
        "description": "How often the event was redriven after it had been a dead letter.",
    },
}
ABOUT = """\
Raw news pages in; clean, deduplicated, enriched articles out.

Delivery is at least once, and idempotent: a redelivered or replayed event has the same id and revision, and the same
id and revision always mean the same text. A subscriber who remembers (id, revision) sees each revision of an article
once. Events with one key keep their order, except that an event that waits for a retry is overtaken by later ones.

Within a version of a topic, events only ever gain optional fields, at any depth: ignore fields you do not know. What
feeds may send is never narrowed. Any other change comes as a new topic beside the old one.
"""


def asyncapi(settings: Settings) -> Node:
    """Return the document for the topics as the settings name them and newsmill creates them."""
    topics, group = Topics(settings), consumer_group(settings, Stage.EXTRACT)
    return {
        "asyncapi": "3.0.0",
        "id": "urn:newsmill",
        "info": {
            "title": "newsmill",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
            "tags": [
                {"name": "feed", "description": "For those who have pages."},
                {"name": "subscriber", "description": "For those who want articles."},
                {"name": "operator", "description": "For those who fix failures."},
            ],
        },
        "defaultContentType": JSON_CONTENT_TYPE.decode(),
        "servers": {
            "kafka": {
                "host": "{broker}",
                "protocol": "kafka",
                "description": "The Kafka that newsmill is connected to.",
                "variables": {"broker": {"default": "localhost:9092", "description": "Bootstrap server."}},
            }
        },
        "channels": {
            "raw": _channel(topics, topics.raw, "feed", ["rawArticle", "rawPage"]),
            "articles": _channel(topics, topics.articles, "subscriber", ["article"]),
            "duplicates": _channel(topics, topics.duplicates, "subscriber", ["duplicate"]),
            "deadLetters": _channel(topics, topics.dead_letters, "operator", ["deadLetter"]),
        },
        "operations": {
            "readRaw": _operation("receive", "raw", "Read what feeds publish.")
            | {"bindings": {"kafka": {"groupId": {"type": "string", "enum": [group]}} | BINDING}},
            "publishArticle": _operation("send", "articles", "Publish an article, or its next revision."),
            "publishDuplicate": _operation(
                "send", "duplicates", "Publish which article a copy repeats, without its text."
            ),
            "publishDeadLetter": _operation("send", "deadLetters", "Publish an event that could not be processed."),
        },
        "components": {"messages": _messages()},
    }


def _channel(topics: Topics, topic: Topic, tag: str, messages: list[str]) -> Node:
    listed = ("retention.ms", "max.message.bytes")
    config: Node = {"cleanup.policy": [topic.config["cleanup.policy"]]}
    return {
        "address": topic.name,
        "description": topic.meaning,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
        "tags": [{"name": tag}],
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topics.partitions,
                "replicas": topics.replication_factor,
                "topicConfiguration": config | {name: int(topic.config[name]) for name in listed},
            }
            | BINDING
        },
    }


def _operation(action: str, channel: str, summary: str) -> Node:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}, "summary": summary}


def _messages() -> Node:
    """Return the messages on the public topics."""
    return {
        "rawArticle": {
            "title": "Raw article",
            "summary": "A page to fetch or to extract, as JSON.",
            "headers": _headers({"traceparent": TRACEPARENT}, optional=["traceparent"]),
            "payload": _payload("raw-article.v1"),
            "bindings": _key("The page's URL or its host, so that the events of one site keep their order."),
            "examples": [{"name": "content", "payload": examples("raw-article.v1")[1]}],
        },
        "rawPage": _raw_page(),
        "article": _written(
            "article",
            "A clean, deduplicated, enriched article.",
            ARTICLE_TYPE,
            "The article's id and revision: `id.N`.",
        ),
        "duplicate": _written(
            "duplicate",
            "A copy of a published article, and which article it repeats.",
            DUPLICATE_TYPE,
            "The copy's id and the fingerprint of its text: `id.fingerprint`.",
        ),
        "deadLetter": _dead_letter(),
    }


def _raw_page() -> Node:
    """Return the raw event that is a CloudEvent in Kafka's binary mode."""
    return {
        "title": "Raw page",
        "summary": "A page as a CloudEvent in Kafka's binary mode: the value is the page.",
        "contentType": "text/html",
        "headers": _headers(
            {
                "ce_specversion": _text("CloudEvents' version.", const=SPEC_VERSION.decode()),
                "ce_id": _text("The feed's own id; articles carry it as raw_id."),
                "ce_source": _text("The feed; used as the page's URL if it is a URL and ce_subject is not one."),
                "ce_type": _text("The feed's name for such events."),
                "ce_subject": _text("The page's http or https URL."),
                "ce_time": _text("When the page was fetched.", format="date-time"),
                "content-type": _text(
                    "The page's media type with an optional charset: text/html, application/xhtml+xml, text/markdown "
                    "or text/plain. With application/json the value is a raw article, and no other header counts."
                ),
                "traceparent": TRACEPARENT,
            },
            optional=["ce_subject", "ce_time", "traceparent"],
        ),
        "payload": {"type": "string", "description": "The page's bytes."},
        "bindings": _key("The page's URL or its host, so that the events of one site keep their order."),
    }


def _written(event: str, summary: str, kind: str, identity: str) -> Node:
    """Return the message of an event that newsmill writes as a CloudEvent."""
    return {
        "title": event.capitalize(),
        "summary": summary,
        "headers": _headers(
            {
                "ce_specversion": _text("CloudEvents' version.", const=SPEC_VERSION.decode()),
                "ce_id": _text(identity),
                "ce_source": _text("newsmill.", const=SOURCE.decode()),
                "ce_type": _text("The kind of event.", const=kind),
                "ce_time": _text("When the event was made.", format="date-time"),
                "content-type": _text("The value's media type.", const=JSON_CONTENT_TYPE.decode()),
                "traceparent": TRACEPARENT,
                **REPLAYED,
            },
            optional=REPLAYED,
        ),
        "payload": _payload(f"{event}.v1"),
        "bindings": _key("The article's id."),
        "examples": [{"name": event, "payload": examples(f"{event}.v1")[0]}],
    }


def _dead_letter() -> Node:
    """Return the message of a dead letter: the original's bytes and headers, then newsmill's headers."""
    headers = {
        "reason": OPEN_REASON,
        "stage": _text("The stage that gave up."),
        "error": _text("What was wrong, for people; the traceback if it was a defect."),
        "attempt": _text("How many attempts were made.", pattern="^[0-9]+$"),
        "failed-at": _text("When the stage gave up.", format="date-time"),
        "version": _text("newsmill's version."),
        "origin-topic": _text("The original's topic."),
        "origin-partition": _text("The original's partition.", pattern="^[0-9]+$"),
        "origin-offset": _text("The original's offset.", pattern="^[0-9]+$"),
        "origin-timestamp": _text("The original record's timestamp.", format="date-time"),
        TRUNCATED: _text(
            "Bytes of the original value, if the letter was too large for its topic: the value is their beginning.",
            pattern="^[0-9]+$",
        ),
        SHA256: _text("SHA-256 of the original value, if that was cut.", pattern="^[0-9a-f]{64}$"),
    }
    optional = [PREFIX + name for name in ("origin-timestamp", TRUNCATED, SHA256)]
    named = {PREFIX + name: schema for name, schema in headers.items()}
    return {
        "title": "Dead letter",
        "summary": "An event that could not be processed, byte for byte.",
        "description": "The original's headers come first, then newsmill's. If the original has headers of the same "
        f"names, newsmill's are those from the last `{PREFIX}reason` on. A letter that is larger than the topic takes "
        f"is cut: `{PREFIX}{TRUNCATED}` and `{PREFIX}{SHA256}` say of what, and the whole event is at its origin. In a "
        "file, a dead letter is a line of JSON with the schema json/dead-letter.v1.json.",
        "contentType": "application/octet-stream",
        "headers": _headers(named, optional=optional),
        "payload": {
            "type": ["string", "null"],
            "description": f"The original's value, byte for byte; its beginning if there is {PREFIX}{TRUNCATED}.",
        },
        "bindings": _key("The original's key.", types=["string", "null"]),
    }


def _text(description: str, **more: Any) -> Node:
    """Return the schema of a header, whose value is UTF-8 text."""
    return {"type": "string", "description": description} | more


def _headers(properties: Node, optional: Collection[str]) -> Node:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties} | ({"required": required} if required else {})


def _payload(name: str) -> Node:
    return {"$ref": f"./json/{name}.json"}


def _key(description: str, types: str | list[str] = "string") -> Node:
    return {"kafka": {"key": {"type": types, "description": description}} | BINDING}
