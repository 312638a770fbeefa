"""What was published is remembered: in a file written whole, and files are gone on with where they are the same."""

import gzip
from pathlib import Path

import pytest

from agents.sources import checkpoint as memory_module
from agents.sources.checkpoint import BadState, Memory
from agents.sources.inputs import Item, PassedOver, RawInput, Unreadable, read, total_bytes


def reading(memory: Memory, file: Path, confirmed: int | None = None) -> list[Item]:
    """Return what is read of a file; the first `confirmed` events of it, or all, are."""
    items = list(read([str(file)], memory.places))
    for event in [item for item in items if isinstance(item, RawInput)][:confirmed]:
        memory.reach(event)
    assert sum(item.consumed for item in items) == total_bytes([str(file)])
    return items


def values(items: list[Item]) -> list[bytes]:
    return [item.value for item in items if isinstance(item, RawInput)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_file_is_gone_on_with_after_the_last_confirmed_event(tmp_path: Path, name: str) -> None:
    lines = b"1\n2\n3\n4\n"
    file, path = tmp_path / name, tmp_path / "state.json"
    file.write_bytes(gzip.compress(lines) if name.endswith("gz") else lines)
    memory = Memory(path)
    assert values(reading(memory, file, confirmed=2)) == [b"1", b"2", b"3", b"4"]
    memory.save()
    memory = Memory.load(path)
    items = reading(memory, file)
    assert isinstance(items[0], PassedOver)
    assert str(items[0]) == f"{file}: 2 passed over: 2 published before"
    assert values(items) == [b"3", b"4"]
    assert values(reading(memory, file)) == []


def test_a_file_that_has_grown_gives_what_is_new(tmp_path: Path) -> None:
    file, memory = tmp_path / "a.jsonl", Memory(tmp_path / "state.json")
    file.write_bytes(b"1\n2\n")
    reading(memory, file)
    file.write_bytes(b"1\n2\n3\n")
    assert values(reading(memory, file)) == [b"3"]


@pytest.mark.parametrize("content", [b"1\nother\n3\n", b"1\n", b""])
def test_a_file_that_is_another_one_is_named_and_nothing_of_it_passed_over_in_silence(
    tmp_path: Path, content: bytes
) -> None:
    file, memory = tmp_path / "a.jsonl", Memory(tmp_path / "state.json")
    file.write_bytes(b"1\n2\n")
    reading(memory, file)
    file.write_bytes(content)
    (problem,) = reading(memory, file)
    assert isinstance(problem, Unreadable)
    assert problem.name == str(file)
    assert "has changed at :2" in problem.problem


def test_standard_input_and_pages_have_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"page")
    memory = Memory(tmp_path / "state.json")
    assert len(values(reading(memory, tmp_path / "a.html"))) == 1
    memory.reach(RawInput("standard input:1", b"1"))
    assert memory.places == {}


def test_the_memory_is_written_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path / "state.json")
    event = RawInput("a.jsonl:1", b"1", file="a.jsonl")
    memory.reach(event)
    assert not (tmp_path / "state.json").exists()
    monkeypatch.setattr(memory_module, "SAVE_SECONDS", 0.0)
    memory.reach(event)
    assert Memory.load(tmp_path / "state.json") == memory


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"seen": 3}', b'{"seen": [], "places": {}, "validators": 3}'])
def test_a_file_that_keeps_something_else_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "seen.json").write_bytes(content)
    with pytest.raises(BadState, match=r"seen\.json: is no file of --state"):
        Memory.load(tmp_path / "seen.json")


def test_the_memory_is_written_whole_and_read_back(tmp_path: Path) -> None:
    memory = Memory(
        tmp_path / "seen.json",
        {"https://a.example/": None},
        {"/a.jsonl": ":1 0"},
        {"https://a.example/feed": {"If-None-Match": '"1"'}},
    )
    memory.save()
    assert Memory.load(tmp_path / "seen.json") == memory
    assert [file.name for file in tmp_path.iterdir()] == ["seen.json"]


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadState, match="cannot write there: No such file"):
        Memory(tmp_path / "missing" / "seen.json").save()


def test_what_was_listed_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MAX_SEEN", 2)
    memory = Memory()
    for url in ("a", "b", "a", "c"):
        memory.add(url)
    assert list(memory.seen) == ["a", "c"]
