"""Dead letters as people and programs see them: complete, and without characters that a terminal would obey."""

import io
import textwrap
from datetime import timedelta
from typing import Any

import orjson
import pytest

from agents.cli import letters
from schemas import DeadLetter, Origin, Reason
from streams.console import PrintableConsole
from streams.records import REDRIVES
from streams.replay.journal import Redrive
from streams.replay.letters import Found
from streams.replay.redrive import Fate
from streams.settings import Settings
from streams.topics import Topics
from tests.support.running.letters import FAILED_AT, dead_letter

TOPICS = Topics(Settings(topic_prefix="p-"))
RAW = TOPICS.raw.name
HERE = Origin(topic=TOPICS.dead_letters.name, partition=3, offset=17, timestamp=FAILED_AT)
REDRIVEN = Redrive(
    name="r1", at=FAILED_AT, by="ana@desk", letter=HERE, reason=Reason.NO_ARTICLE, count=1,
    published=Origin(topic=RAW, partition=0, offset=99),
)  # fmt: skip
UNREADABLE = Found(HERE, None, "not a dead letter: reason: Field required")


def found(**changes: Any) -> Found:
    return Found(HERE, dead_letter(RAW, 7, **changes))


def text_of(table: object) -> str:
    console = PrintableConsole(io.StringIO(), width=200)
    console.print(table)
    return console.file.getvalue()


def test_a_letter_is_a_row_with_short_places() -> None:
    text = text_of(letters.table([found(headers=[(REDRIVES, b"2")], attempt=5)], TOPICS))
    for cell in ("2026-11-24 09:30:00Z", "dead-letters[3]@17", "no_article", "extract", "raw[0]@7", "5", "2",
                 "the page has no article"):  # fmt: skip
        assert f"│ {cell} " in text


def test_the_row_has_the_last_line_of_a_traceback() -> None:
    trace = 'Traceback (most recent call last):\n  File "x.py"\nZeroDivisionError: a defect\n'
    text = text_of(letters.table([found(error=trace)], TOPICS))
    assert "│ ZeroDivisionError: a defect │" in text


def test_with_fates_each_row_says_whether_it_is_redriven() -> None:
    text = text_of(letters.table([found(), UNREADABLE], TOPICS, [Fate.REDRIVE, Fate.UNREADABLE]))
    assert "│ to be redriven " in text
    assert "│ refused: it cannot be read " in text


def test_redriven_and_unreadable_letters_are_marked_in_their_rows() -> None:
    text = text_of(letters.table([Found(HERE, dead_letter(RAW), "", (REDRIVEN,)), UNREADABLE], TOPICS))
    assert "│ 0, redriven │" in text
    assert "│ unreadable │" in text
    assert "reason: Field required" in text


def test_a_json_line_is_the_letter_with_its_place_and_redrives() -> None:
    line = letters.line(Found(HERE, dead_letter(RAW), "", (REDRIVEN,)))
    fields = orjson.loads(line)
    assert fields["place"] == "p-news.dead-letters.v1/3/17"
    assert fields["redrives"] == 0
    assert fields["redriven"][0]["published"]["offset"] == 99
    assert DeadLetter.decode(line) == dead_letter(RAW)
    assert orjson.loads(letters.line(UNREADABLE)) == {
        "place": "p-news.dead-letters.v1/3/17",
        "unreadable": "not a dead letter: reason: Field required",
    }


def test_in_full_a_letter_has_everything() -> None:
    one = Found(HERE, dead_letter(RAW, 7, value=b'{"url": "https://a.example/", "n": [1]}'), "", (REDRIVEN,))
    text = letters.in_full(one, TOPICS)
    for line in (
        "place     dead-letters[3]@17",
        "reason    no_article",
        "origin    raw[0]@7",
        "redriven  2026-11-24T09:30:00Z as raw[0]@99 by ana@desk (r1)",
        "key       key",
        "  a: ff",
        "  a: -",
        '    "url": "https://a.example/",',
    ):
        assert line in text.splitlines(), line


