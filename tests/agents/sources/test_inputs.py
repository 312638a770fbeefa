"""Inputs become raw events: every kind of file, folders in order, lines verbatim; unreadable parts are named."""

import base64
import gzip
import os
from pathlib import Path

import orjson
import pytest

from agents.sources import inputs
from agents.sources.inputs import UnusableInput, find, most_events, read, total_bytes
from agents.sources.item import RawInput, Unreadable
from schemas import RawArticle


def events(*names: str | Path) -> list[RawInput]:
    items = list(read(find([str(name) for name in names])))
    assert all(isinstance(item, RawInput) for item in items), items
    return [item for item in items if isinstance(item, RawInput)]


@pytest.mark.parametrize("name,content_type", inputs.PAGES.items())
def test_a_page_is_an_event_with_its_bytes_verbatim(tmp_path: Path, name: str, content_type: str) -> None:
    page = b"\xff\xfe caf\xe9 \r\n\x00"
    path = tmp_path / f"page{name.upper()}"
    path.write_bytes(page)
    (event,) = events(path)
    raw = RawArticle.decode(event.value)
    assert (raw.page(), raw.content_type, raw.id, raw.url) == (page, content_type, str(path), None)
    assert event.key == str(path.parent).encode()
    assert event.consumed == len(page)


