"""Whether the topics are still those that the worker began with."""

from uuid import UUID, uuid4

import pytest
from aiokafka import TopicPartition

from streams.watch.presence import PATIENCE, Presence, TopicLost

RAW, OUT = "news.raw.v1", "news.articles.v1"
PLACE = TopicPartition(RAW, 0)


@pytest.fixture
def presence() -> Presence:
    return Presence(frozenset([RAW]))


def test_topics_with_the_same_ids_are_present(presence: Presence) -> None:
    ids = {RAW: uuid4(), OUT: uuid4()}
    presence.see(ids)
    presence.see(ids)
    assert presence.condition() == (True, "2 topics, the same as at the start")
    assert presence.has(RAW)


def test_a_topic_that_is_read_and_has_another_id_is_lost(presence: Presence) -> None:
    presence.see({RAW: uuid4(), OUT: uuid4()})
    with pytest.raises(TopicLost, match=f"^{RAW}: deleted and made again"):
        presence.see({RAW: uuid4(), OUT: uuid4()})


def test_a_topic_that_is_only_written_may_be_made_again_and_is_missing_meanwhile(presence: Presence) -> None:
    raw = uuid4()
    presence.see({RAW: raw, OUT: uuid4()})
    for _ in range(2 * PATIENCE):
        presence.see({RAW: raw, OUT: None})
    assert presence.condition() == (False, f"missing: {OUT}")
    assert not presence.has(OUT)
    presence.see({RAW: raw, OUT: uuid4()})
    assert presence.condition().holds


def test_a_topic_that_is_read_is_lost_when_it_stays_missing_and_not_before(presence: Presence) -> None:
    for _ in range(3):
        raw = UUID(int=7)
        presence.see({RAW: raw})
        for _ in range(PATIENCE - 1):
            presence.see({RAW: None})
            assert presence.condition() == (False, f"missing: {RAW}")
    with pytest.raises(TopicLost, match=f"^{RAW}: missing, deleted while the worker ran"):
        presence.see({RAW: None})


def test_a_topic_of_which_the_broker_cannot_tell_is_as_before(presence: Presence) -> None:
    presence.see({RAW: uuid4()})
    presence.see({})
    assert presence.condition().holds


def test_a_partition_that_keeps_ending_before_what_was_read_of_it_has_lost_records(presence: Presence) -> None:
    presence.see({RAW: uuid4()})
    for _ in range(PATIENCE - 1):
        presence.compare({PLACE: 9}, {PLACE: 4})
    presence.compare({PLACE: 9}, {PLACE: 9})
    assert presence.condition().holds
    for _ in range(PATIENCE - 1):
        presence.compare({PLACE: 9}, {PLACE: 4})
    said = f"{RAW}[0] ends at 4, but was read up to 9: records were lost"
    assert presence.condition() == (False, said)
    with pytest.raises(TopicLost) as caught:
        presence.compare({PLACE: 9}, {PLACE: 5})
    assert caught.value.cut == {PLACE}
