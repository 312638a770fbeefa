"""A page in a response: its type judged before it is read, and by its first bytes."""

from contextlib import suppress

import httpx

from agents.fetch.budget import Hold
from agents.web.body import coding_of, count_piece, read_body
from agents.web.sniff import known_binary, sniffed
from agents.web.unpack import NotUnpackable, TooLarge
from schemas import MediaType, Reason, Rejected

UNKNOWN = ("", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*")
ASKED_FOR = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, text/markdown;q=0.5"
MAX_TYPE = 1024  # characters
LIMIT = "(the limit is two thirds of NEWSMILL_MAX_EVENT_BYTES)"


async def read_page(response: httpx.Response, hold: Hold, limit: int) -> tuple[bytes, str]:
    """Return a page and its content type; `hold` is its room in memory.

    Raises Rejected with UNSUPPORTED_CONTENT_TYPE, as soon as the type is known; with TOO_LARGE above `limit` bytes, or
    if it unpacks to far more than it is; with UNDECODABLE_CONTENT if it cannot be unpacked; and Deferred.
    """
    stated = response.headers.get("content-type", "")[:MAX_TYPE].partition(",")[0]  # one that is repeated is joined
    media_type = stated.partition(";")[0].strip().lower()
    if media_type not in UNKNOWN and media_type not in set(MediaType):
        raise _wrong_type(response, media_type)

    def start(first: bytes) -> None:
        if not coding_of(response) and (kind := known_binary(first)):
            raise _wrong_type(response, kind)

    try:
        body = await read_body(response, limit, start=start, grown=hold.grow)
    except TooLarge as error:
        raise Rejected(Reason.TOO_LARGE, f"{response.url}: {error} {LIMIT}") from None
    except NotUnpackable as error:
        raise Rejected(Reason.UNDECODABLE_CONTENT, f"{response.url}: {error}") from None
    if media_type in UNKNOWN:
        return body, _found(response, body)
    return body, stated


async def read_start(response: httpx.Response, limit: int) -> str | None:
    """Return the first bytes of a text in UTF-8; None if it is packed although nobody asked.

    The rest is not read, nor what comes in tiny pieces.
    """
    if coding_of(response):
        return None
    start, number = bytearray(), 0
    with suppress(NotUnpackable):
        async for piece in response.aiter_raw():
            number += 1
            await count_piece(number, len(start))
            start += piece
            if len(start) >= limit:
                break
    return start[:limit].decode(errors="replace").removeprefix("\ufeff")


def _found(response: httpx.Response, body: bytes) -> str:
    """Return the media type of a page whose server states none."""
    found = sniffed(body)
    if found is None:
        raise _wrong_type(response, known_binary(body) or "binary data")
    return found


def _wrong_type(response: httpx.Response, kind: str) -> Rejected:
    return Rejected(Reason.UNSUPPORTED_CONTENT_TYPE, f"{response.url}: it is {kind[:100]!r}, not a page")
