"""`newsmill tail`: a line for every record, readable or not, for people or as JSON."""

from datetime import UTC, datetime

import pytest

from agents.cli.commands.tail import Kind, _as_json, _as_text
from schemas import DeadLetter, Origin, Reason
from streams.kafka.reader import Received

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
LETTER = DeadLetter(
    key=b"k",
    value=b"{broken",
    headers=(("h", b"1"),),
    reason=Reason.INVALID_JSON,
    stage="extract",
    error="not JSON",
    failed_at=NOW,
    origin=Origin(topic="news.raw.v1", partition=3, offset=7),
    version="1",
)


def received(value: bytes | None, letter: DeadLetter | None = None) -> Received:
    headers = letter.to_headers() if letter else ()
    return Received("topic", 1, 2, NOW, letter.key if letter else b"k", value, headers)


@pytest.mark.parametrize("kind", ["articles", "duplicates", "dead-letters", "raw"])
@pytest.mark.parametrize("value", [b"{broken", b"[]", b"{}", b"\xff", b"", None])
def test_an_unreadable_record_is_a_line_too(kind: Kind, value: bytes | None) -> None:
    assert b"topic[1]@2 cannot be read: " in _as_text(kind, received(value))


@pytest.mark.parametrize(
    "value,expected",
    [
        (b'{"a":  1}', b'{"a":  1}'),
        (b'{"a":\n1}', b'{"a":1}'),
        (b"{broken\n", b'"{broken\\n"'),
        (b"\xff", '"\N{REPLACEMENT CHARACTER}"'.encode()),
        (None, b"null"),
    ],
)
def test_as_json_every_event_is_one_line_of_json(value: bytes | None, expected: bytes) -> None:
    assert _as_json("raw", received(value)) == expected


def test_a_dead_letter_as_json_is_the_whole_letter() -> None:
    assert DeadLetter.decode(_as_json("dead-letters", received(LETTER.value, LETTER))) == LETTER
