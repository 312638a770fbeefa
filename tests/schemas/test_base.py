"""The base of all events: times in UTC, and rejections that name the field and the fault."""

from datetime import UTC, datetime, timedelta, timezone

import orjson
import pytest
from pydantic import ValidationError

from schemas import Article, Event, Language, Origin, RawArticle, Reason, Rejected
from schemas.base import format_time

ORDINARY = {
    "id": "a1",
    "text": "Ferries are back.",
    "language": {"code": "en", "confidence": 0.9},
    "fingerprint": "f1",
    "provenance": {"version": "1.0"},
}


def rejection(kind: type[Event], value: bytes | None) -> Rejected:
    with pytest.raises(Rejected) as caught:
        kind.decode(value)
    return caught.value


@pytest.mark.parametrize("value", [None, b"", b"<html>", b"{", b"\xff\xfe", b'{"url": NaN}', b"[" * 100_000])
def test_a_value_that_is_not_json_is_rejected_with_that_reason(value: bytes | None) -> None:
    assert rejection(RawArticle, value).reason is Reason.INVALID_JSON


@pytest.mark.parametrize(
    "value, kind", [(b"[]", "list"), (b"null", "NoneType"), (b'"text"', "str"), (b"7", "int"), (b"true", "bool")]
)
def test_json_that_is_not_an_object_is_rejected_with_its_type(value: bytes, kind: str) -> None:
    error = rejection(RawArticle, value)
    assert error.reason is Reason.NOT_AN_OBJECT
    assert kind in error.message


@pytest.mark.parametrize(
    "changes, field, fault",
    [
        ({"text": ""}, "text", "at least 1 character"),
        ({"text": 7}, "text", "valid string"),
        ({"revision": 0}, "revision", "greater than or equal to 1"),
        ({"status": "old"}, "status", "'new' or 'updated'"),
        ({"published_at": "yesterday"}, "published_at", "valid datetime"),
        ({"published_at": "0001-01-01T00:00:00+05:00"}, "published_at", "outside the years 1 to 9999"),
        ({"published_at": "9999-12-31T23:59:59-05:00"}, "published_at", "outside the years 1 to 9999"),
        ({"language": {"code": "en", "confidence": 1.1}}, "language.confidence", "less than or equal to 1"),
        ({"language": {"code": "en"}}, "language.confidence", "required"),
        ({"entities": [{"name": "A", "type": "PERSON", "salience": 0, "mentions": []}]}, "entities.0.mentions", "1"),
    ],
)
def test_a_wrong_field_is_named_with_its_fault(changes: dict[str, object], field: str, fault: str) -> None:
    error = rejection(Article, orjson.dumps(ORDINARY | changes))
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.startswith(f"{field}: ")
    assert fault in error.message


def test_all_wrong_fields_are_named_at_once_and_their_values_are_not_quoted() -> None:
    error = rejection(Article, orjson.dumps(ORDINARY | {"revision": "secret", "word_count": -3}))
    assert error.message.count(";") == 1
    assert "revision: " in error.message
    assert "word_count: " in error.message
    assert "secret" not in error.message


@pytest.mark.parametrize("field", ["id", "text", "language", "fingerprint", "provenance"])
def test_a_missing_field_is_named(field: str) -> None:
    error = rejection(Article, orjson.dumps({name: value for name, value in ORDINARY.items() if name != field}))
    assert str(error) == f"invalid_field: {field}: Field required"


def test_a_time_is_written_in_utc_with_a_z() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    assert format_time(datetime(2021, 3, 23, 1, 0, tzinfo=east)) == "2021-03-22T19:30:00Z"
    assert format_time(datetime(2021, 3, 23)) == "2021-03-23T00:00:00Z"  # noqa: DTZ001 (read as UTC)
    assert format_time(datetime(2021, 3, 23, 0, 0, 0, 250_000, tzinfo=UTC)) == "2021-03-23T00:00:00.250000Z"


@pytest.mark.parametrize(
    "given, moment",
    [
        ("2021-03-23T01:00:00+05:30", "2021-03-22T19:30:00Z"),
        ("2021-03-23T01:00:00", "2021-03-23T01:00:00Z"),
        ("2021-03-23", "2021-03-23T00:00:00Z"),
        (1_616_457_600, "2021-03-23T00:00:00Z"),
    ],
)
def test_times_in_every_form_are_written_in_utc(given: object, moment: str) -> None:
    raw = RawArticle.decode(orjson.dumps({"url": "https://example.org", "published_at": given}))
    assert raw.published_at is not None
    assert raw.published_at.tzinfo is UTC
    assert orjson.loads(raw.encode())["published_at"] == moment


def test_a_part_of_an_event_cannot_be_changed() -> None:
    origin = Origin(topic="news.raw.v1", partition=0, offset=1)
    with pytest.raises(ValueError, match="frozen"):
        origin.offset = 2  # type: ignore[misc]


def test_equal_values_are_equal_and_have_the_same_hash() -> None:
    one, other = (Language(code="en", confidence=0.5) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)


def test_a_rejection_names_some_wrong_fields_and_counts_the_others() -> None:
    value = {"url": "https://a.example/1", "headers": {"n" * 5_000 + str(number): 7 for number in range(1_000)}}
    error = rejection(RawArticle, orjson.dumps(value))
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.count("valid string") == 10
    assert error.message.endswith("; and 990 more")
    assert len(error.message) < 4_000


def test_an_event_that_is_nested_too_deeply_to_be_written_is_rejected() -> None:
    raw = RawArticle.decode(b'{"content": "x", "metadata": {"a": ' + b"[" * 253 + b"]" * 253 + b"}}")
    with pytest.raises(Rejected, match="cannot be written as JSON") as caught:
        raw.encode()
    assert caught.value.reason is Reason.INVALID_FIELD


@pytest.mark.parametrize("changes", [{"offset": 2**63}, {"partition": 10**400}, {"offset": "9" * 40}])
def test_a_number_that_json_cannot_write_is_rejected(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="above the largest one of 64 bits"):
        Origin.model_validate({"topic": "t", "partition": 0, "offset": 0} | changes)
