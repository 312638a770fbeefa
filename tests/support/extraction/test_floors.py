"""The floors of extraction's quality, and how they move."""

from tests.support.extraction.floors import below, moved
from tests.support.extraction.measure import Figures

REACHED = Figures(0.9473, 0.95, 0.94, title=0.8)


def test_what_is_reached_is_never_below_the_floors_made_of_it() -> None:
    floors = moved({}, {"a-set": REACHED}, lower=False)
    assert floors == {"a-set": {"body": 0.946, "title": 0.799}}
    assert below(REACHED, floors["a-set"]) == {}


def test_what_falls_below_a_floor_is_named() -> None:
    assert below(REACHED, {"body": 0.948, "title": 0.8}) == {"body": "0.9473, the floor is 0.948"}


def test_a_floor_without_a_label_and_a_label_without_a_floor_are_wrong() -> None:
    assert set(below(REACHED, {"body": 0.9, "date": 0.9})) == {"title", "date"}


def test_floors_fall_only_if_asked() -> None:
    before = {"a-set": {"body": 0.99, "title": 0.1}, "another": {"body": 0.5}}
    assert moved(before, {"a-set": REACHED}, lower=False)["a-set"] == {"body": 0.99, "title": 0.799}
    lowered = moved(before, {"a-set": REACHED}, lower=True)
    assert lowered == {"a-set": {"body": 0.946, "title": 0.799}, "another": {"body": 0.5}}
