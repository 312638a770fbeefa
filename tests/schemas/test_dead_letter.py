"""The dead letter: the original's bytes are kept verbatim, on Kafka and as a JSON line."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.dead_letter import MAX_ERROR, MAX_OWN, PREFIX

FAILED_AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

some_bytes = st.none() | st.binary(max_size=30)
header_names = st.sampled_from(["traceparent", "newsmill-reason", "newsmill-origin", "newsmill-stage", ""]) | st.text()
original_headers = st.lists(st.tuples(header_names, some_bytes), max_size=6)


def dead_letter(**changes: object) -> DeadLetter:
    origin = Origin(topic="news.raw.v1", partition=3, offset=41, timestamp=FAILED_AT)
    ordinary: dict[str, object] = {
        "key": b"key",
        "value": b"value",
        "reason": Reason.NO_ARTICLE,
        "stage": "extract",
        "error": "the page has no article",
        "attempt": 2,
        "failed_at": FAILED_AT,
        "origin": origin,
        "version": "0.1.0",
    }
    return DeadLetter.model_validate(ordinary | changes)


def through_kafka(letter: DeadLetter) -> DeadLetter:
    return DeadLetter.from_record(letter.key, letter.value, letter.to_headers())


@settings(deadline=None)
@given(key=some_bytes, value=some_bytes, headers=original_headers)
@example(key=None, value=None, headers=[("a", None), ("a", b"\xff\x00"), ("a", b"")])
@example(key=b"", value=b"", headers=[("newsmill-reason", b"\xff"), ("traceparent", b"00-1")])
def test_key_value_and_headers_are_read_verbatim_from_their_record(
    key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    letter = dead_letter(key=key, value=value, headers=headers)
    assert letter.to_headers()[: len(headers)] == headers
    assert through_kafka(letter) == letter


@given(reason=st.sampled_from(Reason), error=st.text(max_size=200), attempt=st.integers(1, 99))
def test_reason_error_and_attempt_are_read_from_the_headers(reason: Reason, error: str, attempt: int) -> None:
    letter = dead_letter(reason=reason, error=error, attempt=attempt, headers=[("a", b"1")])
    assert through_kafka(letter) == letter


@pytest.mark.parametrize("origin", [None, Origin(topic="news.raw.v1", partition=0, offset=0)])
def test_an_origin_may_be_absent_or_without_a_timestamp(origin: Origin | None) -> None:
    letter = dead_letter(origin=origin)
    assert through_kafka(letter) == letter


def test_a_dead_letter_of_a_dead_letter_keeps_the_headers_of_both() -> None:
    first = dead_letter(error="first")
    second = dead_letter(error="second", headers=first.to_headers())
    read = through_kafka(second)
    assert read.error == "second"
    assert DeadLetter.from_record(read.key, read.value, read.headers) == first


def test_headers_that_a_mirror_appended_count_as_the_originals() -> None:
    letter = dead_letter(headers=[("a", b"1")])
    read = DeadLetter.from_record(letter.key, letter.value, [*letter.to_headers(), ("mirrored-by", b"\xff")])
    assert read == dead_letter(headers=[("a", b"1"), ("mirrored-by", b"\xff")])


def test_the_headers_of_newsmill_are_readable_by_people() -> None:
    headers = dict(dead_letter().to_headers())
    assert all(name.startswith(PREFIX) for name in headers)
    assert headers["newsmill-reason"] == b"no_article"
    assert headers["newsmill-stage"] == b"extract"
    assert headers["newsmill-attempt"] == b"2"
    assert headers["newsmill-failed-at"] == b"2026-03-04T05:06:07Z"
    assert headers["newsmill-origin-topic"] == b"news.raw.v1"
    assert headers["newsmill-origin-partition"] == b"3"
    assert headers["newsmill-origin-offset"] == b"41"


def test_the_end_of_a_long_traceback_is_kept() -> None:
    read = through_kafka(dead_letter(error="beginning" + "x" * MAX_ERROR + "end"))
    assert len(read.error) == MAX_ERROR
    assert read.error.endswith("end")


def test_characters_of_an_error_that_utf_8_cannot_encode_are_escaped() -> None:
    letter = dead_letter(error="cannot encode \ud800")
    assert letter.error == "cannot encode \\ud800"
    assert through_kafka(letter) == letter
    assert DeadLetter.decode(letter.encode()) == letter


def test_in_json_the_bytes_are_in_base64_in_fields_named_so() -> None:
    fields = orjson.loads(dead_letter(key=b"\xff", value=b"", headers=[("a", b"\x00"), ("b", None)]).encode())
    assert fields["key_base64"] == "/w=="
    assert fields["value_base64"] == ""
    assert fields["headers"] == [["a", "AA=="], ["b", None]]


@pytest.mark.parametrize(
    "missing, field", [("newsmill-reason", "reason"), ("newsmill-stage", "stage"), ("newsmill-failed-at", "failed_at")]
)
def test_a_record_that_is_not_a_dead_letter_is_rejected_with_the_missing_field(missing: str, field: str) -> None:
    headers = [(name, value) for name, value in dead_letter().to_headers() if name != missing]
    with pytest.raises(Rejected, match=f"{field}: Field required") as caught:
        DeadLetter.from_record(b"key", b"value", headers)
    assert caught.value.reason is Reason.INVALID_FIELD


def test_a_json_line_with_bytes_that_are_not_base64_is_rejected() -> None:
    line = orjson.dumps(orjson.loads(dead_letter().encode()) | {"value_base64": "not base64!"})
    with pytest.raises(Rejected, match="value_base64"):
        DeadLetter.decode(line)


@pytest.mark.parametrize(
    "name, text",
    [
        ("attempt", b"9" * 40), ("attempt", b"9" * 5_000), ("origin-offset", b"9" * 40), ("origin-partition", b"-1"),
        ("failed-at", b"1e400"), ("stage", b"s" * (MAX_OWN + 1)), ("truncated", b"-1"), ("sha256", b"0" * 65),
    ],
)  # fmt: skip
def test_a_header_of_newsmill_that_is_out_of_bounds_makes_the_record_unreadable(name: str, text: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        DeadLetter.from_record(b"k", b"v", [*dead_letter().to_headers(), (PREFIX + name, text)])
    assert caught.value.reason is Reason.INVALID_FIELD
    assert len(caught.value.message) < 400


@pytest.mark.parametrize("name", ["key-base64", "value-base64", "key", "value", "headers", "from-a-later-version"])
def test_a_header_of_newsmill_of_another_name_changes_nothing(name: str) -> None:
    letter = dead_letter()
    assert DeadLetter.from_record(b"key", b"value", [*letter.to_headers(), (PREFIX + name, b"%%%")]) == letter


def test_an_error_is_bounded_from_the_start_so_that_log_lines_are_too() -> None:
    assert len(dead_letter(error="e" * 9_000_000).error) == MAX_ERROR
