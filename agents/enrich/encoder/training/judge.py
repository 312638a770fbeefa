"""The last step: the judge of sentiment goes on learning from the states that the exported network gives it.

These states differ a little from those it was trained on, since the exported network calculates in 8 bits.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.reading import LONGEST, Encoder, Reading
from agents.enrich.encoder.training.examples import POLARITIES, Row
from agents.enrich.encoder.training.fit import NEUTRAL, NEUTRALS, SMOOTHING

EPOCHS, STEPS, SENTENCES = 4, 150, 64
RATE, DECAY = 1e-4, 0.02
SHARES = {"newsmtsc": 2, "rusentne": 1}  # of the sentences drawn
READ = 200  # sentences at once

Halves: TypeAlias = NDArray[np.float16]


class Seen(NamedTuple):
    """A sentence with a target as the exported network sees it; the polarity is 0, 1 or 2."""

    states: Halves  # (pieces + 2, width)
    marks: Halves  # (pieces + 2,), 1 at the target's
    polarity: int


def see(encoder: Encoder, rows: Sequence[Row]) -> Iterator[Seen]:
    """Yield sentences with `sentence`, `from`, `to` and `polarity` as the encoder sees them."""
    for first in range(0, len(rows), READ):
        some = rows[first : first + READ]
        for row, reading in zip(some, encoder.read([row["sentence"] for row in some]), strict=True):
            yield _seen(reading, row)


def _seen(reading: Reading, row: Row) -> Seen:
    """Return the part of a sentence that has the target, as `Reading.toward` chooses it."""
    marked = np.array([a < b and a < row["to"] and b > row["from"] for a, b in reading.encoded.offsets], np.float16)
    number = int(marked.argmax()) // LONGEST
    states = reading.parts[number].states.astype(np.float16)
    marks = np.zeros(len(states), np.float16)
    marks[1:-1] = marked[number * LONGEST : (number + 1) * LONGEST]
    return Seen(states, marks, POLARITIES.index(int(row["polarity"])))


def train(
    judge: nn.Module, seen: Mapping[str, Sequence[Seen]], report: Callable[[str], None], steps: int = STEPS
) -> None:
    """Train the judge, `steps` of them in each epoch."""
    draw = random.Random(1)  # noqa: S311 - a sample, not a secret
    torch.manual_seed(1)
    optimiser = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=DECAY)
    judge.train()
    for step in range(EPOCHS * steps):
        inputs, true = _batch(_drawn(seen, draw))
        loss = functional.cross_entropy(judge(*inputs), true, label_smoothing=SMOOTHING)
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / (EPOCHS * steps))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimiser.step()
        if (step + 1) % steps == 0:
            report(f"judge: epoch {(step + 1) // steps} of {EPOCHS}, loss {loss.item():.3f}")
    judge.eval()


def _drawn(seen: Mapping[str, Sequence[Seen]], draw: random.Random) -> list[Seen]:
    """Return the sentences of a step; neutral ones are drawn less often."""
    found: list[Seen] = []
    names = list(seen)
    while len(found) < SENTENCES:
        (name,) = draw.choices(names, [SHARES[name] for name in names])
        one = draw.choice(seen[name])
        if one.polarity != NEUTRAL or draw.random() < NEUTRALS:
            found.append(one)
    return found


def _batch(rows: Sequence[Seen]) -> tuple[tuple[Tensor, Tensor, Tensor], Tensor]:
    """Return states, mask and marks, padded to the longest sentence, and the polarities."""
    length = max(len(row.states) for row in rows)
    states = np.zeros((len(rows), length, WIDTH), np.float32)
    mask, marks = np.zeros((2, len(rows), length), np.float32)
    for number, row in enumerate(rows):
        size = len(row.states)
        states[number, :size], mask[number, :size], marks[number, :size] = row.states, 1, row.marks
    inputs = torch.from_numpy(states), torch.from_numpy(mask), torch.from_numpy(marks)
    return inputs, torch.tensor([row.polarity for row in rows])
