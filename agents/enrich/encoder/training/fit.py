"""Training: all heads at once, on what people labelled and on what teachers make of the same and other sentences."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from agents.enrich.encoder.training.batches import Batch, Pool, Table, by_length, paragraph
from agents.enrich.encoder.training.examples import allowed
from agents.enrich.encoder.training.network import Network

IGNORED = 255  # a mark: the piece has no label
UNKNOWN = -1  # a polarity: only teachers judged
WARM_UP = 0.06
DRAWN = 12_000  # sentences drawn at once, of which batches of similar length are made
SMOOTHING = 0.1
SHOWN = 10.0  # seconds between two reports
NEUTRAL, NEUTRALS = 1, 0.6  # sentences with a neutral target are drawn less often: most are
WEIGHTS = {"labels": 1.0, "early": 0.3, "sentiment": 0.5, "tone": 0.15, "topic": 0.1, "vector": 0.3}
BY_PEOPLE = 0.5  # weight of a label if there is a teacher's too


@dataclass
class Named:
    """The sentences of all languages with the codes of their pieces; IGNORED where only teachers label them.

    `sets` says which of them are of one kind, first and last (exclusive), and how often that kind is drawn. `taught`,
    (pieces, labels), is what teachers make of each piece; `vectors`, (sentences, width), are the source's.
    """

    pool: Pool
    documents: list[int]
    sets: list[tuple[int, int, float]]
    taught: Tensor | None = None
    vectors: Tensor | None = None


@dataclass
class Judged:
    """Sentences with a marked target; `taught`, (sentences, classes), is what teachers make of it."""

    pool: Pool
    polarities: Tensor
    taught: Tensor | None = None


@dataclass
class Data:
    """What is learnt from."""

    named: Named
    judged: list[Judged]
    topics: Pool
    topic_of: Tensor


@dataclass
class Plan:
    """How it is learnt. Training ends after `steps`, or after `seconds` if these are fewer.

    Every `every` steps all that the training needs to go on is written to `checkpoint`; a training whose checkpoint is
    there goes on from it, and takes the same steps as one that never stopped.
    """

    steps: int
    seconds: float = float("inf")
    pieces: int = 16_384  # of a batch, with padding
    judged: int = 96  # sentences with a target, a step
    topics: int = 32
    rate: float = 3e-4
    heads_rate: float = 1e-3
    seed: int = 1
    device: str = "cuda"
    report: Callable[[str], None] = print
    every: int = 0
    checkpoint: Path | None = None


class Fit:
    """One training of one network."""

    def __init__(self, network: Network, table: Table, data: Data, plan: Plan) -> None:
        self._network, self._table, self._data, self._plan = network, table, data, plan
        self._draw = random.Random(plan.seed)  # noqa: S311 - a sample, not a secret
        self._barred = torch.where(torch.from_numpy(allowed()).to(plan.device), 0.0, -1e9)
        body, heads = network.groups()
        self._rates = (plan.rate, plan.heads_rate)
        groups = [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.heads_rate}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=plan.device == "cuda")
        self._queue: list[list[tuple[int, int]]] = []
        self._neutral: dict[int, list[int]] = {}

    def run(self) -> None:
        """Train, from the checkpoint on if there is one; at the end it is removed."""
        plan, started = self._plan, time.monotonic()
        torch.manual_seed(plan.seed)
        begun, before = self._resume()
        started -= before
        shown = float("-inf")
        self._network.train()
        for step in range(begun, plan.steps):
            done = max(step / plan.steps, (time.monotonic() - started) / plan.seconds)
            if done >= 1:
                break
            for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
                group["lr"] = rate * min(1.0, (done + 1 / plan.steps) / WARM_UP) * (1 - done)
            losses = self._step()
            seconds = time.monotonic() - started
            if seconds - shown >= SHOWN:
                shown = seconds
                described = " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
                plan.report(f"step {step + 1} of {plan.steps}, {seconds:.0f} s: {described}")
            if plan.every and (step + 1) % plan.every == 0:
                self._keep(step + 1, seconds)
        self._network.eval()
        if plan.checkpoint is not None:
            plan.checkpoint.unlink(missing_ok=True)

    def _keep(self, step: int, seconds: float) -> None:
        """Write the checkpoint: under another name first, so that a stop while it is written loses nothing."""
        path = self._plan.checkpoint
        if path is None:
            return
        state: dict[str, Any] = {
            "step": step,
            "seconds": seconds,
            "network": self._network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "draw": self._draw.getstate(),
            "queue": self._queue,
            "noise": self._noise().get_rng_state(),
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(path)

    def _resume(self) -> tuple[int, float]:
        """Read the checkpoint if there is one; return the step to go on with, and the seconds taken until it."""
        path = self._plan.checkpoint
        if path is None or not path.exists():
            return 0, 0.0
        state = torch.load(path, map_location="cpu", weights_only=True)
        self._network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._draw.setstate(state["draw"])
        self._queue = state["queue"]
        self._noise().set_rng_state(state["noise"])
        self._plan.report(f"goes on from step {state['step']} of {path.name}")
        return state["step"], state["seconds"]

    def _noise(self) -> Any:
        """Return where dropout's random numbers come from on this device."""
        return torch.cuda if self._plan.device == "cuda" else torch

    def _step(self) -> dict[str, Tensor]:
        with torch.autocast(self._plan.device, torch.bfloat16):
            losses = dict([*self._names(), *self._sentences()])
        total = torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()
        self._optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        return {name: loss.detach() for name, loss in losses.items()}

    def _names(self) -> Iterator[tuple[str, Tensor]]:
        """Yield the losses of the labels of pieces, of the last layer and of an early one, and of the vector."""
        named, parts = self._data.named, self._next()
        batch = named.pool.batch([named.pool.span(*part) for part in parts], IGNORED)
        early, states = self._network.encode_both(self._table(batch.ids), batch.mask)
        yield "labels", self._label(self._network.labels(states), batch)
        yield "early", self._label(self._network.early(early), batch)
        single = torch.tensor([number for number, (first, last) in enumerate(parts) if last == first + 1])
        if named.vectors is not None and len(single):
            sentences = torch.tensor([parts[number][0] for number in single.tolist()], device=batch.ids.device)
            single = single.to(batch.ids.device)
            ours = self._network.vector(self._network.mean(states[single], batch.mask[single]))
            cosine = functional.cosine_similarity(ours.float(), named.vectors[sentences].float(), dim=-1)
            yield "vector", (1 - cosine).mean()

    def _label(self, scores: Tensor, batch: Batch) -> Tensor:
        odds = scores.float().log_softmax(-1)
        known = batch.marks != IGNORED
        right = torch.logsumexp(odds[known] + self._barred[batch.marks[known].long()], -1)
        by_people = -right.sum() / known.sum().clamp(min=1)
        if self._data.named.taught is None:
            return by_people
        taught = self._data.named.taught[batch.places[batch.inside]].float()
        by_teachers = -(taught * odds[batch.inside]).sum(-1).mean()
        return BY_PEOPLE * by_people + (1 - BY_PEOPLE) * by_teachers

    def _sentences(self) -> Iterator[tuple[str, Tensor]]:
        """Yield the losses of sentiment and of topics; both kinds of sentences are read in one pass."""
        judged = self._draw.choice(self._data.judged)
        chosen = [self._judged_sentence(judged) for _ in range(self._plan.judged)]
        topical = [self._draw.randrange(len(self._data.topics)) for _ in range(self._plan.topics)]
        batch = judged.pool.of(chosen).and_(self._data.topics.of(topical))
        states, count = self._network.encode(self._table(batch.ids), batch.mask), len(chosen)
        mask, marks = batch.mask[:count], batch.marks[:count].float()
        places = torch.tensor(chosen, device=batch.ids.device)
        taught = judged.taught[places].float() if judged.taught is not None else None
        true = judged.polarities[places]
        toward = self._network.sentiment(states[:count], mask, marks)
        yield "sentiment", self._judgement(toward, true, taught)
        yield "tone", self._judgement(self._network.toned(states[:count], mask), true, taught)
        scores = self._network.topic(self._network.mean(states[count:], batch.mask[count:]))
        truth = self._data.topic_of[torch.tensor(topical, device=batch.ids.device)]
        yield "topic", functional.cross_entropy(scores.float(), truth)

    @staticmethod
    def _judgement(scores: Tensor, true: Tensor, taught: Tensor | None) -> Tensor:
        scores = scores.float()
        known = true != UNKNOWN
        by_people = functional.cross_entropy(
            scores, true, ignore_index=UNKNOWN, label_smoothing=SMOOTHING, reduction="sum"
        )
        by_people = by_people / known.sum().clamp(min=1)
        if taught is None:
            return by_people
        by_teachers = -(taught * scores.log_softmax(-1)).sum(-1).mean()
        return torch.where(known.any(), BY_PEOPLE * by_people + (1 - BY_PEOPLE) * by_teachers, by_teachers)

    def _judged_sentence(self, judged: Judged) -> int:
        while True:
            one = self._draw.randrange(len(judged.pool))
            if self._is_neutral(judged)[one] == 0 or self._draw.random() < NEUTRALS:
                return one

    def _is_neutral(self, judged: Judged) -> list[int]:
        if id(judged) not in self._neutral:
            self._neutral[id(judged)] = (judged.polarities == NEUTRAL).long().tolist()
        return self._neutral[id(judged)]

    def _next(self) -> list[tuple[int, int]]:
        """Return the next batch of named sentences, of all languages, drawn by the weights of their sets."""
        if not self._queue:
            named = self._data.named
            parts = [
                paragraph(named.pool, named.documents, self._draw, self._draw.randrange(first, last))
                for first, last, _ in self._draw.choices(named.sets, [weight for *_, weight in named.sets], k=DRAWN)
            ]
            self._queue = by_length(named.pool, parts, self._plan.pieces)
            self._draw.shuffle(self._queue)
        return self._queue.pop()
