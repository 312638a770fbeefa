"""Pages in web archives (WARC, such as CC-NEWS): each HTML response is a raw event, other records are counted."""

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
from fastwarc.warc import response as response_type  # the type of records that hold a server's answer

from agents.sources.item import MAX_BYTES, Item, RawInput, Skipped, Unreadable
from agents.sources.listing import BAD_URL, MAX_ID
from agents.web.headers import kept_headers
from agents.web.unpack import NotUnpackable, TooLarge, unpack
from agents.web.url import fault
from schemas.url import without_credentials

GZIP = b"\x1f\x8b\x08"  # how each record of a packed archive begins
VERSION = b"WARC/1."  # how each record begins, once unpacked
HTML = frozenset({"text/html", "application/xhtml+xml"})
HEAD = 4096  # bytes, enough to tell whether a packed record begins there
CHUNK = 1024 * 1024  # bytes, in the search for the next record after a broken one
MAX_PROBLEMS = 1000  # in one archive: after each, the search for the next record reads a CHUNK
NOT_HTML = "not HTML"
NOT_HTTP = "not HTTP"
NOT_OK = "with a status other than 200"
EMPTY = "empty"


def read_archive(name: str) -> Iterator[Item]:
    """Yield the pages of an archive, one at a time, then the number of records that were skipped, by cause.

    A record that cannot be read is named by its offset; reading goes on at the next record, MAX_PROBLEMS times.
    """
    skipped: Counter[str] = Counter()
    at = problems = 0
    for found in _records(name):
        if found.skipped is not None:
            skipped[found.skipped] += 1
            continue
        consumed, at = max(found.offset - at, 0), max(found.offset, at)
        place = f"{name}@{found.offset}"
        if found.problem is not None:
            yield Unreadable(place, found.problem, consumed)
            problems += 1
            if problems == MAX_PROBLEMS:
                yield Unreadable(name, f"newsmill stops reading it here, after {MAX_PROBLEMS} problems")
                break
        else:
            yield RawInput(place, found.event, consumed, file=name)
    yield Skipped(name, dict(skipped), max(Path(name).stat().st_size - at, 0))


@dataclass(frozen=True)
class _Found:
    """The result of reading the record at an offset: an event, the cause to skip it, or a problem."""

    offset: int
    event: bytes = b""
    skipped: str | None = None
    problem: str | None = None


def _records(name: str) -> Iterator[_Found]:
    """Yield the results for the archive's responses; after an error, go on where the next record begins."""
    with Path(name).open("rb") as file:
        start: int | None = 0
        doubtful: int | None = None  # where reading began again, maybe still within the damage that was reported
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
                problem = "nothing could be read after it"  # the iterator takes some damage for the end
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
    """Return the result for a response record; raises OSError if the archive is broken in it."""
    offset, length = record.stream_pos, record.content_length
    if length > MAX_BYTES:
        return _Found(offset, problem=f"{length} bytes are too many for one page")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # some writers of WARC 1.0 put it in angle brackets
    if fault(url) is not None:
        return _Found(offset, skipped=BAD_URL)
    record.freeze()  # reads it into memory
    if record.content_length < length:
        return _Found(offset, problem=f"the record is cut off after {record.content_length} of {length} bytes")
    try:
        record.parse_http(auto_decode="transfer")
        page = _body(record) if _cause_to_skip(record) is None else b""
    except (OSError, ValueError, NotUnpackable, TooLarge) as error:
        return _Found(offset, problem=f"the response cannot be decoded: {error}")
    cause = _cause_to_skip(record) or (None if page.strip() else EMPTY)
    return _Found(offset, skipped=cause) if cause else _Found(offset, _event(record, url, page))


def _cause_to_skip(record: WarcRecord) -> str | None:
    """Return why newsmill does not extract from a response; None if it does."""
    if not record.is_http_parsed:
        return NOT_HTTP
    if record.http_headers.status_code != 200:
        return NOT_OK
    return None if (record.http_content_type or "").lower() in HTML else NOT_HTML


def _body(record: WarcRecord) -> bytes:
    """Return the body of a response without its content coding; raises TooLarge or NotUnpackable."""
    packed = record.reader.read(MAX_BYTES + 1)
    return unpack(packed, record.http_headers.get("content-encoding") or "", limit=MAX_BYTES)


def _event(record: WarcRecord, url: str, page: bytes) -> bytes:
    identity = (record.record_id or "").strip("<>")
    headers = kept_headers(record.http_headers.items())
    event = {
        "id": identity if 0 < len(identity) <= MAX_ID else None,
        "url": without_credentials(url),
        "content_base64": base64.b64encode(page).decode(),
        "content_type": headers.get("content-type", "text/html"),
        "fetched_at": record.record_date,
        "headers": headers,
    }
    return orjson.dumps({name: value for name, value in event.items() if value is not None})


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


def _cut_off(file: BinaryIO, last: int) -> Iterator[_Found]:
    """Yield a problem if the last record is followed by a part too short to be recognised as a record."""
    rest_at, rest = _after_member(file, last) if last >= 0 else (0, file.seek(0, SEEK_END) > 0)
    if rest:
        yield _Found(rest_at, problem="the archive is cut off within the first bytes of this record")


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
