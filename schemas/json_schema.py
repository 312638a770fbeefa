"""The public events as JSON Schemas, dialect 2020-12, with real events as examples.

The schema of raw articles, which feeds write, says what newsmill accepts. The others say what newsmill writes: a field
that may be None is absent instead, a field with any other default is always present, and unknown fields may come.
"""

import json
from importlib.resources import files
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from schemas.article import Article
from schemas.base import Event
from schemas.dead_letter import DeadLetter
from schemas.duplicate import Duplicate
from schemas.raw import RawArticle

PUBLIC: Final[dict[str, type[Event]]] = {
    "raw-article.v1": RawArticle,
    "article.v1": Article,
    "duplicate.v1": Duplicate,
    "dead-letter.v1": DeadLetter,
}
"""The events of the contract by the name of their schema, which has the version of their topic."""

READ = {RawArticle}  # newsmill reads these, and writes the others


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a public event."""
    kind = PUBLIC[name]
    reads = kind in READ
    schema = kind.model_json_schema(mode="validation" if reads else "serialization", schema_generator=_Untitled)
    if not reads:
        for part in (schema, *schema["$defs"].values()):
            _as_written(part)
    event, _, version = name.rpartition(".")
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:newsmill:{event}:{version}"}
    return head | {"title": kind.__name__} | schema | {"examples": examples(name)}


def examples(name: str) -> list[dict[str, Any]]:
    """Return real events of a kind, as they were on the wire."""
    file = files("schemas") / "examples" / f"{name}.jsonl"
    return [json.loads(line) for line in file.read_bytes().splitlines()]


class _Untitled(GenerateJsonSchema):
    """Leaves out the titles of fields, which would repeat the names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _as_written(part: dict[str, Any]) -> None:
    """Change an object's schema from what its model has to what is on the wire."""
    part.pop("additionalProperties", None)
    properties = part.get("properties", {})
    nullable = {name for name, field in properties.items() if {"type": "null"} in field.get("anyOf", ())}
    for name, field in properties.items():
        field.pop("default", None)
        if name in nullable:
            (inner,) = (branch for branch in field.pop("anyOf") if branch != {"type": "null"})
            field |= inner
    if properties:
        part["required"] = [name for name in properties if name not in nullable]
