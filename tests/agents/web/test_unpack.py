"""Content codings: what they mean, and bombs, which are stopped before they fill the memory."""

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import brotli
import pytest
from cramjam import zstd
from hypothesis import given
from hypothesis import strategies as st

from agents.web.unpack import ACCEPTED, MAX_MEMBERS, RATIO_FREE, NotUnpackable, TooLarge, coding_by_mark, unpack

LIMIT = 16 * 1024 * 1024
BLOCK = bytes(1024 * 1024)
PAGE = ("<p>" + " ".join(str(number) for number in range(20_000)) + "</p>").encode()


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip by its old name": ("X-GZIP", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its wrapper": ("deflate", bare_deflate),
    "brotli": ("br", lambda body: brotli.compress(body, quality=4)),
    "zstd": ("zstd", lambda body: bytes(zstd.compress(body, 3))),
}
each_coding = pytest.mark.parametrize("coding, pack", PACKERS.values(), ids=PACKERS)


def streamed(wbits: int, size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=wbits)
    for _ in range(size // len(BLOCK)):
        yield packer.compress(BLOCK)
    yield packer.flush()


def brotli_bomb(size: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(BLOCK) for _ in range(size // len(BLOCK))) + bytes(packer.finish())


BOMBS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "gzip": ("gzip", lambda size: b"".join(streamed(31, size))),
    "deflate": ("deflate", lambda size: b"".join(streamed(15, size))),
    "deflate without its wrapper": ("deflate", lambda size: b"".join(streamed(-15, size))),
    "brotli": ("br", brotli_bomb),
    "gzip in many members": ("gzip", lambda size: gzip.compress(BLOCK) * (size // len(BLOCK))),
}
each_bomb = pytest.mark.parametrize("coding, bomb", BOMBS.values(), ids=BOMBS)


@each_coding
@given(body=st.binary(max_size=4096))
def test_a_body_is_unpacked_as_it_was(coding: str, pack: Callable[[bytes], bytes], body: bytes) -> None:
    assert unpack(pack(body), coding, limit=4096) == body


@each_coding
@pytest.mark.parametrize("size", [1, 255 * 1024, 256 * 1024, 256 * 1024 + 1, 3_000_000])
def test_a_body_of_many_steps_is_whole(coding: str, pack: Callable[[bytes], bytes], size: int) -> None:
    noise = random.Random(size).randbytes(size)
    for body in (noise, PAGE * (size // len(PAGE) + 1)):
        assert unpack(pack(body), coding, limit=LIMIT) == body


@pytest.mark.parametrize("coding", ["", "identity", " Identity ", "UTF-8", "none"])
def test_a_body_without_a_coding_is_returned_within_the_limit(coding: str) -> None:
    assert unpack(b"page", coding, limit=4) == b"page"
    with pytest.raises(TooLarge, match="5 bytes, the limit is 4"):
        unpack(b"pages", coding, limit=4)


@each_bomb
def test_a_bomb_is_stopped_at_its_ratio_with_little_memory(coding: str, bomb: Callable[[int], bytes]) -> None:
    packed = bomb(256 * len(BLOCK))
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge, match=rf"{len(packed)} bytes has .* more than 200 times as many"):
            unpack(packed, coding, limit=1024 * len(BLOCK))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * max(RATIO_FREE, 200 * len(packed))


@each_bomb
def test_a_bomb_is_stopped_at_the_limit(coding: str, bomb: Callable[[int], bytes]) -> None:
    packed = bomb(8 * len(BLOCK))
    with pytest.raises(TooLarge, match=rf"{len(packed)} bytes has more than 2000000 bytes"):
        unpack(packed, coding, limit=2_000_000)


@each_coding
def test_a_dense_body_below_a_few_mib_is_no_bomb(coding: str, pack: Callable[[bytes], bytes]) -> None:
    assert len(unpack(pack(bytes(RATIO_FREE)), coding, limit=LIMIT)) == RATIO_FREE


@each_coding
def test_the_limit_itself_is_allowed(coding: str, pack: Callable[[bytes], bytes]) -> None:
    assert unpack(pack(PAGE), coding, limit=len(PAGE)) == PAGE
    with pytest.raises(TooLarge):
        unpack(pack(PAGE), coding, limit=len(PAGE) - 1)


@each_coding
def test_a_body_that_is_cut_off_anywhere_is_never_returned(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(PAGE)
    for end in (1, 2, 10, len(packed) // 2, len(packed) - 1):
        with pytest.raises(NotUnpackable, match=r"cut off|broken"):
            unpack(packed[:end], coding, limit=LIMIT)


@each_coding
@given(body=st.binary(min_size=1, max_size=2048))
def test_any_bytes_are_unpacked_or_refused(coding: str, pack: Callable[[bytes], bytes], body: bytes) -> None:
    packed = pack(PAGE[:2048])
    for hostile in (body, packed[: len(body)] + body, body + packed):
        with suppress(NotUnpackable, TooLarge):
            unpack(hostile, coding, limit=LIMIT)


def test_a_broken_checksum_is_noticed() -> None:
    packed = bytearray(gzip.compress(PAGE))
    packed[-5] ^= 1
    with pytest.raises(NotUnpackable, match="gzip body is broken"):
        unpack(bytes(packed), "gzip", limit=LIMIT)


@pytest.mark.parametrize(
    "coding",
    ["gzip, gzip", "br,gzip", "gzip,", "identity, gzip", "zstandard", "compress", "g" * 100_000, "gzip\r\nX: y"],
)
def test_two_codings_and_unknown_ones_are_refused_by_name(coding: str) -> None:
    with pytest.raises(NotUnpackable, match="newsmill reads one of gzip, deflate, br") as caught:
        unpack(gzip.compress(gzip.compress(PAGE)), coding, limit=LIMIT)
    assert len(str(caught.value)) < 200


def test_members_of_a_gzip_body_are_joined_and_bytes_after_them_ignored() -> None:
    packed = gzip.compress(b"a") + gzip.compress(b"b") + bytes(9)
    assert unpack(packed, "gzip", limit=2) == b"ab"
    assert unpack(packed + b"<!-- 0.2 s -->", "gzip", limit=2) == b"ab"


def test_a_gzip_body_of_countless_empty_members_is_refused_at_once() -> None:
    with pytest.raises(NotUnpackable, match=f"more than {MAX_MEMBERS} members"):
        unpack(gzip.compress(b"") * 500_000, "gzip", limit=LIMIT)


@pytest.mark.parametrize("coding", [name.strip() for name in ACCEPTED.split(",")])
def test_an_empty_body_stays_empty(coding: str) -> None:
    assert unpack(b"", coding, limit=LIMIT) == b""


@each_coding
def test_of_a_body_that_is_known_to_be_cut_the_part_before_the_cut_is_returned(
    coding: str, pack: Callable[[bytes], bytes]
) -> None:
    noise = random.Random(1).randbytes(1_000_000)
    packed = pack(noise)[:700_000]
    if coding == "zstd":  # its decoder gives all or nothing
        with pytest.raises(NotUnpackable):
            unpack(packed, coding, limit=LIMIT, is_cut=True)
        return
    body = unpack(packed, coding, limit=LIMIT, is_cut=True)
    assert len(body) > 500_000
    assert noise.startswith(body)


def test_a_bomb_of_zstd_is_refused_with_little_memory() -> None:
    packed = bytes(zstd.compress(bytes(50_000_000), 3))
    tracemalloc.start()
    try:
        with pytest.raises(NotUnpackable, match="or has more than"):
            unpack(packed, "zstd", limit=LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 2 * RATIO_FREE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("header", ["28b52ffd0090", "28b52ffde0ffffffffffffffff", "28b52ffd", "28b52ffe0058"])
def test_a_body_of_zstd_with_a_large_window_or_a_broken_header_is_refused(header: str) -> None:
    with pytest.raises(NotUnpackable, match="window"):
        unpack(bytes.fromhex(header), "zstd", limit=LIMIT)


def test_codings_with_a_mark_are_told_by_it() -> None:
    assert coding_by_mark(gzip.compress(b"x")) == "gzip"
    assert coding_by_mark(bytes(zstd.compress(b"x"))) == "zstd"
    assert coding_by_mark(b"<p>") is None
