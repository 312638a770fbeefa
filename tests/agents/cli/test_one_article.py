"""The one article in an input is extracted, or read as it was published; else the error says what to give instead."""

from pathlib import Path

import orjson
import pytest

from agents.cli.errors import Failed, Misused
from agents.cli.one_article import one_article
from agents.deduplicate import sign
from agents.sources.inputs import UnusableInput
from schemas.json_schema import examples
from tests.support.paths import SAMPLES

LIMIT = 10**6
RAW = orjson.dumps(examples("raw-article.v1")[1])
PUBLISHED = orjson.dumps(examples("article.v1")[2])
TO_FETCH = orjson.dumps(examples("raw-article.v1")[0])


@pytest.fixture
def lines(tmp_path: Path) -> str:
    """The name of a file of three events, with an empty line."""
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"\n".join((RAW, b"", PUBLISHED, TO_FETCH)))
    return str(path)


def file(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize("name", ["01-ferry-strike.html", "08-paper-mill.md", "09-pulsar.txt"])
def test_a_page_is_extracted_and_signed(name: str) -> None:
    extracted = one_article(str(SAMPLES / name), max_bytes=LIMIT)
    assert extracted.article.word_count > 200
    assert extracted.signature == sign(extracted.article.text)


def test_a_raw_event_is_extracted(tmp_path: Path) -> None:
    extracted = one_article(file(tmp_path, "raw.jsonl", RAW), max_bytes=LIMIT)
    assert extracted.article.raw_id == "pulsar-again"


def test_a_published_article_is_taken_as_it_is_and_signed(tmp_path: Path) -> None:
    extracted = one_article(file(tmp_path, "article.ndjson", PUBLISHED), max_bytes=LIMIT)
    assert orjson.loads(extracted.article.encode()) == orjson.loads(PUBLISHED)
    assert extracted.signature == sign(extracted.article.text)


@pytest.mark.parametrize("line,raw_id", [(1, "pulsar-again"), (3, "weekly-1204")])
def test_one_event_of_several_is_named_by_its_line(lines: str, line: int, raw_id: str) -> None:
    assert one_article(f"{lines}:{line}", max_bytes=LIMIT).article.raw_id == raw_id


def test_a_file_whose_name_looks_like_a_line_is_read_whole(tmp_path: Path) -> None:
    file(tmp_path, "events.jsonl", RAW)
    with pytest.raises(UnusableInput, match="cannot tell what this is"):
        one_article(file(tmp_path, "events.jsonl:1", PUBLISHED), max_bytes=LIMIT)


def test_one_page_of_an_archive_is_named_by_its_offset(tmp_path: Path) -> None:
    pages = (
        b"<p>Ferries will run again from May.</p>",
        b"<p>The council has a new plan for the bridge.</p>",
    )
    records = [_record(f"https://a.example/{number}", page) for number, page in enumerate(pages)]
    name = file(tmp_path, "pages.warc", b"".join(records))
    extracted = one_article(f"{name}@{len(records[0])}", max_bytes=LIMIT)
    assert extracted.article.url == "https://a.example/1"


def _record(url: str, page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response"
    return f"WARC/1.0\r\n{head}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def test_several_events_are_refused_with_the_name_of_one(lines: str) -> None:
    with pytest.raises(Misused, match=r"more than one event; .*events\.jsonl:1$"):
        one_article(lines, max_bytes=LIMIT)


@pytest.mark.parametrize(
    "content,said",
    [
        (b"\n", "there is no event there"),
        (b"{broken", "invalid_json"),
        (b"[]", "not_an_object"),
        (b'{"id": "1"}', "missing_content"),
        (b'{"content": "<p></p>"}', "no_article"),
        (b'{"text": "a", "fingerprint": "f"}', "invalid_field: id: Field required"),
        (orjson.dumps(examples("duplicate.v1")[0]), "the event of a duplicate has no text"),
        (TO_FETCH, "only the URL https://the-harbour-post.example/"),
        (b'{"content": "%s"}' % (b"a" * LIMIT), "too_large"),
    ],
)
def test_an_event_without_an_article_is_a_failure_that_names_the_input(
    tmp_path: Path, content: bytes, said: str
) -> None:
    name = file(tmp_path, "event.jsonl", content)
    with pytest.raises(Failed) as failure:
        one_article(name, max_bytes=LIMIT)
    assert str(failure.value).startswith(f"{name}: ")
    assert said in str(failure.value)


def test_a_line_that_the_file_does_not_have_is_a_failure(lines: str) -> None:
    with pytest.raises(Failed, match=r"events\.jsonl:9: there is no event there"):
        one_article(f"{lines}:9", max_bytes=LIMIT)


def test_a_damaged_file_is_a_failure(tmp_path: Path) -> None:
    name = file(tmp_path, "events.jsonl.gz", b"not gzip")
    with pytest.raises(Failed, match="Not a gzipped file"):
        one_article(name, max_bytes=LIMIT)


@pytest.mark.parametrize("name,said", [("missing.html", "no such file"), ("Makefile", "cannot tell what this is")])
def test_a_name_that_newsmill_does_not_read_is_refused(name: str, said: str) -> None:
    with pytest.raises(UnusableInput, match=said):
        one_article(name, max_bytes=LIMIT)


def test_nothing_is_fetched() -> None:
    with pytest.raises(Failed, match="nothing is fetched"):
        one_article("http://127.0.0.1:1/story", max_bytes=LIMIT)
