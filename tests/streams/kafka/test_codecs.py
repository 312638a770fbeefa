"""Kafka's codecs with a limit."""

import gzip
import tracemalloc
from collections.abc import Callable

import aiokafka.codec
import cramjam
import pytest

from streams.kafka import codecs

LIMIT = 1024 * 1024
TEXT = b"".join(b"a page with the number %d. " % number for number in range(20_000))

CODECS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes, int], bytes]]] = {
    "gzip": (gzip.compress, codecs.gzip_members),
    "lz4": (lambda data: bytes(cramjam.lz4.compress(data)), codecs.lz4),
    "zstd": (lambda data: bytes(cramjam.zstd.compress(data)), codecs.zstd),
    "snappy": (lambda data: bytes(cramjam.snappy.compress_raw(data)), codecs.snappy),
    "xerial": (aiokafka.codec.snappy_encode, codecs.snappy),
}


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("data", [b"", b"a", TEXT, bytes(LIMIT)], ids=["nothing", "one byte", "text", "the limit"])
def test_what_fits_the_limit_comes_out_as_it_was(codec: str, data: bytes) -> None:
    pack, unpack = CODECS[codec]
    assert unpack(pack(data), LIMIT) == data


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("size", [LIMIT + 1, 256 * LIMIT], ids=["one byte more", "256 times as much"])
def test_what_is_larger_is_refused_in_bounded_memory(codec: str, size: int) -> None:
    pack, unpack = CODECS[codec]
    packed = pack(bytes(size))
    tracemalloc.start()
    try:
        with pytest.raises(codecs.TooLarge, match=f"^{len(packed)} bytes are "):
            unpack(packed, LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 8 * LIMIT + len(packed)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("codec", CODECS)
def test_what_is_cut_or_is_something_else_is_undecodable(codec: str) -> None:
    pack, unpack = CODECS[codec]
    for invalid in (pack(TEXT)[:-9], b"\xff" * 100, b"not compressed at all, but long enough to look at"):
        with pytest.raises(codecs.Undecodable):
            unpack(invalid, LIMIT)


def test_members_of_gzip_and_frames_follow_one_another() -> None:
    assert codecs.gzip_members(gzip.compress(b"one, ") + gzip.compress(b"two"), LIMIT) == b"one, two"
    frames = bytes(cramjam.zstd.compress(b"one, ")) + bytes(cramjam.zstd.compress(b"two"))
    assert codecs.zstd(frames, LIMIT) == b"one, two"
