"""The part of the networks that reads words in context, by onnxruntime."""

from pathlib import Path
from typing import Any, Self

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from agents.enrich.recognise.cnn.arrays import Floats

INPUT, OUTPUT = "embeddings", "vectors"
DEPTH = 4  # layers, each of which sees one word further to both sides


class Convolutions:
    """The convolutions of all networks, in a session that uses one thread: the pool has a child for each core."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the graph."""
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return cls(InferenceSession(str(path), options, providers=["CPUExecutionProvider"]))

    def run(self, embeddings: Floats) -> Floats:
        """Return vectors (networks, words, width) from embeddings that have DEPTH more words at both ends."""
        output: Any = self._session.run([OUTPUT], {INPUT: embeddings})[0]
        return np.asarray(output, np.float32)
