"""The names of metrics: those that a PromQL expression reads, and those that the code exposes."""

import re

from streams.metrics import Metrics

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
BRACES = re.compile(r"\{[^}]*\}")
RANGE = re.compile(r"\[[^]]*\]")
GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")
NAME = re.compile(r"(?<![\w:.])[a-zA-Z_:][\w:]*(?!\w|\s*\()")
WORDS = frozenset({"and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "inf", "nan"})

FOREIGN = {
    "ALERTS": "from Prometheus: the alerts that are firing or pending",
    "up": "from Prometheus: whether the last scrape of a target succeeded",
    "kube_pod_container_status_last_terminated_exitcode": "from kube-state-metrics, if it is installed",
    "kube_pod_container_status_restarts_total": "from kube-state-metrics, if it is installed",
}
"""Metrics that newsmill does not expose and that rules and panels may read, with their origin."""


def read_by(expression: str) -> set[str]:
    """Return the names of the metrics that an expression reads."""
    for part in (STRING, BRACES, RANGE, GROUPING):
        expression = part.sub(" ", expression)
    return {name for name in NAME.findall(expression) if name.lower() not in WORDS}


def exposed() -> dict[str, str]:
    """Return the names that a worker exposes, each with the metric of the generated table that it belongs to."""
    names: dict[str, str] = {}
    for family in Metrics().registry.collect():
        metric = family.name + ("_total" if family.type == "counter" else "")
        parts = [f"{metric}_{part}" for part in ("bucket", "sum", "count")] if family.type == "histogram" else [metric]
        names |= dict.fromkeys(parts, metric)
    return names
