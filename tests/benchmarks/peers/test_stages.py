"""Also covers how raw events are made and read (runs.py, counted.py)."""

from collections.abc import Callable

import pytest

from streams.settings import load
from tests.benchmarks.peers.counted import Damage, damage, duplicate, published
from tests.benchmarks.peers.runs import copied
from tests.benchmarks.peers.stages import Decider, Output, Stages

STORIES = 3
NONE = Damage(lost=0, doubled=0, copies_published=0, articles_dropped=0)
Restart = Callable[[Decider, list[tuple[str, bytes | None]]], Decider]


@pytest.fixture(scope="module")
def stages() -> Stages:
    return Stages(load())


def outcomes(stages: Stages, restart: Restart) -> list[Output]:
    """Take the events of a kill through all stages; the deduplicator is started again between stories and copies."""
    decider, changes, ends = Decider(load()), [], []
    for offset, (_, raw) in enumerate(copied(STORIES)):
        if offset == STORIES:
            decider = restart(decider, changes)
        extracted = stages.extracted(stages.extraction(raw))
        output, new = decider.decide(extracted.value, position=offset, time=offset)
        changes += new
        assert output is not None
        is_unique = output.topic == stages.topics.unique.name
        ends.append(stages.enriched(stages.enrichment(output.value)) if is_unique else output)
    return ends


def counted(stages: Stages, ends: list[Output]) -> Damage:
    articles = [published(end.value) for end in ends if end.topic == stages.topics.articles.name]
    copies = [duplicate(end.value) for end in ends if end.topic == stages.topics.duplicates.name]
    return damage(articles, copies, STORIES)


def with_its_state(_: Decider, changes: list[tuple[str, bytes | None]]) -> Decider:
    restored = Decider(load())
    for key, value in changes:
        restored.restore(key, value)
    return restored


def test_each_story_ends_as_one_article_and_its_copy_as_a_duplicate(stages: Stages):
    ends = outcomes(stages, lambda decider, _: decider)
    assert counted(stages, ends) == NONE
    assert len(ends) == 2 * STORIES


def test_a_deduplicator_that_has_its_changes_back_knows_the_copies(stages: Stages):
    assert counted(stages, outcomes(stages, with_its_state)) == NONE


def test_a_deduplicator_that_lost_its_state_publishes_the_copies(stages: Stages):
    ends = outcomes(stages, lambda *_: Decider(load()))
    assert counted(stages, ends) == NONE._replace(copies_published=STORIES)


def test_the_key_of_a_published_record_is_the_article_id_that_the_event_has(stages: Stages):
    (first, *_) = outcomes(stages, lambda decider, _: decider)
    assert first.key.decode() == published(first.value).id
