"""Small bodies that unpack to much: what a hostile server sends to fill the memory of its visitors."""

import gzip
import zlib
from functools import cache

import brotli

MIB = 1024 * 1024
_BLOCK = bytes(MIB)
_BROTLI_STEP = 16  # MiB; what one meta-block of brotli can stand for


@cache
def deflated(mebibytes: int, wbits: int) -> bytes:
    """Return zeros, packed by zlib: the same block again and again, so that it is made at once.

    The checksum at the end is not right: nobody should come so far.
    """
    packer = zlib.compressobj(9, wbits=wbits)
    start = packer.compress(_BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(_BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (mebibytes - 1) + packer.flush()


@cache
def gzipped(mebibytes: int, times: int = 1) -> bytes:
    """Return zeros, packed by gzip, and the result packed again, up to `times`: 1 GiB in 3 kB if it is 2."""
    packed = deflated(mebibytes, wbits=31)
    for _ in range(times - 1):
        packed = gzip.compress(packed)
    return packed


@cache
def brotlied(mebibytes: int) -> bytes:
    """Return zeros, packed by brotli: 2 GiB in 2 kB."""
    packer = brotli.Compressor(quality=5, lgwin=24)
    blocks = [packer.process(_BLOCK * _BROTLI_STEP) + packer.flush() for _ in range(3)]
    end = packer.finish()
    return bytes(blocks[0] + blocks[1] + blocks[2] * (mebibytes // _BROTLI_STEP - 2) + end)
