"""The encoder's files: where they are, their version, and the heads that read one vector of a sentence."""

import hashlib
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from agents.enrich.encoder.rows import Floats

BUNDLED = Path(__file__).with_name("multilingual")
CARD = "MODEL.md"
WIDTH = 384  # of a piece's embedding and of its state
TOPICS = ("science/technology", "travel", "politics", "sports", "health", "entertainment", "geography")
"""The topics of SIB-200 (Adelani et al. 2024, https://arxiv.org/abs/2309.07445), in the order of the network."""


class Linear(NamedTuple):
    """A matrix and what is added to its product."""

    weight: Floats  # (inputs, outputs)
    bias: Floats  # (outputs,)

    def __call__(self, vector: Floats) -> Floats:
        """Return the product with a vector: (outputs,)."""
        return np.asarray(vector @ self.weight + self.bias, np.float32)


class Heads(NamedTuple):
    """What is made of a sentence's mean state: its tone (with its first state before it), its topic, its vector."""

    tone: Linear
    topic: Linear
    vector: Linear

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the heads of a folder; raises OSError if the file is missing."""
        with np.load(folder / "heads.npz", allow_pickle=False) as stored:
            return cls(
                *(
                    Linear(*(stored[f"{head}_{part}"].astype(np.float32) for part in ("weight", "bias")))
                    for head in cls._fields
                )
            )


def version_of(folder: Path) -> str:
    """Return the version: the beginning of the hash of the card, which names the hash of each file."""
    return hashlib.sha256((folder / CARD).read_bytes()).hexdigest()[:12]
