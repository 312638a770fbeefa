"""The body of a response: read under a limit of bytes and of pieces, unpacked in a thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from agents.web.sniff import sniffed
from agents.web.unpack import NONE, NotUnpackable, TooLarge, unpack

MANY_PIECES = 10_000  # of a body; more are read only if they are not tiny
SMALL_PIECE = 64  # bytes, on average
PIECES_AT_ONCE = 200  # before other work has its turn: pieces that have come already are read without a pause
UNPACKED_AT_ONCE = 2  # bodies: brotli takes up to 16 MB for its window, for a body of a few bytes too

_UNPACKING = ThreadPoolExecutor(UNPACKED_AT_ONCE, thread_name_prefix="unpack")


def coding_of(response: httpx.Response) -> str:
    """Return the content coding of a response; an empty text for none."""
    coding: str = response.headers.get("content-encoding", "").strip().lower()
    return "" if coding in NONE else coding


async def read_body(
    response: httpx.Response,
    limit: int,
    *,
    start: Callable[[bytes], None] = lambda _: None,
    grown: Callable[[int], None] = lambda _: None,
    lenient: bool = False,
) -> bytes:
    """Return the body of a streamed response, at most `limit` bytes both as it comes and unpacked.

    `start` is called with the first piece, as it comes, and `grown` with the bytes of memory that each step takes; what
    they raise ends the reading. If `lenient`, markup of which the server only says that it is packed stays as it is
    (https://github.com/GateNLP/ultimate-sitemap-parser/issues/6). Raises TooLarge, NotUnpackable, or httpx's error if
    the connection breaks.
    """
    if (stated := _stated_length(response)) > limit:
        raise TooLarge(f"the body has {stated} bytes, more than {limit}")
    packed, number = bytearray(), 0
    async for piece in response.aiter_raw():
        if not number:
            start(piece)
        number += 1
        await count_piece(number, len(packed))
        grown(len(piece))
        packed += piece
        if len(packed) > limit:
            raise TooLarge(f"the body has more than {limit} bytes")
    coding = coding_of(response)
    if not coding:
        return bytes(packed)
    body = await asyncio.get_running_loop().run_in_executor(
        _UNPACKING, _unpacked, bytes(packed), coding, limit, lenient
    )
    grown(len(body))
    return body


def _unpacked(packed: bytes, coding: str, limit: int, lenient: bool) -> bytes:
    try:
        return unpack(packed, coding, limit=limit)
    except NotUnpackable:
        if lenient and packed.lstrip()[:1] == b"<" and sniffed(packed) is not None:
            return packed
        raise


async def count_piece(number: int, size: int) -> None:
    """Bound the time that the pieces of a body take, each as much as a large one; raises NotUnpackable.

    `number` is that of the piece, from 1, and `size` the bytes of those before it.
    """
    if number > MANY_PIECES and size < number * SMALL_PIECE:
        raise NotUnpackable(f"it comes in tiny pieces, {number} for the first {size} bytes")
    if number % PIECES_AT_ONCE == 0:
        await asyncio.sleep(0)


def _stated_length(response: httpx.Response) -> int:
    stated = response.headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else 0
