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


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "x-unknown"])
async def test_markup_that_is_only_said_to_be_packed_stays_as_it_is_if_the_reader_is_lenient(coding: str) -> None:
    """https://github.com/GateNLP/ultimate-sitemap-parser/issues/6."""
    page = b'\n<?xml version="1.0"?><urlset></urlset>'
    assert await read_body(response(page, coding), 100, lenient=True) == page
    with pytest.raises(NotUnpackable):
        await read_body(response(page, coding), 100)


async def test_packed_bytes_that_are_cut_off_are_refused() -> None:
    with pytest.raises(NotUnpackable):
        await read_body(response(gzip.compress(b"<p>page</p>" * 9)[:-5], "gzip"), 1000, lenient=True)
