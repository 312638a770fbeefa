"""Web archives become raw events: pages with their headers; other records are counted, and damage is named."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import brotli
import pytest

from agents.sources.archive import record, warc
from agents.sources.inputs import find, read, total_bytes
from agents.sources.item import Item, RawInput, Skipped, Unreadable
from schemas import RawArticle

HTML = "text/html; charset=iso-8859-1"
PAGE = "<p>Fähre</p>".encode("iso-8859-1")
PACKED = pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])


class Archive:
    """An archive in the making; `offsets` are where its responses begin."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offsets: list[int] = []
        self._write("warcinfo", b"software: a test\r\n", {"Content-Type": "application/warc-fields"})

    def add(
        self,
        page: bytes = PAGE,
        headers: Sequence[tuple[str, str]] = (("Content-Type", HTML),),
        *,
        url: str | None = None,
        status: str = "200 OK",
        kind: str = "response",
    ) -> None:
        self.offsets.append(self.path.stat().st_size)
        number = len(self.offsets)
        said = "".join(f"{name}: {value}\r\n" for name, value in headers)
        fields = {
            "WARC-Record-ID": f"<urn:uuid:{number}>",
            "WARC-Date": "2026-11-24T01:02:03Z",
            "WARC-Target-URI": url or f"https://a.example/{number}",
            "Content-Type": f"application/http; msgtype={kind}",
        }
        self._write(kind, f"HTTP/1.1 {status}\r\n{said}\r\n".encode() + page, fields)

    def _write(self, kind: str, block: bytes, fields: Mapping[str, str]) -> None:
        whole = {"WARC-Type": kind, **fields, "Content-Length": str(len(block))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in whole.items())
        record = f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
        with self.path.open("ab") as file:
            file.write(gzip.compress(record, mtime=0) if self.path.suffix == ".gz" else record)

    def read(self) -> list[Item]:
        found = find([str(self.path)])
        items = list(read(found))
        assert sum(item.consumed for item in items) == total_bytes(found), "every byte is counted by an item"
        return items


def urls(items: Sequence[Item]) -> list[str]:
    paths = [RawArticle.decode(item.value).url for item in items if isinstance(item, RawInput)]
    return [str(url).removeprefix("https://a.example/") for url in paths]


def problems(items: Sequence[Item]) -> list[tuple[int, str]]:
    found = [item for item in items if isinstance(item, Unreadable)]
    return [(int(item.name.partition("@")[2]), item.problem) for item in found]


@PACKED
def test_a_response_is_an_event_with_the_headers_that_mean_something(tmp_path: Path, name: str) -> None:
    archive = Archive(tmp_path / name)
    archive.add(headers=[("Content-Type", HTML), ("ETag", '"1"'), ("Set-Cookie", "session=1"), ("X-Cache", "b")])
    (event, _) = archive.read()
    assert isinstance(event, RawInput)
    raw = RawArticle.decode(event.value)
    assert (raw.page(), raw.charset, raw.url, raw.id) == (PAGE, "iso-8859-1", "https://a.example/1", "urn:uuid:1")
    assert raw.headers == {"content-type": HTML, "etag": '"1"'}
    assert raw.fetched_at is not None
    assert raw.fetched_at.isoformat() == "2026-11-24T01:02:03+00:00"
    assert event.key == b"a.example"
    assert event.name == f"{tmp_path / name}@{archive.offsets[0]}"


@pytest.mark.parametrize(
    "body,header",
    [
        (gzip.compress(PAGE, mtime=0), ("Content-Encoding", "gzip")),
        (b"c\r\n" + PAGE + b"\r\n0\r\n\r\n", ("Transfer-Encoding", "chunked")),
    ],
    ids=["gzip", "chunked"],
)
def test_a_page_is_unpacked(tmp_path: Path, body: bytes, header: tuple[str, str]) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add(body, [("Content-Type", HTML), header])
    event = archive.read()[0]
    assert isinstance(event, RawInput)
    assert RawArticle.decode(event.value).page() == PAGE


