"""HTTP content codings, unpacked in small steps and never beyond a limit: a body may be a bomb.

1.6 kB of brotli stand for 2 GiB. The packed bytes are in memory already, so a caller bounds those by itself.
"""

import io
import zlib
from collections.abc import Callable, Generator, Iterator

import brotli
from cramjam import DecompressionError, zstd

ACCEPTED = "gzip, deflate, br"  # for Accept-Encoding: what `unpack` knows, and zstd, which some servers send unasked
# What servers write that pack nothing: nothing, or a charset by mistake. Browsers too take it for no coding.
NONE = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"})
STEP = 256 * 1024  # bytes unpacked at once, and so the most by which a limit can be passed in memory
INPUT = 64 * 1024  # bytes packed, given to a decoder at once: zlib copies the part that it leaves
MAX_RATIO = 200  # pages have 3 to 20; a bomb of gzip has 1,000, one of brotli 1,000,000
RATIO_FREE = 4 * 1024 * 1024  # bytes; below, no ratio is too high: a page of blanks is harmless
MAX_MEMBERS = 1000  # of one gzip body; bgzip's have 64 kB each
MAX_WINDOW = 8 * 1024 * 1024  # bytes that zstd may look back, and keeps (RFC 9659)
ZSTD_HEADER = 6  # bytes, of the shortest with a window; a shorter body packs nothing
ZSTD_MOST = 64 * 1024 * 1024  # bytes unpacked: more than any page may have
ZSTD_MARK, GZIP_MARK = b"\x28\xb5\x2f\xfd", b"\x1f\x8b\x08"


class TooLarge(Exception):
    """The body is larger than the limit once unpacked, or packed too densely for an honest one."""


class NotUnpackable(Exception):
    """The body is broken or cut off, comes in tiny pieces, or its coding is not one of those in ACCEPTED."""


def is_dense(packed: int, unpacked: int) -> bool:
    """Return whether so many bytes, packed and unpacked, are a bomb's."""
    return unpacked > max(RATIO_FREE, MAX_RATIO * packed)


def coding_by_mark(packed: bytes) -> str | None:
    """Return the content coding whose mark a body begins with; None for those without a mark, and for no coding."""
    if packed.startswith(GZIP_MARK):
        return "gzip"
    return "zstd" if packed.startswith(ZSTD_MARK) else None


def unpack(packed: bytes, coding: str, *, limit: int, is_cut: bool = False) -> bytes:
    """Return a body without its content coding, a value of Content-Encoding; those in NONE are none.

    At most `limit` bytes are returned, and at most `limit` and a few hundred kB are ever in memory. Bytes after the end
    of a gzip or deflate body are ignored, as browsers do. If `is_cut`, the body is known to end early, and what comes
    before its end is returned. It may take seconds, so call it in a thread. Raises TooLarge and NotUnpackable. Codings:
    RFC 9110, section 8.4.1; RFC 7932; RFC 8878.
    """
    name = coding.strip().lower()
    if name in NONE:
        if len(packed) > limit:
            raise TooLarge(f"the body has {len(packed)} bytes, the limit is {limit}")
        return packed
    if name not in _DECODERS:
        raise NotUnpackable(f"the content coding is {coding[:60]!r}; newsmill reads one of {ACCEPTED}")
    unpacked = io.BytesIO()  # returns its bytes without a copy
    try:
        for piece in _DECODERS[name](packed) if packed else ():
            size = unpacked.tell() + len(piece)
            if size > limit:
                raise TooLarge(f"the {name} body of {len(packed)} bytes has more than {limit} bytes, unpacked")
            if is_dense(len(packed), size):
                raise TooLarge(
                    f"the {name} body of {len(packed)} bytes has {size} or more bytes, unpacked: "
                    f"more than {MAX_RATIO} times as many"
                )
            unpacked.write(piece)
    except (zlib.error, brotli.error, NotUnpackable) as error:
        if not (is_cut and unpacked.tell()):
            broken = str(error) if isinstance(error, NotUnpackable) else f"the {name} body is broken: {error}"
            raise NotUnpackable(broken) from None
    return unpacked.getvalue()


