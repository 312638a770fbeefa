"""What the Helm chart takes from the code: `files/topology.json`, and parts of `values.schema.json`.

A new stage, topic or setting needs no edit here. Edit this file if a setting must be the same for all workers
(`SHARED`), or if the chart sets it by another value than `settings` (`BY_THE_CHART`).
"""

import json
from ipaddress import IPv4Network, IPv6Network, collapse_addresses
from typing import Any

from pydantic import SecretStr
from ssrfguard import DEFAULT_DENIED, Reach

from streams.security import FILES, Security, variable
from streams.settings import Settings
from streams.stages import RETRY, Stage
from streams.topics import DELAY_UNITS, RETRY_DAYS, Topic, Topics, consumer_group
from tests.support.paths import ROOT

CHART = ROOT / "deploy" / "helm" / "newsmill"
WINDOW = "min.compaction.lag.ms"  # the state topic's, which follows NEWSMILL_DEDUPLICATION_WINDOW
RETENTION = "retention.ms"  # a retry topic's, which follows its delay
# What the chart sets by other values than `settings`: addresses, stages, the paths of mounted files, and secrets.
BY_THE_CHART = frozenset(
    {"stages", "http_host", "http_port", "sasl_username", "sasl_client_id", *FILES}
    | {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
)
# What must be the same for all workers, since they share topics, retries and the grace of a pod; a setting that is not
# named here may differ from stage to stage.
SHARED = frozenset(Security.model_fields) | {
    "topic_prefix",
    "partitions",
    "replication_factor",
    "max_event_bytes",
    "retry_delays",
    "max_redrives",
    "deduplication_window",
    "drain_grace",
    "compression",
}
MAPPED = IPv6Network("::ffff:0:0/96")
SCALARS = ("string", "integer", "number", "boolean")
LIMITS = ("pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
NUMBERS = "^( *[1-9][0-9]*( *, *[1-9][0-9]*)* *)?$"
PATTERNS = {"broker": {"pattern": "^(kafka://)?[^/,:]+:[0-9]+(,[^/,:]+:[0-9]+)*$"}}  # what a validator asks for


def topology(settings: Settings) -> dict[str, Any]:
    """Return what the chart needs to know of stages and topics; names are those without a prefix."""
    topics = Topics(settings)
    return {
        "stages": [
            {
                "name": stage.value,
                "group": consumer_group(settings, stage),
                "reads": [topic.name for topic in topics.sources(stage)],
                "writes": [topic.name for topic in topics.outputs(stage)],
                "state": [] if stage.state is None else [topics.of(stage.state).name],
                "again": topics.again(stage).name,
            }
            for stage in Stage
        ],
        "topics": [_topic(topic) for topic in topics.all() if topic not in topics.retries],
        "deadLetters": topics.dead_letters.name,
        "retry": _retry(settings),
        "notPublic": {"ipv4": _not_public(4), "ipv6": _not_public(6)},
    }


def _not_public(version: int) -> list[str]:
    """Return the networks that the fetch stage refuses, and those that carry IPv4, as one does not see what is inside.

    IPv4 addresses mapped into IPv6 are left out: they are sent as IPv4, and Kubernetes refuses them in a rule for IPv6.
    """
    blocks = [one for one in DEFAULT_DENIED.blocks if one.reach is not Reach.PERMITTED and one.network != MAPPED]
    if version == 4:
        return list(map(str, collapse_addresses(one.network for one in blocks if isinstance(one.network, IPv4Network))))
    return list(map(str, collapse_addresses(one.network for one in blocks if isinstance(one.network, IPv6Network))))


def _topic(topic: Topic) -> dict[str, Any]:
    config = {name: value for name, value in topic.config.items() if name != WINDOW}
    return {"name": topic.name, "config": config} | ({"window": WINDOW} if WINDOW in topic.config else {})


def _retry(settings: Settings) -> dict[str, Any]:
    """Return the topic of a delay: `%s` in its name stands for the delay in the last unit that divides it."""
    (topic,) = Topics(settings.model_copy(update={"retry_delays": (1,)})).retries
    return {
        "group": consumer_group(settings, RETRY),
        "name": topic.name.replace("1s", "%s"),
        "units": [{"name": name, "seconds": seconds} for name, seconds in (("s", 1), *reversed(DELAY_UNITS))],
        "days": RETRY_DAYS,
        "config": {name: value for name, value in topic.config.items() if name != RETENTION},
    }


def values_schema() -> dict[str, Any]:
    """Return the schema of the chart's values as it is written, with its parts on settings and stages replaced."""
    schema: dict[str, Any] = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
    known = [name for name in Settings.model_fields if name not in BY_THE_CHART]
    settings = schema["properties"]["settings"]["properties"] = {variable(name): _setting(name) for name in known}
    schema["definitions"]["stageSettings"]["properties"] = {
        name: {"$ref": f"#/properties/settings/properties/{name}"}
        for name in settings
        if name not in map(variable, SHARED)
    }
    schema["properties"]["stages"]["properties"] = {stage.value: {"$ref": "#/definitions/stage"} for stage in Stage}
    return schema


def _setting(name: str) -> dict[str, Any]:
    """Return the schema of one setting, as it is written in the environment."""
    described = Settings.model_json_schema()
    field = described["properties"][name]
    value = described["$defs"][field["$ref"].rpartition("/")[2]] if "$ref" in field else field
    if "enum" in value:
        limits = {"enum": value["enum"]}
    elif value.get("type") in SCALARS:
        limits = {key: value[key] for key in ("type", *LIMITS) if key in value}
    else:  # such as a list, which is written with commas
        numbers = value.get("items", {}).get("type") == "integer"
        limits = {"type": "string"} | ({"pattern": NUMBERS} if numbers else {})
    return {"description": field["description"]} | limits | PATTERNS.get(name, {})
