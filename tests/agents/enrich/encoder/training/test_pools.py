"""The sets of a work folder become pools in which each sentence keeps its pieces and its document."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the packages of the group train-encoder")

from agents.enrich.encoder.training.examples import Packed, Targets
from agents.enrich.encoder.training.fit import IGNORED
from agents.enrich.encoder.training.pools import judged_of, named_of, taught_of, topics_of
from agents.enrich.encoder.training.work import Topical, Work


def of(*sentences, documents):
    """Return sentences of pieces with their own number as their code."""
    ids = np.array([piece for one in sentences for piece in one], np.uint32)
    ends = np.cumsum([len(one) for one in sentences])
    return Packed(ids, ids.astype(np.uint8), ends, np.array(documents, np.int32))


@pytest.fixture
def work(tmp_path):
    work = Work(tmp_path)
    work.save("labelled.da", of([10, 11], [12], documents=[0, 0]))
    work.save("plain.zh", of([20], [21, 22], [23], documents=[0, 1, 1]))
    return work


def test_sentences_of_all_sets_follow_each_other(work):
    named = named_of(work, lambda _, sentences: float(sentences), "cpu")
    assert named.sets == [(0, 2, 2.0), (2, 5, 3.0)]
    pieces = [named.pool.ids(*named.pool.span(one, one + 1)).tolist() for one in range(len(named.pool))]
    assert pieces == [[10, 11], [12], [20], [21, 22], [23]]


def test_no_document_goes_over_from_one_set_to_the_next(work):
    assert named_of(work, lambda *_: 1.0, "cpu").documents == [0, 0, 1, 2, 2]


def test_pieces_of_plain_sentences_have_no_label_by_people(work):
    named = named_of(work, lambda *_: 1.0, "cpu")
    marks = named.pool.batch([named.pool.span(0, 1), named.pool.span(3, 4)], IGNORED).marks[:, 1:3]
    assert marks.tolist() == [[10, 11], [IGNORED, IGNORED]]


def test_targets_are_a_pool_for_each_set_and_topics_one_for_all(work):
    marks = np.array([0, 1], np.uint8)
    for name in ("newsmtsc", "rusentne"):
        work.save(f"judged.{name}", Targets(np.array([30, 31], np.uint32), marks, np.array([2]), np.array([2])))
    for language in ("de", "en"):
        work.save(f"topics.{language}", Topical(np.array([40, 41], np.uint32), np.array([1, 2]), np.array([3, 4])))
    assert [one.polarities.tolist() for one in judged_of(work, "cpu")] == [[2], [2]]
    pool, topics = topics_of(work, "cpu")
    assert (len(pool), topics.tolist()) == (4, [3, 4, 3, 4])


def test_what_is_taught_is_the_mean_of_the_teachers(work):
    for seed, odds in ((1, 0.25), (2, 0.75)):
        np.save(work.labels(seed), np.full((4, 2), odds, np.float16))
    assert taught_of(work, "cpu").tolist() == [[0.5, 0.5]] * 4


def test_without_a_teacher_the_step_that_is_missing_is_named(work):
    with pytest.raises(FileNotFoundError, match="run `teach` first"):
        taught_of(work, "cpu")
