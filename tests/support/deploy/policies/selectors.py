"""Label selectors, by the rules of Kubernetes."""

from collections.abc import Mapping
from typing import Any

OPERATORS = {
    "In": lambda labels, one: labels.get(one["key"]) in one["values"],
    "NotIn": lambda labels, one: labels.get(one["key"]) not in one["values"],  # also if there is no such label
    "Exists": lambda labels, one: one["key"] in labels,
    "DoesNotExist": lambda labels, one: one["key"] not in labels,
}


def matches(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Tell whether a selector matches labels; an empty one matches all. Raises KeyError for an unknown operator."""
    return all(labels.get(name) == value for name, value in selector.get("matchLabels", {}).items()) and all(
        OPERATORS[one["operator"]](labels, one) for one in selector.get("matchExpressions", ())
    )
