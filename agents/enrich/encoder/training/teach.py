"""What trained networks make of sentences: the probabilities that another network learns from."""

import random
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor

from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.training.batches import Batch, Pool, Table, by_length
from agents.enrich.encoder.training.fit import UNKNOWN, Judged, Named
from agents.enrich.encoder.training.network import CLASSES, Network

PIECES = 65_536  # of a batch, with padding
TARGETS = [LABELS.index(f"B-{kind}") for kind in ("PERSON", "ORG", "GPE")]


def batches(pool: Pool, sentences: Sequence[int]) -> Iterator[tuple[list[int], Batch]]:
    """Yield batches of these sentences, each with their numbers."""
    for parts in by_length(pool, [(one, one + 1) for one in sentences], PIECES):
        chosen = [first for first, _ in parts]
        yield chosen, pool.of(chosen)


@torch.no_grad()
def labels_of(network: Network, table: Table, pool: Pool, device: str) -> Tensor:
    """Return the probability of each label for each piece: (pieces, labels), in half precision."""
    odds = torch.zeros((pool.span(0, len(pool))[1], len(LABELS)), dtype=torch.float16, device=device)
    for _, batch in batches(pool, range(len(pool))):
        with torch.autocast(device, torch.bfloat16):
            scores = network.labels(network.encode(table(batch.ids), batch.mask))
        odds[batch.places[batch.inside]] = scores.float().softmax(-1)[batch.inside].half()
    return odds


@torch.no_grad()
def vectors_of(network: Network, table: Table, pool: Pool, device: str) -> Tensor:
    """Return the mean state of each sentence, of length 1: (sentences, width), in half precision."""
    vectors: Tensor | None = None
    for chosen, batch in batches(pool, range(len(pool))):
        with torch.autocast(device, torch.bfloat16):
            found = network.mean(network.encode(table(batch.ids), batch.mask), batch.mask).float()
        if vectors is None:
            vectors = torch.zeros((len(pool), found.shape[1]), dtype=torch.float16, device=device)
        vectors[torch.tensor(chosen, device=device)] = torch.nn.functional.normalize(found, dim=-1).half()
    assert vectors is not None
    return vectors


@torch.no_grad()
def judgements_of(networks: Sequence[Network], table: Table, pool: Pool, device: str) -> Tensor:
    """Return the mean probability of each class toward the marked target of each sentence: (sentences, classes)."""
    odds = torch.zeros((len(pool), CLASSES), device=device)
    for chosen, batch in batches(pool, range(len(pool))):
        with torch.autocast(device, torch.bfloat16):
            x, marks = table(batch.ids), batch.marks.float()
            found = [
                one.sentiment(one.encode(x, batch.mask), batch.mask, marks).float().softmax(-1) for one in networks
            ]
        odds[torch.tensor(chosen, device=device)] = torch.stack(found).mean(0)
    return odds


def with_targets(named: Named, count: int, seed: int, device: str, weight: Callable[[int], float]) -> Judged | None:
    """Return sentences with one of the names that teachers found as the target, drawn by the weights of their sets.

    None if the teachers found no name in those that were drawn.
    """
    assert named.taught is not None
    best = named.taught.argmax(-1).cpu()
    is_target = torch.isin(best, torch.tensor(TARGETS))
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    weights = [weight(number) for number in range(len(named.sets))]
    ids, marks, ends = [], [], []
    size = 0
    for first, last, _ in draw.choices(named.sets, weights, k=2 * count):
        start, end = named.pool.span(one := draw.randrange(first, last), one + 1)
        begins = torch.nonzero(is_target[start:end]).flatten().tolist()
        if not begins:
            continue
        at = draw.choice(begins)
        stop = at + 1
        while start + stop < end and best[start + stop] == best[start + at] + 1:
            stop += 1
        marked = torch.zeros(end - start, dtype=torch.uint8)
        marked[at:stop] = 1
        ids.append(named.pool.ids(start, end))
        marks.append(marked)
        size += end - start
        ends.append(size)
        if len(ends) == count:
            break
    if not ids:
        return None
    pool = Pool(torch.cat(ids), torch.cat(marks), torch.tensor(ends), device)
    return Judged(pool, torch.full((len(pool),), UNKNOWN, device=device))
