"""Pages in web archives (WARC, as CC-NEWS has them): each HTML response a raw event, everything else counted."""

import base64
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

import orjson
from fastwarc.warc import ArchiveIterator, WarcRecord
from fastwarc.warc import response as response_type  # the records that hold what a server answered

from agents.sources.inputs import MAX_BYTES, PassedOver, RawInput, Unreadable

GZIP = b"\x1f\x8b\x08"  # how each record of a packed archive begins
VERSION = b"WARC/1."  # how each record begins, once unpacked
HTML = frozenset({"text/html", "application/xhtml+xml"})
HEAD = 4096  # bytes of a packed record that tell whether it is one
CHUNK = 1024 * 1024  # bytes, when looking for the next record behind a broken one
NOT_HTML = "not HTML"
NOT_HTTP = "not HTTP"
NOT_OK = "with a status other than 200"
NO_URL = "without an http URL"
EMPTY = "empty"


def read_archive(name: str) -> Iterator[RawInput | Unreadable | PassedOver]:
    """Yield the pages of an archive, one at a time, then what was passed over and how often.

    A record that cannot be read is named by its offset; reading goes on at the next one that can be.
    """
    passed: Counter[str] = Counter()
    at = 0
    for found in _records(name):
        if found.passed is not None:
            passed[found.passed] += 1
            continue
        consumed, at = max(found.offset - at, 0), max(found.offset, at)
        place = f"{name}@{found.offset}"
        if found.problem is not None:
            yield Unreadable(place, found.problem, consumed)
        else:
            yield RawInput(place, found.event, consumed, file=name)
    yield PassedOver(name, dict(passed), max(Path(name).stat().st_size - at, 0))


@dataclass(frozen=True)
class _Found:
    """What the record at an offset is: an event, passed over for a cause, or a problem."""

    offset: int
    event: bytes = b""
    passed: str | None = None
    problem: str | None = None


def _records(name: str) -> Iterator[_Found]:
    """Yield what the archive's responses are; after an error, from the next place that a record begins at."""
    with Path(name).open("rb") as file:
        start: int | None = 0
        doubtful: int | None = None  # where reading began again, maybe still in what was told of
        while start is not None:
            file.seek(start)
            last, problem = start - 1, None
            try:
                for record in ArchiveIterator(file, parse_http=False):
                    last = record.stream_pos
                    if "Content-Length" not in record.headers:
                        yield _Found(last, problem="the record's header is cut off or broken")
                    elif record.record_type == response_type:
                        yield _response(record)
            except OSError as error:
                problem = str(error)
            before, start = start, _next_record(file, last + 1)
            if problem is None and start is not None:
                problem = "nothing could be read behind it"  # the iterator takes some damage for the end
            if problem is None:
                yield from _cut_off(file, last)
                return
            if last >= before:
                yield _Found(last, problem=f"the archive is broken in this record or the next: {problem}")
                doubtful = start
                continue
            if before != doubtful:
                yield _Found(before, problem=f"the archive is broken here: {problem}")
            start = _next_record(file, before + 1)


def _response(record: WarcRecord) -> _Found:
    """Return what a response record is; raises OSError where the archive is broken in it."""
    offset, length = record.stream_pos, record.content_length
    if length > MAX_BYTES:
        return _Found(offset, problem=f"{length} bytes are too many for one page")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # some writers of WARC 1.0 put it in brackets
    if not url.lower().startswith(("http://", "https://")):
        return _Found(offset, passed=NO_URL)
    record.freeze()  # reads it into memory
    if record.content_length < length:
        return _Found(offset, problem=f"the record is cut off after {record.content_length} of {length} bytes")
    try:
        record.parse_http(auto_decode="all")
        page = record.reader.read(MAX_BYTES + 1) if _passed(record) is None else b""
    except (OSError, ValueError) as error:
        return _Found(offset, problem=f"the response cannot be decoded: {error}")
    if len(page) > MAX_BYTES:
        return _Found(offset, problem=f"more than {MAX_BYTES} bytes, unpacked, are too many for one page")
    passed = _passed(record) or (None if page.strip() else EMPTY)
    return _Found(offset, passed=passed) if passed else _Found(offset, _event(record, url, page))


def _passed(record: WarcRecord) -> str | None:
    """Return why a response is none that newsmill extracts from; None where it is."""
    if not record.is_http_parsed:
        return NOT_HTTP
    if record.http_headers.status_code != 200:
        return NOT_OK
    return None if (record.http_content_type or "").lower() in HTML else NOT_HTML


def _event(record: WarcRecord, url: str, page: bytes) -> bytes:
    headers: dict[str, str] = {}
    for header, value in record.http_headers.items():
        name = header.lower()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    event = {
        "id": (record.record_id or "").strip("<>") or None,
        "url": url,
        "content_base64": base64.b64encode(page).decode(),
        "content_type": headers.get("content-type", "text/html"),
        "fetched_at": record.record_date,
        "headers": headers,
    }
    return orjson.dumps({name: value for name, value in event.items() if value is not None})


def _next_record(file: BinaryIO, after: int) -> int | None:
    """Return the offset of the first place from `after` on that a record begins at; None where there is none."""
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


def _cut_off(file: BinaryIO, last: int) -> Iterator[_Found]:
    """Yield a record behind the last one of which there is too little to be known for one."""
    rest_at, rest = _behind_member(file, last) if last >= 0 else (0, file.seek(0, SEEK_END) > 0)
    if rest:
        yield _Found(rest_at, problem="the archive is cut off within the first bytes of this record")


def _behind_member(file: BinaryIO, start: int) -> tuple[int, bool]:
    """Return where the packed record at an offset ends, and whether anything but padding is behind it."""
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
    """Tell whether packed bytes begin a record, rather than look like it by chance."""
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, len(VERSION)) == VERSION
    except zlib.error:
        return False