def test_records_that_are_not_pages_are_counted_by_cause_in_one_line(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add(kind="request")
    archive.add()
    archive.add(status="404 Not Found")
    archive.add(status="301 Moved Permanently")
    archive.add(headers=[("Content-Type", "image/png")])
    archive.add(headers=[])
    archive.add(b" \n")
    archive.add(url="dns:a.example")
    items = archive.read()
    assert urls(items) == ["2", "6"]
    (skipped,) = items[2:]
    assert isinstance(skipped, Skipped)
    assert str(skipped).endswith(
        "a.warc.gz: 5 skipped: 1 empty, 1 not HTML, 2 with a status other than 200, 1 without a URL that can be fetched"
    )


@PACKED
@pytest.mark.parametrize("left", [*range(1, 40), 100, 200, 300])
def test_a_cut_off_record_is_named_by_its_offset(tmp_path: Path, name: str, left: int) -> None:
    archive = Archive(tmp_path / name)
    archive.add()
    archive.add(bytes(range(256)) * 10)
    data = archive.path.read_bytes()
    archive.path.write_bytes(data[: archive.offsets[1] + left])
    items = archive.read()
    assert urls(items) == ["1"]
    ((offset, problem),) = problems(items)
    named = 0 if "in this record or the next" in problem else 1
    assert offset == archive.offsets[named]
    if name == "a.warc":
        assert named == (left >= len("WARC/1.0"))
    else:
        assert named == 1 or 2 < left < 100
    assert "cut off" in problem or "broken" in problem


@PACKED
@pytest.mark.parametrize("left", [1, 2, 5, 12])
def test_an_archive_of_nothing_but_a_records_first_bytes_is_one_problem(tmp_path: Path, name: str, left: int) -> None:
    archive = Archive(tmp_path / name)
    archive.path.write_bytes(archive.path.read_bytes()[:left])
    assert [offset for offset, _ in problems(archive.read())] == [0]


def test_an_archive_without_a_byte_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    assert problems(list(read([str(tmp_path / "a.warc.gz")]))) == []


def test_after_damage_reading_goes_on_at_the_next_record(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    for _ in range(5):
        archive.add(PAGE * 1000)
    data = bytearray(archive.path.read_bytes())
    data[archive.offsets[1] + 200 : archive.offsets[1] + 220] = b"\xff" * 20
    archive.path.write_bytes(data)
    items = archive.read()
    assert urls(items) == ["1", "3", "4", "5"]
    ((offset, problem),) = problems(items)
    assert offset in archive.offsets[:2]
    assert "Gzip decompression error" in problem


def test_after_a_broken_header_reading_goes_on(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc")
    for _ in range(3):
        archive.add()
    data = archive.path.read_bytes()
    at = archive.offsets[1]
    archive.path.write_bytes(data[:at] + b"WXRC" + data[at + 4 :])
    items = archive.read()
    assert urls(items) == ["1", "3"]
    assert [offset for offset, _ in problems(items)] == [archive.offsets[0]]


def test_a_file_that_is_not_an_archive_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"<p>no archive</p>" * 1000)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"<p>no archive</p>" * 1000, mtime=0))
    items = list(read(find([str(tmp_path)])))
    assert [offset for offset, _ in problems(items)] == [0, 0]


def test_an_archive_packed_in_one_piece_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc")
    archive.add()
    archive.add()
    packed = tmp_path / "b.warc.gz"
    packed.write_bytes(gzip.compress(archive.path.read_bytes(), mtime=0))
    items = list(read([str(packed)]))
    assert urls(items) == ["1", "2"]
    assert isinstance(items[0], RawInput)
    assert urls(list(read([str(packed)], {str(packed): items[0].place}))) == ["2"]


def test_a_page_beyond_the_bound_on_memory_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "MAX_BYTES", 1000)
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add(b"x" * 2000)
    archive.add(gzip.compress(b"x" * 2000, mtime=0), [("Content-Type", HTML), ("Content-Encoding", "gzip")])
    archive.add()
    items = archive.read()
    assert urls(items) == ["3"]
    assert [offset for offset, _ in problems(items)] == archive.offsets[:2]
    assert "too many for one page" in problems(items)[0][1]
    assert "more than 1000 bytes, unpacked" in problems(items)[1][1]


@pytest.mark.parametrize(
    "coding,packed",
    [("gzip", gzip.compress(bytes(50_000_000), mtime=0)), ("br", brotli.compress(bytes(50_000_000), quality=3))],
)
def test_a_response_that_is_packed_as_a_bomb_is_named_and_the_next_is_read(
    tmp_path: Path, coding: str, packed: bytes
) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add(packed, [("Content-Type", HTML), ("Content-Encoding", coding)])
    archive.add()
    items = archive.read()
    assert urls(items) == ["2"]
    assert "200 times as many" in problems(items)[0][1]


