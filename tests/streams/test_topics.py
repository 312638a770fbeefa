"""Topics: one place names them, and what must agree agrees."""

import pytest

from streams.settings import Settings, Stage
from streams.topics import DEAD_LETTER_MAX_BYTES, Topic, Topics, consumer_group


@pytest.fixture
def topics() -> Topics:
    return Topics(Settings(topic_prefix="staging-", partitions=3, replication_factor=2))


def test_the_public_topics_are_news_and_the_internal_ones_newsmills_own(topics: Topics) -> None:
    for topic in topics.all():
        assert topic.name.startswith("staging-news." if topic.public else "staging-newsmill.")
        assert topic.name.endswith(".v1")


def test_names_are_unique_and_every_topic_is_listed(topics: Topics) -> None:
    declared = [*(value for value in vars(topics).values() if isinstance(value, Topic)), *topics.retries]
    assert list(topics.all()) == declared
    assert len({topic.name for topic in declared}) == len(declared)
    assert all(topic.meaning and topic.key for topic in declared)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_reads_topics_that_are_created(topics: Topics, stage: Stage) -> None:
    assert topics.sources(stage)
    assert set(topics.sources(stage)) <= set(topics.all())


def test_no_topic_is_read_by_two_stages(topics: Topics) -> None:
    read = [topic.name for stage in Stage for topic in topics.sources(stage)]
    assert len(set(read)) == len(read)


def test_only_the_state_is_compacted_since_every_other_topic_has_two_records_of_a_key(topics: Topics) -> None:
    assert [topic for topic in topics.all() if topic.config["cleanup.policy"] == "compact"] == [topics.state]


def test_whatever_fits_any_topic_fits_the_dead_letters(topics: Topics) -> None:
    largest = max(int(topic.config["max.message.bytes"]) for topic in topics.all())
    assert int(topics.dead_letters.config["max.message.bytes"]) == largest == DEAD_LETTER_MAX_BYTES


def test_dead_letters_outlive_every_other_event(topics: Topics) -> None:
    kept = {topic.name: int(topic.config.get("retention.ms", 0)) for topic in topics.all()}
    assert max(kept, key=lambda name: kept[name]) == topics.dead_letters.name


def test_there_is_a_retry_topic_for_each_delay_named_by_its_largest_unit() -> None:
    topics = Topics(Settings(retry_delays=(90, 600, 7_200, 86_400)))
    assert [(topic.name, topic.delay) for topic in topics.retries] == [
        ("newsmill.retry.90s.v1", 90),
        ("newsmill.retry.10m.v1", 600),
        ("newsmill.retry.2h.v1", 7_200),
        ("newsmill.retry.1d.v1", 86_400),
    ]


def test_a_retry_topic_keeps_an_event_past_its_delay() -> None:
    for topic in Topics(Settings(retry_delays=(60, 30 * 86_400))).retries:
        assert int(topic.config["retention.ms"]) >= (topic.delay + 6 * 86_400) * 1000


def test_what_is_retried_comes_back_on_an_internal_topic_of_its_stage(topics: Topics) -> None:
    for stage in Stage:
        assert topics.again(stage) in topics.sources(stage)
        assert not topics.again(stage).public


def test_each_stage_has_a_consumer_group_of_its_own_under_the_prefix() -> None:
    settings = Settings(topic_prefix="staging-")
    assert consumer_group(settings, Stage.EXTRACT) == "staging-newsmill-extract"
    assert len({consumer_group(settings, stage) for stage in Stage}) == len(Stage)
