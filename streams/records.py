"""Records for topics: key, value and headers, which are those of CloudEvents, W3C trace context and newsmill.

Anyone may write to a public topic. So each header that newsmill acts on has a form here, which bounds it; a header
without its form counts as absent.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from pydantic import ValidationError

from schemas import Origin
from schemas.base import Value, format_time
from schemas.dead_letter import Headers

JSON_CONTENT_TYPE = b"application/json"
SPEC_VERSION = b"1.0"
TRACEPARENT = "traceparent"
SOURCE = b"/newsmill"
ARTICLE_TYPE = "news.article.v1"
DUPLICATE_TYPE = "news.duplicate.v1"
ORIGIN = "newsmill-origin"  # the place of a fetched page's raw event, as JSON; believed on internal topics only
REPLAY = "newsmill-replay"  # the name of the replay, if the event was replayed: its decision is published again
REDRIVES = "newsmill-redrives"  # how often the event was redriven after it had been a dead letter
WAIT = "newsmill-wait"  # the last header on a retry topic: until when the event waits, as JSON
PAST = "newsmill-past"  # the last header of an event that returned from there: what happened before, as JSON
LEFT_OUT = "newsmill-headers-left-out"  # how many of the record's headers were too many to keep
CARRIED = (REPLAY, REDRIVES)  # from stage to stage
MOST_REDRIVES = 1_000  # that are counted
MOST_HEADERS = 1_000  # that are kept of a record; one of 8 MB may have a million
FIRST_HEADERS, LAST_HEADERS = 800, 100  # which are kept of too many; those that newsmill adds come last
OVERHEAD = 1024  # bytes of a record and its batch beside key, value and headers, generously
HEADER_OVERHEAD = 10  # bytes: two lengths of up to 5 each
LATEST = datetime(9999, 12, 30, tzinfo=UTC).timestamp()  # exists in every time zone

TOPIC_NAME = re.compile(r"[A-Za-z0-9._-]{1,249}")  # Kafka's own rule
_JSON = re.compile(rb"\{.{0,1022}\}", re.DOTALL)
FORMS: Final[dict[str, re.Pattern[bytes]]] = {
    TRACEPARENT: re.compile(rb"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"),
    REPLAY: re.compile(rb"[A-Za-z0-9._-]{1,100}"),
    REDRIVES: re.compile(rb"[0-9]{1,4}"),
    ORIGIN: _JSON,
    WAIT: _JSON,
    PAST: _JSON,
}
"""The forms of the headers that newsmill acts on. Python refuses to read a number of more than 4,300 digits."""

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Record:
    """A record to publish; without `partition`, the key decides."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes on its topic at most, alone in a batch and without compression."""
        headers = sum(len(name.encode()) + len(text or b"") + HEADER_OVERHEAD for name, text in self.headers)
        return OVERHEAD + len(self.key or b"") + len(self.value or b"") + headers


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


def kept(headers: Headers) -> Headers:
    """Return a record's headers; of more than MOST_HEADERS the first and the last, and how many are left out."""
    if len(headers) <= MOST_HEADERS:
        return headers
    left_out = len(headers) - FIRST_HEADERS - LAST_HEADERS
    return (*headers[:FIRST_HEADERS], (LEFT_OUT, str(left_out).encode()), *headers[-LAST_HEADERS:])


def header(headers: Headers, name: str) -> bytes | None:
    """Return the last header of that name, or None; None also if it does not have its form."""
    value = next((value for key, value in reversed(headers) if key == name), None)
    form = FORMS.get(name)
    return value if value is None or form is None or form.fullmatch(value) else None


def json_header(headers: Headers, name: str, model: type[V]) -> V | None:
    """Read a header of newsmill's own that is JSON; None if it is absent or invalid."""
    text = header(headers, name)
    try:
        return None if text is None else model.model_validate_json(text)
    except ValidationError:
        return None


def raw_origin(headers: Headers) -> Origin | None:
    """Return the place of a fetched page's raw event, if the headers of a record on an internal topic name one."""
    origin = json_header(headers, ORIGIN, Origin)
    return origin if origin is not None and TOPIC_NAME.fullmatch(origin.topic) else None


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
    return min(int(header(headers, REDRIVES) or 0), MOST_REDRIVES)