def test_a_brotli_page_is_unpacked_and_a_charset_for_a_coding_is_none(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    archive.add(brotli.compress(PAGE), [("Content-Type", HTML), ("Content-Encoding", "br")])
    archive.add(PAGE, [("Content-Type", HTML), ("Content-Encoding", "UTF-8")])
    pages = [RawArticle.decode(item.value).page() for item in archive.read() if isinstance(item, RawInput)]
    assert pages == [PAGE, PAGE]


def test_hostile_fields_of_a_record_give_a_valid_event_or_are_counted(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz")
    for url in ("http://a.example:99999/", "http://[", "http://xn--/", "https://a.example/" + "x" * 9000):
        archive.add(url=url)
    archive.add(headers=[("Content-Type", HTML + "x" * 2000), *((f"X-{n}", "x" * 100) for n in range(50))])
    archive.add(url="https://user:secret@a.example/6")
    items = archive.read()
    (skipped,) = [item for item in items if isinstance(item, Skipped)]
    assert skipped.causes == {"without a URL that can be fetched": 4}
    assert len(items) == 3
    events = [item.value for item in items if isinstance(item, RawInput)]
    assert RawArticle.decode(events[0]).headers == {}
    assert all(len(value) < 1000 for value in events)
    assert b"secret" not in events[-1]


def test_the_search_for_the_next_record_sees_one_across_two_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "CHUNK", 5)
    test_after_a_broken_header_reading_goes_on(tmp_path)


def test_an_archive_of_nothing_but_damage_is_read_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_PROBLEMS", 10)
    archive = Archive(tmp_path / "a.warc.gz")
    archive.path.write_bytes(gzip.compress(b"WARC/1.0\r\n", mtime=0) * 100)
    items = archive.read()
    assert len(items) == 12
    assert "stops reading it here, after 10 problems" in str(items[10])


@pytest.mark.parametrize("length", ["99999999999999999999", "-5", "many", "1000000000000"])
def test_a_record_with_a_length_that_is_none_is_named(tmp_path: Path, length: str) -> None:
    archive = Archive(tmp_path / "a.warc")
    archive.add()
    before, mark, after = archive.path.read_bytes().rpartition(b"Content-Length: ")
    archive.path.write_bytes(before + mark + length.encode() + after.lstrip(b"0123456789"))
    archive.add()
    items = archive.read()
    assert any(isinstance(item, Unreadable) for item in items)
    assert urls(items) == ["2"]


@PACKED
def test_a_response_that_cannot_be_decoded_is_one_problem_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    """https://github.com/webrecorder/pywb/issues/584 has the kind: headers from before the body was decoded."""
    archive = Archive(tmp_path / name)
    archive.add(b"\x00\x01\x02 broken", [("Content-Type", HTML), ("Content-Encoding", "br")])
    archive.add(PAGE, [("Content-Type", HTML), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")])
    archive.add()
    items = archive.read()
    assert urls(items) == ["2", "3"]
    ((offset, problem),) = problems(items)
    assert offset == archive.offsets[0]
    assert "the response cannot be decoded" in problem


def test_an_archive_that_is_not_packed_although_its_name_says_so_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc")
    archive.add()
    archive.path.rename(tmp_path / "b.warc.gz")
    assert urls(list(read([str(tmp_path / "b.warc.gz")]))) == ["1"]


@PACKED
def test_an_archive_whose_headers_end_lines_in_lf_alone_is_read(tmp_path: Path, name: str) -> None:
    archive = Archive(tmp_path / "a.warc")
    archive.add(PAGE)
    archive.add(PAGE)
    data = archive.path.read_bytes()
    records = [b"WARC/1.0" + part for part in data.split(b"WARC/1.0")[1:]]
    loose = tmp_path / f"loose-{name}"
    with loose.open("wb") as file:
        for record_ in records:
            head, _, block = record_.partition(b"\r\n\r\n")
            record_ = head.replace(b"\r\n", b"\n") + b"\n\n" + block
            file.write(gzip.compress(record_, mtime=0) if name.endswith(".gz") else record_)
    assert urls(list(read([str(loose)]))) == ["1", "2"]


@pytest.mark.parametrize(
    "text", [b"<p>A record begins with WARC/1.0</p>", b"<pre>\r\nWARC/1.0\r\nWARC-Type: response</pre>"]
)
def test_a_last_page_about_archives_is_not_damage(tmp_path: Path, text: bytes) -> None:
    archive = Archive(tmp_path / "a.warc")
    archive.add()
    archive.add(text + PAGE * 100)
    items = archive.read()
    assert urls(items) == ["1", "2"]
    assert problems(items) == []
