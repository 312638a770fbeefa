"""Pages in web archives (WARC, such as CC-NEWS): each is a raw event, other records are counted, damage is named."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator

from agents.sources.archive.record import Found, Reader
from agents.sources.item import Item, RawInput, Skipped, Unreadable

GZIP = b"\x1f\x8b\x08"  # how each record of a packed archive begins
VERSION = b"WARC/1."  # how each record begins, once unpacked
HEAD = 4096  # bytes, enough to tell whether a packed record begins there
CHUNK = 1024 * 1024  # bytes, in the search for the next record after a broken one
MAX_PROBLEMS = 1000  # in one archive: after each, the search for the next record reads a CHUNK

_HEADER_END = re.compile(rb"\n\r?\n")
_LENGTH = re.compile(rb"\nContent-Length:[ \t]{0,16}(\d{1,18})\s", re.IGNORECASE)


def read_archive(name: str) -> Iterator[Item]:
    """Yield the pages of an archive, one at a time, then the number of records that were skipped, by cause.

    A record that cannot be read is named by its offset; reading goes on at the next record, MAX_PROBLEMS times.
    """
    skipped: Counter[str] = Counter()
    at = problems = 0
    for found in _records(name):
        if found.skipped is not None:
            skipped[found.skipped] += 1
        if found.event is None and found.problem is None:
            continue
        consumed, at = max(found.offset - at, 0), max(found.offset, at)
        place = f"{name}@{found.offset}"
        if found.problem is not None:
            yield Unreadable(place, found.problem, consumed)
            problems += 1
            if problems == MAX_PROBLEMS:
                yield Unreadable(name, f"newsmill stops reading it here, after {MAX_PROBLEMS} problems")
                break
        elif found.event is not None:
            yield RawInput(place, found.event, consumed, file=name)
    yield Skipped(name, dict(skipped), max(Path(name).stat().st_size - at, 0))


def _records(name: str) -> Iterator[Found]:
    """Yield the results for the archive's responses; after an error, go on where the next record begins."""
    reader = Reader()
    with Path(name).open("rb") as file:
        is_loose = _ends_lines_loosely(file)
        start: int | None = 0
        doubtful: int | None = None  # where reading began again, maybe still within the damage that was reported
        while start is not None:
            file.seek(start)
            last, problem = start - 1, None
            try:
                for record in ArchiveIterator(file, parse_http=False, quirks_mode=is_loose):
                    last = record.stream_pos
                    yield reader.read(record)
            except OSError as error:
                problem = str(error)
            before, start = start, _next_record(file, last + 1 if problem else _end_of(file, last))
            if problem is None and start is not None:
                problem = "nothing could be read after it"  # the iterator takes some damage for the end
            if problem is None:
                yield from _cut_off(file, last)
                return
            if last >= before:
                yield Found(last, problem=f"the archive is broken in this record or the next: {problem}")
                doubtful = start
                continue
            if before != doubtful:
                yield Found(before, problem=f"the archive is broken here: {problem}")
            start = _next_record(file, before + 1)


def _ends_lines_loosely(file: BinaryIO) -> bool:
    """Tell whether the lines of an archive's headers end in LF alone, which some writers have for CRLF."""
    start = file.read(HEAD)
    if start.startswith(GZIP):
        with suppress(zlib.error):
            start = zlib.decompressobj(wbits=31).decompress(start, HEAD)
    return start.startswith(VERSION) and not start.partition(b"\n")[0].endswith(b"\r")


def _end_of(file: BinaryIO, last: int) -> int:
    """Return where the last record ends, if it is not packed: a page about archives may have a record's first line."""
    file.seek(max(last, 0))
    start = file.read(HEAD)
    end, length = _HEADER_END.search(start), _LENGTH.search(start)
    if end is None or length is None or not start.startswith(VERSION):
        return last + 1
    after = last + end.end() + int(length[1])
    return after if after <= file.seek(0, SEEK_END) else last + 1


def _next_record(file: BinaryIO, after: int) -> int | None:
    """Return the first offset from `after` on at which a record begins; None if no record begins there."""
    file.seek(0)
    mark = GZIP if file.read(len(GZIP)) == GZIP else VERSION
    file.seek(after)
    buffer, at = b"", after
    while chunk := file.read(CHUNK):
        buffer += chunk
        place = buffer.find(mark)
        while place >= 0:
            if mark == VERSION or _unpacks(buffer[place : place + HEAD]):
                return at + place
            place = buffer.find(mark, place + 1)
        keep = len(mark) - 1
        at += len(buffer) - keep
        buffer = buffer[-keep:]
    return None


def _cut_off(file: BinaryIO, last: int) -> Iterator[Found]:
    """Yield a problem if the last record is followed by a part too short to be recognised as a record."""
    rest_at, rest = _after_member(file, last) if last >= 0 else (0, file.seek(0, SEEK_END) > 0)
    if rest:
        yield Found(rest_at, problem="the archive is cut off within the first bytes of this record")


def _after_member(file: BinaryIO, start: int) -> tuple[int, bool]:
    """Return where the packed record at an offset ends, and whether anything but padding follows it."""
    file.seek(start)
    if not _unpacks(file.read(HEAD)):  # not packed, or packed in one piece
        return start, False
    at = file.seek(start)
    member = zlib.decompressobj(wbits=31)
    while not member.eof and (chunk := file.read(CHUNK)):
        at += len(chunk)
        while chunk and not member.eof:
            member.decompress(chunk, CHUNK)
            chunk = member.unconsumed_tail
    return at - len(member.unused_data), bool((member.unused_data + file.read()).strip(b"\0"))


def _unpacks(packed: bytes) -> bool:
    """Tell whether packed bytes begin a record, because the mark also occurs by chance."""
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, len(VERSION)) == VERSION
    except zlib.error:
        return False
