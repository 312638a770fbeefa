"""Batches of sentences of similar length, put together on the device that trains."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from agents.enrich.encoder.pieces import BOS, EOS, PAD
from agents.enrich.encoder.rows import Rows

JOINED = 0.25  # share of the sentences that are read together with their neighbours, as a paragraph would be
LONGEST_JOINED = 160  # pieces
EVEN = 8  # lengths are multiples of it, as fast kernels want


class Table:
    """The embeddings of all pieces in half precision: a look-up on the device."""

    def __init__(self, rows: Rows, device: str) -> None:
        self._numbers = torch.from_numpy(rows.of(np.arange(len(rows))).astype(np.float16)).to(device)

    def __call__(self, ids: Tensor) -> Tensor:
        """Return the embeddings of pieces: (*ids.shape, width)."""
        return self._numbers[ids].float()


@dataclass
class Batch:
    """Sentences with the marks around them, (batch, length); `marks` has the code of each piece, or the target."""

    ids: Tensor
    mask: Tensor
    marks: Tensor
    places: Tensor  # of the pieces in their pool
    inside: Tensor  # whether a piece is one of the sentence: not padding, nor a mark around it

    def and_(self, other: "Batch") -> "Batch":
        """Return both in one batch, padded to the same length."""
        length = max(self.ids.shape[1], other.ids.shape[1])

        def both(one: Tensor, two: Tensor, empty: int = 0) -> Tensor:
            return torch.cat([functional.pad(part, (0, length - part.shape[1]), value=empty) for part in (one, two)])

        return Batch(
            both(self.ids, other.ids, PAD),
            both(self.mask, other.mask),
            both(self.marks, other.marks),
            both(self.places, other.places),
            both(self.inside, other.inside),
        )


class Pool:
    """All sentences of one kind on the device, one behind the other; sentence i ends at `ends[i]`."""

    def __init__(self, ids: Tensor, marks: Tensor, ends: Tensor, device: str) -> None:
        self._ids, self._marks = ids.to(device), marks.to(device)
        self._ends = [0, *ends.tolist()]
        self._device = device

    def __len__(self) -> int:
        return len(self._ends) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the pieces of sentences first to last (exclusive) lie."""
        return self._ends[first], self._ends[last]

    def ids(self, start: int, end: int) -> Tensor:
        """Return the pieces of a span."""
        return self._ids[start:end]

    def batch(self, spans: Sequence[tuple[int, int]], empty: int) -> Batch:
        """Return a batch of these spans; `empty` is the mark of the pieces around them."""
        start = torch.tensor([span[0] for span in spans], device=self._device)[:, None]
        size = torch.tensor([span[1] - span[0] for span in spans], device=self._device)[:, None]
        length = -(-(max(span[1] - span[0] for span in spans) + 2) // EVEN) * EVEN
        place = torch.arange(length, device=self._device)[None]
        inside = (place >= 1) & (place <= size)
        places = (start + place - 1).clamp(0, len(self._ids) - 1)
        ids = torch.where(inside, self._ids[places], PAD)
        ids[:, 0] = BOS
        ids = torch.where(place == size + 1, EOS, ids)
        marks = torch.where(inside, self._marks[places], empty)
        return Batch(ids, (place <= size + 1).float(), marks, places, inside)

    def of(self, sentences: Sequence[int]) -> Batch:
        """Return a batch of these sentences, with 0 as the mark around them."""
        return self.batch([self.span(one, one + 1) for one in sentences], 0)


def paragraph(pool: Pool, documents: Sequence[int], draw: random.Random, first: int) -> tuple[int, int]:
    """Return the sentences to read together, first and last (exclusive): one, or up to three more of its document."""
    last = first + 1
    if draw.random() < JOINED:
        wanted = draw.randint(2, 4)
        while last < min(len(pool), first + wanted) and documents[last] == documents[first]:
            start, end = pool.span(first, last + 1)
            if end - start > LONGEST_JOINED:
                break
            last += 1
    return first, last


def by_length(pool: Pool, parts: Sequence[tuple[int, int]], most: int) -> list[list[tuple[int, int]]]:
    """Return batches of parts of similar length, at most `most` pieces with padding each; a part is two sentences."""
    batches: list[list[tuple[int, int]]] = []
    for size, part in sorted((pool.span(*part)[1] - pool.span(*part)[0] + 2, part) for part in parts):
        if not batches or (size + EVEN) * (len(batches[-1]) + 1) > most:
            batches.append([])
        batches[-1].append(part)
    return batches
