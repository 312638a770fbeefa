"""Trees in numpy reach the leaves that a walk from the root reaches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.extract.blocks.trees import LEAVES, ROWS, Trees, pack

FEATURES = 4
VALUES = [-1.0, 0.0, 0.1, 0.25, 1.0, 7.0]  # few, so that rows lie on thresholds


def leaf(value):
    return {"leaf_value": value}


def split(feature, threshold, left, right, **other):
    return {
        "split_feature": feature,
        "threshold": threshold,
        "decision_type": "<=",
        "missing_type": "None",
        "left_child": left,
        "right_child": right,
    } | other


def booster(*structures):
    return {"tree_info": [{"tree_structure": structure} for structure in structures]}


def rows_of(*rows):
    return np.array(rows, np.float32)


def made(*boosters, **options):
    return Trees.from_arrays(pack(boosters, **options))


def walk(node, row):
    """Return the value of the leaf of a row, as LightGBM finds it: in float64."""
    while "split_feature" in node:
        at_most = float(row[node["split_feature"]]) <= node["threshold"]
        node = node["left_child" if at_most else "right_child"]
    return node["leaf_value"]


def walked(boosters, rows):
    """Return the mean over the boosters of the sums over their trees."""
    structures = [tree["tree_structure"] for one in boosters for tree in one["tree_info"]]
    return [sum(walk(structure, row) for structure in structures) / len(boosters) for row in rows]


def to_the_right(leaves):
    """Return a tree with one leaf for each whole number from 0, each split of which is the right child of another."""
    node = leaf(leaves - 1.0)
    for at in range(leaves - 2, -1, -1):
        node = split(0, at + 0.5, leaf(float(at)), node)
    return node


def to_the_left(leaves):
    """Return the mirror image of that tree."""
    node = leaf(0.0)
    for at in range(1, leaves):
        node = split(0, at - 0.5, node, leaf(float(at)))
    return node


STUMP = split(0, 0.5, leaf(-2.0), leaf(2.0))

values = st.sampled_from(VALUES) | st.floats(-10, 10, width=32)
any_leaf = st.builds(leaf, st.floats(-4, 4, width=32))
any_threshold = st.sampled_from(VALUES) | st.floats(-10, 10)
any_tree = st.recursive(
    any_leaf,
    lambda below: st.builds(split, st.integers(0, FEATURES - 1), any_threshold, below, below),
    max_leaves=LEAVES,
)
any_booster = st.lists(any_tree, min_size=1, max_size=6).map(lambda trees: booster(*trees))
any_rows = st.lists(st.lists(values, min_size=FEATURES, max_size=FEATURES), max_size=9).map(
    lambda rows: np.array(rows, np.float32).reshape(-1, FEATURES)
)


@given(boosters=st.lists(any_booster, min_size=1, max_size=3), rows=any_rows, prefix=st.integers(0, 20))
def test_any_trees_score_as_a_walk_from_the_root_does(boosters, rows, prefix):
    scores = made(*boosters, prefix=prefix).raw(rows)
    assert scores.dtype == np.float32
    assert scores.shape == (len(rows),)
    assert scores == pytest.approx(walked(boosters, rows), abs=1e-5)


@given(one=any_booster, rows=any_rows, zero=st.sets(st.integers(0, FEATURES - 1)))
def test_features_that_are_zero_can_be_resolved_before(one, rows, zero):
    rows[:, sorted(zero)] = 0
    resolved = pack([one], zero=zero)
    assert not zero.intersection(resolved["features"].tolist())
    assert Trees.from_arrays(resolved).raw(rows) == pytest.approx(walked([one], rows), abs=1e-5)


def test_a_resolved_last_column_need_not_be_there():
    one = booster(split(1, 0.5, STUMP, leaf(9.0)))
    assert made(one, zero={1}).raw(rows_of([0], [1])).tolist() == [-2, 2]


@pytest.mark.parametrize("chain", [to_the_right, to_the_left])
def test_a_tree_may_have_32_leaves_below_each_other(chain):
    scores = made(booster(chain(LEAVES))).raw(rows_of(*([at] for at in range(LEAVES))))
    assert scores.tolist() == list(range(LEAVES))


def test_a_tree_of_33_leaves_is_refused():
    with pytest.raises(ValueError, match="33 leaves; train with num_leaves of at most 32"):
        pack([booster(to_the_right(LEAVES + 1))])


def test_a_tree_of_33_leaves_is_fine_if_a_split_is_resolved():
    one = booster(split(1, 0.5, to_the_left(LEAVES), leaf(9.0)))
    assert made(one, zero={1}).raw(rows_of([31])).tolist() == [31]


def test_trees_of_one_leaf_add_a_constant():
    assert made(booster(leaf(0.5), leaf(0.25))).raw(rows_of([0], [1])).tolist() == [0.75, 0.75]
    assert made(booster(leaf(0.5), STUMP)).raw(rows_of([0], [1])).tolist() == [-1.5, 2.5]


@pytest.mark.parametrize("prefix", [0, 1])
def test_no_rows_have_no_scores(prefix):
    trees = made(booster(STUMP, STUMP), prefix=prefix)
    for scores in (trees.raw, trees.quick):
        assert scores(np.empty((0, 1), np.float32)).shape == (0,)


def test_many_rows_score_as_each_of_them_alone():
    rows = np.random.default_rng(1).random((2 * ROWS + 3, 1), np.float32)
    assert made(booster(STUMP)).raw(rows).tolist() == np.where(rows[:, 0] <= 0.5, -2, 2).tolist()


@pytest.mark.parametrize("threshold", [0.1, 0.3, -0.1, -0.3, 1 / 3, 16777217.0, 1e-300, -1e-300, 1e308, -1e308])
def test_rows_beside_a_threshold_that_is_no_float32_take_the_branch_of_float64(threshold):
    with np.errstate(over="ignore"):
        near = np.float32(threshold)
    rows = rows_of(*([np.nextafter(near, np.float32(to))] for to in (-np.inf, np.inf)), [near])
    one = booster(split(0, threshold, leaf(-1.0), leaf(1.0)))
    assert made(one).raw(rows).tolist() == walked([one], rows)


@pytest.mark.parametrize("other", [{"decision_type": "=="}, {"missing_type": "Zero"}])
def test_other_splits_than_numerical_ones_are_refused(other):
    with pytest.raises(ValueError, match="feature 3: only numerical splits"):
        pack([booster(split(3, 0.5, leaf(0.0), leaf(1.0), **other))])


@pytest.mark.parametrize("boosters", [[], [booster()]])
def test_no_trees_are_refused(boosters):
    with pytest.raises(ValueError, match="no trees"):
        pack(boosters)


def test_the_first_trees_are_the_same_share_of_each_booster():
    one, two = booster(*map(leaf, (1, 2, 3, 4))), booster(*map(leaf, (10, 20)))
    assert (pack([one, two])["leaves"][:, 0] * 2).tolist() == [1, 10, 2, 3, 20, 4]


def test_sure_rows_get_the_first_trees_times_the_slope_and_the_others_all_trees():
    first = split(0, 0.5, split(0, 0.2, leaf(-3.0), leaf(-0.5)), leaf(3.0))  # probabilities .05, .38, .95
    second = split(0, 0.5, leaf(-1.0), leaf(-8.0))
    trees = made(booster(first, second), prefix=1, sure=0.1, slope=2.0)
    rows = rows_of([0.1], [0.3], [0.9])
    assert trees.quick(rows).tolist() == [-6, -1.5, 6]
    assert trees.raw(rows).tolist() == [-4, -1.5, -5]


@pytest.mark.parametrize("prefix", [0, 2, 3])
def test_without_a_shorter_prefix_all_trees_score_all_rows(prefix):
    trees = made(booster(STUMP, STUMP), prefix=prefix, sure=0.4, slope=3.0)
    assert trees.quick(rows_of([0], [1])).tolist() == [-4, 4]


def test_the_slope_leads_from_the_first_score_to_that_of_all_trees_where_rows_are_decided():
    unsure = split(0, 2.0, leaf(0.0), leaf(0.1))
    trees = made(booster(split(0, 2.0, STUMP, unsure), STUMP), prefix=1, sure=0.2)
    assert trees.slope_on(rows_of([0], [1], [5])) == pytest.approx(2)


def test_the_slope_is_1_if_no_row_is_decided():
    assert made(booster(STUMP, STUMP), prefix=1, sure=0.01).slope_on(rows_of([0], [1])) == 1


def test_a_model_can_be_written_and_loaded(tmp_path):
    path = tmp_path / "model.npz"
    arrays = pack([booster(to_the_right(5), STUMP)], prefix=1, sure=0.2, slope=1.5)
    np.savez_compressed(path, version=np.array("1"), **arrays)
    rows = rows_of([0], [1], [2], [3])
    assert Trees.load(path).quick(rows).tolist() == Trees.from_arrays(arrays).quick(rows).tolist()


def test_a_model_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Trees.load(tmp_path / "model.npz")
