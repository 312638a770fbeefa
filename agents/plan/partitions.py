"""Which languages share a partition of the extracted topic, and which partitions share a worker.

The topic is keyed by language, so that all articles of a language meet one state. A partition follows from the hash of
the language's code, and partition N is of worker N modulo the number of workers (aiokafka's round robin).
"""

from collections import defaultdict
from collections.abc import Mapping

from streams.kafka.partitioner import partition_of

LONGEST_SEARCH = 64  # partitions beyond the fewest that are tried, to keep the largest language alone


def grouped(languages: Mapping[str, float], partitions: int, workers: int) -> list[dict[str, float]]:
    """Return the shares of the languages of each worker that has any; the largest sum first."""
    groups: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for language, share in languages.items():
        groups[partition_of(language.encode(), partitions) % workers][language] = share
    return sorted(groups.values(), key=lambda group: -sum(group.values()))


def busiest(languages: Mapping[str, float], partitions: int, workers: int) -> dict[str, float]:
    """Return the shares of the languages of the worker that has most."""
    return grouped(languages, partitions, workers)[0]


def fewest_apart(languages: Mapping[str, float], fewest: int) -> int:
    """Return a number of partitions, at least `fewest`, at which the largest language shares its own with no other.

    Where there is none nearby, it is the one at which the busiest partition has least.
    """
    largest = max(languages.values())
    candidates = range(fewest, fewest + LONGEST_SEARCH)
    return min(candidates, key=lambda count: (max(largest, _largest_sum(languages, count)), count))


def _largest_sum(languages: Mapping[str, float], partitions: int) -> float:
    return sum(busiest(languages, partitions, partitions).values())
