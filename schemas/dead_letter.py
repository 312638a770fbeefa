"""The dead letter: an event that could not be processed, with its original bytes and the reason.

On Kafka the record's key and value are the original's, verbatim, and its headers are the original's followed by
newsmill's own (`newsmill-reason` and so on); this module reads and writes those headers. In a file, a dead letter is a
JSON line with the bytes in base64.
"""

import base64
from collections.abc import Sequence
from typing import Annotated, Any, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from schemas.article import Origin
from schemas.base import Event, UtcTime, check_numbers, format_time
from schemas.errors import Reason, Rejected

Headers: TypeAlias = Sequence[tuple[str, bytes | None]]


def _from_base64(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def _to_base64(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode()


def _short(text: str) -> str:
    """Keep the end of an error, and escape what UTF-8 cannot encode: lone surrogates, which a traceback may quote."""
    return text[-MAX_ERROR:].encode(errors="backslashreplace").decode()


Base64 = Annotated[
    bytes,
    BeforeValidator(_from_base64),
    PlainSerializer(_to_base64, when_used="json"),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]

OPEN_REASON = {
    "anyOf": [{"enum": [reason.value for reason in Reason]}, {"type": "string"}],
    "description": "Why it could not be processed. An open enumeration: accept values you do not know.",
}
"""The schema of a reason in the contract: the documented values, and any other."""

PREFIX = "newsmill-"
FIRST = PREFIX + "reason"  # of newsmill's own headers
MAX_ERROR = 8_000  # characters: a traceback fits, and the headers stay far below any record limit
MAX_OWN = 128 * 1024  # bytes of one of newsmill's own headers: an error of characters that were escaped fits
TRUNCATED, SHA256 = "truncated", "sha256"
OWN = frozenset(
    {"reason", "stage", "error", "attempt", "failed-at", "version", TRUNCATED, SHA256}
    | {"origin-" + name for name in ("topic", "partition", "offset", "timestamp")}
)
"""newsmill's own headers on a dead letter, without their prefix."""


class DeadLetter(Event):
    """An event that could not be processed: everything needed to understand it and to try it again."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    key: Base64 | None = Field(default=None, alias="key_base64", description="The original key.")
    value: Base64 | None = Field(default=None, alias="value_base64", description="The original value.")
    headers: tuple[tuple[str, Base64 | None], ...] = Field(
        default=(), description="The original headers in order: names, and values in base64."
    )
    reason: Annotated[Reason | str, Field(union_mode="left_to_right"), WithJsonSchema(dict(OPEN_REASON))]
    stage: str = Field(description="The stage that gave up.")
    error: Annotated[str, AfterValidator(_short)] = Field(
        description="What was wrong, for people; the traceback if it was a defect."
    )
    attempt: int = Field(default=1, ge=1, description="How many attempts were made.")
    failed_at: UtcTime = Field(description="When the stage gave up.")
    origin: Origin | None = Field(default=None, description="The original's place on Kafka; absent without Kafka.")
    version: str = Field(description="newsmill's version.")
    truncated: int | None = Field(
        default=None,
        ge=0,
        description="Bytes of the original value, if the letter was too large for its topic: `value` is their "
        "beginning, and headers and key may be missing. The whole event is at `origin`.",
    )
    sha256: str | None = Field(
        default=None, max_length=64, description="SHA-256 of the original value in hexadecimal, if truncated."
    )

    @model_validator(mode="after")
    def _writable(self) -> Self:
        check_numbers(self.attempt, self.truncated or 0)
        return self

    def to_headers(self) -> list[tuple[str, bytes | None]]:
        """Return the record's headers: the original's, then newsmill's."""
        fields = {
            "reason": self.reason,
            "stage": self.stage,
            "error": self.error,
            "attempt": str(self.attempt),
            "failed-at": format_time(self.failed_at),
            "version": self.version,
        }
        if self.origin is not None:
            fields |= {
                "origin-topic": self.origin.topic,
                "origin-partition": str(self.origin.partition),
                "origin-offset": str(self.origin.offset),
            }
            if self.origin.timestamp is not None:
                fields["origin-timestamp"] = format_time(self.origin.timestamp)
        if self.truncated is not None:
            fields |= {TRUNCATED: str(self.truncated), SHA256: self.sha256 or ""}
        return [*self.headers, *((PREFIX + name, text.encode()) for name, text in fields.items())]

    @classmethod
    def from_record(cls, key: bytes | None, value: bytes | None, headers: Headers) -> Self:
        """Read a dead letter from its record; raises Rejected with INVALID_FIELD if headers are missing or invalid."""
        original, own = split_headers(headers)
        texts: dict[str, str] = {}
        for name, text in own:
            short = name.removeprefix(PREFIX)
            if not name.startswith(PREFIX):
                original.append((name, text))
            elif short in OWN:
                if len(text or b"") > MAX_OWN:
                    raise Rejected(Reason.INVALID_FIELD, f"the header {name} is longer than {MAX_OWN} bytes")
                texts[short] = (text or b"").decode(errors="replace")
        origin = {name.removeprefix("origin-"): text for name, text in texts.items() if name.startswith("origin-")}
        fields: dict[str, Any] = {name.replace("-", "_"): text for name, text in texts.items()}
        return cls.from_object(fields | {"key": key, "value": value, "headers": original, "origin": origin or None})


def split_headers(headers: Headers) -> tuple[list[tuple[str, bytes | None]], list[tuple[str, bytes | None]]]:
    """Return the original's headers, and newsmill's.

    The original may have headers of such names too: those of a redrive or of a page's origin, for example.
    """
    first = max((place for place, (name, _) in enumerate(headers) if name == FIRST), default=len(headers))
    return list(headers[:first]), list(headers[first:])