def _gzip(packed: bytes) -> Iterator[bytes]:
    """Yield the pieces of all members of a gzip body (RFC 1952, section 2.2)."""
    end = 0
    for _ in range(MAX_MEMBERS):
        end = yield from _member(packed, end, wbits=31)
        while packed[end : end + 1] == b"\0":  # padding
            end += 1
        if packed[end : end + 2] != b"\x1f\x8b":
            return
    raise NotUnpackable(f"the gzip body has more than {MAX_MEMBERS} members")


def _deflate(packed: bytes) -> Iterator[bytes]:
    """Yield the pieces of a deflate body: in a zlib wrapper, as the RFC has it, or bare, as some servers send it.

    A bare one never begins like a wrapped one unless it was made to: its first block would have dirty padding.
    """
    wrapped = packed[0] & 15 == zlib.DEFLATED and int.from_bytes(packed[:2]) % 31 == 0
    yield from _member(packed, 0, wbits=15 if wrapped else -15)


def _member(packed: bytes, start: int, *, wbits: int) -> Generator[bytes, None, int]:
    """Yield the pieces of one zlib stream; returns where it ends."""
    decoder = zlib.decompressobj(wbits=wbits)
    at = start
    while True:
        taken = packed[at : at + INPUT]
        piece = decoder.decompress(taken, STEP)  # also of nothing: what the last bytes stand for may exceed a step
        yield piece
        if decoder.eof:
            return at + len(taken) - len(decoder.unused_data)
        if not (taken or piece):
            raise NotUnpackable("the body is cut off")
        at += len(taken) - len(decoder.unconsumed_tail)


def _brotli(packed: bytes) -> Iterator[bytes]:
    """Yield the pieces of a brotli body."""
    decoder = brotli.Decompressor()
    at = 0
    while not decoder.is_finished():
        taken = packed[at : at + INPUT] if decoder.can_accept_more_data() else b""
        piece = decoder.process(taken, output_buffer_limit=STEP)
        if at == len(packed) and not (piece or decoder.is_finished()):
            raise NotUnpackable("the body is cut off")
        yield piece
        at += len(taken)


def _zstd(packed: bytes) -> Iterator[bytes]:
    """Yield a zstd body at once: its decoder can be limited by the bytes that are set aside for it, not by steps."""
    if (window := _window(packed)) > MAX_WINDOW:
        raise NotUnpackable(f"the zstd body is broken, or has a window of {window} bytes, more than {MAX_WINDOW}")
    unpacked = bytearray(min(max(RATIO_FREE, MAX_RATIO * len(packed)), ZSTD_MOST))
    try:
        size = zstd.decompress_into(packed, unpacked)
    except DecompressionError as error:
        most = f"or has more than {len(unpacked)} bytes, unpacked"
        raise NotUnpackable(f"the zstd body is broken, {most}: {error}") from None
    yield bytes(memoryview(unpacked)[:size])


def _window(packed: bytes) -> int:
    """Return how many bytes the decoder of a zstd body keeps (RFC 8878, section 3.1.1.1)."""
    if len(packed) < ZSTD_HEADER or not packed.startswith(ZSTD_MARK):
        return MAX_WINDOW + 1
    described = packed[4]
    if not described & 0x20:
        base = 1 << (10 + (packed[5] >> 3))
        return base + (base >> 3) * (packed[5] & 7)
    start = 5 + (0, 1, 2, 4)[described & 3]  # one segment: all of the content
    return int.from_bytes(packed[start : start + (1, 2, 4, 8)[described >> 6]], "little")


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "br": _brotli,
    "deflate": _deflate,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "zstd": _zstd,
}
