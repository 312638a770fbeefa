"""The room for pages: bounded over all of them, but one page always fits."""

import pytest

from agents.fetch.budget import PAUSE, Budget
from schemas import Deferred


def test_one_page_fits_whatever_its_size():
    budget = Budget(100)
    budget.hold().grow(1000)
    assert budget.held == 1000


def test_a_page_without_room_is_deferred_and_fits_when_another_is_published():
    deferred = []
    budget = Budget(100, lambda: deferred.append(1))
    first, second = budget.hold(), budget.hold()
    first.grow(80)
    second.grow(20)
    with pytest.raises(Deferred, match="others take 80 bytes") as caught:
        second.grow(1)
    assert caught.value.wait == PAUSE
    assert len(deferred) == 1
    first.release()
    first.release()
    second.grow(1000)
    assert budget.held == 1020
