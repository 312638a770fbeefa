"""Kafka's codecs with a limit: a batch is decompressed in a buffer that grows up to it, and no further.

aiokafka decompresses a whole batch whatever its size becomes: 32 KB of zstd can be a gigabyte.
"""

import gzip
import io
from collections.abc import Callable
from functools import partial
from typing import TypeAlias, TypeVar

import cramjam

SMALLEST_BUFFER = 64 * 1024
FIRST_FACTOR = 8  # pages in JSON shrink to an eighth; what shrinks more is decompressed again, in a larger buffer
NEXT_FACTOR = 4
XERIAL = b"\x82SNAPPY\x00" + (1).to_bytes(4, "big") * 2  # of snappy in blocks: magic, version, compatible version
SIZE = 4  # bytes of a block's size
PASSED_ON = (KeyboardInterrupt, SystemExit)

T = TypeVar("T")
Payload: TypeAlias = bytes | bytearray | memoryview
Into: TypeAlias = Callable[[Payload, bytearray], int]


class Undecodable(Exception):
    """Data cannot be decompressed; the message says why."""


class TooLarge(Undecodable):
    """Data is larger than the limit."""


def zstd(payload: Payload, limit: int) -> bytes:
    """Decompress zstd; raises Undecodable."""
    return _within(limit, payload, cramjam.zstd.decompress_into)


def lz4(payload: Payload, limit: int) -> bytes:
    """Decompress LZ4 frames; raises Undecodable."""
    return _within(limit, payload, cramjam.lz4.decompress_into)


def gzip_members(payload: Payload, limit: int) -> bytes:
    """Decompress gzip, of one or more members; raises Undecodable."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(payload)) as file:
            data = file.read(limit + 1)
    except Exception as error:
        raise Undecodable(f"invalid gzip: {error}") from None
    if len(data) > limit:
        raise _too_large(payload, limit)
    return data


def snappy(payload: Payload, limit: int) -> bytes:
    """Decompress snappy, as one block or in the blocks of xerial's library; raises Undecodable."""
    data = bytes(payload)
    if not data.startswith(XERIAL):
        return _block(data, limit, data)
    found, at = bytearray(), len(XERIAL)
    while at < len(data):
        size = int.from_bytes(data[at : at + SIZE], "big")
        at += SIZE
        found += _block(data[at : at + size], limit - len(found), data)
        at += size
    return bytes(found)


def _block(block: bytes, left: int, payload: bytes) -> bytes:
    """Decompress a block of snappy, which begins with its size, if no more than `left` bytes come out."""
    if _guarded(partial(cramjam.snappy.decompress_raw_len, block)) > left:
        raise TooLarge(f"{len(payload)} bytes are too many after decompression")
    return bytes(_guarded(partial(cramjam.snappy.decompress_raw, block)))


def _within(limit: int, payload: Payload, decompress: Into) -> bytes:
    size = min(limit, max(SMALLEST_BUFFER, FIRST_FACTOR * len(payload)))
    while True:
        buffer = bytearray(size)
        try:
            length = _guarded(partial(decompress, payload, buffer))
        except Undecodable as error:
            if size == limit and "whole buffer" in str(error):
                raise _too_large(payload, limit) from None
            if size == limit:
                raise
            size = min(limit, NEXT_FACTOR * size)
        else:
            return bytes(memoryview(buffer)[:length])


def _guarded(call: Callable[[], T]) -> T:
    """Call cramjam; a panic of its Rust code is no Exception, and would end the consumer."""
    try:
        return call()
    except PASSED_ON:
        raise
    except BaseException as error:
        raise Undecodable(f"invalid data: {error}") from None


def _too_large(payload: Payload, limit: int) -> TooLarge:
    return TooLarge(f"{len(payload)} bytes are more than {limit} after decompression")
