"""The part of the networks that reads single words."""

from typing import NamedTuple, Self

import numpy as np

from agents.enrich.recognise.cnn.arrays import Floats, Hashes, Integers
from agents.enrich.recognise.cnn.hashing import number_hashes

PIECES = 3  # linear pieces of each maxout unit
EPSILON = np.float32(1e-8)  # thinc's layer norm adds it to the variance
BATCH = 256  # words: limits the memory for a text of rare words


class Maxout(NamedTuple):
    """A maxout layer with the layer norm behind it."""

    weights: Floats  # (inputs, PIECES * width), piece-major
    bias: Floats  # (PIECES * width,)
    gain: Floats  # (width,)
    shift: Floats  # (width,)

    def activate(self, product: Floats) -> Floats:
        """Return the layer's output from the product with the weights, which is overwritten."""
        width = len(self.gain)
        product += self.bias
        output = np.maximum(product[:, :width], product[:, width : 2 * width])
        np.maximum(output, product[:, 2 * width :], out=output)
        output -= output.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", output, output) / np.float32(width)
        output /= np.sqrt(variance + EPSILON)[:, None]
        output *= self.gain
        output += self.shift
        return output


class Vectors(NamedTuple):
    """Vectors of known words, already multiplied by the weights that read them.

    The words' numbers are sorted; the first 16 of their 64 bits say where to look and the next 32 bits are compared.
    With 32 bits in all, one of 6,000 unknown words would be taken for a known one.
    """

    starts: Hashes  # (2 ** 16 + 1,) where the words begin whose numbers begin with these bits
    keys: Hashes  # (words,) the next bits
    rows: Hashes  # (words,) where each word's vector is: rare words share that of a similar one
    table: Floats  # (rows, width), of 16 bits

    @classmethod
    def of_words(cls, numbers: Hashes, rows: Hashes, table: Floats) -> Self:
        """Arrange the vectors of words, by their 64-bit numbers."""
        order = np.argsort(numbers)
        first, keys = _bits(numbers[order])
        starts = np.searchsorted(first, np.arange(2**16 + 1)).astype(np.uint32)
        return cls(starts, keys, rows[order].astype(np.uint16), table)

    def of(self, numbers: Hashes) -> Floats:
        """Return the vectors (words, width) of words by their numbers, zeros for unknown words."""
        first, wanted = _bits(numbers)
        starts = self.starts[first].astype(np.int64)
        counts = self.starts[first + 1] - starts
        places = np.arange(counts.max(initial=1))
        at = np.minimum(starts[:, None] + places, len(self.keys) - 1)
        fits = (self.keys[at] == wanted[:, None]) & (places < counts[:, None])
        vectors = np.asarray(self.table[self.rows[at[np.arange(len(at)), fits.argmax(axis=1)]]], np.float32)
        vectors[~fits.any(axis=1)] = 0
        return vectors


def _bits(numbers: Hashes) -> tuple[Integers, Hashes]:
    """Return the first 16 bits of numbers, and the next 32; of spaCy's own numbers, which are small, the last bits."""
    most = numbers >> np.uint64(16)
    return (numbers >> np.uint64(48)).astype(np.int64), np.where(most == 0, numbers, most).astype(np.uint32)


class Embedding(NamedTuple):
    """A network's tables, one for each feature of a word, and the layer that mixes what they say.

    The mixer's weights have 64 bits: some processors' products of 32 bits give a word other last bits in other company.
    """

    rows: Floats  # (sum of sizes, width), of 16 bits
    sizes: Integers  # (features,) rows of each table
    seeds: Integers  # (features,)
    mixer: Maxout
    vectors: Vectors | None

    def embed(self, features: Hashes) -> Floats:
        """Return the vectors (words, width) of words by their features (words, 5)."""
        return np.concatenate([self._batch(features[at : at + BATCH]) for at in range(0, len(features), BATCH)])

    def _batch(self, features: Hashes) -> Floats:
        inputs = []
        first = 0
        for column, (size, seed) in enumerate(zip(self.sizes.tolist(), self.seeds.tolist(), strict=True)):
            at = first + number_hashes(features[:, column], seed) % np.uint32(size)
            inputs.append(self.rows[at].sum(axis=1, dtype=np.float32))
            first += size
        if self.vectors is not None:
            inputs.append(self.vectors.of(features[:, -1]))
        product = np.concatenate(inputs, axis=1, dtype=self.mixer.weights.dtype) @ self.mixer.weights
        return self.mixer.activate(product.astype(np.float32))
