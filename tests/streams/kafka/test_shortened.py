"""A dead letter that is cut: it fits, and says how much is missing of what."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import DeadLetter, Origin, Reason
from schemas.dead_letter import Headers
from streams.kafka.shortened import MAX_KEY, shortened
from streams.records import LEFT_OUT, Record, header

ORIGIN = Origin(topic="news.raw.v1", partition=2, offset=40)


def record(value: bytes | None, key: bytes | None = b"host", headers: Headers = (), error: str = "bad") -> Record:
    letter = DeadLetter(key=key, value=value, headers=tuple(headers), reason=Reason.NO_ARTICLE, stage="extract",
                        error=error, failed_at=datetime.now(UTC), origin=ORIGIN, version="1")  # fmt: skip
    return Record("news.dead-letters.v1", key, value, letter.to_headers())


def read(cut: Record) -> DeadLetter:
    return DeadLetter.from_record(cut.key, cut.value, cut.headers)


def test_only_the_value_is_cut_and_the_letter_says_of_how_many_bytes_and_with_which_hash() -> None:
    value = bytes(range(256)) * 400
    headers = [("twice", b"1"), ("twice", b"\xff"), ("newsmill-truncated", b"of another event")]
    cut = shortened(record(value, headers=headers), 50_000)
    assert cut is not None
    assert cut.size == 50_000
    letter = read(cut)
    assert letter.value is not None
    assert value.startswith(letter.value)
    assert (letter.key, list(letter.headers), letter.origin) == (b"host", headers, ORIGIN)
    assert (letter.truncated, letter.sha256) == (len(value), hashlib.sha256(value).hexdigest())


def test_headers_and_key_are_cut_only_if_they_take_more_than_half() -> None:
    headers = [(f"h{number}", b"x" * 100) for number in range(900)]
    cut = shortened(record(b"v" * 100_000, b"k" * 50_000, headers), 60_000)
    assert cut is not None
    letter = read(cut)
    assert letter.key == b"k" * MAX_KEY
    assert header(letter.headers, LEFT_OUT) == b"900"
    assert letter.value
    assert letter.truncated == 100_000


def test_a_letter_without_a_value_stays_without_one() -> None:
    cut = shortened(record(None, b"k" * 100_000), 50_000)
    assert cut is not None
    assert cut.value is None
    assert read(cut).truncated == 0


def test_a_limit_below_newsmills_own_headers_cannot_be_met() -> None:
    assert shortened(record(b"v", error="e" * 8_000), 5_000) is None


@given(
    value=st.integers(0, 200_000).map(bytes),
    key=st.none() | st.integers(0, 100_000).map(bytes),
    headers=st.lists(st.tuples(st.text(max_size=9), st.none() | st.integers(0, 9_000).map(bytes)), max_size=20),
    error=st.text(max_size=9_000),
)
def test_a_cut_letter_fits_and_is_read(
    value: bytes, key: bytes | None, headers: list[tuple[str, bytes | None]], error: str
) -> None:
    cut = shortened(record(value, key, headers, error), 64 * 1024)
    assert cut is not None
    assert cut.size <= 64 * 1024
    assert read(cut).truncated == len(value)


@pytest.mark.parametrize("sha256", ["", "0" * 64])
def test_the_marks_of_a_letter_survive_a_file(sha256: str) -> None:
    cut = shortened(record(b"v" * 9_000), 5_000)
    assert cut is not None
    letter = read(cut).model_copy(update={"sha256": sha256})
    assert DeadLetter.decode(letter.encode()) == letter