@pytest.mark.parametrize(
    "value, shown",
    [
        (None, "-"),
        (b"plain text\nin lines", "plain text\nin lines"),
        (b"17", "17"),
        (b"\xff\x00\x1b", "ff 00 1b"),
        (b"\xff" * 2049, "\n".join([" ".join(["ff"] * 32)] * 64) + "\n... and 1 more bytes; --raw prints all"),
        (b"\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ('{"a": "\u202e\x9b2J"}'.encode(), '{\n  "a": "\\u202e\\x9b2J"\n}'),
    ],
)
def test_a_value_is_shown_as_json_text_or_hexadecimal(value: bytes | None, shown: str) -> None:
    assert letters.in_full(found(value=value), TOPICS).endswith("value\n" + textwrap.indent(shown, "  "))


def test_no_text_of_a_letter_reaches_the_terminal_as_a_command() -> None:
    evil = "\x1b[2J\x07\x9b"
    one = found(
        error=evil,
        key=evil.encode(),
        value=evil.encode(),
        headers=[(evil, evil.encode())],
        reason=evil,
        stage=evil,
        version=evil,
        origin=Origin.model_construct(topic=evil, partition=0, offset=0, timestamp=None),
    )
    summary = letters.summary_table(letters.summary([one]))
    for text in (letters.in_full(one, TOPICS), text_of(letters.table([one], TOPICS)), text_of(summary)):
        assert not {"\x1b", "\x07", "\x9b"} & set(text)


def test_no_line_of_an_error_or_a_header_looks_like_a_line_of_newsmills_own() -> None:
    one = found(
        error="first\nvalue\nforged", headers=[("a", b"b\nvalue\nforged")], stage="s\nvalue", value=b"true value"
    )
    lines = letters.in_full(one, TOPICS).splitlines()
    assert lines.count("value") == 1
    assert lines[-2:] == ["value", "  true value"]
    assert "forged" not in lines


def test_a_summary_counts_by_reason_and_stage_and_has_the_first_and_last_failure() -> None:
    some = [
        found(),
        Found(HERE, dead_letter(RAW, failed_at=FAILED_AT + timedelta(hours=1)), "", (REDRIVEN,)),
        found(stage="enrich", reason=Reason.UNEXPECTED, failed_at=FAILED_AT - timedelta(hours=1)),
        UNREADABLE,
    ]
    counted = letters.summary(some)
    assert (counted["dead_letters"], counted["redriven"]) == (4, 1)
    assert counted["first"] == "2026-11-24T08:30:00Z"
    assert counted["last"] == "2026-11-24T10:30:00Z"
    assert counted["by_reason_and_stage"][0] == {"reason": "no_article", "stage": "extract", "count": 2, "redriven": 1}
    text = text_of(letters.summary_table(counted))
    assert "│ all        │ 1 │      1 │       2 │   4 │        1 │" in text
    assert text_of(letters.summary_table(letters.summary([])))


def test_a_letter_that_was_cut_says_of_how_many_bytes_and_where_the_whole_event_is() -> None:
    shown = letters.in_full(found(truncated=40_000_000, sha256="ab" * 32), TOPICS)
    assert "cut from  40000000 bytes; the letter has 7, the whole event is at its origin" in shown
    assert f"sha256    {'ab' * 32}" in shown


def test_keys_and_headers_are_shown_in_part_and_the_value_whole() -> None:
    shown = letters.in_full(
        found(key=b"k" * 9_000_000, headers=[("n" * 9_000, b"h" * 9_000)], value=b"v" * 9_000), TOPICS
    )
    assert "and 8997952 more bytes" in shown
    assert "v" * 9_000 in shown
    assert len(shown) < 20_000


def test_a_letter_with_a_count_of_redrives_that_is_no_number_is_shown_as_one_without() -> None:
    one = found(headers=[(REDRIVES, b"9" * 5_000)])
    assert "redrives  0" in letters.in_full(one, TOPICS)
    assert letters.line(one)
    assert text_of(letters.table([one], TOPICS))
