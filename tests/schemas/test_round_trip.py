"""Every event is unchanged after its wire form is written and read.

Covers also schemas/article.py, schemas/duplicate.py and schemas/extracted.py.
"""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas import Article, Event
from tests.support.articles.events import EVENTS, articles

LINKS = ("near_duplicates", "contained_in", "contains")


def test_every_kind_of_event_is_tested() -> None:
    assert set(EVENTS) == {kind for kind in Event.__subclasses__() if kind.__module__.startswith("schemas.")}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@settings(deadline=None, max_examples=60)
@given(st.data())
def test_an_event_is_read_from_the_wire_unchanged(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(EVENTS[kind])
    assert kind.decode(event.encode()) == event


@settings(deadline=None, max_examples=40)
@given(articles)
def test_fields_that_are_none_are_not_on_the_wire_and_every_time_is_rfc_3339_in_utc(article: Article) -> None:
    fields = orjson.loads(article.encode())
    assert all(value is not None for value in fields.values())
    if article.published_at is not None:
        assert fields["published_at"].endswith("Z")
        assert datetime.fromisoformat(fields["published_at"]) == article.published_at
        assert article.published_at.tzinfo is UTC


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@settings(deadline=None, max_examples=10)
@given(st.data())
def test_fields_of_a_newer_producer_are_ignored(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(EVENTS[kind])
    newer: dict[str, Any] = orjson.loads(event.encode()) | {"not_yet_known": {"deep": [1]}}
    assert kind.decode(orjson.dumps(newer)) == event


@settings(deadline=None, max_examples=20)
@given(articles)
def test_fields_of_a_newer_producer_are_ignored_in_the_parts_of_an_event_too(article: Article) -> None:
    fields = orjson.loads(article.encode())
    parts = [fields[name] for name in ("source", "language", "provenance")]
    parts += [part for entity in fields["entities"] for part in (entity, *entity["mentions"])]
    links = [link for name in LINKS for link in fields.get(name, ())]
    evidence = [link["evidence"] for link in links if "evidence" in link]
    for part in (*parts, *links, *evidence):
        part["not_yet_known"] = {"deep": [1]}
    assert Article.decode(orjson.dumps(fields)) == article


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@settings(deadline=None, max_examples=5)
@given(st.data())
def test_an_event_cannot_be_changed(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(EVENTS[kind])
    with pytest.raises(ValidationError, match="frozen"):
        setattr(event, next(iter(kind.model_fields)), None)
