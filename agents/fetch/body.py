"""The body of a response: read under a cap, its type judged before it is read, unpacked in a thread."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx

from agents.fetch.budget import Hold
from agents.web.sniff import known_binary, sniffed
from agents.web.unpack import NotUnpackable, TooLarge, unpack
from schemas import MediaType, Reason, Rejected

UNKNOWN = ("", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*")
MANY_PIECES = 10_000  # of a body; more are read only if they are not tiny
SMALL_PIECE = 64  # bytes, on average
PIECES_AT_ONCE = 200  # before other work has its turn: pieces that have come already are read without a pause
UNPACKED_AT_ONCE = 2  # bodies: brotli takes up to 16 MB for its window, for a body of a few bytes too
ASKED_FOR = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, text/markdown;q=0.5"

_UNPACKING = ThreadPoolExecutor(UNPACKED_AT_ONCE, thread_name_prefix="unpack")


async def read_page(response: httpx.Response, hold: Hold, limit: int) -> tuple[bytes, str]:
    """Return a page and its content type.

    Raises Rejected with UNSUPPORTED_CONTENT_TYPE, as soon as the type is known; with TOO_LARGE above `limit` bytes, or
    if it unpacks to far more than it is; with UNDECODABLE_CONTENT if it cannot be unpacked.
    """
    stated = response.headers.get("content-type", "")
    media_type = stated.partition(";")[0].strip().lower()
    if media_type not in UNKNOWN and media_type not in set(MediaType):
        raise _wrong_type(response, media_type)
    body = await read_body(response, hold, limit, judge=media_type)
    if media_type in UNKNOWN:
        return body, _found(response, body)
    return body, stated


async def read_body(response: httpx.Response, hold: Hold, limit: int, judge: str | None = None) -> bytes:
    """Return a body of up to `limit` bytes, unpacked; raises Rejected as `read_page` does.

    With `judge`, the media type that the server states, a body that begins as a picture does is refused at once.
    """
    coding = response.headers.get("content-encoding", "").strip().lower()
    if _stated_length(response) > limit:
        raise too_large(response, f"the page has {_stated_length(response)} bytes, more than {limit}")
    packed = bytearray()
    number = 0
    async for chunk in response.aiter_raw():
        number += 1
        await _count(response, number, len(packed))
        if not packed and judge is not None and not coding and (kind := known_binary(chunk)):
            raise _wrong_type(response, kind)
        hold.grow(len(chunk))
        packed += chunk
        if len(packed) > limit:
            raise too_large(response, f"the page has more than {limit} bytes")
    if coding in ("", "identity"):
        return bytes(packed)
    body = await asyncio.get_running_loop().run_in_executor(
        _UNPACKING, _unpacked, response, bytes(packed), coding, limit
    )
    hold.grow(len(body))
    return body


async def read_start(response: httpx.Response, limit: int) -> str | None:
    """Return the first bytes of a text in UTF-8, the rest is not read; None if it is packed although nobody asked."""
    if response.headers.get("content-encoding", "").strip().lower() not in ("", "identity"):
        return None
    start = bytearray()
    async for chunk in response.aiter_raw():
        start += chunk
        if len(start) >= limit:
            break
    return start[:limit].decode(errors="replace").removeprefix("\ufeff")


def too_large(response: httpx.Response, what: str) -> Rejected:
    """Return the error for a page above the limit."""
    return Rejected(Reason.TOO_LARGE, f"{response.url}: {what} (the limit is two thirds of NEWSMILL_MAX_EVENT_BYTES)")


async def _count(response: httpx.Response, number: int, size: int) -> None:
    """Bound the time that the pieces of a body take, each as much as a large one; raises Rejected."""
    if number > MANY_PIECES and size < number * SMALL_PIECE:
        message = f"{response.url}: it comes in tiny pieces, {number} for the first {size} bytes"
        raise Rejected(Reason.UNDECODABLE_CONTENT, message)
    if number % PIECES_AT_ONCE == 0:
        await asyncio.sleep(0)


def _unpacked(response: httpx.Response, packed: bytes, coding: str, limit: int) -> bytes:
    try:
        return unpack(packed, coding, limit=limit)
    except TooLarge as error:
        raise too_large(response, str(error)) from None
    except NotUnpackable as error:
        raise Rejected(Reason.UNDECODABLE_CONTENT, f"{response.url}: {error}") from None


def _found(response: httpx.Response, body: bytes) -> str:
    """Return the media type of a page whose server states none."""
    found = sniffed(body)
    if found is None:
        raise _wrong_type(response, known_binary(body) or "binary data")
    return found


def _stated_length(response: httpx.Response) -> int:
    stated = response.headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else 0


def _wrong_type(response: httpx.Response, kind: str) -> Rejected:
    return Rejected(Reason.UNSUPPORTED_CONTENT_TYPE, f"{response.url}: it is {kind[:100]!r}, not a page")