def test_an_empty_page_is_an_event_with_empty_content(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    raw = RawArticle.decode(events(tmp_path / "empty.html")[0].value)
    assert raw.has_content
    assert raw.page() == b""


def test_a_path_that_is_not_unicode_and_too_long_for_an_id_gives_a_valid_event(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 200) / ("y" * 200) / ("z" * 200) / ("x" * 200) / ("y" * 200)
    folder.mkdir(parents=True)
    (folder / "caf\udce9.txt").write_text("text")
    assert len(RawArticle.decode(events(tmp_path)[0].value).id or "") == 1024


def test_a_folder_is_read_in_order_without_hidden_files_unknown_kinds_and_its_readme(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a.md", "c.JSONL", "README.md", ".hidden.html", ".git/x.html", "image.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert [Path(name).relative_to(tmp_path).as_posix() for name in find([str(tmp_path)])] == [
        "a/z.txt",
        "a.md",
        "b.html",
        "c.JSONL",
    ]


@pytest.mark.parametrize("name", ["lines.jsonl", "lines.ndjson", "lines.jsonl.gz", "lines.ndjson.gz"])
def test_lines_are_sent_as_they_are_even_broken_ones(tmp_path: Path, name: str) -> None:
    lines = [b'{"id": "1"}', b"{broken", b"\xff\x00", b' {"id" :2} ', b"[]"]
    path = tmp_path / name
    packed = b"\n".join(lines[:3]) + b"\r\n\n  \n" + b"\n".join(lines[3:])
    path.write_bytes(gzip.compress(packed, mtime=0) if name.endswith(".gz") else packed)
    found = events(path)
    assert [event.value for event in found] == lines
    assert [event.name for event in found] == [f"{path}:{number}" for number in (1, 2, 3, 6, 7)]


def test_the_bytes_consumed_by_the_events_sum_to_the_files_size(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": 1}\n{"id": 2}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 1}\n{"id": 2}', mtime=0))
    (tmp_path / "c.html").write_bytes(b"page")
    found = find([str(tmp_path), "https://a.example/"])
    assert sum(item.consumed for item in read(found)) == total_bytes(found)
    assert total_bytes(["-", *found]) is None


def test_a_byte_order_mark_before_the_first_line_is_removed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "1"}\n')
    assert events(tmp_path)[0].value == b'{"id": "1"}'


def test_a_url_is_an_event_to_be_fetched_keyed_by_its_host() -> None:
    (event,) = events("https://News.Example/a?b=c")
    assert orjson.loads(event.value) == {"url": "https://News.Example/a?b=c"}
    assert event.key == b"news.example"


@pytest.mark.parametrize(
    "name,message",
    [("missing.html", "no such file or folder"), ("folder", "no file in this folder"), ("a.pdf", "newsmill reads")],
)
def test_a_wrong_input_is_named_with_the_kinds_that_can_be_read(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.pdf").touch()
    with pytest.raises(UnusableInput, match=message) as raised:
        find([str(tmp_path / name)])
    assert str(tmp_path / name) in str(raised.value)


def test_a_gzip_file_that_is_cut_off_gives_its_lines_then_a_problem_and_the_next_file_is_read(tmp_path: Path) -> None:
    line = base64.b64encode(bytes(range(256)) * 100) + b"\n"
    whole = gzip.compress(line * 50, compresslevel=0, mtime=0)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.jsonl.gz").write_bytes(b"not gzip")
    (tmp_path / "c.html").touch()
    items = list(read(find([str(tmp_path)])))
    problems = [item for item in items if isinstance(item, Unreadable)]
    assert [Path(problem.name).name for problem in problems] == ["a.jsonl.gz", "b.jsonl.gz"]
    assert "ended before" in problems[0].problem
    assert "Not a gzipped file" in problems[1].problem
    assert len(items) > 10
    assert isinstance(items[-1], RawInput)


def test_a_line_beyond_the_bound_on_memory_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_BYTES", 10)
    (tmp_path / "a.jsonl").write_bytes(b"123456789\n" + b"x" * 35 + b"\n{}\n")
    (tmp_path / "b.html").write_bytes(b"x" * 11)
    first, long, last, page = read(find([str(tmp_path)]))
    assert (first.name[-2:], last.name[-2:]) == (":1", ":3")
    assert isinstance(long, Unreadable)
    assert "longer than 10 bytes" in long.problem
    assert isinstance(page, Unreadable)


@pytest.mark.parametrize(
    "bomb", [bytes(100_000_000), b"\n" * 20_000_000, b'{"id": "1"}\n' * 5_000_000], ids=["a line", "blanks", "lines"]
)
def test_a_gzip_file_that_is_packed_as_a_bomb_is_read_to_a_bound_and_the_next_file_is_read(
    tmp_path: Path, bomb: bytes
) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bomb, mtime=0))
    (tmp_path / "b.jsonl").write_bytes(b"{}\n")
    items = list(read(find([str(tmp_path / "a.jsonl.gz"), str(tmp_path / "b.jsonl")])))
    problems = [item for item in items if isinstance(item, Unreadable)]
    assert [problem.problem.partition(" times")[0] for problem in problems] == ["more than 200"]
    assert isinstance(items[-1], RawInput)
    assert sum(len(item.value) for item in items if isinstance(item, RawInput)) < 10_000_000


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device without end")
def test_a_page_without_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_BYTES", 1000)
    page = tmp_path / "page.html"
    page.symlink_to("/dev/zero")
    (item,) = read(find([str(page)]))
    assert isinstance(item, Unreadable)
    assert "too many for one page" in item.problem


def test_pages_and_urls_are_counted_without_being_read_and_lines_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>A page")
    (tmp_path / "b.jsonl").write_bytes(b'{"id": 1}\n\nnot json\n{"id": 2}\n')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 5, mtime=0))
    found = [*find([str(tmp_path)]), "https://herald.example/1"]
    assert most_events(found, 100) == 1 + 3 + 5 + 1
    assert [most_events(found, limit) for limit in (1, 3, 10)] == [1, 3, 10]
    assert most_events([], 3) == 0


def test_what_cannot_be_read_twice_counts_as_many_events(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    assert [most_events([name], 7) for name in ("-", str(pipe), "crawl.warc.gz")] == [7, 7, 7]


def test_a_part_that_cannot_be_read_counts_as_an_event(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 1000, mtime=0)[:20])
    assert most_events([str(tmp_path / "broken.jsonl.gz")], 7) == 1
