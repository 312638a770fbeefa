"""The steps that train a network: teachers, each of which labels all sentences, and the student of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from agents.enrich.encoder.training import recipe
from agents.enrich.encoder.training.batches import Table
from agents.enrich.encoder.training.fit import Data, Fit, Judged, Named, Plan
from agents.enrich.encoder.training.network import Network, thinned
from agents.enrich.encoder.training.pools import judged_of, named_of, table_of, taught_of, topics_of
from agents.enrich.encoder.training.teach import judgements_of, labels_of, vectors_of, with_targets
from agents.enrich.encoder.training.work import Work, numbers


@dataclass(frozen=True)
class Means:
    """With what is trained. `steps` and `pieces` change the recipe; each `every` steps a checkpoint is written."""

    layers: int | None = None  # by default all of the source's
    steps: int | None = None
    pieces: int | None = None  # of a batch, with padding
    targets: int = recipe.FOUND_TARGETS  # sentences with a name that the teachers found, toward which they judge
    device: str = "cpu"
    every: int = 0
    report: Callable[[str], None] = print

    def plan(self, schedule: recipe.Schedule, checkpoint: Path) -> Plan:
        """Return how a network of the recipe is trained with these means."""
        return Plan(
            steps=self.steps or schedule.steps, pieces=self.pieces or schedule.pieces, judged=schedule.judged,
            rate=schedule.rate, seed=schedule.seed, device=self.device, report=self.report, every=self.every,
            checkpoint=checkpoint,
        )  # fmt: skip


def teach(work: Work, schedule: recipe.Schedule, means: Means) -> None:
    """Train a teacher on the labelled sentences, and let it label all.

    One that has labelled stays as it is, and one that is trained only labels: to train it again, remove its files.
    """
    if work.labels(schedule.seed).exists():
        means.report(f"teacher {schedule.seed} has labelled: {work.labels(schedule.seed)}")
        return

    def weight(name: str, sentences: int) -> float:
        return 0.0 if name.startswith(recipe.PLAIN) else recipe.weight_of(name, sentences, schedule.silver)

    table, named = table_of(work, means.device), named_of(work, weight, means.device)
    path = work.teacher(schedule.seed)
    if not path.exists():
        torch.manual_seed(schedule.seed)
        network = new_network(work, means)
        topics, topic_of = topics_of(work, means.device)
        data = Data(named, judged_of(work, means.device), topics, topic_of)
        Fit(network, table, data, means.plan(schedule, path.with_suffix(".checkpoint"))).run()
        torch.save(network.state_dict(), path)
    network = read_network(work, path, means.device)
    means.report(f"teacher {schedule.seed} is trained; it labels {len(named.pool):,} sentences")
    np.save(work.labels(schedule.seed), labels_of(network, table, named.pool, means.device).cpu().numpy())


def learn(work: Work, schedule: recipe.Schedule, means: Means) -> None:
    """Train the student on labels, on the mean of the teachers, and on the source's vectors."""
    device = means.device
    table = table_of(work, device)
    named = named_of(work, lambda name, sentences: recipe.weight_of(name, sentences, schedule.silver), device)
    named = replace(named, taught=taught_of(work, device), vectors=_vectors(work, table, named, means))
    teachers = [read_network(work, work.teacher(seed), device) for seed in work.taught()]
    means.report(f"{len(teachers)} teachers")
    judged = _judged(work, table, named, teachers, means)
    torch.manual_seed(schedule.seed)
    network = read_network(work, work.teacher(recipe.FIRST), device)
    topics, topic_of = topics_of(work, device)
    plan = means.plan(schedule, work.student.with_suffix(".checkpoint"))
    Fit(network, table, Data(named, judged, topics, topic_of), plan).run()
    torch.save(network.state_dict(), work.student)


def new_network(work: Work, means: Means) -> Network:
    """Return an untrained network that begins with the source's layers, or with some of them."""
    source = work.source()
    return Network(source, thinned(source.layers, means.layers or source.layers)).to(means.device)


def read_network(work: Work, path: Path, device: str) -> Network:
    """Return a trained network, as large as it was trained; raises FileNotFoundError if the file is missing."""
    weights = torch.load(path, map_location=device, weights_only=True)
    layers = sum(name.startswith("layers.") and name.endswith(".query.weight") for name in weights)
    source = work.source()
    network = Network(source, thinned(source.layers, layers)).to(device)
    network.load_state_dict(weights)
    network.eval()
    return network


def _vectors(work: Work, table: Table, named: Named, means: Means) -> torch.Tensor:
    """Return the vectors of the untouched source, whose layers are all read whatever the student has."""
    if not work.vectors.exists():
        network = new_network(work, replace(means, layers=None)).eval()
        means.report(f"the source reads {len(named.pool):,} sentences for their vectors")
        np.save(work.vectors, vectors_of(network, table, named.pool, means.device).cpu().numpy())
    return torch.from_numpy(np.array(numbers(work.vectors))).to(means.device)


def _judged(work: Work, table: Table, named: Named, teachers: list[Network], means: Means) -> list[Judged]:
    """Return what sentiment is learnt from: what people judged, and as much of names that the teachers found."""
    judged = judged_of(work, means.device)
    names = work.sets(*recipe.NAMED)
    found = with_targets(
        named,
        means.targets,
        recipe.STUDENT.seed,
        means.device,
        lambda number: recipe.target_weight(names[number]),
    )
    if found is None:
        means.report("the teachers found no name: sentiment is learnt from what people judged alone")
    else:
        judged += [found] * len(judged)
    taught = {id(one): judgements_of(teachers, table, one.pool, means.device) for one in judged}
    return [replace(one, taught=taught[id(one)]) for one in judged]
