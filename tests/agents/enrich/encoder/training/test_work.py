"""What a step of the training writes into the work folder, the next one reads."""

import numpy as np
import pytest

from agents.enrich.encoder.training.examples import Packed
from agents.enrich.encoder.training.source import NAME
from agents.enrich.encoder.training.work import Topical, Work, numbers

PACKED = Packed(
    np.array([5, 6, 7], np.uint32), np.array([1, 2, 0], np.uint8), np.array([2, 3]), np.array([0, 1], np.int32)
)


@pytest.fixture
def work(tmp_path):
    return Work(tmp_path / "work")


def test_a_set_is_read_as_it_was_written(work):
    work.save("labelled.da", PACKED)
    for before, after in zip(PACKED, work.load("labelled.da", Packed), strict=True):
        assert before.dtype == after.dtype
        assert (before == after).all()


def test_sets_are_listed_by_kind_always_in_one_order(work):
    for name in ("plain.zh", "labelled.sv", "labelled.da", "silver.en"):
        work.save(name, PACKED)
    work.save("topics.de", Topical(PACKED.ids, PACKED.ends, np.array([1, 2])))
    assert work.sets("labelled", "plain") == ["labelled.da", "labelled.sv", "plain.zh"]
    assert work.sets("topics") == ["topics.de"]


def test_a_set_that_is_missing_is_named(work):
    with pytest.raises(FileNotFoundError, match=r"labelled\.xx\.npz"):
        work.load("labelled.xx", Packed)


def test_rows_are_kept_as_text(work):
    work.save_rows("dev-names.ja", [{"text": "東京で会見した。", "spans": [[0, 2, "LOC"]]}])
    assert work.rows("dev-names") == {"ja": [{"text": "東京で会見した。", "spans": [[0, 2, "LOC"]]}]}
    assert work.rows("targets") == {}


def test_the_teachers_that_have_labelled_are_known(work):
    work.save("labelled.da", PACKED)
    assert work.taught() == []
    for seed in (3, 1):
        np.save(work.labels(seed), np.full((3, 2), seed, np.float16))
    assert work.taught() == [1, 3]
    assert float(numbers(work.labels(3))[2, 1]) == 3


def test_the_source_and_the_vocabulary_are_copied(work, tiny_source, tmp_path):
    work.keep_source(tiny_source)
    assert (work.folder / NAME).read_bytes() == tiny_source.read_bytes()
    assert work.source().layers == 2
    work.encoder.mkdir()
    (work.encoder / "rows.bin").write_bytes(b"rows")
    work.copy_vocabulary(tmp_path / "out")
    assert (tmp_path / "out" / "rows.bin").read_bytes() == b"rows"
