"""Raw events from named inputs: pages in files, folders and archives, JSON lines, URLs and standard input."""

import base64
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

import orjson

from agents.sources.item import MAX_BYTES, Item, RawInput, Skipped, Unreadable
from agents.web.unpack import MAX_RATIO, TooLarge, is_dense

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
ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
READABLE = ", ".join((*PAGES, *LINES, *ARCHIVES))
BOM = b"\xef\xbb\xbf"  # some editors put it before the first line


class UnusableInput(Exception):
    """An input cannot be read at all; the message names it and the kinds of input that can be."""


def find(inputs: Sequence[str]) -> list[str]:
    """Return the names to read, in order: URLs, `-`, and files, with folders replaced by the files below them.

    From a folder come the files of known kinds, ordered by path, without hidden files and the folder's README.
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
    """Return how many bytes there are to read; None if standard input is among them."""
    sizes = [None if name == STDIN else 0 if _is_url(name) else Path(name).stat().st_size for name in found]
    return None if None in sizes else sum(cast(list[int], sizes))


def most_events(found: Iterable[str], limit: int) -> int:
    """Return how many events there are at most, counted up to `limit`.

    What cannot be read twice, or is not read fast, counts as many events: standard input, pipes and archives.
    """
    count = 0
    for name in found:
        if name == STDIN or _is_archive(name) or (_is_lines(name) and not Path(name).is_file()):
            return limit
        count += sum(1 for _ in islice(_events(name), limit - count)) if _is_lines(name) else 1
        if count >= limit:
            return limit
    return count


def read(found: Iterable[str], places: Mapping[str, str] = MappingProxyType({})) -> Iterator[Item]:
    """Yield the events of what `find` returned, one at a time; an unreadable part is named, and the rest is read.

    `places` has, by a file's absolute path, the place of the last event that was confirmed: reading starts after it.
    """
    for name in found:
        place = places.get(str(Path(name).resolve()))
        yield from _events(name) if place is None else _after(place, name)


def _after(place: str, name: str) -> Iterator[Item]:
    """Yield the items after a place in a file; if the event is no longer at that place, nothing but the problem."""
    items, before, consumed = _events(name), 0, 0
    for item in items:
        consumed += item.consumed
        before += isinstance(item, RawInput)
        if isinstance(item, RawInput) and item.place == place:
            yield Skipped(name, {"published before": before}, consumed)
            yield from items
            return
    where = place.split(maxsplit=1)[0]
    problem = f"has changed at {where}, where the checkpoint says to continue: name another file with --checkpoint"
    yield Unreadable(name, problem, consumed)


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
            from agents.sources.archive.warc import read_archive

            yield from read_archive(name)
        else:
            yield _page(Path(name))
    except (OSError, EOFError, zlib.error, TooLarge) as error:
        yield Unreadable(name, getattr(error, "strerror", None) or str(error))


def _is_url(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _is_lines(name: str) -> bool:
    return name.lower().endswith(LINES)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def _is_readable(name: str) -> bool:
    return _is_lines(name) or _is_archive(name) or Path(name).suffix.lower() in PAGES


def _checked(name: str) -> str:
    """Return the name of a file that exists and is of a kind newsmill reads; raises UnusableInput."""
    path = Path(name)
    if not path.exists():
        raise UnusableInput(f"{name}: no such file or folder")
    if not _is_readable(name):
        listing = "a feed or a sitemap is named with newsmill publish --feed or --sitemap"
        raise UnusableInput(f"{name}: cannot tell what this is from its name; newsmill reads {READABLE}; {listing}")
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
    with path.open("rb") as file:  # what is there may have no size, or not the size that it says
        page = file.read(MAX_BYTES + 1)
    if len(page) > MAX_BYTES:
        size = max(path.stat().st_size, len(page))
        return Unreadable(str(path), f"{size} bytes are too many for one page", path.stat().st_size)
    name = os.fsencode(path).decode(errors="replace")
    event = {
        "id": name[-1024:],  # as long as an id may be
        "content_base64": base64.b64encode(page).decode(),
        "content_type": PAGES[path.suffix.lower()],
    }
    return RawInput(str(path), orjson.dumps(event), len(page), folder=str(path.parent))


def _line_file(name: str) -> Iterator[RawInput | Unreadable]:
    with Path(name).open("rb") as file:
        if name.lower().endswith(".gz"):
            with gzip.open(file) as unpacked:
                yield from _lines(name, _Unpacking(file, unpacked), file)
        else:
            yield from _lines(name, file, file)


class _Unpacking:
    """The lines of a gzip file; raises TooLarge if it is packed as a bomb is, of which even skipping takes hours."""

    def __init__(self, packed: BinaryIO, unpacked: gzip.GzipFile) -> None:
        self._packed = packed
        self._unpacked = unpacked

    def readline(self, limit: int) -> bytes:
        """Return the next line, or a part of it of up to `limit` bytes."""
        line = self._unpacked.readline(limit)
        if is_dense(self._packed.tell(), self._unpacked.tell()):
            raise TooLarge(f"more than {MAX_RATIO} times as large unpacked as packed: newsmill stops reading here")
        return line


def _lines(name: str, file: BinaryIO | _Unpacking, progress: BinaryIO) -> Iterator[RawInput | Unreadable]:
    """Yield each line that is not blank, as it is, valid or not. `progress` is the file in which bytes are counted."""
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


def _skip_line(file: BinaryIO | _Unpacking) -> None:
    while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
        pass
