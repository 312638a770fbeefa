"""A training that was stopped goes on from its checkpoint as if it had not been."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the packages of the group train-encoder")

import torch

from agents.enrich.encoder.training import prepare, recipe
from agents.enrich.encoder.training.fit import Data, Fit, Plan
from agents.enrich.encoder.training.learn import Means, new_network
from agents.enrich.encoder.training.pools import judged_of, named_of, table_of, topics_of
from agents.enrich.encoder.training.work import Work

STEPS = 4


class Stopped(Exception):
    """The training ended before its time."""


@pytest.fixture
def work(tiny_data, tiny_source, tmp_path, request):
    request.getfixturevalue("tiny_recipe")
    work = Work(tmp_path / "work")
    prepare.prepare(tiny_data, tiny_source, work, prepare.Wanted(("de", "en")), lambda _: None)
    return work


def train(work, **plan):
    """Train a network from its beginning, and return its weights."""
    torch.manual_seed(1)
    network = new_network(work, Means())
    topics, topic_of = topics_of(work, "cpu")
    data = Data(named_of(work, recipe.weight_of, "cpu"), judged_of(work, "cpu"), topics, topic_of)
    Fit(network, table_of(work, "cpu"), data, Plan(STEPS, pieces=128, judged=4, topics=2, device="cpu", **plan)).run()
    return {name: value.numpy() for name, value in network.state_dict().items()}


def stop_at(step):
    def report(line):
        if line.startswith(f"step {step} "):
            raise Stopped

    return report


@pytest.fixture(autouse=True)
def every_step_is_reported(monkeypatch):
    monkeypatch.setattr("agents.enrich.encoder.training.fit.SHOWN", 0.0)


def test_a_stopped_training_ends_with_the_weights_of_one_that_was_not(work, tmp_path):
    path, lines = tmp_path / "part.checkpoint", []
    whole = train(work, report=lines.append)
    with pytest.raises(Stopped):
        train(work, report=stop_at(3), every=2, checkpoint=path)
    assert path.exists()
    rest = train(work, report=lines.append, every=2, checkpoint=path)
    assert "goes on from step 2 of part.checkpoint" in lines
    for name, weights in whole.items():
        assert np.array_equal(weights, rest[name]), name


def test_a_training_that_ended_leaves_no_checkpoint(work, tmp_path):
    train(work, report=lambda _: None, every=1, checkpoint=tmp_path / "part.checkpoint")
    assert list(tmp_path.glob("part.*")) == []


def test_a_training_ends_after_its_seconds(work):
    lines = []
    train(work, report=lines.append, seconds=1e-9)
    assert lines == []
