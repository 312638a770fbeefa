"""The convolutions in plain numpy with 32 bits: what the converted ones are compared with."""

from collections.abc import Sequence

import numpy as np

from agents.enrich.recognise.cnn.arrays import Floats
from agents.enrich.recognise.cnn.embed import Maxout


def convolve(embeddings: Floats, networks: Sequence[Sequence[Maxout]]) -> Floats:
    """Return vectors (networks, words, width) from embeddings that have a word more at each end for each layer."""
    return np.stack([_convolve(part, layers) for part, layers in zip(embeddings, networks, strict=True)])


def _convolve(vectors: Floats, layers: Sequence[Maxout]) -> Floats:
    for layer in layers:
        window = np.concatenate([vectors[:-2], vectors[1:-1], vectors[2:]], axis=1)
        vectors = layer.activate(window @ layer.weights) + vectors[1:-1]
    return vectors
