"""A response's body is bounded as it comes and unpacked."""

import gzip
from collections.abc import AsyncIterator

import httpx
import pytest

from agents.web.body import read_body
from agents.web.unpack import NotUnpackable, TooLarge


def response(body: bytes, coding: str | None = None) -> httpx.Response:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 1000):
            yield body[at : at + 1000]

    return httpx.Response(200, content=chunks(), headers={"Content-Encoding": coding} if coding else {})


async def test_a_body_is_read_and_unpacked() -> None:
    assert await read_body(response(b"page"), 4) == b"page"
    assert await read_body(response(gzip.compress(b"page"), "gzip"), 100) == b"page"


async def test_a_body_is_bounded_as_it_comes_and_unpacked() -> None:
    with pytest.raises(TooLarge, match="more than 5000 bytes"):
        await read_body(response(bytes(10_000)), 5000)
    with pytest.raises(TooLarge, match="more than 5000 bytes, unpacked"):
        await read_body(response(gzip.compress(bytes(10_000)), "gzip"), 5000)


async def test_a_broken_body_is_refused() -> None:
    with pytest.raises(NotUnpackable):
        await read_body(response(b"page", "gzip"), 100)
