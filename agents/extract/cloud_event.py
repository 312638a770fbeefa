"""Raw events as CloudEvents in Kafka's binary mode: the value is the page, the headers describe it."""

import base64

import orjson

from schemas.dead_letter import Headers

PREFIX = "ce_"
JSON_TYPES = ("application/json", "application/cloudevents+json")


def unwrapped(value: bytes | None, headers: Headers) -> bytes | None:
    """Return the raw event of a record: for a binary CloudEvent a new one with its page, else the value unchanged.

    The page's URL is the event's `subject` if that is an http or https URL, else its `source` if that is one.
    Source: CloudEvents Kafka protocol binding 1.0, section 3.2
    (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
    """
    texts = {name.lower(): (text or b"").decode(errors="replace") for name, text in headers}
    content_type = texts.get("content-type", "")
    if "ce_specversion" not in texts or not content_type or content_type.lower().startswith(JSON_TYPES):
        return value
    attributes = {name.removeprefix(PREFIX): text for name, text in texts.items() if name.startswith(PREFIX)}
    urls = (attributes.get(name, "") for name in ("subject", "source"))
    event = {
        "url": next((url for url in urls if url.lower().startswith(("http://", "https://"))), None),
        "id": attributes.get("id"),
        "fetched_at": attributes.get("time"),
        "content_type": content_type,
        "content_base64": base64.b64encode(value or b"").decode(),
    }
    return orjson.dumps(event)
