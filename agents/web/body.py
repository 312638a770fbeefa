"""The body of a response, read under a limit and unpacked in a thread."""

import asyncio

import httpx

from agents.web.unpack import TooLarge, unpack


async def read_body(response: httpx.Response, limit: int) -> bytes:
    """Return the body of a streamed response, at most `limit` bytes both as it comes and unpacked.

    Raises TooLarge, NotUnpackable, or httpx's error if the connection breaks.
    """
    packed = bytearray()
    async for chunk in response.aiter_raw():
        packed += chunk
        if len(packed) > limit:
            raise TooLarge(f"the body has more than {limit} bytes")
    coding = response.headers.get("content-encoding", "")
    return await asyncio.to_thread(unpack, bytes(packed), coding, limit=limit)
