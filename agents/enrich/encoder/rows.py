"""The embeddings of pieces, in 4 bits a number, from a file that is mapped into memory: processes share its pages."""

from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.integer[Any]]
Blocks: TypeAlias = NDArray[np.void]

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 numbers, Q4_0 of llama.cpp: number i is in the low half of byte i, number 16 + i in the high half of byte i."""

NUMBERS = 32  # of a block


def dequantised(blocks: Blocks) -> Floats:
    """Return the numbers of (n,) blocks: (n, 32)."""
    nibbles = blocks["nibbles"]
    numbers = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32)
    numbers -= 8
    numbers *= blocks["scale"].astype(np.float32)[:, None]
    return numbers


class Rows:
    """The table of embeddings, one row of blocks for each piece."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self.width = blocks.shape[1] * NUMBERS

    @classmethod
    def load(cls, path: Path, width: int) -> Self:
        """Map a file of rows of this width; raises OSError, or ValueError if the file has no whole number of rows."""
        mapped: Any = np.memmap(path, BLOCK, "r")
        return cls(mapped.reshape(-1, width // NUMBERS))

    def __len__(self) -> int:
        return len(self._blocks)

    def of(self, ids: Integers) -> Floats:
        """Return the embeddings of piece ids of any shape: (*shape, width). Raises IndexError for an unknown id."""
        distinct, places = np.unique(ids, return_inverse=True)
        numbers = dequantised(self._blocks[distinct].reshape(-1)).reshape(-1, self.width)
        return numbers[places.reshape(ids.shape)]
