"""The sets of a work folder on the device that trains."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.rows import Rows
from agents.enrich.encoder.training.batches import Pool, Table
from agents.enrich.encoder.training.examples import Packed, Targets
from agents.enrich.encoder.training.fit import IGNORED, Judged, Named
from agents.enrich.encoder.training.recipe import JUDGED, NAMED, PLAIN, TOPICAL
from agents.enrich.encoder.training.work import Topical, Work, numbers


def table_of(work: Work, device: str) -> Table:
    """Return the embeddings of the work folder's vocabulary."""
    return Table(Rows.load(work.encoder / "rows.bin", WIDTH), device)


def named_of(work: Work, weight: Callable[[str, int], float], device: str) -> Named:
    """Return all sentences with names and those without labels, in the order of `work.sets`.

    `weight` returns, from a set's name and how many sentences it has, how often it is drawn.
    """
    names = work.sets(*NAMED)
    packs = [work.load(name, Packed) for name in names]
    marks = [
        np.full_like(one.codes, IGNORED) if name.startswith(PLAIN) else one.codes
        for name, one in zip(names, packs, strict=True)
    ]
    sizes = [len(one.ends) for one in packs]
    first = [0, *np.cumsum(sizes).tolist()]
    sets = [(start, start + size, weight(name, size)) for name, size, start in zip(names, sizes, first, strict=False)]
    pool = _pool([one.ids for one in packs], np.concatenate(marks), [one.ends for one in packs], device)
    return Named(pool, _apart([one.documents.tolist() for one in packs]), sets)


def judged_of(work: Work, device: str) -> list[Judged]:
    """Return the sentences with targets that people judged, a pool for each data set."""
    found = []
    for name in work.sets(JUDGED):
        one = work.load(name, Targets)
        found.append(Judged(_pool([one.ids], one.marks, [one.ends], device), _tensor(one.polarities, device)))
    return found


def topics_of(work: Work, device: str) -> tuple[Pool, Tensor]:
    """Return the sentences with topics of all languages, and the topics."""
    every = [work.load(name, Topical) for name in work.sets(TOPICAL)]
    ids = [one.ids for one in every]
    marks = np.zeros(sum(map(len, ids)), np.uint8)
    pool = _pool(ids, marks, [one.ends for one in every], device)
    return pool, _tensor(np.concatenate([one.topics for one in every]), device)


def taught_of(work: Work, device: str) -> Tensor:
    """Return the mean of what the teachers make of all pieces; raises FileNotFoundError if none has labelled."""
    seeds = work.taught()
    if not seeds:
        raise FileNotFoundError(f"{work.folder} has no labels of a teacher: run `teach` first")
    mean: Tensor | None = None
    for seed in seeds:
        part = torch.from_numpy(np.array(numbers(work.labels(seed)))).to(device) / len(seeds)
        mean = part if mean is None else mean + part
    assert mean is not None
    return mean


def _pool(ids: Sequence[NDArray[Any]], marks: NDArray[Any], ends: Sequence[NDArray[Any]], device: str) -> Pool:
    """Return one pool of several sets; each set's ends count from its own beginning."""
    begins = np.cumsum([0, *(len(one) for one in ids)])
    joined = np.concatenate([begin + own for begin, own in zip(begins, ends, strict=False)])
    whole = np.concatenate(ids).astype(np.int64)
    return Pool(torch.from_numpy(whole), torch.from_numpy(marks), torch.from_numpy(joined), device)


def _apart(documents: Sequence[list[int]]) -> list[int]:
    """Return the documents of all sets, numbered so that no two sets share one."""
    numbered: list[int] = []
    following = 0
    for own in documents:
        numbered += [following + document for document in own]
        following += max(own, default=-1) + 1
    return numbered


def _tensor(array: NDArray[Any], device: str) -> Tensor:
    return torch.from_numpy(array).to(device)
