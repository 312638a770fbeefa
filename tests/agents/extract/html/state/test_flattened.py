"""Parts that refer to each other by number are joined, and nothing becomes larger by that."""

from agents.extract.html.state.flattened import is_flattened, joined

NUXT = [
    ["ShallowReactive", 1],
    {"data": 2},
    {"title": 3, "at": 4, "tags": 5},
    "Ferries",
    ["Date", "2026-03-04"],
    [3, 3],
]
REMIX = [{"_1": 2}, "loaderData", {"_3": 4}, "title", "Ferries"]


def test_the_parts_of_nuxt_and_remix_are_joined():
    assert joined(NUXT) == [{"data": {"title": "Ferries", "at": "2026-03-04", "tags": ["Ferries", "Ferries"]}}]
    assert joined(REMIX) == {"loaderData": {"title": "Ferries"}}


def test_other_arrays_are_no_parts():
    assert is_flattened(NUXT)
    assert is_flattened(REMIX)
    assert not any(map(is_flattened, ({"a": 1}, [], ["a", "b", "c"], [{"a": "b"}, 1, 2], [{"a": True}, 1, 2])))


def test_parts_that_hold_themselves_are_one_object():
    found = joined([{"a": 0, "b": 99, "c": "x"}, 1, 2])
    assert found["a"] is found
    assert found["b"] is None
