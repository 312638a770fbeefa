"""The table of stages: every topic is declared, and every stage's input comes from feeds or from another stage."""

import pytest

from streams.settings import Settings
from streams.stages import RETRY, Stage
from streams.topics import Topics, consumer_group

TOPICS = Topics(Settings())


def short_names(stage: Stage) -> list[str]:
    """Return the topics of a stage's row."""
    return [*stage.reads, *stage.writes, *([] if stage.state is None else [stage.state])]


@pytest.mark.parametrize("stage", Stage)
def test_every_topic_of_a_row_is_declared(stage: Stage) -> None:
    assert stage.reads
    assert stage.writes
    assert [TOPICS.of(short).short for short in short_names(stage)] == short_names(stage)


def test_every_topic_that_a_stage_reads_is_written_by_another_stage_or_by_feeds() -> None:
    for stage in Stage:
        others = {short for other in Stage if other is not stage for short in other.writes}
        assert [short for short in stage.reads if short not in others] == (["raw"] if stage is Stage.EXTRACT else [])
    assert TOPICS.raw.public


def test_every_internal_topic_that_a_stage_writes_is_read_by_another_stage() -> None:
    for stage in Stage:
        others = {short for other in Stage if other is not stage for short in other.reads}
        assert [short for short in stage.writes if short not in others and not TOPICS.of(short).public] == []


def test_a_state_topic_has_one_stage_and_is_no_input_or_output() -> None:
    states = [stage.state for stage in Stage if stage.state is not None]
    assert states == ["deduplicate-state"]
    assert not set(states) & {short for stage in Stage for short in (*stage.reads, *stage.writes)}


def test_only_the_events_of_fetch_return_to_an_earlier_stage() -> None:
    assert [stage for stage in Stage if stage.returns] == [Stage.FETCH]


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_found_by_its_name_and_has_a_task_for_people(stage: Stage) -> None:
    assert Stage(stage.value) is stage
    assert str(stage) == f"{stage}" == stage.value
    assert stage.task


@pytest.mark.parametrize("name", ["publish", "EXTRACT", "", RETRY])
def test_an_unknown_stage_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name!r} is not a valid Stage"):
        Stage(name)


def test_the_retries_have_a_consumer_group_beside_those_of_the_stages() -> None:
    groups = {consumer_group(Settings(), name) for name in (*Stage, RETRY)}
    assert len(groups) == len(Stage) + 1
