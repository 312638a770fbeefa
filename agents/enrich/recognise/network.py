"""The convolutions of spaCy's entity recogniser in plain numpy: the same weights and the same result, but faster.

spaCy's parts: https://spacy.io/api/architectures#MaxoutWindowEncoder, residual(expand_window >> maxout >> layernorm).
"""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[Any]

PIECES = 3  # linear pieces of each maxout unit
WINDOW = 3  # a word and its neighbours, left and right
BLOCK = 512  # words at a time: a layer's operands stay in the second-level cache
EPSILON = np.float32(1e-8)  # thinc's layernorm adds it to the variance


class Layer(NamedTuple):
    """One convolution: maxout over a window of three words, normalised, added to its input."""

    weights: Floats  # (WINDOW * width, PIECES * width), piece-major, so that maxout is two element-wise maxima
    bias: Floats  # (PIECES * width,)
    gain: Floats  # (width,)
    shift: Floats  # (width,)

    def activate(self, product: Floats, residual: Floats) -> Floats:
        """Return the layer's output from the window's product with the weights, which is overwritten."""
        width = residual.shape[1]
        product += self.bias
        left, middle, right = product[:, :width], product[:, width : 2 * width], product[:, 2 * width :]
        output = np.maximum(np.maximum(left, middle), right)
        output -= output.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", output, output) / np.float32(width)
        output /= np.sqrt(variance + EPSILON)[:, None]
        output *= self.gain
        output += self.shift
        output += residual
        return output


def named(model: Model[Any, Any], name: str) -> list[Model[Any, Any]]:
    """Return the parts of a model that have a name, in order."""
    return [part for part in model.walk() if part.name == name]


def parameter(model: Model[Any, Any], name: str) -> Floats:
    """Return a part's weights as a plain array; thinc has no type for their shapes."""
    weights: Any = model.get_param(name)
    return np.asarray(weights, np.float32)


def read_layers(encoder: Model[Any, Any]) -> list[Layer]:
    """Return the layers of a MaxoutWindowEncoder; raises ValueError if it is built in another way."""
    layers = []
    for maxout, norm in zip(named(encoder, "maxout"), named(encoder, "layernorm"), strict=True):
        weights, bias = parameter(maxout, "W"), parameter(maxout, "b")
        width, pieces, inputs = weights.shape
        if pieces != PIECES or inputs != WINDOW * width:
            raise ValueError(f"maxout of shape {weights.shape}")
        flat = weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T
        layers.append(Layer(np.ascontiguousarray(flat), bias.T.reshape(-1), parameter(norm, "G"), parameter(norm, "b")))
    return layers


def by_position(layer: Layer) -> Floats:
    """Return a layer's weights for words apart from their neighbours: (width, WINDOW * PIECES * width)."""
    return np.concatenate(np.split(layer.weights, WINDOW), axis=1)


def encode(rows: Integers, embedding: Floats, projected: Floats, layers: list[Layer]) -> Floats:
    """Return the vectors in context (tokens, width) of the word types in rows.

    `projected` is `embedding @ by_position(layers[0])`. The text is padded with one row for each layer on both
    sides, because each layer sees one word further.
    """
    depth = len(layers)
    padded = np.pad(rows, depth)
    output = np.empty((len(rows), embedding.shape[1]), np.float32)
    for start in range(0, len(rows), BLOCK):
        stop = min(start + BLOCK, len(rows))
        output[start:stop] = _encode_block(padded[start : stop + 2 * depth], embedding, projected, layers)
    return output


def _encode_block(rows: Integers, embedding: Floats, projected: Floats, layers: list[Layer]) -> Floats:
    """Encode rows with their context of one word a layer on each side, which the layers use up."""
    first, *others = layers
    span = projected.shape[1] // WINDOW
    product = projected[rows[:-2], :span]
    product += projected[rows[1:-1], span : 2 * span]
    product += projected[rows[2:], 2 * span :]
    vectors = first.activate(product, embedding[rows[1:-1]])
    for layer in others:
        window = np.concatenate([vectors[:-2], vectors[1:-1], vectors[2:]], axis=1)
        vectors = layer.activate(window @ layer.weights, vectors[1:-1])
    return vectors
