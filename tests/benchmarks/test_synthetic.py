"""The synthetic events of the benchmarks: `benchmarks/synthetic.py`."""

import numpy as np
import pytest

from agents.deduplicate.comparison import compare
from agents.deduplicate.signature import Text
from tests.benchmarks import synthetic
from tests.benchmarks.synthetic import Stream, kind_of, number_of

STREAM = Stream(1, 10_000)


def test_an_event_follows_from_its_number_and_has_a_valid_signature():
    for number in range(200):
        kind, event = STREAM.event(number)
        assert (kind, event) == STREAM.event(number)
        assert kind is kind_of(number)
        assert number_of(event.article.id) == number
        assert Text.of(event).sketch.shingles > 0


def test_lengths_are_distributed_as_those_of_the_labelled_pages():
    lengths = [Text.of(STREAM.event(number)[1]).sketch.shingles for number in range(0, 20_000, 20)]
    assert np.log(lengths).mean() == pytest.approx(synthetic.MEAN_LOG, abs=0.1)
    assert np.log(lengths).std() == pytest.approx(synthetic.DEVIATION_LOG, abs=0.1)


def test_a_copy_shares_most_with_one_event_before_it_and_nothing_with_the_others():
    texts = [Text.of(STREAM.event(number)[1]).sketch for number in range(400)]
    for number in range(19, 400, 20):
        shares = [compare(texts[number], other, is_equal=False).share for other in texts[:number]]
        assert max(shares) > 0.7
        assert np.median(shares) < 0.05


def test_the_lowest_hashes_are_those_of_so_many_uniform_ones():
    random = np.random.default_rng(1)
    drawn = [synthetic.lowest(random, 1000, 48) for _ in range(500)]
    assert np.mean([hashes[-1] for hashes in drawn]) == pytest.approx(2**32 * 48 / 1001, rel=0.02)
    assert np.mean([hashes[0] for hashes in drawn]) == pytest.approx(2**32 / 1001, rel=0.15)
