"""`newsmill tail`: a line for every record, readable or not, for people or as JSON."""

import pytest

from agents.cli.commands.tail import Kind, _as_json, _as_text
from schemas import DeadLetter
from tests.support.running.letters import NOT_JSON, received


@pytest.mark.parametrize("kind", ["articles", "duplicates", "dead-letters", "raw"])
@pytest.mark.parametrize("value", [b"{broken", b"[]", b"{}", b"\xff", b"", None])
def test_an_unreadable_record_is_a_line_too(kind: Kind, value: bytes | None) -> None:
    assert "topic[1]@2 cannot be read: " in _as_text(kind, received(value))


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
    assert DeadLetter.decode(_as_json("dead-letters", received(NOT_JSON.value, NOT_JSON))) == NOT_JSON
