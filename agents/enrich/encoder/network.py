"""The layers of the encoder as ONNX sessions on one thread: children of a pool each have a core."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import onnxruntime

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.pieces import BOS, EOS, PAD
from agents.enrich.encoder.rows import Floats, Rows

BATCH = 512
"""Pieces with padding that are read at once: with 256 to 1,024 the layers are fastest, and more takes more memory."""


PADDED = 1.2  # times its own length that a sentence may be padded to; beyond, a batch of its own is faster


class Half(NamedTuple):
    """Some sentence after one half of the layers, with the marks around it: scores of labels, and states."""

    scores: Floats  # (pieces + 2, labels)
    states: Floats  # (pieces + 2, width)


class Network:
    """The two halves of the layers, and the judge of sentiment toward a target."""

    def __init__(self, rows: Rows, lower: Any, upper: Any, toward: Any) -> None:
        self._rows = rows
        self._lower, self._upper, self._toward = lower, upper, toward

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the files of a folder; raises OSError or onnxruntime's errors if one is missing or broken."""
        sessions = (_session(folder / f"{part}.onnx") for part in ("lower", "upper", "toward"))
        return cls(Rows.load(folder / "rows.bin", WIDTH), *sessions)

    def lower(self, sentences: Sequence[Sequence[int]]) -> list[Half]:
        """Return sentences of piece ids, without marks around them, after the first half of the layers."""
        marked = [np.array([BOS, *sentence, EOS]) for sentence in sentences]
        halves: dict[int, Half] = {}
        for numbers, mask in _batches([len(sentence) for sentence in marked]):
            ids = np.full(mask.shape, PAD)
            for row, number in enumerate(numbers):
                ids[row, : len(marked[number])] = marked[number]
            scores, states = self._lower.run(None, {"embeddings": self._rows.of(ids), "mask": mask})
            halves |= _cut(numbers, mask, scores, states)
        return [halves[number] for number in range(len(sentences))]

    def upper(self, before: Sequence[Floats]) -> list[Half]:
        """Return sentences after all layers, from their states after the first half."""
        if not before:
            return []
        halves: dict[int, Half] = {}
        for numbers, mask in _batches([len(states) for states in before]):
            x = np.zeros((*mask.shape, before[0].shape[1]), np.float32)
            for row, number in enumerate(numbers):
                x[row, : len(before[number])] = before[number]
            scores, states = self._upper.run(None, {"before": x, "mask": mask})
            halves |= _cut(numbers, mask, scores, states)
        return [halves[number] for number in range(len(before))]

    def toward(self, states: Floats, marks: Floats) -> Floats:
        """Return the scores of negative, neutral and positive toward the marked pieces of one sentence: (3,)."""
        mask = np.ones((1, len(states)), np.float32)
        (scores,) = self._toward.run(None, {"states": states[None], "mask": mask, "marks": marks[None]})
        return np.asarray(scores[0], np.float32)


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep the memory of the largest batch for good
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> list[tuple[list[int], Floats]]:
    """Return batches of sentences of similar length: their numbers, and a mask (sentences, length)."""
    groups: list[list[int]] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        first = lengths[groups[-1][0]] if groups else 0
        if not groups or lengths[number] > PADDED * first + 1 or lengths[number] * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
        groups[-1].append(number)
    return [
        (group, (np.arange(lengths[group[-1]]) < np.array([[lengths[one]] for one in group])).astype(np.float32))
        for group in groups
    ]


def _cut(numbers: Sequence[int], mask: Floats, scores: Floats, states: Floats) -> dict[int, Half]:
    """Return each sentence of a batch without padding."""
    sizes = mask.sum(axis=1).astype(int).tolist()
    return {
        number: Half(scores[row, :size], states[row, :size])
        for row, (number, size) in enumerate(zip(numbers, sizes, strict=True))
    }
