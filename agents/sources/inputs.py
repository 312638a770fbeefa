"""Raw events from what a person names: pages in files, folders and archives, JSON lines, URLs, standard input."""

import asyncio
import base64
import gzip
import os
import threading
import zlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

import orjson

T = TypeVar("T")

STDIN = "-"
PAGES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARCHIVES = (".warc", ".warc.gz")
READABLE = ", ".join((*PAGES, *LINES, *ARCHIVES))
MAX_BYTES = 64 * 1024 * 1024  # of one event: twice what any topic takes, and a bound on memory
READ_AHEAD = 16  # events
BOM = b"\xef\xbb\xbf"  # what some editors put before the first line


class UnusableInput(Exception):
    """An input cannot be read at all; the message names it and says what can be."""


@dataclass(frozen=True)
class RawInput:
    """One raw event in wire form, and where it comes from; `consumed` bytes of the input are behind it."""

    name: str
    value: bytes
    consumed: int = 0
    folder: str | None = None  # of a page's file
    file: str | None = None  # of many events, which another run may go on in

    @property
    def place(self) -> str:
        """Where in its file the event is, and which it is: what is found again is the same, or the file is not."""
        return f"{self.name.removeprefix(self.file or '')} {blake2b(self.value, digest_size=16).hexdigest()}"

    @property
    def key(self) -> bytes | None:
        """The record's key, within which events keep their order: the host of the event's URL, else its id.

        For a page's file its folder: the URL is only known once the page is read, and a later file may update an
        earlier one.
        """
        if self.folder is not None:
            return self.folder.encode(errors="replace")
        try:
            event = orjson.loads(self.value)
        except orjson.JSONDecodeError:
            return None
        if not isinstance(event, dict):
            return None
        key = _host(event.get("url")) or event.get("id")
        return key.encode() if key and isinstance(key, str) else None


@dataclass(frozen=True)
class Unreadable:
    """A part of an input that gave no event, and why."""

    name: str
    problem: str
    consumed: int = 0


@dataclass(frozen=True)
class PassedOver:
    """How many parts of an input are no pages, by what they are instead: nothing is wrong with them."""

    name: str
    causes: Mapping[str, int]
    consumed: int = 0

    def __str__(self) -> str:
        causes = ", ".join(f"{count} {cause}" for cause, count in sorted(self.causes.items()))
        return f"{self.name}: {sum(self.causes.values())} passed over: {causes}"


Item: TypeAlias = RawInput | Unreadable | PassedOver


def find(inputs: Sequence[str]) -> list[str]:
    """Return what is to be read, in order: URLs, `-`, and files, with folders replaced by the files below them.

    Of a folder, files of known kinds in the order of their paths, without hidden ones and the folder's README.
    Raises UnusableInput.
    """
    found: list[str] = []
    for name in inputs:
        if name == STDIN or _is_url(name):
            found.append(name)
        elif Path(name).is_dir():
            below = [str(path) for path in _walk(Path(name))]
            if not below:
                raise UnusableInput(f"{name}: no file in this folder is one of {READABLE}")
            found += below
        else:
            found.append(_checked(name))
    return found


def total_bytes(found: Iterable[str]) -> int | None:
    """Return how many bytes there are to read; None where standard input is among them."""
    sizes = [None if name == STDIN else 0 if _is_url(name) else Path(name).stat().st_size for name in found]
    return None if None in sizes else sum(cast(list[int], sizes))


def read(found: Iterable[str], places: Mapping[str, str] = MappingProxyType({})) -> Iterator[Item]:
    """Yield the events of what `find` returned, one at a time; what cannot be read is named, and the rest goes on.

    `places` are those of the last event of a file, by its absolute path, that is not to be read again.
    """
    for name in found:
        place = places.get(str(Path(name).resolve()))
        yield from _events(name) if place is None else _after(place, name)


def _after(place: str, name: str) -> Iterator[Item]:
    """Yield what comes after a place in a file."""
    items, before, consumed = _events(name), 0, 0
    for item in items:
        consumed += item.consumed
        before += isinstance(item, RawInput)
        if isinstance(item, RawInput) and item.place == place:
            yield PassedOver(name, {"published before": before}, consumed)
            yield from items
            return
    where = place.split(maxsplit=1)[0]
    yield Unreadable(
        name, f"has changed at {where}, where --state says to go on: use another file for --state", consumed
    )


