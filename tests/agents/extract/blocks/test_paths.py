import numpy as np

from agents.extract.blocks.blocks import Elements
from agents.extract.blocks.paths import distances, inherited, paths

# 0 the page, 1 and 2 below it, 3 below 2, 4 below 3
PARENTS, DEPTHS = [0, 0, 0, 2, 3], [0, 1, 1, 2, 3]


def test_bits_are_inherited_from_all_elements_above():
    assert inherited(PARENTS, [0, 1, 2, 4, 8]) == [0, 1, 2, 6, 14]


def test_paths_part_where_they_leave_the_articles_and_keep_large_and_small_elements_apart():
    elements = Elements(parent=PARENTS, depth=DEPTHS, names=[0, 1, 2, 4, 8], above=[0, 16, 32, 64, 128])
    found = paths(elements, 3, np.array([False, True, False, False, True]))
    assert found.common == [0, 0, 1, 2, 2]
    assert found.names == [0, 1, 0, 0, 8]
    assert found.above == [0, 16, 0, 0, 128]
    assert found.large == [0, 0, 2, 6, 6]


def test_distances_are_to_the_nearest_marked_block():
    before, after = distances(np.array([1, 4]), 6, 99)
    assert before.tolist() == [99, 0, 1, 2, 0, 1]
    assert after.tolist() == [1, 0, 2, 1, 0, 99]
    assert distances(np.array([], int), 2, 99)[0].tolist() == [99, 99]
