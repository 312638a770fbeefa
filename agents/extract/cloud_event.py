"""Raw events as CloudEvents in Kafka's binary mode: the value is the page, the headers describe it."""

import base64

import orjson

from schemas import Reason, Rejected
from schemas.dead_letter import Headers

PREFIX = "ce_"
CONTENT_TYPE = "content-type"
READ = frozenset({CONTENT_TYPE, *(PREFIX + name for name in ("specversion", "subject", "source", "id", "time"))})
MAX_BYTES = 8192  # of a header that is read, as of a raw event's url
JSON_TYPES = ("application/json", "application/cloudevents+json")


def unwrapped(value: bytes | None, headers: Headers) -> bytes | None:
    """Return the raw event of a record: for a binary CloudEvent a new one with its page, else the value unchanged.

    The page's URL is the event's `subject` if that is an http or https URL, else its `source` if that is one. Raises
    Rejected with INVALID_FIELD if one of the headers is too long.
    Source: CloudEvents Kafka protocol binding 1.0, section 3.2
    (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
    """
    found = {name.lower(): text or b"" for name, text in headers if name.lower() in READ}
    content_type = found.get(CONTENT_TYPE, b"")
    if PREFIX + "specversion" not in found or not content_type or _text(content_type).lower().startswith(JSON_TYPES):
        return value
    for name, text in found.items():
        if len(text) > MAX_BYTES:
            raise Rejected(Reason.INVALID_FIELD, f"the header {name} has {len(text)} bytes, the limit is {MAX_BYTES}")
    attributes = {name.removeprefix(PREFIX): _text(text) for name, text in found.items()}
    urls = (attributes.get(name, "") for name in ("subject", "source"))
    event = {
        "url": next((url for url in urls if url.lower().startswith(("http://", "https://"))), None),
        "id": attributes.get("id"),
        "fetched_at": attributes.get("time"),
        "content_type": attributes[CONTENT_TYPE],
        "content_base64": base64.b64encode(value or b"").decode(),
    }
    return orjson.dumps(event)


def _text(value: bytes) -> str:
    return value.decode(errors="replace")