def _events(name: str) -> Iterator[Item]:
    try:
        if _is_url(name):
            yield RawInput(name, orjson.dumps({"url": name}))
        elif name == STDIN:
            # A reader of its own: sys.stdin's is locked at exit while a thread waits for a line.
            with open(0, "rb", closefd=False) as file:
                yield from _lines("standard input", file, file)
        elif _is_lines(name):
            yield from _line_file(name)
        elif _is_archive(name):
            from agents.sources.warc import read_archive

            yield from read_archive(name)
        else:
            yield _page(Path(name))
    except (OSError, EOFError, zlib.error) as error:
        yield Unreadable(name, getattr(error, "strerror", None) or str(error))


async def in_background(items: Iterable[T]) -> AsyncIterator[T]:
    """Iterate in a thread of its own, a few items ahead, so that waiting for a pipe or a disk holds nothing up.

    The thread is a daemon: one that waits for standard input does not keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[T] | Exception | None] = asyncio.Queue()
    room = threading.Semaphore(READ_AHEAD)

    def give(item: tuple[T] | Exception | None) -> None:
        room.acquire()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                for item in items:
                    give((item,))
            except Exception as error:
                give(error)
            else:
                give(None)

    threading.Thread(target=run, name="inputs", daemon=True).start()
    while (item := await queue.get()) is not None:
        if isinstance(item, Exception):
            raise item
        room.release()
        yield item[0]


def _is_url(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _is_lines(name: str) -> bool:
    return name.lower().endswith(LINES)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def _is_readable(name: str) -> bool:
    return _is_lines(name) or _is_archive(name) or Path(name).suffix.lower() in PAGES


def _host(url: object) -> str | None:
    try:
        return urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None


def _checked(name: str) -> str:
    """Return the name of a file that exists and is of a kind newsmill reads; raises UnusableInput."""
    path = Path(name)
    if not path.exists():
        raise UnusableInput(f"{name}: no such file or folder")
    if not _is_readable(name):
        raise UnusableInput(f"{name}: cannot tell what this is from its name; newsmill reads {READABLE}")
    return name


def _walk(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if _is_readable(path.name)
        and path.stem.upper() != "README"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _page(path: Path) -> RawInput | Unreadable:
    """Return a file as an event: its bytes verbatim, its path for the id."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        return Unreadable(str(path), f"{size} bytes are too many for one page", size)
    name = os.fsencode(path).decode(errors="replace")
    event = {
        "id": name[-1024:],  # as long as an id may be
        "content_base64": base64.b64encode(path.read_bytes()).decode(),
        "content_type": PAGES[path.suffix.lower()],
    }
    return RawInput(str(path), orjson.dumps(event), size, folder=str(path.parent))


def _line_file(name: str) -> Iterator[RawInput | Unreadable]:
    with Path(name).open("rb") as file:
        if name.lower().endswith(".gz"):
            with gzip.open(file) as unpacked:
                yield from _lines(name, cast(BinaryIO, unpacked), file)
        else:
            yield from _lines(name, file, file)


def _lines(name: str, file: BinaryIO, progress: BinaryIO) -> Iterator[RawInput | Unreadable]:
    """Yield each line as it is, whatever it holds; blank ones are none. `progress` is where the bytes are counted."""
    number, at, seekable = 0, 0, progress.seekable()
    while line := file.readline(MAX_BYTES):
        number += 1
        before, at = at, progress.tell() if seekable else at + len(line)
        place = f"{name}:{number}"
        if len(line) == MAX_BYTES and not line.endswith(b"\n"):
            _skip_line(file)
            yield Unreadable(place, f"the line is longer than {MAX_BYTES} bytes", at - before)
            continue
        line = line.removeprefix(BOM) if number == 1 else line
        if line.strip():
            yield RawInput(place, line.rstrip(b"\r\n"), at - before, file=name)


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass
