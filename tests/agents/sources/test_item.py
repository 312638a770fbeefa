"""A raw event's key and place, and the count of skipped parts in one line."""

import pytest

from agents.sources.item import RawInput, Skipped


@pytest.mark.parametrize(
    "value,key",
    [
        (b'{"url": "https://a.example:8080/x", "id": "1"}', b"a.example"),
        (b'{"url": "https://[broken/x", "id": "1"}', b"1"),
        (b'{"url": 3, "id": "1"}', b"1"),
        (b'{"url": "http://a.example:99999/", "id": "1"}', b"1"),
        (b'{"url": "http://xn--/", "id": "1"}', b"1"),
        (b'{"url": "http://", "id": "1"}', b"1"),
        ('{"url": "https://B\u00dcCHER.example/"}'.encode(), b"xn--bcher-kva.example"),
        (b'{"url": "https://%s/", "id": "1"}' % (b"a" * 10_000), b"1"),
        (b'{"id": "%s"}' % (b"i" * 10_000), b"i" * 1024),
        (b'{"a":' * 100_000, None),
        (b'{"id": 1}', None),
        (b"{broken", None),
        (b"[1]", None),
    ],
)
def test_an_events_key_is_its_host_then_its_id(value: bytes, key: bytes | None) -> None:
    assert RawInput("line", value).key == key


def test_the_key_of_a_pages_file_is_its_folder() -> None:
    assert RawInput("a/b.html", b'{"url": "https://a.example/"}', folder="a").key == b"a"


def test_the_place_of_an_event_changes_with_its_line_and_with_its_value() -> None:
    one = RawInput("a.jsonl:1", b"1", file="a.jsonl")
    assert one.place.startswith(":1 ")
    assert one.place != RawInput("a.jsonl:2", b"1", file="a.jsonl").place
    assert one.place != RawInput("a.jsonl:1", b"2", file="a.jsonl").place
    assert one.place == RawInput("b.jsonl:1", b"1", file="b.jsonl").place


def test_skipped_parts_are_counted_by_cause_in_one_line() -> None:
    assert str(Skipped("a.warc", {"not HTML": 2, "empty": 1})) == "a.warc: 3 skipped: 1 empty, 2 not HTML"
