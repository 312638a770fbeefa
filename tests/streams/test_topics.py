"""Topics: each is declared once, and their limits and retentions fit each other."""

import pytest

from schemas.dead_letter import MAX_ERROR
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import DEAD_LETTER_MAX_BYTES, Topic, Topics, consumer_group


@pytest.fixture
def topics() -> Topics:
    return Topics(Settings(topic_prefix="staging-", partitions=3, replication_factor=2))


def test_the_names_of_public_topics_begin_with_news_and_of_internal_ones_with_newsmill(topics: Topics) -> None:
    for topic in topics.all():
        assert topic.name.startswith("staging-news." if topic.public else "staging-newsmill.")
        assert topic.name.endswith(".v1")


def test_names_are_unique_and_every_topic_is_listed(topics: Topics) -> None:
    declared = [value for value in vars(topics).values() if isinstance(value, Topic)]
    assert list(topics.all()) == [*declared, *topics.retries]
    assert len({topic.name for topic in topics.all()}) == len(topics.all())
    assert all(topic.meaning and topic.key for topic in topics.all())


def test_a_retry_topic_is_named_by_its_delay_and_keeps_events_longer() -> None:
    retries = Topics(Settings(retry_delays=(1, 90, 600, 7200, 864_000))).retries
    assert [topic.name for topic in retries] == [
        f"newsmill.retry.{delay}.v1" for delay in ("1s", "90s", "10m", "2h", "10d")
    ]
    assert all(int(topic.config["retention.ms"]) > 2 * 1000 * topic.delay for topic in retries[:-1])
    assert int(retries[-1].config["retention.ms"]) > 1000 * retries[-1].delay


@pytest.mark.parametrize("stage", Stage)
def test_a_retried_event_returns_on_an_internal_topic_of_its_stage_with_the_largest_limit(
    topics: Topics, stage: Stage
) -> None:
    again = topics.again(stage)
    assert again in topics.sources(stage)
    assert not again.public
    assert all(
        int(again.config["max.message.bytes"]) >= int(source.config["max.message.bytes"])
        for source in topics.sources(stage)
    )


def test_an_event_that_waits_for_a_retry_fits_the_dead_letters_with_their_headers(topics: Topics) -> None:
    headers = 8 * MAX_ERROR  # its error in UTF-8, and as much for the rest
    for retry in topics.retries:
        assert int(retry.config["max.message.bytes"]) + headers <= DEAD_LETTER_MAX_BYTES


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_reads_topics_that_are_created(topics: Topics, stage: Stage) -> None:
    assert topics.sources(stage)
    assert set(topics.sources(stage)) <= set(topics.all())


def test_no_topic_is_read_by_two_stages(topics: Topics) -> None:
    read = [topic.name for stage in Stage for topic in topics.sources(stage)]
    assert len(set(read)) == len(read)


def test_only_the_state_is_compacted_because_other_topics_may_have_two_records_with_one_key(topics: Topics) -> None:
    assert [topic for topic in topics.all() if topic.config["cleanup.policy"] == "compact"] == [topics.state]


def test_an_event_that_fits_any_topic_fits_the_dead_letters(topics: Topics) -> None:
    largest = max(int(topic.config["max.message.bytes"]) for topic in topics.all())
    assert int(topics.dead_letters.config["max.message.bytes"]) == largest == DEAD_LETTER_MAX_BYTES


def test_dead_letters_are_kept_longest_of_all_events_and_the_records_of_redrives_even_longer(topics: Topics) -> None:
    kept = {topic.name: int(topic.config.get("retention.ms", 0)) for topic in topics.all()}
    assert sorted(kept, key=lambda name: kept[name])[-2:] == [topics.dead_letters.name, topics.redrives.name]


def test_a_topic_is_found_again_by_its_short_name(topics: Topics) -> None:
    assert topics.short("staging-news.dead-letters.v1") == "dead-letters"
    assert topics.short("staging-newsmill.extracted.v1") == "extracted"
    assert topics.short("others.v1") == "others.v1"
    assert [topics.named(topics.short(topic.name)) for topic in topics.all()] == [topic.name for topic in topics.all()]
    assert topics.named("staging-news.raw.v1") == "staging-news.raw.v1"


def test_each_stage_has_a_consumer_group_of_its_own_under_the_prefix() -> None:
    settings = Settings(topic_prefix="staging-")
    assert consumer_group(settings, Stage.EXTRACT) == "staging-newsmill-extract"
    assert len({consumer_group(settings, stage) for stage in Stage}) == len(Stage)
