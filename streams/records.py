"""Records for topics: key, value and headers, which are those of CloudEvents and W3C trace context."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas.base import format_time
from schemas.dead_letter import Headers

JSON_CONTENT_TYPE = b"application/json"
SPEC_VERSION = b"1.0"
TRACEPARENT = "traceparent"
SOURCE = b"/newsmill"
ARTICLE_TYPE = "news.article.v1"
DUPLICATE_TYPE = "news.duplicate.v1"
ORIGIN = "newsmill-origin"  # the place of a fetched page's raw event, as JSON
REPLAY = "newsmill-replay"  # the name of the replay, if the event was replayed: its decision is published again
REDRIVES = "newsmill-redrives"  # how often the event was redriven after it had been a dead letter
CARRIED = (REPLAY, REDRIVES)  # from stage to stage
LATEST = datetime(9999, 12, 30, tzinfo=UTC).timestamp()  # exists in every time zone


@dataclass(frozen=True)
class Record:
    """A record to publish; without `partition`, the key decides."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None


def cloud_event_headers(kind: str, identity: str, time: datetime) -> list[tuple[str, bytes | None]]:
    """Return the headers of a CloudEvent in Kafka's binary mode.

    Source: CloudEvents Kafka protocol binding 1.0, section 3.2
    (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
    """
    return [
        ("ce_specversion", SPEC_VERSION),
        ("ce_id", identity.encode()),
        ("ce_source", SOURCE),
        ("ce_type", kind.encode()),
        ("ce_time", format_time(time).encode()),
        ("content-type", JSON_CONTENT_TYPE),
    ]


def moment(seconds: float) -> datetime:
    """Return a record's timestamp, in seconds since the epoch, as a time.

    Feeds may set any number: microseconds instead of milliseconds, or -1 for none. A number out of range becomes the
    nearest possible time.
    """
    return datetime.fromtimestamp(min(max(seconds, 0.0), LATEST), UTC)


def header(headers: Headers, name: str) -> bytes | None:
    """Return the last header of that name, or None."""
    return next((value for key, value in reversed(headers) if key == name), None)


def trace_parent(headers: Headers, seed: str) -> bytes:
    """Return the event's `traceparent`, or one derived from the event's place, so that a replay has the same trace.

    Source: W3C Trace Context, section 3.2 (https://www.w3.org/TR/trace-context/#traceparent-header).
    """
    given = header(headers, TRACEPARENT)
    return derived_trace_parent(seed) if given is None else given


def derived_trace_parent(seed: str) -> bytes:
    """Return the `traceparent` of an event that came without one; its flags, 00, say that it is not sampled."""
    digest = hashlib.blake2b(seed.encode(), digest_size=24).hexdigest()
    return f"00-{digest[:32]}-{digest[32:]}-00".encode()


def passed_on(headers: Headers, seed: str) -> list[tuple[str, bytes | None]]:
    """Return the headers that an event keeps from stage to stage: trace context, replay and number of redrives."""
    carried = ((name, header(headers, name)) for name in CARRIED)
    return [(TRACEPARENT, trace_parent(headers, seed)), *((name, text) for name, text in carried if text is not None)]


def redrives(headers: Headers) -> int:
    """Return how often an event was redriven after it had been a dead letter."""
    count = header(headers, REDRIVES) or b""
    return int(count) if count.isdigit() else 0
