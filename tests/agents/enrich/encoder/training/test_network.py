"""The network has the source's layers, and a head for each task."""

import pytest

pytest.importorskip("torch", reason="needs the packages of the group train-encoder")

import torch

from agents.enrich.encoder.files import TOPICS, WIDTH
from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.training.network import CLASSES, Network, bias_of, thinned
from agents.enrich.encoder.training.source import Source


@pytest.fixture(scope="module")
def source(tiny_source):
    return Source(tiny_source)


@pytest.fixture(scope="module")
def network(source):
    return Network(source, range(source.layers)).eval()


def batch():
    """Return the embeddings of two sentences of nine pieces, of which the second has three of padding."""
    torch.manual_seed(1)
    mask = torch.ones(2, 9)
    mask[1, 6:] = 0
    return torch.randn(2, 9, WIDTH), mask


@torch.no_grad()
def test_each_head_gives_its_shape(network):
    embeddings, mask = batch()
    early, states = network.encode_both(embeddings, mask)
    marks = torch.zeros(2, 9)
    marks[:, 2] = 1
    assert network.early(early).shape == network.labels(states).shape == (2, 9, len(LABELS))
    assert network.sentiment(states, mask, marks).shape == network.toned(states, mask).shape == (2, CLASSES)
    assert network.topic(network.mean(states, mask)).shape == (2, len(TOPICS))
    assert network.vector(network.mean(states, mask)).shape == (2, WIDTH)


@torch.no_grad()
def test_padding_changes_nothing(network):
    embeddings, mask = batch()
    padded = network.encode(embeddings, mask)[1, :6]
    alone = network.encode(embeddings[1:, :6], mask[1:, :6])[0]
    assert torch.allclose(padded, alone, atol=1e-4)
    assert bias_of(mask)[1, 0, 0].tolist() == [0] * 6 + [-10_000] * 3


@torch.no_grad()
def test_the_early_exit_is_after_half_of_the_layers(source, network):
    embeddings, mask = batch()
    early, states = network.encode_both(embeddings, mask)
    half = Network(source, [0]).eval()
    assert torch.allclose(early, half.encode(embeddings, mask), atol=1e-5)
    assert not torch.allclose(early, states, atol=1e-2)


def test_the_layers_begin_with_the_weights_of_the_source(source, network):
    found = network.layers[1].up.weight.detach().numpy()
    assert (found == source.tensor("l1.fi.w", source.inner, WIDTH)).all()


@pytest.mark.parametrize("kept, expected", [(12, list(range(12))), (6, [1, 3, 5, 7, 9, 11]), (2, [5, 11]), (1, [11])])
def test_a_smaller_network_begins_with_layers_from_all_of_the_source(kept, expected):
    assert thinned(12, kept) == expected


def test_every_weight_is_of_the_encoder_or_of_a_head(network):
    body, heads = network.groups()
    assert len(body) + len(heads) == len(list(network.parameters()))
    assert any(one is network.labels[1].weight for one in heads)
    assert any(one is network.layers[0].up.weight for one in body)
