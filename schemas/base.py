"""The base of all events: frozen models, JSON on the wire, decode errors that name the field."""

from datetime import UTC, datetime
from typing import Annotated, Any, Self

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, ValidationError, WithJsonSchema

from schemas.errors import Reason, Rejected

MAX_NUMBER = 2**63 - 1
SHOWN_PROBLEMS, SHOWN_NAME, SHOWN_FAULT = 10, 100, 200  # wrong fields; characters: an event may have 100,000 names


def _as_utc(moment: datetime) -> datetime:
    """Return a time in UTC; a time without a zone is taken as UTC."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("is outside the years 1 to 9999 in UTC") from None


def format_time(moment: datetime) -> str:
    """Write a time as RFC 3339 in UTC with a `Z`; microseconds are written if they are not 0."""
    return _as_utc(moment).isoformat().replace("+00:00", "Z")


UtcTime = Annotated[
    datetime,
    AfterValidator(_as_utc),
    PlainSerializer(format_time, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in UTC; RFC 3339 on the wire (`2021-03-23T00:00:00Z`)."""


def check_numbers(*numbers: int) -> None:
    """Refuse numbers that JSON cannot write; raises ValueError. A number from outside may have thousands of digits.

    The contract does not name this limit, as its limits stay as they are.
    """
    if any(number > MAX_NUMBER for number in numbers):
        raise ValueError("a number is above the largest one of 64 bits")


class Value(BaseModel):
    """A part of an event: immutable; unknown fields are ignored, as in an event itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(BaseModel):
    """An event on a topic: immutable; unknown fields are ignored, so that a newer producer can add some."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def encode(self) -> bytes:
        """Return the event as UTF-8 JSON, without the fields that are None.

        Raises Rejected with INVALID_FIELD if JSON from outside, such as `metadata`, is nested too deeply: orjson reads
        1,024 levels, but writes only 254.
        """
        try:
            return orjson.dumps(self.model_dump(mode="json", exclude_none=True))
        except orjson.JSONEncodeError as error:
            raise Rejected(Reason.INVALID_FIELD, f"the event cannot be written as JSON: {error}") from None

    @classmethod
    def decode(cls, value: bytes | None) -> Self:
        """Read an event from its wire form.

        Raises Rejected with INVALID_JSON, NOT_AN_OBJECT, or INVALID_FIELD and the names of the fields.
        """
        return cls.from_object(parse_object(value))

    @classmethod
    def from_object(cls, fields: dict[str, Any]) -> Self:
        """Validate an event given as a parsed JSON object; raises Rejected with INVALID_FIELD."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            raise Rejected(Reason.INVALID_FIELD, describe(error)) from None


def parse_object(value: bytes | None) -> dict[str, Any]:
    """Parse a JSON object; raises Rejected with INVALID_JSON or NOT_AN_OBJECT."""
    if not value:
        raise Rejected(Reason.INVALID_JSON, "the value is empty")
    try:
        parsed = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise Rejected(Reason.INVALID_JSON, f"not JSON: {error}") from None
    if not isinstance(parsed, dict):
        raise Rejected(Reason.NOT_AN_OBJECT, f"expected a JSON object, got {type(parsed).__name__}")
    return parsed


def describe(error: ValidationError) -> str:
    """Return one line that names the first wrong fields and their faults, without their values."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    shown = (
        f"{'.'.join(str(part) for part in problem['loc'])[:SHOWN_NAME] or 'event'}: {problem['msg'][:SHOWN_FAULT]}"
        for problem in problems[:SHOWN_PROBLEMS]
    )
    more = len(problems) - SHOWN_PROBLEMS
    return "; ".join((*shown, f"and {more} more") if more > 0 else shown)
