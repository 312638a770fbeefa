"""Which languages share a partition, and which share a worker."""

from types import SimpleNamespace

import pytest
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from agents.plan.partitions import busiest, fewest_apart, grouped
from streams.kafka.partitioner import partition_of

LANGUAGES = {"en": 0.5, "de": 0.2, "es": 0.1, "fr": 0.1, "ru": 0.1}


def test_one_worker_has_all_languages() -> None:
    assert grouped(LANGUAGES, 8, 1) == [LANGUAGES]


def test_no_language_is_lost_or_counted_twice_whatever_the_number_of_workers() -> None:
    for workers in range(1, 9):
        groups = grouped(LANGUAGES, 8, workers)
        assert sorted(language for group in groups for language in group) == sorted(LANGUAGES)
        assert len(groups) <= workers


@pytest.mark.parametrize("partitions, workers", [(8, 1), (8, 3), (12, 5), (7, 7)])
def test_a_worker_has_the_languages_that_the_consumers_assignor_gives_it(partitions: int, workers: int) -> None:
    cluster = SimpleNamespace(partitions_for_topic=lambda _: set(range(partitions)))
    members = {f"worker-{number}": RoundRobinPartitionAssignor.metadata(["extracted"]) for number in range(workers)}
    given = RoundRobinPartitionAssignor.assign(cluster, members)  # type: ignore[arg-type]
    mine = [set(numbers) for one in given.values() for _, numbers in one.assignment]
    expected = [
        {language for language in LANGUAGES if partition_of(language.encode(), partitions) in own} for own in mine
    ]
    found = [set(group) for group in grouped(LANGUAGES, partitions, workers)]
    assert sorted(map(sorted, found)) == sorted(sorted(group) for group in expected if group)


def test_the_busiest_worker_has_the_largest_share() -> None:
    groups = grouped(LANGUAGES, 8, 4)
    assert sum(busiest(LANGUAGES, 8, 4).values()) == max(sum(group.values()) for group in groups)


def test_partitions_are_chosen_so_that_the_largest_language_is_alone() -> None:
    for fewest in range(1, 40):
        partitions = fewest_apart(LANGUAGES, fewest)
        assert partitions >= fewest
        assert busiest(LANGUAGES, partitions, partitions) == {"en": 0.5}


def test_no_more_partitions_are_taken_than_that_needs() -> None:
    for fewest in range(2, 40):
        for fewer in range(fewest, fewest_apart(LANGUAGES, fewest)):
            assert sum(busiest(LANGUAGES, fewer, fewer).values()) > 0.5


def test_a_feed_of_one_language_needs_no_more_partitions_than_are_asked_for() -> None:
    assert fewest_apart({"en": 1.0}, 8) == 8
