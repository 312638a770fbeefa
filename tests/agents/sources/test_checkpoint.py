"""The checkpoint: written whole to its file, and files go on after the last confirmed event if they are the same."""

import gzip
from pathlib import Path

import pytest

from agents.sources import checkpoint as checkpoint_module
from agents.sources.checkpoint import BadCheckpoint, Checkpoint
from agents.sources.inputs import read, total_bytes
from agents.sources.item import Item, RawInput, Skipped, Unreadable


def reading(checkpoint: Checkpoint, file: Path, confirmed: int | None = None) -> list[Item]:
    """Return what is read of a file, and confirm its first `confirmed` events, or all."""
    items = list(read([str(file)], checkpoint.places))
    for event in [item for item in items if isinstance(item, RawInput)][:confirmed]:
        checkpoint.reach(event)
    assert sum(item.consumed for item in items) == total_bytes([str(file)])
    return items


def values(items: list[Item]) -> list[bytes]:
    return [item.value for item in items if isinstance(item, RawInput)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_reading_a_file_goes_on_after_the_last_confirmed_event(tmp_path: Path, name: str) -> None:
    lines = b"1\n2\n3\n4\n"
    file, path = tmp_path / name, tmp_path / "done.json"
    file.write_bytes(gzip.compress(lines, mtime=0) if name.endswith("gz") else lines)
    checkpoint = Checkpoint(path)
    assert values(reading(checkpoint, file, confirmed=2)) == [b"1", b"2", b"3", b"4"]
    checkpoint.save()
    checkpoint = Checkpoint.load(path)
    items = reading(checkpoint, file)
    assert isinstance(items[0], Skipped)
    assert str(items[0]) == f"{file}: 2 skipped: 2 published before"
    assert values(items) == [b"3", b"4"]
    assert values(reading(checkpoint, file)) == []


def test_a_file_that_has_grown_gives_what_is_new(tmp_path: Path) -> None:
    file, checkpoint = tmp_path / "a.jsonl", Checkpoint(tmp_path / "done.json")
    file.write_bytes(b"1\n2\n")
    reading(checkpoint, file)
    file.write_bytes(b"1\n2\n3\n")
    assert values(reading(checkpoint, file)) == [b"3"]


@pytest.mark.parametrize("content", [b"1\nother\n3\n", b"1\n", b""])
def test_a_file_that_has_changed_is_named_and_not_skipped_silently(tmp_path: Path, content: bytes) -> None:
    file, checkpoint = tmp_path / "a.jsonl", Checkpoint(tmp_path / "done.json")
    file.write_bytes(b"1\n2\n")
    reading(checkpoint, file)
    file.write_bytes(content)
    (problem,) = reading(checkpoint, file)
    assert isinstance(problem, Unreadable)
    assert problem.name == str(file)
    assert "has changed at :2" in problem.problem


def test_standard_input_and_pages_have_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"page")
    checkpoint = Checkpoint(tmp_path / "done.json")
    assert len(values(reading(checkpoint, tmp_path / "a.html"))) == 1
    checkpoint.reach(RawInput("standard input:1", b"1"))
    assert checkpoint.places == {}


def test_the_checkpoint_is_written_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint = Checkpoint(tmp_path / "done.json")
    event = RawInput("a.jsonl:1", b"1", file="a.jsonl")
    checkpoint.reach(event)
    assert not (tmp_path / "done.json").exists()
    monkeypatch.setattr(checkpoint_module, "SAVE_SECONDS", 0.0)
    checkpoint.reach(event)
    assert Checkpoint.load(tmp_path / "done.json") == checkpoint


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"seen": 3}', b'{"seen": [], "places": {}, "validators": 3}'])
def test_a_file_that_keeps_something_else_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "seen.json").write_bytes(content)
    with pytest.raises(BadCheckpoint, match=r"seen\.json: is not a file that --checkpoint wrote"):
        Checkpoint.load(tmp_path / "seen.json")


def test_the_checkpoint_is_written_whole_and_read_back(tmp_path: Path) -> None:
    checkpoint = Checkpoint(
        tmp_path / "seen.json",
        {"https://a.example/": None},
        {"/a.jsonl": ":1 0"},
        {"https://a.example/feed": {"If-None-Match": '"1"'}},
    )
    checkpoint.save()
    assert Checkpoint.load(tmp_path / "seen.json") == checkpoint
    assert [file.name for file in tmp_path.iterdir()] == ["seen.json"]


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCheckpoint, match="cannot write there: No such file"):
        Checkpoint(tmp_path / "missing" / "seen.json").save()


def test_what_was_listed_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint_module, "MAX_SEEN", 2)
    checkpoint = Checkpoint()
    for url in ("a", "b", "a", "c"):
        checkpoint.add(url)
    assert list(checkpoint.seen) == ["a", "c"]


def test_long_urls_are_remembered_by_a_hash() -> None:
    checkpoint = Checkpoint()
    urls = [f"https://a.example/{'x' * 8000}{number}" for number in range(2)]
    checkpoint.add(urls[0])
    assert [checkpoint.has(url) for url in urls] == [True, False]
    assert len(next(iter(checkpoint.seen))) < 400
