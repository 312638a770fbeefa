"""The measurement of what enrichment costs: the functions that it times exist, and its parts add up."""

import itertools
import os

import numpy as np
import pytest

from tests.benchmarks import enrich_speed
from tests.benchmarks.enrich_speed import PARTS, one_thread
from tests.benchmarks.profile_extract import Place


def test_the_functions_that_are_timed_exist():
    """If one was moved or renamed, give `PARTS` its new place: where it is looked up when it is called."""
    missing = []
    for path in itertools.chain.from_iterable(PARTS.values()):
        try:
            Place.of(path)
        except (ImportError, AttributeError) as error:
            missing.append(str(error))
    assert missing == []


def test_children_use_one_thread_and_the_environment_is_restored(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    with one_thread():
        assert (os.environ["OMP_NUM_THREADS"], os.environ["MKL_NUM_THREADS"]) == ("1", "1")
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


def test_the_memory_of_a_process_is_read_from_its_map():
    found = enrich_speed._rollup(os.getpid())
    assert 0 < found["Pss"] <= found["Rss"]


@pytest.mark.parametrize("matrix", enrich_speed.REFERENCE)
def test_the_reference_is_the_same_everywhere(matrix):
    assert matrix.dtype == np.float32
    assert matrix.size in (256 * 384, 384 * 1_536)
