"""Whether the topics are still those that the worker began with: one that was deleted or made again loses positions.

aiokafka's consumers do not notice it. They keep the positions of the topic that was deleted, or, after a rebalance
without the topic, wait minutes for it to return; what is published meanwhile is not read, and nothing fails.
"""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from aiokafka import TopicPartition

from streams.health import Condition
from streams.kafka.cluster import TopicsMisconfigured

PATIENCE = 3
"""Measurements in a row that must say the same: a broker that has just started may know less than the others."""


class TopicLost(TopicsMisconfigured):
    """A topic that the worker reads was deleted, made again or cut while it ran; a new start reads what is there now.

    `cut` has the partitions that lost records.
    """

    def __init__(self, message: str, cut: frozenset[TopicPartition] = frozenset()) -> None:
        super().__init__(message)
        self.cut = cut


class Presence:
    """Remembers the topics' first ids, and how often in a row something was wrong.

    `read` names the topics that the worker reads: only their loss ends it, as it can publish to a topic that was made
    again.
    """

    def __init__(self, read: frozenset[str]) -> None:
        self._read = read
        self._first: dict[str, UUID] = {}
        self._missing: Counter[str] = Counter()
        self._beyond: Counter[TopicPartition] = Counter()
        self._ends: dict[TopicPartition, tuple[int, int]] = {}  # position and end, where that is before it

    def see(self, ids: Mapping[str, UUID | None]) -> None:
        """Note the present ids of topics; None if one is missing.

        Raises TopicLost if one that the worker reads has another id than before, or stays missing.
        """
        for name, identity in ids.items():
            if identity is None:
                self._missing[name] += 1
            else:
                del self._missing[name]
                self._first.setdefault(name, identity)
        again = sorted(name for name in self._read if (now := ids.get(name)) and now != self._first[name])
        if again:
            raise TopicLost(
                f"{', '.join(again)}: deleted and made again while the worker ran; a new start reads from the beginning"
            )
        missing = sorted(name for name in self._read if self._missing[name] >= PATIENCE)
        if missing:
            raise TopicLost(
                f"{', '.join(missing)}: missing, deleted while the worker ran; make it again (`newsmill topics create`)"
            )

    def compare(self, positions: Mapping[TopicPartition, int], ends: Mapping[TopicPartition, int]) -> None:
        """Note the partitions that end before the position up to which they were read; positions are taken first.

        Raises TopicLost if it stays so.
        """
        self._ends = {place: (at, ends[place]) for place, at in positions.items() if at > ends[place]}
        self._beyond = Counter({place: self._beyond[place] + 1 for place in self._ends})

        cut = frozenset(place for place, times in self._beyond.items() if times >= PATIENCE)
        if cut:
            raise TopicLost(f"{self._cut()}; a new start reads from the beginning", cut)

    def has(self, topic: str) -> bool:
        """Return whether a topic existed when they were seen last."""
        return topic not in self._missing

    def condition(self) -> Condition:
        """Return whether all topics exist, and none ends before the position up to which it was read."""
        if self._missing:
            return Condition(False, f"missing: {', '.join(sorted(self._missing))}")
        if self._ends:
            return Condition(False, self._cut())
        return Condition(True, f"{len(self._first)} topics, the same as at the start")

    def _cut(self) -> str:
        found = [f"{at.topic}[{at.partition}] ends at {end}, but was read up to {position}"
                 for at, (position, end) in sorted(self._ends.items())]  # fmt: skip
        return f"{'; '.join(found)}: records were lost"
