"""Label selectors match as those of Kubernetes do."""

import pytest

from tests.support.deploy.policies.selectors import matches

LABELS = {"app": "mill", "tier": "back"}


@pytest.mark.parametrize(
    "selector,is_match",
    [
        ({}, True),
        ({"matchLabels": {"app": "mill"}}, True),
        ({"matchLabels": {"app": "mill", "tier": "front"}}, False),
        ({"matchLabels": {"zone": "a"}}, False),
        ({"matchExpressions": [{"key": "app", "operator": "In", "values": ["mill", "x"]}]}, True),
        ({"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}, False),
        ({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["mill"]}]}, False),
        ({"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": ["a"]}]}, True),
        ({"matchExpressions": [{"key": "app", "operator": "Exists"}]}, True),
        ({"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}, False),
        ({"matchExpressions": [{"key": "zone", "operator": "DoesNotExist"}]}, True),
        ({"matchLabels": {"app": "mill"}, "matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}, False),
    ],
    ids=str,
)
def test_all_parts_of_a_selector_must_match(selector: dict[str, object], is_match: bool) -> None:
    assert matches(selector, LABELS) == is_match


def test_an_unknown_operator_is_an_error() -> None:
    with pytest.raises(KeyError):
        matches({"matchExpressions": [{"key": "app", "operator": "Equals", "values": ["mill"]}]}, LABELS)
