"""A record of a web archive becomes a raw event, if it holds a page.

A page is in a response (`response.py`), or in a resource, which has no HTTP. A conversion, the text of a page, is read
in archives that have no pages (WET).
"""

import base64
from dataclasses import dataclass

import orjson
from fastwarc.warc import WarcRecord, WarcRecordType

from agents.sources.archive.response import EMPTY, HTML, NOT_HTML, NotPage, Page, html_type, page_of
from agents.sources.item import MAX_BYTES
from agents.sources.listing import BAD_URL, MAX_ID
from agents.web.headers import MAX_VALUE, kept_headers
from agents.web.unpack import NotUnpackable, TooLarge
from agents.web.url import fault
from schemas.url import without_credentials

REVISIT = "whose page is in another record (revisit)"
SEGMENT = "that continue another record"
CONVERSION = "that are texts of pages (conversion)"
BROKEN = "the record's header is cut off or broken"


@dataclass(frozen=True)
class Found:
    """The result of reading the record at an offset: an event, the cause to skip it, a problem, or nothing of these."""

    offset: int
    event: bytes | None = None
    skipped: str | None = None
    problem: str | None = None


class Reader:
    """Reads the records of one archive; it remembers whether there was a page."""

    def __init__(self) -> None:
        self._has_pages = False

    def read(self, record: WarcRecord) -> Found:
        """Return the result for a record; raises OSError if the archive is broken in it."""
        offset = record.stream_pos
        if "Content-Length" not in record.headers:
            return Found(offset, problem=BROKEN)
        match record.record_type:
            case WarcRecordType.response | WarcRecordType.resource:
                self._has_pages = True
                return _read(record)
            case WarcRecordType.conversion:
                return Found(offset, skipped=CONVERSION) if self._has_pages else _read(record)
            case WarcRecordType.revisit:
                return Found(offset, skipped=REVISIT)
            case WarcRecordType.continuation:
                return Found(offset, skipped=SEGMENT)
        return Found(offset)  # what an archive says of itself, of the requests and of the pages


def _read(record: WarcRecord) -> Found:
    offset, length = record.stream_pos, record.content_length
    if length > MAX_BYTES:
        return Found(offset, problem=f"{length} bytes are too many for one page")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # some writers of WARC 1.0 put it in angle brackets
    if fault(url) is not None:
        return Found(offset, skipped=BAD_URL)
    record.freeze()  # reads it into memory
    if record.content_length < length:
        return Found(offset, problem=f"the record is cut off after {record.content_length} of {length} bytes")
    try:
        return Found(offset, _event(record, url, _page(record, record.reader.read(length))))
    except NotPage as cause:
        return Found(offset, skipped=str(cause))
    except (NotUnpackable, TooLarge) as error:
        return Found(offset, problem=f"the response cannot be decoded: {error}")


def _page(record: WarcRecord, block: bytes) -> Page:
    """Return the page in a record; raises NotPage, NotUnpackable or TooLarge."""
    stated = record.headers.get("Content-Type") or ""
    cut = "WARC-Truncated" in record.headers
    if record.record_type == WarcRecordType.conversion:
        return _text(block, stated, cut)
    is_bare = not block.lstrip().startswith(b"HTTP/") and stated.partition(";")[0].strip().lower() in HTML
    if record.record_type == WarcRecordType.resource or is_bare:
        return Page(block, html_type(block, stated), is_cut=cut)
    return page_of(block, limit=MAX_BYTES, is_cut=cut)


def _text(block: bytes, stated: str, cut: bool) -> Page:
    if stated.partition(";")[0].strip().lower() != "text/plain":
        raise NotPage(NOT_HTML)
    if not block.strip():
        raise NotPage(EMPTY)
    return Page(block, "text/plain; charset=utf-8", is_cut=cut)  # WET is in UTF-8


def _event(record: WarcRecord, url: str, page: Page) -> bytes:
    identity = (record.record_id or "").strip("<>")
    event = {
        "id": identity if 0 < len(identity) <= MAX_ID else None,
        "url": without_credentials(url),
        "content_base64": base64.b64encode(page.body).decode(),
        "content_type": page.content_type if len(page.content_type) <= MAX_VALUE else "text/html",
        "fetched_at": record.record_date,
        "headers": kept_headers(page.headers),
        "metadata": {"truncated": (record.headers.get("WARC-Truncated") or "disconnect")[:100]}
        if page.is_cut
        else None,
    }
    return orjson.dumps({name: value for name, value in event.items() if value is not None})
