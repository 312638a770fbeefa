"""What teachers make of sentences: probabilities of labels, and names toward which they judge."""

import pytest

pytest.importorskip("torch", reason="needs the packages of the group train-encoder")

import torch

from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.training.batches import Pool
from agents.enrich.encoder.training.fit import UNKNOWN, Named
from agents.enrich.encoder.training.teach import with_targets

BEGIN, INSIDE = LABELS.index("B-PERSON"), LABELS.index("I-PERSON")


def named(*labels):
    """Return two sentences of three pieces each, of which the teachers are sure."""
    taught = torch.nn.functional.one_hot(torch.tensor(labels), len(LABELS)).half()
    pool = Pool(torch.arange(6), torch.zeros(6), torch.tensor([3, 6]), "cpu")
    return Named(pool, [0, 1], [(0, 1, 1.0), (1, 2, 1.0)], taught)


def test_a_name_is_marked_with_all_its_pieces_and_has_no_polarity_by_people():
    found = with_targets(named(0, BEGIN, INSIDE, 0, 0, 0), 5, 1, "cpu", lambda _: 1.0)
    assert len(found.pool) > 0
    assert found.pool.of([0]).marks[0, 1:4].tolist() == [0, 1, 1]
    assert set(found.polarities.tolist()) == {UNKNOWN}


def test_a_set_of_no_weight_is_never_drawn():
    found = with_targets(named(BEGIN, 0, 0, 0, BEGIN, 0), 5, 1, "cpu", lambda number: float(number == 1))
    assert len(found.pool) == 5
    assert found.pool.of(range(5)).ids[:, 1].tolist() == [3] * 5


def test_teachers_that_find_no_name_give_no_targets():
    assert with_targets(named(0, 0, 0, 0, 0, 0), 5, 1, "cpu", lambda _: 1.0) is None
